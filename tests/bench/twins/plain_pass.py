"""The plain way from a pass to a passenger on the glass: `python -m tests.bench.twins.plain_pass LINE DATA_DIR`.

A notifier on the line, the pass cut at its fixed places, the booking through the ORM in the same thread, and a QML page
of five texts. No check of the pass, no journal, no eligibility, no other language, no motion, no state of any device.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickView

from kiosk.domain.travel.asking import Facts, Found
from tests.bench.children.touching import say
from tests.bench.twins.orm_departures import OrmDepartures

QML = b"""import QtQuick
Rectangle {
    id: page
    width: 1080; height: 1920
    property list<string> texts
    Text { visible: page.texts.length === 0; text: "Scan your pass"; font.pixelSize: 60 }
    Column {
        Repeater { model: page.texts; Text { required property string modelData; text: modelData; font.pixelSize: 60 } }
    }
}"""
START, PASSENGER = "shell/Attract", "checkin/Summary"


class Plain(QObject):
    """Takes passes from the line, and `fresh`, `shown` and `settle` from the pipe."""

    told = Signal(str)

    def __init__(self, line: str, data_dir: Path, view: QQuickView, page: QQuickItem) -> None:
        super().__init__()
        self._number = os.open(line, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        self._departures = OrmDepartures(data_dir)
        self._view = view
        self._page = page
        self._held = b""
        self._screen, self._has_news = START, True
        self._texts: list[str] = []
        self._notifier = QSocketNotifier(self._number, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        view.frameSwapped.connect(self._swapped)
        self.told.connect(self._told, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, name="bench", daemon=True).start()

    @Slot()
    def _read(self) -> None:
        *whole, self._held = (self._held + os.read(self._number, 4096)).split(b"\r")
        for code in whole:
            self._scanned(code.decode())

    def _scanned(self, code: str) -> None:
        surname, _, given_names = code[2:22].strip().partition("/")
        facts = Facts(ref=code[23:30].strip(), surname=surname, given_names=given_names)
        answer = self._departures.find(facts, time.time_ns() // 1_000_000)
        if not isinstance(answer, Found):
            return
        person, coupon = answer.booking.passengers[0], answer.booking.coupons[0]
        flight = answer.booking.segments[0].flight
        number = f"{flight.carrier} {int(flight.number)}"
        self._show([f"{person.given_names} {person.surname}", number, coupon.seat, flight.gate], PASSENGER)

    def _show(self, texts: list[str], screen: str) -> None:
        self._texts, self._screen, self._has_news = texts, screen, True
        self._page.setProperty("texts", texts)
        self._view.update()

    def _swapped(self) -> None:
        now_ns = time.perf_counter_ns()
        if self._has_news:
            self._has_news = False
            say("frame", now_ns, 0, self._screen)

    def _listen(self) -> None:
        for line in sys.stdin:
            self.told.emit(line.strip())
        os._exit(0)

    @Slot(str)
    def _told(self, word: str) -> None:
        match word:
            case "fresh":
                self._show([], START)
            case "shown":
                say("shown", json.dumps(self._texts))
            case "settle":
                gc.collect()
                say("settled")


def main(line: str, data_dir: Path) -> int:
    """Show the window until the pipe ends."""
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")
    application = QGuiApplication([sys.argv[0]])
    view = QQuickView()
    component = QQmlComponent(view.engine())
    component.setData(QML, QUrl())
    page = component.create()
    if not isinstance(page, QQuickItem):
        raise RuntimeError(component.errorString())
    view.setContent(QUrl(), component, page)
    view.showFullScreen()
    say("open", view.width(), view.height())
    plain = Plain(line, data_dir, view, page)
    status = application.exec()
    del plain
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
