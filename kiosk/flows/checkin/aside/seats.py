"""Seats: the one a passenger has is kept unless another is touched; a seat that cannot be had says which rule."""

from __future__ import annotations

from typing import Final

from kiosk.domain.stamp import Stamp
from kiosk.domain.travel.asking import SeatWish
from kiosk.domain.travel.booking import Coupon, CouponState, Passenger, PassengerKind
from kiosk.domain.travel.cabin.layout import Layout, SeatPlace
from kiosk.domain.travel.cabin.rules import Cabin, SeatReason, lonely, seat_reasons, seats_of, swapped
from kiosk.domain.travel.cabin.together import together
from kiosk.domain.travel.eligibility import is_stopped
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, EffectFailed, Event, Site
from kiosk.flows.checkin.events import (
    AskSeats,
    GoOnPressed,
    SeatChosen,
    SeatKept,
    SeatsTold,
    TogetherPressed,
    ZoneChosen,
)
from kiosk.flows.checkin.onward import Stepped, rules_of
from kiosk.flows.checkin.states import CheckedIn, Seats, Summary, Trip
from kiosk.flows.checkout.events import Beep

SILENT: Final = "silent"  # nobody tells which seats are free
APART: Final = "apart"  # no seats are left beside each other


# --- who sits where ---------------------------------------------------------------------------------------------------


def seated(trip: Trip) -> tuple[Coupon, ...]:
    """Return the coupons whose seats may be chosen here, flight by flight, in the order of the booking's people.

    An infant has no seat of its own. With nobody chosen it is about those who are checked in.
    """
    states = {CouponState.OPEN, CouponState.CHECKED_IN} if trip.chosen else {CouponState.CHECKED_IN}
    own = (
        (segment.n, coupon)
        for segment in trip.booking.segments
        for person in trip.booking.passengers
        if person.kind is not PassengerKind.INFANT and (not trip.chosen or person.id in trip.chosen)
        for coupon in trip.booking.coupons_of(person.id)
        if coupon.segment_n == segment.n and coupon.state in states
    )
    return tuple(coupon for n, coupon in own if not is_stopped(trip.blockers, coupon.passenger_id, n))


def seat_of(trip: Trip, passenger_id: str, segment_n: int) -> str:
    """Return the seat a passenger has or wishes; empty: none yet."""
    wish = next((own for own in trip.seats if (own.passenger_id, own.segment_n) == (passenger_id, segment_n)), None)
    coupon = trip.booking.coupon(passenger_id, segment_n)
    return wish.seat if wish is not None else coupon.seat if coupon is not None else ""


def companions(trip: Trip, passenger_id: str, segment_n: int) -> dict[str, Passenger]:
    """Return the seats of who travels along on a flight, with whose they are."""
    others = (own for own in trip.booking.passengers if own.id != passenger_id)
    sits = {seat_of(trip, own.id, segment_n): own for own in others if own.kind is not PassengerKind.INFANT}
    return {seat: own for seat, own in sits.items() if seat}


def layout_of(state: Seats, site: Site) -> Layout | None:
    """Return the cabin of the flight; None when its layout is not known here."""
    segment = state.trip.booking.segment(state.segment_n)
    return rules_of(site).layouts.get(segment.flight.layout) if segment is not None else None


def cabin_of(state: Seats, layout: Layout, site: Site) -> Cabin:
    """Return the cabin as the departures system told it: what the party has itself is nobody else's."""
    people = (own.id for own in state.trip.booking.passengers)
    own = {seat_of(state.trip, person, state.segment_n) for person in people}
    own |= {coupon.seat for coupon in state.trip.booking.coupons if coupon.segment_n == state.segment_n}
    taken = frozenset(state.taken or ()) - own
    return Cabin(layout, state.segment_n, taken, services=rules_of(site).services)


def wishes_of(trip: Trip, segment_n: int) -> tuple[SeatWish, ...]:
    """Return what is wished on one flight."""
    return tuple(own for own in trip.seats if own.segment_n == segment_n)


