"""Travellers who pay: the card, the line and the power fail at each stage; it is carried out or the money is back."""

from __future__ import annotations

from typing import Any, Final

from kiosk.domain.travel.flight import FlightState
from kiosk.flows.base import BackPressed, CancelConfirmed, TimedOut
from kiosk.flows.checkin.events import BagRemoved, BagsPressed, CarryOut, PrepareOrder
from kiosk.flows.checkout.events import (
    FinishPressed,
    GiveBackPressed,
    PayPressed,
    ReleaseGoods,
    SendPayment,
    SharePressed,
)
from kiosk.flows.checkout.paying import RELEASE_TIMER
from tests.unit.flows.checkin.given import PRINT, site_with
from tests.unit.flows.checkin.stories.acts import (
    BACK,
    GO,
    GONE,
    ON,
    answered,
    asked_on,
    bags,
    cards,
    code,
    deaf,
    hoarse,
    kept,
    later,
    power_cut,
    seat,
)
from tests.unit.flows.checkin.stories.after import now_flies
from tests.unit.flows.checkin.stories.kiosk import AtKiosk
from tests.unit.flows.checkin.stories.row import Story

THANKS: Final = ("checkin.thank_you.title",)
START_AGAIN: Final = ("language.nl", "people.hours")
BOUGHT: Final = ("pass p1/1", "tag p1", "tag p1")
TWO_BAGS: Final = (*code(), *bags(18_000, 12_000), ON)
LOGS: Final = ("a paid order is refused", "ReleaseGoods raised")
UNPAID: Final = ("blocker.CKIN.NOT_PAID.title",)


def pays(
    name: str, story: str, *acts: Any, ends: str = "ThankYou", says: tuple[str, ...] = THANKS, **more: Any
) -> Story:
    """Return somebody with a second piece of luggage, which costs."""
    return Story(name, story, (*TWO_BAGS, *acts), ends, says, **{"logs": LOGS} | more)


def bought(name: str, story: str, *acts: Any, money: str = "FULFILLED 3500") -> Story:
    """Return somebody who has all that was paid for in the end."""
    return pays(name, story, *acts, in_="p1/1", papers=BOUGHT, money=money)


def has_left(run: AtKiosk) -> None:
    """Forget what is held back: the process that would have answered is gone."""
    run.keeps.clear()


def lost_undone(run: AtKiosk) -> None:
    """Let no order arrive, and the word that one is taken back be lost."""
    run.line.deaf, run.line.hoarse = {"complete"}, {"release"}


def until_heard(run: AtKiosk) -> None:
    """Let the kiosk ask again."""
    run.take(TimedOut(RELEASE_TIMER), after_s=15)


CARDS: Final = (
    bought("pays", "pays by card", *GO),
    bought("another-card", "has a card declined and pays by another", cards("declined"), *GO, PayPressed()),
    bought(
        "two-cards", "has a card declined and pays half and half", cards("declined"), *GO, SharePressed(), PayPressed()
    ),
    pays(
        "declined",
        "has a card declined and goes back without paying",
        cards("declined"),
        *GO,
        BackPressed(),
        ends="Summary",
        says=UNPAID,
        money="VOID 0",
    ),
    pays(
        "declined-without",
        "has a card declined and goes without the second piece",
        cards("declined"),
        *GO,
        BackPressed(),
        BagsPressed(),
        BagRemoved("p1"),
        ON,
        PRINT,
        in_="p1/1",
        papers=("pass p1/1", "tag p1"),
        money="VOID 0",
    ),
    pays(
        "half-back",
        "pays half and has it given back",
        cards("declined"),
        *GO,
        SharePressed(),
        GiveBackPressed(),
        BACK,
        ends="Summary",
        papers=("receipt",),
        says=UNPAID,
        money="VOID 0",
    ),
    bought(
        "link-down",
        "finds the terminal away, and pays when it is there",
        cards("away"),
        *GO,
        PRINT,
        money="VOID 0, FULFILLED 3500",
    ),
    pays("no-terminal", "finds no terminal", *GO, ends="Summary", says=UNPAID, site=site_with("terminal")),
    bought("lost-yes", "pays while the answer of the terminal is lost: it was paid", cards("lost"), *GO, asked_on),
    pays(
        "lost-no",
        "pays while the answer of the terminal is lost: it was not paid",
        cards("lost", truth="declined"),
        *GO,
        asked_on,
        ends="Declined",
        says=("checkout.declined.not_received.text",),
        money="PAYING 0",
    ),
    Story(
        "seat-declined",
        "has a card declined for a seat and pays by another: as much as before",
        (*code(), *seat("1B"), cards("declined"), *GO, BackPressed(), PRINT),
        "ThankYou",
        THANKS,
        "p1/1",
        "VOID 0, FULFILLED 2400",
        ("pass p1/1",),
    ),
    pays(
        "left-unpaid",
        "goes away while the terminal waits for a card",
        kept(SendPayment),
        *GO,
        *GONE,
        ends="Paying",
        says=("checkout.paying.title",),
        money="PAYING 0",
    ),
)

