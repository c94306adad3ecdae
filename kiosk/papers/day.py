"""The reports of a day on paper: X, which changes nothing, and Z, which closes it."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.domain.settling.day import GIFT_SCHEME
from kiosk.domain.settling.figures import DayFigures
from kiosk.domain.text import Scaled, text
from kiosk.papers.document import Block, Feed, Line, Moment, Pair, Paper, Rule


def day_paper(
    figures: DayFigures,
    place: tuple[str, str],
    *,
    number: int = 0,
    terminal_minor: int | None = None,
    person_id: str = "",
    is_copy: bool = False,
    is_demo: bool = False,
) -> Paper:
    """Return the report. `place`: shop and kiosk. `number` 0: an X."""
    title = text("day.z", number=number) if number else text("day.x")
    head: list[Block] = [Line(text("demo.paper"), "centre", is_bold=True), Rule()] if is_demo else []
    head += [Line(place[0], "centre", is_bold=True), Line(place[1], "centre")]
    head.append(Line(title, "centre", is_bold=True, is_double=True))
    if is_copy:
        head.append(Line(text("paper.copy"), "centre", is_bold=True, is_double=True))
    head += [Feed(), Pair(text("day.since"), Moment(figures.since_utc_ms))]
    head += [Pair(text("day.until"), Moment(figures.until_utc_ms))]
    if person_id:
        head.append(Pair(text("day.by"), person_id))
    terminal = _terminal(figures, terminal_minor) if number else ()
    return (*head, Rule(), *_sold(figures), *_held(figures), *terminal, Rule(), *_foot(figures, number))


def _sold(figures: DayFigures) -> Iterator[Block]:
    money = figures.money
    yield Pair(text("day.sold", count=figures.sales), money(figures.sold_minor), is_bold=True)
    yield Pair(text("day.pieces"), str(figures.pieces))
    for row in figures.taxes:
        percent = Scaled(row.vat_bp, 2)
        yield Pair(text("paper.tax.net", rate=percent), money(row.net_minor))
        yield Pair(text("paper.tax.tax", rate=percent), money(row.tax_minor))
    yield Pair(text("day.discounts", count=figures.discounts), money(figures.discount_minor))
    yield Pair(text("day.refunds", count=figures.refunds), money(figures.refunded_minor))
    yield Pair(text("day.given_up", count=figures.given_up), money(figures.given_up_minor))
    if figures.late_pieces:
        yield Pair(text("day.late", count=figures.late_pieces), money(figures.late_minor))
    if figures.donations:
        yield Pair(text("day.donated", count=figures.donations), money(figures.donated_minor))


def _held(figures: DayFigures) -> Iterator[Block]:
    money = figures.money
    yield Rule()
    for one in figures.schemes:
        name = text("checkout.gift.label") if one.scheme == GIFT_SCHEME else one.scheme or text("day.scheme_unknown")
        yield Line(name, is_bold=True)
        yield Pair(text("day.paid", count=one.payments), money(one.paid_minor))
        yield Pair(text("day.back", count=one.returns), money(-one.returned_minor))
    yield Pair(text("day.held"), money(figures.held_minor), is_bold=True)


def _terminal(figures: DayFigures, terminal_minor: int | None) -> Iterator[Block]:
    if terminal_minor is None:
        yield Line(text("day.terminal_silent"))
        return
    yield Pair(text("day.terminal"), figures.money(terminal_minor))
    yield Pair(text("day.difference"), figures.money(terminal_minor - figures.at_terminal_minor), is_bold=True)


def _foot(figures: DayFigures, number: int) -> Iterator[Block]:
    yield Pair(text("day.reviews"), str(figures.reviews))
    if figures.is_empty:
        yield Line(text("day.empty"))
    if not number:
        yield Line(text("day.x_note"), "centre")
