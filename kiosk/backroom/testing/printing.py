"""Test prints: a pattern, letters, and a code that is read back from the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from devices.api import (
    Align,
    Barcode,
    FeedLine,
    PageCode,
    PageItem,
    PageRequest,
    PageRule,
    PageText,
    PaperBlock,
    PrintOutcome,
    PrintProof,
    PrintRequest,
    PrintVerdict,
    QrBlock,
    RuleLine,
    Symbology,
    TagPrinterCapabilities,
    TextLine,
)
from kiosk.backroom.testing.answers import Answer, Tell, of_reason
from kiosk.domain.selftests import Measured
from kiosk.domain.selftests.plan import LETTERS
from kiosk.flows.selftest.events import MeasureStep

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside

STOCK_MM: Final = (54.0, 120.0)
_MARGIN_MM: Final = 4.0
_CODES: Final = ((Symbology.QR, 0.5), (Symbology.AZTEC, 0.5), (Symbology.CODE128, 0.25))


def job_of(step_id: str) -> int:
    """Return the number of a test's print job, 1 to 2**32 - 1."""
    return int(step_id.replace("-", "")[-8:], 16) or 1


def pattern_paper(title: str, code: str, columns: int) -> tuple[PaperBlock, ...]:
    """Return the test print: a ruler of columns, letters in each size, light and dark, and the code twice."""
    ruler = "".join(str(place % 10) for place in range(1, columns + 1))
    return (
        TextLine(title, Align.CENTRE, bold=True, double=True),
        RuleLine(),
        TextLine(ruler),
        TextLine("#" * columns),
        TextLine("# " * (columns // 2)),
        TextLine(LETTERS),
        TextLine(LETTERS, bold=True),
        TextLine("Aa 0123456789", double=True),
        RuleLine(),
        QrBlock(code),
        Barcode(code),
        TextLine(code[-4:], Align.CENTRE, bold=True, double=True),
        FeedLine(2),
    )


def pattern_page(title: str, code: str, job: int, has: TagPrinterCapabilities) -> PageRequest | None:
    """Return the test page of a tag printer: a code it can print, the number and a bar; None when it has no code."""
    symbology = next((own for own in _CODES if own[0] in has.symbologies), None)
    if symbology is None:
        return None
    width_mm = min(STOCK_MM[0], has.max_width_mm)
    name, module_mm = symbology
    items: tuple[PageItem, ...] = (
        PageText(_MARGIN_MM, 6.0, 4.0, title),
        PageRule(_MARGIN_MM, 14.0, width_mm - 2 * _MARGIN_MM, 1.0),
        PageCode(_MARGIN_MM, 20.0, name, code, module_mm, 15.0),
        PageText(_MARGIN_MM, 52.0, 8.0, code[-4:]),
        PageText(_MARGIN_MM, 66.0, 3.0, LETTERS[:24]),
    )
    return PageRequest(job, width_mm, STOCK_MM[1], items)


async def print_paper(inside: Inside, effect: MeasureStep, _tell: Tell) -> Answer:
    """Print the test paper. Where a printer proves nothing, the code that is read back does."""
    printer: Any = inside.devices[effect.part]
    words = inside.words_for(effect.language)
    blocks = pattern_paper(words.say("selftest.title"), effect.step.expected.text, printer.capabilities.columns)
    return _answer(printer, await printer.print_test(PrintRequest(job_of(effect.step_id), blocks)))


async def print_tag(inside: Inside, effect: MeasureStep, _tell: Tell) -> Answer:
    """Print a test page on the stock of tags."""
    printer: Any = inside.devices[effect.part]
    words = inside.words_for(effect.language)
    job = job_of(effect.step_id)
    page = pattern_page(words.say("selftest.title"), effect.step.expected.text, job, printer.capabilities)
    if page is None:
        return Answer(False, why="no-code")
    return _answer(printer, await printer.print_test(page))


def _answer(printer: Any, outcome: PrintOutcome) -> Answer:
    if outcome.verdict is PrintVerdict.DONE:
        return Answer(True, Measured("printed"))
    has_no_proof = printer.capabilities.print_proof is PrintProof.NONE
    if outcome.verdict is PrintVerdict.UNKNOWN and has_no_proof and outcome.reason is None:
        return Answer(True, Measured("sent"))
    return of_reason(outcome.reason, outcome.detail)
