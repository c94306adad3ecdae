"""A damaged file is set aside and a fresh one begun, once it is certain that no payment is open.

Certain is what two witnesses say: the tables of the damaged file, as far as they can be read without a fault, and the
second journal, line by line. Counters go on where they were; receipts are numbered in the next book, which their
numbers say; baskets begin anew. Of the old file only the keys of
personal values are deleted, when they are due, as everywhere.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from kiosk.disk.durable import flush
from kiosk.domain.fiscal.signing import FIRST_BOOK
from kiosk.domain.moves import AttemptState
from kiosk.store.database import FILE_NAME, SECOND_JOURNAL_NAME, Database, open_database
from kiosk.store.errors import StorageCause, StorageUnusable
from kiosk.store.journal.second import attempts_told, mend
from kiosk.store.private import KEEP_MS
from kiosk.store.recovery import Recovered, recover
from kiosk.store.tables.papers import BOOK

FOLDER_NAME: Final = "quarantine"
_READ: Final = ("attempt", "counter")
_ENDED: Final = frozenset({AttemptState.DECLINED, AttemptState.CONFIRMED, AttemptState.REVERSED})
_ATTEMPTS: Final = (
    "SELECT id, state, max(coalesce(sent_seq, 0), coalesce(decided_seq, 0), coalesce(completed_seq, 0)) FROM attempt"
)
_COUNT: Final = (
    "INSERT INTO counter (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_ERASE: Final = "DELETE FROM session_key WHERE delete_after_utc_ms <= ?"

log = logging.getLogger(__name__)


class CannotReplace(RuntimeError):
    """The damaged file stays where it is, and the kiosk out of service; the text says why, for technicians."""


def open_and_recover(data_dir: Path, utc_ms: int) -> tuple[Database, Recovered]:
    """Open the file and recover; a damaged one is replaced when no payment of it can be open.

    A second journal that lost or spoilt lines is written anew from the database, when that has all it can have said.
    One that says more, or something else, is for a person to resolve. Raises `StorageUnusable` and `AlreadyRunning`.
    """
    aside = data_dir / FOLDER_NAME / str(utc_ms)
    try:
        return _sound(data_dir, aside)
    except StorageUnusable as damage:
        if damage.cause is not StorageCause.CORRUPT:
            raise
        try:
            aside = replace_damaged(data_dir, utc_ms)
        except CannotReplace as why:
            raise StorageUnusable(damage.path, damage.cause, f"{damage.detail}; {why}") from why
        log.error("alert: %s; it is in %s, and a fresh one is in use: call a technician", damage, aside)
    return _sound(data_dir, aside)


def _sound(data_dir: Path, aside: Path) -> tuple[Database, Recovered]:
    database = open_database(data_dir)
    try:
        found = recover(database)
        if found.chain_problem is not None:
            raise StorageUnusable(database.path, StorageCause.CORRUPT, str(found.chain_problem))
        if found.second_journal_problem is not None and _is_mended(database, aside):
            log.error("alert: second journal: %s; %s keeps the old one", found.second_journal_problem, aside)
            found = recover(database)
    except (OSError, DBAPIError, sqlite3.Error) as error:  # the last: raised while a connection is set up
        database.close()
        cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
        raise StorageUnusable.after(database.path, cause) from error
    except StorageUnusable:
        database.close()
        raise
    return database, found


def _is_mended(database: Database, aside: Path) -> bool:
    if database.second_journal is None:
        return False
    with database.reader.connect() as connection:
        return mend(connection, database.second_journal, aside)


def replace_damaged(data_dir: Path, utc_ms: int) -> Path:
    """Set the damaged file aside, begin a fresh one, return the folder of the old. The file must not be open.

    Raises `CannotReplace`, and what `open_database` raises.
    """
    try:
        counters = _counters_unless_open(data_dir)
    except (sqlite3.Error, OSError) as error:
        raise CannotReplace(f"the damaged file cannot be read: {error}") from error
    aside = data_dir / FOLDER_NAME / str(utc_ms)
    try:
        _set_aside(data_dir, aside)
    except OSError as error:
        raise CannotReplace(f"the damaged file cannot be set aside: {error}") from error
    fresh = open_database(data_dir)
    try:
        with fresh.writer.begin() as connection:
            for counter in _next_book(counters):
                connection.exec_driver_sql(_COUNT, counter)
    finally:
        fresh.close()
    return aside


def _next_book(counters: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the counters of a fresh file: its receipts count from 1 again, in a book of their own."""
    known = dict(counters)
    return [*(known | {BOOK: known.get(BOOK, FIRST_BOOK) + 1}).items()]


def erase_due_keys_aside(data_dir: Path, utc_ms: int) -> None:
    """Erase the due keys in the files that were set aside; one too damaged for that goes when its last key is due.

    Raises `OSError` when a file cannot be removed.
    """
    for folder in sorted((data_dir / FOLDER_NAME).glob("*")):
        file = folder / FILE_NAME
        if not file.exists():
            continue
        try:
            _erase_due_keys(file, utc_ms)
        except sqlite3.Error as error:
            if folder.name.isdigit() and utc_ms < int(folder.name) + KEEP_MS:
                continue  # no key in it is sure to be due yet
            log.error("%s is removed: its keys are due and cannot be erased: %s", file, error)
            for name in (f"{FILE_NAME}-shm", f"{FILE_NAME}-wal", FILE_NAME):
                (folder / name).unlink(missing_ok=True)


def _erase_due_keys(file: Path, utc_ms: int) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=1")
        connection.execute("PRAGMA cell_size_check=1")
        (found,) = connection.execute("PRAGMA integrity_check(session_key)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(str(found))
        connection.execute(_ERASE, (utc_ms,))
        (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise sqlite3.DatabaseError("another program reads it")


def _counters_unless_open(data_dir: Path) -> list[tuple[str, int]]:
    told, fault = attempts_told(data_dir / SECOND_JOURNAL_NAME)
    if fault:
        raise CannotReplace(f"the second journal cannot be believed: {fault}")
    file = data_dir / FILE_NAME
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        for table in _READ:
            (found,) = connection.execute(f"PRAGMA integrity_check({table})").fetchone()
            if found != "ok":
                raise CannotReplace(f"the table {table} is damaged: {found}")
        known = {own: (state, seq) for own, state, seq in connection.execute(_ATTEMPTS)}
        counters: list[tuple[str, int]] = connection.execute("SELECT name, value FROM counter").fetchall()
    for own, (state, _) in known.items():
        if state not in _ENDED:
            raise CannotReplace(f"payment attempt {own} is {state}: ask the terminal, then decide by hand")
    for own, seq in told.items():
        if known.get(own, ("", 0))[1] < seq:
            raise CannotReplace(f"the second journal knows more of payment attempt {own} than the damaged file")
    return counters


def _set_aside(data_dir: Path, aside: Path) -> None:
    aside.mkdir(parents=True)
    # The witness goes last: cut short before that, the next start has a journal ahead of its file, and takes no money.
    for name in (f"{FILE_NAME}-shm", f"{FILE_NAME}-wal", FILE_NAME, SECOND_JOURNAL_NAME):
        if (data_dir / name).exists():
            (data_dir / name).rename(aside / name)
    for folder in (aside, aside.parent, data_dir):
        flush(folder)
