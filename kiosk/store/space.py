"""Room on the disk: how much is left, and a ballast that is thrown overboard so that a payment's result gets in."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from pathlib import Path
from typing import Final

BALLAST_NAME: Final = "ballast"
BALLAST_BYTES: Final = 64 * 1024 * 1024
LOW_BYTES: Final = 200 * 1024 * 1024
"""With less than this no new sale begins."""

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def free_bytes(folder: Path) -> int:
    """Return what an ordinary program may still write there. Raises OSError."""
    told = os.statvfs(folder)
    return told.f_bavail * told.f_frsize


def is_full(error: BaseException) -> bool:
    """Return whether an error says that there is no room; nothing of the write that raised it was acknowledged."""
    if isinstance(error, sqlite3.Error):
        return bool(getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL)
    return isinstance(error, OSError) and error.errno in _FULL


class Ballast:
    """A file that only takes room, until that room is needed more than the file."""

    def __init__(self, folder: Path, size_bytes: int = BALLAST_BYTES) -> None:
        self._path = folder / BALLAST_NAME
        self._size_bytes = size_bytes

    @property
    def is_laid(self) -> bool:
        """Whether the file is there in full."""
        try:
            return self._path.stat().st_size >= self._size_bytes
        except OSError:
            return False

    def lay(self) -> None:
        """Take the room; a part of it that cannot be had leaves no file. Raises OSError."""
        if self.is_laid:
            return
        number = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.posix_fallocate(number, 0, self._size_bytes)
            os.fsync(number)
        except OSError:
            self.release()
            raise
        finally:
            os.close(number)

    def release(self) -> bool:
        """Give the room back; False when there was none to give."""
        with contextlib.suppress(OSError):  # what cannot be removed gives no room: False says so
            self._path.unlink()
            return True
        return False
