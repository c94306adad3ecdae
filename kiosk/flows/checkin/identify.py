"""Who is there: every reader armed, or typed; one lookup at a time, and an answer to another one is nobody's."""

from __future__ import annotations

from typing import Final

from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.travel.asking import Fact, Facts, Found, Miss, Missed, Unsure
from kiosk.domain.travel.documents import TravelDocument
from kiosk.domain.travel.letters import plain_letters
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, EffectFailed, Event, Site
from kiosk.flows.checkin.aside import documents
from kiosk.flows.checkin.events import (
    BookingTold,
    CardRead,
    DocumentRead,
    FactTyped,
    FindBooking,
    PassRead,
    WayChosen,
)
from kiosk.flows.checkin.onward import Stepped, found
from kiosk.flows.checkin.states import NOTHING_KNOWN, Identify, OneMore, Trip, Typing
from kiosk.flows.checkout.events import Beep, Scanned

READS = (PassRead, CardRead, DocumentRead)
WAYS: Final = ("barcode", "passport", "card", "code")
PROBLEMS: Final = {  # of a reader; all else could not be read
    "FORMAT_NOT_SUPPORTED": "not_supported",
    "NOT_A_PASS": "not_a_pass",
    "TOO_SHORT": "too_short",
}
UNREADABLE, STRANGE = "unreadable", "not_a_pass"
NOT_READ: Final = ("UNREADABLE", "TWO_CODES", "FAILED")  # by the scanner; any other code was read and is none of ours
REF_LETTERS: Final = 6
TICKET_DIGITS: Final = 13
PLACE_LETTERS: Final = 3


def read(sale: Sale, event: PassRead | CardRead | DocumentRead, at: Stamp) -> Stepped:
    """Look up what a reader saw; the newest document counts."""
    facts = _told(event) if isinstance(event, DocumentRead) else event.facts.value
    if event.problem or facts is None:
        return Identify(sale, PROBLEMS.get(event.problem, UNREADABLE)), (Beep("error"),)
    document = event.document if isinstance(event, DocumentRead) else None
    lookup = uuid7(at, 30)
    return Identify(sale, facts=facts, lookup=lookup, document=document), (Beep("ok"), FindBooking(facts, lookup))


def strange(sale: Sale, event: Scanned) -> Stepped:
    """Say that what the scanner read is nothing of a traveller's, or could not be read."""
    return Identify(sale, UNREADABLE if event.problem in NOT_READ else STRANGE), (Beep("error"),)


def _told(event: DocumentRead) -> Facts | None:
    """Return what a document tells; a doubtful character is no matter here where it is in no name and no birth."""
    told = {facts_of(own) for own in ((event.document,) if event.document is not None else event.readings)}
    return told.pop() if len(told) == 1 else None


def facts_of(document: TravelDocument) -> Facts:
    """Return what a travel document tells of its holder."""
    birth = document.birth_date if len(document.birth_date) == len("1980-05-12") else ""
    return Facts(surname=document.surname, given_names=document.given_names, birth_date=birth)


