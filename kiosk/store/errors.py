"""What can go wrong with the kiosk's storage, in words a technician can act on."""

from __future__ import annotations

import errno
import sqlite3
from enum import StrEnum
from pathlib import Path


class StorageCause(StrEnum):
    """Why storage cannot be used."""

    MISSING = "missing"
    READ_ONLY = "read_only"
    FULL = "full"
    CORRUPT = "corrupt"
    NEWER = "newer"
    BUSY = "busy"
    OTHER = "other"


_ADVICE = {
    StorageCause.MISSING: "the folder does not exist: mount or create it",
    StorageCause.READ_ONLY: "it cannot be written: check its owner, its mode and how the disk is mounted",
    StorageCause.FULL: "the disk is full: free some space",
    StorageCause.CORRUPT: "the file is damaged: keep it for examination and restore a backup",
    StorageCause.NEWER: "a newer version of the program wrote it: start that version, or restore a backup",
    StorageCause.BUSY: "another program has it locked: close that program",
    StorageCause.OTHER: "it could not be used",
}
_SQLITE_CAUSES = {
    sqlite3.SQLITE_FULL: StorageCause.FULL,
    sqlite3.SQLITE_READONLY: StorageCause.READ_ONLY,
    sqlite3.SQLITE_PERM: StorageCause.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: StorageCause.CORRUPT,
    sqlite3.SQLITE_NOTADB: StorageCause.CORRUPT,
    sqlite3.SQLITE_BUSY: StorageCause.BUSY,
    sqlite3.SQLITE_LOCKED: StorageCause.BUSY,
}
_ERRNO_CAUSES = {
    errno.ENOENT: StorageCause.MISSING,
    errno.ENOTDIR: StorageCause.MISSING,
    errno.EACCES: StorageCause.READ_ONLY,
    errno.EPERM: StorageCause.READ_ONLY,
    errno.EROFS: StorageCause.READ_ONLY,
    errno.ENOSPC: StorageCause.FULL,
    errno.EDQUOT: StorageCause.FULL,
    errno.EFBIG: StorageCause.FULL,
}


def cause_of(error: BaseException) -> StorageCause:
    """Return what an error of the system or of SQLite means for storage."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)  # absent when Python itself raised
        return _SQLITE_CAUSES.get(code & 0xFF, StorageCause.OTHER) if code is not None else StorageCause.OTHER
    if isinstance(error, OSError) and error.errno is not None:
        return _ERRNO_CAUSES.get(error.errno, StorageCause.OTHER)
    return StorageCause.OTHER


class StorageUnusable(RuntimeError):
    """The kiosk cannot keep anything at `path`; `cause` says why and `detail` is the system's own word."""

    def __init__(self, path: Path, cause: StorageCause, detail: str = "") -> None:
        super().__init__(f"{path}: {_ADVICE[cause]}" + (f" ({detail})" if detail else ""))
        self.path = path
        self.cause = cause
        self.detail = detail

    @classmethod
    def after(cls, path: Path, error: BaseException) -> StorageUnusable:
        """Make one from an error of the system or of SQLite."""
        return cls(path, cause_of(error), str(error))


class AlreadyRunning(RuntimeError):
    """Another kiosk uses this data folder; `pid` is its process, None when it did not say."""

    def __init__(self, path: Path, pid: int | None) -> None:
        super().__init__(f"{path}: another kiosk is running on it, process {pid if pid is not None else 'unknown'}")
        self.path = path
        self.pid = pid


class CommitFailed(RuntimeError):
    """A commit raised: whether it is on the disk is unknown. Perform no effect; restart and let recovery decide."""


class Rejected(CommitFailed):
    """A commit broke a rule of the schema and was rolled back: nothing of it is kept. A fault of the program."""


class CheckpointFailed(RuntimeError):
    """The write-ahead log could not be written back. Stop selling: the disk may be failing."""
