"""From a booking to the next question: what stands in the way first, then who travels, what is missing, the summary."""

from __future__ import annotations

from typing import Final, TypeAlias

from kiosk.domain.blockers import Blocker, Blocks, Severity
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.travel.asking import GivenUp
from kiosk.domain.travel.booking import Booking, CouponState, PassengerKind, Proof
from kiosk.domain.travel.eligibility import (
    OF_PAPERS,
    Abilities,
    TravelRules,
    is_stopped,
    open_coupons,
    reasons,
    worst_first,
)
from kiosk.domain.travel.needs import DocumentTable
from kiosk.domain.travel.selling.extras import Offered, offered, still_offered
from kiosk.domain.travel.selling.paid import given_up
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Effect, Event, ForPayment, Site
from kiosk.flows.checkin.aside.lacking import as_told, lacking
from kiosk.flows.checkin.events import GoOnPressed, PassengerToggled
from kiosk.flows.checkin.states import CheckedIn, Identify, Passengers, Refused, State, Summary, Trip
from kiosk.flows.checkout.states import Ended

Stepped: TypeAlias = tuple[State | ForPayment, tuple[Effect, ...]]

PROVEN: Final = (Proof.SCANNED, Proof.SEEN)
NO_RULES: Final = TravelRules(DocumentTable((), {}, {}), (), {}, {}, {})


def rules_of(site: Site) -> TravelRules:
    """Return the tables check-in goes by; without any, nothing is asked and nothing has a price."""
    return site.travel if site.travel is not None else NO_RULES


def abilities(site: Site) -> Abilities:
    """Return what the devices of the site can do now."""
    return Abilities(
        can_print_passes=site.is_usable("printer"),
        can_print_tags=site.is_usable("tags"),
        can_weigh=takes_bags_unweighed(site) or site.is_usable("scale"),
        can_read_documents=site.is_usable("documents"),
    )


def takes_bags_unweighed(site: Site) -> bool:
    """True when luggage counts as it is declared: the site has no scale, or allows it while its scale is away."""
    return "scale" not in site.devices or rules_of(site).bags_without_scale


def left(sale: Sale) -> Ended:
    """End a visit: what was never carried out is void, what is carried out stays."""
    return Ended(sale.to(SaleState.VOID) if sale.state is SaleState.OPEN else sale)


def known(trip: Trip, booking: Booking, at: Stamp, site: Site) -> Trip:
    """Take the booking as it is now, with all that stands in the way; who may not travel is no longer chosen."""
    told = replace(trip, booking=booking)
    found = standing(told, at, site)
    able = {person for person, _ in open_coupons(booking, found)}
    chosen = tuple(own for own in trip.chosen if own in able)
    known = replace(told, blockers=found, chosen=chosen)
    return replace(known, extras=still_offered(trip.extras, extras_of(known, site)))


def standing(trip: Trip, at: Stamp, site: Site) -> tuple[Blocker, ...]:
    """Return all that stands in the way: by the tables, and what was found on papers that no others replaced."""
    told = as_told(trip)
    found = reasons(told, at, abilities(site), rules_of(site), approved=trip.approved)
    known = {(own.code, own.subject) for own in found}
    unproven = {own.id for own in told.passengers if own.proof not in PROVEN}
    kept = (
        own
        for own in trip.blockers
        if own.code in OF_PAPERS
        and (own.code, own.subject) not in known
        and (own.code, own.subject[1]) not in trip.approved
        and whose(own) in unproven
    )
    return worst_first((*kept, *found))


def whose(blocker: Blocker) -> str:
    """Return the passenger that a blocker of a passenger or a coupon is about."""
    return blocker.subject[1].partition("/")[0]


def extras_of(trip: Trip, site: Site) -> tuple[Offered, ...]:
    """Return what the travellers may be offered beyond their tickets."""
    return offered(trip.booking, open_of(trip), rules_of(site).extras, site.currency)


def gone_with(booking: Booking, cancels: tuple[tuple[str, int], ...], site: Site) -> tuple[GivenUp, ...]:
    """Return what goes back to who paid when these check-ins are cancelled, by the tables of the site."""
    rules = rules_of(site)
    return given_up(booking, cancels, rules.extras, seats_go_back=rules.seats_go_back)


def found(trip: Trip, at: Stamp, site: Site) -> Stepped:
    """Say whether it can be finished here, before anything is asked; then the first question."""
    trip = known(trip, trip.booking, at, site)
    coupons = open_coupons(trip.booking, trip.blockers)
    if not coupons:
        is_done = any(own.state is CouponState.CHECKED_IN for own in trip.booking.coupons)
        return onward(replace(trip, chosen=waiting_of(trip)), at, site) if is_done else (Refused(trip), ())
    trip = replace(trip, chosen=tuple(dict.fromkeys(person for person, _ in coupons)))
    if len(trip.booking.passengers) > 1:
        return Passengers(trip), ()
    return onward(trip, at, site)


