"""Papers of a check-in: boarding passes, bag tags and slips, each by the printer's word."""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, TypeAlias

from devices.api import (
    AztecBlock,
    PaperBlock,
    Pdf417Block,
    Printer,
    PrinterCapabilities,
    PrintOutcome,
    PrintRequest,
    PrintVerdict,
    Reason,
    TagPrinter,
)
from kiosk.domain.sale import PrintJob
from kiosk.effects.base import Tasks
from kiosk.effects.print import blocks_of, finished
from kiosk.flows.base import Site
from kiosk.flows.checkin.events import PrintPass, PrintTag, PrintTravelSlip
from kiosk.flows.checkout.events import PrintEnded
from kiosk.papers.bag_tag import bag_tag
from kiosk.papers.boarding.blocks import PassCode, PassPaper, pass_paper
from kiosk.papers.boarding.document import Issue, boarding_pass
from kiosk.papers.boarding.message import PassSigner
from kiosk.papers.document import Block
from kiosk.papers.pages.pass_page import pass_page
from kiosk.papers.pages.strip import Say
from kiosk.papers.pages.tag_page import tag_page
from kiosk.papers.travel_slips import About, SlipFrame, travel_slip
from kiosk.phrases import Speaker

Ready: TypeAlias = Callable[[], Coroutine[Any, Any, PrintOutcome]]


class TravelPapers:
    """Performs `PrintPass`, `PrintTag` and `PrintTravelSlip`; each answers `PrintEnded` with the printer's verdict.

    `rolls` prints slips, and passes where there are no `passes`, a printer of pages. `tags` prints bag tags, on nothing
    else; where it is a receipt printer that is given pages, it prints the passes. None: there is no such printer.
    """

    def __init__(
        self, rolls: Printer | None, tags: TagPrinter | None, tasks: Tasks, site: Site,
        words: Callable[[str], Speaker], signer: PassSigner | None, passes: TagPrinter | None = None,
    ) -> None:  # fmt: skip
        self._rolls = rolls
        self._tags = tags
        self._passes = tags if passes is None and tags is not None and tags.capabilities.is_receipt_paper else passes
        self._tasks = tasks
        self._site = site
        self._words = words
        self._signer = signer

    def print_pass(self, effect: PrintPass) -> None:
        """Print the boarding pass of a passenger for a segment."""
        self._tasks.start(effect, effect.job.id, self._told(effect.job, lambda: self._pass(effect)))

    def print_tag(self, effect: PrintTag) -> None:
        """Print the tag of a bag."""
        self._tasks.start(effect, effect.job.id, self._told(effect.job, lambda: self._tag(effect)))

    def print_slip(self, effect: PrintTravelSlip) -> None:
        """Print a slip."""
        self._tasks.start(effect, effect.job.id, self._told(effect.job, lambda: self._slip(effect)))

    async def _told(self, job: PrintJob, lay_out: Callable[[], Ready]) -> None:
        """Print, and pass the printer's word on. What cannot be laid out fails before the first byte, and says why."""
        try:
            ready = lay_out()
        except ValueError as error:
            outcome = PrintOutcome(PrintVerdict.FAILED, Reason.FORMAT_ERROR, str(error))
        else:
            outcome = await ready()
        reason = outcome.reason.value if outcome.reason is not None else ""
        self._tasks.post(PrintEnded(job.id, outcome.verdict.value, reason, outcome.detail))

    def _pass(self, effect: PrintPass) -> Ready:
        job = effect.job
        own = boarding_pass(effect.booking, effect.passenger_id, effect.segment_n, self._issue(job), self._signer)
        if self._passes is None:
            return self._roll(job, pass_paper(own))
        page = pass_page(own, job.number, self._passes.capabilities, self._say(job))
        return partial(self._passes.print, page)

    def _tag(self, effect: PrintTag) -> Ready:
        if self._tags is None:
            return _away
        tag = bag_tag(effect.booking, effect.plate, self._issue(effect.job))
        page = tag_page(tag, effect.job.number, self._tags.capabilities, self._say(effect.job))
        return partial(self._tags.print, page)

    def _slip(self, effect: PrintTravelSlip) -> Ready:
        site, job = self._site, effect.job
        frame = SlipFrame(site.name, site.place.desk, _now_ms(), job.copy_no, is_demo=site.is_demo)
        return self._roll(job, travel_slip(effect.booking, About(effect.about), effect.blockers, frame))

    def _roll(self, job: PrintJob, paper: PassPaper) -> Ready:
        if self._rolls is None:
            return _away
        words, has = self._words(job.language), self._rolls.capabilities
        blocks = tuple(_block(block, words, has) for block in paper)
        return partial(self._rolls.print, PrintRequest(job.number, blocks))

    def _say(self, job: PrintJob) -> Say:
        words = self._words(job.language)
        return lambda printable: finished(printable, words)

    def _issue(self, job: PrintJob) -> Issue:
        return Issue(_now_ms(), job.copy_no, is_demo=self._site.is_demo)


def _block(block: Block | PassCode, words: Speaker, has: PrinterCapabilities) -> PaperBlock:
    """Return a block as the printer takes it: PDF417 by a printer that has it, else Aztec, which fits every roll."""
    if isinstance(block, PassCode):
        return Pdf417Block(block.message) if has.has_native_pdf417 else AztecBlock(block.message)
    return blocks_of(block, words)


async def _away() -> PrintOutcome:
    return PrintOutcome(PrintVerdict.FAILED, Reason.NOT_REACHABLE, "no such printer is connected")


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
