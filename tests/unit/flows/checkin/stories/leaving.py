"""Travellers who leave, are timed out, or lose the power, on each screen: nothing is half done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from kiosk.domain.travel.flight import FlightState
from kiosk.flows.base import CancelConfirmed, TimedOut
from kiosk.flows.checkin.aside.events import ExtrasPressed
from kiosk.flows.checkin.events import (
    AskSeats,
    BagsPressed,
    CarryOut,
    GoodsAnswered,
    PassesAgainPressed,
    PrepareOrder,
    PrintPass,
    SeatChosen,
    SeatKept,
    SeatsPressed,
    TypeInsteadPressed,
    WayChosen,
)
from kiosk.flows.checkin.printing import CLOSE_TIMER
from kiosk.flows.checkin.samples import ALONE, ANA, DAVI, booking
from kiosk.flows.checkout.events import FinishPressed
from tests.unit.flows.checkin.given import NONE, PRINT, rules
from tests.unit.flows.checkin.stories.acts import (
    BACK,
    GO,
    GONE,
    ON,
    START,
    answered,
    code,
    deaf,
    hoarse,
    kept,
    pass_text,
    power_cut,
    printers,
    scanned,
    typed,
)
from tests.unit.flows.checkin.stories.after import PRINTED
from tests.unit.flows.checkin.stories.documents import SEEN_TO_NEW_YORK, TYPED, UNSEEN, UNSEEN_RUI
from tests.unit.flows.checkin.stories.kiosk import AtKiosk
from tests.unit.flows.checkin.stories.parties import flown
from tests.unit.flows.checkin.stories.rivals import rival
from tests.unit.flows.checkin.stories.row import Act, Story

START_AGAIN: Final = ("language.nl", "people.hours")


def printing_again(run: AtKiosk) -> None:
    """Let the printers answer again."""
    run.keeps.discard(PrintPass)


def gone(name: str, story: str, *acts: Any, **more: Any) -> Story:
    """Return somebody who is gone: the kiosk is as it was before."""
    return Story(name, story, acts, "Attract", START_AGAIN, **more)


def everywhere(way: str, told_as: str, *ending: Act) -> tuple[Story, ...]:
    """Return travellers who leave in one way from each screen before their order."""
    early = replace(
        ALONE,
        segments=(replace(ALONE.segments[0], flight=replace(ALONE.segments[0].flight, state=FlightState.CANCELLED)),),
    )
    family = booking(ANA, DAVI)
    places: tuple[tuple[str, tuple[Act, ...], dict[str, Any]], ...] = (
        ("identify", (*START,), {}),
        ("typing", (*START, WayChosen("code"), *typed("7K2PMX")), {}),
        ("one more", (scanned(pass_text()[:47]),), {}),
        ("refused", (*code(),), {"bookings": (early,)}),
        ("passengers", (*code(),), {"bookings": (family,)}),
        ("documents", (*code(),), {"bookings": (booking(UNSEEN),)}),
        ("details", (*code(), TypeInsteadPressed()), {"bookings": (booking(UNSEEN),)}),
        ("summary", (*code(), NONE), {}),
        ("seats", (*code(), SeatsPressed()), {}),
        ("bags", (*code(), BagsPressed()), {}),
        ("advice", (*code(), GoodsAnswered("some")), {}),
        ("after", (*code(),), {"bookings": (PRINTED,), "in_": "p1/1"}),
    )
    return tuple(
        gone(f"{way}-{name.replace(' ', '-')}", f"{told_as} at {name}", *acts, *ending, **more)
        for name, acts, more in places
    )


LATE: Final = (
    gone(
        "times-out-asked",
        "goes away while the order is asked for: it is let go of",
        *code(),
        NONE,
        kept(PrepareOrder),
        PRINT,
        *GONE,
    ),
    gone(
        "times-out-printing",
        "goes away while the pass is jammed: checked in all the same",
        *code(),
        printers("FAILED"),
        *GO,
        *GONE,
        in_="p1/1",
    ),
    gone(
        "times-out-thanked",
        "goes away with the pass",
        *code(),
        *GO,
        TimedOut(CLOSE_TIMER),
        in_="p1/1",
        papers=("pass p1/1",),
    ),
    gone(
        "cut-asked", "loses the power while the order is asked for", *code(), NONE, kept(PrepareOrder), PRINT, power_cut
    ),
    gone(
        "cut-printing",
        "loses the power while the pass is printed: checked in",
        *code(),
        NONE,
        kept(PrintPass),
        PRINT,
        power_cut,
        in_="p1/1",
    ),
    gone(
        "cut-thanked",
        "loses the power with the pass in the hand",
        *code(),
        *GO,
        power_cut,
        in_="p1/1",
        papers=("pass p1/1",),
    ),
    Story(
        "cut-and-again",
        "loses the power while the pass is printed, comes back and has it printed",
        (*code(), NONE, kept(PrintPass), PRINT, power_cut, printing_again, *code(), PassesAgainPressed()),
        "ThankYou",
        ("checkin.thank_you.title",),
        "p1/1",
        papers=("pass p1/1",),
    ),
)

ONE: Final = ("pass p1/1",)
THANKS: Final = ("checkin.thank_you.title",)
SILENT: Final = (
    Story(
        "seats-late",
        "waits for the free seats, which are told late",
        (*code(), kept(AskSeats), SeatsPressed(), answered(AskSeats), SeatChosen("20A"), SeatKept(), *GO),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=ONE,
    ),
    Story(
        "carry-silent",
        "is not checked in while nobody answers, and told so",
        (*code(), deaf("complete"), *GO),
        "Summary",
        ("blocker.CKIN.SILENT.title",),
    ),
    Story(
        "carry-again",
        "asks again when somebody answers",
        (*code(), deaf("complete"), *GO, deaf(), PRINT),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=ONE,
    ),
    Story(
        "carry-hoarse",
        "is checked in without a word of it, and asks again",
        (*code(), hoarse("complete"), *GO, deaf(), PRINT),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=ONE,
    ),
    Story(
        "carry-hoarse-back",
        "is checked in without a word of it, gives up, and comes back for the pass",
        (*code(), hoarse("complete"), *GO, CancelConfirmed(), deaf(), *code(), PassesAgainPressed()),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=ONE,
    ),
    Story(
        "carry-late",
        "waits for the word that it is done, which comes late",
        (*code(), kept(CarryOut), *GO, answered(CarryOut)),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=ONE,
    ),
    Story(
        "looked-at-late",
        "is refused while somebody else is quicker, and the look at the booking is silent",
        (*code(), NONE, rival(*code(), *GO), deaf("find"), PRINT),
        "Summary",
        ("blocker.CKIN.CHANGED.title",),
        "p1/1",
    ),
)

CUT: Final[tuple[Act, ...]] = (scanned(pass_text()[:47]), *typed("Ribeiro"))
EARLY: Final = flown(ALONE, state=FlightState.CANCELLED)
ABROAD: Final = (SEEN_TO_NEW_YORK,)
FAMILY_OF_TWO: Final = (booking(ANA, DAVI),)
WALKED: Final = (
    Story(
        "pass-done",
        "shows the pass of a check-in that is done",
        (scanned(pass_text()),),
        "CheckedIn",
        ("checkin.after.title",),
        "p1/1",
        bookings=(PRINTED,),
    ),
    Story(
        "pass-refused",
        "shows the pass of a cancelled flight",
        (scanned(pass_text()),),
        "Refused",
        ("checkin.refused.title",),
        bookings=(EARLY,),
    ),
    Story(
        "pass-family",
        "shows the pass of one of a family",
        (scanned(pass_text()),),
        "Passengers",
        ("checkin.passengers.title",),
        bookings=FAMILY_OF_TWO,
    ),
    Story(
        "pass-abroad",
        "shows a pass to where an address is asked for",
        (scanned(pass_text()),),
        "Details",
        ("checkin.details.address.title",),
        bookings=ABROAD,
    ),
    Story(
        "cut-done",
        "has a cut pass of a check-in that is done",
        CUT,
        "CheckedIn",
        ("checkin.after.title",),
        "p1/1",
        bookings=(PRINTED,),
    ),
    Story(
        "cut-refused",
        "has a cut pass of a cancelled flight",
        CUT,
        "Refused",
        ("checkin.refused.title",),
        bookings=(EARLY,),
    ),
    Story(
        "cut-family",
        "has a cut pass of one of a family",
        CUT,
        "Passengers",
        ("checkin.passengers.title",),
        bookings=FAMILY_OF_TWO,
    ),
    Story(
        "cut-document",
        "has a cut pass and is asked for a document",
        CUT,
        "Documents",
        ("checkin.documents.title",),
        bookings=(booking(UNSEEN),),
    ),
    Story("cut-back", "has a cut pass and goes back", (*CUT[:1], BACK), "Identify", ("checkin.identify.title",)),
    Story(
        "page-back", "goes back from the page to the start", (*code(), BACK), "Identify", ("checkin.identify.title",)
    ),
    Story(
        "address-back",
        "goes back from the address to the start",
        (*code(), BACK),
        "Identify",
        ("checkin.identify.title",),
        bookings=ABROAD,
    ),
    Story(
        "document-back",
        "goes back from the partner's document to who travels",
        (*code(), ON, BACK),
        "Passengers",
        ("checkin.passengers.title",),
        bookings=(booking(ANA, UNSEEN_RUI),),
    ),
    Story(
        "typed-twice",
        "types the passport, comes back and types it again: the pass waits all the same",
        (*code(), *TYPED, *GO, FinishPressed(), *code(), *TYPED),
        "CheckedIn",
        ("blocker.CKIN.DOC_UNVERIFIED.title",),
        "p1/1",
        bookings=(booking(UNSEEN),),
    ),
    Story(
        "no-extras",
        "looks at what may be bought beyond the ticket, and wants nothing",
        (*code(), ExtrasPressed(), BACK, *GO),
        "ThankYou",
        THANKS,
        "p1/1",
        papers=ONE,
        bookings=(replace(ALONE, sells=tuple(own.code for own in rules().extras)),),
    ),
)

STORIES: Final = (
    *everywhere("cancels", "cancels", CancelConfirmed()),
    *everywhere("times-out", "is timed out", *GONE),
    *everywhere("power-cut", "loses the power", power_cut),
    *LATE,
    *SILENT,
    *WALKED,
)