def onward(trip: Trip, at: Stamp, site: Site) -> Stepped:
    """Ask for the next document or detail that is missing, else show the summary. Nobody is asked twice."""
    question = lacking(trip, site)
    return (question, ()) if question is not None else summary(trip, at, site)


def summary(trip: Trip, at: Stamp, site: Site) -> Stepped:
    """Show everything on one page; who is checked in already and showed no document now, what can be done after it."""
    if open_of(trip) or any(_is_news(trip, person, proof) for person, proof, _ in trip.proofs):
        return Summary(trip), ()
    return CheckedIn(replace(trip, chosen=())), ()


def _is_news(trip: Trip, passenger_id: str, proof: str) -> bool:
    """True when a document is known better now than the booking knows it."""
    person = trip.booking.passenger(passenger_id)
    return person is not None and passenger_id in trip.chosen and proof != person.proof


def waiting_of(trip: Trip) -> tuple[str, ...]:
    """Return who is checked in, but has no boarding pass yet because nobody saw the document."""
    waits = (
        own.passenger_id
        for own in trip.booking.coupons
        if own.state is CouponState.CHECKED_IN and not own.passes and not is_stopped(trip.blockers, *own.key)
    )
    unseen = {own.id for own in trip.booking.passengers if own.proof not in PROVEN}
    is_asked = {person for person, _, _ in trip.proofs}
    held = (own for own in dict.fromkeys(waits) if own in unseen)
    return tuple(own for own in held if own in is_asked or any(is_held_by(one, own) for one in trip.blockers))


def is_held_by(blocker: Blocker, passenger_id: str) -> bool:
    """True when a passenger's boarding pass waits for this one to be resolved."""
    return is_about(blocker, passenger_id) and holds_papers(blocker)


def is_about(blocker: Blocker, passenger_id: str) -> bool:
    """True when a blocker is about this passenger, on all flights or on one."""
    return blocker.subject[0] in ("passenger", "coupon") and whose(blocker) == passenger_id


def holds_papers(blocker: Blocker) -> bool:
    """True when no boarding pass may be given out before it is resolved."""
    kind = blocker.kind
    return kind.severity is Severity.HOLD and kind.blocks is Blocks.DOCUMENT_ISSUE


def open_of(trip: Trip) -> tuple[tuple[str, int], ...]:
    """Return whom to check in where: open coupons of who travels now."""
    return tuple(own for own in open_coupons(trip.booking, trip.blockers) if own[0] in trip.chosen)


# --- who travels now --------------------------------------------------------------------------------------------------


def may_travel(trip: Trip, passenger_id: str) -> bool:
    """True when the kiosk can check this passenger in on some flight."""
    return any(person == passenger_id for person, _ in open_coupons(trip.booking, trip.blockers))


def is_checked_in(trip: Trip, passenger_id: str) -> bool:
    """True when this passenger is checked in already, wherever it could be done."""
    own = trip.booking.coupons_of(passenger_id)
    return any(one.state is CouponState.CHECKED_IN for one in own) and not may_travel(trip, passenger_id)


def is_accompanied(trip: Trip) -> bool:
    """True when somebody is chosen, and no child would travel without an adult who goes too, or is checked in."""
    people = [trip.booking.passenger(own) for own in trip.chosen]
    kinds = {own.kind for own in people if own is not None}
    return PassengerKind.ADULT in kinds or (bool(kinds) and _has_adult_there(trip))


def _has_adult_there(trip: Trip) -> bool:
    adults = (own.id for own in trip.booking.passengers if own.kind is PassengerKind.ADULT)
    return any(is_checked_in(trip, own) for own in adults)


def passengers(state: Passengers, event: Event, at: Stamp, site: Site) -> Stepped:
    """Choose who travels now; an infant goes with its adult."""
    match event:
        case PassengerToggled(passenger=person) if may_travel(state.trip, person):
            return Passengers(_toggled(state.trip, person)), ()
        case GoOnPressed() if is_accompanied(state.trip):
            return onward(state.trip, at, site)
        case BackPressed():
            return Identify(state.trip.sale), ()
        case _:
            return state, ()


def _toggled(trip: Trip, passenger_id: str) -> Trip:
    person = trip.booking.passenger(passenger_id)
    adult = person.accompanies if person is not None else ""
    lead = adult if adult and may_travel(trip, adult) else passenger_id
    group = {lead, *(own.id for own in trip.booking.infants_of(lead) if may_travel(trip, own.id))}
    chosen = set(trip.chosen) ^ group if lead not in trip.chosen else set(trip.chosen) - group
    order = (own.id for own in trip.booking.passengers)
    return replace(trip, chosen=tuple(own for own in order if own in chosen))
