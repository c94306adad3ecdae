"""Counts the references to None, True and False that PySide6 loses, call by call; run as a program, prints JSON.

PySide6 6.12.0 on CPython 3.11 loses one reference to None per void call and one to True per `emit`, and the process
aborts after some hundred scans. This measures each kind of call the product makes, in a process of its own.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import sys
from collections.abc import Callable

os.environ.update(QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software", QT_QPA_UPDATE_IDLE_TIME="0")

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtStateMachine import QState, QStateMachine
from PySide6.QtTest import QTest

CALLS = 500
WARM_UP = 50
QML = b"""
import QtQuick
Item {
    width: 40; height: 40
    required property QtObject bell
    readonly property string word: bell.word
    MouseArea { anchors.fill: parent; onClicked: parent.bell.ring(true) }
}
"""
_Index = QModelIndex | QPersistentModelIndex


class Bell(QObject):
    """An object with every kind of signal, slot and property the product uses."""

    rung = Signal()
    claimed = Signal(bool)
    told = Signal(object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    @Slot(bool)
    def ring(self, is_loud: bool) -> None:
        """Counts that it was called."""
        self.count += is_loud

    @Property(str, notify=changed)
    def word(self) -> str:
        """Something QML reads."""
        return str(self.count)

    def event(self, event: QEvent) -> bool:
        """An override of a Qt virtual."""
        return super().event(event)


class Rows(QAbstractListModel):
    """A model that takes one row and gives it back."""

    def __init__(self) -> None:
        super().__init__()
        self.length = 0

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - the signature is Qt's
        """How many rows there are."""
        return 0 if parent.isValid() else self.length

    def data(self, index: _Index, role: int = 0) -> object:
        """Nothing: None is what is counted."""
        return None

    def turn(self) -> None:
        """Inserts a row, changes it and removes it."""
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.length = 1
        self.endInsertRows()
        self.dataChanged.emit(self.index(0), self.index(0))
        self.index(0).data()
        self.beginRemoveRows(QModelIndex(), 0, 0)
        self.length = 0
        self.endRemoveRows()


def counts() -> tuple[int, int, int]:
    """The references to None, True and False now."""
    gc.collect()
    return sys.getrefcount(None), sys.getrefcount(True), sys.getrefcount(False)


def drift(call: Callable[[], object]) -> dict[str, int]:
    """How many references 500 calls lose (negative) or keep."""
    for _ in range(WARM_UP):
        call()
    before = counts()
    for _ in range(CALLS):
        call()
    after = counts()
    return {name: now - then for name, now, then in zip(("None", "True", "False"), after, before, strict=True)}


def state_machine(bell: Bell) -> tuple[QStateMachine, Callable[[], None]]:
    """A running machine of two states, and a call that goes round once."""
    machine = QStateMachine(bell)
    first, second = QState(machine), QState(machine)
    first.addTransition(bell.rung, second)
    second.addTransition(bell.rung, first)
    first.entered.connect(lambda: bell.ring(True))
    second.exited.connect(lambda: bell.ring(False))
    machine.setInitialState(first)
    machine.start()
    QCoreApplication.processEvents()

    def turn() -> None:
        for _ in range(2):
            bell.rung.emit()
            QCoreApplication.processEvents()

    return machine, turn


def glass(bell: Bell) -> tuple[QQuickWindow, Callable[[], None], list[object]]:
    """A painted window with one area to touch, and a call that clicks on it and repaints."""
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(QML, "")
    item = component.createWithInitialProperties({"bell": bell})
    if not isinstance(item, QQuickItem):
        sys.exit(component.errorString())
    window = QQuickWindow()
    window.resize(40, 40)
    item.setParentItem(window.contentItem())
    window.show()
    QCoreApplication.processEvents()

    def click() -> None:
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(20, 20))
        bell.changed.emit()
        QCoreApplication.processEvents()

    return window, click, [engine, component, item]


def single_shot(timer: QTimer) -> None:
    """One timer that fires, and one that is armed and disarmed."""
    QTimer.singleShot(0, timer.stop)
    timer.start(1000)
    QCoreApplication.processEvents()
    timer.stop()


def claim(bell: Bell) -> None:
    """Both truths once."""
    bell.claimed.emit(True)
    bell.claimed.emit(False)


def wiring(bell: Bell) -> None:
    """One connection made and taken apart."""
    connection = bell.told.connect(bell.ring)
    bell.told.disconnect(connection)


def main() -> None:
    """Measures every kind of call; with `--leak` a call that loses None, to show that it is seen."""
    application = QGuiApplication(sys.argv[:1])
    bell, rows, timer = Bell(), Rows(), QTimer()
    bell.claimed.connect(bell.ring)
    machine, turn = state_machine(Bell())
    window, click, kept = glass(bell)
    kept.append([None, True, False] * 100_000)  # lets a leaking binding live long enough to be counted
    kinds: dict[str, Callable[[], object]] = {
        "emit": bell.rung.emit,
        "emit bool": lambda: claim(bell),
        "emit object": lambda: bell.told.emit(None),
        "connect": lambda: wiring(bell),
        "process events": application.processEvents,
        "set name": lambda: bell.setObjectName("bell"),
        "set property": lambda: (bell.setProperty("loud", True), bell.setProperty("loud", None)),
        "block signals": lambda: (bell.blockSignals(True), bell.blockSignals(False)),
        "timer": lambda: single_shot(timer),
        "posted event": lambda: (application.postEvent(bell, QEvent(QEvent.Type.User)), application.processEvents()),
        "model rows": rows.turn,
        "state machine": turn,
        "click": click,
    }
    if "--leak" in sys.argv:
        decrease = ctypes.pythonapi.Py_DecRef
        decrease.argtypes = [ctypes.py_object]
        decrease.restype = ctypes.c_int  # a void result would make ctypes give back None
        kinds = {"leak": lambda: decrease(None)}
    found = {name: drift(call) for name, call in kinds.items()}
    print(json.dumps({"drift": found, "clicks": bell.count}), flush=True)
    machine.stop()
    window.close()
    os._exit(0)  # the order in which Qt's objects would be collected is not what is measured


if __name__ == "__main__":
    main()
