"""A finger and an eye on the glass: touches by the names of parts, reads what the shell shows, takes pictures."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

from screens.rows import ROW_ROLE

if TYPE_CHECKING:
    from screens.bridge import Shell


class NotOnTheGlass(LookupError):
    """The finger found nothing of that name that can be touched."""


class Glass:
    """The view and its shell."""

    def __init__(self, view: QQuickView, shell: Shell) -> None:
        self._view = view
        self._shell = shell
        self._finger: QPointingDevice = QTest.createTouchDevice()

    @property
    def screen(self) -> str:
        """The screen that is shown."""
        return str(self._shell.property("screen"))

    @property
    def parts(self) -> dict[str, Any]:
        """The parts of the screen's view, in finished words."""
        view = self._shell.property("view")
        parts: dict[str, Any] = view["parts"]
        return parts

    @property
    def title(self) -> str:
        """The screen's title sentence."""
        return str(self._shell.property("view")["title"])

    @property
    def instruction(self) -> str:
        """What the screen says below its title."""
        return str(self._shell.property("view")["instruction"])

    def action(self, name: str) -> dict[str, Any] | None:
        """Return an action of the screen (`primary`, `secondary`, `back`, `cancel`): label, event, enabled, busy."""
        action: dict[str, Any] | None = self._shell.property("view")[name]
        return action

    @property
    def speaks(self) -> bool:
        """True when the customer hears the glass."""
        return self._shell.speaks

    def type(self, text: str) -> int:
        """Type on the window as fast as a scanner does, with Enter behind it; return the longest pause in ms.

        A machine that holds this process up makes pauses that no scanner makes.
        """
        longest_s, last_s = 0.0, time.monotonic()
        for sign in (*text, Qt.Key.Key_Return):
            QTest.keyClick(self._view, sign)
            longest_s, last_s = max(longest_s, time.monotonic() - last_s), time.monotonic()
        return round(longest_s * 1000)

    @property
    def sheet(self) -> dict[str, Any] | None:
        """The sheet over the screen, if any."""
        sheet: dict[str, Any] | None = self._shell.property("sheet")
        return sheet

    @property
    def rows(self) -> int:
        """How many lines the basket shows."""
        model = self._shell.property("rows")
        return int(model.rowCount())

    def row_names(self) -> list[str]:
        """The names of the lines, newest first."""
        return [str(row["name"]) for row in self.view_rows()]

    def view_rows(self) -> list[dict[str, Any]]:
        """The lines as they are shown, newest first."""
        model = self._shell.property("rows")
        return [model.data(model.index(row, 0), ROW_ROLE) for row in range(model.rowCount())]

    @property
    def called(self) -> str:
        """What has become of a call for a person; empty without one."""
        return str(self._shell.property("strip")["called"])

    def find(self, name: str, said: str = "") -> QQuickItem | None:
        """Find the visible, enabled item of a name (`primary`, `language:nl`, `fewer`); the first from the top.

        `said`: what it is called by who hears it, or how that begins, where several have the name.
        """
        found = [item for item in _all(self._view.rootObject()) if item.objectName() == name]
        found = [item for item in found if not said or f"{item.property('name')},".startswith(f"{said},")]
        usable = [item for item in found if item.isVisible() and item.isEnabled() and item.width() > 0]
        return min(usable, key=lambda item: item.mapToScene(QPointF(0, 0)).y(), default=None)

    def place(self, name: str, said: str = "") -> QPoint:
        """Return the middle of a part, as it stands once all is laid out. Raises `NotOnTheGlass`."""
        self._view.grabWindow()  # a finger sees only what is painted: rows that just came have their places now
        item = self.find(name, said)
        if item is None:
            raise NotOnTheGlass(f"{name} {said} on {self.screen}")
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        return QPoint(round(middle.x()), round(middle.y()))

    def is_seen(self, name: str, said: str = "") -> bool:
        """True when the middle of a part is on this page of what it stands in."""
        self._view.grabWindow()
        item = self.find(name, said)
        if item is None:
            return False
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        around = item.parentItem()
        while around is not None:
            if around.clip() and not around.contains(around.mapFromScene(middle)):
                return False
            around = around.parentItem()
        return True

    def tap(self, point: QPoint) -> None:
        """Touch and let go at a place, whatever is there now."""
        QTest.touchEvent(self._view, self._finger).press(0, point, self._view).commit()
        QTest.touchEvent(self._view, self._finger).release(0, point, self._view).commit()

    def touch(self, name: str, said: str = "") -> None:
        """Touch and let go in the middle of a part. Raises `NotOnTheGlass`."""
        self.tap(self.place(name, said))

    def hold(self, name: str) -> Callable[[], None]:
        """Touch a part and stay; what is returned lets go."""
        point = self.place(name)
        QTest.touchEvent(self._view, self._finger).press(0, point, self._view).commit()
        return lambda: QTest.touchEvent(self._view, self._finger).release(0, point, self._view).commit()

    def texts(self) -> list[str]:
        """Return every text that any item holds, painted or not: what an eye or a tool could find."""
        found = (item.property("text") for item in _all(self._view.rootObject()))
        return [text for text in found if isinstance(text, str) and text]

    def picture(self, path: Path) -> None:
        """Save what the glass shows."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self._view.grabWindow().save(str(path)):
            raise OSError(f"{path} cannot be written")


def _all(item: QQuickItem) -> list[QQuickItem]:
    found = [item]
    for child in item.childItems():
        found += _all(child)
    return found
