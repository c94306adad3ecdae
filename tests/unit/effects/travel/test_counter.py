"""The departures system at the flow's service: each question is answered once, and paid orders are carried out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from kiosk.domain.private import Private
from kiosk.domain.travel.asking import Done, Facts, Found, No, Order, Outcome, Refused
from kiosk.domain.travel.booking import BagState, Booking, CouponState
from kiosk.domain.travel.departures import Departures, DeparturesSilent, SeatInventory
from kiosk.effects.checkin.travel import PAUSES_S, Counter, Release
from kiosk.flows.base import EffectFailed, Event
from kiosk.flows.checkin.events import (
    AskSeats,
    BookingTold,
    CarryOut,
    FindBooking,
    LetGo,
    OrderTold,
    PlateRenewed,
    PrepareOrder,
    SeatsTold,
    TellPrinted,
)
from kiosk.flows.checkout.events import NotReleased, Released, ReleaseGoods
from kiosk.services.departures.memory import MemoryDepartures
from tests.unit.effects.rig import Rig
from tests.unit.services.departures.world import ANA, CONTENTS, TO_LISBON, Clock, check_in
from tests.virtual_time import run


class Mute(MemoryDepartures):
    """A departures system that does not answer `silences` times, and then does."""

    def __init__(self, silences: int) -> None:
        super().__init__(CONTENTS, Clock())
        self.silences = silences
        self.released: list[str] = []

    async def complete(self, order_id: str) -> Outcome:
        if self.silences > 0:
            self.silences -= 1
            return Refused(No.SILENT)
        return await super().complete(order_id)

    async def release(self, order_id: str) -> Outcome:
        self.released.append(order_id)
        return Refused(No.SILENT) if self.silences else await super().release(order_id)

    async def seats(self, flight_id: str) -> SeatInventory | None:
        raise DeparturesSilent("the line is cut")

    async def pass_printed(self, ref: str, passenger_id: str, segment_n: int) -> bool:
        raise DeparturesSilent("the line is cut")


def memory() -> MemoryDepartures:
    return MemoryDepartures(CONTENTS, Clock())


def told(departures: Departures, *effects: object) -> list[Event]:
    """Perform effects one after the other; return what was told."""

    async def main() -> list[Event]:
        rig = Rig()
        table = Counter(departures, rig.tasks).table()
        for effect in effects:
            table[type(effect)](effect)  # type: ignore[index]  # effects of the table
            await rig.done()
        return rig.posted

    return run(main())


def booking_of(event: Event) -> Private[Booking]:
    assert isinstance(event, OrderTold)
    assert event.booking is not None
    assert event.refused is None
    return event.booking


def test_a_lookup_is_answered_under_its_own_key() -> None:
    (event,) = told(memory(), FindBooking(Facts(ref="ANA001", surname="MUELLER NUNEZ"), "look-1"))
    assert isinstance(event, BookingTold)
    assert event.key == "look-1"
    assert isinstance(event.told.value, Found)
    assert event.told.value.booking.ref == ANA.ref
    assert ANA.ref not in repr(event)


def test_seats_that_are_taken_or_blocked_are_told_together() -> None:
    departures = memory()
    inventory = asyncio.run(departures.seats(TO_LISBON.id))
    assert inventory is not None
    assert inventory.blocked
    taken = inventory.taken | inventory.blocked
    assert told(departures, AskSeats(TO_LISBON.id)) == [SeatsTold(TO_LISBON.id, tuple(sorted(taken)))]


@pytest.mark.allowed_logs("seats not told: the line is cut")
def test_seats_of_a_silent_system_and_of_no_flight_are_not_heard() -> None:
    assert told(Mute(0), AskSeats(TO_LISBON.id)) == [SeatsTold(TO_LISBON.id, (), is_heard=False)]
    assert told(memory(), AskSeats("none")) == [SeatsTold("none", (), is_heard=False)]


def test_an_order_is_prepared_carried_out_and_its_papers_told() -> None:
    order = check_in("order-1", ANA, bags=1)
    events = told(memory(), PrepareOrder(order), CarryOut("order-1"), CarryOut("order-1"))
    first, second, again = (booking_of(event).value for event in events)
    assert second == again
    assert [own.state for own in first.coupons] == [CouponState.OPEN, CouponState.OPEN]
    assert [own.state for own in second.coupons] == [CouponState.CHECKED_IN, CouponState.OPEN]


def test_what_is_refused_names_the_reason_and_no_booking() -> None:
    late = Order("order-2", ANA.ref, 77, (("p1", 1),))
    (event,) = told(memory(), PrepareOrder(late))
    assert event == OrderTold("order-2", None, Refused(No.CHANGED))
    assert told(memory(), CarryOut("never")) == [OrderTold("never", None, Refused(No.UNKNOWN))]


def test_a_tag_that_came_out_is_active_and_one_that_did_not_gets_a_new_number() -> None:
    departures = memory()
    events = told(departures, PrepareOrder(check_in("order-3", ANA, bags=2)), CarryOut("order-3"))
    first, second = (bag.plate for bag in booking_of(events[1]).value.bags)
    (renewed,) = told(
        departures, TellPrinted(ANA.ref, plate=first), TellPrinted(ANA.ref, plate=second, is_printed=False)
    )
    assert isinstance(renewed, PlateRenewed)
    assert renewed.plate.value == second
    assert renewed.new.value not in (first, second)
    found = told(
        departures, TellPrinted(ANA.ref, "p1", 1), FindBooking(Facts(ref=ANA.ref, surname="MUELLER NUNEZ"), "k")
    )
    assert isinstance(found[0], BookingTold)
    assert isinstance(found[0].told.value, Found)
    booking = found[0].told.value.booking
    assert {bag.plate: bag.state for bag in booking.bags}[first] is BagState.ACTIVE
    assert booking.coupons[0].passes == 1


@pytest.mark.allowed_logs("the departures system was not told what was printed")
def test_a_silent_system_is_not_told_what_was_printed_and_the_log_says_so() -> None:
    assert told(Mute(0), TellPrinted(ANA.ref, "p1", 1)) == []


@pytest.mark.allowed_logs("what was held for an order ends by itself")
def test_what_is_let_go_of_is_free_again_and_a_silent_system_is_not_waited_for() -> None:
    departures, ask = memory(), AskSeats(TO_LISBON.id)
    events = told(departures, ask, PrepareOrder(check_in("order-4", ANA, seat="1A")), ask, LetGo("order-4"), ask)
    before, held, after = (event.taken for event in events if isinstance(event, SeatsTold))
    assert "1A" in held
    assert before == after
    assert "1A" not in after
    assert told(Mute(1), LetGo("order-4")) == []


# --- what was paid for ------------------------------------------------------------------------------------------------


def released(departures: Departures | None, *, is_service: bool, prepare: bool = True) -> list[Event]:
    async def main() -> list[Event]:
        rig = Rig()
        if departures is not None and prepare:
            await departures.prepare(check_in("sale-1", ANA))
        Release(departures, rig.tasks).release(ReleaseGoods("sale-1", is_service))
        return await rig.done()

    return run(main())


def test_goods_of_a_shop_need_no_departures_system() -> None:
    assert released(None, is_service=False) == [Released("sale-1")]


@pytest.mark.parametrize("silences", [0, 1, len(PAUSES_S) - 1])
def test_a_paid_service_is_released_when_the_system_carried_it_out(silences: int) -> None:
    assert released(Mute(silences), is_service=True) == [Released("sale-1")]


@pytest.mark.allowed_logs("a paid order is refused")
@pytest.mark.parametrize(
    ("departures", "reason"), [(memory, "unknown"), (lambda: None, "unknown"), (lambda: Deaf(0), "silent")]
)
def test_what_the_system_refuses_or_takes_back_is_not_released(
    departures: Callable[[], Departures | None], reason: str
) -> None:
    assert released(departures(), is_service=True, prepare=False) == [NotReleased("sale-1", reason)]


@pytest.mark.allowed_logs("ReleaseGoods raised")
def test_what_is_neither_confirmed_nor_taken_back_keeps_its_money_until_somebody_says_so() -> None:
    departures = Mute(99)
    assert released(departures, is_service=True) == [EffectFailed("ReleaseGoods", "sale-1")]
    assert departures.released == ["sale-1"]
    departures.silences = 0
    assert released(departures, is_service=True, prepare=False) == [Released("sale-1")]


@pytest.mark.allowed_logs("ReleaseGoods raised", "a paid order is refused")
def test_an_order_that_was_taken_back_without_a_word_is_not_released_when_it_is_asked_again() -> None:
    departures = Deaf(1)
    assert released(departures, is_service=True) == [EffectFailed("ReleaseGoods", "sale-1")]
    departures.is_deaf = False
    assert released(departures, is_service=True, prepare=False) == [NotReleased("sale-1", "unknown")]
    assert asyncio.run(departures.find(Facts(ref="ANA001", surname="MUELLER NUNEZ"))) == Found(ANA, "p1")


class Deaf(Mute):
    """A departures system that hears no order, and takes one back; the word of that is lost `lost` times."""

    def __init__(self, lost: int) -> None:
        super().__init__(0)
        self.is_deaf = True
        self.lost = lost

    async def complete(self, order_id: str) -> Outcome:
        return Refused(No.SILENT) if self.is_deaf else await super().complete(order_id)

    async def release(self, order_id: str) -> Outcome:
        outcome = await super().release(order_id)
        self.lost -= 1
        return Refused(No.SILENT) if self.lost >= 0 else outcome


class Hoarse(MemoryDepartures):
    """A departures system that carries out what it is told, and whose word of it is lost."""

    async def complete(self, order_id: str) -> Outcome:
        await super().complete(order_id)
        return Refused(No.SILENT)


def test_an_order_that_was_carried_out_without_a_word_is_not_given_back() -> None:
    assert released(Hoarse(CONTENTS, Clock()), is_service=True) == [Released("sale-1")]


def test_done_is_what_the_port_says() -> None:
    departures = memory()
    assert isinstance(asyncio.run(departures.prepare(check_in("o", ANA))), Done)
