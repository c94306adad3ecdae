"""A basket with a coupon or a card, or without it again: what its lines save follows at once."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.benefits.using import CouponState, CouponUse
from kiosk.domain.goods.sale_facts import SaleFacts
from kiosk.domain.money import Money
from kiosk.domain.moves import IllegalMove, SaleState
from kiosk.domain.pricing.lines import goods_of, repriced, takes_part
from kiosk.domain.sale import Sale
from kiosk.domain.values import replace


@dataclass(frozen=True, slots=True)
class Member:
    """Who shops, by a number that says nothing by itself; the balance, and what one point costs in minor units."""

    id: str
    points: int = 0
    minor_per_point: int = 0


def coupon_of(sale: Sale, code: str) -> CouponUse | None:
    """Find a coupon of this sale."""
    return next((own for own in sale.facts.coupons if own.code == code), None)


def doubtful(sale: Sale) -> tuple[CouponUse, ...]:
    """Return the coupons of which nothing was heard."""
    return tuple(own for own in sale.facts.coupons if own.state is CouponState.DOUBTFUL)


def asked(sale: Sale) -> tuple[CouponUse, ...]:
    """Return the coupons whose answer is awaited."""
    return tuple(own for own in sale.facts.coupons if own.state is CouponState.ASKED)


def with_coupon(sale: Sale, use: CouponUse) -> Sale:
    """Add a coupon, or put what is known of it now in its place. Raises `IllegalMove` once money is asked for."""
    kept = tuple(use if own.code == use.code else own for own in sale.facts.coupons)
    coupons = kept if coupon_of(sale, use.code) is not None else (*kept, use)
    opened = tuple(own.id for own in sale.offers.closed if own.coupon and own.coupon == use.opens)
    coupons = tuple(replace(own, promotions=opened) if own is use else own for own in coupons)
    return _with(sale, replace(sale.facts, coupons=coupons))


def without_coupon(sale: Sale, code: str) -> Sale:
    """Take a coupon out; the sale costs what it costs without. Raises `IllegalMove` once money is asked for."""
    return _with(sale, replace(sale.facts, coupons=tuple(own for own in sale.facts.coupons if own.code != code)))


def confirmed(sale: Sale, code: str) -> Sale:
    """Let a doubtful coupon count on a person's word: it opens the promotions that ask for its own code."""
    use = coupon_of(sale, code)
    if use is None:
        return sale
    return with_coupon(sale, replace(use, state=CouponState.TAKEN, opens=use.opens or code))


def with_member(sale: Sale, member: Member, *, is_new: bool = False) -> Sale:
    """Let a member shop: prices for members hold, and points are earned. Raises `IllegalMove`.

    Who became one in this sale reads the number of the card; the card read again does not take that away.
    """
    is_new = is_new or (sale.facts.is_new_member and sale.facts.member == member.id)
    known = replace(sale.facts, member=member.id, points_before=member.points, is_new_member=is_new)
    return _with(sale, replace(known, minor_per_point=member.minor_per_point))


def without_member(sale: Sale) -> Sale:
    """Let nobody in particular shop: prices for members do not hold, no points are earned. Raises `IllegalMove`."""
    return _with(sale, replace(sale.facts, member="", points_before=0, minor_per_point=0, is_new_member=False))


def goods_total(sale: Sale) -> Money:
    """Return what coupons count from: the goods before savings, without deposits."""
    return Money(sum(goods_of(line).gross_minor for line in sale.lines if takes_part(line)), sale.currency)


def is_alone_against(sale: Sale, use: CouponUse) -> bool:
    """True when a coupon and those that count already do not go together."""
    others = [own for own in sale.facts.coupons if own.code != use.code and own.state is CouponState.TAKEN]
    return bool(others) and (use.is_alone or any(own.is_alone for own in others))


def _with(sale: Sale, facts: SaleFacts) -> Sale:
    if sale.state is not SaleState.OPEN:
        raise IllegalMove(f"the basket of a sale in {sale.state} is frozen")
    return repriced(replace(sale, facts=facts, version=sale.version + 1))
