"""Keeps what devices did: counters into the store twice a minute, the view of all devices into two files."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import logging
import os
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final, Protocol

from devices.api import Health
from kiosk.flows.base import Event
from kiosk.health.board import Board
from kiosk.health.counting import Counted
from kiosk.health.report import as_json, lines
from kiosk.health.view import View
from kiosk.store.database import LOCK_NAME
from kiosk.store.errors import CommitFailed
from kiosk.store.tallies import Batch, add
from kiosk.store.tallies import reset as begin_period

FLUSH_S: Final = 30.0  # put off once while somebody pays: at most a minute of counting is lost
SETTLE_S: Final = 1.0
JSON_NAME: Final = "devices.json"
TEXT_NAME: Final = "devices.txt"
log = logging.getLogger(__name__)


class Store(Protocol):
    """Where counters become durable; `kiosk.store.journal.SqliteJournal` is one."""

    def aside(self, act: Callable[[sqlite3.Connection], None]) -> Awaitable[None]:
        """Write what is no event, after the events that wait."""
        ...


class Upkeep:
    """Watches the devices of one kiosk. Made and used on the core's loop."""

    def __init__(self, board: Board, store: Store, folder: Path, utc_ms: Callable[[], int]) -> None:
        self.board = board
        self._store = store
        self._folder = folder
        self._utc_ms = utc_ms
        self._stirred = asyncio.Event()
        self._is_put_off = False
        self._is_over = False
        self._complaints: set[str] = set()

    def heard(self, part: str, health: Health) -> None:
        """Take a new condition of a part."""
        self.board.heard(part, health)
        self._stirred.set()

    def seen(self, event: Event) -> None:
        """Take an event on its way to the flows."""
        self.board.counts.seen(event)

    def counted(self, part: str, device: Any) -> Any:
        """Return the device as performers hold it."""
        return Counted(device, part, self.board.counts)

    async def run(self) -> None:
        """Write until cancelled."""
        now = asyncio.get_running_loop().time
        due = now() + FLUSH_S
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout_at(due):
                    await self._stirred.wait()
            if self._stirred.is_set():
                await asyncio.sleep(SETTLE_S)  # a device that comes up tells several conditions at once
                self._stirred.clear()
            if now() >= due:
                due = now() + FLUSH_S
                await self._flush_unless_paying()
            await self._write_view()

    async def close(self) -> None:
        """Store what was counted, for the last time: the store goes next."""
        self._is_over = True
        await self.flush()

    async def _flush_unless_paying(self) -> None:
        if self._is_over:
            return
        if self.board.counts.is_paying and not self._is_put_off:
            self._is_put_off = True
            return
        self._is_put_off = False
        await self.flush()

    async def flush(self) -> None:
        """Store what was counted; what cannot be written now is kept for the next time, and stops nothing."""
        try:
            await self._store_counts()
        except (sqlite3.Error, CommitFailed) as error:
            self._complain(f"counters are not stored: {type(error).__name__}: {error}")

    async def _store_counts(self) -> None:
        drained = self.board.counts.drain()
        batch = Batch(self._utc_ms(), drained.counts, drained.supplies)
        try:
            await self._store.aside(lambda connection: add(connection, batch))
        except (sqlite3.Error, CommitFailed):
            self.board.counts.give_back(drained)
            raise

    async def reset(self, part: str) -> None:
        """Begin the counters of a part anew; those before are kept. Raises `sqlite3.Error`, `CommitFailed`."""
        await self._store_counts()  # what was done before belongs to the period before
        at_utc_ms = self._utc_ms()
        await self._store.aside(lambda connection: begin_period(connection, part, at_utc_ms))
        self.board.was_reset(part)

    async def _write_view(self) -> None:
        view = self.board.view()
        try:
            await asyncio.to_thread(write_view, self._folder, view)
        except OSError as error:
            self._complain(f"no view of the devices in {self._folder}: {error.strerror}")

    def _complain(self, words: str) -> None:
        if words not in self._complaints:
            self._complaints.add(words)
            log.warning("%s", words)


def write_view(folder: Path, view: View) -> None:
    """Write the view for programs and for people, each file as a whole. Raises OSError."""
    for name, text in ((JSON_NAME, as_json(view)), (TEXT_NAME, "\n".join(lines(view)))):
        fresh = folder / f".{name}.new"
        fresh.write_text(text + "\n", encoding="utf-8")
        fresh.replace(folder / name)


def is_running(folder: Path) -> bool:
    """Return whether a kiosk holds this data folder now."""
    try:
        number = os.open(folder / LOCK_NAME, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(number, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(number)
    return False
