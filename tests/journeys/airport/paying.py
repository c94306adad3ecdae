"""Travellers who pay: before anything is done, once, and not at all where nothing can be done."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from kiosk.services.departures.embedded.schema import FILE_NAME
from tests.journeys.airport.hands import (
    AZTEC,
    answered,
    carded,
    gone_on,
    papers_taken,
    pass_on_paper,
    passport_shown,
    press,
    scanned,
    weighed,
)
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.shopping import CARD_LIMIT_REACHED


def bag_added_later(stage: Stage) -> Script:
    """The printed pass opens the booking again; a suitcase that is not included: declined, then paid, then tagged."""
    scanned(stage, pass_on_paper(stage, "HAND01"), AZTEC)
    yield stage.on("checkin/CheckedIn")
    yield from press(stage, "change:BagsPressed")
    yield stage.on("checkin/Bags")
    yield from weighed(stage, 14_200)
    yield from gone_on(stage, "checkin/CheckedIn")
    yield from press(stage, "primary")
    yield from carded(stage, CARD_LIMIT_REACHED)
    yield stage.on("checkout/Declined")
    yield from press(stage, "primary")
    yield from carded(stage)
    yield from papers_taken(stage)


def paid_seat(stage: Stage) -> Script:
    """A seat that costs something, touched on the map: its price first, the card, then the pass with it."""
    passport_shown(stage, "DEAF01", "Śnieżka")
    yield stage.on("checkin/Summary")
    yield from seat_touched(stage, "2A")
    demand("9,00" in (stage.glass.action("primary") or {"label": ""})["label"], "the price is not on the button")
    yield from gone_on(stage, "checkin/Summary")
    yield from answered(stage)
    yield from press(stage, "primary")
    yield from carded(stage)
    yield from papers_taken(stage)


def seat_touched(stage: Stage, seat: str) -> Script:
    """Touch a seat once it is known which are free."""
    yield from press(stage, "change:SeatsPressed")
    yield stage.on("checkin/Seats")
    yield from press(stage, f"seat:{seat}")
    yield Until("it is the chosen one", lambda: stage.glass.parts.get("now") == seat)


def given_back(stage: Stage) -> Script:
    """The card is charged while the departures system forgets the order: nothing is checked in, the money goes back."""
    passport_shown(stage, "BLND01", "Křišťál")
    yield stage.on("checkin/Summary")
    yield from seat_touched(stage, "3A")
    yield from gone_on(stage, "checkin/Summary")
    yield from answered(stage)
    yield from press(stage, "primary")
    yield stage.on("checkout/Paying")
    with closing(sqlite3.connect(stage.data_dir / FILE_NAME)) as departures, departures:
        departures.execute("DELETE FROM travel_order WHERE ref = 'BLND01'")
    yield from carded(stage)
    yield stage.on("checkout/Returned")
    yield from gone_on(stage, "checkin/Summary")
    demand(stage.glass.parts["banner"] is not None, "nobody says that it is not paid")
    yield from press(stage, "cancel")
    yield stage.on("shell/Attract")
