"""A basket in a QListView: `python -m tests.bench.twins.list_view LINE GOODS_CSV`; it talks as kiosk_scan does.

The plain way in Qt Widgets: a notifier on the line, a dictionary of goods, a list model with single-row inserts and a
delegate that draws the same words as the kiosk, in rows of 64 px. It does less than the kiosk: no check of the code,
no journal, no total, no pictures, no buttons, no other language.
"""

from __future__ import annotations

import csv
import gc
import json
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSocketNotifier,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QListView, QStyledItemDelegate, QStyleOptionViewItem

ROW_PX = 64
ROWS_TOLD = 5
NO_PARENT = QModelIndex()
Row = tuple[str, str, str, str]
Index = QModelIndex | QPersistentModelIndex


def amount(minor: int) -> str:
    """Write euros as a Dutch shop does."""
    return f"€\N{NO-BREAK SPACE}{minor // 100},{minor % 100:02d}"


def goods(path: Path) -> Mapping[str, Row]:
    """Read name, detail, quantity and amount by GTIN."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["gtin"]: (row["name_nl"], row["detail_nl"], "1", amount(int(row["price_minor"]))) for row in rows}


class Basket(QAbstractListModel):
    """The lines, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def rowCount(self, parent: Index = NO_PARENT) -> int:  # noqa: N802  # Qt's name
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = 0) -> Any:
        return self.rows[index.row()] if role == Qt.ItemDataRole.DisplayRole else None

    def add(self, row: Row) -> None:
        """Put a line on top."""
        self.beginInsertRows(NO_PARENT, 0, 0)
        self.rows.insert(0, row)
        self.endInsertRows()

    def clear(self) -> None:
        """Begin a new basket."""
        self.beginResetModel()
        self.rows.clear()
        self.endResetModel()


class Lines(QStyledItemDelegate):
    """Draws one line of the basket: name over detail, quantity, amount."""

    def __init__(self) -> None:
        super().__init__()
        self._size = QSize(100, ROW_PX)
        self._large, self._small = QFont("Inter", 18), QFont("Inter", 12)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802  # Qt's name
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        name, detail, quantity, price = index.data()
        place: QRect = option.rect.adjusted(16, 4, -16, -4)
        left, right, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._large)
        painter.drawText(place, left | Qt.AlignmentFlag.AlignTop, name)
        painter.drawText(place.adjusted(0, 0, -200, 0), right | middle, quantity)
        painter.drawText(place, right | middle, price)
        painter.setFont(self._small)
        painter.drawText(place, left | Qt.AlignmentFlag.AlignBottom, detail)


class Glass(QListView):
    """The list in a window of its own, telling of each painted change."""

    def __init__(self, line: str, known: Mapping[str, Row]) -> None:
        super().__init__()
        self._known = known
        self._basket = Basket()
        self._has_news = True  # the empty basket is told, too
        self._is_painted = self._is_open = False
        self._bytes = b""
        self._lines = Lines()
        self.setUniformItemSizes(True)
        self.setItemDelegate(self._lines)
        self.setModel(self._basket)
        self._line = os.open(line, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        self._wire = QSocketNotifier(self._line, QSocketNotifier.Type.Read)
        self._wire.activated.connect(self._read)
        self._told = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self._told.activated.connect(self._command)

    def _read(self) -> None:
        *codes, self._bytes = (self._bytes + os.read(self._line, 4096)).split(b"\r")
        for code in codes:
            self._basket.add(self._known[code.decode("ascii")])
            self._has_news = True
        self.scrollToTop()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        super().paintEvent(event)
        self._is_painted = True
        if not self._is_open:  # the first picture comes without a request for it; the next is told
            self._is_open = True
            QTimer.singleShot(0, self.viewport().update)

    def event(self, event: QEvent) -> bool:
        is_taken = super().event(event)
        if event.type() is QEvent.Type.UpdateRequest:
            now_ns = time.perf_counter_ns()
            if self._has_news and self._is_painted:
                self._has_news = False
                say("frame", now_ns, len(self._basket.rows), "basket")
            self._is_painted = False
        return is_taken

    def _command(self) -> None:
        told = os.read(0, 4096).decode()
        if not told:
            os._exit(0)  # the bench is gone
        for line in told.split("\n"):
            match line:
                case "":
                    continue
                case "fresh":
                    self._basket.clear()
                    self._has_news = True
                case "shown":
                    top = [[name, *rest] for name, _, *rest in self._basket.rows[:ROWS_TOLD]]
                    say("shown", json.dumps({"count": len(self._basket.rows), "top": top}))
                case "settle":
                    gc.collect()
                    say("settled")
                case _:
                    os._exit(0)


def say(*words: object) -> None:
    """Write one line to the parent, at once."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def main() -> int:
    """Show the empty basket and serve."""
    application = QApplication([sys.argv[0]])
    glass = Glass(sys.argv[1], goods(Path(sys.argv[2])))
    glass.setFixedSize(application.primaryScreen().size())
    glass.show()
    say("open", glass.width(), glass.height())
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
