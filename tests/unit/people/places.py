"""Persons at a kiosk whose clocks a test moves, on the real tables."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import pyotp

from kiosk.domain.access.roles import Person, Role
from kiosk.domain.stamp import Stamp
from kiosk.people.audit import Audited, Deed
from kiosk.people.door import Clocks
from kiosk.people.founding import Begun
from kiosk.people.lockout import Now
from kiosk.people.opening import People, opened
from kiosk.people.pins import Cost
from kiosk.store.journal import MemoryJournal

R = TypeVar("R")
PIN, OTHER_PIN, WRONG_PIN = "482913", "730164", "905172"
ADMIN = "A1"
UTC_MS = 1_790_000_000_000


@dataclass(slots=True)
class Time:
    """Clocks that stand still until a test moves them."""

    boot_id: str = "boot-1"
    boot_ms: int = 1_000_000
    utc_ms: int = UTC_MS
    is_believed: bool = True

    def clocks(self) -> Clocks:
        return Clocks(lambda: Now(self.boot_id, self.boot_ms), lambda: self.utc_ms, lambda: self.is_believed)

    def pass_s(self, seconds: int) -> None:
        self.boot_ms += seconds * 1000
        self.utc_ms += seconds * 1000


@dataclass(slots=True)
class Place:
    """A kiosk's file, key folder and clocks; `people` may be opened again after a crash."""

    folder: Path
    journal: MemoryJournal = field(default_factory=MemoryJournal)
    time: Time = field(default_factory=Time)
    cost: Cost = field(default_factory=Cost)
    told: list[Audited] = field(default_factory=list)
    opened: list[People] = field(default_factory=list)

    async def record(self, event: Audited) -> None:
        self.told.append(event)
        await self.journal.commit(event, Stamp(self.time.utc_ms, self.time.boot_ms, 1), "", (), ())

    async def open(self) -> People:
        own = await opened(self.journal, self.folder, self.record, self.time.clocks(), "Site", lambda cost: 200.0)
        self.opened.append(own)
        return own

    def close(self) -> None:
        for own in self.opened:
            own.pins.close()

    def reopened_journal(self) -> None:
        """Let the process die: what was durable is all that is left."""
        self.journal = MemoryJournal(database=self.journal.database)

    def rows(self, sql: str) -> list[Any]:
        held = self.journal.database.writer.raw_connection().driver_connection
        assert isinstance(held, sqlite3.Connection)
        return held.execute(sql).fetchall()

    def deeds(self) -> list[Deed]:
        return [event.what for event in self.told]


@dataclass(frozen=True, slots=True)
class Founded:
    """The first admin, and what their app scanned."""

    person: Person
    uri: str


def app_of(uri: str) -> pyotp.TOTP:
    """Return the app that scanned a secret."""
    return pyotp.TOTP(parse_qs(urlsplit(uri).query)["secret"][0])


async def with_admin(place: Place) -> tuple[People, Founded]:
    """Open people and enrol the admin `A1` with `PIN`: two minutes ago, so that every code of now is fresh."""
    people = await place.open()
    place.time.utc_ms -= 120_000
    begun = await people.first.begin(await people.first.code(), ADMIN, PIN)
    assert isinstance(begun, Begun), begun
    person = await people.first.prove(app_of(begun.uri).at(place.time.utc_ms // 1000))
    place.time.utc_ms += 120_000
    assert isinstance(person, Person), person
    return people, Founded(person, begun.uri)


async def enrolled(place: Place, *ids: str, role: Role = Role.ATTENDANT) -> tuple[People, Founded]:
    """Enrol an admin, and others with `OTHER_PIN`."""
    people, founded = await with_admin(place)
    for person_id in ids:
        made = await people.register.enrol(founded.person, person_id, frozenset({role}), OTHER_PIN)
        assert not isinstance(made, str), made
    return people, founded


def run(act: Callable[[], Coroutine[Any, Any, R]]) -> R:
    """Run one test's story on a loop of its own."""
    return asyncio.run(act())


async def gathered(*waits: Awaitable[R]) -> list[R]:
    return list(await asyncio.gather(*waits))
