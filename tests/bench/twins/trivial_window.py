"""The least a QML window can be: `python -m tests.bench.twins.trivial_window` ends with its first frame."""

from __future__ import annotations

import json
import os
import sys
import time

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickView

QML = b"""import QtQuick
Rectangle { width: 1080; height: 1920; Text { anchors.centerIn: parent; text: "Hello" } }"""


def main() -> int:
    """Show the window; the first frame prints when it came, and ends the process."""
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")
    application = QGuiApplication([sys.argv[0]])
    view = QQuickView()
    component = QQmlComponent(view.engine())
    component.setData(QML, QUrl())
    view.setContent(QUrl(), component, component.create())

    def painted() -> None:
        told = {"painted_ns": time.perf_counter_ns(), "width": view.width(), "height": view.height()}
        print(json.dumps(told), flush=True)
        os._exit(0)

    view.frameSwapped.connect(painted)
    view.showFullScreen()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
