"""Travellers who meet a device, or the departures system, that does not do its part; nobody is locked out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

from kiosk.services.departures.demo.cast import LONGEST as LONGEST_NAME
from kiosk.services.departures.embedded.schema import FILE_NAME
from tests.journeys.airport.hands import (
    answered,
    gone_on,
    link_on_glass,
    logged,
    offers,
    papers_taken,
    passport_of,
    passport_shown,
    press,
    weighed,
)
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.accidents import power_cut
from tests.journeys.scripts.faults import demand, said
from tests.journeys.scripts.travelling import ready

PHONE: Final = "PHONE "  # before the link that was read off the glass, on a line of its own
LONGEST: Final = ("LONG64", LONGEST_NAME)


def pass_that_jams(stage: Stage) -> Script:
    """The pass is not cut off: it goes to the phone instead; repaired, the kiosk prints it as a copy."""
    glass, bench = stage.glass, stage.bench
    passport_shown(stage, "APOST1", "O'Cloud-D'Aurora")
    yield stage.on("checkin/Summary")
    yield from answered(stage)
    bench.fault("printer", "cutter jam")
    yield from press(stage, "primary")
    yield stands_still(stage)
    demand(offers(stage, "OnPhonePressed"), "the phone is not the way on")
    yield from press(stage, "primary")
    yield Until("the code for the phone", lambda: bool(glass.parts.get("qr")))
    print(PHONE + link_on_glass(stage), flush=True)
    yield from press(stage, "primary")
    yield from papers_taken(stage)
    bench.fault("printer", "cover open; cutter clear")
    yield logged(stage, "printer NEEDS_PERSON COVER_OPEN")
    bench.ask("printer", "tear")
    bench.fault("printer", "cover closed")
    yield Until("the printer is back", lambda: not bench.ask("printer", "state")["offline"])
    passport_shown(stage, "APOST1", "O'Cloud-D'Aurora")
    yield from printed_again(stage)


def printed_again(stage: Stage) -> Script:
    """Who is checked in has the pass printed."""
    yield stage.on("checkin/CheckedIn")
    yield Until("it can be printed", lambda: offers(stage, "PassesAgainPressed"))
    yield from press(stage, "primary")
    yield from papers_taken(stage)


def stock_at_its_end(stage: Stage) -> Script:
    """The stock ends in the middle of a tag: that number is void, and with new stock the suitcase has another."""
    bench = stage.bench
    passport_shown(stage, "GOLD01", "Ljósálfur")
    yield stage.on("checkin/Summary")
    yield from press(stage, "change:BagsPressed")
    yield stage.on("checkin/Bags")
    yield from weighed(stage, 21_000)
    yield from gone_on(stage, "checkin/Summary")
    yield from answered(stage)
    bench.fault("tags", "half printed")
    yield from press(stage, "primary")
    yield stands_still(stage)
    yield Until("no print on an empty roll", lambda: offers(stage, "FinishPressed"))
    bench.do("tags", "stock", state="ok")
    yield Until("the printer is back", lambda: offers(stage, "PassesAgainPressed"))
    yield from press(stage, "primary")
    yield from papers_taken(stage)


def stands_still(stage: Stage) -> Until:
    """Wait until the papers wait for a person."""
    glass = stage.glass

    def waits() -> bool:
        return glass.screen == "checkin/Printing" and not (glass.action("primary") or {"busy": True})["busy"]

    return Until("the papers wait for a person", waits)


def silent_departures(stage: Stage) -> Script:
    """The departures system is away twice: said where it is met, nothing lost; when it is back, check-in goes on."""
    glass = stage.glass
    held = passport_of(stage, *LONGEST)
    with _away(stage, "booking"):
        stage.bench.do("documents", "document", lines=held)
        yield Until("it is said", lambda: glass.screen == "checkin/Identify" and bool(glass.parts.get("banner")))
        demand(glass.parts["banner"]["title"] == said("checkin.problem.silent.title"), "something else is said")
    passport_shown(stage, *LONGEST)
    yield stage.on("checkin/Summary")
    yield from answered(stage)
    with _away(stage, "travel_order"):
        yield from press(stage, "primary")
        yield Until("it is said", lambda: glass.screen == "checkin/Summary" and bool(glass.parts.get("banner")))
        demand(glass.parts["banner"]["title"] == said("blocker.CKIN.SILENT.title"), "something else is said")
    yield from press(stage, "primary")
    yield from papers_taken(stage)


@contextmanager
def _away(stage: Stage, table: str) -> Iterator[None]:
    """Take a table of the departures system away for so long: what is asked of it fails at once."""
    _renamed(stage, table, f"{table}_away")
    try:
        yield
    finally:
        _renamed(stage, f"{table}_away", table)


def _renamed(stage: Stage, table: str, to: str) -> None:
    with closing(sqlite3.connect(stage.data_dir / FILE_NAME)) as departures, departures:
        departures.execute(f"ALTER TABLE {table} RENAME TO {to}")


def cut_while_a_pass_prints(stage: Stage) -> Script:
    """The pass is half out, the power goes."""
    yield ready(stage)
    passport_shown(stage, "LAST01", "Blåbær")
    yield stage.on("checkin/Summary")
    yield from answered(stage)
    stage.bench.fault("printer", "slow 100 ms")
    yield from press(stage, "primary")
    yield Until("the first lines are out", lambda: len(stage.bench.uncut()) > 3)
    yield from power_cut()


def after_the_cut(stage: Stage) -> Script:
    """The same traveller comes again: checked in, and the pass is printed whole."""
    passport_shown(stage, "LAST01", "Blåbær")
    yield from printed_again(stage)
