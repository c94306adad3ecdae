"""A hand on the bench window, and the simulated devices behind it."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.unit.sim.processes import PATIENCE_S, Control, Process

SHOP = {"scanner": "linescan", "printer": "escpos", "terminal": "zvt"}
BAGS = {**SHOP, "bagging_scale": "cas"}
SIGNING = {**SHOP, "signing": "signdemo"}
HALL = {**SHOP, "documents": "mrzserial", "scale": "toledo8217", "tags": "zpl"}


class Devices:
    """The simulators of some roles, and a control connection to each. `knobs` as the command line takes them."""

    def __init__(self, folder: Path, roles: Mapping[str, str] = SHOP, *knobs: str) -> None:
        self.status = 0
        given = [word for knob in ("zvt.host_s=0", *knobs) for word in ("--knob", knob)]
        only = ",".join(roles.values())
        self.process = Process(
            "all", "--only", only, "--dir", str(folder), "--with-parent", *given, lines=len(roles)
        )  # fmt: skip
        lines = {line["sim"]: line for line in self.process.lines}
        self.controls = {role: str(lines[sim]["control"]) for role, sim in roles.items()}
        self.addresses = {role: str(lines[sim]["address"]) for role, sim in roles.items()}
        self.by_role = {role: Control(address) for role, address in self.controls.items()}

    def host(self, role: str) -> socket.socket:
        return socket.create_connection(("127.0.0.1", int(self.addresses[role].rpartition(":")[2])), PATIENCE_S)

    def state(self, role: str) -> dict[str, object]:
        return self.by_role[role].do(do="state")

    def end(self) -> None:
        for control in self.by_role.values():
            control.close()
        assert self.process.end() == (self.status, "")


class Hand:
    """Clicks and reads the window."""

    def __init__(self, window: QQuickWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    def item(self, name: str) -> QQuickItem:
        waiting = [self.window.contentItem()]
        while waiting:
            item = waiting.pop()
            if item.objectName() == name and item.isVisible():
                return item
            waiting += item.childItems()
        raise AssertionError(f"nothing visible is called {name}")

    def click(self, name: str) -> None:
        self.qtbot.waitUntil(lambda: self.item(name).isEnabled(), timeout=PATIENCE_S * 1000)
        item = self.item(name)
        middle = item.mapToScene(item.boundingRect().center())
        where = QPoint(round(middle.x()), round(middle.y()))
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.window, Qt.Key(ord(letter.upper())))

    def until_plugged(self, devices: Devices, role: str, is_in: bool) -> None:
        self.qtbot.waitUntil(lambda: devices.state(role)["plugged"] is is_in, timeout=PATIENCE_S * 1000)

    def read(self, name: str, wanted: str) -> None:
        self.qtbot.waitUntil(lambda: wanted in self.item(name).property("text"), timeout=PATIENCE_S * 1000)
