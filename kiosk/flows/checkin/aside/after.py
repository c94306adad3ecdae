"""Who is checked in already: papers again, another seat, one more piece of luggage, or not travelling after all."""

from __future__ import annotations

from kiosk.domain.sale import PaperKind
from kiosk.domain.stamp import Stamp
from kiosk.domain.travel.booking import BagState, Coupon, CouponState
from kiosk.domain.travel.eligibility import is_stopped
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Event, Site
from kiosk.flows.checkin.aside import bags, seats
from kiosk.flows.checkin.events import (
    BagsPressed,
    NotTravellingConfirmed,
    NotTravellingPressed,
    PassesAgainPressed,
    PrintPassesPressed,
    SeatsPressed,
)
from kiosk.flows.checkin.issuing import let_go_of, ordered
from kiosk.flows.checkin.onward import Stepped, left
from kiosk.flows.checkin.printing import is_held, print_again
from kiosk.flows.checkin.states import CheckedIn, Paper, Trip
from kiosk.flows.checkout.events import FinishPressed


def checked_in(state: CheckedIn, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event; giving the check-in up is asked once, because it cannot be undone here."""
    trip = state.trip
    match event:
        case NotTravellingPressed() if may_change(trip):
            return CheckedIn(trip, asks_to_cancel=True), ()
        case NotTravellingConfirmed() if state.asks_to_cancel:
            given_up = replace(trip, seats=(), bags=(), extras=())
            return ordered(given_up, at, site, cancels=tuple(own.key for own in held_of(trip)))
        case BackPressed() if state.asks_to_cancel:
            return CheckedIn(trip), ()
        case _ if state.asks_to_cancel:
            return state, ()
        case PassesAgainPressed() if papers_again(trip):
            return print_again(trip, papers_again(trip), at, site)
        case SeatsPressed() if may_change(trip):
            return seats.begin(trip, at, site)
        case BagsPressed() if may_change(trip):
            return bags.begin(trip, at, site)
        case PrintPassesPressed() if has_wishes(trip):
            return ordered(trip, at, site)
        case BackPressed() if has_wishes(trip):
            return CheckedIn(replace(trip, seats=(), bags=())), ()
        case FinishPressed():
            return left(trip.sale), let_go_of(trip.sale)
        case _:
            return state, ()


def has_wishes(trip: Trip) -> bool:
    """True when a seat or luggage was chosen that is not ordered yet."""
    return bool(trip.seats or trip.bags)


def held_of(trip: Trip) -> tuple[Coupon, ...]:
    """Return the coupons that are checked in, on flights that can still be changed here."""
    return tuple(
        own
        for own in trip.booking.coupons
        if own.state is CouponState.CHECKED_IN and not is_stopped(trip.blockers, *own.key)
    )


def may_change(trip: Trip) -> bool:
    """True when seats, luggage and the check-in itself can still be changed here."""
    return bool(held_of(trip))


def papers_again(trip: Trip) -> tuple[Paper, ...]:
    """Return the papers of who is checked in: passes, then tags with the same numbers. Some wait for a document."""
    passes = (
        Paper(PaperKind.BOARDING.value, own.passenger_id, own.segment_n)
        for own in held_of(trip)
        if not is_held(trip, own.passenger_id)
    )
    tags = (
        Paper(PaperKind.BAGTAG.value, own.passenger_id, plate=own.plate)
        for own in trip.booking.bags
        if own.state is not BagState.VOID and may_change(trip)
    )
    return (*passes, *tags)
