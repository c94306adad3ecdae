"""Travellers whose documents are asked for: expired, of somebody else, typed, doubtful, and names of all kinds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from kiosk.domain.travel.blockers import CKIN_DOC_UNVERIFIED, CKIN_VISA_REFER
from kiosk.domain.travel.booking import Booking, Passenger, Proof
from kiosk.domain.travel.documents import DocumentKind, Doubt, TravelDocument
from kiosk.domain.travel.flight import Airport
from kiosk.flows.checkin.events import (
    CharacterChosen,
    DocumentRead,
    LeftForDesk,
    PassesAgainPressed,
    ReadAnotherPressed,
    TypeInsteadPressed,
)
from kiosk.flows.checkin.samples import ADULT, ANA, DIRECT, RUI, booking
from kiosk.flows.checkout.events import FinishPressed
from kiosk.formats.mrz import Format
from tests.unit.flows.checkin.given import site_with
from tests.unit.flows.checkin.stories.acts import BACK, GO, ON, approved, code, laid, pass_text, scanned, typed, zone
from tests.unit.flows.checkin.stories.finding import TOMORROW
from tests.unit.flows.checkin.stories.kiosk import AtKiosk
from tests.unit.flows.checkin.stories.row import Act, Story

NEW_YORK: Final = Airport("JFK", "New York", "US", "America/New_York")
UNSEEN: Final = replace(ANA, proof=Proof.NONE, document_country="")
UNSEEN_RUI: Final = replace(RUI, proof=Proof.NONE, document_country="")
RUI_ZONE: Final[dict[str, Any]] = {
    "surname": "RIBEIRO DE ALBUQUERQUE",
    "given_names": "RUI SEBASTIAO",
    "birth": "840719",
    "sex": "M",
}
TYPED: Final = (TypeInsteadPressed(), *typed("SPECI2014", "2031-05-09", "NLD"))
FOREIGN: Final = zone(issuer="ZAF", nationality="ZAF")
LIVES: Final = typed("12 Main Street, Springfield", "+31 20 000 0000")
HELD: Final = ("checkin.note.held.title",)
THANKS: Final = ("checkin.thank_you.title",)
ANA_PASS: Final = ("pass p1/1",)
READ: Final = TravelDocument(
    "TD3", DocumentKind.PASSPORT, "NLD", "NLD", "SPECI2014", "RIBEIRO", "ANA", "1988-03-02", "2031-05-09", "F"
)
DOUBT: Final = DocumentRead(doubt=Doubt("SPECI2", "0O", "14"), readings=(READ, replace(READ, number="SPECI2O14")))
DOUBTED_DATE: Final = DocumentRead(
    doubt=Doubt("0903", "17", "9<"), readings=(READ, replace(READ, expiry_date="2011-05-09"))
)


def to(place: Airport, person: Passenger = UNSEEN) -> Booking:
    """Return a booking to somewhere else."""
    return booking(person, segments=(replace(DIRECT[0], flight=replace(DIRECT[0].flight, destination=place)),))


def asked(name: str, story: str, *acts: Any, says: str, ends: str = "Documents", **more: Any) -> Story:
    """Return somebody who is asked for a document and does not come past it."""
    return Story(name, story, (*code(), *acts), ends, (says,), **{"bookings": (booking(UNSEEN),)} | more)


def served(name: str, story: str, *acts: Any, **more: Any) -> Story:
    """Return somebody who is asked for a document and has a pass in the end."""
    own = {"bookings": (booking(UNSEEN),), "papers": ANA_PASS, "in_": "p1/1"} | more
    return Story(name, story, (*code(), *acts, *GO), "ThankYou", THANKS, **own)


def named(name: str, story: str, surname: str, given: str, typed_as: str) -> Story:
    """Return somebody with an uncommon name, found by typing it, whose passport then fits."""
    person = Passenger("p1", surname, given, ADULT, "1988-03-02", "NLD", allowance=ANA.allowance)
    zoned = laid(*zone(surname=surname, given_names=given))
    acts: tuple[Any, ...] = (*code(surname=typed_as), zoned, ON, *GO)
    return Story(name, story, acts, "ThankYou", THANKS, "p1/1", papers=ANA_PASS, bookings=(booking(person),))


def finding(kind: str) -> str:
    """Return the key of what is wrong with a document."""
    return f"checkin.documents.finding.{kind}.title"


SHOWN: Final = (
    served("scanned", "shows the passport that is asked for", laid(*zone()), ON),
    asked("expired", "shows a passport that has expired", laid(*zone(expiry="240509")), says=finding("expired")),
    asked(
        "born-tomorrow",
        "shows a passport whose holder is not born yet",
        laid(*zone(birth="880303")),
        says=finding("birth_date"),
    ),
    asked(
        "of-nobody",
        "shows a passport of nobody here",
        laid(*zone(surname="PIRES", birth="700101")),
        says=finding("mixed"),
    ),
    served(
        "swapped",
        "has surname and given name the wrong way round in the passport",
        laid(*zone(surname="ANA", given_names="RIBEIRO")),
        ON,
    ),
    asked(
        "wrong-country",
        "shows an identity card where only a passport will do",
        laid(*zone(Format.TD1, document_code="I")),
        says=finding("kind"),
        bookings=(to(NEW_YORK),),
    ),
    served(
        "second-try",
        "shows an expired passport and then the new one",
        laid(*zone(expiry="240509")),
        ReadAnotherPressed(),
        laid(*zone()),
        ON,
    ),
    served("worn-then-read", "shows a passport that cannot be read at first", laid("P<NLD"), laid(*zone()), ON),
    served(
        "mixed-up",
        "lays the partner's passport down first: it counts as his",
        ON,
        laid(*zone(**RUI_ZONE)),
        ON,
        laid(*zone()),
        ON,
        bookings=(booking(UNSEEN, UNSEEN_RUI),),
        papers=("pass p1/1", "pass p4/1"),
        in_="p1/1 p4/1",
    ),
    asked(
        "partner-again",
        "lays the partner's passport down twice",
        ON,
        laid(*zone(**RUI_ZONE)),
        ON,
        laid(*zone(**RUI_ZONE)),
        says=finding("other_person"),
        bookings=(booking(UNSEEN, UNSEEN_RUI),),
    ),
    asked("doubted", "is asked for a doubtful character", DOUBT, says="checkin.documents.doubt_title"),
    served("doubt-first", "says it is the first of the letters", DOUBT, CharacterChosen("0"), ON),
    served("doubt-second", "says it is the second of the letters", DOUBT, CharacterChosen("O"), ON),
    asked(
        "doubt-expired",
        "chooses the letter by which the passport has expired",
        DOUBTED_DATE,
        CharacterChosen("7"),
        says=finding("expired"),
    ),
    served("doubt-anew", "goes back from the question and shows the passport again", DOUBT, BACK, laid(*zone()), ON),
    asked(
        "no-document",
        "goes back from the question for a document",
        BACK,
        says="checkin.identify.title",
        ends="Identify",
    ),
)

TYPED_IN: Final = (
    Story(
        "typed",
        "types the passport: checked in, and the pass waits",
        (*code(), *TYPED, *GO),
        "ThankYou",
        HELD,
        "p1/1",
        bookings=(booking(UNSEEN),),
    ),
    served(
        "typed-then-scanned",
        "types the number, then finds the passport",
        TypeInsteadPressed(),
        *typed("SPECI2014"),
        laid(*zone()),
        ON,
    ),
    asked(
        "typed-expired",
        "types an expired passport",
        TypeInsteadPressed(),
        *typed("SPECI2014", "2024-05-09"),
        says="checkin.details.expiry.expired",
        ends="Details",
    ),
    asked(
        "typed-nowhere",
        "types a country that is none",
        TypeInsteadPressed(),
        *typed("SPECI2014", "2031-05-09", "XXX"),
        says="checkin.details.country.unknown",
        ends="Details",
    ),
    asked(
        "typed-back",
        "goes back from typing to the reader",
        TypeInsteadPressed(),
        *typed("SPECI2014"),
        BACK,
        BACK,
        says="checkin.documents.title",
    ),
    Story(
        "no-reader",
        "types where no reader is",
        (*code(), *TYPED, *GO),
        "ThankYou",
        HELD,
        "p1/1",
        bookings=(booking(UNSEEN),),
        site=site_with("documents"),
    ),
    Story(
        "left-for-desk",
        "leaves the document for the desk: checked in, and the pass waits",
        (*code(), LeftForDesk(), *GO),
        "ThankYou",
        HELD,
        "p1/1",
        bookings=(booking(UNSEEN),),
    ),
    Story(
        "back-with-it",
        "leaves the document for the desk, comes back with it, and has the pass",
        (*code(), LeftForDesk(), *GO, FinishPressed(), *code(), laid(*zone()), ON, *GO),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=ANA_PASS,
        bookings=(booking(UNSEEN),),
    ),
    Story(
        "back-by-it",
        "types the passport, comes back and is found by it, and has the pass",
        (*code(), *TYPED, *GO, FinishPressed(), laid(*zone()), *GO),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=ANA_PASS,
        bookings=(booking(UNSEEN),),
    ),
    Story(
        "back-without-it",
        "comes back without it: no pass is printed, and the rest can be changed",
        (*code(), *TYPED, *GO, FinishPressed(), *code(), LeftForDesk(), PassesAgainPressed()),
        "CheckedIn",
        ("blocker.CKIN.DOC_UNVERIFIED.title",),
        "p1/1",
        bookings=(booking(UNSEEN),),
    ),
    Story(
        "overseas",
        "flies to New York and types address and contact",
        (*code(), laid(*zone()), ON, *typed("12 Main Street, Springfield", "+31 20 000 0000"), *GO),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=ANA_PASS,
        bookings=(to(NEW_YORK),),
    ),
    asked(
        "overseas-short",
        "types a telephone number that is too short",
        laid(*zone()),
        ON,
        *typed("12 Main Street", "12"),
        says="checkin.details.contact.shape",
        ends="Details",
        bookings=(to(NEW_YORK),),
    ),
    Story(
        "back-seen",
        "comes back without it, and staff see it: the pass is printed",
        (*code(), *TYPED, *GO, FinishPressed(), *code(), LeftForDesk(), approved(CKIN_DOC_UNVERIFIED), *GO),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=ANA_PASS,
        bookings=(booking(UNSEEN),),
    ),
    Story(
        "visa-seen",
        "needs a visa for New York: staff see it, and the pass is printed",
        (*code(), laid(*FOREIGN), ON, *LIVES, approved(CKIN_VISA_REFER), *GO),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=ANA_PASS,
        bookings=(to(NEW_YORK, replace(UNSEEN, nationality="ZAF")),),
    ),
    Story(
        "visa-unseen",
        "needs a visa for New York and nobody sees it: checked in, and the pass waits",
        (*code(), laid(*FOREIGN), ON, *LIVES, *GO),
        "ThankYou",
        HELD,
        "p1/1",
        bookings=(to(NEW_YORK, replace(UNSEEN, nationality="ZAF")),),
    ),
)

LONGEST: Final = "Windmolenaar-Zonneschijn van Regenboog tot Sterrenhemel aan Zeee"
NAMES: Final = (
    named("one-letter", "has names of one letter", "O", "A", "o"),
    named("sixty-four", "has a surname of 64 letters", LONGEST, "Max", LONGEST),
    named("apostrophe", "has an apostrophe and a hyphen", "O'Cloud-D'Aurora", "Siân", "o'cloud d'aurora"),
    named(
        "two-for-one",
        "has letters that passports write as two",
        "Straßenlaterne-Müller",
        "Änne",
        "strassenlaterne muller",
    ),
    named("slashed", "has letters that passports write otherwise", "Ørsted-Blåbær", "Łucja", "Orsted Blabaer"),
    named("typed-plain", "types a name without its signs", "Ñandú", "Iñaki", "NANDU"),
)


def came(*screens: str) -> Act:
    """Check which screens were shown last, the newest at the end."""

    def checked(run: AtKiosk) -> None:
        assert tuple(run.screens[-len(screens) :]) == screens, run.screens

    return checked


SEEN_TO_NEW_YORK: Final = to(NEW_YORK, replace(ANA, proof=Proof.SCANNED, nationality="NLD", document_country="NLD"))
PAIR_TO_NEW_YORK: Final = booking(
    ANA, RUI, segments=(replace(DIRECT[0], flight=replace(DIRECT[0].flight, destination=NEW_YORK)),)
)
LOOK_ALIKE: Final = (replace(booking(ANA), ref="7K2PII"), replace(TOMORROW, ref="7K2P11"))
OVERSEAS: Final = typed("12 Main Street, Springfield", "+31 20 000 0000")
ADDRESS: Final = ("checkin.details.address.title",)
WALKED: Final = (
    Story(
        "to-address",
        "is found by what was typed and asked for an address",
        (*code(), came("Typing", "Details")),
        "Details",
        ADDRESS,
        bookings=(SEEN_TO_NEW_YORK,),
    ),
    Story(
        "cut-to-address",
        "is found by a second fact and asked for an address",
        (scanned(pass_text()[:47]), *typed("Ribeiro"), came("OneMore", "Details")),
        "Details",
        ADDRESS,
        bookings=(SEEN_TO_NEW_YORK,),
    ),
    Story(
        "pair-to-address",
        "says who travels and is asked for an address",
        (*code(), ON, came("Passengers", "Details")),
        "Details",
        ("checkin.details.address.title_of",),
        bookings=(PAIR_TO_NEW_YORK,),
    ),
    Story(
        "pair-back",
        "goes back from the address to who travels",
        (*code(), ON, BACK, came("Details", "Passengers")),
        "Passengers",
        ("checkin.passengers.title",),
        bookings=(PAIR_TO_NEW_YORK,),
    ),
    Story(
        "typed-unsure",
        "types a code that two bookings look like, and is asked for one more fact",
        (*code("7K2PI1"), came("Typing", "OneMore")),
        "OneMore",
        ("checkin.one_more.date",),
        bookings=LOOK_ALIKE,
    ),
    Story(
        "typed-then-card",
        "types a passport for New York and comes back with an identity card: its kind is judged when it is read",
        (*code(), *TYPED, *OVERSEAS, *GO, FinishPressed(), *code(), laid(*zone(Format.TD1, document_code="I"))),
        "Documents",
        (finding("kind"),),
        "p1/1",
        bookings=(to(NEW_YORK),),
    ),
)


STORIES: Final = (*SHOWN, *TYPED_IN, *NAMES, *WALKED)
