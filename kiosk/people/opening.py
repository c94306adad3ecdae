"""People, put together at a start: the key file, what a hash costs here, and the door."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.people.audit import Record
from kiosk.people.badges.making import BadgeMaking
from kiosk.people.door import Clocks, Door
from kiosk.people.founding import FirstAdmin
from kiosk.people.pins import Cost, Pins, calibrated, measured_ms
from kiosk.people.register import Register
from kiosk.people.secret import pepper_in
from kiosk.people.store import Beside, PeopleStore


@dataclass(frozen=True, slots=True)
class People:
    """Everything about persons at this kiosk."""

    store: PeopleStore
    pins: Pins
    door: Door
    register: Register
    first: FirstAdmin
    badges: BadgeMaking


async def opened(
    beside: Beside,
    folder: Path,
    record: Record,
    clocks: Clocks,
    site: str,
    measure_ms: Callable[[Cost], float] = measured_ms,
) -> People:
    """Open persons with the key file in `folder`; the first time on a machine, measure what a hash may cost.

    Raises `KeyUnusable` (lost, cut, readable by others), `OSError`, `sqlite3.Error`, `CommitFailed`.
    """
    store = PeopleStore(beside)
    pepper = pepper_in(folder, has_pins=await store.has_secrets())
    cost = await store.cost()
    if cost is None:
        cost = await asyncio.to_thread(calibrated, measure_ms)
        await store.set_cost(cost)
    pins = Pins(pepper, cost)
    badges = BadgeMaking(store, pepper, record, clocks)
    door = Door(store, pins, record, clocks, badges.issuer.key_id)
    register, first = Register(store, pins, record, door), FirstAdmin(store, pins, record, clocks, site)
    return People(store, pins, door, register, first, badges)


class Persons:
    """Persons, opened when the first of the staff comes: what a hash may cost is measured then, not at every start."""

    def __init__(self, beside: Beside, folder: Path, open_people: Callable[[], Awaitable[People]]) -> None:
        self._store = PeopleStore(beside)
        self._folder = folder
        self._open = open_people
        self._turn = asyncio.Lock()
        self._people: People | None = None

    async def opened(self) -> People:
        """Return persons; after a failure the next call tries again. Raises what `opened` of this module raises."""
        async with self._turn:
            if self._people is None:
                self._people = await self._open()
            return self._people

    async def problem(self) -> str:
        """Return why the key file does not serve, before anybody of the staff has come; empty when it does.

        Raises `sqlite3.Error`, `CommitFailed`.
        """
        if not await self._store.has_secrets():
            return ""
        try:
            await asyncio.to_thread(pepper_in, self._folder, has_pins=True)
        except OSError as error:
            return str(error)
        return ""

    def close(self) -> None:
        """End the thread that checks PINs."""
        if self._people is not None:
            self._people.pins.close()
