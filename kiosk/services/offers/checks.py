"""What no promotion may say alone, and what two may not say against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import TypeAlias

from kiosk.domain.pricing.promotions import (
    DAY_MINUTES,
    Bundle,
    Combining,
    Kind,
    MixAndMatch,
    NForM,
    NthAt,
    Promotion,
    Threshold,
    Window,
)

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


def never_meant(own: Promotion) -> str:
    """Return why nobody can mean what a line says by itself, empty when somebody can."""
    hours = (own.window.from_minute, own.window.until_minute)
    if hours[0] % DAY_MINUTES == hours[1] % DAY_MINUTES and hours != (0, DAY_MINUTES):
        return "from_time and until_time are the same; leave both empty for the whole day"
    match own.kind:
        case NthAt(n=1):
            return "n is 1: that is each piece, for which there are percent and amount"
        case Threshold(from_minor=least, minor=minor) if minor > least:
            return f"amount_minor {minor} is more than the total that earns it, from_minor {least}"
        case _:
            return ""


def against_each_other(found: Iterable[tuple[int, Promotion]]) -> Iterator[tuple[int, str]]:
    """Yield line and words for what a line says against one before it, the nearest to the top first."""
    by_id: dict[str, int] = {}
    alike: dict[object, list[tuple[int, Promotion]]] = {}
    for line, own in found:
        if own.id in by_id:
            yield line, f"{own.id} is in line {by_id[own.id]} already"
            continue
        by_id[own.id] = line
        if own.combining is Combining.STACKABLE:
            continue
        # Only those of one coupon, or of one scope, can be against each other: a long file is not read in squares.
        before = alike.setdefault((own.combining, own.coupon or _goods(own)), [])
        told = ((there, other, _against(own, other)) for there, other in before)
        if first := next(((there, other, why) for there, other, why in told if why), None):
            yield line, f"{own.id} and {first[1].id} in line {first[0]} {first[2]}"
        before.append((line, own))


def _against(own: Promotion, other: Promotion) -> str:
    """Return what is wrong with two promotions that combine alike, empty when both can be meant."""
    is_exclusive = own.combining is Combining.EXCLUSIVE
    if _conditions(own) == _conditions(other) and type(own.kind) is type(other.kind):
        if is_exclusive and own.priority == other.priority:
            return "are both exclusive on the same goods at the same time"
        if not is_exclusive and _tier(own.kind) == _tier(other.kind) and own.kind != other.kind:
            # With a limit, the better one may be for the first pieces and the other for the rest.
            return "" if own.limit or other.limit else "give different values on the same goods at the same time"
    is_one_coupon = own.coupon and own.coupon == other.coupon and own.is_for_members == other.is_for_members
    if is_exclusive and is_one_coupon and _may_share_goods(own, other) and _may_share_days(own.window, other.window):
        return f"are both exclusive and opened by the same coupon, {own.coupon}"
    return ""


def _goods(own: Promotion) -> tuple[object, ...]:
    return (frozenset(own.scope.skus), frozenset(own.scope.categories), own.scope.is_all_but)


def _conditions(own: Promotion) -> tuple[object, ...]:
    window = (own.window.first, own.window.last, frozenset(own.window.weekdays), own.window.from_minute)
    return (_goods(own), window, own.window.until_minute, own.is_for_members, own.coupon)


def _tier(kind: Kind) -> object:
    """Return what customers reach by buying more: two steps of one promotion differ in it."""
    match kind:
        case NForM(n=n) | NthAt(n=n) | MixAndMatch(n=n):
            return n
        case Threshold(from_minor=least):
            return least
        case Bundle(slots=slots):
            return slots
        case _:
            return None


def _may_share_goods(own: Promotion, other: Promotion) -> bool:
    """Tell whether a piece may be in both; whose category an article is, nobody knows here."""
    one, two = own.scope, other.scope
    if one.is_all_but or two.is_all_but or (one.skus and two.categories) or (one.categories and two.skus):
        return True
    return bool(one.skus & two.skus or one.categories & two.categories)


def _may_share_days(one: Window, two: Window) -> bool:
    """Tell whether both may hold on one day at one time."""
    is_after = one.first is not None and two.last is not None and one.first > two.last
    is_before = one.last is not None and two.first is not None and one.last < two.first
    return not is_after and not is_before and bool(one.weekdays & two.weekdays) and _may_share_hours(one, two)


def _may_share_hours(one: Window, two: Window) -> bool:
    """Tell whether one begins while the other goes on; hours may go over midnight."""
    return _is_within(one.from_minute, two) or _is_within(two.from_minute, one)


def _is_within(minute: int, window: Window) -> bool:
    begin, end = window.from_minute, window.until_minute
    return (minute - begin) % DAY_MINUTES < ((end - begin) % DAY_MINUTES or DAY_MINUTES)
