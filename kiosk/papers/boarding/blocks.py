"""The boarding pass on a roll: what a passenger looks for first stands first and large."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from kiosk.domain.text import text
from kiosk.papers.boarding.document import BoardingPass, day_of, facts
from kiosk.papers.document import Block, Feed, Line, Logo, Pair, Rule


@dataclass(frozen=True, slots=True)
class PassCode:
    """The barcode of a boarding pass, in the kind of code that the printer has."""

    message: str = field(repr=False)


EXTRAS: Final = text("paper.pass.extras")  # they stand large below the name already
PassPaper: TypeAlias = tuple[Block | PassCode, ...]


def pass_paper(own: BoardingPass) -> PassPaper:
    """Return the pass as blocks."""
    return (*_head(own), *_journey(own), Feed(), PassCode(own.message), Feed(), *_small(own))


def _head(own: BoardingPass) -> list[Block]:
    head: list[Block] = []
    if own.issue.is_demo:
        head += [Line(text("paper.pass.demo"), "centre", is_bold=True), Rule()]
    head += [Logo(), Line(text("paper.pass.title"), "centre", is_bold=True, is_double=True)]
    if own.issue.copy_no > 1:
        head.append(Line(text("paper.copy"), "centre", is_bold=True, is_double=True))
    infants = [Line(text("paper.pass.infant", name=name)) for name in own.infants]
    marks = [Line(" ".join(own.extras), is_bold=True, is_double=True)] if own.extras else []
    return [*head, Feed(), Line(own.name, is_bold=True, is_double=len(own.name) <= 24), *infants, *marks, Feed()]


def _journey(own: BoardingPass) -> list[Block]:
    return [
        Pair(own.flight, day_of(own), is_bold=True, is_double=True),
        Pair(text("paper.pass.from"), f"{own.origin.city} {own.origin.code}"),
        Pair(text("paper.pass.to"), f"{own.destination.city} {own.destination.code}", is_bold=True),
        Rule(),
        Pair(text("paper.pass.gate"), own.gate_or_word, is_bold=True, is_double=bool(own.gate)),
        Pair(text("paper.pass.boards"), own.boards.clock, is_bold=True, is_double=True),
        Pair(text("paper.pass.seat"), own.seat_or_word, is_bold=True, is_double=bool(own.seat)),
        Pair(text("paper.pass.departs"), own.departs.clock),
        Rule(),
    ]


def _small(own: BoardingPass) -> list[Block]:
    return [Pair(label, fact) for label, fact in facts(own) if label != EXTRAS]
