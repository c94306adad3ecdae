"""A promotion as data: what it gives, on which goods, when, to whom, and beside which others."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from kiosk.domain.text import LocalText

DAY_MINUTES = 24 * 60
EVERY_DAY = frozenset(range(1, 8))


class Combining(StrEnum):
    """What else a piece may take part in.

    COMPETING uses up its pieces: no other promotion but stackable ones takes them. EXCLUSIVE uses them up for those
    too. STACKABLE takes something off each piece before the others see its price, and uses nothing up.
    """

    COMPETING = "competing"
    EXCLUSIVE = "exclusive"
    STACKABLE = "stackable"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which goods: those of the article numbers or categories, or all but those. Naming nothing `all_but` is all."""

    skus: Set[str] = frozenset()
    categories: Set[str] = frozenset()
    is_all_but: bool = False

    def covers(self, sku: str, category: str) -> bool:
        """Tell whether goods are meant."""
        return (sku in self.skus or category in self.categories) != self.is_all_but


ALL_GOODS = Scope(is_all_but=True)


@dataclass(frozen=True, slots=True)
class PercentOff:
    """So many basis points off each piece, or off a weighed amount."""

    percent_bp: int


@dataclass(frozen=True, slots=True)
class AmountOff:
    """So much off each piece; off each kilogram of weighed goods. Never more than the price."""

    minor: int


@dataclass(frozen=True, slots=True)
class NForM:
    """Of `n` pieces, dearest first, `pay` are paid and the cheapest rest is free."""

    n: int
    pay: int


@dataclass(frozen=True, slots=True)
class NthAt:
    """Of `n` pieces, dearest first, the last has `percent_bp` off, or costs `price_minor` if that is set."""

    n: int
    percent_bp: int = 0
    price_minor: int | None = None


@dataclass(frozen=True, slots=True)
class MixAndMatch:
    """Any `n` pieces together cost `price_minor`."""

    n: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a bundle: `count` pieces of these goods."""

    scope: Scope
    count: int = 1


@dataclass(frozen=True, slots=True)
class Bundle:
    """The pieces of all slots together cost `price_minor`. A piece that fits several slots takes the first."""

    slots: tuple[Slot, ...]
    price_minor: int

    def slot_of(self, sku: str, category: str) -> int | None:
        """Return the number of the slot that goods fill, from 0."""
        return next((place for place, own in enumerate(self.slots) if own.scope.covers(sku, category)), None)


@dataclass(frozen=True, slots=True)
class Threshold:
    """Goods of the scope that cost `from_minor` or more before savings: an amount or basis points off what is left."""

    from_minor: int
    percent_bp: int = 0
    minor: int = 0


Kind: TypeAlias = PercentOff | AmountOff | NForM | NthAt | MixAndMatch | Bundle | Threshold


@dataclass(frozen=True, slots=True)
class Moment:
    """The day and the minute of the day at the site."""

    day: date
    minute: int


@dataclass(frozen=True, slots=True)
class Window:
    """When a promotion holds: both days are included, the last minute is not; hours may go over midnight.

    Weekdays are ISO numbers, Monday 1. Equal minutes are the whole day. After midnight the weekday is the new one.
    """

    first: date | None = None
    last: date | None = None
    weekdays: Set[int] = EVERY_DAY
    from_minute: int = 0
    until_minute: int = DAY_MINUTES

    def holds(self, at: Moment) -> bool:
        """Tell whether the promotion holds at a moment of the site."""
        if (self.first is not None and at.day < self.first) or (self.last is not None and at.day > self.last):
            return False
        begin, end = self.from_minute % DAY_MINUTES, self.until_minute % DAY_MINUTES
        is_in_hours = (at.minute - begin) % DAY_MINUTES < ((end - begin) % DAY_MINUTES or DAY_MINUTES)
        return is_in_hours and at.day.isoweekday() in self.weekdays


@dataclass(frozen=True, slots=True)
class Promotion:
    """One promotion. `limit` is how many groups of a basket it gives (pieces, where it goes by piece), 0 for any.

    `layer` orders stackable ones, lowest first. `priority` only decides which of equally good outcomes is taken.
    Raises `ValueError` for what no shop can mean.
    """

    id: str
    text: LocalText
    kind: Kind
    scope: Scope = ALL_GOODS
    combining: Combining = Combining.COMPETING
    layer: int = 0
    limit: int = 0
    priority: int = 0
    window: Window = field(default_factory=Window)
    is_for_members: bool = False
    coupon: str = ""

    def __post_init__(self) -> None:
        problem = _problem(self)
        if problem:
            raise ValueError(f"promotion {self.id}: {problem}")

    def covers(self, sku: str, category: str) -> bool:
        """Tell whether goods may take part."""
        return self.scope.covers(sku, category) and not (
            isinstance(self.kind, Bundle) and self.kind.slot_of(sku, category) is None
        )


def _problem(own: Promotion) -> str:
    amiss = _kind_problem(own.kind)
    if amiss or own.combining is not Combining.STACKABLE:
        return amiss
    if not isinstance(own.kind, PercentOff | AmountOff | Threshold):
        return "it uses up pieces, so it cannot be stackable"
    return "a stackable promotion has no limit" if own.limit else ""


def _kind_problem(kind: Kind) -> str:
    match kind:
        case PercentOff(percent_bp=percent) if not 0 < percent <= 10_000:
            return "the percentage is not above 0 and up to 100"
        case AmountOff(minor=minor) if minor <= 0:
            return "the amount is not above 0"
        case NForM(n=n, pay=pay) if not 0 <= pay < n:
            return "fewer pieces must be paid than are taken"
        case NthAt(n=n, percent_bp=percent, price_minor=price):
            is_one = (0 < percent <= 10_000) == (price is None) and (price is None or price >= 0)
            return "" if n >= 1 and is_one else "a piece has either a percentage off or a price"
        case MixAndMatch(n=n, price_minor=price) if n < 1 or price < 0:
            return "a group has at least one piece, and no price below 0"
        case Bundle(slots=slots, price_minor=price) if not slots or price < 0 or any(own.count < 1 for own in slots):
            return "a bundle has slots of at least one piece, and no price below 0"
        case Threshold(from_minor=least, percent_bp=percent, minor=minor):
            is_one = (0 < percent <= 10_000) != (minor > 0) and percent >= 0 and minor >= 0
            return "" if least > 0 and is_one else "a total above 0 earns either an amount or a percentage"
        case _:
            return ""
