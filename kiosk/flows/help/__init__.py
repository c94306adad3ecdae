"""Help over any screen: the top questions of this step, a search, and articles that may lead on to a person."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flows.help.flow import ENTRY, MOVES, SCREENS, enter, step
from kiosk.flows.help.states import State
from kiosk.flows.help.view import view

__all__ = ["ENTRY", "EXAMPLES", "MOVES", "SCREENS", "enter", "step", "view"]

EXAMPLES: Mapping[str, State]


def __getattr__(name: str) -> object:
    """Make the examples when somebody asks: the first frame of a kiosk needs none."""
    if name == "EXAMPLES":
        from kiosk.flows.help.examples import EXAMPLES

        return EXAMPLES
    raise AttributeError(name)
