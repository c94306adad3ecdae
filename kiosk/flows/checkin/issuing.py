"""The order: asked for, held, paid where something is due, carried out. Refused, nothing of it is done.

A sale with nothing due stays OPEN until its order is carried out: PAID could not be given up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.blockers import Blocker, raised
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.travel.asking import Facts, Found, No, Order
from kiosk.domain.travel.asking import Refused as OrderRefused
from kiosk.domain.travel.blockers import (
    CKIN_CHANGED,
    CKIN_CLOSED_MEANWHILE,
    CKIN_NOT_ALLOWED,
    CKIN_NOT_PAID,
    CKIN_SEAT_TAKEN,
    CKIN_SILENT,
    CKIN_UNKNOWN_ORDER,
)
from kiosk.domain.travel.booking import Booking, CouponState
from kiosk.domain.travel.letters import plain_letters
from kiosk.domain.values import replace
from kiosk.flows.base import Effect, EffectFailed, Event, ForPayment, Site
from kiosk.flows.checkin.aside.goods import TEXT_VERSION
from kiosk.flows.checkin.dues import extras_priced, lines_of, seats_priced
from kiosk.flows.checkin.events import (
    BookingTold,
    CarryOut,
    FindBooking,
    LetGo,
    OrderTold,
    PrepareOrder,
    PrintPassesPressed,
)
from kiosk.flows.checkin.onward import Stepped, gone_with, known, left, open_of
from kiosk.flows.checkin.printing import papers_of, printing, tagged
from kiosk.flows.checkin.states import CheckedIn, Completing, Refused, Summary, Trip
from kiosk.flows.checkout.events import Beep, FinishPressed

NOTICES: Final[Mapping[No, str]] = {
    No.CHANGED: CKIN_CHANGED,
    No.TAKEN: CKIN_SEAT_TAKEN,
    No.CLOSED: CKIN_CLOSED_MEANWHILE,
    No.NOT_ALLOWED: CKIN_NOT_ALLOWED,
    No.UNKNOWN: CKIN_UNKNOWN_ORDER,
    No.SILENT: CKIN_SILENT,
}


def ordered(
    trip: Trip,
    at: Stamp,
    site: Site,
    coupons: tuple[tuple[str, int], ...] = (),
    cancels: tuple[tuple[str, int], ...] = (),
) -> Stepped:
    """Ask for an order with the trip's seats, bags, proofs and price; `coupons` and `cancels` as in `Order`."""
    lines = () if cancels else lines_of(trip, site)
    is_another = bool(trip.sale.lines) and trip.sale.lines != lines  # nobody answered, and it costs something else now
    before: tuple[Effect, ...] = (LetGo(trip.sale.id),) if is_another else ()
    trip = anew(trip, at) if is_another else trip
    sale = replace(trip.sale, lines=lines, next_n=len(lines) + 1, version=trip.sale.version + 1)
    trip = replace(trip, sale=sale)
    order = Order(
        sale.id, trip.booking.ref, trip.booking.version, coupons, seats_priced(trip, site), trip.bags, cancels,
        trip.proofs, sale.total.minor, trip.goods_utc_ms, TEXT_VERSION if trip.goods.is_settled else "", trip.details,
        extras_priced(trip, site), gone_with(trip.booking, cancels, site), sale.currency,
    )  # fmt: skip
    plates = tuple(own.plate for own in tagged(trip.booking))
    return Completing(trip, order, plates), (*before, PrepareOrder(order))


def completing(state: Completing, event: Event, at: Stamp, site: Site) -> Stepped:
    """Go from held to carried out; a refusal leads back, with the booking as it is now."""
    match event:
        case BookingTold() | EffectFailed(effect="FindBooking") if state.lookup and event.key == state.lookup:
            return _led_back(state, event, at, site)
        case _ if state.lookup:
            return state, ()
        case OrderTold(order_id=of, refused=None, booking=told) if of == state.order.id and told is not None:
            return _held(replace(state, is_silent=False), told.value, at, site)
        case OrderTold(order_id=of, refused=refused) if of == state.order.id:
            return _refused(state, refused or OrderRefused(No.SILENT), at)
        case EffectFailed(effect="PrepareOrder" | "CarryOut", key=of) if of == state.order.id:
            return _refused(state, OrderRefused(No.SILENT), at)
        case PrintPassesPressed() if state.is_silent:
            return replace(state, is_silent=False), (CarryOut(state.order.id),)
        case FinishPressed() if state.is_silent:
            return left(state.trip.sale), ()
        case _:
            return state, ()


