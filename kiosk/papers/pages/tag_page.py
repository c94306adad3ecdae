"""The bag tag on a strip of stock: where the bag goes in large letters, its number as a code across and along.

Both codes stand apart, so that one of them is seen however the loop hangs. Source: IATA Resolution 740: ten digits in
ITF, both directions, digits in clear, destination and route from the last stop back.
"""

from __future__ import annotations

from typing import Final

from devices.api import PageRequest, Symbology, TagPrinterCapabilities
from kiosk.domain.text import Scaled, text
from kiosk.papers.bag_tag import BagTag
from kiosk.papers.document import Day
from kiosk.papers.pages.strip import ITF_MODULES, QUIET_MODULES, Say, Strip

WIDTH_MM: Final = 54.0
NARROWEST_MM: Final = 45.0
LENGTH_MM: Final = 420.0
MODULE_MM: Final = 0.375
HEAVY_BARS_MM: Final = (8.0, 12.0, 16.0, 20.0, 24.0)


def tag_page(tag: BagTag, job: int, has: TagPrinterCapabilities, say: Say) -> PageRequest:
    """Lay a tag out. Raises ValueError for receipt paper, stock that is too narrow, and a printer without ITF."""
    if has.is_receipt_paper:
        raise ValueError("a tag of receipt paper tears on the belt: this printer prints no bag tags")
    if Symbology.ITF not in has.symbologies:
        raise ValueError("this printer has no ITF: it prints no bag tags")
    strip, end = (Strip(min(WIDTH_MM, has.max_width_mm), has.dots_per_mm) for _ in range(2))
    needs_mm = (ITF_MODULES + 2 * QUIET_MODULES) * strip.module(MODULE_MM)
    if strip.width_mm < max(NARROWEST_MM, needs_mm):
        raise ValueError(f"stock of {strip.width_mm:g} mm is too narrow for a bag tag")
    _marks(strip, tag, say)
    _destination(strip, tag, say)
    strip.itf_across(tag.plate, MODULE_MM, 18)
    _number(strip, tag)
    strip.rule(0.8)
    _route(strip, tag, say)
    _bag(strip, tag, say)
    end.itf_along(tag.plate, MODULE_MM, end.inner_mm - 4)
    end.gap(2)
    _number(end, tag)
    _marks(end, tag, say)
    _destination(end, tag, say)
    _stub(end, tag, say)
    strip.append(end, LENGTH_MM - end.y_mm)  # the other end of the loop; what is left between goes through the handle
    return strip.page(job, LENGTH_MM)


def _marks(strip: Strip, tag: BagTag, say: Say) -> None:
    """DEMO and COPY: two live tags of one bag are told apart by their number."""
    if tag.issue.is_demo:
        strip.text(say(text("paper.pass.demo")), 3, 2)
    if tag.issue.copy_no > 1:
        strip.text(say(text("paper.tag.copy", number=tag.issue.copy_no)), 5)
    if tag.is_heavy:
        _heavy(strip, tag, say)


def _heavy(strip: Strip, tag: BagTag, say: Say) -> None:
    """The word, the weight, and a weight as a sign, for who reads neither."""
    strip.gap(1)
    for width_mm in HEAVY_BARS_MM:
        strip.bar(width_mm, 1.6)
    strip.gap(2)
    strip.text(say(text("paper.tag.heavy")), 6)
    strip.text(_weight(tag, say), 6)
    strip.rule(1.6)


def _destination(strip: Strip, tag: BagTag, say: Say) -> None:
    last = tag.destination
    strip.text(last.airport, 15)
    strip.gap(1)
    strip.columns((last.flight, say(Day(last.day))), 4)
    strip.gap(1)


def _number(strip: Strip, tag: BagTag) -> None:
    strip.text(tag.plate, 4.4)
    strip.text(f"{tag.human[:2]} {tag.human[2:]}", 3.2)
    strip.gap(1)


def _route(strip: Strip, tag: BagTag, say: Say) -> None:
    """From the last stop back to the first, as belts and people read it."""
    for place, stop in enumerate(reversed(tag.stops)):
        word = say(text("paper.tag.via" if place else "paper.tag.to"))
        strip.text(f"{word} {stop.airport} {stop.city}", 3.6 if place == 0 else 3, 2)
        strip.columns((stop.flight, say(Day(stop.day))), 3)
    strip.text(f"{say(text('paper.tag.from'))} {tag.origin}", 3)


def _bag(strip: Strip, tag: BagTag, say: Say) -> None:
    strip.gap(1)
    strip.text(tag.name, 4, 2)
    strip.columns((_weight(tag, say), tag.ref), 3.4)


def _stub(strip: Strip, tag: BagTag, say: Say) -> None:
    strip.rule(0.8)
    strip.text(say(text("paper.tag.until")), 2.6, 2)
    strip.text(tag.plate, 4.4)
    strip.columns((f"{tag.origin}-{tag.destination.airport}", _weight(tag, say)), 3)
    strip.text(tag.name, 3, 2)


def _weight(tag: BagTag, say: Say) -> str:
    return say(text("paper.tag.weight", kg=Scaled(tag.weight_g, 3, least=1)))
