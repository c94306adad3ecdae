"""Colours and sizes of the bench window: the light look of the kiosk, in pixels that follow the window's size."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QColor

COLOURS = {
    "page": "#F3F5FA",
    "surface": "#FFFFFF",
    "surface2": "#E9EDF6",
    "ink": "#0E1726",
    "muted": "#465063",
    "outline": "#6B7588",
    "hair": "#DFE4EF",
    "rail": "#C6CFE1",
    "primary": "#1747C6",
    "primaryPressed": "#0F3290",
    "inkPrimary": "#FFFFFF",
    "container": "#DDE6FF",
    "inkContainer": "#0B2A78",
    "success": "#0A6B3B",
    "successContainer": "#D6F5E2",
    "warning": "#8A4A00",
    "warningContainer": "#FFEBC4",
    "error": "#B3142B",
    "errorContainer": "#FFE0E3",
    "disabled": "#E1E5EE",
    "inkDisabled": "#5E6779",
    "body": "#22304A",
    "bodyEdge": "#17223A",
    "key": "#3D4D6B",
    "glass": "#EEF3FF",
    "yellow": "#E0A33A",
    "paper": "#FFFEFA",
    "lampGood": "#4ADE80",
    "lampWarn": "#F5B84B",
    "lampBad": "#FF6B75",
    "scrim": "#0E172699",
}
DESIGN_WIDTH, DESIGN_HEIGHT = 942, 712
NARROW_WIDTH = 760
SMALLEST, LARGEST = 0.82, 1.7
SLIDE_MS = 900
PRESS_MS = 90


class Theme(QObject):
    """The tokens that QML reads. `resize` is called with the window's size."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scale = 1.0
        self._is_narrow = False
        self._colours = {name: _colour(value) for name, value in COLOURS.items()}

    @Slot(int, int)
    def resize(self, width: int, height: int) -> None:
        """Take the window's size: everything grows and shrinks with it, and a narrow window stacks its panes."""
        is_narrow = width < NARROW_WIDTH * SMALLEST + 100
        wanted = min(width / (600 if is_narrow else DESIGN_WIDTH), height / DESIGN_HEIGHT)
        scale = min(max(wanted, SMALLEST), LARGEST)
        if (scale, is_narrow) != (self._scale, self._is_narrow):
            self._scale, self._is_narrow = scale, is_narrow
            self.changed.emit()

    def _get_scale(self) -> float:
        return self._scale

    def _get_narrow(self) -> bool:
        return self._is_narrow

    def _get_colours(self) -> dict[str, QColor]:
        return self._colours

    def _get_slide(self) -> int:
        return SLIDE_MS

    def _get_press(self) -> int:
        return PRESS_MS

    def _get_thin(self) -> int:
        return 1

    def _get_thick(self) -> int:
        return 2

    thin = Property(int, _get_thin, constant=True)
    thick = Property(int, _get_thick, constant=True)
    scale = Property(float, _get_scale, notify=changed)
    narrow = Property(bool, _get_narrow, notify=changed)
    colours = Property("QVariantMap", _get_colours, constant=True)  # type: ignore[arg-type] # Qt knows types by name
    slide = Property(int, _get_slide, constant=True)
    press = Property(int, _get_press, constant=True)


def _colour(text: str) -> QColor:
    if len(text) == 9:  # #RRGGBBAA
        return QColor(int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16), int(text[7:9], 16))
    return QColor(text)
