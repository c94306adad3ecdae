"""Travellers whom somebody at another kiosk comes before, in the same second."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kiosk.flows.checkin.events import PrepareOrder
from kiosk.flows.checkin.samples import ALONE, RUI, booking
from kiosk.flows.checkout.events import SendPayment
from tests.unit.flows.checkin.given import NONE, PRINT
from tests.unit.flows.checkin.stories.acts import BACK, GO, ON, answered, code, kept, later, seat, without
from tests.unit.flows.checkin.stories.after import COUPLE, ONE, seat_now, told
from tests.unit.flows.checkin.stories.kiosk import AtKiosk
from tests.unit.flows.checkin.stories.row import Act, Story

BOTH: Final = (ALONE, replace(booking(RUI), ref="RUI222"))


def rival(*acts: Act) -> Act:
    """Let somebody else act at another kiosk, on the same departures system."""

    def elsewhere(run: AtKiosk) -> None:
        other = AtKiosk(*run.kept_there.bookings().values())
        other.kept_there, other.departures = run.kept_there, run.kept_there
        for act in acts:
            if callable(act):
                act(other)
            else:
                other.take(act)

    return elsewhere


OTHER: Final = (*code("RUI222", "Ribeiro de Albuquerque"), *seat("20A"), *GO)
STORIES: Final[tuple[Story, ...]] = (
    told(
        "two-kiosks",
        "is checked in at another kiosk in the same second",
        NONE,
        rival(*code(), *GO),
        PRINT,
        ends="CheckedIn",
        says=("blocker.CKIN.CHANGED.title",),
        in_="p1/1",
    ),
    told(
        "two-kiosks-half",
        "is checked in at another kiosk, but for the partner",
        ON,
        NONE,
        rival(*code(), *without("p4"), ON, *GO),
        PRINT,
        ends="Summary",
        says=("blocker.CKIN.CHANGED.title",),
        in_="p1/1",
        bookings=(COUPLE,),
    ),
    told(
        "seat-race",
        "wants a seat that somebody takes in the same second",
        *seat("20A"),
        NONE,
        rival(*code("RUI222", "Ribeiro de Albuquerque"), *seat("20A"), *GO),
        PRINT,
        ends="Summary",
        says=("blocker.CKIN.SEAT_TAKEN.title",),
        in_="p4/1",
        bookings=(ALONE, replace(booking(RUI), ref="RUI222")),
    ),
    told(
        "seat-race-on",
        "goes on with the seat there is after somebody took the other",
        *seat("20A"),
        NONE,
        rival(*code("RUI222", "Ribeiro de Albuquerque"), *seat("20A"), *GO),
        PRINT,
        *GO,
        seat_now("14C"),
        in_="p1/1 p4/1",
        papers=ONE,
        bookings=(ALONE, replace(booking(RUI), ref="RUI222")),
    ),
    told(
        "seat-race-paid",
        "pays so long for a seat that its hold runs out and somebody has it: the money goes back",
        *seat("1B"),
        NONE,
        kept(SendPayment),
        PRINT,
        later(700),
        rival(*code("RUI222", "Ribeiro de Albuquerque"), *seat("1B"), *GO),
        answered(SendPayment),
        BACK,
        seat_now("14C"),
        ends="Summary",
        says=("blocker.CKIN.NOT_PAID.title",),
        in_="p4/1",
        money="VOID 0",
        papers=("receipt",),
        bookings=BOTH,
        logs=("a paid order is refused",),
    ),
    told(
        "plate-race",
        "asks for the order in the same second as somebody else: who is first has the seat",
        *seat("20A"),
        NONE,
        kept(PrepareOrder),
        PRINT,
        rival(*OTHER),
        answered(PrepareOrder),
        ends="Summary",
        says=("blocker.CKIN.SEAT_TAKEN.title",),
        in_="p4/1",
        bookings=BOTH,
    ),
)
