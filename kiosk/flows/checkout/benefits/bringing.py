"""Coupons and cards at a basket: taken in at any time, said at once, and asked about only after they are kept.

Nobody's silence keeps a customer from paying the full price: a coupon in doubt goes out when it is read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias, TypeGuard

from kiosk.domain.benefits import changing
from kiosk.domain.benefits.blockers import (
    SALE_COUPON_ALONE,
    SALE_COUPON_ALREADY,
    SALE_COUPON_DOUBT,
    SALE_COUPON_EXPIRED,
    SALE_COUPON_IN,
    SALE_COUPON_MORE,
    SALE_COUPON_NOT_YET,
    SALE_COUPON_OTHER_SHOP,
    SALE_COUPON_OUT,
    SALE_COUPON_UNKNOWN,
    SALE_COUPON_USED,
    SALE_MEMBER_IN,
)
from kiosk.domain.benefits.changing import Member, coupon_of
from kiosk.domain.benefits.coupons import Verdict
from kiosk.domain.benefits.owing import owing
from kiosk.domain.benefits.using import CouponState, CouponUse
from kiosk.domain.blockers import raised
from kiosk.domain.goods.sale_facts import NOTHING_MORE
from kiosk.domain.money import Money
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import Arg, Scaled
from kiosk.domain.values import replace
from kiosk.flows.base import Effect, EffectFailed, Event, StopTimer
from kiosk.flows.checkout.benefits.events import CouponRead, CouponTold, MemberRead, RedeemCoupon, SettleBenefits
from kiosk.flows.checkout.events import Beep
from kiosk.flows.checkout.states import UNDO_TIMER, Membership, Scanning, Shopping, State, Typing

Stepped: TypeAlias = "tuple[State, tuple[Effect, ...]]"
About: TypeAlias = CouponRead | MemberRead | CouponTold | EffectFailed
_NOTHING: Final[Mapping[str, Arg]] = {}
WHY: Final = {
    Verdict.UNKNOWN: SALE_COUPON_UNKNOWN,
    Verdict.EXPIRED: SALE_COUPON_EXPIRED,
    Verdict.NOT_YET: SALE_COUPON_NOT_YET,
    Verdict.USED: SALE_COUPON_USED,
    Verdict.OTHER_SHOP: SALE_COUPON_OTHER_SHOP,
}
MOST: Final = 10  # coupons in one sale


def is_about(event: Event) -> TypeGuard[About]:
    """Tell whether an event is about coupons and cards."""
    is_silence = isinstance(event, EffectFailed) and event.effect == RedeemCoupon.__name__
    return is_silence or isinstance(event, CouponRead | MemberRead | CouponTold)


def brought(state: State, event: About, at: Stamp) -> Stepped:
    """Take a code that was read while the basket is open, or the answer about one."""
    if not isinstance(state, Shopping):
        return state, ()
    if isinstance(event, CouponTold):
        return _told(state, event, at)
    if isinstance(event, EffectFailed):
        return _silent(state, event.key, at)
    if event.is_typed and not _is_awaited(state):
        return state, ()  # the answer to a number that was left is nobody's
    if isinstance(event, MemberRead) and _is_shown_again(state, event.member):
        return Membership(changing.with_member(state.sale, event.member)), (Beep("ok"), StopTimer(UNDO_TIMER))
    return _read(state if isinstance(state, Scanning) else Scanning(state.sale), event, at)


def _is_awaited(state: Shopping) -> bool:
    return isinstance(state, Typing) and state.is_looking_up


def _is_shown_again(state: Shopping, member: Member) -> bool:
    """True when the card that counts already is read: who does that wants to see what it brings."""
    return isinstance(state, Scanning | Membership) and bool(member.id) and state.sale.facts.member == member.id


def asked_again(state: Scanning) -> Stepped:
    """Ask again what a restart left unanswered; asking twice takes no coupon twice."""
    return state, tuple(RedeemCoupon(state.sale.id, own.code) for own in changing.asked(state.sale))


def settled(before: Sale, after: Sale) -> tuple[Effect, ...]:
    """Return what is told to who keeps coupons and points, when a sale owes something else than it did."""
    if after.facts is NOTHING_MORE and before.facts is NOTHING_MORE:
        return ()
    was, now = owing(before), owing(after)
    is_less = bool(set(was.coupons) - set(now.coupons))
    return (SettleBenefits(now),) if is_less or was.entries != now.entries else ()


def freed(before: Iterable[Sale], after: Iterable[Sale]) -> tuple[Effect, ...]:
    """Return what is told of sales that were given up where no customer saw it: their coupons are free again."""
    known = {sale.id for sale in before if sale.state is SaleState.VOID}
    gone = (sale for sale in after if sale.state is SaleState.VOID and sale.id not in known)
    return tuple(SettleBenefits(owing(sale)) for sale in gone if sale.facts.coupons)


def _read(state: Scanning, event: CouponRead | MemberRead, at: Stamp) -> Stepped:
    if isinstance(event, CouponRead):
        return _coupon(state, event.code, at)
    sale = changing.with_member(state.sale, event.member)
    return _said(state, sale, SALE_MEMBER_IN, at, points=event.member.points)


def _coupon(state: Scanning, code: str, at: Stamp) -> Stepped:
    """Keep a coupon and ask for it; one in doubt goes out when it is read again."""
    sale = state.sale
    known = coupon_of(sale, code)
    if known is not None and known.state is CouponState.DOUBTFUL:
        return _said(state, changing.without_coupon(sale, code), SALE_COUPON_OUT, at)
    if known is not None:
        return _refused(state, SALE_COUPON_ALREADY, at)
    if not code:
        return _refused(state, SALE_COUPON_UNKNOWN, at)
    if len(sale.facts.coupons) >= MOST:
        return _refused(state, SALE_COUPON_ALONE, at)
    asking = changing.with_coupon(sale, CouponUse(code))
    return Scanning(asking, notice=None), (StopTimer(UNDO_TIMER), RedeemCoupon(sale.id, code))


def _told(state: Shopping, event: CouponTold, at: Stamp) -> Stepped:
    """Take the answer, also one that comes late, as long as the coupon is still in question.

    One that was taken for a basket it has left is free again at once, for the next purchase.
    """
    known = coupon_of(state.sale, event.code)
    if event.sale_id == state.sale.id and known is None and event.verdict is Verdict.TAKEN:
        return state, (SettleBenefits(owing(state.sale)),)
    if event.sale_id != state.sale.id or known is None or known.state is CouponState.TAKEN:
        return state, ()
    use = event.use
    if event.verdict is not Verdict.TAKEN or use is None:
        code = WHY.get(event.verdict, SALE_COUPON_UNKNOWN)
        return _shown(state, changing.without_coupon(state.sale, event.code), code, at, is_good=False)
    if changing.is_alone_against(state.sale, use):
        alone = changing.without_coupon(state.sale, event.code)
        return _shown(state, alone, SALE_COUPON_ALONE, at, is_good=False)
    sale = changing.with_coupon(state.sale, use)
    if changing.goods_total(sale).minor < use.from_minor:
        return _shown(state, sale, SALE_COUPON_MORE, at, {"amount": Money(use.from_minor, sale.currency)})
    return _shown(state, sale, SALE_COUPON_IN, at, {"coupon": use.text if use.text.texts else use.code})


def _silent(state: Shopping, key: str, at: Stamp) -> Stepped:
    """Hold what was asked for and not answered: staff settle it, or the customer leaves it out."""
    sale = state.sale
    silent = next((own for own in changing.asked(sale) if RedeemCoupon(sale.id, own.code).key == key), None)
    if silent is None:
        return state, ()
    doubtful = changing.with_coupon(sale, replace(silent, state=CouponState.DOUBTFUL))
    return _shown(state, doubtful, SALE_COUPON_DOUBT, at, is_good=False)


def _shown(
    state: Shopping, sale: Sale, code: str, at: Stamp, args: Mapping[str, Arg] = _NOTHING, *, is_good: bool = True
) -> Stepped:
    """Say it beside the basket; on another page the basket changes and the sound tells it."""
    sound = Beep("ok" if is_good else "error")
    if not isinstance(state, Scanning):
        return replace(state, sale=sale), (sound,)
    if code == SALE_COUPON_DOUBT:  # the hold itself is said as long as it is there
        return replace(state, sale=sale, notice=None), (Beep("attention"),)
    notice = raised(code, at, ("sale", sale.id), **args)
    return replace(state, sale=sale, notice=notice, newest_n=None), (sound,)


def _said(state: Scanning, sale: Sale, told: str, at: Stamp, points: int | None = None) -> Stepped:
    args: Mapping[str, Arg] = _NOTHING if points is None else {"points": Scaled(points, 0)}
    stepped, effects = _shown(replace(state, undo_n=None), sale, told, at, args)
    return stepped, (*effects, StopTimer(UNDO_TIMER))


def _refused(state: Scanning, code: str, at: Stamp) -> Stepped:
    return _shown(state, state.sale, code, at, is_good=False)
