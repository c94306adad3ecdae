"""Extras: what may be bought beyond the ticket, on one page, asked for by the traveller and never in their way."""

from __future__ import annotations

from kiosk.domain.stamp import Stamp
from kiosk.domain.travel.asking import ExtraWish
from kiosk.domain.travel.selling.extras import Offered
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Event, Site
from kiosk.flows.checkin.aside.events import ExtraToggled, NoExtrasPressed
from kiosk.flows.checkin.events import GoOnPressed
from kiosk.flows.checkin.onward import Stepped, extras_of
from kiosk.flows.checkin.states import Extras, Summary, Trip


def offers_of(trip: Trip, site: Site) -> tuple[Offered, ...]:
    """Return what is offered now; nothing to who said once that they want none."""
    return () if trip.declines_extras else extras_of(trip, site)


def begin(trip: Trip, at: Stamp, site: Site) -> Stepped:
    """Show what is offered; nothing is chosen before a touch."""
    return Extras(trip, trip.extras), ()


def is_wished(trip: Trip, code: str, passenger_id: str) -> bool:
    """True when an extra is chosen for a passenger."""
    return any((own.code, own.passenger_id) == (code, passenger_id) for own in trip.extras)


def extras(state: Extras, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event; Back forgets what was touched on this page, and No thanks all of it."""
    trip = state.trip
    match event:
        case ExtraToggled(code=code, passenger=person):
            return replace(state, trip=_toggled(trip, code, person, site)), ()
        case GoOnPressed() if trip.extras:
            return Summary(trip), ()
        case NoExtrasPressed():
            return Summary(replace(trip, extras=(), declines_extras=True)), ()
        case BackPressed():
            return Summary(replace(trip, extras=state.before)), ()
        case _:
            return state, ()


def _toggled(trip: Trip, code: str, passenger_id: str, site: Site) -> Trip:
    offer = next((own for own in offers_of(trip, site) if own.code == code), None)
    key = next((own for own in offer.who if own[0] == passenger_id), None) if offer is not None else None
    if key is None:
        return trip
    wish = ExtraWish(*key, code)
    others = tuple(own for own in trip.extras if own != wish)
    return replace(trip, extras=others if wish in trip.extras else (*others, wish))
