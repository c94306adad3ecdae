"""What happens to a basket: goods in, goods out, and the tax they contain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.domain.goods.blockers import ITEM_MAX_QTY, ITEM_SCANNED_TWICE
from kiosk.domain.goods.facts import PLAIN, LineFacts
from kiosk.domain.goods.rules import refusal
from kiosk.domain.goods.terms import NO_TERMS, Terms
from kiosk.domain.money import Money, rounded
from kiosk.domain.moves import IllegalMove, SaleState
from kiosk.domain.pricing.lines import repriced
from kiosk.domain.sale import Line, LineKind, Sale
from kiosk.domain.tax.rule import PLAIN_RULE, TaxRule
from kiosk.domain.text import Arg, LocalText
from kiosk.domain.values import replace

MAX_QTY = 99
MAX_WEIGHT_G = 30_000
MAX_PRINTED_MINOR = 999_999_999


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
    """A product cannot go into this basket; `code` says why: CURRENCY, WEIGHT, PRICE, LIMIT, or a blocker's code.

    `args` fill the words of that blocker.
    """

    def __init__(self, code: str, args: tuple[tuple[str, Arg], ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.args_of_words = args


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


def add(
    sale: Sale,
    product: Product,
    *,
    weight_g: int | None = None,
    price: Money | None = None,
    facts: LineFacts = PLAIN,
    local: str = "",
) -> Sale:
    """Add one piece, or a pack; the same product at the same price joins its line, which becomes the newest.

    `price` is the price printed in an in-store number and is taken as it is. `facts` is what the code says of this
    piece; `local` the site's time as `2026-05-31T14:05`, for goods that are not sold at all times. The serial number
    of a piece that waits for it goes to its line. Raises `CannotAdd`, `IllegalMove`.
    """
    _open(sale)
    facts = checked(sale, product, facts, local, has_price=price is not None)
    if facts.serial and (waiting := _waits_for_serial(sale, product)) is not None:
        return _replaced(sale, _with_serial(waiting, facts), to_top=True)
    weight_g = weight_g if product.is_weighed else None  # a label may say what a pack weighs; the piece has one price
    qty = 1 if product.is_weighed or price is not None else product.pack_qty
    if not 0 < qty <= MAX_QTY:
        raise CannotAdd("LIMIT")
    _check_limit(sale, product.sku, product.name, facts.max_qty, qty)
    total = _total(sale, product, qty, weight_g, price)
    if weight_g is None and price is None and (own := _same_line(sale, product, facts)) is not None:
        return _with_qty(sale, own, own.qty + qty, to_top=True)
    unit = product.unit if price is None or weight_g is not None else price
    facts, total = _with_deposit(sale, product, qty, facts, total)
    line = Line(
        sale.next_n, product.sku, product.gtin, product.name, product.detail, product.art,
        qty, unit, total, product.vat_bp, product.catalogue_version, weight_g,
        kind=LineKind.GOODS if price is None else LineKind.LABEL, facts=facts,
    )  # fmt: skip
    return repriced(replace(sale, lines=(*sale.lines, line), next_n=sale.next_n + 1, version=sale.version + 1))


def _total(sale: Sale, product: Product, qty: int, weight_g: int | None, price: Money | None) -> Money:
    """Return what goods cost without their deposit. Raises `CannotAdd`."""
    if product.unit.currency != sale.currency or (price is not None and price.currency != sale.currency):
        raise CannotAdd("CURRENCY")
    total = price if price is not None else price_of(product, qty, weight_g)
    if total.minor < 0 or (price is not None and not 0 < price.minor <= MAX_PRINTED_MINOR):  # it had no room
        raise CannotAdd("PRICE")
    if weight_g is not None and not 0 < weight_g <= MAX_WEIGHT_G:
        raise CannotAdd("WEIGHT")  # also beside a price: what weighs nothing, or a tonne, is a wrong label
    return total


def _with_deposit(sale: Sale, product: Product, qty: int, facts: LineFacts, total: Money) -> tuple[LineFacts, Money]:
    """Return what promotions and deposits need to be known of a line, and its total with the deposit."""
    if product.deposit_minor:
        facts = replace(facts, deposit_minor=product.deposit_minor * qty)
        total = Money(total.minor + facts.deposit_minor, total.currency)
    if sale.offers and product.category:
        facts = replace(facts, category=product.category)
    return facts, total


def checked(sale: Sale, product: Product, facts: LineFacts, local: str, *, has_price: bool = False) -> LineFacts:
    """Return the facts of a piece with what is asked of its product. Raises `CannotAdd` for what may not be sold."""
    if facts is PLAIN and product.terms is NO_TERMS:
        return facts
    if (why := refusal(product.terms, facts, local)) is not None:
        raise CannotAdd(why.code, (*why.args, ("item", product.name)))
    if facts.serial and any(own.sku == product.sku and own.facts.serial == facts.serial for own in sale.lines):
        raise CannotAdd(ITEM_SCANNED_TWICE, (("item", product.name),))
    own = product.terms
    return replace(
        facts, min_age=own.min_age, max_qty=own.max_qty, needs_serial=own.needs_serial and not facts.serial,
        is_price_asked=own.is_price_asked and not has_price, warranty_months=own.warranty_months,
    )  # fmt: skip


def _check_limit(sale: Sale, sku: str, name: LocalText, max_qty: int, more_pieces: int) -> None:
    """Raise `CannotAdd` when a basket would hold more of a product than may be sold at once."""
    if max_qty and sum(line.qty for line in sale.lines if line.sku == sku) + more_pieces > max_qty:
        raise CannotAdd(ITEM_MAX_QTY, (("item", name), ("limit", max_qty)))


def _with_serial(line: Line, facts: LineFacts) -> Line:
    own = replace(line.facts, serial=facts.serial, batch=facts.batch, expires=facts.expires, needs_serial=False)
    return replace(line, facts=own)


def _waits_for_serial(sale: Sale, product: Product) -> Line | None:
    return next((line for line in sale.lines if line.sku == product.sku and line.facts.needs_serial), None)


def _same_line(sale: Sale, product: Product, facts: LineFacts) -> Line | None:
    if facts.serial or facts.needs_serial:
        return None
    for line in reversed(sale.lines):
        is_same = line.sku == product.sku and line.unit == product.unit and line.facts.batch == facts.batch
        if is_same and is_countable(line) and not line.is_repriced and line.facts.expires == facts.expires:
            return line
    return None


def _with_qty(sale: Sale, line: Line, qty: int, *, to_top: bool) -> Sale:
    if qty > MAX_QTY:
        raise CannotAdd("LIMIT")
    return _replaced(sale, recounted(line, qty), to_top=to_top)


def _replaced(sale: Sale, changed: Line, *, to_top: bool) -> Sale:
    if to_top:
        lines = (*(own for own in sale.lines if own.n != changed.n), changed)
    else:
        lines = tuple(changed if own.n == changed.n else own for own in sale.lines)
    return repriced(replace(sale, lines=lines, version=sale.version + 1))


def recounted(line: Line, qty: int) -> Line:
    """Return a line of so many pieces; its discount shrinks or grows with them, to the nearest minor unit.

    What it saves is to be found anew.
    """
    off_minor = rounded(line.discount_minor * qty, line.qty)
    facts = line.facts
    if facts.savings or facts.deposit_minor:
        facts = replace(facts, savings=(), deposit_minor=facts.deposit_minor // line.qty * qty)
    total = Money((line.unit * qty).minor + facts.deposit_minor - off_minor, line.unit.currency)
    return replace(line, qty=qty, total=total, discount_minor=off_minor, facts=facts)


def line_of(sale: Sale, n: int) -> Line | None:
    """Find a line by its number."""
    return next((line for line in sale.lines if line.n == n), None)


def is_countable(line: Line) -> bool:
    """Tell whether pieces of this line are all alike: not weighed, no label or serial number of their own."""
    has_own_number = bool(line.facts.serial) or line.facts.needs_serial
    return line.weight_g is None and line.kind is LineKind.GOODS and not has_own_number


def can_grow(line: Line) -> bool:
    """True when one more piece may be asked for by touch: no weighed goods, no price of staff."""
    most = min(MAX_QTY, line.facts.max_qty or MAX_QTY)
    return is_countable(line) and not line.is_repriced and line.qty < most


def more(sale: Sale, n: int) -> Sale:
    """Add one piece to line `n`; unchanged when there is no such line. Raises `CannotAdd`, `IllegalMove`."""
    line = line_of(_open(sale), n)
    if line is None:
        return sale
    _check_limit(sale, line.sku, line.name, line.facts.max_qty, 1)
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
    return repriced(replace(sale, lines=lines, removed=(*sale.removed, gone), version=sale.version + 1))


def put_back(sale: Sale, n: int) -> Sale:
    """Undo a removal: the line returns as the newest, with its number. Unchanged when it is not among the removed."""
    line = next((own for own in _open(sale).removed if own.n == n), None)
    if line is None:
        return sale
    removed = tuple(own for own in sale.removed if own.n != n)
    lines = (*sale.lines, replace(line, is_removed=False))
    return repriced(replace(sale, lines=lines, removed=removed, version=sale.version + 1))


@dataclass(frozen=True, slots=True)
class TaxRow:
    """Tax of one rate: `gross` = `net` + `tax`; `vat_bp` in basis points."""

    vat_bp: int
    gross: Money
    net: Money
    tax: Money


def tax_rows(lines: Iterable[Line], currency: str, rule: TaxRule = PLAIN_RULE) -> tuple[TaxRow, ...]:
    """Return the tax contained in `lines` by rate, lowest first, rounded as the sale's rule says."""
    found: Mapping[int, list[int]] = _gross_by_rate(lines)
    rows = []
    for vat_bp in sorted(found):
        gross, tax = sum(found[vat_bp]), rule.tax_in(found[vat_bp], vat_bp)
        rows.append(TaxRow(vat_bp, *(Money(minor, currency) for minor in (gross, gross - tax, tax))))
    return tuple(rows)


def _gross_by_rate(lines: Iterable[Line]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for line in lines:
        found.setdefault(line.vat_bp, []).append(line.total.minor)
    return found
