"""The day: where it stands, its closing, payments of unknown outcome, and receipts again."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flows.day.flow import ENTRY, MOVES, SCREENS, enter, step
from kiosk.flows.day.states import State
from kiosk.flows.day.view import view

__all__ = ["ENTRY", "EXAMPLES", "MOVES", "SCREENS", "enter", "step", "view"]

EXAMPLES: Mapping[str, State]


def __getattr__(name: str) -> object:
    """Make the examples when somebody asks: the first frame of a kiosk needs none."""
    if name == "EXAMPLES":
        from kiosk.flows.day.examples import EXAMPLES

        return EXAMPLES
    raise AttributeError(name)
