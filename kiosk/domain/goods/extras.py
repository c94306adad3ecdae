"""What is added to a basket before it is paid: carrier bags, and the rest to a whole unit for a good cause."""

from __future__ import annotations

from kiosk.domain import basket
from kiosk.domain.basket import Product
from kiosk.domain.money import Money
from kiosk.domain.sale import Line, LineKind, Sale
from kiosk.domain.values import replace

MOST_BAGS = 10


def can_be_taken(sale: Sale, bag: Product) -> bool:
    """Tell whether a basket may have a bag that it has not: one sold by the piece, at a price, to everybody."""
    if bag.is_weighed or bag.pack_qty != 1 or any(own.sku == bag.sku for own in sale.lines):
        return False
    try:
        line = basket.add(sale, bag).lines[-1]
    except basket.CannotAdd:
        return False
    return not (line.facts.min_age or line.facts.needs_serial or line.facts.is_price_asked)


def most_bags(bag: Product) -> int:
    """Return how many bags one basket may have."""
    return min(MOST_BAGS, bag.terms.max_qty or MOST_BAGS)


def with_bags(sale: Sale, bag: Product, count: int) -> Sale:
    """Add so many bags. Raises `CannotAdd`, `IllegalMove`."""
    for _ in range(count):
        sale = basket.add(sale, bag)
    return sale


def missing_minor(sale: Sale, unit_minor: int) -> int:
    """Return what is missing to the next whole unit, in minor units; 0 where nothing is, or nothing is rounded."""
    return -sale.total.minor % unit_minor if unit_minor > 0 else 0


def with_donation(sale: Sale, cause: Product, unit_minor: int) -> Sale:
    """Add what is missing to the next whole unit as a line of its own; unchanged where nothing is missing."""
    minor = missing_minor(sale, unit_minor)
    if not minor:
        return sale
    given = Money(minor, sale.currency)
    line = Line(
        sale.next_n, cause.sku, cause.gtin, cause.name, cause.detail, cause.art, 1, given, given, cause.vat_bp,
        cause.catalogue_version, kind=LineKind.DONATION,
    )  # fmt: skip
    return replace(sale, lines=(*sale.lines, line), next_n=sale.next_n + 1, version=sale.version + 1)


def without_donation(sale: Sale) -> Sale:
    """Take a donation out again; the line is kept among the removed ones, as every line is."""
    given = tuple(replace(own, is_removed=True) for own in sale.lines if own.kind is LineKind.DONATION)
    if not given:
        return sale
    lines = tuple(own for own in sale.lines if own.kind is not LineKind.DONATION)
    return replace(sale, lines=lines, removed=(*sale.removed, *given), version=sale.version + 1)
