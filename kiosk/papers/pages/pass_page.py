"""The boarding pass as a page: on pass stock of 82 mm, or narrower as a picture on a receipt printer."""

from __future__ import annotations

from typing import Final

from devices.api import PageRequest, Symbology, TagPrinterCapabilities
from kiosk.domain.text import text
from kiosk.papers.boarding.document import BoardingPass, day_of, facts
from kiosk.papers.document import Printable
from kiosk.papers.pages.strip import Say, Strip

WIDTH_MM: Final = 82.0
LENGTH_MM: Final = 180.0
PDF417_MM: Final = 0.25
PDF417_MODULES: Final = (256, 112)
"""The place that is kept, wide and high: four legs with their proof are 256 modules wide and 96 high."""
AZTEC_MM: Final = 0.5
AZTEC_MODULES: Final = (67, 67)
"""The place that is kept: that of four legs with their proof."""


def pass_page(own: BoardingPass, job: int, has: TagPrinterCapabilities, say: Say) -> PageRequest:
    """Lay a pass out. Raises ValueError where the printer has neither PDF417 nor Aztec."""
    strip = Strip(min(WIDTH_MM, has.max_width_mm), has.dots_per_mm)
    _head(strip, own, say)
    _journey(strip, own, say)
    _code(strip, own, has)
    for label, fact in facts(own):
        strip.columns((say(label), say(fact)), 2.6)
    return strip.page(job, LENGTH_MM)


def _code(strip: Strip, own: BoardingPass, has: TagPrinterCapabilities) -> None:
    """PDF417 on paper, as Resolution 792 asks, where its place is there; else Aztec, which is square."""
    strip.gap(2)
    if Symbology.PDF417 in has.symbologies and strip.inner_mm >= PDF417_MODULES[0] * strip.module(PDF417_MM):
        strip.code(Symbology.PDF417, own.message, PDF417_MM, PDF417_MODULES)
    elif Symbology.AZTEC in has.symbologies:
        strip.code(Symbology.AZTEC, own.message, AZTEC_MM, AZTEC_MODULES)
    else:
        raise ValueError("this printer has no code that a boarding pass can carry")


def _head(strip: Strip, own: BoardingPass, say: Say) -> None:
    if own.issue.is_demo:
        strip.text(say(text("paper.pass.demo")), 3.4)
    strip.text(say(text("paper.pass.title")), 5)
    if own.issue.copy_no > 1:
        strip.text(say(text("paper.copy")), 5)
    strip.rule(0.8)
    strip.text(own.name, 5, 3)
    for name in own.infants:
        strip.text(say(text("paper.pass.infant", name=name)), 3.2, 2)


def _journey(strip: Strip, own: BoardingPass, say: Say) -> None:
    strip.gap(1)
    strip.columns((own.flight, say(day_of(own))), 5)
    strip.columns((own.origin.code, own.destination.code), 9)
    strip.columns((own.origin.city, own.destination.city), 3.4)
    strip.rule()
    _labelled(strip, say, ("gate", own.gate_or_word), ("boards", own.boards.clock))
    _labelled(strip, say, ("seat", own.seat_or_word), ("departs", own.departs.clock))
    strip.rule()


def _labelled(strip: Strip, say: Say, *told: tuple[str, Printable]) -> None:
    strip.columns([say(text(f"paper.pass.{name}")) for name, _ in told], 2.6)
    strip.columns([say(fact) for _, fact in told], 6.5)
    strip.gap(0.5)
