"""Staff at a customer's lane, a guest: blockers, lines, prices, the end of a session, the last sale."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flows.assist.flow import ENTRY, MOVES, SCREENS, enter, step
from kiosk.flows.assist.states import State
from kiosk.flows.assist.view import view

__all__ = ["ENTRY", "EXAMPLES", "MOVES", "SCREENS", "enter", "step", "view"]

EXAMPLES: Mapping[str, State]


def __getattr__(name: str) -> object:
    """Make the examples when somebody asks: the first frame of a kiosk needs none."""
    if name == "EXAMPLES":
        from kiosk.flows.assist.examples import EXAMPLES

        return EXAMPLES
    raise AttributeError(name)
