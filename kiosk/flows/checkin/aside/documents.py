"""Travel documents: read, a doubtful character asked, judged, read back; or typed where no reader takes them."""

from __future__ import annotations

from typing import Final

from kiosk.domain.stamp import Stamp
from kiosk.domain.travel.booking import Passenger, Proof
from kiosk.domain.travel.documents import DocumentKind, TravelDocument, country_of
from kiosk.domain.travel.eligibility import of_judgement
from kiosk.domain.travel.letters import plain_letters
from kiosk.domain.travel.needs import Finding, Judgement, Visa, judged
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Event, Site
from kiosk.flows.checkin.aside.lacking import as_told, lacks_detail, lacks_document
from kiosk.flows.checkin.events import (
    CharacterChosen,
    DocumentRead,
    FactTyped,
    GoOnPressed,
    LeftForDesk,
    ReadAnotherPressed,
    TypeInsteadPressed,
)
from kiosk.flows.checkin.onward import Stepped, onward, rules_of, standing
from kiosk.flows.checkin.states import Detail, Details, Documents, Identify, Passengers, Trip
from kiosk.flows.checkout.events import Beep

PROBLEMS: Final = {"FORMAT_NOT_SUPPORTED": "not_supported"}
UNREADABLE: Final = "unreadable"
EMPTY, SHAPE, UNKNOWN, EXPIRED, SOON = "empty", "shape", "unknown", "expired", "expires_soon"
FIRST_OF: Final = (Detail.NUMBER, Detail.ADDRESS, Detail.CONTACT)  # before them lies another screen
BEFORE: Final = {Detail.EXPIRY: Detail.NUMBER, Detail.COUNTRY: Detail.EXPIRY}
NUMBER_LEAST, NUMBER_MOST = 4, 20
CONTACT_LEAST = 6  # digits of a telephone number
ADDRESS_LEAST = 8
STATE_LETTERS = 3


# --- read -------------------------------------------------------------------------------------------------------------


