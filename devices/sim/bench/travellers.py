"""The travellers on the bench, read from a file that the demo hands over as soon as its airport stands."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal

LOOK_MS = 500


@dataclass(frozen=True, slots=True)
class Holder:
    """One who holds a passport: `name` as friends call them, `lines` as the reader reads them."""

    name: str
    lines: list[str]  # lists, not tuples: QML makes rows of them


@dataclass(frozen=True, slots=True)
class Traveller:
    """One row: whose booking, what it shows, on which flight; `message` is what is in the code of their pass."""

    ref: str
    name: str
    story: str
    flight: str
    message: str
    holders: list[Holder]


def read_travellers(file: Path) -> list[Traveller]:
    """The travellers of a JSON file; none while it is not there, or when it is something else."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return [_traveller(own) for own in told["travellers"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []  # the list stays empty and says so; the bench is of use without it


def _traveller(told: dict[str, Any]) -> Traveller:
    holders = [Holder(str(own["name"]), [str(line) for line in own["lines"]]) for own in told["holders"]]
    ref, name, story, flight, message = (str(told[key]) for key in ("ref", "name", "story", "flight", "message"))
    return Traveller(ref, name, story, flight, message, holders)


class Queue(QObject):
    """Who stands before the kiosk: `rows` for QML, read again whenever the file is another."""

    changed = Signal()

    def __init__(self, file: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._written_ns = 0
        self._rows: list[dict[str, Any]] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        if file is not None:
            self._timer.start(LOOK_MS)
            self.look()

    def look(self) -> None:
        """Read the file when it has come or changed."""
        written_ns = _written_ns(self._file)
        if self._file is None or written_ns == self._written_ns:
            return
        self._written_ns = written_ns
        self._rows = [asdict(own) for own in read_travellers(self._file)]
        self.changed.emit()

    def _get_rows(self) -> list[dict[str, Any]]:
        return self._rows

    rows = Property("QVariantList", _get_rows, notify=changed)  # type: ignore[arg-type] # Qt knows types by name


def _written_ns(file: Path | None) -> int:
    try:
        return file.stat().st_mtime_ns if file is not None else 0
    except OSError:
        return 0
