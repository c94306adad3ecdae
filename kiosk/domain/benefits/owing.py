"""What a sale as it stands owes to who keeps coupons and points: a value that may be told any number of times."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.benefits.points import PointsEntry, points_of
from kiosk.domain.benefits.using import CouponUse
from kiosk.domain.goods.sale_facts import NOTHING_MORE
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.sale import AttemptKind, Sale


@dataclass(frozen=True, slots=True)
class Owing:
    """The coupons that are this sale's, all others of it are free again; and the points that it earned and lost."""

    sale_id: str
    coupons: tuple[str, ...] = ()
    entries: tuple[PointsEntry, ...] = ()


def owing(sale: Sale) -> Owing:
    """Return what a sale owes now: coupons until it is void, points once the goods are given."""
    if sale.facts is NOTHING_MORE or sale.state is SaleState.VOID:
        return Owing(sale.id)
    own = sale.facts.coupons
    if sale.state is SaleState.FULFILLED:
        saved = {one.promotion for line in sale.lines for one in line.facts.savings}
        own = tuple(use for use in own if saved & promotions_of(use))
    return Owing(sale.id, tuple(use.code for use in own), _entries(sale))


def promotions_of(use: CouponUse) -> set[str]:
    """Return the ids of the promotions that a coupon opened or is."""
    return {*use.promotions, promotion_id(use)}


def promotion_id(use: CouponUse) -> str:
    """Name what a coupon itself takes off."""
    return f"coupon:{use.code}"


def saved_by(sale: Sale, use: CouponUse) -> Money:
    """Return what a coupon takes off a sale."""
    savings = [own for line in sale.lines for own in line.facts.savings if own.promotion in promotions_of(use)]
    return Money(sum(own.minor for own in savings), sale.currency)


def _entries(sale: Sale) -> tuple[PointsEntry, ...]:
    facts = sale.facts
    if sale.state is not SaleState.FULFILLED or not facts.member or not facts.minor_per_point:
        return ()
    left = sale.spent.minor
    entries = [PointsEntry(sale.id, sale.id, facts.member, points_of(left, facts.minor_per_point))]
    for attempt in sale.attempts:
        if attempt.kind is AttemptKind.REFUND and attempt.state is AttemptState.CONFIRMED:
            before = points_of(left, facts.minor_per_point)
            left -= attempt.held.minor
            entries.append(
                PointsEntry(attempt.id, sale.id, facts.member, points_of(left, facts.minor_per_point) - before)
            )
    return tuple(entries)


def earning(sale: Sale) -> int:
    """Return the points that a sale would earn if it were paid as it stands."""
    facts = sale.facts
    return points_of(sale.spent.minor, facts.minor_per_point) if facts.member else 0


def balance(sale: Sale) -> int:
    """Return the member's points after this sale, as far as this sale knows."""
    return sale.facts.points_before + sum(own.points for own in _entries(sale))
