"""A list on the glass that changes one row at a time."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtQml import QmlElement

from kiosk.flows.base import Rows
from kiosk.phrases import Speaker
from screens.finish import Plain, finish_map

QML_IMPORT_NAME = "Pronto"
QML_IMPORT_MAJOR_VERSION = 1

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
NO_PARENT = QModelIndex()
AT_ONCE = 12  # a list that loses more rows than this is another one: each row taken away lays the rest out anew
_log = logging.getLogger(__name__)
_Index = QModelIndex | QPersistentModelIndex


def number_of(item: object) -> int:
    """Return the number that tells a row apart from the others of its list."""
    number: int = item.n  # type: ignore[attr-defined]  # the contract of `Rows`: each item has a number `n`
    return number


@QmlElement
class RowModel(QAbstractListModel):
    """The rows of a view, newest first, each finished when it is first shown.

    An update signals single rows only: removed, moved, inserted, changed. Another list is a reset: another screen's,
    or one that most rows are gone from.
    The one role `row` holds the finished row.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._items: list[object] = []
        self._finished: dict[int, dict[str, Plain]] = {}
        self._led: set[int] = set()
        self._rows: Rows | None = None
        self._words: Speaker | None = None

    def show(self, key: str, rows: Rows | None, words: Speaker) -> None:
        """Make the model hold `rows` of the list `key`, in these words."""
        items = list(reversed(rows.items)) if rows is not None else []
        has_new_words = self._words is not None and self._words.language != words.language
        led = self._newest()
        self._rows, self._words = rows, words
        if key != self._key:
            self._replace(key, items)
            return
        self._become(items)
        self._refresh(led)
        if has_new_words:
            self._finished.clear()
            if items:
                self._changed(0, len(items) - 1)

    def _become(self, items: list[object]) -> None:
        """Turn the rows that are shown into `items` by single-row steps."""
        added = len(items) - len(self._items)
        if added > 0 and items[added:] == self._items:  # what nearly every scan does, at the speed of C
            for item in reversed(items[:added]):
                self._insert(0, item)
            return
        wanted = {number_of(item) for item in items}
        if sum(number_of(item) not in wanted for item in self._items) > AT_ONCE:
            self._replace(self._key, items)
            return
        self._remove_missing(wanted)
        for place, item in enumerate(items):
            self._settle(place, item)

    def _replace(self, key: str, items: list[object]) -> None:
        self.beginResetModel()
        self._key, self._items = key, items
        self._finished.clear()
        self.endResetModel()

    def _remove_missing(self, wanted: set[int]) -> None:
        for place in range(len(self._items) - 1, -1, -1):
            number = number_of(self._items[place])
            if number not in wanted:
                self.beginRemoveRows(NO_PARENT, place, place)
                del self._items[place]
                self._finished.pop(number, None)
                self.endRemoveRows()

    def _settle(self, place: int, item: object) -> None:
        """Bring `item` to its `place`; everything above is settled."""
        if place < len(self._items) and self._items[place] is item:
            return
        number = number_of(item)
        at = next((i for i in range(place, len(self._items)) if number_of(self._items[i]) == number), None)
        if at is None:
            self._insert(place, item)
            return
        if at != place:
            self.beginMoveRows(NO_PARENT, at, at, NO_PARENT, place)
            self._items.insert(place, self._items.pop(at))
            self.endMoveRows()
        if self._items[place] is not item:
            self._items[place] = item
            self._finished.pop(number, None)
            self._changed(place, place)

    def _insert(self, place: int, item: object) -> None:
        self.beginInsertRows(NO_PARENT, place, place)
        self._items.insert(place, item)
        self.endInsertRows()

    def _newest(self) -> set[int]:
        """Return the numbers finished as newest; one at most but for a frame, so no walk over a thousand rows."""
        return {number for number in self._led if self._finished.get(number, {}).get("is_newest")}

    def _refresh(self, led: set[int]) -> None:
        """Finish the first row and those that were newest again: being newest changes without the item changing."""
        for place, item in enumerate(self._items):
            if place == 0 or number_of(item) in led:
                led.discard(number_of(item))
                self._finish_again(place, item)
            if not led:
                break

    def _finish_again(self, place: int, item: object) -> None:
        old = self._finished.pop(number_of(item), None)
        if old is not None and self._finish(item) != old:
            self._changed(place, place)

    def _changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last), [ROW_ROLE])

    def _finish(self, item: object) -> dict[str, Plain]:
        number = number_of(item)
        if number not in self._finished and self._rows is not None and self._words is not None:
            self._finished[number] = finish_map(self._rows.row(item), self._words)
            if self._finished[number].get("is_newest"):
                self._led.add(number)
            else:
                self._led.discard(number)
        return self._finished.get(number, {})

    def numbers(self) -> Sequence[int]:
        """Return the numbers of the rows as they stand on the glass, newest first."""
        return [number_of(item) for item in self._items]

    def row(self, place: int) -> dict[str, Plain]:
        """Return the finished row at a place."""
        return self._finish(self._items[place])

    # --- Qt virtuals: each answers something safe whatever happens ---------------------------------------------------

    def rowCount(self, parent: _Index = NO_PARENT) -> int:  # noqa: N802  # Qt's name
        """Return how many rows there are; a row has no children."""
        try:
            return 0 if parent.isValid() else len(self._items)
        except Exception:
            _log.exception("rowCount")
            return 0

    def data(self, index: _Index, role: int = ROW_ROLE) -> Any:
        """Return the finished row as a map."""
        try:
            return self._finish(self._items[index.row()]) if role == ROW_ROLE and index.isValid() else None
        except Exception:
            _log.exception("row %d", index.row())
            return {}

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802  # Qt's name
        """Return the one role."""
        return {ROW_ROLE: QByteArray(b"row")}
