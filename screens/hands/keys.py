"""Moves the focus by keys in reading order, whatever order the items were made in."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow

ROW_TOLERANCE_MM = 8
_log = logging.getLogger(__name__)
_FORWARD = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Right})
_BACKWARD = frozenset({Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Left})


def scene_rect(item: QQuickItem) -> QRectF:
    """Return an item's rectangle on the glass."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def _is_inside(item: QQuickItem, rect: QRectF) -> bool:
    """True when the middle of `rect` is not cut off by a clipping ancestor."""
    parent = item.parentItem()
    while parent is not None:
        if parent.clip() and not scene_rect(parent).contains(QPointF(rect.center())):
            return False
        parent = parent.parentItem()
    return True


def focusable(root: QQuickItem) -> list[QQuickItem]:
    """Return what can take the focus now, in no particular order."""
    found: list[QQuickItem] = []
    pending = [root]
    while pending:
        item = pending.pop()
        if not item.isVisible() or not item.isEnabled():
            continue
        if item.activeFocusOnTab() and _is_inside(item, scene_rect(item)):
            found.append(item)
        pending.extend(item.childItems())
    return found


def reading_order(items: list[QQuickItem], tolerance_px: float) -> list[QQuickItem]:
    """Sort items as they are read: rows from the top, each from the left."""
    rows: list[tuple[float, list[QQuickItem]]] = []
    for item in sorted(items, key=lambda one: scene_rect(one).center().y()):
        middle = scene_rect(item).center().y()
        if rows and middle - rows[-1][0] <= tolerance_px:
            rows[-1][1].append(item)
        else:
            rows.append((middle, [item]))
    return [item for _, row in rows for item in sorted(row, key=lambda one: scene_rect(one).x())]


class KeyPath(QObject):
    """Watches a window's keys: Tab and the arrows go to the next control in reading order."""

    def __init__(self, window: QQuickWindow, theme: QObject, used: Callable[[], None] = lambda: None) -> None:
        """`used` hears of each key that moves the focus."""
        super().__init__(window)
        self._used = used
        self._window = window
        self._theme = theme

    def order(self) -> list[QQuickItem]:
        """Return the controls in the order the keys visit them."""
        content = self._window.contentItem()
        return reading_order(focusable(content), ROW_TOLERANCE_MM * float(self._theme.property("pxPerMm")))

    def move(self, by: int) -> None:
        """Put the focus `by` controls further, round the end."""
        order = self.order()
        if not order:
            return
        self._theme.setProperty("showsFocus", True)
        current = self._window.activeFocusItem()
        at = order.index(current) + by if current in order else (0 if by > 0 else -1)
        order[at % len(order)].forceActiveFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Take the keys that move the focus; all others go their way."""
        try:
            if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
                return False
            if event.key() in _FORWARD or event.key() in _BACKWARD:
                self._used()
                self.move(1 if event.key() in _FORWARD else -1)
                return True
        except Exception:
            _log.exception("moving the focus")
        return False
