"""Travellers who leave, are timed out, or lose the power, on each screen: nothing is half done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from kiosk.domain.travel.flight import FlightState
from kiosk.flows.base import CancelConfirmed, TimedOut
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
from tests.unit.flows.checkin.given import NONE, PRINT
from tests.unit.flows.checkin.stories.acts import (
    GO,
    GONE,
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
from tests.unit.flows.checkin.stories.documents import UNSEEN
from tests.unit.flows.checkin.stories.kiosk import AtKiosk
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

STORIES: Final = (
    *everywhere("cancels", "cancels", CancelConfirmed()),
    *everywhere("times-out", "is timed out", *GONE),
    *everywhere("power-cut", "loses the power", power_cut),
    *LATE,
    *SILENT,
)
