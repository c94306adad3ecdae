"""What of a traveller is missing before the summary: a document, then what a country asks beyond it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kiosk.domain.travel.blockers import CKIN_DOC_NEEDED, CKIN_DOC_UNVERIFIED
from kiosk.domain.travel.booking import Booking, Passenger, Proof
from kiosk.domain.travel.needs import asked_of
from kiosk.domain.values import replace
from kiosk.flows.base import Site
from kiosk.flows.checkin.states import Detail, Details, Documents, Trip

ASKED: Final = (CKIN_DOC_NEEDED, CKIN_DOC_UNVERIFIED)


def lacking(trip: Trip, site: Site) -> Documents | Details | None:
    """Return the next question about who travels; None when nothing is missing. Nobody is asked anything twice."""
    person = next((own for own in trip.chosen if lacks_document(trip, own)), None)
    if person is not None:
        return Documents(trip, person)
    for detail in (Detail.ADDRESS, Detail.CONTACT):
        lacks = next((own for own in trip.chosen if lacks_detail(trip, own, detail, site)), None)
        if lacks is not None:
            return Details(trip, lacks, detail)
    return None


def lacks_document(trip: Trip, passenger_id: str) -> bool:
    """True while a document of a passenger is needed and was not shown, typed, or left for the desk."""
    if any(person == passenger_id for person, _, _ in trip.proofs):
        return False
    return any(own.code in ASKED and own.subject[1].partition("/")[0] == passenger_id for own in trip.blockers)


def lacks_detail(trip: Trip, passenger_id: str, detail: Detail, site: Site) -> bool:
    """True while a country of the journey asks for an address or a contact that is not known."""
    booking = as_told(trip)
    person = booking.passenger(passenger_id)
    if person is None or site.travel is None or (passenger_id, detail.value) in told_of(trip):
        return False
    asked = [own for _, own in asked_of(booking, person, site.travel.documents)]
    if detail is Detail.ADDRESS:
        return not person.has_address and any(own.needs_address for own in asked)
    return not booking.has_contact and any(own.needs_contact for own in asked)


def told_of(trip: Trip) -> frozenset[tuple[str, str]]:
    """Return whose details were typed, and which."""
    return frozenset((person, kind) for person, kind, _ in trip.details)


def as_told(trip: Trip) -> Booking:
    """Return the booking as it will be with the documents shown and the details typed."""
    people = tuple(_with_proof(own, trip.proofs) for own in trip.booking.passengers)
    people = tuple(replace(own, has_address=own.has_address or _told(trip, own, Detail.ADDRESS)) for own in people)
    has_contact = trip.booking.has_contact or any(kind == Detail.CONTACT for _, kind, _ in trip.details)
    return replace(trip.booking, passengers=people, has_contact=has_contact)


def _told(trip: Trip, person: Passenger, detail: Detail) -> bool:
    return (person.id, detail.value) in told_of(trip)


def _with_proof(person: Passenger, proofs: Iterable[tuple[str, str, str]]) -> Passenger:
    shown = next((own for own in proofs if own[0] == person.id and own[1] != Proof.NONE), None)
    return person if shown is None else replace(person, proof=Proof(shown[1]), document_country=shown[2])
