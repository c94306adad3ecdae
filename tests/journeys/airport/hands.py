"""What a traveller's hands do at the kiosk: documents, keys, suitcases, a card; each step waits for the glass."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO

import zxingcpp
from PIL import Image

from kiosk.domain.travel.booking import Booking
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.shopping import card_wanted
from tests.journeys.scripts.travellers import booking_of, itinerary, passport

AZTEC, PDF417 = "]z0", "]L0"


def press(stage: Stage, name: str) -> Script:
    """Touch a part as soon as it takes touches: one that was touched just now takes the next for a tremor."""
    glass = stage.glass

    def takes() -> bool:
        item = glass.find(name)
        return item is not None and not item.property("isGuarded") and not item.property("isBusy")

    yield Until(f"{name} takes a touch", takes)
    while not glass.is_seen(name):
        yield from press(stage, "later")
    glass.touch(name)


def offers(stage: Stage, event: str) -> bool:
    """Whether the one obvious action is this one."""
    return (stage.glass.action("primary") or {}).get("event") == event


def gone_on(stage: Stage, screen: str) -> Script:
    """Press the one obvious action and wait for the screen behind it."""
    yield from press(stage, "primary")
    yield stage.on(screen)


def scanned(stage: Stage, text: str, aim: str = AZTEC) -> None:
    """Hold a code before the scanner."""
    sends_aim = stage.bench.ask("scanner", "state")["sim"] == "linescan"
    stage.bench.do("scanner", "scan", text=text, **({"aim": aim} if sends_aim else {}))


def itinerary_shown(stage: Stage, ref: str, surname: str) -> Booking:
    """Hold the first traveller's itinerary before the scanner; return the booking."""
    booking = booking_of(stage.data_dir, ref, surname)
    scanned(stage, itinerary(booking, booking.passengers[0].id), PDF417)
    return booking


def passport_of(stage: Stage, ref: str, surname: str, *, expires: str = "331231") -> list[str]:
    """Return the lines of the first traveller's passport."""
    person = booking_of(stage.data_dir, ref, surname).passengers[0]
    return passport(person, issuer=person.nationality, expires=expires)


def passport_shown(stage: Stage, ref: str, surname: str, *, expires: str = "331231") -> None:
    """Put the first traveller's passport into the reader."""
    stage.bench.do("documents", "document", lines=passport_of(stage, ref, surname, expires=expires))


def pass_on_paper(stage: Stage, ref: str) -> str:
    """Return the characters of the newest boarding pass of a booking that was printed, read off its picture."""
    for n in reversed([own["n"] for own in stage.bench.ask("printer", "receipts")["receipts"]]):
        png = b64decode(stage.bench.ask("printer", "receipt_png", n=n)["png_base64"])
        with Image.open(BytesIO(png)) as picture:
            found = [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]
        own = [text for text in found if ref in text]
        if own:
            return own[0]
    raise LookupError(ref)


def link_on_glass(stage: Stage) -> str:
    """Return the link that a phone reads off the code on the glass."""
    picture = stage.folder / "phone.png"
    stage.glass.picture(picture)
    with Image.open(picture) as image:
        return next(code.text for code in zxingcpp.read_barcodes(image.convert("L")) if code.text.startswith("https:"))


def document_taken(stage: Stage, after: str) -> Script:
    """Compare what was read with what is on the glass, and go on."""
    glass = stage.glass
    yield Until("it is read back", lambda: bool((glass.action("primary") or {}).get("enabled")))
    yield from gone_on(stage, after)


def answered(stage: Stage) -> Script:
    """Say that nothing dangerous is in the luggage."""
    yield from press(stage, "answer:none")
    glass = stage.glass
    yield Until("the answer is taken", lambda: bool((glass.action("primary") or {}).get("enabled")))


def typed(stage: Stage, field: str, text: str) -> Script:
    """Type a field on the glass's own keyboard, and go on."""
    glass = stage.glass
    yield Until(f"the field {field}", lambda: glass.parts.get("field", {}).get("name") == field)
    for sign in text.lower():
        yield from press(stage, f"key:{sign}")
    yield from press(stage, "primary")


def weighed(stage: Stage, grams: int) -> Script:
    """Add a suitcase of the first traveller and put it on the scale."""
    yield from press(stage, "more")
    glass = stage.glass
    yield Until("a suitcase is asked for on the scale", lambda: glass.parts.get("weighing") is not None)
    yield from stage.picture("weighing")
    stage.bench.do("scale", "load", grams=grams)
    yield Until("its weight is taken", lambda: glass.parts.get("weighing") is None)
    stage.bench.do("scale", "load", grams=0)


def carded(stage: Stage, result: str = "00") -> Script:
    """Hold a card to the terminal once both ask for it."""
    yield stage.on("checkout/Paying")
    yield card_wanted(stage)
    stage.bench.card("tap", result)


def papers_taken(stage: Stage) -> Script:
    """Wait until all is out, and leave the kiosk to the next."""
    yield stage.on("checkin/ThankYou")
    yield from gone_on(stage, "shell/Attract")


def logged(stage: Stage, words: str) -> Until:
    """Wait until the kiosk's own log says something of a device: it has seen what was done to it."""
    log = stage.data_dir / "logs" / "kiosk.log"
    return Until(f"the log says {words}", lambda: words in log.read_text(encoding="utf-8"))
