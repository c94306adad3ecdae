"""Staff come to the glass: sign-in, the first admin, and the menu of what they may do."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flows.staff.flow import ENTRY, MOVES, SCREENS, enter, step
from kiosk.flows.staff.states import State
from kiosk.flows.staff.view import view

__all__ = ["ENTRY", "EXAMPLES", "MOVES", "SCREENS", "enter", "step", "view"]

EXAMPLES: Mapping[str, State]


def __getattr__(name: str) -> object:
    """Make the examples when somebody asks: the first frame of a kiosk needs none."""
    if name == "EXAMPLES":
        from kiosk.flows.staff.examples import EXAMPLES

        return EXAMPLES
    raise AttributeError(name)
