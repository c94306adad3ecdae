"""What staff change in a basket: a line out, another quantity, another price, something off a line or off all of it.

Amounts are rounded once, to the nearest minor unit, halves away from zero. What is taken off a whole basket is shared
over its lines in proportion to what they cost, by largest remainder, so that the lines sum to the total exactly and
the tax of each rate stays right. Nothing is ever below zero. A line at a price of staff takes no part in promotions.
"""

from __future__ import annotations

from typing import Final

from kiosk.domain.basket import MAX_QTY, is_countable, line_of, recounted
from kiosk.domain.money import Money, rounded
from kiosk.domain.moves import IllegalMove, SaleState
from kiosk.domain.pricing.lines import repriced
from kiosk.domain.pricing.shares import shares as shares
from kiosk.domain.sale import Line, LineKind, Sale
from kiosk.domain.values import replace

MOST_UNIT_MINOR: Final = 1_000_000
WHOLE_BP: Final = 10_000


class CannotChange(ValueError):
    """Staff cannot change this so; `code` says why: LINE, SERVICE, QUANTITY, PRICE, DISCOUNT, SAME, REASON."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def voided(sale: Sale, n: int, why: str) -> Sale:
    """Take line `n` out, kept among the removed with its reason. Raises `CannotChange`, `IllegalMove`."""
    gone = replace(_line(sale, n, why), is_removed=True)
    lines = tuple(own for own in sale.lines if own.n != n)
    return repriced(replace(sale, lines=lines, removed=(*sale.removed, gone), version=sale.version + 1))


def with_quantity(sale: Sale, n: int, qty: int, why: str) -> Sale:
    """Set the pieces of line `n`, from 1 to 99; a discount goes along in proportion. Raises as `voided`."""
    line = _line(sale, n, why)
    if not is_countable(line) or not 1 <= qty <= MAX_QTY:
        raise CannotChange("QUANTITY")
    if qty == line.qty:
        raise CannotChange("SAME")
    return _with(sale, recounted(line, qty))


def with_price(sale: Sale, n: int, unit_minor: int, why: str) -> Sale:
    """Set the price of a piece, or of a kg, of line `n`; zero is a price. What was off is off no more.

    The price before the first change stays in the line. Raises as `voided`.
    """
    line = _line(sale, n, why)
    if not 0 <= unit_minor <= MOST_UNIT_MINOR:
        raise CannotChange("PRICE")
    unit = Money(unit_minor, sale.currency)
    if unit == line.unit and not line.discount_minor:
        raise CannotChange("SAME")
    minor = unit_minor * line.qty if line.weight_g is None else rounded(unit_minor * line.weight_g, 1000)
    total = Money(minor + line.facts.deposit_minor, sale.currency)
    first = line.unit if line.list_unit is None else line.list_unit
    facts = replace(line.facts, savings=()) if line.facts.savings else line.facts
    return _with(sale, replace(line, unit=unit, total=total, discount_minor=0, list_unit=first, facts=facts))


def discounted(sale: Sale, n: int, minor: int, bp: int, why: str) -> Sale:
    """Take `minor` or `bp` (basis points) off line `n`, or off the whole basket with `n` 0.

    It adds to what is off already. Exactly one of the two is above zero. Raises as `voided`.
    """
    if n:
        line = _line(sale, n, why)
        return _with(sale, _less(line, _off(line.total.minor, minor, bp)))
    _checked(sale, why)
    if any(own.kind is LineKind.SERVICE for own in sale.lines):
        raise CannotChange("SERVICE")
    off = shares([own.total.minor for own in sale.lines], _off(sale.total.minor, minor, bp))
    told = zip(sale.lines, off, strict=True)
    lines = tuple(_less(replace(line, why=why), own) if own else line for line, own in told)
    return repriced(replace(sale, lines=lines, version=sale.version + 1))


def _off(total: int, minor: int, bp: int) -> int:
    if (minor > 0) == (bp > 0) or minor < 0 or not 0 <= bp <= WHOLE_BP:
        raise CannotChange("DISCOUNT")
    off = minor or rounded(total * bp, WHOLE_BP)
    if not 0 < off <= total:
        raise CannotChange("DISCOUNT")
    return off


def _less(line: Line, off: int) -> Line:
    total = Money(line.total.minor - off, line.total.currency)
    return replace(line, total=total, discount_minor=line.discount_minor + off)


def _line(sale: Sale, n: int, why: str) -> Line:
    _checked(sale, why)
    line = line_of(sale, n)
    if line is None:
        raise CannotChange("LINE")
    if line.kind is LineKind.SERVICE:
        raise CannotChange("SERVICE")
    return replace(line, why=why)


def _checked(sale: Sale, why: str) -> None:
    if sale.state is not SaleState.OPEN:
        raise IllegalMove(f"the basket of a sale in {sale.state} is frozen")
    if not why:
        raise CannotChange("REASON")


def _with(sale: Sale, line: Line) -> Sale:
    lines = tuple(line if own.n == line.n else own for own in sale.lines)
    return repriced(replace(sale, lines=lines, version=sale.version + 1))
