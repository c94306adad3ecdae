"""The scripts: what travellers do at the airport's kiosk. Each yields what it waits for."""

from __future__ import annotations

import json

from tests.journeys.airport.hands import answered, gone_on, itinerary_shown, press, weighed
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.travellers import passport

WANTED = ("scanner", "printer", "terminal", "documents", "tags", "scale")


def ready(stage: Stage) -> Until:
    """Wait for a kiosk whose devices are all ready, by its own word on them."""
    told = stage.data_dir / "devices.json"

    def are_ready() -> bool:
        if stage.glass.screen != "shell/Attract" or not told.is_file():
            return False
        parts = json.loads(told.read_text(encoding="utf-8"))["devices"]
        return all(part["state"] == "READY" for part in parts if part["id"] in WANTED)

    return Until("attract, everything ready", are_ready)


def travellers(stage: Stage) -> Script:
    """A day in short: a family with two bags, somebody with hand luggage, and one who comes too early."""
    yield ready(stage)
    yield from family(stage)
    yield from finished(stage)
    yield from hand_luggage(stage)
    yield from finished(stage)
    yield from refused_kindly(stage)


def finished(stage: Stage) -> Script:
    """Say that all is taken; the next one may come."""
    yield from gone_on(stage, "shell/Attract")


def hand_luggage(stage: Stage) -> Script:
    """One traveller, hand luggage, seat kept: a document and two touches."""
    yield ready(stage)
    yield from stage.picture("airport-attract")
    itinerary_shown(stage, "HAND01", "Regenboog")
    yield stage.on("checkin/Summary")
    yield from stage.picture("airport-summary")
    yield from answered(stage)
    yield from stage.picture("airport-answered")
    yield from gone_on(stage, "checkin/ThankYou")
    yield from stage.picture("airport-thank-you")


def family(stage: Stage) -> Script:
    """Two parents, two children, two bags: everybody's document, seats together, passes and tags."""
    glass, bench = stage.glass, stage.bench
    booking = itinerary_shown(stage, "FAMI04", "van der Wolk")
    yield stage.on("checkin/Passengers")
    yield from stage.picture("family-passengers")
    yield from press(stage, "primary")
    for n, person in enumerate(booking.passengers):
        yield stage.on("checkin/Documents")
        if n == 0:
            yield from stage.picture("family-documents")
        said = glass.title
        bench.ask("documents", "document", lines=passport(person, f"SPECI000{n}"))
        yield Until("it is read back", lambda: bool((glass.action("primary") or {}).get("enabled")))
        yield from press(stage, "primary")
        yield Until("the next one", lambda said=said: glass.screen != "checkin/Documents" or glass.title != said)  # type: ignore[misc]  # bound now
    yield stage.on("checkin/Summary")
    yield from stage.picture("family-summary")
    yield from two_bags(stage)
    yield from gone_on(stage, "checkin/ThankYou")
    yield from stage.picture("family-thank-you")


def two_bags(stage: Stage) -> Script:
    """Two of the four pieces that the family has free, weighed at the kiosk."""
    yield from press(stage, "change:BagsPressed")
    yield stage.on("checkin/Bags")
    yield from stage.picture("family-bags")
    for grams in (18_400, 22_960):
        yield from weighed(stage, grams)
    yield from stage.picture("family-two-bags")
    yield from gone_on(stage, "checkin/Summary")
    yield from answered(stage)


def refused_kindly(stage: Stage) -> Script:
    """Check-in is not open yet: when it opens, where to go, and a slip."""
    yield ready(stage)
    itinerary_shown(stage, "EARLY1", "Ooievaar")
    yield stage.on("checkin/Refused")
    yield from stage.picture("refused-too-early")
    yield from press(stage, "primary")
    yield Until("the slip is out", lambda: not (stage.glass.action("primary") or {}).get("busy"))
    yield from stage.picture("refused-slip")
    yield from press(stage, "secondary")
    yield stage.on("shell/Attract")
