"""One transaction per event: the journal row and every row it implies, or nothing. Synchronous, for one thread."""

from __future__ import annotations

import logging
import sqlite3
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar, cast

from sqlalchemy.pool import PoolProxiedConnection

from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Event
from kiosk.store.codec import Codec, NotEncodable
from kiosk.store.database import Database
from kiosk.store.errors import CheckpointFailed, CommitFailed, Rejected, StorageUnusable
from kiosk.store.journal.chain import Record, Tail, hash_of, tail_of
from kiosk.store.journal.landmarks import note
from kiosk.store.journal.second import SecondJournal
from kiosk.store.journal.writes import SaleTables
from kiosk.store.private import KEEP_MS, Seal, new_key
from kiosk.store.space import Ballast, is_full

R = TypeVar("R")
log = logging.getLogger(__name__)

ANCHOR_ROWS: Final = 100
ANCHOR_MS: Final = 10 * 60 * 1000

# RESTART keeps the log's length and writes over it; TRUNCATE leaves nothing of what was in it.
_RESTART: Final = "PRAGMA wal_checkpoint(RESTART)"
_TRUNCATE: Final = "PRAGMA wal_checkpoint(TRUNCATE)"
_GROWN_PAGES: Final = 512
_GROW: Final = "PRAGMA user_version = {}"  # each is one page in the log, and none more in the file
_LEVEL: Final = "PRAGMA synchronous"
_APPEND: Final = "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ANCHOR: Final = "INSERT INTO anchor (seq, utc_ms, hash) VALUES (?, ?, ?)"
_BEGIN_SESSION: Final = (
    "INSERT INTO session (id, code_version, started_seq) VALUES (?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET ended_seq = NULL"
)
_END_SESSIONS: Final = "UPDATE session SET ended_seq = ? WHERE ended_seq IS NULL AND id <> ?"
_OWN_SESSION: Final = "INSERT OR IGNORE INTO session (id, code_version, started_seq, ended_seq) VALUES (?, ?, ?, ?)"
_KEY: Final = "SELECT key FROM session_key WHERE session_id = ?"
_NEW_KEY: Final = "INSERT INTO session_key (session_id, key, delete_after_utc_ms) VALUES (?, ?, ?)"
_ERASE_KEYS: Final = "DELETE FROM session_key WHERE delete_after_utc_ms <= ?"
_RESERVE: Final = (
    "INSERT INTO counter (name, value) VALUES (?, 1) "
    "ON CONFLICT (name) DO UPDATE SET value = CASE WHEN value >= 4294967295 THEN 1 ELSE value + 1 END "
    "RETURNING value"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Who writes: the version of the program, this boot of the machine, and how long personal fields are kept."""

    code_version: str
    boot_id: str
    keep_private_ms: int = KEEP_MS


def this_boot() -> str:
    """Return the system's name for this boot; a random one where it has none."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return str(uuid.uuid4())


class Writer:
    """Writes events. After one failure it refuses everything: what is on the disk is then for recovery to find out."""

    def __init__(self, database: Database, origin: Origin, codec: Codec | None = None) -> None:
        self._origin = origin
        try:
            self._held: PoolProxiedConnection = database.writer.raw_connection()
        except sqlite3.Error as error:
            raise StorageUnusable.after(database.path, error) from error
        self._connection = cast(sqlite3.Connection, self._held.driver_connection)
        self._tables = SaleTables(self._connection)
        self._codec = codec or Codec()
        self._tail = tail_of(self._connection)
        self._ballast = Ballast(database.path.parent) if database.second_journal is not None else None
        self._second: SecondJournal | None = None
        self._session_id: str | None = None
        self._sessions: set[str] = set()
        self._seal: Seal | None = None
        self._failure: Exception | None = None
        try:
            if database.second_journal is not None:
                self._second = SecondJournal(database.second_journal)
            self._with_room(self._begin_log)
        except (sqlite3.Error, CheckpointFailed, OSError) as error:
            self.close()
            raise StorageUnusable.after(database.path, error.__cause__ or error) from error

    def commit(self, event: Event, at: Stamp, session_id: str, before: Sequence[Sale], after: Sequence[Sale]) -> int:
        """Make one event durable with the rows it implies; return its number. Raises `CommitFailed`, `Rejected`."""
        self._require_sound()
        try:
            record = self._with_room(lambda: self._committed(event, at, session_id, before, after))
            second = self._second
            if record.attempt_id is not None and second is not None:
                self._with_room(lambda: second.append(record.text(), self._tail.hash))
        except Exception as error:
            raise self._failed(error) from error
        return record.seq

    def reserve(self, name: str) -> int:
        """Return the next number of a counter, 1 to 2**32 - 1 and round again; durable before it returns."""
        self._require_sound()
        try:
            return self._with_room(lambda: self._reserved(name))
        except Exception as error:
            raise self._failed(error) from error

    def aside(self, act: Callable[[sqlite3.Connection], None]) -> None:
        """Write what is no event and nothing of a sale, in a transaction of its own; undone when it fails.

        Unlike an event, one that fails stops nothing. Raises `sqlite3.Error`, and `CommitFailed` after an event did.
        """
        self._require_sound()
        self._begin()
        try:
            act(self._connection)
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def checkpoint(self) -> None:
        """Write the log back into the file and begin it anew; for idle moments. Raises `CheckpointFailed`."""
        self._fold(_RESTART)

    def erase_due_keys(self, utc_ms: int) -> int:
        """Delete the session keys whose time has come, and their traces in the log; return how many."""
        self._require_sound()
        try:
            self._begin()
            erased = self._connection.execute(_ERASE_KEYS, (utc_ms,)).rowcount
            self._connection.execute("COMMIT")
            self._seal = None
            self._begin_log()
        except CheckpointFailed:
            raise
        except Exception as error:
            raise self._failed(error) from error
        return erased

    def refuse(self, error: CommitFailed) -> CommitFailed:
        """Refuse everything from now on, because of `error`; returns it for raising."""
        self._failure = error
        return error

    def close(self) -> None:
        """Let the connection and the second journal go."""
        self._held.close()
        if self._second is not None:
            self._second.close()

    def _with_room(self, act: Callable[[], R]) -> R:
        """Act; on a full disk throw the ballast overboard and act once more. `act` leaves nothing when it raises.

        A full disk stops before the commit is on it: the event that is written again has the same number and contents.
        """
        try:
            return act()
        except (sqlite3.Error, OSError, CheckpointFailed) as error:
            if not is_full(error.__cause__ or error) or self._ballast is None or not self._ballast.release():
                raise
            log.error("the disk is full: the ballast makes room for what is under way")
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            return act()

    def _fold(self, how: str) -> None:
        try:
            busy, _, _ = self._connection.execute(how).fetchone()
        except sqlite3.Error as error:
            raise CheckpointFailed(str(error)) from error
        if busy:
            raise CheckpointFailed("a reader keeps the log busy")

    def _begin_log(self) -> None:
        """Fold the log and leave nothing of it, erased keys above all; then make it as long as some customers need.

        A flush that need not lengthen a file takes half the time. What fills the log is worth nothing, so it is not
        flushed by itself; folding it in flushes all, as ever.
        """
        if self._second is None:
            return  # in memory there is no log
        self._fold(_TRUNCATE)
        (level,) = self._connection.execute(_LEVEL).fetchone()
        self._connection.execute(f"{_LEVEL} = 0")
        try:
            for number in range(1, _GROWN_PAGES + 1):
                self._connection.execute(_GROW.format(number))
        finally:
            self._connection.execute(f"{_LEVEL} = {level}")
        self._fold(_RESTART)
        if self._connection.execute(_LEVEL).fetchone() != (level,):
            raise CheckpointFailed("the disk is not flushed any more")

    def _begin(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def _require_sound(self) -> None:
        if self._failure is not None:
            raise CommitFailed(f"the journal is closed after: {self._failure}") from self._failure

    def _failed(self, error: Exception) -> CommitFailed:
        self._failure = error
        is_rolled_back = False
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
                is_rolled_back = True
        except sqlite3.Error as second:
            error.add_note(f"the rollback failed too: {second}")
        if is_rolled_back and isinstance(error, (sqlite3.IntegrityError, NotEncodable, Rejected)):
            return Rejected(str(error))
        return CommitFailed(str(error))

    def _reserved(self, name: str) -> int:
        self._begin()
        (value,) = self._connection.execute(_RESERVE, (name,)).fetchone()
        self._connection.execute("COMMIT")
        return int(value)

    def _committed(
        self, event: Event, at: Stamp, session_id: str, before: Sequence[Sale], after: Sequence[Sale]
    ) -> Record:
        """Write and commit; what is known of the file is as before when it raises."""
        tail = self._tail
        try:
            self._begin()
            record = self._written(event, at, session_id, before, after)
            self._connection.execute("COMMIT")
        except Exception:
            self._tail, self._session_id, self._seal = tail, None, None
            self._sessions.clear()
            self._tables.forget()
            raise
        return record

    def _written(
        self, event: Event, at: Stamp, session_id: str, before: Sequence[Sale], after: Sequence[Sale]
    ) -> Record:
        seq = self._tail.seq + 1
        self._follow_session(session_id, seq, after)
        attempt_id = self._tables.write(seq, session_id, before, after)
        payload = self._codec.encode(event, self._seal_for(event, at, session_id))
        record = Record(
            seq, at.utc_ms, self._origin.boot_id, at.mono_ms, f"{at.draw:019x}", session_id or None,
            type(event).__name__, attempt_id, payload, self._tail.hash,
        )  # fmt: skip
        own_hash = hash_of(record.text())
        self._connection.execute(_APPEND, (*_fields(record), own_hash))
        note(self._connection, event, seq)
        self._move_tail(record, own_hash)
        return record

    def _move_tail(self, record: Record, own_hash: str) -> None:
        tail = self._tail
        is_due = record.seq - tail.anchor_seq >= ANCHOR_ROWS or abs(record.utc_ms - tail.anchor_utc_ms) >= ANCHOR_MS
        if is_due:
            self._connection.execute(_ANCHOR, (record.seq, record.utc_ms, own_hash))
            self._tail = Tail(record.seq, own_hash, record.seq, record.utc_ms)
        else:
            self._tail = Tail(record.seq, own_hash, tail.anchor_seq, tail.anchor_utc_ms)

    def _follow_session(self, session_id: str, seq: int, after: Sequence[Sale]) -> None:
        """Keep the rows of sessions: one runs at a time, an empty id is nobody at the glass."""
        if session_id != self._session_id:
            self._connection.execute(_END_SESSIONS, (seq - 1, session_id))
            if session_id:
                self._connection.execute(_BEGIN_SESSION, (session_id, self._origin.code_version, seq))
            self._sessions = {session_id}
            self._session_id = session_id
        for sale in after:
            if sale.session_id and sale.session_id not in self._sessions:
                self._connection.execute(_OWN_SESSION, (sale.session_id, self._origin.code_version, seq, seq))
                self._sessions.add(sale.session_id)

    def _seal_for(self, event: Event, at: Stamp, session_id: str) -> Seal | None:
        if not self._codec.is_private(event):
            return None
        if not session_id:
            raise Rejected(f"{type(event).__name__} has personal fields and no session")
        if self._seal is None or self._seal.session_id != session_id:
            found = self._connection.execute(_KEY, (session_id,)).fetchone()
            key = found[0] if found else new_key()
            if found is None:
                self._connection.execute(_NEW_KEY, (session_id, key, at.utc_ms + self._origin.keep_private_ms))
            self._seal = Seal(session_id, key)
        return self._seal


def _fields(record: Record) -> tuple[str | int | None, ...]:
    return (
        record.seq, record.utc_ms, record.boot_id, record.mono_ms, record.draw, record.session_id, record.kind,
        record.attempt_id, record.payload, record.prev_hash,
    )  # fmt: skip
