"""The log on the glass: by severity, device and session, and what happened as a file to take along."""

from __future__ import annotations

from kiosk.flows.logs.flow import ENTRY, EXAMPLES, MOVES, SCREENS, enter, step
from kiosk.flows.logs.view import view

__all__ = ["ENTRY", "EXAMPLES", "MOVES", "SCREENS", "enter", "step", "view"]