def _held(state: Completing, booking: Booking, at: Stamp, site: Site) -> Stepped:
    if state.is_carried_out:
        return _done(state, booking, at, site)
    if state.trip.sale.total.minor:  # what is held stands in no trip: it would cost again
        return ForPayment(state, state.trip.sale), ()
    return replace(state, is_carried_out=True), (CarryOut(state.order.id),)


def _done(state: Completing, booking: Booking, at: Stamp, site: Site) -> Stepped:
    """It is done: what it cost is settled, and what is new goes on paper."""
    sale = state.trip.sale
    if sale.state is SaleState.OPEN:
        sale = sale.to(SaleState.PAID).to(SaleState.FULFILLED)
    was = state.trip
    trip = known(replace(was, sale=sale, seats=(), bags=(), extras=()), booking, at, site)
    papers = papers_of(state.order, state.plates, trip)
    return printing(replace(trip, chosen=was.chosen), papers, at, site)


def settled(state: Completing, sale: Sale, at: Stamp, site: Site) -> Stepped:
    """Go on when the payment is over; paid, the order is carried out already, and its booking is asked for."""
    if sale.state is SaleState.FULFILLED:
        paid = replace(state, trip=replace(state.trip, sale=sale), is_carried_out=True)
        return paid, (CarryOut(state.order.id),)
    fresh = anew(replace(state.trip, sale=sale), at)
    trip = replace(fresh, past=state.trip.past)  # the shell sees to the sale that was lent
    return back(replace(state, trip=trip), raised(CKIN_NOT_PAID, at, ("sale", sale.id))), (LetGo(state.order.id),)


def anew(trip: Trip, at: Stamp) -> Trip:
    """Give up the sale of an order that came to nothing; the next order has a name of its own."""
    gone = trip.sale.to(SaleState.VOID)
    fresh = Sale(uuid7(at, 10), gone.currency, gone.session_id, at.utc_ms)
    return replace(trip, sale=fresh, past=(*trip.past, gone))


def _refused(state: Completing, why: OrderRefused, at: Stamp) -> Stepped:
    """Nothing is done. Who was not answered asks the same order again; else what changed is looked at first."""
    if state.trip.sale.state is SaleState.FULFILLED:
        return replace(state, is_silent=True), (Beep("attention"),)
    if why.why is No.SILENT:
        return back(state, _notice_of(state, why, at)), (Beep("attention"),)
    booking, lookup = state.trip.booking, uuid7(at, 30)
    facts = Facts(ref=booking.ref, surname=plain_letters(booking.passengers[0].surname))
    return replace(state, refused=why, lookup=lookup), (LetGo(state.order.id), FindBooking(facts, lookup))


def _notice_of(state: Completing, why: OrderRefused, at: Stamp) -> Blocker:
    return raised(NOTICES[why.why], at, ("order", state.order.id), seats=", ".join(why.about))


def _led_back(state: Completing, event: BookingTold | EffectFailed, at: Stamp, site: Site) -> Stepped:
    """Show the booking as it is now; a seat that is gone is wished no longer, and the next order has its own name."""
    why = state.refused or OrderRefused(No.SILENT)
    told = event.told.value if isinstance(event, BookingTold) else None
    booking = told.booking if isinstance(told, Found) else state.trip.booking
    trip = anew(known(state.trip, booking, at, site), at)
    trip = replace(trip, seats=() if why.why is No.TAKEN else trip.seats)
    return back(replace(state, trip=trip), _notice_of(state, why, at)), (Beep("attention"),)


def back(state: Completing, notice: Blocker) -> Summary | CheckedIn | Refused:
    """Return to where the order was asked for; who can be checked in here no more, and is not, reads all reasons."""
    if state.order.coupons and open_of(state.trip):
        return Summary(state.trip, notice)
    is_in = any(own.state is CouponState.CHECKED_IN for own in state.trip.booking.coupons)
    return Refused(state.trip) if state.order.coupons and not is_in else CheckedIn(state.trip, notice=notice)


def let_go_of(sale: Sale) -> tuple[Effect, ...]:
    """Let go of what an order of this name may hold when its customer leaves: also of one that nobody answered."""
    return (LetGo(sale.id),) if sale.state is SaleState.OPEN and sale.version else ()
