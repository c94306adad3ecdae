"""A traveller pays a seat and a suitcase; the belt takes the suitcase; staff give back what can still be given back."""

from __future__ import annotations

import time

from kiosk.services.departures.embedded.system import EmbeddedDepartures
from tests.journeys.airport.hands import answered, carded, gone_on, papers_taken, passport_shown, press, weighed
from tests.journeys.airport.paying import seat_touched
from tests.journeys.people.assisting import deed_chosen, sends
from tests.journeys.people.refund.refunding import WHO, code_of, typed
from tests.journeys.people.signing_in import entered, pressed, signed_in
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.travellers import booking_of
from tests.journeys.scripts.travelling import ready

REF, SURNAME = "DEAF01", "Śnieżka"
SEAT = "2A"


def services_refunded(stage: Stage) -> Script:
    """Two services are bought, one is used; the other is taken back and its money goes back, once."""
    yield ready(stage)
    yield from _bought(stage)
    _on_the_belt(stage)
    yield from _asked_back(stage)
    glass = stage.glass
    yield Until("what departures say", lambda: (glass.action("primary") or {}).get("event") == "RefundConfirmed")
    demand("1" in glass.title and "2" in glass.title, f"not one of two: {glass.title}")
    demand("9,00" in str(glass.parts["amount"]), f"not the seat alone: {glass.parts['amount']}")
    yield from stage.picture("one-of-two-services")
    yield from pressed(stage, "primary")
    yield stage.on("checkout/Refunding")
    yield Until("the terminal asks for the card", stage.bench.is_card_wanted)
    before = len(stage.bench.receipts())
    stage.bench.card("tap")
    yield stage.on("checkout/Returned")
    yield Until("its receipt", lambda: len(stage.bench.receipts()) > before)
    yield from pressed(stage, "primary")
    yield stage.on("shell/Attract")
    yield from _nothing_left(stage)


def _bought(stage: Stage) -> Script:
    passport_shown(stage, REF, SURNAME)
    yield stage.on("checkin/Summary")
    yield from seat_touched(stage, SEAT)
    yield from gone_on(stage, "checkin/Summary")
    yield from press(stage, "change:BagsPressed")
    yield stage.on("checkin/Bags")
    for grams in (14_200, 15_300):  # one is included
        yield from weighed(stage, grams)
    yield from gone_on(stage, "checkin/Summary")
    yield from answered(stage)
    yield from press(stage, "primary")
    yield from carded(stage)
    yield from papers_taken(stage)


def _on_the_belt(stage: Stage) -> None:
    """Have the belt read the bag's tag, as the airport's own reader tells the departures system."""
    bag, _ = booking_of(stage.data_dir, REF, SURNAME).bags
    airport = EmbeddedDepartures(stage.data_dir, lambda: time.time_ns() // 1_000_000)
    demand(airport.bag_accepted(bag.plate), "the belt does not know the bag")
    airport.close()


def _asked_back(stage: Stage) -> Script:
    glass = stage.glass
    yield from signed_in(stage, WHO)
    yield from entered(stage, "assist")
    yield Until("the last sale", lambda: any(sends(row, "DeedChosen", "refund") for row in glass.parts["rows"]))
    yield from deed_chosen(stage, "refund")
    yield stage.on("assist/Refund")
    yield from pressed(stage, "primary")
    yield stage.on("assist/Reason")
    yield from pressed(stage, "choice", glass.parts["choices"][0]["name"])
    yield stage.on("confirm/Code")
    yield from typed(stage, code_of(WHO))
    yield stage.on("checkout/TakingBack")


def _nothing_left(stage: Stage) -> Script:
    """The lane offers no second refund of the same sale."""
    glass = stage.glass
    yield from signed_in(stage, WHO)
    yield from entered(stage, "assist")
    yield Until("the last sale", lambda: any(sends(row, "DeedChosen", "reprint") for row in glass.parts["rows"]))
    demand(not any(sends(row, "DeedChosen", "refund") for row in glass.parts["rows"]), "it can be refunded again")
    for screen in ("staff/Menu", "shell/Attract"):
        yield from pressed(stage, "back")
        yield stage.on(screen)