LINES: Final = (
    bought("hoarse", "pays, and the word of what was carried out is lost", hoarse("complete"), *GO, deaf(), PRINT),
    pays(
        "hoarse-leaves",
        "pays, the word is lost, and goes to the desk",
        hoarse("complete"),
        *GO,
        FinishPressed(),
        ends="Attract",
        says=START_AGAIN,
        in_="p1/1",
        money="FULFILLED 3500",
    ),
    pays(
        "deaf",
        "pays while nobody can be told: taken back, and so is the money",
        deaf("complete"),
        *GO,
        BACK,
        ends="Summary",
        papers=("receipt",),
        says=UNPAID,
        money="VOID 0",
    ),
    pays(
        "dead-line",
        "pays while the line is cut: the money stays until somebody says",
        deaf("complete", "release"),
        *GO,
        ends="Paying",
        says=("blocker.CKIN.SILENT.what",),
        money="PAID 3500",
    ),
    bought(
        "dead-line-mended",
        "pays while the line is cut, and it is mended",
        deaf("complete", "release"),
        *GO,
        deaf(),
        until_heard,
    ),
    bought(
        "dead-line-pressed",
        "pays while the line is cut, and asks again as soon as it is mended",
        deaf("complete", "release"),
        *GO,
        deaf(),
        PayPressed(),
    ),
    bought(
        "dead-both",
        "pays, it is carried out, and every word of it is lost for a while",
        hoarse("complete", "release"),
        *GO,
        deaf(),
        until_heard,
    ),
    pays(
        "dead-undone",
        "pays, it is taken back, and the word of that is lost for a while",
        lost_undone,
        *GO,
        deaf(),
        until_heard,
        BACK,
        ends="Summary",
        papers=("receipt",),
        says=UNPAID,
        money="VOID 0",
    ),
    pays(
        "prepare-silent",
        "asks for an order while nobody answers",
        deaf("prepare"),
        *GO,
        ends="Summary",
        says=("blocker.CKIN.SILENT.title",),
    ),
    bought("prepare-again", "asks for an order while nobody answers, and again", deaf("prepare"), *GO, deaf(), PRINT),
    bought(
        "prepare-hoarse", "asks for an order whose answer is lost, and again", hoarse("prepare"), *GO, deaf(), PRINT
    ),
    bought(
        "prepare-late",
        "waits for the answer to an order that comes late",
        kept(PrepareOrder),
        *GO,
        answered(PrepareOrder),
    ),
    pays(
        "prepare-other",
        "asks again for something else after the answer was lost",
        hoarse("prepare"),
        *GO,
        deaf(),
        BagsPressed(),
        BagRemoved("p1"),
        ON,
        PRINT,
        in_="p1/1",
        papers=("pass p1/1", "tag p1"),
    ),
    bought(
        "silent-leaves",
        "asks for an order whose answer is lost, gives up, and comes back at once",
        hoarse("prepare"),
        *GO,
        CancelConfirmed(),
        deaf(),
        *TWO_BAGS,
        *GO,
    ),
    bought(
        "silent-goes-away",
        "asks for an order whose answer is lost, walks off, and comes back at once",
        hoarse("prepare"),
        *GO,
        *GONE,
        deaf(),
        *TWO_BAGS,
        *GO,
    ),
    bought("carried-late", "waits for the answer that it is carried out", kept(CarryOut), *GO, answered(CarryOut)),
    pays(
        "cancelled-paying",
        "pays while the flight is cancelled: what was held is carried out",
        kept(SendPayment),
        *GO,
        now_flies(state=FlightState.CANCELLED),
        answered(SendPayment),
        later(700),
        ends="ThankYou",
        in_="p1/1",
        papers=BOUGHT,
        money="FULFILLED 3500",
    ),
    pays(
        "hold-ran-out",
        "takes so long to pay that what was held is free again: it is held anew",
        kept(SendPayment),
        *GO,
        later(700),
        answered(SendPayment),
        in_="p1/1",
        papers=BOUGHT,
        money="FULFILLED 3500",
    ),
)

CUTS: Final = (
    pays(
        "cut-prepared",
        "loses the power before the card is asked for",
        kept(PrepareOrder),
        *GO,
        power_cut,
        ends="Attract",
        says=START_AGAIN,
    ),
    pays(
        "cut-card",
        "loses the power while the card is read: it was paid",
        kept(SendPayment),
        *GO,
        power_cut,
        asked_on,
        in_="p1/1",
        ends="Receipt",
        says=("checkout.receipt.title",),
        money="FULFILLED 3500",
    ),
    pays(
        "cut-card-no",
        "loses the power while the card is read: it was not paid",
        kept(SendPayment),
        cards(truth="declined"),
        *GO,
        power_cut,
        asked_on,
        ends="Declined",
        says=("checkout.declined.not_received.text",),
        money="PAYING 0",
    ),
    pays(
        "cut-paid",
        "loses the power when it is paid and not carried out yet",
        kept(ReleaseGoods),
        *GO,
        has_left,
        power_cut,
        in_="p1/1",
        ends="Receipt",
        says=("checkout.receipt.title",),
        money="FULFILLED 3500",
    ),
    pays(
        "cut-paid-hoarse",
        "loses the power when it is carried out and the word is not there yet",
        hoarse("complete", "release"),
        *GO,
        deaf(),
        power_cut,
        in_="p1/1",
        ends="Receipt",
        says=("checkout.receipt.title",),
        money="FULFILLED 3500",
    ),
    pays(
        "cut-paid-deaf",
        "loses the power while the line is cut, and starts while it still is",
        deaf("complete", "release"),
        *GO,
        power_cut,
        ends="Paying",
        says=("blocker.CKIN.SILENT.what",),
        money="PAID 3500",
    ),
    pays(
        "cut-carried",
        "loses the power when all is done, and comes back for the papers",
        kept(CarryOut),
        *GO,
        has_left,
        power_cut,
        ends="Attract",
        says=START_AGAIN,
        in_="p1/1",
        money="FULFILLED 3500",
    ),
)

STORIES: Final = (*CARDS, *LINES, *CUTS)
