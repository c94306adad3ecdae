"""What the staff's pages stand on: persons at this kiosk, and who performs what staff do."""

from __future__ import annotations

import functools
import logging
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from devices.api import Device
from kiosk.backroom.far import Far
from kiosk.backroom.inside import Inside
from kiosk.backroom.tables import table
from kiosk.effects.base import Post, Tasks
from kiosk.flows.base import Effect
from kiosk.flows.shell.session import Session
from kiosk.health.view import Fitting
from kiosk.people.audit import posted
from kiosk.people.boot import boot_clock
from kiosk.people.door import Clocks
from kiosk.people.opening import Persons, opened
from kiosk.phrases import Speaker
from kiosk.settings import Settings
from kiosk.store.database import Database
from kiosk.store.errors import CommitFailed
from kiosk.store.journal import SqliteJournal
from kiosk.upkeep.clock import is_clock_believed
from kiosk.upkeep.keeping import Upkeep

log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Files:
    """Where the kiosk's settings and data lie; `version` is the program's."""

    config: Path
    profile: str | None
    data_dir: Path
    version: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What is stored, and what keeps it."""

    database: Database
    journal: SqliteJournal
    upkeep: Upkeep


class Staffroom:
    """The staff's side of the core. Without a sound key file nobody signs in, and customers are served as ever."""

    def __init__(
        self,
        settings: Settings,
        files: Files,
        kept: Kept,
        devices: Mapping[str, Device],
        fittings: Sequence[Fitting],
        session: Callable[[], Session],
        tasks: Tasks,
        words_for: Callable[[str], Speaker],
        far: Far,
    ) -> None:
        site = settings.site
        self.persons = persons_at(kept.journal, files.data_dir, tasks.post, f"{site.name} {site.kiosk}", site.timezone)
        self._inside = Inside(
            settings, files.config, files.profile, files.data_dir, files.version, kept.database, kept.journal,
            kept.upkeep, self.persons, devices, fittings, session, tasks.post, tasks, _utc_ms, words_for, far,
        )  # fmt: skip

    def table(self) -> Mapping[type[Effect], Callable[[Effect], None]]:
        """Return who performs what."""
        return table(self._inside)

    async def look(self) -> None:
        """Say in the log, once at a start, when nobody of the staff could sign in."""
        try:
            problem = await self.persons.problem()
        except (sqlite3.Error, CommitFailed) as error:
            problem = f"{type(error).__name__}: {error}"
        if problem:
            log.error("staff cannot sign in: %s", problem)

    def close(self) -> None:
        """End what checks PINs."""
        self.persons.close()


def persons_at(journal: SqliteJournal, data_dir: Path, post: Post, site: str, timezone: str) -> Persons:
    """Return the persons of a kiosk, whose deeds are posted to its journal."""
    clocks = Clocks(boot_clock(), _utc_ms, lambda: is_clock_believed(_utc_ms(), timezone))
    return Persons(
        journal, data_dir, functools.partial(opened, journal, data_dir, posted(post), clocks, site)
    )  # fmt: skip


def _utc_ms() -> int:
    return time.time_ns() // 1_000_000
