"""Looks after what the kiosk itself needs: room on the disk, a clock that can be believed, and at night the journal."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Final, Protocol

from kiosk.domain.blockers import SYS_STORAGE
from kiosk.effects.base import Post
from kiosk.flows.base import CLOCK, STORAGE, DeviceChanged
from kiosk.flows.shell.session import ServiceLost
from kiosk.store.database import Database, integrity
from kiosk.store.errors import CheckpointFailed, CommitFailed
from kiosk.store.recovery import verify_all
from kiosk.store.space import BALLAST_BYTES, LOW_BYTES, Ballast, free_bytes
from kiosk.upkeep.clock import clock_amiss
from kiosk.upkeep.retention import purge_files, thin_logs

LOOK_EVERY_S: Final = 20.0
SETTLED_AFTER_S: Final = 60.0  # a kiosk that has just started has more urgent things to do
NIGHT: Final = range(2, 5)
"""Hours of the site in which everything is checked, when nobody is there."""

log = logging.getLogger(__name__)


class Store(Protocol):
    """What is asked of the journal; `kiosk.store.journal.SqliteJournal` is one."""

    def erase_due_keys(self, utc_ms: int) -> Awaitable[int]:
        """Delete the session keys whose time has come."""
        ...


class Care:
    """Looks every few seconds and tells the flows what has changed. Made and used on the core's loop."""

    def __init__(
        self,
        database: Database,
        store: Store,
        post: Post,
        local_time: Callable[[], datetime],
        is_nobody_there: Callable[[], bool],
    ) -> None:
        self._database = database
        self._store = store
        self._post = post
        self._local_time = local_time
        self._is_nobody_there = is_nobody_there
        self._folder = database.path.parent
        self._ballast = Ballast(self._folder)
        self._amiss: dict[str, str] = {}
        self._checked: date | None = None
        self._purged: date | None = None

    async def run(self) -> None:
        """Look until cancelled."""
        started = asyncio.get_running_loop().time()
        while True:
            await self.look(is_settled=asyncio.get_running_loop().time() - started >= SETTLED_AFTER_S)
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self, *, is_settled: bool = True) -> None:
        """Look once at everything; what can wait waits until the start is behind us."""
        self._tell(STORAGE, await asyncio.to_thread(self._room_amiss, may_lay=is_settled))
        now = self._local_time()
        clock = clock_amiss(now)
        self._tell(CLOCK, clock)
        if clock or not is_settled or not self._is_nobody_there():
            return
        if self._purged != now.date():
            self._purged = now.date()
            await self._purge(int(now.timestamp() * 1000))
        if now.hour in NIGHT and self._checked != now.date():
            self._checked = now.date()
            await self._check_all()

    def _room_amiss(self, *, may_lay: bool) -> str:
        """Return what is wrong with the room on the disk, empty when there is enough."""
        try:
            free = free_bytes(self._folder)
            needed = LOW_BYTES if self._ballast.is_laid else LOW_BYTES + BALLAST_BYTES
            if free < needed:
                thin_logs(self._folder)
                free = free_bytes(self._folder)
            if free < needed:
                return f"less than {needed >> 20} MiB free in {self._folder}"
            if may_lay:
                self._ballast.lay()
        except OSError as error:
            return f"the room in {self._folder} is not known or cannot be had: {error.strerror}"
        return ""

    def _tell(self, part: str, amiss: str) -> None:
        if amiss == self._amiss.get(part, ""):
            return
        self._amiss[part] = amiss
        log.log(logging.ERROR if amiss else logging.INFO, "%s: %s", part, amiss or "as it should be again")
        self._post(DeviceChanged(part, "FAULT" if amiss else "READY", not amiss))

    async def _purge(self, utc_ms: int) -> None:
        """Delete what is kept no longer: keys of personal values, and old logs. Once a day, also by day: some sleep."""
        try:
            erased = await self._store.erase_due_keys(utc_ms)
        except (CommitFailed, CheckpointFailed) as error:
            self._lose("daily purge", f"{type(error).__name__}: {error}")
            return
        log.info("the daily purge erased %d keys", erased)
        try:
            await asyncio.to_thread(purge_files, self._folder, utc_ms)
        except OSError as error:
            log.error("the daily purge of files did not end: %s", error)

    async def _check_all(self) -> None:
        """Check every page and the whole chain."""
        try:
            problem = await asyncio.to_thread(self._problem)
        except OSError as error:
            problem = f"{type(error).__name__}: {error}"
        if problem:
            self._lose("nightly check", problem)
        else:
            log.info("the nightly check found nothing amiss")

    def _lose(self, what: str, problem: str) -> None:
        log.error("out of service: the %s found: %s", what, problem)
        self._post(ServiceLost(SYS_STORAGE, what))

    def _problem(self) -> str:
        if problem := verify_all(self._database):
            return f"row {problem.seq}: {problem.what}"
        return integrity(self._database)
