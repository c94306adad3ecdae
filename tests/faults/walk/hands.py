"""What can be touched on the glass, and the touching."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

from screens.gallery.geometry import walk

KEYS = ("Tab", "Backtab", "Up", "Down", "Left", "Right", "Return", "F1", "F17", "VolumeUp", "VolumeDown", "F23", "F24")
KEYS_OF_NOBODY = ("Escape", "F5", "Menu", "Delete", "Home", "A", "7", "Print", "Back")


def controls(view: QQuickView) -> list[QQuickItem]:
    """Return every control that can be pressed now: seen, enabled, on the glass."""
    return [item for item in _all(view) if item.isEnabled() and item.width() > 0 and _is_on(view, item)]


def _all(view: QQuickView) -> Iterator[QQuickItem]:
    """Yield all controls that are seen; every one of them has a guard against double touches."""
    return (item for item in walk(view.contentItem()) if item.property("isGuarded") is not None)


def middle(item: QQuickItem) -> QPoint:
    """Return the middle of an item on the glass."""
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def _is_on(view: QQuickView, item: QQuickItem) -> bool:
    at = middle(item)
    return 0 <= at.x() < view.width() and 0 <= at.y() < view.height()


class Finger:
    """One finger, and the keys of a keypad."""

    def __init__(self, view: QQuickView, device: QPointingDevice) -> None:
        self._view = view
        self._device = device

    def tap(self, at: QPoint) -> None:
        """Touch and let go."""
        QTest.touchEvent(self._view, self._device).press(0, at, self._view).commit()
        QTest.touchEvent(self._view, self._device).release(0, at, self._view).commit()

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Touch, move and let go elsewhere."""
        QTest.touchEvent(self._view, self._device).press(0, start, self._view).commit()
        QTest.touchEvent(self._view, self._device).move(0, end, self._view).commit()
        QTest.touchEvent(self._view, self._device).release(0, end, self._view).commit()

    def key(self, name: str) -> None:
        """Press a key by its name."""
        QTest.keyClick(self._view, Qt.Key[f"Key_{name}"])

    def press(self, item: QQuickItem) -> None:
        """Press a control by the keyboard."""
        item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        self.key("Return")
