"""The receipt of money that went back, on the simulated printer's paper: its text, and its code read from the dots."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest
import zxingcpp

from devices.api import PrintRequest, PrintVerdict
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.effects.digital import Receipts
from kiosk.effects.print import Papers
from kiosk.flows.checkout.events import PrintPaper
from kiosk.flows.shell.examples import SITE
from kiosk.words import LANGUAGES, SiteFormat, Words
from tests.unit.devices.escpos.test_escpos_on_paper import on_paper, picture, receipts
from tests.unit.devices.pairs import Pair, Watched
from tests.unit.effects.paper.test_receipt_on_paper import Roll
from tests.unit.effects.rig import Rig
from tests.unit.papers.test_digital import KEY, opened, text_of, verify
from tests.unit.papers.test_returned import refunded, reversed_twice
from tests.virtual_time import run

GOLDEN = Path(__file__).parent / "golden"
AT_MS = 1_790_000_000_000
PAPERS = {
    "reversal": (PaperKind.REVERSAL, "r2", reversed_twice),
    "refund": (PaperKind.REFUND, "refund", lambda: refunded(50)),
}


def request_of(kind: PaperKind, about: str, sale: Sale, language: str, width_dots: int = 576) -> PrintRequest:
    """Return what the product's performer hands to a printer."""
    link = Receipts("https://shop.example", ("Kade Markt", "Kiosk 4"), UTC, KEY, is_demo=True).link
    printer = Roll(width_dots)

    async def go() -> None:
        rig = Rig()
        papers = Papers(printer, rig.tasks, SITE, lambda own: Words(own, SiteFormat()), link)
        papers.print(PrintPaper(PrintJob("j", "d", 1, kind, 7, language, about), sale))
        await rig.done()

    run(go())
    return printer.requests[0]


@pytest.mark.parametrize("profile", ["tm-t88v", "clone-58"])
@pytest.mark.parametrize("name", PAPERS)
def test_the_code_on_the_paper_is_signed_and_says_what_went_back(name: str, profile: str) -> None:
    kind, about, sale = PAPERS[name]
    request = request_of(kind, about, sale(), "nl", 384 if profile == "clone-58" else 576)

    async def script(pair: Pair, watched: Watched) -> None:
        assert (await watched.device.print(request)).verdict is PrintVerdict.DONE
        (code,) = zxingcpp.read_barcodes(picture(pair))
        verify(text_of(code.text))
        told = opened(code.text)
        assert (told["kind"], told["demo"]) == (kind.value, True)
        assert told["total"] == sum(own["amount"] for own in told["back"])

    on_paper(script, profile)


def on_rolls(name: str) -> str:
    """Return the text of one paper as it is printed in each language."""
    kind, about, sale = PAPERS[name]
    own = replace(sale(), id="01f00000-0000-7000-8000-00000000a1b2")
    printed: list[str] = []
    for language in LANGUAGES:
        request = request_of(kind, about, own, language)

        async def script(pair: Pair, watched: Watched, request: PrintRequest = request) -> None:
            await watched.device.print(request)
            printed.extend(line.rstrip() for line in receipts(pair)[-1]["lines"])

        printed.append(f"== {language}")
        on_paper(script)
    return "\n".join(printed) + "\n"


@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_is_what_it_was(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """What is printed on purpose in another way is written anew into `golden/`."""
    monkeypatch.setattr("kiosk.effects.print.time.time_ns", lambda: AT_MS * 1_000_000)
    assert on_rolls(name) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
