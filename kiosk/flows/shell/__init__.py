"""The session: who owns the glass, in which language, and what stands beside the flow."""

from kiosk.flows.shell.examples import EXAMPLES
from kiosk.flows.shell.frame import Frame, frame
from kiosk.flows.shell.session import Session
from kiosk.flows.shell.step import MOVES, SCREENS, step

__all__ = ["EXAMPLES", "MOVES", "SCREENS", "Frame", "Session", "frame", "step"]
