"""A sale under its promotions: what its lines save, after whatever was changed in the basket."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from kiosk.domain.benefits.using import CouponState, CouponUse
from kiosk.domain.goods.facts import Saving
from kiosk.domain.goods.sale_facts import NOTHING_MORE
from kiosk.domain.money import Money
from kiosk.domain.pricing.book import Book
from kiosk.domain.pricing.pieces import Goods
from kiosk.domain.pricing.pricer import Pricer
from kiosk.domain.pricing.promotions import ALL_GOODS, Combining, Promotion, Threshold
from kiosk.domain.sale import Line, LineKind, Sale
from kiosk.domain.values import replace

_AFTER_ALL: Final = 90
"""The layer of what a coupon takes off by itself."""
_COUPON: Final = "coupon:"
"""How the id begins of what a coupon itself takes off."""


def repriced(sale: Sale) -> Sale:
    """Return the sale with what its lines save now, by the promotions that held when it was opened.

    A line whose price staff have set takes no part. What staff took off a line comes on top of its savings, and is cut
    where less than that is left. A sale that knows no promotions stays as it is.
    """
    book = book_of(sale)
    if not book and not _has_coupon_left(sale):
        return sale
    followed, savings = _best(sale, book)
    lines = tuple(
        line if line.facts.savings == own else followed.now_is(_saving(line, own))
        for line, own in zip(sale.lines, savings, strict=True)
    )
    return replace(sale, lines=lines)


def _best(sale: Sale, book: Book) -> tuple[_Followed, list[tuple[Saving, ...]]]:
    """Return what lines save; where the best is not proven, a card or a coupon still never costs more than without."""
    followed = _followed(book)
    savings = followed.savings(sale.lines)
    if book is sale.offers or not sale.offers:
        return followed, savings
    plain = _followed(sale.offers)
    without = plain.savings(sale.lines)
    return (plain, without) if _sum(without) > _sum(savings) else (followed, savings)


def _has_coupon_left(sale: Sale) -> bool:
    """Tell whether a line still saves by a coupon; without any promotions that alone can be over."""
    if sale.facts is NOTHING_MORE:
        return False
    return any(own.promotion.startswith(_COUPON) for line in sale.lines for own in line.facts.savings)


def _sum(savings: Sequence[tuple[Saving, ...]]) -> int:
    return sum(one.minor for own in savings for one in own)


def book_of(sale: Sale) -> Book:
    """Return the promotions that hold for a sale with its card and its coupons."""
    if sale.facts is NOTHING_MORE or not (sale.facts.member or sale.facts.coupons):
        return sale.offers
    gross = sum(goods_of(line).gross_minor for line in sale.lines if takes_part(line))
    counting = [own for own in sale.facts.coupons if own.state is CouponState.TAKEN and gross >= own.from_minor]
    return sale.offers.opened(
        is_member=bool(sale.facts.member),
        coupons=frozenset(own.opens for own in counting if own.opens),
        more=tuple(_promotion_of(own) for own in counting if not own.opens),
    )


@lru_cache(maxsize=256)
def _promotion_of(use: CouponUse) -> Promotion:
    """Return what a coupon gives by itself: off the whole basket, after all that the pieces save."""
    kind = Threshold(max(1, use.from_minor), use.percent_bp, use.minor)
    return Promotion(_COUPON + use.code, use.text, kind, ALL_GOODS, Combining.STACKABLE, _AFTER_ALL)


def goods_of(line: Line) -> Goods:
    """Return what promotions see of a line: its goods without deposit, at the price they were scanned with."""
    is_counted = line.weight_g is None and line.kind is LineKind.GOODS
    return Goods(
        line.n, line.sku, line.facts.category, line.unit.minor, line.qty, line.goods_minor, line.weight_g, is_counted
    )


def takes_part(line: Line) -> bool:
    """Tell whether promotions may take a line: goods, at a price that staff have not set."""
    return line.kind in (LineKind.GOODS, LineKind.LABEL) and line.list_unit is None


def _saving(line: Line, savings: tuple[Saving, ...]) -> Line:
    left = line.gross.minor - sum(own.minor for own in savings)
    off = min(line.discount_minor, left)
    total = Money(left - off, line.total.currency)
    return replace(line, total=total, discount_minor=off, facts=replace(line.facts, savings=savings))


class _Followed:
    """The basket that was priced last with a book. It only saves time: any basket can come next."""

    def __init__(self, book: Book) -> None:
        self._pricer = Pricer(book)
        self._known: dict[int, tuple[Line, Goods]] = {}

    def savings(self, lines: Sequence[Line]) -> list[tuple[Saving, ...]]:
        """Return what each line saves."""
        known = self._known
        self._known = {
            line.n: own if (own := known.get(line.n)) is not None and own[0] is line else (line, goods_of(line))
            for line in lines
            if takes_part(line)
        }
        self._pricer.follow(goods for _, goods in self._known.values())
        found = self._pricer.pricing().savings
        return [found.get(line.n, ()) for line in lines]

    def now_is(self, line: Line) -> Line:
        """Remember a line that differs only in what it saves."""
        if line.n in self._known:
            self._known[line.n] = (line, self._known[line.n][1])
        return line


@lru_cache(maxsize=4)
def _followed(book: Book) -> _Followed:
    return _Followed(book)
