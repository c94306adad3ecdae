"""Knows which line of the list on the glass changed last, so that it alone is said."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject

from screens.finish import Plain
from screens.guidance.lines import row_line
from screens.rows import RowModel


class LastRow(QObject):
    """Watches a list: a new line comes before one that changed, of those that changed the newest."""

    def __init__(self, model: RowModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._number: int | None = None
        self.line = ""  # as it was said last
        self._is_fresh = False  # a line came since `take`: what else changed is less than that
        model.rowsInserted.connect(self._inserted)
        model.dataChanged.connect(self._changed)
        model.modelReset.connect(self._gone)

    def take(self) -> dict[str, Plain] | None:
        """Return the line, in the words of now, or None when it is gone."""
        self._is_fresh = False
        numbers = self._model.numbers()
        row = self._model.row(numbers.index(self._number)) if self._number in numbers else None
        self.line = row_line(row) if row is not None else ""
        return row

    def newest(self) -> dict[str, Plain] | None:
        """Return the line that changed last, else the first of the list."""
        row = self.take() or (self._model.row(0) if self._model.rowCount() else None)
        self.line = row_line(row) if row is not None else ""
        return row

    def _inserted(self, _parent: QModelIndex, first: int, _last: int) -> None:
        self._number, self._is_fresh = self._model.numbers()[first], True

    def _changed(self, first: QModelIndex, _last: QModelIndex) -> None:
        if not self._is_fresh:
            self._number = self._model.numbers()[first.row()]
            self._is_fresh = True

    def _gone(self) -> None:
        self._number = None
