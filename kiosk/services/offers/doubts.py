"""What a file of promotions names that the shop does not have: it may be meant, so it is told and not refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from typing import Final

from kiosk.domain.pricing.promotions import Bundle, Promotion, Scope
from kiosk.services.offers.reading import Offers

MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Shop:
    """What the shop has, as far as it is known.

    `is_sold` and `is_category` answer for an article and a category, and are None where no goods are at hand;
    `opened` are the words that its coupons open promotions by.
    """

    is_sold: Callable[[str], bool] | None = None
    is_category: Callable[[str], bool] | None = None
    opened: Set[str] = frozenset()
    has_members: bool = False


def doubts(offers: Offers, shop: Shop) -> Iterator[tuple[int, str]]:
    """Yield line and words for whatever a promotion names that is not there."""
    for line, own in zip(offers.lines, offers.promotions, strict=True):
        yield from ((line, f"{own.id}: {words}") for words in _doubts(own, shop))


def named(offers: Offers) -> tuple[frozenset[str], frozenset[str]]:
    """Return all articles and all categories that promotions name."""
    scopes = [scope for own in offers.promotions for scope in _scopes(own)]
    return (
        frozenset(sku for scope in scopes for sku in scope.skus),
        frozenset(category for scope in scopes for category in scope.categories),
    )


def _scopes(own: Promotion) -> tuple[Scope, ...]:
    return (own.scope, *(slot.scope for slot in own.kind.slots)) if isinstance(own.kind, Bundle) else (own.scope,)


def _doubts(own: Promotion, shop: Shop) -> Iterator[str]:
    for scope in _scopes(own):
        if shop.is_sold is not None and (lost := [sku for sku in sorted(scope.skus) if not shop.is_sold(sku)]):
            yield f"no goods have the number {_listed(lost)}"
        if shop.is_category is not None:
            lost = [category for category in sorted(scope.categories) if not shop.is_category(category)]
            if lost:
                yield f"no goods are of the category {_listed(lost)}"
    if isinstance(own.kind, Bundle) and (empty := _never_filled(own.kind, own.scope)):
        yield f"none of the goods that it is for fit {empty}"
    if own.coupon and own.coupon not in shop.opened:
        yield f"no coupon opens {own.coupon}"
    if own.is_for_members and not shop.has_members:
        yield "it is for members, and the shop has none"


def _never_filled(kind: Bundle, scope: Scope) -> str:
    """Name the first slot none of whose articles the promotion is for; empty where that cannot be told."""
    if scope.is_all_but or scope.categories:
        return ""
    for place, slot in enumerate(kind.slots, 1):
        if slot.scope.skus and not slot.scope.categories and not slot.scope.skus & scope.skus:
            return f"place {place} of its slots"
    return ""


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
