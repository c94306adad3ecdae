"""How often the kiosk had to start again because of itself, remembered across processes."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kiosk.disk.durable import replacing

FILE_NAME: Final = "restarts.json"
MOST: Final = 5
WITHIN_MS: Final = 60 * 60 * 1000
_KEPT: Final = 20


def _utc_ms() -> int:
    return time.time_ns() // 1_000_000


class Restarts:
    """The restarts a stall or a fault caused, newest last: time and cause. A power cut or a person's stop is none."""

    def __init__(self, folder: Path, utc_ms: Callable[[], int] = _utc_ms) -> None:
        self._file = folder / FILE_NAME
        self._utc_ms = utc_ms

    def add(self, cause: str) -> None:
        """Remember one more, durably. What cannot be written stops no restart: it is not counted then."""
        entries = [*self._entries(), (self._utc_ms(), cause)][-_KEPT:]
        with contextlib.suppress(OSError), replacing(self._file) as stream:
            stream.write(json.dumps(entries).encode())

    def is_too_often(self) -> bool:
        """True after five within an hour: one more would help nobody. A clock that was set back forgets none."""
        now = self._utc_ms()
        return sum(1 for at, _cause in self._entries() if now - at < WITHIN_MS) >= MOST

    def forget(self) -> None:
        """Begin anew: a person ended the kiosk in good order. Where there is no folder there is nothing to forget."""
        _removed(self._file)

    def _entries(self) -> list[tuple[int, str]]:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
            return [(int(at), str(cause)) for at, cause in found]
        except (OSError, ValueError, TypeError):
            return []


def _removed(file: Path) -> None:
    with contextlib.suppress(OSError):  # a folder that is a file, or that nobody may write to: counted is nothing there
        file.unlink()
