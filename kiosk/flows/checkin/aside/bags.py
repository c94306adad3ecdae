"""Luggage: how many pieces each checks in, weighed where there is a scale; what it costs is told before anything."""

from __future__ import annotations

from typing import Final

from kiosk.domain.blockers import Blocker
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.travel.asking import BagWish
from kiosk.domain.travel.baggage import HEAVY_G, REFUSED_G
from kiosk.domain.travel.blockers import DEV_BAG_SCALE_AWAY, DEV_TAG_PRINTER_AWAY, NO_BAGS
from kiosk.domain.travel.booking import Bag, BagState, CouponState, Passenger
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.checkin.aside.seats import done
from kiosk.flows.checkin.events import BagAdded, BagRemoved, BagWeighed, GoOnPressed, StopWeighing, WeighBag
from kiosk.flows.checkin.onward import Stepped, rules_of, takes_bags_unweighed
from kiosk.flows.checkin.states import Bags, Trip
from kiosk.flows.checkout.events import Beep

SCALE: Final = "scale"
TAGS: Final = "tags"
DECLARED_G: Final = HEAVY_G  # what a piece may weigh that is weighed only when it is handed in
SILENT, TOO_HEAVY, LIMIT = "silent", "too_heavy", "limit"
MOST: Final = 10  # pieces of one passenger, where no table says so


def begin(trip: Trip, at: Stamp, site: Site) -> Stepped:
    """Show what each passenger checks in."""
    return Bags(trip), ()


def people_of(trip: Trip) -> tuple[Passenger, ...]:
    """Return who may check luggage in: who travels now; with nobody chosen, who is checked in."""
    if trip.chosen:
        return tuple(own for own in trip.booking.passengers if own.id in trip.chosen)
    going = {own.passenger_id for own in trip.booking.coupons if own.state is CouponState.CHECKED_IN}
    return tuple(own for own in trip.booking.passengers if own.id in going)


def wishes_of(trip: Trip, passenger_id: str) -> tuple[BagWish, ...]:
    """Return the pieces a passenger wishes to check in, as they were added."""
    return tuple(own for own in trip.bags if own.passenger_id == passenger_id)


def tagged_of(trip: Trip, passenger_id: str) -> tuple[Bag, ...]:
    """Return the pieces a passenger has checked in already."""
    return tuple(
        own for own in trip.booking.bags if own.passenger_id == passenger_id and own.state is not BagState.VOID
    )


def hindrance(trip: Trip, site: Site) -> Blocker | None:
    """Return why no luggage can be checked in here now, None: it can. Devices are asked as they are at this moment."""
    found = next((own for own in trip.blockers if own.code in NO_BAGS and own.subject[0] != "device"), None)
    if found is not None:
        return found
    if not site.is_usable(TAGS):
        return Blocker("", DEV_TAG_PRINTER_AWAY, ("device", TAGS))
    if not site.is_usable(SCALE) and not takes_bags_unweighed(site):
        return Blocker("", DEV_BAG_SCALE_AWAY, ("device", SCALE))
    return None


def may_add(trip: Trip, passenger_id: str, site: Site) -> bool:
    """True when a passenger may check in one more piece."""
    prices = rules_of(site).bag_prices.get(trip.booking.currency)
    most = prices.most_pieces if prices is not None else MOST
    has = len(wishes_of(trip, passenger_id)) + len(tagged_of(trip, passenger_id))
    return hindrance(trip, site) is None and has < most and passenger_id in {own.id for own in people_of(trip)}


def bags(state: Bags, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event; one piece is weighed at a time, and a weight for another one is nobody's."""
    match event:
        case BagAdded(passenger=person) if not state.weighing:
            return _added(state, person, at, site)
        case BagWeighed(key=key) if key == state.weighing and key:
            return _weighed(state, event)
        case EffectFailed(effect="WeighBag", key=key) if key == state.weighing and key:
            return Bags(state.trip, problem=SILENT), (Beep("attention"),)
        case BagRemoved(passenger=person):
            return _removed(state, person)
        case GoOnPressed() if not state.weighing:
            return done(state.trip)
        case BackPressed() if state.weighing:
            return Bags(state.trip), _stopped(state)
        case BackPressed():
            return done(state.trip)
        case _:
            return state, ()


def _stopped(state: Bags) -> tuple[Effect, ...]:
    return (StopWeighing(state.weighing),) if state.weighing else ()


def _added(state: Bags, passenger_id: str, at: Stamp, site: Site) -> Stepped:
    if not may_add(state.trip, passenger_id, site):
        return Bags(state.trip, problem=LIMIT), (Beep("error"),)
    if site.is_usable(SCALE):
        weighing = uuid7(at, 40)
        return Bags(state.trip, passenger_id, weighing), (WeighBag(weighing),)
    return Bags(with_bag(state.trip, BagWish(passenger_id, DECLARED_G))), (Beep("ok"),)


def with_bag(trip: Trip, wish: BagWish) -> Trip:
    """Return the trip with one more piece."""
    return replace(trip, bags=(*trip.bags, wish))


def _weighed(state: Bags, event: BagWeighed) -> Stepped:
    if event.problem or event.weight_g <= 0:
        return Bags(state.trip, problem=SILENT), (Beep("attention"),)
    if event.weight_g > REFUSED_G:
        return Bags(state.trip, state.weighs_for, weight_g=event.weight_g, problem=TOO_HEAVY), (Beep("error"),)
    wish = BagWish(state.weighs_for, event.weight_g, is_heavy=event.weight_g > HEAVY_G)
    return Bags(with_bag(state.trip, wish)), (Beep("ok"),)


def _removed(state: Bags, passenger_id: str) -> Stepped:
    """Take the newest piece of a passenger away; the one on the scale is the newest."""
    if state.weighing and state.weighs_for == passenger_id:
        return Bags(state.trip), _stopped(state)
    own = wishes_of(state.trip, passenger_id)
    if not own or state.weighing:
        return state, ()
    place = max(n for n, wish in enumerate(state.trip.bags) if wish.passenger_id == passenger_id)
    return Bags(replace(state.trip, bags=(*state.trip.bags[:place], *state.trip.bags[place + 1 :]))), ()
