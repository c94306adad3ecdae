"""What passes on the line of each device: to look at, to record and to play again."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flows.wire.flow import ENTRY, MOVES, SCREENS, State, enter, step
from kiosk.flows.wire.view import view

__all__ = ["ENTRY", "EXAMPLES", "MOVES", "SCREENS", "enter", "step", "view"]

EXAMPLES: Mapping[str, State]


def __getattr__(name: str) -> object:
    """Make the examples when somebody asks: the first frame of a kiosk needs none."""
    if name == "EXAMPLES":
        from kiosk.flows.wire.examples import EXAMPLES

        return EXAMPLES
    raise AttributeError(name)
