"""The technician's first pages: every device in words, one device whole, the machine."""

from __future__ import annotations

from kiosk.flows.maintenance.flow import ENTRY, EXAMPLES, MOVES, SCREENS, enter, step
from kiosk.flows.maintenance.view import view

__all__ = ["ENTRY", "EXAMPLES", "MOVES", "SCREENS", "enter", "step", "view"]