def party_of(state: Seats) -> tuple[str, ...]:
    """Return who chooses seats on the flight that is looked at."""
    return tuple(own.passenger_id for own in seated(state.trip) if own.segment_n == state.segment_n)


def wished(trip: Trip, wishes: tuple[SeatWish, ...]) -> Trip:
    """Take wishes in the place of earlier ones of the same people; the seat they have already is no wish."""
    names = {(own.passenger_id, own.segment_n) for own in wishes}
    kept = (own for own in trip.seats if (own.passenger_id, own.segment_n) not in names)
    return replace(trip, seats=(*kept, *(own for own in wishes if not _has(trip, own))))


def _has(trip: Trip, wish: SeatWish) -> bool:
    coupon = trip.booking.coupon(wish.passenger_id, wish.segment_n)
    return coupon is not None and coupon.seat == wish.seat


# --- the stage --------------------------------------------------------------------------------------------------------


def begin(trip: Trip, at: Stamp, site: Site) -> Stepped:
    """Show the seats of the first passenger on the first flight; where nobody has any to choose, go back."""
    first = next(iter(seated(trip)), None)
    return done(trip) if first is None else _shown(trip, first)


def _shown(trip: Trip, coupon: Coupon) -> Stepped:
    segment = trip.booking.segment(coupon.segment_n)
    flight_id = segment.flight.id if segment is not None else ""
    return Seats(trip, coupon.passenger_id, coupon.segment_n), (AskSeats(flight_id),)


def done(trip: Trip) -> Stepped:
    """Return to where the seats were asked for: the summary, or what can be done after check-in."""
    return (Summary(trip) if trip.chosen else CheckedIn(trip)), ()


