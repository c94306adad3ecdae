"""One day at the airport: its travellers one after another at one kiosk, and one whom two kiosks serve at once."""

from __future__ import annotations

import os
from typing import Final

from kiosk.services.departures.embedded.schema import FILE_NAME
from tests.journeys.airport import asking, going, paying, troubles
from tests.journeys.airport.hands import answered, document_taken, itinerary_shown, papers_taken, passport_shown, press
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand, said
from tests.journeys.scripts.travelling import ready

ENDED: Final = "ENDED "
WON, LOST = "WON", "LOST"
DAY: Final = (
    troubles.after_the_cut,
    going.hand_luggage,
    going.passport_alone,
    going.code_typed,
    going.family_with_two_bags,
    paying.bag_added_later,
    paying.paid_seat,
    paying.given_back,
    going.seat_of_the_list,
    going.late_flight,
    going.given_up,
    asking.too_early,
    asking.cancelled_flight,
    asking.expired_passport,
    asking.hostile_codes,
    asking.pass_cut_off,
    troubles.silent_departures,
    troubles.stock_at_its_end,
    troubles.pass_that_jams,
)


def day(stage: Stage) -> Script:
    """Let everybody of the day travel; each who is through is named on a line of its own."""
    yield ready(stage)
    for traveller in DAY:
        stage.note(f"--- {traveller.__name__}")
        yield from traveller(stage)
        print(f"{ENDED}{traveller.__name__}", flush=True)


def rush(stage: Stage) -> Script:
    """The same traveller at two kiosks: both have all answers, both are touched in the same second."""
    glass = stage.glass
    yield ready(stage)
    itinerary_shown(stage, "TWICE1", "Hoshikuzu")
    yield stage.on("checkin/Documents")
    passport_shown(stage, "TWICE1", "Hoshikuzu")
    yield from document_taken(stage, "checkin/Summary")
    yield from answered(stage)
    counter = (stage.data_dir / FILE_NAME).resolve().parent
    (counter / f"here-{os.getpid()}").touch()
    yield Until("the other kiosk is as far", lambda: len(list(counter.glob("here-*"))) == 2)
    yield from press(stage, "primary")
    yield Until("an answer", lambda: glass.screen in ("checkin/ThankYou", "checkin/CheckedIn"))
    if glass.screen == "checkin/ThankYou":
        print(WON, flush=True)
        yield from papers_taken(stage)
        return
    demand(glass.parts["banner"]["title"] == said("blocker.CKIN.CHANGED.title"), "nobody says what happened")
    print(LOST, flush=True)
    yield from press(stage, "secondary")
    yield stage.on("shell/Attract")
