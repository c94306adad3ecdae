"""The plain way in QML: `python -m tests.bench.twins.plain_touch`; commands as in `touching`.

A rectangle under a MouseArea that changes its colour, a Loader that swaps two pages of one text each, and a TextInput
beside a key. No core, no journal, no other language, no motion, no focus ring, no accessible tree.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickView

from tests.bench.children.touching import Finger, Job, Touching, say

QML = b"""import QtQuick
Rectangle {
    width: 1080; height: 1920
    property int page: 0
    Component { id: first; Text { text: "Touch to start"; font.pixelSize: 60 } }
    Component { id: second; Text { text: "Scan your next item"; font.pixelSize: 60 } }
    Loader { sourceComponent: parent.page === 0 ? first : second }
    TextInput { id: field; objectName: "field"; y: 200; width: 800; font.pixelSize: 60 }
    Rectangle {
        objectName: "start"
        property bool isPressed: touch.pressed && touch.containsMouse
        x: 300; y: 1200; width: 480; height: 480; radius: 240
        color: isPressed ? "#0F3290" : "#1747C6"
        MouseArea { id: touch; anchors.fill: parent; onClicked: parent.parent.page = 1 - parent.parent.page }
    }
    Rectangle {
        objectName: "key"
        x: 20; y: 1200; width: 80; height: 80
        color: tap.pressed ? "#0F3290" : "#1747C6"
        MouseArea { id: tap; anchors.fill: parent; onClicked: field.insert(field.length, "5") }
    }
}"""
MOST = 20  # letters in the field before it is emptied


class Plain:
    """The window's jobs."""

    def __init__(self, view: QQuickView, root: QQuickItem) -> None:
        self._finger = Finger(view)
        self._root = root
        self._touching = Touching(view, {"press": self._press, "change": self._change, "keystroke": self._keystroke})

    def _press(self) -> Job:
        at, start = self._finger.middle("start"), self._finger.item("start")
        self._touching.start()
        self._finger.down(at)
        yield lambda: bool(start.property("isPressed"))
        self._finger.drag_off(at)
        yield lambda: not start.property("isPressed")

    def _change(self) -> Job:
        at, page = self._finger.middle("start"), self._root.property("page")
        self._finger.down(at)
        yield lambda: True
        self._touching.start()
        self._finger.up(at)
        yield lambda: self._root.property("page") != page

    def _keystroke(self) -> Job:
        field = self._finger.item("field")
        if field.property("length") >= MOST:
            field.setProperty("text", "")
        at, length = self._finger.middle("key"), field.property("length")
        self._finger.down(at)
        yield lambda: True
        self._touching.start()
        self._finger.up(at)
        yield lambda: field.property("length") > length


def main() -> int:
    """Show the window until the pipe ends."""
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")
    application = QGuiApplication([sys.argv[0]])
    view = QQuickView()
    component = QQmlComponent(view.engine())
    component.setData(QML, QUrl())
    root = component.create()
    if not isinstance(root, QQuickItem):
        raise RuntimeError(component.errorString())
    view.setContent(QUrl(), component, root)
    view.showFullScreen()
    plain = Plain(view, root)
    say("open", view.width(), view.height())
    status = application.exec()
    del plain
    return status


if __name__ == "__main__":
    sys.exit(main())
