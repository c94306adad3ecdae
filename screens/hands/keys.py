"""Moves the focus in reading order, whatever order the items were made in."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow

ROW_TOLERANCE_MM = 8
LONG_LIST = 8  # more controls than these, and Left and Right go by lists and groups
IN_ROWS = frozenset({"key", "seat"})  # stand in many rows, which are groups


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


def settle(item: QQuickItem) -> None:
    """Let rows and columns lay out what they hold, as the next frame would: a new page has its places now."""
    for child in item.childItems():
        settle(child)
    item.ensurePolished()


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


def focused(window: QQuickWindow) -> QQuickItem | None:
    """Return what has the focus in a window.

    Asked as a property: what the method of the same name returns is kept by the window's Python object for ever, long
    after the item itself has gone (PySide6 6.11), two for each screen.
    """
    item = window.property("activeFocusItem")
    return item if isinstance(item, QQuickItem) else None


class KeyPath:
    """The way of the focus through a window's controls."""

    def __init__(self, window: QQuickWindow, theme: QObject) -> None:
        self._window = window
        self._theme = theme

    def order(self) -> list[QQuickItem]:
        """Return the controls in the order the keys visit them."""
        content = self._window.contentItem()
        return reading_order(focusable(content), ROW_TOLERANCE_MM * float(self._theme.property("pxPerMm")))

    def move(self, by: int, *, by_section: bool = False) -> QQuickItem | None:
        """Put the focus one control on (1) or back (-1), round the end, and return what has it.

        `by_section` passes a list, a group of choices or a row of keys or seats as one, where there are many controls.
        """
        order = self.order()
        if not order:
            return None
        current = focused(self._window)
        at = order.index(current) + by if current in order else (0 if by > 0 else -1)
        if by_section and current in order:
            at = _section_end(order, order.index(current), by)
        return self.put(order[at % len(order)])

    def put(self, item: QQuickItem) -> QQuickItem:
        """Give the focus to `item` and show it."""
        self._theme.setProperty("showsFocus", True)
        item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        return item


def _section(item: QQuickItem) -> str:
    """Return what a control belongs to: its list, its group of choices, its row of keys or seats, or nothing."""
    kind = item.objectName().partition(":")[0]
    if kind == "choice":
        return item.objectName().rpartition(":")[0]
    if kind in IN_ROWS:
        return f"{kind} {round(scene_rect(item).center().y())}"
    parent = item.parentItem()
    while parent is not None and not parent.inherits("QQuickListView"):
        parent = parent.parentItem()
    return f"list {id(parent)}" if parent is not None else ""


def _section_end(order: list[QQuickItem], at: int, by: int) -> int:
    """Return where Left or Right leads from `at`: by whole sections where there are many controls, else by one."""
    sections = [_section(item) for item in order]
    if len(order) <= LONG_LIST:
        return at + by
    own = sections[at]
    if by > 0:
        return at + 1 if not own else next((i for i in range(at, len(order)) if sections[i] != own), 0)
    if own and sections.index(own) < at:
        return sections.index(own)
    before = sections[at - 1]
    return sections.index(before) if before else at - 1
