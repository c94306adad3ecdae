"""Papers of a check-in: the printer's word is passed on, and what cannot be laid out fails before the first byte."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from devices.api import (
    AztecBlock,
    PageRequest,
    Pdf417Block,
    PrintOutcome,
    PrintProof,
    PrintVerdict,
    Reason,
    Symbology,
    TagPrinterCapabilities,
    TextLine,
)
from kiosk.domain.sale import PaperKind, PrintJob
from kiosk.domain.travel.booking import BagState
from kiosk.effects.checkin.passes import TravelPapers
from kiosk.flows.base import EffectFailed
from kiosk.flows.checkin.events import PrintPass, PrintTag, PrintTravelSlip
from kiosk.flows.checkout.events import PrintEnded
from kiosk.flows.shell.examples import SITE
from kiosk.words import SiteFormat, Words
from tests.unit.effects.paper.test_print import Printer
from tests.unit.effects.rig import Ready, Rig
from tests.unit.papers.travel.travellers import KEY, bag, blocker, booking
from tests.virtual_time import run

DONE = PrintOutcome(PrintVerdict.DONE)


class Roll(Printer):
    """A receipt printer with PDF417 of its own, or without."""

    def __init__(self, outcome: PrintOutcome | Exception = DONE, *, has_pdf417: bool = True) -> None:
        super().__init__(outcome)
        self.capabilities = replace(Printer.capabilities, has_native_pdf417=has_pdf417)


class Stock(Ready):
    """A printer of tags or passes that keeps what it was given."""

    def __init__(self, outcome: PrintOutcome = DONE, symbologies: frozenset[Symbology] = frozenset(Symbology)) -> None:
        self.capabilities = TagPrinterCapabilities(8, 82, True, True, symbologies, PrintProof.STATUS_AFTER)
        self.outcome = outcome
        self.pages: list[PageRequest] = []

    async def print(self, request: PageRequest) -> PrintOutcome:
        self.pages.append(request)
        return self.outcome


def job(kind: PaperKind = PaperKind.BOARDING, copy_no: int = 1) -> PrintJob:
    return PrintJob("job", "doc", copy_no, kind, 77, "nl")


def performed(
    effect: PrintPass | PrintTag | PrintTravelSlip, roll: Roll | None = None, tags: Stock | None = None,
    passes: Stock | None = None,
) -> list[Any]:  # fmt: skip
    async def go() -> list[Any]:
        rig = Rig()
        papers = TravelPapers(roll, tags, rig.tasks, SITE, lambda own: Words(own, SiteFormat()), KEY, passes)
        match effect:
            case PrintPass():
                papers.print_pass(effect)
            case PrintTag():
                papers.print_tag(effect)
            case PrintTravelSlip():
                papers.print_slip(effect)
        return list(await rig.done())

    return run(go())


PASS = PrintPass(job(), booking(), "p1", 1)
TAG = PrintTag(job(PaperKind.BAGTAG), booking(bags=(bag(),)), bag().plate)
SLIP = PrintTravelSlip(job(PaperKind.SLIP), booking(), (blocker(),))


@pytest.mark.allowed_logs("ERROR kiosk.effects.base: PrintPass raised .*a fault")
def test_a_driver_that_breaks_is_told_to_the_flow_that_waits() -> None:
    assert performed(PASS, Roll(RuntimeError("a fault"))) == [EffectFailed("PrintPass", "job")]


@pytest.mark.allowed_logs("ERROR kiosk.effects.base: PrintPass raised .*a fault")
def test_a_driver_that_breaks_while_printing_is_never_a_proven_failure() -> None:
    assert performed(PASS, Roll(ValueError("a fault"))) == [EffectFailed("PrintPass", "job")]


@pytest.mark.parametrize("effect", [PASS, TAG, SLIP])
def test_without_its_printer_a_paper_fails_at_once(effect: PrintPass | PrintTag | PrintTravelSlip) -> None:
    (told,) = performed(effect)
    assert (told.job_id, told.verdict, told.reason) == ("job", "FAILED", "NOT_REACHABLE")


def test_a_bag_tag_is_never_printed_on_receipt_paper() -> None:
    roll = Roll()
    (told,) = performed(TAG, roll)
    assert told.verdict == "FAILED"
    assert roll.requests == []


@pytest.mark.parametrize(
    ("effect", "detail"),
    [
        (replace(PASS, segment_n=2), "not checked in for segment 2"),
        (replace(PASS, passenger_id="p9"), "no such passenger"),
        (replace(PASS, booking=replace(booking(), ref="k7xq2m")), "FIELD: booking code"),
        (replace(TAG, plate="0999000000"), "no such bag"),
        (replace(TAG, booking=booking(bags=(replace(bag(), state=BagState.VOID),))), "the number of this bag is void"),
    ],
)
def test_what_cannot_be_laid_out_fails_before_the_first_byte_and_says_why(
    effect: PrintPass | PrintTag, detail: str
) -> None:
    roll, tags = Roll(), Stock()
    (told,) = performed(effect, roll, tags)
    assert (told.verdict, told.reason) == ("FAILED", "FORMAT_ERROR")
    assert told.detail.startswith(detail)
    assert not roll.requests
    assert not tags.pages


@pytest.mark.parametrize(
    ("stock", "detail"),
    [
        (Stock(symbologies=frozenset({Symbology.QR})), "no ITF"),
        (Stock(symbologies=frozenset()), "no ITF"),
    ],
)
def test_a_printer_without_the_code_prints_no_tag(stock: Stock, detail: str) -> None:
    (told,) = performed(TAG, tags=stock)
    assert (told.verdict, told.reason) == ("FAILED", "FORMAT_ERROR")
    assert detail in told.detail


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (DONE, ""),
        (PrintOutcome(PrintVerdict.FAILED, Reason.MEDIA_EMPTY, "line 3"), "MEDIA_EMPTY"),
        (PrintOutcome(PrintVerdict.UNKNOWN, Reason.TIMEOUT, "no proof"), "TIMEOUT"),
        (PrintOutcome(PrintVerdict.UNKNOWN), ""),
    ],
)
def test_the_printers_word_is_passed_on(outcome: PrintOutcome, reason: str) -> None:
    told = [PrintEnded("job", outcome.verdict.value, reason, outcome.detail)]
    assert performed(PASS, Roll(outcome)) == told
    assert performed(SLIP, Roll(outcome)) == told
    assert performed(TAG, Roll(), Stock(outcome)) == told
    assert performed(PASS, Roll(), None, Stock(outcome)) == told


@pytest.mark.parametrize(("has_pdf417", "kind"), [(True, Pdf417Block), (False, AztecBlock)])
def test_a_pass_on_a_roll_has_pdf417_where_the_printer_has_it_and_aztec_where_not(has_pdf417: bool, kind: type) -> None:
    roll = Roll(has_pdf417=has_pdf417)
    performed(PASS, roll)
    (request,) = roll.requests
    assert request.job == 77
    (code,) = (block for block in request.blocks if isinstance(block, Pdf417Block | AztecBlock))
    assert type(code) is kind
    assert code.data.startswith("M1VOORBEELD/ANA LUISA")


def test_a_receipt_printer_that_is_given_pages_prints_passes_and_no_tag() -> None:
    roll, pages = Roll(), Stock()
    pages.capabilities = replace(pages.capabilities, is_receipt_paper=True)
    assert performed(PASS, roll, pages) == [PrintEnded("job", "DONE")]
    (told,) = performed(TAG, roll, pages)
    assert (told.verdict, told.reason) == ("FAILED", "FORMAT_ERROR")
    assert "tears" in told.detail
    assert len(pages.pages) == 1
    assert roll.requests == []


def test_pass_stock_is_used_where_there_is_some() -> None:
    roll, passes = Roll(), Stock()
    performed(PASS, roll, None, passes)
    assert [page.job for page in passes.pages] == [77]
    assert roll.requests == []


@pytest.mark.parametrize("about", ["refused", "luggage", "cancelled"])
def test_a_slip_speaks_the_customers_language(about: str) -> None:
    roll = Roll()
    performed(replace(SLIP, about=about, booking=TAG.booking), roll)
    texts = [block.text for block in roll.requests[0].blocks if isinstance(block, TextLine)]
    assert Words("nl", SiteFormat()).say(f"paper.slip.{about}.title") in texts