def seats(state: Seats, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event of the seat map; until the free seats are told, a seat can only be kept."""
    match event:
        case SeatsTold() | EffectFailed(effect="AskSeats"):
            return _told(state, event)
        case ZoneChosen(zone=zone):
            return replace(state, zone=zone, refusal=""), ()
        case SeatChosen(seat=name):
            return _chosen(state, name, site)
        case TogetherPressed():
            return _together(state, site)
        case SeatKept():
            return _kept(state, site)
        case GoOnPressed():
            return _left(state, done(state.trip), site)
        case BackPressed():
            return _turned(_undone(state, site), -1)
        case _:
            return state, ()


def _told(state: Seats, event: SeatsTold | EffectFailed) -> Stepped:
    segment = state.trip.booking.segment(state.segment_n)
    about = event.flight_id if isinstance(event, SeatsTold) else event.key
    if segment is None or about != segment.flight.id or state.taken is not None:
        return state, ()
    if isinstance(event, EffectFailed) or not event.is_heard:
        return replace(state, refusal=SILENT), (Beep("attention"),)
    return replace(state, taken=event.taken, refusal=""), ()


def _chosen(state: Seats, name: str, site: Site) -> Stepped:
    layout = layout_of(state, site)
    place = layout.seat(name) if layout is not None else None
    if layout is None or place is None or state.taken is None:
        return state, ()
    if name == seat_of(state.trip, state.passenger_id, state.segment_n):
        return replace(state, chosen="", refusal=""), ()
    why = refusal(state, place, cabin_of(state, layout, site))
    if why:
        return replace(state, refusal=why), (Beep("error"),)
    return replace(state, chosen=name, refusal=""), ()


def refusal(state: Seats, place: SeatPlace, cabin: Cabin) -> str:
    """Return the plainest reason why a seat cannot be had; empty: it can. A companion's can by changing with them."""
    person = state.trip.booking.passenger(state.passenger_id)
    wishes = wishes_of(state.trip, state.segment_n)
    other = companions(state.trip, state.passenger_id, state.segment_n).get(place.name)
    if person is None:
        return ""
    if other is not None and not seat_of(state.trip, state.passenger_id, state.segment_n):
        return SeatReason.TAKEN
    if other is not None:
        found = swapped(state.trip.booking, cabin, state.passenger_id, other.id, wishes).reasons
    else:
        found = seat_reasons(place, person, state.trip.booking, cabin, wishes)
    return found[0].value if found else ""


def _together(state: Seats, site: Site) -> Stepped:
    layout = layout_of(state, site)
    if layout is None or state.taken is None:
        return state, ()
    wishes = together(state.trip.booking, party_of(state), cabin_of(state, layout, site))
    if not wishes:
        return replace(state, refusal=APART), (Beep("attention"),)
    return replace(state, trip=wished(state.trip, wishes), chosen="", zone="", refusal=""), (Beep("ok"),)


def _kept(state: Seats, site: Site) -> Stepped:
    """Keep the chosen seat, and go on to the next passenger, then to the next flight."""
    kept = replace(state, trip=_with_chosen(state, site), chosen="", refusal=_still(state))
    stepped = _turned(kept, 1)
    is_leaving = not isinstance(stepped[0], Seats) or stepped[0].segment_n != state.segment_n
    return _left(kept, stepped, site) if is_leaving else stepped


def _left(state: Seats, stepped: Stepped, site: Site) -> Stepped:
    """Leave a flight's seats, unless a child would sit without an adult: then that child is asked about."""
    alone = _alone(state, site)
    if not alone:
        return stepped
    return replace(state, passenger_id=alone[0], chosen="", refusal=SeatReason.CHILD_ALONE.value), (Beep("attention"),)


def _alone(state: Seats, site: Site) -> tuple[str, ...]:
    """Return the children whom the wishes for this flight would leave without an adult beside them."""
    layout, wishes = layout_of(state, site), wishes_of(state.trip, state.segment_n)
    if layout is None or not wishes:
        return ()
    booking, cabin = state.trip.booking, cabin_of(state, layout, site)
    before = lonely(booking, cabin, seats_of(booking, state.segment_n))
    return tuple(own for own in lonely(booking, cabin, seats_of(booking, state.segment_n, wishes)) if own not in before)


def _undone(state: Seats, site: Site) -> Seats:
    """Forget the wishes for a flight by which a child would sit alone."""
    if place_of(state) > 0 or not _alone(state, site):
        return state
    kept = tuple(own for own in state.trip.seats if own.segment_n != state.segment_n)
    return replace(state, trip=replace(state.trip, seats=kept))


def _turned(state: Seats, steps: int) -> Stepped:
    """Show the passenger so many places further in the walk through all flights; beyond its ends, leave."""
    rows = seated(state.trip)
    to = place_of(state) + steps
    if not 0 <= to < len(rows):
        return done(state.trip)
    if rows[to].segment_n != state.segment_n:
        return _shown(state.trip, rows[to])
    return Seats(state.trip, rows[to].passenger_id, state.segment_n, state.taken, refusal=_still(state)), ()


def _still(state: Seats) -> str:
    return SILENT if state.refusal == SILENT else ""


def place_of(state: Seats) -> int:
    """Return the place of the passenger who is looked at, in the walk through all flights."""
    keys = [own.key for own in seated(state.trip)]
    own = (state.passenger_id, state.segment_n)
    return keys.index(own) if own in keys else len(keys)


def _with_chosen(state: Seats, site: Site) -> Trip:
    if not state.chosen:
        return state.trip
    own = SeatWish(state.passenger_id, state.segment_n, state.chosen)
    other = companions(state.trip, state.passenger_id, state.segment_n).get(state.chosen)
    layout = layout_of(state, site)
    if other is None or layout is None:
        return wished(state.trip, (own,))
    wishes = wishes_of(state.trip, state.segment_n)
    found = swapped(state.trip.booking, cabin_of(state, layout, site), own.passenger_id, other.id, wishes)
    return wished(state.trip, found.wishes)
