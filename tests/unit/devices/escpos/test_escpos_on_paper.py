"""Documents on the simulated printer: what stands on the paper, and what is said of it."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable, Coroutine
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from devices.api import (
    Align,
    AztecBlock,
    HealthState,
    LogoBlock,
    PageCode,
    PageRequest,
    PageRule,
    PageText,
    PairLine,
    PaperBlock,
    Pdf417Block,
    PrintProof,
    PrintRequest,
    PrintVerdict,
    QrBlock,
    Reason,
    Refused,
    Symbology,
    TextLine,
    Unplugged,
)
from devices.drivers.escpos.profile import load
from devices.registry import open_device
from devices.sim.escpos.printer import EscPosPrinter as Machine
from tests.unit.devices.pairs import Pair, Watched, face_to_face

Script = Callable[[Pair, Watched], Coroutine[Any, Any, None]]
BCBP = "M1SPECIMEN/ANA        EABC123 LISAMSZZ 1234 126Y012A0042 100"
PAGE = PageRequest(
    9,
    70,
    120,
    (
        PageText(4, 4, 4, "SPECIMEN/ANA"),
        PageText(4, 12, 3, "Łódź → Aarhus"),
        PageRule(4, 20, 60, 0.5),
        PageCode(4, 26, Symbology.PDF417, BCBP, 0.33),
        PageCode(60, 60, Symbology.ITF, "0125728359", 0.3, 8, is_turned=True),
        PageCode(4, 60, Symbology.AZTEC, BCBP, 0.6),
    ),
)


def on_paper(script: Script, profile: str = "tm-t88v", options: str = "", folder: Any = None) -> None:
    width = load(profile).capabilities.width_dots

    def make(open_port: Any) -> Any:
        return open_device(f"escpos+tcp://127.0.0.1:9100?profile={profile}{options}", open_port=open_port)

    async def ready(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        await script(pair, watched)

    face_to_face(lambda faults, outlet: Machine(faults, outlet, width, folder), make, ready)


def receipts(pair: Pair) -> list[dict[str, Any]]:
    pair.do("tear")  # by hand, where there is no cutter
    found: list[dict[str, Any]] = pair.do("receipts")["receipts"]
    return found


def picture(pair: Pair) -> Image.Image:
    receipts(pair)
    image = Image.open(BytesIO(base64.b64decode(pair.do("receipt_png")["png_base64"])))
    return image.convert("L")


def codes_on(pair: Pair) -> list[tuple[str, str]]:
    return sorted((code.format.name, code.text) for code in zxingcpp.read_barcodes(picture(pair)))


def document(*blocks: PaperBlock) -> PrintRequest:
    return PrintRequest(7, blocks)


# --- codes ---


@pytest.mark.parametrize(
    ("profile", "is_own"),
    [("tm-t88v", True), ("clone-58", False), ("zj-5870", False), ("th230", False), ("ct-s651", True)],
)
def test_codes_read_back_from_the_paper_whether_the_printer_draws_them_or_not(profile: str, is_own: bool) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        outcome = await watched.device.print(document(TextLine("Pronto"), Pdf417Block(BCBP)))
        assert outcome.verdict is PrintVerdict.DONE
        assert codes_on(pair) == [("PDF417", BCBP)]
        assert bool(receipts(pair)[-1]["codes"]) is is_own
        await watched.device.print(document(QrBlock("https://a.example/r#abc")))
        assert codes_on(pair) == [("QRCode", "https://a.example/r#abc")]
        await watched.device.print(document(AztecBlock(BCBP)))
        assert codes_on(pair) == [("Aztec", BCBP)]

    on_paper(script, profile)


@pytest.mark.parametrize("length", [1, 60, 158, 400])
def test_a_boarding_pass_of_any_length_fits_the_paper(length: int) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        text = (BCBP * 10)[:length]
        assert (await watched.device.print(document(Pdf417Block(text)))).verdict is PrintVerdict.DONE
        assert codes_on(pair) == [("PDF417", text)]

    on_paper(script)


@pytest.mark.parametrize("profile", ["tm-t88v", "clone-80", "zj-5870"])
def test_a_signed_receipt_of_1500_characters_fits_a_qr_code(profile: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        text = "https://a.example/r#" + "Ab3-_" * 296
        assert (await watched.device.print(document(QrBlock(text)))).verdict is PrintVerdict.DONE
        assert codes_on(pair) == [("QRCode", text)]

    on_paper(script, profile)


@pytest.mark.parametrize("block", [Pdf417Block("a" * 3000), Pdf417Block(""), Pdf417Block("\x00\x1b")])
def test_a_code_that_cannot_be_printed_fails_before_the_first_byte(block: Pdf417Block) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        outcome = await watched.device.print(document(block))
        assert (outcome.verdict, outcome.reason) == (PrintVerdict.FAILED, Reason.FORMAT_ERROR)
        assert pair.do("receipts")["uncut"] == []

    on_paper(script)
    on_paper(script, "clone-80")


# --- lines that text cannot do ---


def test_only_lines_with_letters_outside_the_page_are_pictures_as_high_as_text() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        same = (TextLine("Maçã"), PairLine("Total", "1,29 €"))
        await watched.device.print(document(*same, TextLine("Skoda", Align.CENTRE), PairLine("Lodz", "2,00 €")))
        plain = receipts(pair)[-1]
        await watched.device.print(document(*same, TextLine("Škoda", Align.CENTRE), PairLine("Łódź", "2,00 €")))
        drawn = receipts(pair)[-1]
        assert drawn["height_mm"] == plain["height_mm"]
        assert (len(plain["lines"]), drawn["lines"]) == (4, plain["lines"][:2])
        ink = picture(pair).point(lambda level: 255 - level).crop((0, 24 + 60, 512, 24 + 120)).getbbox()
        assert ink is not None
        assert ink[2] > 500  # the amount stands at the right edge

    on_paper(script)


def test_a_currency_or_a_quote_outside_the_page_stays_text() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.device.print(document(TextLine("“Olá” – 5 ₺…")))
        assert receipts(pair)[-1]["lines"] == ['"Olá" - 5 TRY...']

    on_paper(script)


def test_a_printer_without_the_euro_page_prints_portuguese_as_pictures_and_the_rest_as_text() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.device.print(document(TextLine("Pão"), TextLine("1,29 €"), TextLine("Crème")))
        receipt = receipts(pair)[-1]
        assert receipt["lines"] == ["1,29 EUR", "Crème"]

    on_paper(script, "cp437-58")


# --- pictures that the printer keeps ---


def logo(size: tuple[int, int] = (100, 40)) -> bytes:
    image = Image.new("RGBA", size, (255, 255, 255, 0))
    image.paste((0, 0, 0, 255), (4, 4, size[0] - 4, size[1] - 4))
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(("profile", "memory"), [("tm-t88v", ["07"]), ("th230", ["1"])])
def test_a_logo_is_kept_over_a_loss_of_power_and_costs_a_receipt_a_few_bytes(profile: str, memory: list[str]) -> None:
    number = int(memory[0])

    async def script(pair: Pair, watched: Watched) -> None:
        kept, outcome = await watched.device.keep_logo(number, logo())
        assert outcome.verdict is PrintVerdict.DONE
        assert (kept.number, kept.width_dots, kept.height_dots) == (number, 104, 40)
        assert pair.do("state")["kept_pictures"] == memory
        first = picture(pair)
        pair.do("power", on=False)
        pair.do("power", on=True)
        await watched.end()
        again = Watched(watched.device)
        await again.until(HealthState.READY)
        encoder = watched.device.encoder
        with_logo, without = (len(encoder.encode(document(*blocks)).content) for blocks in ((LogoBlock(number),), ()))
        assert with_logo - without < 20
        assert (await watched.device.print(document(LogoBlock(number)))).verdict is PrintVerdict.DONE
        assert picture(pair).tobytes() == first.tobytes()
        assert (await watched.device.keep_logo(number, logo()))[0] == kept
        assert (await watched.device.keep_logo(number, logo((96, 40))))[0].sha256 != kept.sha256
        await again.end()

    on_paper(script, profile)


@pytest.mark.parametrize(
    ("profile", "number", "file", "said"),
    [
        ("tm-t88v", 1, b"no picture at all", "no picture"),
        ("tm-t88v", 1, logo((40, 900)), "rows"),
        ("tm-t88v", 0, logo(), "1 to 99"),
        ("th230", 2, logo(), "one picture at a time"),
        ("clone-80", 1, logo(), "keeps no pictures"),
    ],
)
def test_what_a_printer_cannot_keep_is_said_before_the_first_byte(
    profile: str, number: int, file: bytes, said: str
) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        with pytest.raises(ValueError, match=said):
            await watched.device.keep_logo(number, file)
        assert pair.do("receipts")["uncut"] == []

    on_paper(script, profile)


def test_a_receipt_is_printed_without_its_logo_where_none_is_kept() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        outcome = await watched.device.print(document(LogoBlock(), TextLine("Pronto")))
        assert outcome.verdict is PrintVerdict.DONE
        assert receipts(pair)[-1]["lines"] == ["Pronto"]

    on_paper(script)
    on_paper(script, "clone-80")


# --- the cash drawer ---


@pytest.mark.parametrize(("options", "told"), [("&drawer=low", (False, True)), ("", (None, None))])
def test_a_pulse_opens_the_drawer_and_pin_3_tells_where_its_meaning_is_known(
    options: str, told: tuple[bool | None, bool | None]
) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        printer = watched.device
        assert printer.drawer_is_open is told[0]
        await printer.open_drawer()
        await asyncio.sleep(0.1)
        assert pair.do("state")["drawer_open"]
        assert printer.drawer_is_open is told[1]
        pair.do("drawer", open=False)
        await asyncio.sleep(0.1)
        assert printer.drawer_is_open is told[0]

    on_paper(script, options=options)


def test_a_drawer_that_is_stuck_is_told_closed_also_by_a_printer_that_pushes_nothing() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault("drawer stuck")
        await watched.device.open_drawer()
        await asyncio.sleep(6)
        assert (pair.do("state")["drawer_pulses"], watched.device.drawer_is_open) == (1, False)
        pair.do("faults_clear")
        await watched.device.open_drawer()
        await asyncio.sleep(6)
        assert watched.device.drawer_is_open is True

    on_paper(script, "clone-80", "&drawer=low")


def test_a_drawer_is_opened_after_the_receipt_that_is_being_printed() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        printing = asyncio.ensure_future(watched.device.print(document(TextLine("Pronto"))))
        await asyncio.sleep(0)
        await watched.device.open_drawer()
        assert (await printing).verdict is PrintVerdict.DONE
        assert pair.do("state")["drawer_pulses"] == 1

    on_paper(script)


def test_a_drawer_that_is_not_there_is_refused() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        if watched.device.capabilities.has_drawer:
            await watched.end()
            with pytest.raises(Unplugged):
                await watched.device.open_drawer()
            assert watched.device.drawer_is_open is None
        else:
            with pytest.raises(Refused, match="NO_DRAWER"):
                await watched.device.open_drawer()
        assert pair.do("state")["drawer_pulses"] == 0

    on_paper(script, options="&drawer=low")
    on_paper(script, "tm-p80")


# --- passes on a receipt printer ---


@pytest.mark.parametrize("profile", ["tm-t88v", "clone-80", "ct-s651"])
def test_a_pass_is_drawn_with_its_codes_readable(profile: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        assert Symbology.PDF417 in watched.device.capabilities.symbologies
        outcome = await watched.device.print(PAGE)
        assert outcome.verdict is PrintVerdict.DONE
        assert {(name, text.strip()) for name, text in codes_on(pair)} == {
            ("PDF417", BCBP), ("Aztec", BCBP), ("ITF", "0125728359"),
        }  # fmt: skip

    on_paper(script, profile, "&prints=passes")


@pytest.mark.parametrize(
    ("fault", "verdict", "reason"),
    [
        ("paper out", PrintVerdict.FAILED, Reason.MEDIA_EMPTY),
        ("paper out at byte 20000", PrintVerdict.FAILED, Reason.MEDIA_EMPTY),
        ("cover open at byte 20000", PrintVerdict.FAILED, Reason.COVER_OPEN),
        ("cutter jam", PrintVerdict.FAILED, Reason.CUTTER),
        ("drop link at byte 20000", PrintVerdict.UNKNOWN, Reason.NOT_REACHABLE),
        ("no process id", PrintVerdict.UNKNOWN, Reason.TIMEOUT),
        ("wrong process id", PrintVerdict.UNKNOWN, Reason.TIMEOUT),
    ],
)
def test_a_pass_has_the_same_rules_of_proof_as_a_receipt(fault: str, verdict: PrintVerdict, reason: Reason) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault(fault)
        outcome = await watched.device.print(PAGE)
        assert (outcome.verdict, outcome.reason) == (verdict, reason)
        if verdict is PrintVerdict.FAILED:
            pair.do("cutter", jam=False)
            pair.do("cover", open=False)
            pair.do("paper", state="ok")
            await asyncio.sleep(30)
            assert pair.do("receipts")["receipts"] == []  # nothing prints by itself

    on_paper(script, options="&prints=passes")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (PageRequest(1, 90, 50, ()), "does not fit"),
        (PageRequest(1, 70, 50, (PageText(71, 1, 3, "x"),)), "off the page"),
        (PageRequest(1, 70, 50, (PageCode(60, 1, Symbology.PDF417, BCBP, 0.33),)), "over the edge"),
        (PageRequest(1, 70, 50, (PageCode(1, 1, Symbology.ITF, "123", 0.33, 9),)), "even number"),
        (PageRequest(1, 70, 50, (PageCode(1, 1, Symbology.QR, "a\n", 0.33),)), "printable"),
        (PageRequest(1, 70, 50, (PageText(1, 1, 3, "x" * 501),)), "500"),
    ],
)
def test_a_pass_that_cannot_be_printed_as_it_is_meant_gets_no_byte(page: PageRequest, said: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        outcome = await watched.device.print(page)
        assert (outcome.verdict, outcome.reason) == (PrintVerdict.FAILED, Reason.FORMAT_ERROR)
        assert said in outcome.detail

    on_paper(script, options="&prints=passes")


# --- printers that say nothing ---


def test_a_printer_without_a_way_back_is_ready_and_proves_nothing() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault("no status; no process id")
        await asyncio.sleep(30)
        assert watched.device.health.state is HealthState.READY
        assert watched.device.health.detail == "this printer says nothing of itself"
        assert watched.device.capabilities.print_proof is PrintProof.NONE
        outcome = await watched.device.print(document(TextLine("Pronto")))
        assert (outcome.verdict, outcome.detail) == (PrintVerdict.UNKNOWN, "this printer proves nothing")
        assert pair.do("receipts")["uncut"] == ["Pronto"]

    on_paper(script, "cp437-58")
