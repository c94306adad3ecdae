"""Settings on the screen: looked at, changed, the difference seen, applied with leave, taken back; bundles by file."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flows.configure.flow import ENTRY, MOVES, SCREENS, State, enter, step
from kiosk.flows.configure.view import view

__all__ = ["ENTRY", "EXAMPLES", "MOVES", "SCREENS", "enter", "step", "view"]

EXAMPLES: Mapping[str, State]


def __getattr__(name: str) -> object:
    """Make the examples when somebody asks: the first frame of a kiosk needs none."""
    if name == "EXAMPLES":
        from kiosk.flows.configure.examples import EXAMPLES

        return EXAMPLES
    raise AttributeError(name)
