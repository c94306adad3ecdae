"""Travellers whom the kiosk cannot help: what was read, or the flight, stands in the way; nothing is half done."""

from __future__ import annotations

from tests.journeys.airport.hands import (
    AZTEC,
    PDF417,
    answered,
    document_taken,
    itinerary_shown,
    papers_taken,
    passport_shown,
    press,
    scanned,
    typed,
)
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand, said
from tests.journeys.scripts.travellers import booking_of, itinerary

HOSTILE = {  # what it is, and what is said of it: each time something else
    "M1'; DROP TABLE booking; --": "not_a_pass",
    "M1" + "A" * 600: "unreadable",
    "M1%s%n{0}<b>../../etc/passwd</b>".ljust(60): "not_a_pass",
}


def too_early(stage: Stage) -> Script:
    """Check-in is not open yet: when it opens, where to go, and a slip."""
    itinerary_shown(stage, "EARLY1", "Ooievaar")
    yield from _refused_with_slip(stage)


def cancelled_flight(stage: Stage) -> Script:
    """The flight is cancelled: what the kiosk can do is say so, and where to go, on paper too."""
    passport_shown(stage, "CANCL1", "Wolkenmüller")
    yield from _refused_with_slip(stage)


def _refused_with_slip(stage: Stage) -> Script:
    glass = stage.glass
    yield stage.on("checkin/Refused")
    yield from press(stage, "primary")
    yield Until("the slip is out", lambda: not (glass.action("primary") or {}).get("busy"))
    yield from press(stage, "secondary")
    yield stage.on("shell/Attract")


def expired_passport(stage: Stage) -> Script:
    """An expired passport is refused in words; check-in goes on, and the pass waits at the desk for another one."""
    glass = stage.glass
    passport_shown(stage, "STROK1", "Straßenlaterne-Müller", expires="240101")
    yield stage.on("checkin/Documents")
    if glass.parts.get("banner") is None:
        passport_shown(stage, "STROK1", "Straßenlaterne-Müller", expires="240101")
    yield Until("it is refused", lambda: glass.parts.get("banner") is not None)
    demand(glass.parts["banner"]["title"] == said("checkin.documents.finding.expired.title"), "another reason is told")
    yield from press(stage, "secondary")
    yield stage.on("checkin/Summary")
    yield from answered(stage)
    yield from press(stage, "primary")
    yield stage.on("checkin/ThankYou")
    demand(glass.parts["banner"]["title"] == said("checkin.note.held.title"), "nobody says where the pass is")
    yield from papers_taken(stage)


def hostile_codes(stage: Stage) -> Script:
    """What is no pass is said to be none, whatever stands in it; a longer one than any pass could not be read."""
    glass = stage.glass
    for text, problem in HOSTILE.items():
        scanned(stage, text, PDF417)
        words = said(f"checkin.problem.{problem}.title")
        yield Until(f"it is said: {words}", lambda words=words: (glass.parts.get("banner") or {}).get("title") == words)  # type: ignore[misc]  # bound now
        demand(glass.screen == "checkin/Identify", "another screen")


def pass_cut_off(stage: Stage) -> Script:
    """A pass that was cut off opens nothing by itself: the surname is asked, and nothing of the booking told."""
    booking = booking_of(stage.data_dir, "WCHR01", "Caracola")
    scanned(stage, itinerary(booking, booking.passengers[0].id)[:50], AZTEC)
    yield stage.on("checkin/OneMore")
    demand(not any("Caracola" in text or "WCHR01" in text for text in stage.glass.texts()), "something is told")
    yield from typed(stage, "surname", "Caracola")
    yield stage.on("checkin/Documents")
    passport_shown(stage, "WCHR01", "Caracola")
    yield from document_taken(stage, "checkin/Summary")
    yield from answered(stage)
    yield from press(stage, "primary")
    yield from papers_taken(stage)
