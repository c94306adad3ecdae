"""Places where Python or QML can raise on the glass or behind it; each function makes one of them raise, once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import (
    Property,
    QCoreApplication,
    QEvent,
    QObject,
    QThread,
    QTimer,
    QUrl,
    Slot,
)
from PySide6.QtGui import QPainter
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem, QQuickView

from kiosk.runtime import Core

SECRET = "4111111111111111"  # noqa: S105  # a test card number: what is raised may hold one
kept: list[Any] = []  # Qt objects of a row, until the next one


class Raised(RuntimeError):
    """What the rows raise."""


def boom(*_: object) -> None:
    """Raise."""
    raise Raised(SECRET)


class Bad(QObject):
    """Raises in whatever QML asks of it."""

    @Slot()
    def go(self) -> None:
        """Raise from a slot."""
        boom()

    @Property(int)
    def value(self) -> int:
        """Raise from a getter."""
        boom()
        return 0

    def event(self, event: QEvent) -> bool:
        """Raise from an event handler."""
        if event.type() is QEvent.Type.User:
            boom()
        return super().event(event)


class BadItem(QQuickPaintedItem):
    """Cannot be painted."""

    def paint(self, painter: QPainter) -> None:
        """Raise."""
        boom()


class BadThread(QThread):
    """Cannot run."""

    def run(self) -> None:
        """Raise."""
        boom()


def timer(_view: QQuickView, _core: Core) -> None:
    """Raise in a slot of a timer."""
    QTimer.singleShot(0, boom)


def handler(_view: QQuickView, _core: Core) -> None:
    """Raise in an event handler."""
    bad = Bad()
    kept.append(bad)
    QCoreApplication.postEvent(bad, QEvent(QEvent.Type.User))


def painted(view: QQuickView, _core: Core) -> None:
    """Raise in a painted item."""
    item = BadItem(view.contentItem())
    item.setSize(view.size())
    item.update()
    QTimer.singleShot(300, item.deleteLater)
    kept.append(item)


def thread_of_qt(_view: QQuickView, _core: Core) -> None:
    """Raise in a thread of Qt."""
    thread = BadThread()
    kept.append(thread)
    thread.start()
    thread.wait(1000)


def _qml(view: QQuickView, words: str) -> None:
    component = QQmlComponent(view.engine())
    source = f"import QtQuick\nItem {{ property var bad\n{words} }}"
    component.setData(source.encode(), QUrl("file:///bad.qml"))
    bad = Bad()
    made = component.createWithInitialProperties({"bad": bad})
    if isinstance(made, QQuickItem):
        made.setParentItem(view.contentItem())
    kept.extend((component, bad, made))


def slot_from_qml(view: QQuickView, _core: Core) -> None:
    """Raise in a slot that QML calls."""
    _qml(view, "Component.onCompleted: bad.go()")


def getter_from_qml(view: QQuickView, _core: Core) -> None:
    """Raise in a getter that QML reads."""
    _qml(view, "property int read: bad ? bad.value : 0")


def script(view: QQuickView, _core: Core) -> None:
    """Raise in JavaScript."""
    _qml(view, "Component.onCompleted: nobody.here()")


def binding(view: QQuickView, _core: Core) -> None:
    """Bind to what is not there."""
    _qml(view, "property int wide: nobody.width")


def missing_file(view: QQuickView, _core: Core) -> None:
    """Load a file that is not there."""
    _qml(view, 'Loader { source: "file:///nowhere/Nowhere.qml" }')


def picture(view: QQuickView, _core: Core) -> None:
    """Ask for a picture that cannot be drawn."""
    _qml(view, 'Image { source: "image://icon/nowhere/000000"; sourceSize: Qt.size(8, 8) }')


def core_callback(_view: QQuickView, core: Core) -> None:
    """Raise in a callback of the core."""
    core.call(boom)


def core_task(_view: QQuickView, core: Core) -> None:
    """Raise in a task of the core that nobody waits for."""

    async def fails() -> None:
        boom()

    core.call(lambda: asyncio.ensure_future(fails()) and None)


def thread(_view: QQuickView, _core: Core) -> None:
    """Raise in a thread, as the journal's writer is one."""
    running = threading.Thread(target=boom, name="bad")
    running.start()
    running.join()


SEEN: Mapping[str, Callable[[QQuickView, Core], None]] = {
    "timer": timer,
    "event handler": handler,
    "painted item": painted,
    "QThread.run": thread_of_qt,
    "slot called from QML": slot_from_qml,
    "getter read by QML": getter_from_qml,
    "JavaScript error": script,
    "bad binding": binding,
    "missing QML file": missing_file,
}
BEHIND: Mapping[str, Callable[[QQuickView, Core], None]] = {
    "picture provider": picture,
    "core callback": core_callback,
    "core task": core_task,
    "thread": thread,
}
