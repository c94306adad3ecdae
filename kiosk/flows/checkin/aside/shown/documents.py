"""What the pages of travel documents show: what is asked, the doubtful character, what was read, what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.text import Text, text
from kiosk.domain.travel.documents import Doubt, TravelDocument
from kiosk.domain.travel.eligibility import document_words
from kiosk.domain.travel.needs import Finding, Judgement, Visa, asked_of
from kiosk.flows.base import Action, Site, Step, View, Viewable
from kiosk.flows.checkin.aside.called import called
from kiosk.flows.checkin.aside.documents import is_taken
from kiosk.flows.checkin.onward import rules_of
from kiosk.flows.checkin.shown.telling import BACK, CANCEL
from kiosk.flows.checkin.states import Detail, Details, Documents, Trip

NEXT: Final = text("checkin.typing.next")
STEP: Final = Step(text("checkin.step.document"), 2, 3)
READER: Final = "documents"
TYPE: Final = Action(text("checkin.documents.type"), "TypeInsteadPressed", icon="keyboard")
ANOTHER: Final = Action(text("checkin.documents.another"), "ReadAnotherPressed", icon="book-user")
DESK: Final = Action(text("checkin.documents.desk"), "LeftForDesk", icon="user")
SHOWN_SIGNS: Final = 3  # of a number, for whoever holds the document; eyes around learn nothing
DOT: Final = "\N{BULLET}"
FIELDS: Final[Mapping[Detail, tuple[str, str, int]]] = {  # keys, look, and most signs
    Detail.NUMBER: ("document", "entry", 20),
    Detail.EXPIRY: ("number", "date", 8),
    Detail.COUNTRY: ("code", "entry", 3),
    Detail.ADDRESS: ("document", "entry", 64),
    Detail.CONTACT: ("number", "entry", 15),
}


EMPTY: Final[Mapping[str, Viewable]] = {  # a page of documents that shows nothing yet
    "is_on": True,
    "state": "",
    "asked": (),
    "banner": None,
    "facts": (),
    "before": "",
    "after": "",
    "choices": (),
}


def documents_view(state: Documents, site: Site) -> View:
    """Return what is asked now: a document, one character of it, or whether it was read right."""
    if state.doubt is not None:
        return _doubt(state.doubt)
    if state.document is not None and state.judgement is not None:
        return _read(state, state.document, state.judgement)
    return _ask(state, site)


def whose(trip: Trip, passenger_id: str) -> str:
    """Return how a traveller is called, where there are several to tell apart."""
    return called(trip.booking.passenger(passenger_id)) if len(trip.booking.passengers) > 1 else ""


def titled(key: str, name: str) -> Text:
    """Return a title that names the traveller, where there are several."""
    return text(f"{key}_of", name=name) if name else text(key)


# --- asked ------------------------------------------------------------------------------------------------------------


def _ask(state: Documents, site: Site) -> View:
    has_reader = site.is_usable(READER)
    return View(
        title=titled("checkin.documents.title", whose(state.trip, state.passenger_id)),
        instruction=text("checkin.documents.instruction" if has_reader else "checkin.documents.no_reader"),
        step=STEP,
        primary=None if has_reader else TYPE,
        secondary=TYPE if has_reader else None,
        back=BACK,
        cancel=CANCEL,
        parts={
            **EMPTY,
            "is_on": has_reader,
            "state": text("checkin.documents.ready" if has_reader else "checkin.documents.away"),
            "asked": _asked(state, site),
            "banner": _problem(state),
        },
        spoken=_asked(state, site),
        takes_scans=True,
    )


def _asked(state: Documents, site: Site) -> tuple[Text, ...]:
    """Say what each country asks for."""
    person = state.trip.booking.passenger(state.passenger_id)
    if person is None:
        return ()
    asked = asked_of(state.trip.booking, person, rules_of(site).documents)
    return tuple(
        text("checkin.documents.asked", city=segment.flight.destination.city, document=document_words(own.kinds))
        for segment, own in asked
    )


def _problem(state: Documents) -> Mapping[str, Viewable] | None:
    if not state.problem:
        return None
    key = f"checkin.documents.problem.{state.problem}"
    return {"kind": "warning", "icon": "triangle-alert", "title": text(f"{key}.title"), "text": text(f"{key}.text")}


def _doubt(doubt: Doubt) -> View:
    return View(
        title=text("checkin.documents.doubt_title"),
        instruction=text("checkin.documents.doubt_instruction"),
        step=STEP,
        secondary=ANOTHER,
        back=BACK,
        cancel=CANCEL,
        parts={
            **EMPTY,
            "stage": "doubt",
            "before": doubt.before,
            "after": doubt.after,
            "choices": tuple(_choice(own) for own in doubt.letters),
        },
        takes_scans=True,
    )


def _choice(letter: str) -> Action:
    key = "checkin.documents.digit" if letter.isdigit() else "checkin.documents.letter"
    return Action(text(key, sign=letter), "CharacterChosen", (("character", letter),))


# --- read -------------------------------------------------------------------------------------------------------------


def _read(state: Documents, document: TravelDocument, judgement: Judgement) -> View:
    is_right = is_taken(state)
    facts = _facts(document)
    return View(
        title=text("checkin.documents.right_title" if is_right else "checkin.documents.wrong_title"),
        instruction=text("checkin.documents.right_instruction" if is_right else "checkin.documents.wrong_instruction"),
        step=STEP,
        primary=Action(text("action.continue"), "GoOnPressed", icon="arrow-right") if is_right else ANOTHER,
        secondary=ANOTHER if is_right else DESK,
        back=BACK,
        cancel=CANCEL,
        parts={
            **EMPTY,
            "stage": "read",
            "facts": facts,
            "banner": _found(state, judgement),
        },
        spoken=tuple(text("checkin.documents.fact", label=own["label"], value=own["value"]) for own in _aloud(facts)),
        takes_scans=True,
    )


def _facts(document: TravelDocument) -> tuple[Mapping[str, Text | str], ...]:
    name = " ".join(own for own in (document.given_names, document.surname) if own)
    return (
        {"label": text("checkin.documents.name"), "value": name},
        {"label": text("checkin.documents.number"), "value": masked(document.number)},
        {"label": text("checkin.documents.expiry"), "value": day(document.expiry_date)},
    )


def _aloud(facts: tuple[Mapping[str, Text | str], ...]) -> tuple[Mapping[str, Text | str], ...]:
    """Return what is said of a document: not its number, of which all but a few signs are dots."""
    return tuple(own for own in facts if own["label"] != text("checkin.documents.number"))


def masked(number: str) -> str:
    """Return the last signs of a number, the others as dots."""
    hidden = max(0, len(number) - SHOWN_SIGNS)
    return DOT * hidden + number[hidden:]


def day(date: str) -> Text | str:
    """Say an ISO date; one whose parts are not all known as far as they are."""
    parts = date.split("-")
    if len(parts) < 2:
        return date
    month = text(f"checkin.month.{int(parts[1])}")
    if len(parts) == 2:
        return text("checkin.documents.month", month=month, year=parts[0])
    return text("checkin.documents.day", day=str(int(parts[2])), month=month, year=parts[0])


def _found(state: Documents, judgement: Judgement) -> Mapping[str, Viewable]:
    """Return the plainest finding with its cure; else that all is well, or what a visa needs."""
    if judgement.findings:
        key, kind, icon = f"checkin.documents.finding.{judgement.findings[0].value}", "warning", "triangle-alert"
    elif judgement.visa is not Visa.OK:
        key, kind, icon = f"checkin.documents.visa.{judgement.visa.value}", "info", "info"
    else:
        key, kind, icon = "checkin.documents.fits", "success", "circle-check"
    owner = state.trip.booking.passenger(judgement.owner_id)
    if judgement.findings[:1] == (Finding.OTHER_PERSON,):
        words = text(f"{key}.text", name=called(owner))
    else:
        words = text(f"{key}.text")
    return {"kind": kind, "icon": icon, "title": text(f"{key}.title"), "text": words}


# --- typed ------------------------------------------------------------------------------------------------------------


def details_view(state: Details) -> View:
    """Return the field of one detail; what is wrong with it stands beside it."""
    key = f"checkin.details.{state.asks.value}"
    is_last = state.asks not in (Detail.NUMBER, Detail.EXPIRY)
    problem = text(f"{key}.{state.problem}") if state.problem else None
    return View(
        title=titled(f"{key}.title", whose(state.trip, state.passenger_id)),
        step=STEP,
        primary=Action(
            text("checkin.typing.next"), "FactTyped", (("text", ""),), "check" if is_last else "arrow-right"
        ),
        back=BACK,
        cancel=CANCEL,
        parts={"field": _field(state.asks, problem)},
        spoken=(text(f"{key}.instruction"),) if problem is None else (problem,),
        takes_scans=True,
    )


def _field(asks: Detail, problem: Text | None) -> Mapping[str, Viewable]:
    kind, look, longest = FIELDS[asks]
    days = (("day", 2), ("month", 2), ("year", 4))
    return {
        "name": asks.value,
        "kind": kind,
        "look": look,
        "longest": longest,
        "label": text(f"checkin.details.{asks.value}.label"),
        "hint": text(f"checkin.details.{asks.value}.instruction"),
        "problem": problem,
        "days": tuple({"name": text(f"checkin.field.{own}"), "longest": places} for own, places in days),
    }
