"""The journal on a disk, written by one thread, and the journal in memory, with the same code and no thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Event
from kiosk.store.codec import Codec
from kiosk.store.database import Database, in_memory
from kiosk.store.errors import CommitFailed
from kiosk.store.journal.thread import WriterThread
from kiosk.store.journal.writer import Origin, Writer, this_boot


class SqliteJournal:
    """The journal in the kiosk's file. Make it after `recover`, which may mend the second journal.

    A task that is cancelled while it waits does not undo its commit.
    """

    def __init__(self, database: Database, code_version: str, boot_id: str | None = None) -> None:
        self._writer = Writer(database, Origin(code_version, boot_id or this_boot()))
        self._thread = WriterThread("journal")

    async def commit(
        self, event: Event, at: Stamp, session_id: str, before: Sequence[Sale], after: Sequence[Sale]
    ) -> int:
        """See `Journal.commit`."""
        return await self._thread.call(lambda: self._writer.commit(event, at, session_id, before, after))

    async def reserve(self, name: str) -> int:
        """See `Journal.reserve`."""
        return await self._thread.call(lambda: self._writer.reserve(name))

    async def aside(self, act: Callable[[sqlite3.Connection], None]) -> None:
        """Write what is no event, after the events that wait; see `Writer.aside`."""
        await self._thread.call(lambda: self._writer.aside(act))

    async def checkpoint(self) -> None:
        """See `Journal.checkpoint`."""
        await self._thread.call(self._writer.checkpoint)

    async def erase_due_keys(self, utc_ms: int) -> int:
        """Delete the session keys whose time has come; return how many. Raises `CommitFailed`, `CheckpointFailed`."""
        return await self._thread.call(lambda: self._writer.erase_due_keys(utc_ms))

    async def close(self) -> None:
        """See `Journal.close`."""
        await self._thread.call(self._writer.close)
        self._thread.end()


class MemoryJournal:
    """The same journal on a file in memory, in the caller's thread: nothing waits, so virtual clocks can drive it.

    Everything `commit` returned for is durable. A crash is: leave this journal, call `recover(journal.database)`, and
    make another on the same database; with the same `codec`, what it worked out of the events is not worked out again.
    """

    def __init__(
        self,
        code_version: str = "test",
        database: Database | None = None,
        boot_id: str = "boot",
        codec: Codec | None = None,
    ) -> None:
        self.database = database if database is not None else in_memory()
        self._writer = Writer(self.database, Origin(code_version, boot_id), codec)
        self._next_failure_keeps: bool | None = None

    def fail_next(self, *, is_kept: bool) -> None:
        """Let the next commit raise, its event kept or dropped: the caller cannot tell which."""
        self._next_failure_keeps = is_kept

    async def commit(
        self, event: Event, at: Stamp, session_id: str, before: Sequence[Sale], after: Sequence[Sale]
    ) -> int:
        """See `Journal.commit`."""
        if self._next_failure_keeps is None:
            return self._writer.commit(event, at, session_id, before, after)
        if self._next_failure_keeps:
            self._writer.commit(event, at, session_id, before, after)
        raise self._writer.refuse(CommitFailed("the disk did not answer"))

    async def reserve(self, name: str) -> int:
        """See `Journal.reserve`."""
        return self._writer.reserve(name)

    async def aside(self, act: Callable[[sqlite3.Connection], None]) -> None:
        """See `SqliteJournal.aside`."""
        self._writer.aside(act)

    async def checkpoint(self) -> None:
        """See `Journal.checkpoint`."""
        self._writer.checkpoint()

    async def erase_due_keys(self, utc_ms: int) -> int:
        """See `SqliteJournal.erase_due_keys`."""
        return self._writer.erase_due_keys(utc_ms)

    async def close(self) -> None:
        """See `Journal.close`."""
        self._writer.close()
