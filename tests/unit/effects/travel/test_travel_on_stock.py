"""Papers of a check-in on the simulated printers: every code is read back from the picture to the same characters."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any, cast

import pytest
import zxingcpp
from PIL import Image

from kiosk.domain.sale import PaperKind, PrintJob
from kiosk.domain.travel.blockers import CKIN_WINDOW_NOT_OPEN
from kiosk.domain.travel.booking import Passenger
from kiosk.effects.checkin.passes import TravelPapers
from kiosk.flows.base import Site
from kiosk.flows.checkin.events import PrintPass, PrintTag, PrintTravelSlip
from kiosk.flows.checkout.events import PrintEnded
from kiosk.flows.shell.examples import SITE
from kiosk.services.pass_key import is_genuine
from kiosk.words import LANGUAGES, SiteFormat, Words
from tests.unit.devices.escpos.test_escpos_on_paper import on_paper, picture
from tests.unit.devices.pairs import Pair, Watched
from tests.unit.devices.tags.test_zpl_printing import with_printer
from tests.unit.effects.rig import Rig
from tests.unit.papers.travel.travellers import ADULT, INFANT, KEY, bag, blocker, booking

Effect = PrintPass | PrintTag | PrintTravelSlip
Look = Callable[[Pair], Any]
DEMO = replace(SITE, is_demo=True)


def job(copy_no: int = 1, language: str = "nl") -> PrintJob:
    return PrintJob("job", "doc", copy_no, PaperKind.BOARDING, 77, language)


def printing(effect: Effect, role: str, look: Look, found: list[Any], site: Site = DEMO) -> Any:
    """Return the script that prints and looks; the printer must have proven the paper."""

    async def script(pair: Pair, watched: Watched) -> None:
        rig = Rig()
        papers = TravelPapers(
            watched.device if role == "roll" else None, watched.device if role == "tags" else None, rig.tasks, site,
            lambda own: Words(own, SiteFormat()), KEY, watched.device if role == "passes" else None,
        )  # fmt: skip
        perform: dict[type, Callable[[Any], None]] = {
            PrintPass: papers.print_pass, PrintTag: papers.print_tag, PrintTravelSlip: papers.print_slip,
        }  # fmt: skip
        perform[type(effect)](effect)
        told = await rig.done()
        assert told == [PrintEnded("job", "DONE")]
        found.append(look(pair))

    return script


def codes_in(image: Image.Image) -> list[tuple[str, str]]:
    return sorted((code.format.name, code.text) for code in zxingcpp.read_barcodes(image))


def on_roll(effect: Effect, profile: str = "tm-t88v") -> Image.Image:
    found: list[Any] = []
    on_paper(printing(effect, "roll", picture, found), profile)
    return cast(Image.Image, found[0])


def on_stock(effect: Effect, role: str, profile: str = "zpl-203-presenter", **knobs: str) -> tuple[Image.Image, Any]:
    def look(pair: Pair) -> tuple[Image.Image, Any]:
        png = base64.b64decode(pair.do("tag_png", n=1)["png_base64"])
        return Image.open(BytesIO(png)).convert("L"), pair.do("tags")["tags"][0]

    found: list[Any] = []
    with_printer(printing(effect, role, look, found), profile, **knobs)
    return cast("tuple[Image.Image, Any]", found[0])


def message(own: PrintPass, text: str) -> bool:
    """True when a scanned text is the message of a pass, by the calendar of the day on which the test runs."""
    flown = own.booking.segments[own.segment_n - 1].flight.number
    return text.startswith(f"M{len(own.booking.segments) - own.segment_n + 1}") and flown in text


# --- boarding passes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("legs", [1, 2, 3, 4])
@pytest.mark.parametrize(
    ("profile", "kind"), [("tm-t88v", "PDF417"), ("clone-80", "Aztec"), ("clone-58", "Aztec"), ("tm-p80", "PDF417")]
)
def test_a_pass_on_a_roll_reads_back_and_is_genuine(profile: str, kind: str, legs: int) -> None:
    effect = PrintPass(job(), booking(legs, (ADULT, INFANT), (bag(1), bag(2), bag(9))), "p1", 1)
    ((form, text),) = codes_in(on_roll(effect, profile))
    assert form == kind
    assert message(effect, text)
    assert is_genuine(text, KEY.public_text)


@pytest.mark.parametrize("legs", [1, 4])
@pytest.mark.parametrize("profile", ["zpl-203-presenter", "zpl-203", "zpl-300"])
def test_a_pass_on_stock_reads_back_and_is_genuine(profile: str, legs: int) -> None:
    effect = PrintPass(job(), booking(legs, (ADULT, INFANT), (bag(1), bag(2), bag(9))), "p1", 1)
    knobs = {"dots_per_mm": "12" if profile == "zpl-300" else "8"}
    image, told = on_stock(effect, "passes", profile, **knobs)
    ((form, text),) = codes_in(image)
    assert form == "PDF417"
    assert message(effect, text)
    assert is_genuine(text, KEY.public_text)
    assert told["unknown"] == []
    assert {"AMS", "LIS", "NB 1361", "014C".lstrip("0")} <= set(told["texts"])


@pytest.mark.parametrize("legs", [1, 4])
@pytest.mark.parametrize(("profile", "kind"), [("clone-58", "Aztec"), ("tm-t88v", "Aztec"), ("clone-80", "PDF417")])
def test_a_pass_as_one_picture_on_a_receipt_printer_reads_back(profile: str, kind: str, legs: int) -> None:
    effect = PrintPass(job(), booking(legs, (ADULT, INFANT), (bag(1), bag(9))), "p1", 1)
    found: list[Any] = []
    on_paper(printing(effect, "tags", picture, found), profile, "&prints=passes")
    ((form, text),) = codes_in(found[0])
    assert form == kind
    assert message(effect, text)
    assert is_genuine(text, KEY.public_text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pass_says_in_every_language_what_a_passenger_looks_for(language: str) -> None:
    own = booking(1, (ADULT, INFANT), gate="")
    _, told = on_stock(PrintPass(job(2, language), own, "p1", 1), "passes")
    words = Words(language, SiteFormat())
    wanted = [
        *(words.say(f"paper.pass.{key}") for key in ("demo", "title", "gate", "gate_later", "boards", "seat")),
        words.say("paper.pass.departs"),
        words.say("paper.copy"), words.say("paper.pass.infant", name="Bo Voorbeeld"), "Luísa", "Voorbeeld", "12:30",
        "11:55", "14C",
    ]  # fmt: skip
    printed = " ".join(told["texts"])
    assert [text for text in wanted if text not in printed] == []


@pytest.mark.parametrize("profile", ["clone-58", "tm-t88v"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pass_on_a_roll_says_it_in_every_language_and_width(language: str, profile: str) -> None:
    own = booking(2, (replace(ADULT, services=("WCHR",)), INFANT), (bag(),), gate="", seat="")
    found: list[Any] = []
    on_paper(printing(PrintPass(job(2, language), own, "p1", 1), "roll", _lines, found), profile)
    words, printed = Words(language, SiteFormat()), "".join("".join(found[0]).split())
    keys = (
        "demo", "title", "from", "to", "gate", "gate_later", "boards", "seat", "seat_later", "departs", "sequence",
        "class", "luggage", "booking", "ticket", "services",
    )  # fmt: skip
    wanted = [
        *(words.say(f"paper.pass.{key}") for key in keys), words.say("paper.copy"), "AnaLuísaVoorbeeld",
        words.say("paper.pass.infant", name="Bo Voorbeeld"), "NB1361", "AmsterdamAMS", "LisboaLIS", "11:55", "12:30",
        "WCHR", "K7XQ2M", "9991234567890",
    ]  # fmt: skip
    assert [text for text in wanted if "".join(text.split()) not in printed] == []


@pytest.mark.parametrize(
    "passenger",
    [
        replace(ADULT, surname="Ó", given_names=""),
        replace(ADULT, surname="X" * 64, given_names="Y" * 64),
        replace(ADULT, surname="d'Arc-Núñez", given_names="Zoë ^XZ~JA_5E"),
        replace(ADULT, services=("WCHR", "BLND", "DEAF", "PETC", "SVAN", "MEDA")),
    ],
)
@pytest.mark.parametrize("role", ["clone-58", "passes"])
def test_any_name_is_printed_and_the_code_stays_readable(passenger: Passenger, role: str) -> None:
    effect = PrintPass(job(), booking(2, (passenger,)), "p1", 1)
    image = on_stock(effect, "passes")[0] if role == "passes" else on_roll(effect, role)
    ((_, text),) = codes_in(image)
    assert message(effect, text)


# --- bag tags ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("legs", [1, 3])
@pytest.mark.parametrize(("profile", "dots"), [("zpl-203-presenter", "8"), ("zpl-203", "8"), ("zpl-300", "12")])
def test_a_tag_carries_its_plate_across_and_along(profile: str, dots: str, legs: int) -> None:
    own = booking(legs, bags=(bag(7, legs),))
    image, told = on_stock(PrintTag(job(), own, "0999000007"), "tags", profile, dots_per_mm=dots)
    assert codes_in(image) == [("ITF", "0999000007")] * 2
    assert sorted(code["is_turned"] for code in told["codes"]) == [False, True]
    goal = own.segments[-1].flight.destination.code
    assert told["texts"].count(goal) == 2
    assert told["texts"].count("0999000007") == 3
    assert "NB 000007" in told["texts"]
    assert told["unknown"] == []


def test_each_code_is_found_when_only_its_half_of_the_loop_is_seen() -> None:
    image, told = on_stock(PrintTag(job(), booking(bags=(bag(),)), bag().plate), "tags")
    middle = next(code["y"] for code in told["codes"] if code["is_turned"]) - 40
    for part in ((0, 0, image.width, middle), (0, middle, image.width, image.height)):
        assert codes_in(image.crop(part)) == [("ITF", bag().plate)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_heavy_bag_is_marked_by_word_weight_and_sign(language: str) -> None:
    heavy = bag(weight_g=28_400, is_heavy=True)
    own = booking(bags=(heavy,))
    _, told = on_stock(PrintTag(job(1, language), own, heavy.plate), "tags")
    _, light = on_stock(PrintTag(job(1, language), booking(bags=(bag(),)), bag().plate), "tags")
    word = Words(language, SiteFormat()).say("paper.tag.heavy")
    assert told["texts"].count(word) == 2
    assert word not in light["texts"]
    assert "28,4 kg" in told["texts"]


def test_a_tag_printed_again_has_the_same_plate_and_its_number() -> None:
    own = booking(bags=(bag(),))
    first, again = (on_stock(PrintTag(job(copy_no), own, bag().plate), "tags") for copy_no in (1, 2))
    assert codes_in(first[0]) == codes_in(again[0])
    word = Words("nl", SiteFormat()).say("paper.tag.copy", number=2)
    assert word in again[1]["texts"]
    assert word not in first[1]["texts"]


def test_the_route_of_a_tag_is_read_from_the_last_stop_back() -> None:
    own = booking(3, bags=(bag(7, 3),))
    _, told = on_stock(PrintTag(job(), own, "0999000007"), "tags")
    stops = ["TO SCL Santiago", "VIA GRU São Paulo", "VIA LIS Lisboa", "FROM AMS"]
    flat = " ".join(told["texts"])
    assert sorted(stops, key=flat.index) == stops


# --- slips ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["tm-t88v", "clone-58"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_says_why_when_and_where(language: str, profile: str) -> None:
    effect = PrintTravelSlip(job(1, language), booking(), (blocker(CKIN_WINDOW_NOT_OPEN),))
    found: list[Any] = []
    on_paper(printing(effect, "roll", _lines, found), profile)
    flat = " ".join(found[0])
    words = Words(language, SiteFormat())
    for text in ("NB 1361", "11:30", "12-16", "K7XQ2M", words.say("blocker.CKIN.WINDOW_NOT_OPEN.title").split()[0]):
        assert text in flat
    assert "Voorbeeld" not in flat


def _lines(pair: Pair) -> list[str]:
    pair.do("tear")
    found: list[str] = pair.do("receipts")["receipts"][-1]["lines"]
    return found


def test_a_luggage_receipt_lists_every_live_plate_with_weight_and_goal() -> None:
    own = booking(2, bags=(bag(1, 2), bag(2, 1, weight_g=9_000)))
    found: list[Any] = []
    on_paper(printing(PrintTravelSlip(job(), own, (), "luggage"), "roll", _lines, found))
    flat = "\n".join(found[0])
    for text in ("0999000001", "0999000002", "22,8 kg", "9,0 kg", "31,8 kg", "Lisboa LIS", "GRU"):
        assert text in flat


def test_the_printer_that_is_pulled_proves_nothing() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault("after format: drop link")
        rig = Rig()
        papers = TravelPapers(None, watched.device, rig.tasks, SITE, lambda own: Words(own, SiteFormat()), KEY)
        papers.print_tag(PrintTag(job(), booking(bags=(bag(),)), bag().plate))
        (told,) = await rig.done()
        assert isinstance(told, PrintEnded)
        assert (told.verdict, told.reason) == ("UNKNOWN", "NOT_REACHABLE")

    with_printer(script)
