"""What no promotion may say alone, and what two may not say against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import TypeAlias

from kiosk.domain.pricing.promotions import Combining, MixAndMatch, NthAt, Promotion, Window

PriceOf: TypeAlias = Callable[[str], int | None]
"""What an article costs in minor units; None: it is not sold here."""


def never_opens(window: Window) -> bool:
    """Tell whether no moment lies in a window: its days end before they begin, or have none of its weekdays."""
    if window.first is None or window.last is None:
        return False
    days = (window.last - window.first).days + 1
    return not any(
        (window.first + timedelta(days=place)).isoweekday() in window.weekdays for place in range(min(days, 7))
    )


def no_gain(own: Promotion, price_of: PriceOf) -> str:
    """Return why a price can never be below what its goods cost, empty when it can or nobody knows."""
    kind = own.kind
    if own.scope.is_all_but or own.scope.categories or not isinstance(kind, MixAndMatch | NthAt):
        return ""
    prices = [price_of(sku) for sku in own.scope.skus]
    if kind.price_minor is None or not prices or any(price is None for price in prices):
        return ""
    most = max(price for price in prices if price is not None) * (kind.n if isinstance(kind, MixAndMatch) else 1)
    return f"its price {kind.price_minor} is not below what the goods cost, {most}" if kind.price_minor >= most else ""


def against_each_other(found: Iterable[tuple[int, Promotion]]) -> Iterator[tuple[int, str]]:
    """Yield line and words for an id that was there already, and for exclusive ones that nobody could choose between.

    Two exclusive promotions of one kind on the same goods at the same time for the same people are a mistake: one of
    them would never count, or only by its name.
    """
    by_id: dict[str, int] = {}
    by_goods: dict[object, tuple[int, str]] = {}
    for line, own in found:
        if own.id in by_id:
            yield line, f"{own.id} is in line {by_id[own.id]} already"
            continue
        by_id[own.id] = line
        if own.combining is not Combining.EXCLUSIVE:
            continue
        scope = (frozenset(own.scope.skus), frozenset(own.scope.categories), own.scope.is_all_but)
        window = (own.window.first, own.window.last, frozenset(own.window.weekdays), own.window.from_minute)
        key = (type(own.kind), scope, window, own.window.until_minute, own.is_for_members, own.coupon, own.priority)
        if key in by_goods:
            before, name = by_goods[key]
            yield line, f"{own.id} and {name} in line {before} are both exclusive on the same goods at the same time"
        by_goods.setdefault(key, (line, own.id))
