"""The session: who owns the glass, in which language, and what stands beside the flow."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flows.glass import Frame
from kiosk.flows.shell.frame import frame
from kiosk.flows.shell.session import Session
from kiosk.flows.shell.step import MOVES, SCREENS, step

__all__ = ["EXAMPLES", "MOVES", "SCREENS", "Frame", "Session", "frame", "step"]

EXAMPLES: Mapping[str, Session]


def __getattr__(name: str) -> object:
    """Make the examples when somebody asks: the first frame of a kiosk needs none."""
    if name == "EXAMPLES":
        from kiosk.flows.shell.examples import EXAMPLES

        return EXAMPLES
    raise AttributeError(name)
