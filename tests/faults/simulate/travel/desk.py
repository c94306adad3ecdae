"""The departures system of a simulated day. It outlives the kiosk, has a clock of its own, and other kiosks too."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from random import Random
from typing import Final

from kiosk.domain.sale import Sale
from kiosk.domain.travel.asking import Answer, DeparturesSilent, Facts, Miss, Missed, No, Order, Outcome, Refused
from kiosk.domain.travel.asking import SeatWish as Wish
from kiosk.domain.travel.booking import Booking, CouponState
from kiosk.domain.travel.departures import SeatInventory
from kiosk.domain.travel.flight import Flight, FlightState
from kiosk.domain.travel.selling.taking_back import TakenBack
from kiosk.domain.values import replace
from kiosk.services.departures.memory import MemoryDepartures
from tests.faults.simulate.faults import Faults
from tests.faults.simulate.loop import Loop
from tests.faults.simulate.outside.ports import START_UTC_MS
from tests.faults.simulate.travel.airport import contents
from tests.faults.simulate.travel.rules import carried_out

SILENT_S: Final = 3.0
LONG_S: Final = 200.0  # longer than a release is tried
CHANGES: Final = (FlightState.DELAYED, FlightState.CANCELLED, FlightState.CLOSED)


class Desk:
    """`kiosk.domain.travel.departures.Departures` for the product, over the product's own system in memory."""

    def __init__(self, loop: Loop, rng: Random, faults: Faults, sales: Mapping[str, Sale]) -> None:
        self._loop = loop
        self._rng = rng
        self._faults = faults
        self._sales = sales
        self.system = MemoryDepartures(contents(), lambda: START_UTC_MS + int(loop.time() * 1000))
        self._silent_until_s = 0.0
        self._rivals = 0
        self.unheard: set[str] = set()  # orders carried out whose word was lost, and has not been told since

    async def find(self, facts: Facts) -> Answer:
        """Find a booking, or be silent."""
        if await self._is_silent():
            return Missed(Miss.SILENT)
        if self._faults.hit("departures: a flight changes"):
            self._change(self._rng.choice(contents().flights), self._rng.choice(CHANGES))
        return await self.system.find(facts)

    async def seats(self, flight_id: str) -> SeatInventory | None:
        """Tell the seats, or be silent."""
        await self._answered()
        return await self.system.seats(flight_id)

    async def prepare(self, order: Order) -> Outcome:
        """Hold an order; another kiosk may have been faster."""
        if await self._is_silent():
            return Refused(No.SILENT)
        if self._faults.hit("departures: another kiosk was faster"):
            await self._rival(order)
        outcome = await self.system.prepare(order)
        return Refused(No.SILENT) if self._loses_answer() else outcome

    async def complete(self, order_id: str) -> Outcome:
        """Carry an order out, once; whether its money is there is judged here."""
        if await self._is_silent():
            return Refused(No.SILENT)
        order = self.system.orders().get(order_id)
        if order is not None and self._faults.hit("departures: a flight closes"):
            self._close(order.order)
        outcome = await self.system.complete(order_id)
        carried_out(self._sales.get(order_id), self.system.orders().get(order_id))
        if self._loses_answer():
            self.unheard.add(order_id)
            return Refused(No.SILENT)
        self.unheard.discard(order_id)
        return outcome

    async def release(self, order_id: str) -> Outcome:
        """Let go."""
        if await self._is_silent():
            return Refused(No.SILENT)
        self.unheard.discard(order_id)
        return await self.system.release(order_id)

    async def take_back(self, order_id: str) -> TakenBack | Refused:
        """Take services back, once; the word of it may be lost."""
        if await self._is_silent():
            return Refused(No.SILENT)
        told = await self.system.take_back(order_id)
        return Refused(No.SILENT) if self._loses_answer() else told

    async def tag_printed(self, plate: str) -> bool:
        """Make a tag active."""
        await self._answered()
        return await self.system.tag_printed(plate)

    async def tag_failed(self, plate: str) -> str:
        """Give a bag another number."""
        await self._answered()
        return await self.system.tag_failed(plate)

    async def pass_printed(self, ref: str, passenger_id: str, segment_n: int) -> bool:
        """Count a pass."""
        await self._answered()
        return await self.system.pass_printed(ref, passenger_id, segment_n)

    async def board(self, today: str) -> tuple[Flight, ...]:
        """Return the flights of a date."""
        return await self.system.board(today)

    # --- what goes wrong ----------------------------------------------------------------------------------------------

    async def _is_silent(self) -> bool:
        await asyncio.sleep(0.05 + self._rng.random() * (8 if self._faults.hit("departures: slow") else 0.3))
        if self._faults.hit("departures: silent for long"):
            self._silent_until_s = self._loop.time() + self._rng.random() * LONG_S
        is_out = self._loop.time() < self._silent_until_s and not self._faults.is_healed
        if is_out or self._faults.hit("departures: does not answer"):
            await asyncio.sleep(SILENT_S)
            return True
        return False

    async def _answered(self) -> None:
        if await self._is_silent():
            raise DeparturesSilent("nobody answers")

    def _loses_answer(self) -> bool:
        is_lost = self._faults.hit("departures: answer lost")
        if is_lost and self._rng.random() < 0.5:  # and whoever asks again is not answered either
            self._silent_until_s = self._loop.time() + self._rng.random() * LONG_S
        return is_lost

    def _change(self, flight: Flight, state: FlightState) -> None:
        is_late = state is FlightState.DELAYED
        expects = flight.departs.shifted(self._rng.choice((20, 90, 240))) if is_late else flight.expects
        self.system.flight_changed(replace(flight, state=state, expects=expects))

    def _close(self, order: Order) -> None:
        booking = self.system.bookings().get(order.ref)
        for segment in booking.segments if booking is not None else ():
            self._change(segment.flight, FlightState.CLOSED)

    async def _rival(self, order: Order) -> None:
        """Let another kiosk check the same people in, or give a wished seat to somebody else."""
        self._rivals += 1
        own = self.system.bookings().get(order.ref)
        if own is None:
            return
        named = f"rival-{self._rivals}"
        if order.seats and self._rng.random() < 0.6:
            await self._carried(self._taking(named, own, order.seats[0]))
        else:
            still = tuple(key for key in order.coupons if _is_open(own, key))
            await self._carried(Order(named, own.ref, own.version, still) if still else None)

    def _taking(self, named: str, own: Booking, wish: Wish) -> Order | None:
        segment = own.segment(wish.segment_n)
        flight_id = segment.flight.id if segment is not None else ""
        for other in self.system.bookings().values():
            for way in other.segments:
                going = [one for one in other.coupons if one.segment_n == way.n and one.state is CouponState.OPEN]
                if other.ref != own.ref and way.flight.id == flight_id and going:
                    seat = replace(wish, passenger_id=going[0].passenger_id, segment_n=way.n)
                    return Order(named, other.ref, other.version, (), (seat,))
        return None

    async def _carried(self, order: Order | None) -> None:
        if order is not None:
            await self.system.prepare(order)
            await self.system.complete(order.id)


def _is_open(booking: Booking, key: tuple[str, int]) -> bool:
    coupon = booking.coupon(*key)
    return coupon is not None and coupon.state is CouponState.OPEN
