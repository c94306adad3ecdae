"""The scripts: what travellers do at the airport's kiosk. Each yields what it waits for."""

from __future__ import annotations

import json

from kiosk.domain.travel.booking import Booking
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.shopping import card_wanted, pause
from tests.journeys.scripts.travellers import booking_of, itinerary, passport

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


def shown(stage: Stage, ref: str, surname: str) -> Booking:
    """Hold a traveller's itinerary before the scanner; return the booking."""
    booking = booking_of(stage.data_dir, ref, surname)
    text = itinerary(booking, booking.passengers[0].id)
    sends_aim = stage.bench.ask("scanner", "state")["sim"] == "linescan"
    stage.bench.do("scanner", "scan", text=text, **({"aim": "]L0"} if sends_aim else {}))
    return booking


def travellers(stage: Stage) -> Script:
    """A day in short: a family with two bags, somebody with hand luggage, and one who comes too early."""
    yield from family(stage)
    yield from finished(stage)
    yield from hand_luggage(stage)
    yield from finished(stage)
    yield from refused_kindly(stage)


def finished(stage: Stage) -> Script:
    """Say that all is taken; the next one may come."""
    yield pause()
    stage.glass.touch("primary")
    yield stage.on("shell/Attract")


def hand_luggage(stage: Stage) -> Script:
    """One traveller, hand luggage, seat kept: a document and two touches."""
    glass = stage.glass
    yield ready(stage)
    yield from stage.picture("airport-attract")
    shown(stage, "HAND01", "Regenboog")
    yield stage.on("checkin/Summary")
    yield from stage.picture("airport-summary")
    yield from answered(stage)
    yield from stage.picture("airport-answered")
    glass.touch("primary")
    yield stage.on("checkin/ThankYou")
    yield from stage.picture("airport-thank-you")


def family(stage: Stage) -> Script:
    """Two parents, two children, two bags: everybody's document, seats together, passes and tags."""
    glass, bench = stage.glass, stage.bench
    yield ready(stage)
    booking = shown(stage, "FAMI04", "van der Wolk")
    yield stage.on("checkin/Passengers")
    yield from stage.picture("family-passengers")
    glass.touch("primary")
    for n, person in enumerate(booking.passengers):
        yield stage.on("checkin/Documents")
        if n == 0:
            yield from stage.picture("family-documents")
        said = glass.title
        bench.ask("documents", "document", lines=passport(person, f"SPECI000{n}"))
        yield Until("it is read back", lambda: bool((glass.action("primary") or {}).get("enabled")))
        yield pause()
        glass.touch("primary")
        yield Until("the next one", lambda said=said: glass.screen != "checkin/Documents" or glass.title != said)  # type: ignore[misc]  # bound now
    yield stage.on("checkin/Summary")
    yield from stage.picture("family-summary")
    yield from two_bags(stage)
    glass.touch("primary")
    yield stage.on("checkin/ThankYou")
    yield from stage.picture("family-thank-you")


def two_bags(stage: Stage) -> Script:
    """A bag each for the two who have one free, weighed at the kiosk."""
    glass = stage.glass
    glass.touch("change:BagsPressed")
    yield stage.on("checkin/Bags")
    yield from stage.picture("family-bags")
    for grams in (18_400, 22_960):
        yield from weighed(stage, grams)
    yield from stage.picture("family-two-bags")
    glass.touch("primary")
    yield stage.on("checkin/Summary")
    yield from answered(stage)


def weighed(stage: Stage, grams: int) -> Script:
    """Add a bag of the first traveller and put it on the scale."""
    glass, bench = stage.glass, stage.bench
    glass.touch("more")
    yield Until("a bag is asked for on the scale", lambda: glass.parts.get("weighing") is not None)
    yield from stage.picture("weighing")
    bench.do("scale", "load", grams=grams)
    yield Until("its weight is taken", lambda: glass.parts.get("weighing") is None)
    bench.do("scale", "load", grams=0)
    yield pause()


def answered(stage: Stage) -> Script:
    """Answer the question about dangerous goods, on whatever page of the summary it stands."""
    glass = stage.glass
    while not glass.is_seen("answer:none"):
        glass.touch("later")
        yield pause()
    glass.touch("answer:none")
    yield Until("the answer is taken", lambda: bool((glass.action("primary") or {}).get("enabled")))
    yield pause()


def paid_bag(stage: Stage) -> Script:
    """A bag that is not included: its price first, the card, then pass and tag."""
    glass, bench = stage.glass, stage.bench
    yield ready(stage)
    shown(stage, "HAND01", "Regenboog")
    yield stage.on("checkin/Summary")
    yield pause()
    glass.touch("change:BagsPressed")
    yield stage.on("checkin/Bags")
    yield from weighed(stage, 14_200)
    yield from stage.picture("paid-bag")
    glass.touch("primary")
    yield stage.on("checkin/Summary")
    yield from answered(stage)
    yield from stage.picture("paid-bag-summary")
    glass.touch("primary")
    yield stage.on("checkout/Paying")
    yield card_wanted(stage)
    yield from stage.picture("paid-bag-paying")
    bench.card()
    yield stage.on("checkin/ThankYou")


def refused_kindly(stage: Stage) -> Script:
    """Check-in is not open yet: when it opens, where to go, and a slip."""
    yield ready(stage)
    shown(stage, "EARLY1", "Ooievaar")
    yield stage.on("checkin/Refused")
    yield from stage.picture("refused-too-early")
    stage.glass.touch("primary")
    yield Until("the slip is out", lambda: not (stage.glass.action("primary") or {}).get("busy"))
    yield from stage.picture("refused-slip")
    yield pause()
    stage.glass.touch("back" if stage.glass.find("back") is not None else "secondary")
    yield stage.on("shell/Attract")
