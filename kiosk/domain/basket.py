"""What happens to a basket: goods in, goods out, and the tax they contain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.domain.goods.terms import NO_TERMS, Terms
from kiosk.domain.money import Money, rounded
from kiosk.domain.moves import IllegalMove, SaleState
from kiosk.domain.sale import Line, LineKind, Sale
from kiosk.domain.text import LocalText
from kiosk.domain.values import replace

MAX_QTY = 99
MAX_WEIGHT_G = 30_000


@dataclass(frozen=True, slots=True)
class Product:
    """One product of the catalogue as it was when looked up. `unit` is the price per piece, or per kg when weighed.

    `pack_qty` is how many pieces the code that was read stands for; `expected_g` what a piece weighs with its pack,
    None where nobody knows; `tare_g` what comes off a weight for the shop's own bag or tray.
    """

    sku: str
    gtin: str
    name: LocalText
    detail: LocalText
    art: str
    unit: Money
    vat_bp: int
    is_weighed: bool
    catalogue_version: int
    category: str = ""
    pack_qty: int = 1
    deposit_minor: int = 0
    expected_g: int | None = None
    tare_g: int = 0
    plu: str = ""
    terms: Terms = NO_TERMS


class CannotAdd(ValueError):
    """A product cannot go into this basket; `code` says why: CURRENCY, WEIGHT, PRICE, LIMIT."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _open(sale: Sale) -> Sale:
    if sale.state is not SaleState.OPEN:
        raise IllegalMove(f"the basket of a sale in {sale.state} is frozen")
    return sale


def price_of(product: Product, qty: int, weight_g: int | None) -> Money:
    """Return what `qty` pieces, or `weight_g` of a weighed product, cost. Raises `CannotAdd`."""
    if not product.is_weighed:
        return product.unit * qty
    if weight_g is None or not 0 < weight_g <= MAX_WEIGHT_G:
        raise CannotAdd("WEIGHT")
    return Money(rounded(product.unit.minor * weight_g, 1000), product.unit.currency)


def add(sale: Sale, product: Product, *, weight_g: int | None = None, price: Money | None = None) -> Sale:
    """Add one piece; the same product at the same price joins its line, which becomes the newest.

    `price` is the price printed in an in-store number and is taken as it is. Raises `CannotAdd`, `IllegalMove`.
    """
    _open(sale)
    if product.unit.currency != sale.currency or (price is not None and price.currency != sale.currency):
        raise CannotAdd("CURRENCY")
    weight_g = weight_g if product.is_weighed else None  # a label may say what a pack weighs; the piece has one price
    total = price if price is not None else price_of(product, 1, weight_g)
    if total.minor < 0 or (price is not None and price.minor == 0):  # a label of nothing had no room
        raise CannotAdd("PRICE")
    if weight_g is None and price is None:
        own = _same_line(sale, product)
        if own is not None:
            return _with_qty(sale, own, own.qty + 1, to_top=True)
    unit = product.unit if price is None or weight_g is not None else price
    line = Line(
        sale.next_n, product.sku, product.gtin, product.name, product.detail, product.art,
        1, unit, total, product.vat_bp, product.catalogue_version, weight_g,
        kind=LineKind.GOODS if price is None else LineKind.LABEL,
    )  # fmt: skip
    return replace(sale, lines=(*sale.lines, line), next_n=sale.next_n + 1, version=sale.version + 1)


def _same_line(sale: Sale, product: Product) -> Line | None:
    for line in reversed(sale.lines):
        is_same = line.sku == product.sku and line.unit == product.unit
        if is_same and is_countable(line) and not line.is_repriced:
            return line
    return None


def _with_qty(sale: Sale, line: Line, qty: int, *, to_top: bool) -> Sale:
    if qty > MAX_QTY:
        raise CannotAdd("LIMIT")
    changed = recounted(line, qty)
    if to_top:
        lines = (*(own for own in sale.lines if own.n != line.n), changed)
    else:
        lines = tuple(changed if own.n == line.n else own for own in sale.lines)
    return replace(sale, lines=lines, version=sale.version + 1)


def recounted(line: Line, qty: int) -> Line:
    """Return a line of so many pieces; its discount shrinks or grows with them, to the nearest minor unit."""
    off_minor = rounded(line.discount_minor * qty, line.qty)
    total = Money((line.unit * qty).minor - off_minor, line.unit.currency)
    return replace(line, qty=qty, total=total, discount_minor=off_minor)


def line_of(sale: Sale, n: int) -> Line | None:
    """Find a line by its number."""
    return next((line for line in sale.lines if line.n == n), None)


def is_countable(line: Line) -> bool:
    """Tell whether pieces of this line are all alike: not weighed, not priced by a label of their own."""
    return line.weight_g is None and line.kind is LineKind.GOODS


def can_grow(line: Line) -> bool:
    """True when one more piece may be asked for by touch: no weighed goods, no price of staff."""
    return is_countable(line) and not line.is_repriced and line.qty < MAX_QTY


def more(sale: Sale, n: int) -> Sale:
    """Add one piece to line `n`; unchanged when there is no such line. Raises `CannotAdd`, `IllegalMove`."""
    line = line_of(_open(sale), n)
    if line is None:
        return sale
    if not can_grow(line):
        raise CannotAdd("LIMIT")
    return _with_qty(sale, line, line.qty + 1, to_top=False)


def fewer(sale: Sale, n: int) -> Sale:
    """Take one piece from line `n`; the last piece takes the line out, kept in `removed` for undo and for staff."""
    line = line_of(_open(sale), n)
    if line is None:
        return sale
    if line.qty > 1:
        return _with_qty(sale, line, line.qty - 1, to_top=False)
    lines = tuple(own for own in sale.lines if own.n != n)
    gone = replace(line, is_removed=True)
    return replace(sale, lines=lines, removed=(*sale.removed, gone), version=sale.version + 1)


def put_back(sale: Sale, n: int) -> Sale:
    """Undo a removal: the line returns as the newest, with its number. Unchanged when it is not among the removed."""
    line = next((own for own in _open(sale).removed if own.n == n), None)
    if line is None:
        return sale
    removed = tuple(own for own in sale.removed if own.n != n)
    lines = (*sale.lines, replace(line, is_removed=False))
    return replace(sale, lines=lines, removed=removed, version=sale.version + 1)


@dataclass(frozen=True, slots=True)
class TaxRow:
    """Tax of one rate: `gross` = `net` + `tax`; `vat_bp` in basis points."""

    vat_bp: int
    gross: Money
    net: Money
    tax: Money


def tax_rows(lines: Iterable[Line], currency: str) -> tuple[TaxRow, ...]:
    """Return the tax contained in `lines` by rate, lowest first; rounded once per rate, on its sum."""
    gross: Mapping[int, int] = _gross_by_rate(lines)
    rows = []
    for vat_bp in sorted(gross):
        tax = rounded(gross[vat_bp] * vat_bp, 10_000 + vat_bp)
        amounts = (gross[vat_bp], gross[vat_bp] - tax, tax)
        rows.append(TaxRow(vat_bp, *(Money(minor, currency) for minor in amounts)))
    return tuple(rows)


def _gross_by_rate(lines: Iterable[Line]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for line in lines:
        sums[line.vat_bp] = sums.get(line.vat_bp, 0) + line.total.minor
    return sums
