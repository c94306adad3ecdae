"""Travellers for whom all goes well: every way to say who one is, and what is printed for it."""

from __future__ import annotations

from tests.journeys.airport.hands import (
    answered,
    document_taken,
    gone_on,
    itinerary_shown,
    papers_taken,
    passport_shown,
    press,
    typed,
)
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.travelling import family


def hand_luggage(stage: Stage) -> Script:
    """A document and two touches: the document is known, the seat is kept."""
    itinerary_shown(stage, "HAND01", "Regenboog")
    yield stage.on("checkin/Summary")
    yield from answered(stage)
    yield from press(stage, "primary")
    yield from papers_taken(stage)


def passport_alone(stage: Stage) -> Script:
    """A passport in the reader opens the booking and is the document that is asked for; the paid seat is kept."""
    passport_shown(stage, "PAID01", "Ñandú")
    yield stage.on("checkin/Summary")
    yield from answered(stage)
    yield from press(stage, "primary")
    yield from papers_taken(stage)


def code_typed(stage: Stage) -> Script:
    """A booking code on the glass's own keys, which have no one; a surname of one letter; then the passport."""
    yield from press(stage, "start")
    yield stage.on("shell/Language")
    yield from press(stage, "language:nl")
    yield stage.on("checkin/Identify")
    yield from press(stage, "way:code")
    yield stage.on("checkin/Typing")
    yield from typed(stage, "reference", "LETTRI")
    yield from typed(stage, "surname", "Y")
    yield stage.on("checkin/Documents")
    passport_shown(stage, "LETTR1", "Y")
    yield from document_taken(stage, "checkin/Summary")
    yield from answered(stage)
    yield from press(stage, "primary")
    yield from papers_taken(stage)


def family_with_two_bags(stage: Stage) -> Script:
    """Two parents, two children: everybody's passport, two suitcases on the scale, four passes and two tags."""
    yield from family(stage)
    yield from papers_taken(stage)


def late_flight(stage: Stage) -> Script:
    """A delay is told before anything is asked, and hinders nobody."""
    passport_shown(stage, "DELAY1", "Maré Alta")
    yield stage.on("checkin/Summary")
    banner = stage.glass.parts.get("banner") or {}
    demand(bool(banner), "nothing is said of the delay")
    stage.note(str(banner))
    yield from answered(stage)
    yield from press(stage, "primary")
    yield from papers_taken(stage)


def given_up(stage: Stage) -> Script:
    """Who is checked in does not travel after all: asked once, done, and a slip says so."""
    itinerary_shown(stage, "DONE01", "Pilvi")
    yield stage.on("checkin/CheckedIn")
    yield from press(stage, "change:NotTravellingPressed")
    yield Until("the question", lambda: bool(stage.glass.parts.get("question")))
    yield from press(stage, "secondary")
    yield from papers_taken(stage)


def seat_of_the_list(stage: Stage) -> Script:
    """With letters of twice their size the free seats come as a list of words; the one that is chosen is free."""
    glass = stage.glass
    yield from press(stage, "start")
    yield stage.on("shell/Language")
    yield from press(stage, "language:nl")
    yield stage.on("checkin/Identify")
    yield from press(stage, "access")
    yield Until("the sheet of looks", lambda: (glass.sheet or {}).get("kind") == "access")
    yield from press(stage, "choice:text:200")
    yield from press(stage, "sheet0")
    passport_shown(stage, "NOBAG1", "Thistledown")
    yield stage.on("checkin/Summary")
    yield from press(stage, "change:SeatsPressed")
    yield stage.on("checkin/Seats")
    yield Until("which are free", lambda: bool(glass.parts.get("rows")) and glass.find("page:later") is not None)
    free = [seat["seat"] for row in glass.parts["rows"] for seat in row["seats"] if seat["kind"] == "free"]
    while not (listed := [seat for seat in free if glass.find(f"seat:{seat}") is not None]):
        yield from press(stage, "page:later")  # those that cost something come first
    demand(len(listed) < len(free), "a map, not a list by pages")
    yield from press(stage, f"seat:{listed[0]}")
    yield Until("it is the chosen one", lambda: glass.parts.get("now") == listed[0])
    print(f"LIST {listed[0]}", flush=True)
    yield from gone_on(stage, "checkin/Summary")
    yield from answered(stage)
    yield from press(stage, "primary")
    yield from papers_taken(stage)
