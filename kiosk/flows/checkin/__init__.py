"""Airport check-in: any document in, boarding pass and bag tag out."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flows.checkin.flow import ENTRY, MOVES, RESUMES, SCREENS, begin, sales, settled, step
from kiosk.flows.checkin.states import State
from kiosk.flows.checkin.view import view

__all__ = ["ENTRY", "EXAMPLES", "MOVES", "RESUMES", "SCREENS", "begin", "sales", "settled", "step", "view"]

EXAMPLES: Mapping[str, State]


def __getattr__(name: str) -> object:
    """Make the examples when somebody asks: the first frame of a kiosk needs none."""
    if name == "EXAMPLES":
        from kiosk.flows.checkin.examples import EXAMPLES

        return EXAMPLES
    raise AttributeError(name)
