"""Guided self-tests of this kiosk, with a certificate."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flows.selftest.flow import ENTRY, MOVES, SCREENS, enter, step
from kiosk.flows.selftest.states import State
from kiosk.flows.selftest.view import view

__all__ = ["ENTRY", "EXAMPLES", "MOVES", "SCREENS", "enter", "step", "view"]

EXAMPLES: Mapping[str, State]


def __getattr__(name: str) -> object:
    """Make the examples when somebody asks: the first frame of a kiosk needs none."""
    if name == "EXAMPLES":
        from kiosk.flows.selftest.examples import EXAMPLES

        return EXAMPLES
    raise AttributeError(name)
