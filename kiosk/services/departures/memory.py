"""Departures in memory: for simulation and tests. It keeps nothing beyond the process, and answers at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from kiosk.domain.travel.asking import Answer, Facts, Miss, Missed, Order, Outcome, Refused
from kiosk.domain.travel.booking import Booking
from kiosk.domain.travel.departures import SeatInventory
from kiosk.domain.travel.flight import Flight
from kiosk.domain.travel.plates import KEPT_MS
from kiosk.domain.travel.selling.taking_back import TakenBack
from kiosk.domain.values import replace
from kiosk.services.departures import desk, finding
from kiosk.services.departures.finding import Key
from kiosk.services.departures.ledger import Contents, KeptOrder, KeptPlate, OrderState, Raced, Seating, Use
from kiosk.services.departures.undoing import taking_back


class _Ledger:
    """What is kept, as dictionaries; one step of the desk runs at a time and judges before it writes."""

    def __init__(self, contents: Contents, now_utc_ms: int) -> None:
        self.flights = {own.id: own for own in contents.flights}
        self.bookings = {own.ref: own for own in contents.bookings}
        self.seatings = dict(contents.seatings)
        self.uses: dict[str, dict[str, Use]] = defaultdict(dict)
        self.orders: dict[str, KeptOrder] = {}
        self.plates: dict[str, KeptPlate] = {}
        self.serials: dict[str, int] = defaultdict(int)
        self.last: dict[str, int] = defaultdict(int)
        self.keys: dict[Key, set[str]] = defaultdict(set)
        for booking in self.bookings.values():
            self._enter(booking, now_utc_ms)

    def _enter(self, booking: Booking, now_utc_ms: int) -> None:
        for key in (("ref", booking.ref), *finding.kept_keys(booking)):
            self.keys[key].add(booking.ref)
        for coupon in booking.coupons:
            segment = booking.segment(coupon.segment_n)
            if segment is None:
                continue
            flight_id = segment.flight.id
            self.last[flight_id] = max(self.last[flight_id], coupon.sequence)
            if coupon.seat:
                self.hold(flight_id, coupon.seat, Use(booking.ref, coupon.passenger_id))
        for bag in booking.bags:
            self.plates[bag.plate] = KeptPlate(bag.plate, bag.state, booking.ref, now_utc_ms)

    def booking(self, ref: str) -> Booking | None:
        kept = self.bookings.get(ref)
        if kept is None:
            return None
        segments = tuple(replace(own, flight=self.flights.get(own.flight.id, own.flight)) for own in kept.segments)
        return replace(kept, segments=segments)

    def keep_booking(self, booking: Booking, read_version: int) -> None:
        if self.bookings[booking.ref].version != read_version:
            raise Raced
        self.bookings[booking.ref] = booking

    def seating(self, flight_id: str) -> Seating | None:
        return self.seatings.get(flight_id)

    def users(self, flight_id: str) -> Mapping[str, Use]:
        return dict(self.uses[flight_id])

    def touch(self, flight_id: str) -> None:
        seating, flight = self.seatings[flight_id], self.flights[flight_id]
        self.seatings[flight_id] = replace(seating, version=seating.version + 1)
        self.flights[flight_id] = replace(flight, version=seating.version + 1)

    def hold(self, flight_id: str, seat: str, use: Use) -> None:
        if self.uses[flight_id].setdefault(seat, use) != use:
            raise Raced

    def leave(self, flight_id: str, ref: str, passenger_id: str) -> None:
        own = Use(ref, passenger_id)
        self.uses[flight_id] = {seat: use for seat, use in self.uses[flight_id].items() if use != own}

    def drop_holds(self, order_id: str) -> None:
        for flight_id, uses in self.uses.items():
            self.uses[flight_id] = {seat: use for seat, use in uses.items() if use.order_id != order_id}

    def sequences(self, flight_id: str, count: int) -> int:
        self.last[flight_id] += count
        return self.last[flight_id] - count + 1

    def order(self, order_id: str) -> KeptOrder | None:
        return self.orders.get(order_id)

    def keep_order(self, kept: KeptOrder) -> None:
        self.orders[kept.order.id] = kept

    def prepared(self, ref: str) -> tuple[KeptOrder, ...]:
        own = (kept for kept in self.orders.values() if kept.order.ref == ref)
        return tuple(kept for kept in own if kept.state is OrderState.PREPARED)

    def due(self, now_utc_ms: int) -> tuple[str, ...]:
        held = (kept for kept in self.orders.values() if kept.state is OrderState.PREPARED)
        return tuple(kept.order.id for kept in held if kept.until_utc_ms <= now_utc_ms)

    def last_serial(self, carrier_numeric: str) -> int:
        return self.serials[carrier_numeric]

    def keep_serial(self, carrier_numeric: str, serial: int) -> None:
        self.serials[carrier_numeric] = serial

    def plate(self, plate: str) -> KeptPlate | None:
        return self.plates.get(plate)

    def give_plate(self, kept: KeptPlate) -> None:
        before = self.plates.get(kept.plate)
        if before is not None and kept.given_utc_ms - before.given_utc_ms < KEPT_MS:
            raise Raced
        self.plates[kept.plate] = kept

    def keep_plate(self, kept: KeptPlate) -> None:
        self.plates[kept.plate] = kept


class MemoryDepartures:
    """The port on dictionaries."""

    def __init__(self, contents: Contents, now_utc_ms: Callable[[], int]) -> None:
        self._ledger = _Ledger(contents, now_utc_ms())
        self._now_utc_ms = now_utc_ms

    async def find(self, facts: Facts) -> Answer:
        """Find the one booking that all facts fit."""
        if not finding.has_shape(facts):
            return Missed(Miss.SHAPE)
        if (lacking := finding.lacks(facts)) is not None:
            return lacking
        refs = {ref for key in finding.asked_keys(facts) for ref in self._ledger.keys.get(key, ())}
        found = [own for ref in sorted(refs) if (own := self._ledger.booking(ref)) is not None]
        return finding.chosen(facts, found, self._now_utc_ms())

    async def seats(self, flight_id: str) -> SeatInventory | None:
        """Return which seats of a flight are gone."""
        seating = self._ledger.seating(flight_id)
        if seating is None:
            return None
        self._expire()
        taken = seating.given.union(self._ledger.users(flight_id))
        return SeatInventory(flight_id, seating.layout, seating.version, taken, seating.blocked)

    async def prepare(self, order: Order) -> Outcome:
        """Hold all that an order needs, or refuse it."""
        self._expire()
        return desk.prepare(self._ledger, order, self._now_utc_ms())

    async def complete(self, order_id: str) -> Outcome:
        """Do what was prepared."""
        self._expire()
        return desk.complete(self._ledger, order_id, self._now_utc_ms())

    async def release(self, order_id: str) -> Outcome:
        """Give back what was held."""
        return desk.release(self._ledger, order_id)

    async def take_back(self, order_id: str) -> TakenBack | Refused:
        """Take back what an order paid for."""
        return taking_back.take_back(self._ledger, order_id, self._now_utc_ms())

    async def tag_printed(self, plate: str) -> bool:
        """Make a bag tag ACTIVE."""
        return desk.tag_printed(self._ledger, plate)

    async def tag_failed(self, plate: str) -> str:
        """Void a number and return the bag's new one."""
        return desk.tag_failed(self._ledger, plate, self._now_utc_ms())

    async def pass_printed(self, ref: str, passenger_id: str, segment_n: int) -> bool:
        """Count a boarding pass that came out."""
        return desk.pass_printed(self._ledger, ref, passenger_id, segment_n)

    async def board(self, today: str) -> tuple[Flight, ...]:
        """Return the flights of a date by time."""
        today_s = (own for own in self._ledger.flights.values() if own.date == today)
        return tuple(sorted(today_s, key=lambda own: (own.departs.utc_ms, own.id)))

    def orders(self) -> Mapping[str, KeptOrder]:
        """Return every order by its name; no kiosk asks this."""
        return self._ledger.orders

    def bookings(self) -> Mapping[str, Booking]:
        """Return every booking by its reference, as it is now; no kiosk asks this."""
        return self._ledger.bookings

    def bag_accepted(self, plate: str) -> bool:
        """Take the belt's word that the airline has a bag; no kiosk tells this."""
        return taking_back.bag_accepted(self._ledger, plate)

    def flight_changed(self, flight: Flight) -> None:
        """Take a flight as it is now: late, cancelled, at another gate."""
        self._ledger.flights[flight.id] = flight

    def _expire(self) -> None:
        now = self._now_utc_ms()
        for order_id in self._ledger.due(now):
            desk.expire(self._ledger, order_id, now)
