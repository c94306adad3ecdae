"""Who may sign in at this kiosk: persons, roles, and what proves them."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flows.users.flow import ENTRY, MOVES, SCREENS, enter, step
from kiosk.flows.users.states import State
from kiosk.flows.users.view import view

__all__ = ["ENTRY", "EXAMPLES", "MOVES", "SCREENS", "enter", "step", "view"]

EXAMPLES: Mapping[str, State]


def __getattr__(name: str) -> object:
    """Make the examples when somebody asks: the first frame of a kiosk needs none."""
    if name == "EXAMPLES":
        from kiosk.flows.users.examples import EXAMPLES

        return EXAMPLES
    raise AttributeError(name)
