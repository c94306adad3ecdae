"""Coupons and cards at a basket: kept before they are asked about, said at once, and never in the way of paying."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.benefits.changing import Member
from kiosk.domain.benefits.coupons import Coupon, Verdict
from kiosk.domain.benefits.owing import Owing
from kiosk.domain.benefits.using import CouponState
from kiosk.domain.goods.holds import APPROVE, REFUSE, holds
from kiosk.domain.moves import SaleState
from kiosk.domain.text import LocalText
from kiosk.flows.base import CancelConfirmed, EffectFailed, StopTimer
from kiosk.flows.checkout import begin, step
from kiosk.flows.checkout.attended.events import BlockerResolved
from kiosk.flows.checkout.benefits import bringing
from kiosk.flows.checkout.benefits.events import CouponRead, CouponTold, MemberRead, RedeemCoupon, SettleBenefits
from kiosk.flows.checkout.events import Beep, CodeTyped, FewerPressed, PayPressed, ResumePressed, TypePressed
from kiosk.flows.checkout.states import UNDO_TIMER, Ended, Paying, ResumeOffer, Scanning, Typing
from tests.unit.flows.given import Checkout, Glass

EURO = Coupon("E-1", minor=100, text=LocalText((("en", "1 euro off"),)))
MEMBER = Member("m-1", 120, 100)


def said(run: Checkout) -> str:
    assert isinstance(run.state, Scanning)
    return "" if run.state.notice is None else run.state.notice.code


def told(run: Checkout, coupon: Coupon = EURO, verdict: Verdict = Verdict.TAKEN) -> None:
    use = coupon.use if verdict is Verdict.TAKEN else None
    run.take(CouponTold(run.sale.id, coupon.code, verdict, use))


def doubtful() -> Checkout:
    run = Checkout().scan(0)
    run.take(CouponRead("E-1"))
    run.take(EffectFailed("RedeemCoupon", run.effect(RedeemCoupon).key))
    return run


def test_a_coupon_is_kept_before_it_is_asked_for_and_its_saving_is_there_with_the_answer() -> None:
    run = Checkout().scan(0)
    full = run.sale.total.minor
    assert run.take(CouponRead("E-1")) == (StopTimer(UNDO_TIMER), RedeemCoupon(run.sale.id, "E-1"))
    assert [own.state for own in run.sale.facts.coupons] == [CouponState.ASKED]
    assert run.sale.total.minor == full
    told(run)
    assert said(run) == "SALE.COUPON_IN"
    assert run.effects == (Beep("ok"),)
    assert run.sale.total.minor == full - 100


@pytest.mark.parametrize("verdict", [own for own in Verdict if own is not Verdict.TAKEN])
def test_a_coupon_that_does_not_count_says_why_and_is_out(verdict: Verdict) -> None:
    run = Checkout().scan(0)
    run.take(CouponRead("E-1"))
    told(run, EURO, verdict)
    assert said(run) == f"SALE.COUPON_{verdict.upper()}"
    assert run.sale.facts.coupons == ()
    assert set(run.effects) == {Beep("error"), SettleBenefits(Owing(run.sale.id))}


def test_a_coupon_counts_once_goes_alone_where_it_must_and_needs_its_amount() -> None:
    run = Checkout().scan(0)
    run.take(CouponRead("E-1"))
    told(run)
    run.take(CouponRead("E-1"))
    assert said(run) == "SALE.COUPON_ALREADY"
    run.take(CouponRead("A-1"))
    told(run, Coupon("A-1", minor=1, is_alone=True))
    assert said(run) == "SALE.COUPON_ALONE"
    run.take(CouponRead("M-1"))
    told(run, Coupon("M-1", minor=1, from_minor=99_999))
    assert said(run) == "SALE.COUPON_MORE"
    assert [own.code for own in run.sale.facts.coupons] == ["E-1", "M-1"]


def test_a_code_that_is_none_and_one_too_many_are_refused() -> None:
    run = Checkout().scan(0)
    run.take(CouponRead(""))
    assert said(run) == "SALE.COUPON_UNKNOWN"
    for n in range(bringing.MOST + 1):
        run.take(CouponRead(f"C-{n}"))
    assert len(run.sale.facts.coupons) == bringing.MOST
    assert said(run) == "SALE.COUPON_ALONE"


def test_silence_holds_payment_until_the_coupon_is_read_again_and_then_the_full_price_is_paid() -> None:
    run = doubtful()
    full = run.sale.total
    assert run.effects == (Beep("attention"),)
    assert [own.code for own in holds(run.sale)] == ["SALE.COUPON_DOUBT"]
    run.take(PayPressed())
    assert said(run) == "SALE.COUPON_DOUBT"
    run.take(CouponRead("E-1"))
    assert said(run) == "SALE.COUPON_OUT"
    assert run.effect(SettleBenefits).owing == Owing(run.sale.id)
    run.take(PayPressed())
    assert isinstance(run.state, Paying)
    assert run.sale.total == full


def test_payment_waits_while_a_coupon_is_asked_about() -> None:
    run = Checkout().scan(0)
    run.take(CouponRead("E-1"), PayPressed())
    assert said(run) == "SALE.COUPON_DOUBT"


def test_an_answer_that_comes_late_settles_the_doubt_and_nobody_elses_does() -> None:
    run = doubtful()
    run.take(CouponTold("other", "E-1", Verdict.TAKEN, EURO.use), CouponTold(run.sale.id, "X", Verdict.TAKEN, EURO.use))
    assert holds(run.sale)
    run.take(EffectFailed("RedeemCoupon", "other"))
    assert not run.took
    told(run)
    assert not holds(run.sale)
    told(run, EURO, Verdict.USED)
    assert run.sale.facts.coupons[0].state is CouponState.TAKEN


def test_a_coupon_that_is_taken_after_it_went_out_is_free_again_at_once() -> None:
    run = doubtful()
    run.take(CouponRead(EURO.code))
    told(run)
    assert run.sale.facts.coupons == ()
    assert run.effects == (SettleBenefits(Owing(run.sale.id)),)
    told(run, verdict=Verdict.USED)
    assert not run.took


@pytest.mark.parametrize(("way", "left"), [(APPROVE, 1), (REFUSE, 0)])
def test_staff_settle_a_doubt(way: str, left: int) -> None:
    run = doubtful()
    hold = holds(run.sale)[0]
    run.take(BlockerResolved(run.sale.version, hold.id, way, "anna"))
    assert not holds(run.sale)
    assert len(run.sale.facts.coupons) == left


def test_a_card_and_a_coupon_begin_a_sale_and_the_card_is_greeted() -> None:
    clock = Checkout()
    for event in (MemberRead(MEMBER), CouponRead("E-1")):
        begun = begin(event, clock.clock.stamp(), clock.site, "s")
        assert begun is not None
        assert isinstance(begun[0], Scanning)
    assert begin(CouponRead("E-1", is_typed=True), clock.clock.stamp(), clock.site, "s") is None
    glass = Glass()
    glass.take(MemberRead(MEMBER))
    assert isinstance(glass.state, Scanning)
    assert glass.state.notice is not None
    assert glass.state.notice.code == "SALE.MEMBER_IN"
    assert glass.state.sale.facts.member == "m-1"


def test_a_typed_code_comes_to_the_basket_and_one_that_was_left_is_nobodys() -> None:
    run = Checkout().scan(0)
    run.take(TypePressed(), CodeTyped("9990000000013"))
    assert isinstance(run.state, Typing)
    run.take(CouponRead("9990000000013", is_typed=True))
    assert isinstance(run.state, Scanning)
    run.take(MemberRead(MEMBER, is_typed=True))
    assert not run.took
    run.take(TypePressed())
    told(run, replace(EURO, code="9990000000013"))
    assert isinstance(run.state, Typing)
    assert run.sale.saved.minor == 100


def test_while_a_card_pays_no_coupon_comes_in() -> None:
    run = Checkout().sent()
    run.take(CouponRead("E-1"))
    assert not run.took
    assert run.sale.facts.coupons == ()


def test_a_void_basket_gives_its_coupons_back_and_a_paid_one_tells_its_points() -> None:
    run = Checkout().scan(0)
    run.take(CouponRead("E-1"))
    told(run)
    run.take(CancelConfirmed())
    assert isinstance(run.state, Ended)
    assert run.sale.state is SaleState.VOID
    assert run.effect(SettleBenefits).owing == Owing(run.sale.id)

    paid = Checkout().scan(0)
    paid.take(MemberRead(MEMBER))
    paid.receipt()
    points = [own for own in paid.effects if isinstance(own, SettleBenefits)]
    assert [entry.points for entry in points[0].owing.entries] == [paid.sale.total.minor // 100]


def test_what_a_restart_left_unanswered_is_asked_again() -> None:
    run = Checkout().scan(0)
    run.take(CouponRead("E-1"))
    offer = ResumeOffer(run.sale)
    _, effects = step(offer, ResumePressed(), run.clock.stamp(), run.site)
    assert effects == (RedeemCoupon(run.sale.id, "E-1"),)


def test_a_coupon_that_comes_in_ends_the_undo() -> None:
    run = Checkout().scan(0, 1)
    run.take(FewerPressed(1), MemberRead(MEMBER))
    assert isinstance(run.state, Scanning)
    assert run.state.undo_n is None
