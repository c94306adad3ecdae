"""Papers at one printer: finished words, one job, and the printer's word on it."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import TypeAlias

from devices.api import (
    Align,
    FeedLine,
    LogoBlock,
    PairLine,
    PaperBlock,
    Printer,
    PrintRequest,
    QrBlock,
    RuleLine,
    TextLine,
)
from kiosk.domain.aside.keeping import MARK, code_of
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.domain.text import text
from kiosk.effects.base import Tasks
from kiosk.flows.base import Site
from kiosk.flows.checkout.events import PrintEnded, PrintPaper
from kiosk.papers.digital import MOST_CHARACTERS, MOST_ON_NARROW_PAPER
from kiosk.papers.document import Block, Day, Feed, Legal, Line, Logo, Moment, Pair, Printable
from kiosk.papers.facts import NOTHING_KNOWN, PaperFacts
from kiosk.papers.receipt import paper_of
from kiosk.phrases import Speaker, moment, phrase

EPOCH = date(1970, 1, 1)
LinkOf: TypeAlias = Callable[[Sale, str, str, int, int], str]
FactsOf: TypeAlias = Callable[[Sale, PrintJob], Awaitable[PaperFacts]]
WIDE_DOTS = 512  # 80 mm paper has 512 or 576, 58 mm paper 384


def finished(printable: Printable, words: Speaker, legal: Speaker | None = None) -> str:
    """Return the finished text of one part of a paper. `legal`: the words of what the law wants, where others."""
    match printable:
        case Legal(own):
            return phrase(own, legal or words)
        case Moment(utc_ms):
            return moment(utc_ms, words)
        case Day(number):
            return words.date(EPOCH + timedelta(number))
        case _:
            return phrase(printable, words)


def blocks_of(block: Block, words: Speaker, legal: Speaker | None = None) -> PaperBlock:
    """Return one block as the printer takes it; `legal` as in `finished`."""
    match block:
        case Line():
            align = Align.CENTRE if block.align == "centre" else Align.LEFT
            return TextLine(finished(block.text, words, legal), align, block.is_bold, block.is_double)
        case Pair():
            left, right = finished(block.left, words, legal), finished(block.right, words, legal)
            return PairLine(left, right, block.is_bold, block.is_double)
        case Feed():
            return FeedLine(block.lines)
        case Logo():
            return LogoBlock()
        case _:
            return RuleLine()


def no_link(_sale: Sale, _about: str, _language: str, _utc_ms: int, _most: int) -> str:
    """Stand in where a site has no page for receipts."""
    return ""


async def no_facts(_sale: Sale, _job: PrintJob) -> PaperFacts:
    """Stand in where nothing is known of receipts besides their sales."""
    return NOTHING_KNOWN


def about_of(job: PrintJob) -> str | None:
    """Return what the code of a paper is about: the attempt that gave money back, empty for the sale; None: no code."""
    if job.kind in (PaperKind.REVERSAL, PaperKind.REFUND):
        return job.attempt_id
    return "" if job.kind is PaperKind.CUSTOMER else None


class Papers:
    """Performs print effects. `link_of` gives the link of a receipt, empty where there is none.

    `facts_of` gives number, seller and signature, and may wait a moment for them.
    """

    def __init__(
        self, printer: Printer, tasks: Tasks, site: Site, words: Callable[[str], Speaker], link_of: LinkOf = no_link,
        facts_of: FactsOf = no_facts,
    ) -> None:  # fmt: skip
        self._facts_of = facts_of
        self._link_of = link_of
        self._printer = printer
        self._tasks = tasks
        self._site = site
        self._words = words

    def print(self, effect: PrintPaper) -> None:
        """Print the document of a job."""
        self._tasks.start(effect, effect.job.id, self._print(effect))

    async def _print(self, effect: PrintPaper) -> None:
        words = self._words(effect.job.language)
        legal = self._words(effect.sale.facts.tax.language or effect.job.language)
        now_ms = time.time_ns() // 1_000_000
        site = self._site
        facts = await self._facts_of(effect.sale, effect.job)
        paper = paper_of(
            effect.sale, effect.job, site.name, site.place.desk, is_demo=site.is_demo, utc_ms=now_ms, facts=facts
        )  # fmt: skip
        if site.is_training:
            paper = (Line(text("demo.training.paper"), "centre", is_bold=True), *paper)
        blocks = (*(blocks_of(block, words, legal) for block in paper), *self._code(effect, words, now_ms))
        blocks = (*blocks, *_codes_of(facts, words))
        request = PrintRequest(effect.job.number, blocks)
        outcome = await self._printer.print(request)
        reason = outcome.reason.value if outcome.reason is not None else ""
        self._tasks.post(PrintEnded(effect.job.id, outcome.verdict.value, reason, outcome.detail))

    def _code(self, effect: PrintPaper, words: Speaker, now_ms: int) -> tuple[PaperBlock, ...]:
        """Return the code at the foot of a receipt: the same receipt, signed, for the customer's phone."""
        if effect.job.kind is PaperKind.KEPT:
            return FeedLine(), QrBlock(MARK + code_of(effect.sale))
        about = about_of(effect.job)
        if about is None:
            return ()
        is_narrow = self._printer.capabilities.width_dots < WIDE_DOTS
        most = MOST_ON_NARROW_PAPER if is_narrow else MOST_CHARACTERS
        link = self._link_of(effect.sale, about, effect.job.language, now_ms, most)
        if not link:
            return ()
        return FeedLine(), TextLine(words.say("paper.code"), Align.CENTRE), QrBlock(link)


def _codes_of(facts: PaperFacts, words: Speaker) -> tuple[PaperBlock, ...]:
    """Return the codes of what stands on a receipt besides: the signature's, and the one by which goods come back."""
    blocks: list[PaperBlock] = []
    signed = facts.signature.code if facts.signature is not None else ""
    for key, code in (("paper.fiscal.title", signed), ("paper.return_code", facts.back_code)):
        if code:
            blocks += [FeedLine(), TextLine(words.say(key), Align.CENTRE), QrBlock(code)]
    return tuple(blocks)