def documents(state: Documents, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take what was read of a document, show it, and take it when the customer goes on."""
    match event:
        case DocumentRead():
            return _read(state, event, at, site)
        case CharacterChosen(character=character) if state.doubt is not None and character in state.doubt.letters:
            place = state.doubt.letters.index(character)
            return _shown(state, state.readings[place], at, site) if place < len(state.readings) else (state, ())
        case ReadAnotherPressed():
            return Documents(state.trip, state.passenger_id), ()
        case TypeInsteadPressed():
            return Details(state.trip, state.passenger_id, Detail.NUMBER), ()
        case LeftForDesk():
            return _left(state, at, site)
        case GoOnPressed() if state.document is not None and is_taken(state):
            return onward(_proved(state.trip, state.passenger_id, Proof.SCANNED, state.document, at, site), at, site)
        case BackPressed() if state.document is not None or state.doubt is not None:
            return Documents(state.trip, state.passenger_id), ()
        case BackPressed():
            return before(state.trip), ()
        case _:
            return state, ()


def before(trip: Trip) -> Passengers | Identify:
    """Return the screen before the questions about travellers."""
    return Passengers(trip) if len(trip.booking.passengers) > 1 else Identify(trip.sale)


def is_taken(state: Documents) -> bool:
    """True when nothing is wrong with what was read; what a visa needs is another question."""
    return state.judgement is not None and state.judgement.is_accepted


def _read(state: Documents, event: DocumentRead, at: Stamp, site: Site) -> Stepped:
    asked = Documents(state.trip, state.passenger_id)
    if event.doubt is not None and event.readings:
        return replace(asked, doubt=event.doubt, readings=event.readings), (Beep("attention"),)
    if event.problem or event.document is None:
        return replace(asked, problem=PROBLEMS.get(event.problem, UNREADABLE)), (Beep("error"),)
    return _shown(asked, event.document, at, site)


def _shown(state: Documents, document: TravelDocument, at: Stamp, site: Site) -> Stepped:
    """Show what was read, as the document of whoever of the party it is and still lacks one."""
    found = _judged(document, state.passenger_id, state.trip, site)
    person = state.passenger_id
    if Finding.OTHER_PERSON in found.findings and lacks_document(state.trip, found.owner_id):
        person = found.owner_id
        found = _judged(document, person, state.trip, site)
    stands = {(own.code, own.subject) for own in state.trip.blockers}
    told = of_judgement(found, person, state.trip.booking, at)
    news = tuple(own for own in told if (own.code, own.subject) not in stands)
    shown = Documents(state.trip, person, document=document, judgement=found, findings=news)
    return shown, (Beep("ok" if found.is_accepted else "error"),)


def _judged(document: TravelDocument, passenger_id: str, trip: Trip, site: Site) -> Judgement:
    return judged(document, passenger_id, trip.booking, rules_of(site).documents)


def shown(trip: Trip, document: TravelDocument, at: Stamp, site: Site) -> Trip:
    """Take a passport that told who is there as shown, when nothing is wrong with it; else it is asked for later."""
    if not trip.passenger_id:
        return trip
    found = _judged(document, trip.passenger_id, trip, site)
    if not found.is_accepted or found.visa not in (Visa.OK, Visa.OK_WITH_NOTE):
        return trip
    return _proved(trip, trip.passenger_id, Proof.SCANNED, document, at, site)


def _known_before(state: Documents) -> tuple[str, str, str]:
    """Return how the document was known before it was asked for: what somebody saw, or typed, stays so."""
    person = as_told(state.trip).passenger(state.passenger_id)
    proof = (Proof.NONE.value, "") if person is None else (person.proof.value, person.document_country)
    return state.passenger_id, *proof


def _proved(trip: Trip, passenger_id: str, proof: Proof, document: TravelDocument, at: Stamp, site: Site) -> Trip:
    """Note how a document is known, never what stands in it."""
    return noted(trip, (passenger_id, proof.value, country_of(document.issuer)), at, site)


def noted(trip: Trip, proof: tuple[str, str, str], at: Stamp, site: Site) -> Trip:
    """Take a proof in the place of an earlier one of the same passenger, and what still stands in the way now."""
    kept = (own for own in trip.proofs if own[0] != proof[0])
    told = replace(trip, proofs=(*kept, proof))
    return replace(told, blockers=standing(told, at, site))


def _left(state: Documents, at: Stamp, site: Site) -> Stepped:
    """Leave the document for the desk: check-in goes on, and the boarding pass waits for it."""
    found = replace(state.trip, blockers=(*state.findings, *state.trip.blockers))
    return onward(noted(found, _known_before(state), at, site), at, site)


# --- typed ------------------------------------------------------------------------------------------------------------


def details(state: Details, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one typed detail after another; what is wrong is said beside the field, and it stays."""
    match event:
        case DocumentRead():
            return _read(Documents(state.trip, state.passenger_id), event, at, site)
        case FactTyped(text=text):
            return _typed(state, " ".join(text.split()), at, site)
        case BackPressed() if state.asks is Detail.NUMBER:
            return Documents(state.trip, state.passenger_id), ()
        case BackPressed() if state.asks in BEFORE:
            return replace(state, asks=BEFORE[state.asks], problem=""), ()
        case BackPressed():
            return before(state.trip), ()
        case _:
            return state, ()


def _typed(state: Details, text: str, at: Stamp, site: Site) -> Stepped:
    match state.asks:
        case Detail.NUMBER:
            return _number(state, text)
        case Detail.EXPIRY:
            return _expiry(state, text, site)
        case Detail.COUNTRY:
            return _country(state, text, at, site)
        case Detail.ADDRESS:
            problem = _problem(text, is_one=len(text) >= ADDRESS_LEAST and any(own.isalpha() for own in text))
        case _:
            digits = sum(own.isdigit() for own in text)
            problem = _problem(text, is_one=digits >= CONTACT_LEAST)
    return _wrong(state, problem) if problem else onward(_told(state, text, site), at, site)


def _problem(text: str, *, is_one: bool) -> str:
    return EMPTY if not text.strip("- ") else "" if is_one else SHAPE


def _wrong(state: Details, problem: str) -> Stepped:
    return replace(state, problem=problem), (Beep("error"),)


def _told(state: Details, text: str, site: Site) -> Trip:
    """Note a detail for everybody of the party who lacks it: a party has one address, and one contact."""
    lacks = (own for own in state.trip.chosen if lacks_detail(state.trip, own, state.asks, site))
    told = tuple((own, state.asks.value, text) for own in {state.passenger_id: None, **dict.fromkeys(lacks)})
    return replace(state.trip, details=(*state.trip.details, *told))


def _number(state: Details, text: str) -> Stepped:
    number = "".join(own for own in text.upper() if own not in " -.")
    is_one = NUMBER_LEAST <= len(number) <= NUMBER_MOST and number.isascii() and number.isalnum()
    problem = _problem(text, is_one=is_one)
    if problem:
        return _wrong(state, problem)
    return replace(state, document=replace(state.document, number=number), asks=Detail.EXPIRY, problem=""), ()


def _expiry(state: Details, text: str, site: Site) -> Stepped:
    problem = _problem(text, is_one=is_day(text))
    if problem:
        return _wrong(state, problem)
    document = replace(state.document, expiry_date=text)
    person = state.trip.booking.passenger(state.passenger_id)
    found = () if person is None else _judged(_of(person, document), person.id, state.trip, site).findings
    if Finding.EXPIRED in found or Finding.EXPIRES_SOON in found:
        return _wrong(state, EXPIRED if Finding.EXPIRED in found else SOON)
    return replace(state, document=document, asks=Detail.COUNTRY, problem=""), ()


def _of(person: Passenger, document: TravelDocument) -> TravelDocument:
    """Return a typed document as the passenger's own, to be judged by its date alone.

    Its kind is not asked: what is typed holds the pass until a reader sees the document, and judges its kind then.
    """
    return replace(
        document,
        kind=DocumentKind.PASSPORT.value,
        surname=plain_letters(person.surname) or "X",
        given_names=plain_letters(person.given_names),
        birth_date=person.birth_date or "1900-01-01",
        nationality=person.nationality,
    )


def _country(state: Details, text: str, at: Stamp, site: Site) -> Stepped:
    letters = country_of(text)
    is_one = len(letters) == STATE_LETTERS and letters.isascii() and letters.isalpha()
    problem = _problem(text, is_one=is_one)
    if not problem and letters not in rules_of(site).documents.letters.values():
        problem = UNKNOWN
    if problem:
        return _wrong(state, problem)
    document = replace(state.document, issuer=letters)
    return onward(_proved(state.trip, state.passenger_id, Proof.TYPED, document, at, site), at, site)


def is_day(text: str) -> bool:
    """Whether a text is a day, ISO 8601, as the glass puts three fields together."""
    parts = text.split("-")
    if [len(own) for own in parts] != [4, 2, 2] or not all(own.isascii() and own.isdigit() for own in parts):
        return False
    year, month, day = map(int, parts)
    return year > 0 and 1 <= month <= 12 and 1 <= day <= _days(year, month)


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
