"""Travellers who are found, or not: by every document, by what they type, and by what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kiosk.domain.travel.booking import Proof
from kiosk.flows.checkin.events import FindBooking, LeftForDesk, WayChosen
from kiosk.flows.checkin.samples import ANA, DIRECT, FAR, booking
from kiosk.formats.mrz import Format
from tests.unit.flows.checkin.stories.acts import (
    BACK,
    GO,
    START,
    answered,
    code,
    deaf,
    kept,
    laid,
    later,
    leg,
    pass_text,
    scanned,
    typed,
    zone,
)
from tests.unit.flows.checkin.stories.row import Story

PRINTED = ("pass p1/1",)
FLYER = booking(replace(ANA, frequent_flyer="NB700100200"))
SHOWS_NONE = booking(replace(ANA, proof=Proof.NONE, document_country=""))
TOMORROW = replace(
    booking(ANA),
    ref="LATER1",
    segments=(replace(DIRECT[0], flight=replace(DIRECT[0].flight, id="NB1364/2026-09-22/AMS", date="2026-09-22")),),
)
CONNECTING = booking(ANA, segments=FAR.segments)
SLASHED = pass_text(name="RIBEIRO/ANAMRS")


def served(name: str, story: str, *acts: object, **more: object) -> Story:
    """Return a traveller with hand luggage who has a pass in the end."""
    return Story(name, story, (*acts, *GO), "ThankYou", ("checkin.thank_you.title",), "p1/1", papers=PRINTED, **more)  # type: ignore[arg-type]  # as `Story` has them


SHOWN: Final = (
    served("pdf417", "holds a printed pass to the scanner", scanned(pass_text())),
    served("aztec", "holds a pass on the phone to the scanner", scanned(pass_text(), "Aztec")),
    served("qr", "holds an itinerary with a QR code to the scanner", scanned(pass_text(), "QR")),
    served("matrix", "holds a pass with a Data Matrix to the scanner", scanned(pass_text(), "Data Matrix")),
    served("nameless-code", "has a scanner that does not say which code it read", scanned(pass_text(), "none")),
    served("title", "has a pass that glues a title to the name", scanned(SLASHED)),
    served("flown-once", "holds the pass of yesterday's flight of the same booking", scanned(pass_text(leg(day=263)))),
    Story(
        "two-legs",
        "holds one pass of two flights and gets two",
        (scanned(pass_text(leg(), leg(flight="1702", way="LISFNC"))), *GO),
        "ThankYou",
        ("checkin.thank_you.title",),
        "p1/1 p1/2",
        papers=("pass p1/1", "pass p1/2"),
        bookings=(CONNECTING,),
    ),
    Story(
        "old-pass",
        "holds a pass of last week's flight, which nobody keeps",
        (scanned(pass_text(leg("GONE99", day=257))),),
        "Identify",
        ("checkin.problem.not_found.title",),
    ),
    Story(
        "foreign-pass",
        "holds a pass of another carrier",
        (scanned(pass_text(leg("ABC123", "0417", carrier="XQ"), name="PIRES/RITA")),),
        "Identify",
        ("checkin.problem.not_found.title",),
    ),
    Story(
        "somebody-else-s-ref",
        "holds a pass with the right code and another name",
        (scanned(pass_text(name="SILVA/RITA")),),
        "Identify",
        ("checkin.problem.not_found.title",),
    ),
    served(
        "cut-pass", "has a pass that was cut off and types the surname", scanned(pass_text()[:47]), *typed("Ribeiro")
    ),
    Story(
        "cut-pass-of-another",
        "has somebody's pass that was cut off and does not know the surname",
        (scanned(pass_text()[:47]), *typed("Silva")),
        "OneMore",
        ("checkin.problem.not_found.text",),
    ),
    Story(
        "cut-pass-empty",
        "is asked for the surname of a cut pass and types nothing",
        (scanned(pass_text()[:47]), *typed("  ")),
        "OneMore",
        ("checkin.problem.empty.text",),
    ),
    served("passport", "lays a passport on the reader", laid(*zone())),
    served("identity-card", "lays an identity card on the reader", laid(*zone(Format.TD1, document_code="I"))),
    served(
        "old-card", "lays an identity card of the middle size on the reader", laid(*zone(Format.TD2, document_code="I"))
    ),
    served("visa", "lays a visa on the reader, which tells who it is", laid(*zone(Format.MRVA, document_code="V"))),
    served("card-as-code", "holds a zone printed as a code to the scanner", scanned("\n".join(zone()), "none")),
    Story(
        "visa-as-proof",
        "shows a visa where a passport is asked for, then leaves it for the desk",
        (laid(*zone(Format.MRVA, document_code="V")), LeftForDesk(), *GO),
        "ThankYou",
        ("checkin.note.held.title",),
        "p1/1",
        bookings=(SHOWS_NONE,),
    ),
    Story(
        "licence",
        "lays a driving licence on the reader",
        (laid("D1FRA13AA000026181231MARTIN<<9"),),
        "Identify",
        ("checkin.problem.not_supported.title",),
    ),
    Story(
        "worn-zone",
        "lays a passport on the reader whose digits do not agree",
        (laid(zone()[0], zone()[1].replace("8803", "8809")),),
        "Identify",
        ("checkin.problem.unreadable.title",),
    ),
    Story(
        "stranger",
        "lays a passport on the reader that nobody's booking knows",
        (laid(*zone(surname="PIRES", given_names="RITA", birth="700101")),),
        "Identify",
        ("checkin.problem.not_found.title",),
    ),
    served(
        "loyal",
        "holds a frequent-flyer card to the scanner and types the surname",
        scanned("NB700100200", "none"),
        *typed("Ribeiro"),
        bookings=(FLYER,),
    ),
    Story(
        "loyal-elsewhere",
        "holds a card of another airline to the scanner",
        (scanned("XQ700100200", "none"), *typed("Ribeiro")),
        "OneMore",
        ("checkin.problem.not_found.text",),
        bookings=(FLYER,),
    ),
    served(
        "ticket-code",
        "holds the code of a ticket to the scanner and types the surname",
        scanned("9991000000000", "none"),
        *typed("Ribeiro"),
    ),
)

TYPED: Final = (
    served("code", "types a booking code and a surname", *code()),
    served("lower-case", "types them in small letters with blanks", *code(" 7k2 pmx", " ribeiro ")),
    served(
        "ticket",
        "types a ticket number and a surname",
        *START,
        WayChosen("ticket"),
        *typed("999-1000000000".replace("-", " "), "Ribeiro"),
    ),
    served(
        "corrected",
        "types a code that is too short, and then the whole",
        *START,
        WayChosen("code"),
        *typed("7K2", "7K2PMX", "Ribeiro"),
    ),
    served("mistaken", "types another surname first", *code(surname="Silva"), *typed("7K2PMX", "Ribeiro")),
    Story(
        "guesser",
        "tries a surname five times and one more",
        (*START, WayChosen("code"), *typed(*("7K2PMX", "Silva") * 5), *typed("7K2PMX", "Ribeiro")),
        "Typing",
        ("checkin.problem.limit.text",),
    ),
    served(
        "patient",
        "has guessed too often, waits a minute, and types what is right",
        *START,
        WayChosen("code"),
        *typed(*("7K2PMX", "Silva") * 5),
        later(61),
        *typed("7K2PMX", "Ribeiro"),
    ),
    served(
        "twice-booked",
        "has a booking today and one tomorrow, and says which day",
        laid(*zone()),
        *typed("2026-09-21"),
        bookings=(booking(ANA), TOMORROW),
    ),
    Story(
        "twice-booked-unknown",
        "has two bookings and types no day",
        (laid(*zone()), *typed("tomorrow")),
        "OneMore",
        ("checkin.problem.shape_day",),
        bookings=(booking(ANA), TOMORROW),
    ),
    Story(
        "way-back",
        "begins to type and goes back step by step",
        (*START, WayChosen("code"), *typed("7K2PMX"), BACK, BACK),
        "Identify",
        ("checkin.identify.title",),
    ),
    Story(
        "how",
        "touches the picture of the passport to learn how it is done",
        (*START, WayChosen("passport")),
        "Identify",
        ("checkin.how.passport.title",),
    ),
)

SILENT: Final = (
    Story(
        "unheard",
        "is looked up while nobody answers",
        (deaf("find"), scanned(pass_text())),
        "Identify",
        ("checkin.problem.silent.title",),
    ),
    served(
        "heard-again",
        "is looked up in vain, and again when somebody answers",
        deaf("find"),
        scanned(pass_text()),
        deaf(),
        scanned(pass_text()),
    ),
    served(
        "heard-late",
        "waits for an answer that comes late",
        kept(FindBooking),
        scanned(pass_text()),
        answered(FindBooking),
    ),
    served(
        "newer-first",
        "shows another document before the first is answered: the late answer to that is nobody's",
        kept(FindBooking),
        scanned(pass_text(leg("GONE99"))),
        scanned(pass_text()),
        answered(FindBooking),
    ),
    Story(
        "typed-unheard",
        "types while nobody answers, and what was typed stays",
        (deaf("find"), *code()),
        "Typing",
        ("checkin.problem.silent.text", "checkin.field.surname"),
    ),
)

STORIES: Final = (*SHOWN, *TYPED, *SILENT)
