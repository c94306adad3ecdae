"""Papers at one printer: finished words, one job, and the printer's word on it."""

from __future__ import annotations

import time
from collections.abc import Callable

from devices.api import (
    Align,
    FeedLine,
    PairLine,
    PaperBlock,
    Printer,
    PrintRequest,
    RuleLine,
    TextLine,
)
from kiosk.effects.base import Tasks
from kiosk.flows.base import Site
from kiosk.flows.checkout.events import PrintEnded, PrintPaper
from kiosk.papers.document import Block, Feed, Line, Moment, Pair, Printable
from kiosk.papers.receipt import paper_of
from kiosk.phrases import Writer, moment, phrase


def finished(printable: Printable, words: Writer) -> str:
    """Return the finished text of one part of a paper."""
    return moment(printable.utc_ms, words) if isinstance(printable, Moment) else phrase(printable, words)


def blocks_of(block: Block, words: Writer) -> PaperBlock:
    """Return one block as the printer takes it."""
    match block:
        case Line():
            align = Align.CENTRE if block.align == "centre" else Align.LEFT
            return TextLine(finished(block.text, words), align, block.is_bold, block.is_double)
        case Pair():
            left, right = finished(block.left, words), finished(block.right, words)
            return PairLine(left, right, block.is_bold, block.is_double)
        case Feed():
            return FeedLine(block.lines)
        case _:
            return RuleLine()


class Papers:
    """Performs print effects."""

    def __init__(self, printer: Printer, tasks: Tasks, site: Site, words: Callable[[str], Writer]) -> None:
        self._printer = printer
        self._tasks = tasks
        self._site = site
        self._words = words

    def print(self, effect: PrintPaper) -> None:
        """Print the document of a job."""
        self._tasks.start(effect, effect.job.id, self._print(effect))

    async def _print(self, effect: PrintPaper) -> None:
        words = self._words(effect.job.language)
        now_ms = time.time_ns() // 1_000_000
        site = self._site
        paper = paper_of(
            effect.sale, effect.job, site.name, site.place.desk, is_demo=site.is_demo, utc_ms=now_ms
        )  # fmt: skip
        request = PrintRequest(effect.job.number, tuple(blocks_of(block, words) for block in paper))
        outcome = await self._printer.print(request)
        reason = outcome.reason.value if outcome.reason is not None else ""
        self._tasks.post(PrintEnded(effect.job.id, outcome.verdict.value, reason, outcome.detail))
