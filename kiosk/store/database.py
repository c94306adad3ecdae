"""Open the kiosk's own file: one process, checked settings, checked contents, and clear words when it cannot be."""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, StaticPool

from kiosk.store import migrations
from kiosk.store.errors import AlreadyRunning, StorageCause, StorageUnusable
from kiosk.store.space import Ballast

FILE_NAME: Final = "kiosk.db"
LOCK_NAME: Final = "kiosk.lock"
SECOND_JOURNAL_NAME: Final = "payments.jsonl"

# In this order: the page settings come before the first table. FULL: NORMAL loses acknowledged commits at a power
# cut. wal_autocheckpoint 0: a failed automatic checkpoint is silent, ours raises.
PRAGMAS: Final = (
    ("journal_mode", "wal"),
    ("synchronous", 2),
    ("wal_autocheckpoint", 0),
    ("journal_size_limit", 16 * 1024 * 1024),
    ("foreign_keys", 1),
    ("busy_timeout", 5000),
    ("secure_delete", 1),
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("mmap_size", 0),
)
_COUNT_START: Final = (
    "INSERT INTO counter (name, value) VALUES ('start', 1) "
    "ON CONFLICT (name) DO UPDATE SET value = min(value + 1, 4294967295)"
)


@dataclass(frozen=True, slots=True)
class Database:
    """The opened file. `writer` begins IMMEDIATE and is for the journal alone; `reader` cannot change anything."""

    path: Path
    writer: Engine
    reader: Engine
    second_journal: Path | None
    lock_fd: int | None

    def close(self) -> None:
        """Let the file and the folder go."""
        self.writer.dispose()
        self.reader.dispose()
        if self.lock_fd is not None:
            os.close(self.lock_fd)  # the lock goes with the descriptor


def open_database(data_dir: Path) -> Database:
    """Open, and on the first start make, the file in `data_dir`, which must exist: it may be a disk not mounted.

    Raises `StorageUnusable` and `AlreadyRunning`. Takes as long as `quick_check` needs.
    """
    try:
        return _opened(data_dir)
    except StorageUnusable as error:  # what was under way must be looked after, new sales wait
        if error.cause is not StorageCause.FULL or not Ballast(data_dir).release():
            raise
        return _opened(data_dir)


def _opened(data_dir: Path) -> Database:
    _require_writable(data_dir)
    lock_fd = _locked(data_dir / LOCK_NAME)
    path = data_dir / FILE_NAME
    writer = _engine(path, "BEGIN IMMEDIATE")
    try:
        _prepare(writer)
    except (sqlite3.Error, DBAPIError, StorageUnusable) as error:
        writer.dispose()
        os.close(lock_fd)
        if isinstance(error, StorageUnusable):
            raise
        raise StorageUnusable.after(path, _cause(error)) from error
    reader = _engine(path, "BEGIN", is_read_only=True)
    return Database(path, writer, reader, data_dir / SECOND_JOURNAL_NAME, lock_fd)


def integrity(database: Database) -> str:
    """Check every page, index and reference; return what is wrong, empty when nothing is. Reads the whole file."""
    with database.reader.connect() as connection:
        try:
            found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
            lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        except DBAPIError as error:
            return f"the file cannot be read: {_cause(error)}"
    if found != "ok":
        return str(found)
    return f"a row of {lost[0]} refers to nothing" if lost is not None else ""


def in_memory() -> Database:
    """Open an empty file that lives in memory and dies with the process: for simulation and tests."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    _listen(engine, "BEGIN IMMEDIATE", is_read_only=False)
    _prepare(engine)
    return Database(Path(":memory:"), engine, engine, None, None)


def _cause(error: BaseException) -> BaseException:
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error


def _require_writable(data_dir: Path) -> None:
    """Write and flush a small file: the only answer to "is it writable" that counts."""
    probe = data_dir / f".probe-{os.getpid()}"
    try:
        if not data_dir.is_dir():
            raise StorageUnusable(data_dir, StorageCause.MISSING)
        with probe.open("wb") as file:
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StorageUnusable.after(data_dir, error) from error
    finally:
        with contextlib.suppress(OSError):  # what could not be made cannot be removed either
            probe.unlink(missing_ok=True)


def _locked(path: Path) -> int:
    try:
        lock_fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageUnusable.after(path, error) from error
    try:
        fcntl.flock(lock_fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(lock_fd, 0)
        os.write(lock_fd, f"{os.getpid()}\n".encode())
    except BlockingIOError:
        said = os.read(lock_fd, 32).strip()
        os.close(lock_fd)
        raise AlreadyRunning(path.parent, int(said) if said.isdigit() else None) from None
    except OSError as error:
        os.close(lock_fd)
        raise StorageUnusable.after(path, error) from error
    return lock_fd


def _engine(path: Path, begin: str, *, is_read_only: bool = False) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, poolclass=NullPool, connect_args={"check_same_thread": False})
    _listen(engine, begin, is_read_only=is_read_only)
    return engine


def _listen(engine: Engine, begin: str, *, is_read_only: bool) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # sqlite3 must not begin or commit by itself
        for name, value in PRAGMAS:
            connection.execute(f"PRAGMA {name}={value}")
        if is_read_only:
            connection.execute("PRAGMA query_only=1")

    @event.listens_for(engine, "begin")
    def do_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def _prepare(engine: Engine) -> None:
    path = Path(engine.url.database or ":memory:")
    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if found != "ok":
            raise StorageUnusable(path, StorageCause.CORRUPT, str(found))
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        if mode != ("wal" if engine.url.database else "memory"):
            raise StorageUnusable(path, StorageCause.OTHER, f"no write-ahead log on this file system, but {mode}")
        revision = migrations.revision_of(connection)
        if revision is not None and revision not in migrations.known_revisions():
            raise StorageUnusable(path, StorageCause.NEWER, f"revision {revision}")
        if revision != migrations.HEAD:
            migrations.upgrade(connection)
        connection.exec_driver_sql(_COUNT_START)  # a file that can only be read says so here, not at the first sale
        connection.commit()
