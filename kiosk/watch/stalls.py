"""What is done when a part of the kiosk hangs: where every thread stands is written down, then the process ends.

Runs on the watchdog's thread while others may hold any lock, the log's among them: so nothing here logs or waits.
"""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kiosk.watch.restarts import Restarts

STALLED: Final = 70  # exit status
FILE_NAME: Final = "stalls.log"
MOST_BYTES: Final = 1_000_000


class Stalls:
    """Keeps `stalls.log`: function names and line numbers, never a value. `is_strict`: a long stall ends the process.

    Raises `OSError` when the file cannot be opened.
    """

    def __init__(
        self, folder: Path, restarts: Restarts, *, is_strict: bool, end: Callable[[int], object] = os._exit
    ) -> None:
        self._restarts = restarts
        self._is_strict = is_strict
        self._end = end
        folder.mkdir(exist_ok=True)
        self._file = os.open(folder / FILE_NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)

    def told(self, part: str, silent_s: float) -> None:
        """Write down where every thread stands."""
        if os.fstat(self._file).st_size > MOST_BYTES:
            os.ftruncate(self._file, 0)
        self._say(f"{part} has not moved for {silent_s:.1f} s")
        faulthandler.dump_traceback(self._file, all_threads=True)

    def ended(self, part: str, silent_s: float) -> None:
        """End the process at once: a part that hangs cannot be asked to."""
        if not self._is_strict:
            return
        self._say(f"{part} has not moved for {silent_s:.1f} s: the process ends")
        faulthandler.dump_traceback(self._file, all_threads=True)
        self._restarts.add(f"stall of {part}")
        self._end(STALLED)

    def _say(self, text: str) -> None:
        os.write(self._file, f"{datetime.now(UTC).isoformat(timespec='milliseconds')} {text}\n".encode())
