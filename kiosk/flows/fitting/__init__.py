"""Replacing a device: the part, what was found for it, and the proof before it is used."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flows.fitting.flow import ENTRY, MOVES, SCREENS, State, enter, step
from kiosk.flows.fitting.view import view

__all__ = ["ENTRY", "EXAMPLES", "MOVES", "SCREENS", "enter", "step", "view"]

EXAMPLES: Mapping[str, State]


def __getattr__(name: str) -> object:
    """Make the examples when somebody asks: the first frame of a kiosk needs none."""
    if name == "EXAMPLES":
        from kiosk.flows.fitting.examples import EXAMPLES

        return EXAMPLES
    raise AttributeError(name)
