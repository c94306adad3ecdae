"""The port on tables. Work that waits for the disk runs in threads; a lost race is done again from the start."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError

from kiosk.domain.travel.asking import Answer, Facts, Miss, Missed, No, Order, Outcome, Refused
from kiosk.domain.travel.booking import Booking
from kiosk.domain.travel.departures import DeparturesSilent, SeatInventory
from kiosk.domain.travel.flight import Flight
from kiosk.domain.travel.selling.taking_back import TakenBack
from kiosk.services.departures import desk, finding
from kiosk.services.departures.embedded.opening import open_engine
from kiosk.services.departures.embedded.tables import Tables
from kiosk.services.departures.ledger import Raced
from kiosk.services.departures.undoing import taking_back

MOST_TRIES: Final = 20
_LOST_RACE: Final = ("40001", "40P01")  # PostgreSQL: serialization failure, deadlock
_log: Final = logging.getLogger(__name__)
T = TypeVar("T")


class EmbeddedDepartures:
    """Departures on the database at `place`: a data folder, or the URL of PostgreSQL. Raises `NoDepartures`."""

    def __init__(self, place: Path | str, now_utc_ms: Callable[[], int]) -> None:
        self.engine: Final[Engine] = open_engine(place)
        self._now_utc_ms = now_utc_ms

    def close(self) -> None:
        """Let every connection go."""
        self.engine.dispose()

    async def find(self, facts: Facts) -> Answer:
        """Find the one booking that all facts fit."""
        if not finding.has_shape(facts):
            return Missed(Miss.SHAPE)
        if (lacking := finding.lacks(facts)) is not None:
            return lacking
        try:
            fitting = await asyncio.to_thread(self._read, partial(_fitting, facts))
        except DeparturesSilent:
            return Missed(Miss.SILENT)
        return finding.chosen(facts, fitting, self._now_utc_ms())

    async def seats(self, flight_id: str) -> SeatInventory | None:
        """Return which seats of a flight are gone."""
        return await asyncio.to_thread(self._seats, flight_id)

    async def prepare(self, order: Order) -> Outcome:
        """Hold all that an order needs, or refuse it."""
        now = self._now_utc_ms()
        return await self._outcome(lambda tables: desk.prepare(tables, order, now))

    async def complete(self, order_id: str) -> Outcome:
        """Do what was prepared."""
        now = self._now_utc_ms()
        return await self._outcome(lambda tables: desk.complete(tables, order_id, now))

    async def release(self, order_id: str) -> Outcome:
        """Give back what was held."""
        return await self._outcome(lambda tables: desk.release(tables, order_id))

    async def take_back(self, order_id: str) -> TakenBack | Refused:
        """Take back what an order paid for."""
        now = self._now_utc_ms()
        try:
            return await asyncio.to_thread(self._write, lambda tables: taking_back.take_back(tables, order_id, now))
        except DeparturesSilent:
            return Refused(No.SILENT)

    async def tag_printed(self, plate: str) -> bool:
        """Make a bag tag ACTIVE."""
        return await asyncio.to_thread(self._write, lambda tables: desk.tag_printed(tables, plate))

    async def tag_failed(self, plate: str) -> str:
        """Void a number and return the bag's new one."""
        now = self._now_utc_ms()
        return await asyncio.to_thread(self._write, lambda tables: desk.tag_failed(tables, plate, now))

    async def pass_printed(self, ref: str, passenger_id: str, segment_n: int) -> bool:
        """Count a boarding pass that came out."""
        step = partial(desk.pass_printed, ref=ref, passenger_id=passenger_id, segment_n=segment_n)
        return await asyncio.to_thread(self._write, step)

    async def board(self, today: str) -> tuple[Flight, ...]:
        """Return the flights of a date by time."""
        return await asyncio.to_thread(self._read, lambda tables: tables.board(today))

    def bag_accepted(self, plate: str) -> bool:
        """Take the belt's word that the airline has a bag; no kiosk tells this."""
        return self._write(lambda tables: taking_back.bag_accepted(tables, plate))

    def _seats(self, flight_id: str) -> SeatInventory | None:
        self._expire()

        def read(tables: Tables) -> SeatInventory | None:
            seating = tables.seating(flight_id)
            if seating is None:
                return None
            taken = seating.given.union(tables.users(flight_id))
            return SeatInventory(flight_id, seating.layout, seating.version, taken, seating.blocked)

        return self._read(read)

    async def _outcome(self, step: Callable[[Tables], Outcome]) -> Outcome:
        def done() -> Outcome:
            self._expire()
            return self._write(step)

        try:
            return await asyncio.to_thread(done)
        except DeparturesSilent:
            return Refused(No.SILENT)

    def _expire(self) -> None:
        """Give back what ran out, each order in a transaction of its own: they may be locked by other kiosks."""
        now = self._now_utc_ms()
        for order_id in self._read(lambda tables: tables.due(now)):
            self._write(partial(desk.expire, order_id=order_id, now_utc_ms=now))

    def _read(self, step: Callable[[Tables], T]) -> T:
        try:
            with self.engine.connect().execution_options(is_reading=True) as connection, connection.begin():
                return step(Tables(connection, is_writing=False))
        except (OperationalError, InterfaceError) as error:
            raise _silent(error) from error

    def _write(self, step: Callable[[Tables], T]) -> T:
        for _ in range(MOST_TRIES):
            try:
                with self.engine.begin() as connection:
                    return step(Tables(connection))
            except (Raced, IntegrityError) as lost:
                _log.debug("a race was lost: %s", type(lost).__name__)
            except (OperationalError, InterfaceError) as error:
                if getattr(error.orig, "sqlstate", None) not in _LOST_RACE:
                    raise _silent(error) from error
        raise DeparturesSilent(f"{MOST_TRIES} races lost in a row")


def _fitting(facts: Facts, tables: Tables) -> list[Booking]:
    found = (tables.booking(ref) for ref in tables.refs(finding.asked_keys(facts)))
    return [own for own in found if own is not None]


def _silent(error: DBAPIError) -> DeparturesSilent:
    return DeparturesSilent(f"the departures database does not answer: {type(error.orig).__name__}")