def identify(state: Identify, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take a document, the choice to type, or the answer to a lookup."""
    match event:
        case PassRead() | CardRead() | DocumentRead():
            return read(state.sale, event, at)
        case Scanned():
            return strange(state.sale, event)
        case WayChosen(way="code" | "ticket" as way):
            return Typing(state.sale, is_ticket=way == "ticket"), ()
        case WayChosen(way=way) if way in WAYS:
            return Identify(state.sale, f"how_{way}"), ()
        case BookingTold() | EffectFailed(effect="FindBooking"):
            return _answered(state, event, at, site)
        case _:
            return state, ()


def typing(state: Typing, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take a booking code or a ticket number, then a surname; what is wrong is said beside the field."""
    match event:
        case PassRead() | CardRead() | DocumentRead():
            return read(state.sale, event, at)
        case Scanned():
            return strange(state.sale, event)
        case BackPressed() if state.asks is Fact.SURNAME:
            return Typing(state.sale, is_ticket=state.is_ticket), ()
        case BackPressed():
            return Identify(state.sale), ()
        case FactTyped(text=text) if not state.lookup:
            return _typed(state, text, at)
        case BookingTold() | EffectFailed(effect="FindBooking"):
            return _answered(state, event, at, site)
        case _:
            return state, ()


def one_more(state: OneMore, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take the one fact that tells one booking from another; of none of them anything is told."""
    match event:
        case PassRead() | CardRead() | DocumentRead():
            return read(state.sale, event, at)
        case Scanned():
            return strange(state.sale, event)
        case BackPressed():
            return Identify(state.sale), ()
        case FactTyped(text=text) if not state.lookup:
            facts = with_fact(state.facts, state.asks, text)
            if facts is None:
                return replace(state, problem=_problem_of(text)), (Beep("error"),)
            lookup = uuid7(at, 30)
            return replace(state, facts=facts, problem="", lookup=lookup), (FindBooking(facts, lookup),)
        case BookingTold() | EffectFailed(effect="FindBooking"):
            return _answered(state, event, at, site)
        case _:
            return state, ()


def with_fact(facts: Facts, asks: Fact, text: str) -> Facts | None:
    """Return the facts with one more, as it was typed; None when it cannot be such a fact.

    What a cut-off pass lacked is a second fact of any kind: with it the pass counts as whole.
    """
    match asks:
        case Fact.SURNAME:
            name = plain_letters(text)
            return replace(facts, surname=name, is_truncated=False) if name else None
        case Fact.REFERENCE:
            ref = "".join(text.split()).upper()
            is_one = len(ref) == REF_LETTERS and ref.isascii() and ref.isalnum()
            return replace(facts, ref=ref, is_truncated=False) if is_one else None
        case Fact.DATE:
            return replace(facts, date=text, is_truncated=False) if documents.is_day(text) else None
        case Fact.DESTINATION:
            place = text.strip().upper()
            is_place = len(place) == PLACE_LETTERS and place.isascii() and place.isalpha()
            return replace(facts, destination=place, is_truncated=False) if is_place else None


def _problem_of(text: str) -> str:
    return "shape" if text.strip("- ") else "empty"


def _typed(state: Typing, text: str, at: Stamp) -> Stepped:
    facts = _ticket(state, text) if _asks_ticket(state) else with_fact(state.facts, state.asks, text)
    if facts is None:
        return replace(state, problem=_problem_of(text)), (Beep("error"),)
    if state.asks is not Fact.SURNAME:
        return replace(state, facts=facts, asks=Fact.SURNAME, problem=""), ()
    lookup = uuid7(at, 30)
    return replace(state, facts=facts, problem="", lookup=lookup), (FindBooking(facts, lookup),)


def _asks_ticket(state: Typing) -> bool:
    return state.is_ticket and state.asks is Fact.REFERENCE


def _ticket(state: Typing, text: str) -> Facts | None:
    digits = "".join(text.split())
    is_one = len(digits) == TICKET_DIGITS and digits.isascii() and digits.isdigit()
    return replace(state.facts, ticket=digits) if is_one else None


def _answered(state: Identify | Typing | OneMore, event: BookingTold | EffectFailed, at: Stamp, site: Site) -> Stepped:
    if not state.lookup or event.key != state.lookup:
        return state, ()
    facts = state.facts if state.facts is not None else NOTHING_KNOWN
    match event.told.value if isinstance(event, BookingTold) else Missed(Miss.SILENT):
        case Missed(why=why):
            return _missed(state, why), (Beep("error"),)
        case Unsure(fact=fact):
            return OneMore(state.sale, facts, fact, document=_document(state)), (Beep("attention"),)
        case Found() if facts.is_truncated:
            return OneMore(state.sale, facts, Fact.SURNAME, document=_document(state)), (Beep("attention"),)
        case Found(booking=booking, passenger_id=person):
            trip = Trip(state.sale, booking, person)
            document = _document(state)
            return found(trip if document is None else documents.shown(trip, document, at, site), at, site)


def _document(state: Identify | Typing | OneMore) -> TravelDocument | None:
    return None if isinstance(state, Typing) else state.document


def _missed(state: Identify | Typing | OneMore, why: Miss) -> Identify | Typing | OneMore:
    """Say why nothing was found where it was asked. What was typed is asked anew, from the code on."""
    match state:
        case Identify():
            return Identify(state.sale, why.value)
        case Typing():
            kept = state if why is Miss.SILENT else Typing(state.sale, is_ticket=state.is_ticket)
            return replace(kept, problem=why.value, lookup="")
        case OneMore():
            return replace(state, problem=why.value, lookup="")
