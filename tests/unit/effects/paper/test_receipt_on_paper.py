"""The code at the foot of a receipt: on the customer's papers, not on the slip, and no wider than the roll."""

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
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.effects.print import Papers
from kiosk.flows.checkout.events import GiveBackPressed, PrintPaper, PrintPressed
from kiosk.flows.shell.examples import SITE
from kiosk.words import SiteFormat, Words
from tests.unit.effects.rig import Ready, Rig
from tests.unit.flows.checkout.test_giving_back import given_back, shared
from tests.unit.flows.given import Checkout
from tests.unit.papers.test_returned import refunded
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


@pytest.mark.parametrize("kind", [PaperKind.REVERSAL, PaperKind.REFUND])
def test_the_receipt_of_money_that_went_back_ends_with_its_own_code(kind: PaperKind) -> None:
    asked: list[str] = []

    def link_of(_sale: Sale, about: str, _language: str, _utc_ms: int, _most: int) -> str:
        asked.append(about)
        return LINK

    async def go() -> PrintRequest:
        rig, printer = Rig(), Roll(576)
        Papers(printer, rig.tasks, SITE, lambda language: Words(language, SiteFormat()), link_of).print(effect)
        await rig.done()
        return printer.requests[0]

    effect = refund_of() if kind is PaperKind.REFUND else reversal_of()
    assert run(go()).blocks[-1] == QrBlock(LINK)
    assert asked == [effect.job.attempt_id]


def reversal_of() -> PrintPaper:
    """Return the paper of a card's half that went back."""
    checkout = shared()
    checkout.take(GiveBackPressed())
    return given_back(checkout).effect(PrintPaper)


def refund_of() -> PrintPaper:
    """Return the paper of a refund, as staff will ask for it."""
    sale = refunded(50)
    return PrintPaper(PrintJob("j", "refund:refund", 1, PaperKind.REFUND, 1, "en", "refund"), sale)


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
