"""Travellers and their papers, who come back after check-in, meet another kiosk, or do not come back at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from kiosk.domain.sale import PaperKind
from kiosk.domain.travel.flight import FlightState, LocalTime
from kiosk.flows.base import LanguageChosen
from kiosk.flows.checkin.events import (
    NotTravellingConfirmed,
    NotTravellingPressed,
    OnPhonePressed,
    PassesAgainPressed,
    PrintPass,
)
from kiosk.flows.checkin.samples import ANA, AT, RUI, TAGGED, booking
from kiosk.flows.checkout.events import FinishPressed
from tests.unit.flows.checkin.given import NONE, PRINT, site_with
from tests.unit.flows.checkin.stories.acts import BACK, GO, ON, bags, code, later, printers, seat
from tests.unit.flows.checkin.stories.kiosk import AtKiosk
from tests.unit.flows.checkin.stories.row import Act, Story

THANKS: Final = ("checkin.thank_you.title",)
ONE: Final = ("pass p1/1",)
DONE: Final = booking(ANA, is_done=True)
PRINTED: Final = DONE.with_coupon(replace(DONE.coupons[0], passes=1))
COUPLE: Final = booking(ANA, RUI)


def in_language(language: str) -> Act:
    """Check the language of the newest boarding pass."""

    def checked(run: AtKiosk) -> None:
        assert run.asked(PrintPass).job.language == language

    return checked


def now_flies(**changes: Any) -> Act:
    """Change the first flight while the traveller stands there."""

    def changed(run: AtKiosk) -> None:
        found = next(iter(run.kept_there.bookings().values()))
        run.kept_there.flight_changed(replace(found.segments[0].flight, **changes))

    return changed


def seat_now(name: str) -> Act:
    """Check the seat the first traveller has now."""

    def checked(run: AtKiosk) -> None:
        found = next(iter(run.kept_there.bookings().values()))
        assert found.coupons[0].seat == name

    return checked


def second_jams(run: AtKiosk) -> None:
    """Let the first paper come out and all others jam."""
    words = iter(("DONE",))
    run.papers = lambda _job: next(words, "FAILED")


def told(
    name: str, story: str, *acts: Any, ends: str = "ThankYou", says: tuple[str, ...] = THANKS, **more: Any
) -> Story:
    """Return a traveller who begins by typing."""
    return Story(name, story, (*code(), *acts), ends, says, **more)


PAPERS: Final = (
    told(
        "jam",
        "has a pass that jams, and prints it again as a copy",
        printers("FAILED"),
        *GO,
        printers("DONE"),
        PassesAgainPressed(),
        in_="p1/1",
        papers=("pass p1/1 copy 2",),
    ),
    told(
        "jam-stands",
        "has a pass that jams",
        printers("FAILED"),
        *GO,
        ends="Printing",
        says=("checkin.note.failed.title",),
        in_="p1/1",
    ),
    told(
        "paper-out",
        "has a pass of which nobody knows whether it came out",
        printers("UNKNOWN"),
        *GO,
        ends="Printing",
        says=("checkin.note.unknown.title",),
        in_="p1/1",
    ),
    told(
        "phone",
        "takes the pass on the phone where the printer fails",
        printers("FAILED"),
        *GO,
        OnPhonePressed(),
        ON,
        in_="p1/1",
    ),
    told(
        "phone-back",
        "goes back from the phone to the printer",
        printers("FAILED"),
        *GO,
        OnPhonePressed(),
        BACK,
        printers("DONE"),
        PassesAgainPressed(),
        in_="p1/1",
        papers=("pass p1/1 copy 2",),
    ),
    told(
        "gives-up",
        "leaves without paper: told that the pass is not out",
        printers("FAILED"),
        *GO,
        FinishPressed(),
        says=("checkin.note.left.title",),
        in_="p1/1",
    ),
    told(
        "second-jams",
        "has the partner's pass jam",
        ON,
        second_jams,
        *GO,
        ends="Printing",
        says=("checkin.note.failed.title",),
        in_="p1/1 p4/1",
        papers=ONE,
        bookings=(COUPLE,),
    ),
    told(
        "tag-jams",
        "has a tag that jams, a new number for the same bag, and the pass again that names it",
        *bags(18_000),
        ON,
        printers("FAILED", PaperKind.BAGTAG),
        *GO,
        printers("DONE"),
        PassesAgainPressed(),
        in_="p1/1",
        papers=("pass p1/1", "tag p1", "pass p1/1 copy 2"),
    ),
    told(
        "tag-stands",
        "has a tag that jams",
        *bags(18_000),
        ON,
        printers("FAILED", PaperKind.BAGTAG),
        *GO,
        ends="Printing",
        says=("checkin.note.failed_tag.title",),
        in_="p1/1",
        papers=ONE,
    ),
    told(
        "no-printer",
        "checks in where no printer is, and takes the phone",
        *GO,
        OnPhonePressed(),
        ON,
        in_="p1/1",
        site=site_with("printer"),
    ),
    told(
        "no-printer-stands",
        "checks in where no printer is",
        *GO,
        ends="Printing",
        says=("checkin.note.away.title",),
        in_="p1/1",
        site=site_with("printer"),
    ),
    told(
        "dutch",
        "changes the language in the middle, and has the pass in it",
        LanguageChosen("nl"),
        *GO,
        in_language("nl"),
        in_="p1/1",
        papers=ONE,
    ),
    told(
        "english-again",
        "changes the language twice",
        LanguageChosen("pt-BR"),
        NONE,
        LanguageChosen("en"),
        PRINT,
        in_language("en"),
        in_="p1/1",
        papers=ONE,
    ),
)

AFTER: Final = (
    told(
        "reprint",
        "comes back to print the pass again",
        PassesAgainPressed(),
        in_="p1/1",
        papers=("pass p1/1 copy 2",),
        bookings=(PRINTED,),
    ),
    told(
        "reprint-all",
        "comes back for passes and tags",
        PassesAgainPressed(),
        in_="p1/1 p2/1",
        papers=("pass p1/1", "pass p2/1", "tag p1", "tag p2"),
        bookings=(TAGGED,),
    ),
    told(
        "reprint-jam",
        "comes back to print, and it jams",
        printers("FAILED"),
        PassesAgainPressed(),
        ends="Printing",
        says=("checkin.note.failed.title",),
        in_="p1/1",
        bookings=(PRINTED,),
    ),
    told(
        "new-seat",
        "comes back for another seat, and has a new pass",
        *seat("20A"),
        PRINT,
        seat_now("20A"),
        in_="p1/1",
        papers=("pass p1/1 copy 2",),
        bookings=(PRINTED,),
    ),
    told(
        "new-seat-paid",
        "comes back for a seat that costs",
        *seat("1B"),
        PRINT,
        seat_now("1B"),
        in_="p1/1",
        papers=("pass p1/1 copy 2",),
        money="FULFILLED 2400",
        bookings=(PRINTED,),
    ),
    told(
        "more-luggage",
        "comes back with a piece of luggage",
        *bags(18_000),
        ON,
        PRINT,
        in_="p1/1",
        papers=("tag p1",),
        bookings=(PRINTED,),
    ),
    told(
        "regrets",
        "wants another seat, and goes back to the one there is",
        *seat("20A"),
        BACK,
        seat_now("14C"),
        ends="CheckedIn",
        says=("checkin.after.title",),
        in_="p1/1",
        bookings=(PRINTED,),
    ),
    told(
        "stays-home",
        "does not travel after all",
        NotTravellingPressed(),
        NotTravellingConfirmed(),
        says=("checkin.thank_you.cancelled",),
        papers=("slip",),
        bookings=(PRINTED,),
    ),
    told(
        "travels-after-all",
        "is asked whether to give it up, and does not",
        NotTravellingPressed(),
        BACK,
        ends="CheckedIn",
        says=("checkin.after.title",),
        in_="p1/1",
        bookings=(PRINTED,),
    ),
    told(
        "comes-again",
        "gives it up and checks in again",
        NotTravellingPressed(),
        NotTravellingConfirmed(),
        FinishPressed(),
        *code(),
        *GO,
        in_="p1/1",
        papers=("slip", "pass p1/1"),
        bookings=(PRINTED,),
    ),
    told(
        "late-now",
        "comes back and the flight is late",
        ends="CheckedIn",
        says=("blocker.CKIN.DELAYED.title",),
        in_="p1/1",
        bookings=(
            replace(
                PRINTED,
                segments=(
                    replace(
                        PRINTED.segments[0],
                        flight=replace(
                            PRINTED.segments[0].flight,
                            state=FlightState.DELAYED,
                            expects=PRINTED.segments[0].flight.departs.shifted(50),
                        ),
                    ),
                ),
            ),
        ),
    ),
    told(
        "cancelled-now",
        "comes back and the flight is cancelled",
        ends="CheckedIn",
        says=("blocker.CKIN.CANCELLED.title",),
        in_="p1/1",
        bookings=(
            replace(
                PRINTED,
                segments=(
                    replace(
                        PRINTED.segments[0], flight=replace(PRINTED.segments[0].flight, state=FlightState.CANCELLED)
                    ),
                ),
            ),
        ),
    ),
    told(
        "closes-meanwhile",
        "takes so long that check-in closes",
        NONE,
        now_flies(closes=LocalTime(AT.utc_ms, 120).shifted(5)),
        later(600),
        PRINT,
        ends="Refused",
        says=("blocker.CKIN.CLOSED.title",),
    ),
    told(
        "cancelled-meanwhile",
        "stands there when the flight is cancelled",
        NONE,
        now_flies(state=FlightState.CANCELLED),
        PRINT,
        ends="Refused",
        says=("blocker.CKIN.CANCELLED.title",),
    ),
)

STORIES: Final = (*PAPERS, *AFTER)
