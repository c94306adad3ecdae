"""The code at the foot of a receipt: on the customer's paper alone, and no wider than the roll."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.api import (
    PaperBlock,
    PrinterCapabilities,
    PrintOutcome,
    PrintProof,
    PrintRequest,
    PrintVerdict,
    QrBlock,
    TextLine,
)
from kiosk.domain.sale import PaperKind, Sale
from kiosk.effects.print import Papers
from kiosk.flows.checkout.events import PrintPaper, PrintPressed
from kiosk.flows.shell.examples import SITE
from kiosk.words import SiteFormat, Words
from tests.unit.effects.rig import Ready, Rig
from tests.unit.flows.given import Checkout
from tests.virtual_time import run

LINK = "https://receipts.example/r#abc"


class Roll(Ready):
    """A printer of some width that keeps what it was given."""

    def __init__(self, width_dots: int) -> None:
        self.capabilities = PrinterCapabilities(42, width_dots, "cp858", True, True, True, PrintProof.PROCESS_ID)
        self.requests: list[PrintRequest] = []

    async def print(self, request: PrintRequest) -> PrintOutcome:
        self.requests.append(request)
        return PrintOutcome(PrintVerdict.DONE)


def job_of(kind: PaperKind) -> PrintPaper:
    checkout = Checkout().receipt()
    checkout.take(PrintPressed())
    effect = checkout.effect(PrintPaper)
    return replace(effect, job=replace(effect.job, kind=kind, attempt_id=effect.sale.attempts[0].id))


def blocks(kind: PaperKind, link: str = LINK, width_dots: int = 576) -> tuple[tuple[PaperBlock, ...], list[int]]:
    """Print one paper; give its blocks, and how long a link was allowed to be."""
    allowed: list[int] = []

    def link_of(_sale: Sale, _about: str, _language: str, _utc_ms: int, most: int) -> str:
        allowed.append(most)
        return link

    async def go() -> tuple[PaperBlock, ...]:
        rig, printer = Rig(), Roll(width_dots)
        Papers(printer, rig.tasks, SITE, lambda language: Words(language, SiteFormat()), link_of).print(job_of(kind))
        await rig.done()
        return printer.requests[0].blocks

    return run(go()), allowed


@pytest.mark.parametrize("kind", [PaperKind.SLIP])
def test_other_papers_than_the_customers_receipt_carry_no_code(kind: PaperKind) -> None:
    found, allowed = blocks(kind)
    assert not any(isinstance(block, QrBlock) for block in found)
    assert allowed == []


def test_a_site_without_a_page_for_receipts_prints_no_code_and_no_words_about_one() -> None:
    found, _ = blocks(PaperKind.CUSTOMER, link="")
    words = Words("en", SiteFormat()).say("paper.code")
    assert not any(isinstance(block, QrBlock) or getattr(block, "text", "") == words for block in found)


@pytest.mark.parametrize(("width_dots", "most"), [(384, 600), (511, 600), (512, 1500), (576, 1500)])
def test_a_receipt_ends_with_its_code_below_its_words_and_fits_the_roll(width_dots: int, most: int) -> None:
    found, allowed = blocks(PaperKind.CUSTOMER, width_dots=width_dots)
    assert allowed == [most]
    assert isinstance(found[-2], TextLine)
    assert found[-1] == QrBlock(LINK)
