"""Slips of a check-in: why it cannot be finished here and when and where it can, luggage tags, a cancelled check-in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.blockers import Blocker
from kiosk.domain.money import Money
from kiosk.domain.text import LocalText, Scaled, Text, text
from kiosk.domain.travel.blockers import refusal
from kiosk.domain.travel.booking import Bag, BagState, Booking, Segment
from kiosk.papers.document import Block, Day, Feed, Line, Logo, Moment, Pair, Paper, Rule


class About(StrEnum):
    """What a slip of a check-in is about."""

    REFUSED = "refused"
    LUGGAGE = "luggage"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SlipFrame:
    """What a slip says beside the booking. `desk`: where a person is."""

    shop: str
    desk: LocalText
    utc_ms: int
    copy_no: int = 1
    is_demo: bool = False


def travel_slip(booking: Booking, about: About, blockers: Sequence[Blocker], frame: SlipFrame) -> Paper:
    """Return a slip. `blockers`: what stands in the way, in the order in which it is told; of a refusal only."""
    middle = {
        About.REFUSED: lambda: _refused(booking, blockers),
        About.LUGGAGE: lambda: _luggage(booking),
        About.CANCELLED: lambda: _cancelled(booking),
    }[about]()
    return (*_head(about, frame), *middle, *_foot(booking, frame))


def _head(about: About, frame: SlipFrame) -> list[Block]:
    head: list[Block] = [Line(text("paper.pass.demo"), "centre", is_bold=True), Rule()] if frame.is_demo else []
    head += [Logo(), Line(frame.shop, "centre", is_bold=True, is_double=True)]
    head.append(Line(text(f"paper.slip.{about.value}.title"), "centre", is_bold=True))
    if frame.copy_no > 1:
        head.append(Line(text("paper.copy"), "centre", is_bold=True, is_double=True))
    return [*head, Feed()]


def _foot(booking: Booking, frame: SlipFrame) -> list[Block]:
    return [
        Pair(text("paper.pass.booking"), booking.ref, is_bold=True),
        Line(Moment(frame.utc_ms)),
        Line(frame.desk),
    ]


def _refused(booking: Booking, blockers: Sequence[Blocker]) -> list[Block]:
    blocks: list[Block] = []
    for blocker in blockers:
        title, *rest = (Line(words, is_bold=n == 0) for n, words in enumerate(refusal(blocker)))
        blocks += [title, *rest, Feed()]
    blocks.append(Rule())
    for segment in booking.segments:
        blocks += [*_flight(segment), *_hours(segment), Rule()]
    return blocks


def _flight(segment: Segment) -> list[Block]:
    flight = segment.flight
    return [
        Pair(flight.name, Day(flight.leaves.day), is_bold=True),
        Pair(f"{flight.origin.code} - {flight.destination.code}", flight.leaves.clock),
    ]


def _hours(segment: Segment) -> list[Block]:
    flight = segment.flight
    hours: list[Block] = []
    is_one_day = flight.opens.day == flight.closes.day == flight.leaves.day  # else each stands beside its own
    for key, at in (("paper.slip.opens", flight.opens), ("paper.slip.closes", flight.closes)):
        hours += [Pair(text(key), at.clock)] if is_one_day else [Line(text(key)), Pair(Day(at.day), at.clock)]
    return [*hours, Pair(text("paper.slip.desk"), flight.desk)] if flight.desk else hours


def _luggage(booking: Booking) -> list[Block]:
    live = [bag for bag in booking.bags if bag.state is not BagState.VOID]
    blocks = [block for bag in live for block in _bag(booking, bag)]
    total = Pair(text("paper.slip.luggage.total", count=len(live)), _kilograms(sum(bag.weight_g for bag in live)))
    return [*blocks, Rule(), total, Line(text("paper.slip.luggage.until")), Feed()]


def _bag(booking: Booking, bag: Bag) -> list[Block]:
    last = booking.segment(bag.until_n)
    where = f"{last.flight.destination.city} {last.flight.destination.code}" if last is not None else ""
    return [Pair(bag.plate, _kilograms(bag.weight_g), is_bold=True), Line(where)]


def _kilograms(weight_g: int) -> Text:
    return text("paper.tag.weight", kg=Scaled(weight_g, 3, least=1))


def _cancelled(booking: Booking) -> list[Block]:
    flights = [block for segment in booking.segments for block in (*_flight(segment), Rule())]
    return [Line(text("paper.slip.cancelled.text")), Feed(), *flights, *_owed(booking)]


def _owed(booking: Booking) -> list[Block]:
    """What the desk pays back, by what it was paid for."""
    if not booking.owed:
        return []
    paid = [Pair(text(f"paper.slip.owed.{own.what}"), Money(own.amount_minor, own.currency)) for own in booking.owed]
    title, do = text("paper.slip.owed.title"), text("paper.slip.owed.do")
    return [Line(title, is_bold=True), *paid, Line(do), Feed()]
