"""The promotions that hold for one sale, found by product; it never changes while the sale is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from kiosk.domain.pricing.pieces import is_by_piece
from kiosk.domain.pricing.promotions import Combining, Moment, Promotion, Threshold

_REMEMBERED: Final = 50_000
"""Products whose promotions are kept found."""
_OPENED: Final = 32
"""Books that are kept opened by cards and coupons."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a promotion may ask of a sale: when it was opened, whether a member shops, which coupons it has."""

    at: Moment
    is_member: bool = False
    coupons: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Taking:
    """The promotions of one product: stackable in their order, by piece and in groups with the best known first."""

    stacking: tuple[Promotion, ...]
    by_piece: tuple[Promotion, ...]
    grouping: tuple[Promotion, ...]


def holding(promotions: Iterable[Promotion], terms: Terms) -> tuple[Promotion, ...]:
    """Return the promotions that hold for a sale of these terms."""
    return tuple(
        own
        for own in promotions
        if own.window.holds(terms.at)
        and (terms.is_member or not own.is_for_members)
        and (not own.coupon or own.coupon in terms.coupons)
    )


def closed(promotions: Iterable[Promotion], terms: Terms) -> tuple[Promotion, ...]:
    """Return the promotions that would hold for a member, or with the coupon that each asks for."""
    now = tuple(own for own in promotions if own.window.holds(terms.at))
    held = {own.id for own in holding(now, terms)}
    return tuple(own for own in now if own.id not in held)


class Book:
    """An index over promotions; two books are the same only when they are one object.

    `edition` names the file that they are of; `closed` are promotions that a member's card or a coupon opens. Raises
    `ValueError` for two promotions of one id.
    """

    __slots__ = (
        "_everywhere", "_found", "_of_category", "_of_sku", "_opened", "closed", "edition", "promotions", "thresholds",
    )  # fmt: skip

    def __init__(
        self, promotions: Iterable[Promotion] = (), edition: str = "", closed: Iterable[Promotion] = ()
    ) -> None:
        ordered = sorted(promotions, key=lambda own: (-own.priority, own.id))
        if len({own.id for own in ordered}) != len(ordered):
            raise ValueError("two promotions have one id")
        self.edition: Final = edition
        self.closed: Final = tuple(closed)
        self._opened: dict[tuple[bool, frozenset[str], tuple[Promotion, ...]], Book] = {}
        self.promotions: Final = tuple(ordered)
        self.thresholds: Final = tuple(own for own in ordered if isinstance(own.kind, Threshold))
        self._of_sku: dict[str, list[int]] = {}
        self._of_category: dict[str, list[int]] = {}
        self._everywhere: list[int] = []
        self._found: dict[tuple[str, str], Taking] = {}
        for place, own in enumerate(ordered):
            if not isinstance(own.kind, Threshold):
                self._filed(place, own)

    def _filed(self, place: int, own: Promotion) -> None:
        if own.scope.is_all_but:
            self._everywhere.append(place)
            return
        for sku in own.scope.skus:
            self._of_sku.setdefault(sku, []).append(place)
        for category in own.scope.categories:
            self._of_category.setdefault(category, []).append(place)

    def __bool__(self) -> bool:
        return bool(self.promotions or self.closed)

    def opened(self, *, is_member: bool, coupons: frozenset[str], more: tuple[Promotion, ...] = ()) -> Book:
        """Return the book with what a card and coupons open, and with `more`; the same object for the same ones."""
        asked = (is_member, coupons, more)
        found = self._opened.get(asked)
        if found is None:
            if len(self._opened) >= _OPENED:
                self._opened.clear()
            own = [
                one
                for one in self.closed
                if (is_member or not one.is_for_members) and (not one.coupon or one.coupon in coupons)
            ]
            found = self._opened[asked] = Book((*self.promotions, *own, *more), self.edition)
        return found

    def taking(self, sku: str, category: str) -> Taking:
        """Return the promotions that goods may take part in."""
        found = self._found.get((sku, category))
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[sku, category] = self._looked_up(sku, category)
        return found

    def _looked_up(self, sku: str, category: str) -> Taking:
        places = {*self._of_sku.get(sku, ()), *self._of_category.get(category, ()), *self._everywhere}
        own = [self.promotions[place] for place in sorted(places)]
        own = [one for one in own if one.covers(sku, category)]
        stacking = [one for one in own if one.combining is Combining.STACKABLE]
        using = [one for one in own if one.combining is not Combining.STACKABLE]
        return Taking(
            tuple(sorted(stacking, key=attrgetter("layer", "id"))),
            tuple(one for one in using if is_by_piece(one.kind) and not one.limit),
            tuple(one for one in using if not is_by_piece(one.kind) or one.limit),
        )


NO_OFFERS: Final = Book()
