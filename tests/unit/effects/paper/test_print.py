"""Papers: finished words in the customer's language, one request per job, and the printer's word passed on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.api import (
    Align,
    FeedLine,
    LogoBlock,
    PairLine,
    PrinterCapabilities,
    PrintOutcome,
    PrintProof,
    PrintRequest,
    PrintVerdict,
    Reason,
    RuleLine,
    TextLine,
)
from kiosk.domain.money import Money
from kiosk.domain.text import LocalText, text
from kiosk.effects.print import Papers, blocks_of
from kiosk.flows.base import EffectFailed
from kiosk.flows.checkout.events import PrintEnded, PrintPaper, PrintPressed
from kiosk.flows.shell.examples import SITE
from kiosk.papers.document import Feed, Line, Logo, Moment, Pair, Rule
from kiosk.words import SiteFormat, Words
from tests.unit.effects.rig import Ready, Rig
from tests.unit.flows.given import Checkout
from tests.virtual_time import run

NL = Words("nl", SiteFormat())


class Printer(Ready):
    """A printer that keeps what it was given."""

    capabilities = PrinterCapabilities(42, 576, "cp858", True, True, True, PrintProof.PROCESS_ID)

    def __init__(self, outcome: PrintOutcome | Exception) -> None:
        self.outcome = outcome
        self.requests: list[PrintRequest] = []

    async def print(self, request: PrintRequest) -> PrintOutcome:
        self.requests.append(request)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def paper(language: str = "nl") -> PrintPaper:
    checkout = Checkout().receipt()
    checkout.site = replace(SITE, language=language)
    checkout.take(PrintPressed())
    return checkout.effect(PrintPaper)


async def printed(printer: Printer, effect: PrintPaper, rig: Rig) -> None:
    Papers(printer, rig.tasks, SITE, lambda language: Words(language, SiteFormat())).print(effect)
    await rig.done()


@pytest.mark.allowed_logs("ERROR kiosk.effects.base: PrintPaper raised .*a fault")
def test_a_driver_that_breaks_is_told_to_the_flow_that_waits() -> None:
    async def go() -> None:
        rig, effect = Rig(), paper()
        await printed(Printer(ValueError("a fault")), effect, rig)
        assert rig.posted == [EffectFailed("PrintPaper", effect.job.id)]

    run(go())


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (PrintOutcome(PrintVerdict.DONE), ""),
        (PrintOutcome(PrintVerdict.FAILED, Reason.MEDIA_EMPTY, "line 3"), "MEDIA_EMPTY"),
        (PrintOutcome(PrintVerdict.UNKNOWN), ""),
    ],
)
def test_the_printers_word_is_passed_on_as_it_is(outcome: PrintOutcome, reason: str) -> None:
    async def go() -> None:
        rig, effect = Rig(), paper()
        await printed(Printer(outcome), effect, rig)
        assert rig.posted == [PrintEnded(effect.job.id, outcome.verdict.value, reason, outcome.detail)]

    run(go())


def test_a_receipt_names_the_site_as_it_is_written_there() -> None:
    async def go() -> None:
        rig, effect, printer = Rig(), paper(), Printer(PrintOutcome(PrintVerdict.DONE))
        await printed(printer, effect, rig)
        (request,) = printer.requests
        texts = [block.text for block in request.blocks if isinstance(block, TextLine)]
        assert SITE.name in texts

    run(go())


@pytest.mark.parametrize("language", ["nl", "pt-BR"])
def test_the_paper_is_in_the_language_of_its_job_and_carries_its_number(language: str) -> None:
    async def go() -> None:
        rig, effect, printer = Rig(), paper(language), Printer(PrintOutcome(PrintVerdict.DONE))
        await printed(printer, effect, rig)
        (request,) = printer.requests
        assert request.job == effect.job.number
        said = Words(language, SiteFormat()).say("paper.receipt.title")
        assert TextLine(said, Align.CENTRE, bold=True) in request.blocks

    run(go())


def test_each_block_becomes_what_the_printer_takes() -> None:
    shop = LocalText((("en", "Desk"), ("nl", "Balie")))
    assert blocks_of(Line(shop, "centre", is_bold=True, is_double=True), NL) == TextLine(
        "Balie", Align.CENTRE, bold=True, double=True
    )
    assert blocks_of(Line("plain"), NL) == TextLine("plain", Align.LEFT)
    pair = blocks_of(Pair(text("paper.total"), Money(1672, "EUR"), is_bold=True), NL)
    assert pair == PairLine(NL.say("paper.total"), "€\N{NO-BREAK SPACE}16,72", bold=True)
    assert blocks_of(Feed(2), NL) == FeedLine(2)
    assert blocks_of(Rule(), NL) == RuleLine()
    assert blocks_of(Logo(), NL) == LogoBlock()


def test_a_moment_is_written_in_the_sites_zone_not_the_machines() -> None:
    line = blocks_of(Line(Moment(1_790_000_000_000)), NL)  # 2026-09-21 14:13:20 UTC
    assert isinstance(line, TextLine)
    assert "16:13" in line.text
    assert "2026" in line.text
