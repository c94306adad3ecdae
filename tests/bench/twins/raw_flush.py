"""The least that durability costs on a disk: one write into space that is there, and one flush."""

from __future__ import annotations

import os
import time
from pathlib import Path

RECORD = b"r" * 200
SPACE = 8 * 1024 * 1024


class RawFlush:
    """A zeroed file that is written from its start, one record behind the other."""

    def __init__(self, path: Path) -> None:
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        os.write(self._fd, bytes(SPACE))
        os.fsync(self._fd)
        self._at = 0

    def round(self, count: int) -> list[float]:
        """Write and flush `count` records; return the microseconds of each."""
        found = []
        for _ in range(count):
            began = time.perf_counter_ns()
            os.pwrite(self._fd, RECORD, self._at)
            os.fdatasync(self._fd)
            found.append((time.perf_counter_ns() - began) / 1e3)
            self._at = (self._at + len(RECORD)) % (SPACE - len(RECORD))
        return found

    def kept(self) -> int:
        """Return how many records the file holds."""
        return os.pread(self._fd, SPACE, 0).count(RECORD)

    def close(self) -> None:
        """Let the file go."""
        os.close(self._fd)
