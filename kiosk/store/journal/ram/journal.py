"""The journal with rows that are Python values: what `commit` returned for is kept, after a crash another takes over.

The same rows, chain and payloads as on a disk, and refused for the same reasons; no file, no thread, no SQL.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, cast

from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Event
from kiosk.store.codec import Codec, NotEncodable
from kiosk.store.errors import CommitFailed, Rejected
from kiosk.store.journal.chain import GENESIS, Record, Tail, hash_of
from kiosk.store.journal.ram.tables import Tables
from kiosk.store.journal.writer import ANCHOR_MS, ANCHOR_ROWS, Origin
from kiosk.store.journal.writes import SaleTables
from kiosk.store.private import Seal, new_key
from kiosk.store.recovery import SessionSeen

Stored: TypeAlias = tuple[Record, str]


@dataclass(slots=True)
class RamStore:
    """What survives a crash. `anchors` are hashes by number, `keys` those of sessions with the time they are due."""

    journal: list[Stored] = field(default_factory=list)
    tail: Tail = field(default=Tail(0, GENESIS, 0, 0))
    anchors: dict[int, str] = field(default_factory=dict)
    sessions: dict[str, SessionSeen] = field(default_factory=dict)
    keys: dict[str, tuple[bytes, int]] = field(default_factory=dict)
    tables: Tables = field(init=False)

    def __post_init__(self) -> None:
        self.tables = Tables(self.sessions)


class RamJournal:
    """Commits events to a `RamStore`; see `Journal`. After a failure it refuses everything, as on a disk."""

    def __init__(self, store: RamStore, code_version: str = "test", boot_id: str = "boot", codec: Codec | None = None):
        self.store = store
        self._origin = Origin(code_version, boot_id)
        self._codec = codec or Codec()
        # Of a connection, the writer of sales uses `execute` alone.
        self._sales = SaleTables(cast(sqlite3.Connection, store.tables))
        self._session_id: str | None = None
        self._failure: Exception | None = None
        self._next_failure_keeps: bool | None = None

    def fail_next(self, *, is_kept: bool) -> None:
        """Let the next commit raise, its event kept or dropped: the caller cannot tell which."""
        self._next_failure_keeps = is_kept

    async def commit(
        self, event: Event, at: Stamp, session_id: str, before: Sequence[Sale], after: Sequence[Sale]
    ) -> int:
        """See `Journal.commit`."""
        if self._failure is not None:
            raise CommitFailed(f"the journal is closed after: {self._failure}") from self._failure
        if self._next_failure_keeps is not False:
            self._commit(event, at, session_id, before, after)
        if self._next_failure_keeps is not None:
            self._failure = CommitFailed("the disk did not answer")
            raise self._failure
        return self.store.tail.seq

    def _commit(
        self, event: Event, at: Stamp, session_id: str, before: Sequence[Sale], after: Sequence[Sale]
    ) -> None:  # fmt: skip
        """Write all of an event or nothing of it."""
        store = self.store
        sessions = dict(store.sessions)
        try:
            record = self._written(event, at, session_id, before, after)
        except Exception as error:
            self._failure = error
            store.tables.undo()
            store.sessions.clear()
            store.sessions.update(sessions)
            if isinstance(error, sqlite3.IntegrityError | NotEncodable | Rejected):
                raise Rejected(str(error)) from error
            raise CommitFailed(str(error)) from error
        store.tables.keep()
        self._append(record)

    def _written(
        self, event: Event, at: Stamp, session_id: str, before: Sequence[Sale], after: Sequence[Sale]
    ) -> Record:
        seq = self.store.tail.seq + 1
        self._follow_session(session_id, seq, after)
        attempt_id = self._sales.write(seq, session_id, before, after)
        payload = self._codec.encode(event, self._seal_for(event, at, session_id))
        return Record(
            seq, at.utc_ms, self._origin.boot_id, at.mono_ms, f"{at.draw:019x}", session_id or None,
            type(event).__name__, attempt_id, payload, self.store.tail.hash,
        )  # fmt: skip

    def _append(self, record: Record) -> None:
        store, tail, own = self.store, self.store.tail, hash_of(record.text())
        store.journal.append((record, own))
        anchor = tail.anchor_seq, tail.anchor_utc_ms
        if record.seq - anchor[0] >= ANCHOR_ROWS or abs(record.utc_ms - anchor[1]) >= ANCHOR_MS:
            store.anchors[record.seq] = own
            anchor = record.seq, record.utc_ms
        store.tail = Tail(record.seq, own, *anchor)

    def _follow_session(self, session_id: str, seq: int, after: Sequence[Sale]) -> None:
        """Keep the rows of sessions: one runs at a time, an empty id is nobody at the glass."""
        sessions, version = self.store.sessions, self._origin.code_version
        if session_id != self._session_id:
            for own in list(sessions.values()):
                if own.ended_seq is None and own.id != session_id:
                    sessions[own.id] = replace(own, ended_seq=seq - 1)
            if session_id:
                known = sessions.get(session_id) or SessionSeen(session_id, version, seq, None)
                sessions[session_id] = replace(known, ended_seq=None)
            self._session_id = session_id
        for sale in after:
            if sale.session_id and sale.session_id not in sessions:
                sessions[sale.session_id] = SessionSeen(sale.session_id, version, seq, seq)

    def _seal_for(self, event: Event, at: Stamp, session_id: str) -> Seal | None:
        if not self._codec.is_private(event):
            return None
        if not session_id:
            raise Rejected(f"{type(event).__name__} has personal fields and no session")
        due = at.utc_ms + self._origin.keep_private_ms
        return Seal(session_id, self.store.keys.setdefault(session_id, (new_key(), due))[0])
