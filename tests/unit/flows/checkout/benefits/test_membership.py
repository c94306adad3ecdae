"""What a member's card brings: shown when it is asked for, never in the way, and left out by the customer alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.basket import add
from kiosk.domain.benefits.changing import Member, with_member, without_member
from kiosk.domain.benefits.owing import earning
from kiosk.domain.moves import IllegalMove, SaleState
from kiosk.flows.base import BackPressed, CancelConfirmed, StopTimer
from kiosk.flows.checkout import EXAMPLES, view
from kiosk.flows.checkout.attended.events import LineVoided
from kiosk.flows.checkout.benefits.events import CouponRead, MemberLeftOut, MemberPressed, MemberRead, SettleBenefits
from kiosk.flows.checkout.events import Beep, CodeTyped, FewerPressed, PayPressed, Scanned, TypePressed
from kiosk.flows.checkout.states import UNDO_TIMER, Ended, Membership, Scanning, Typing
from kiosk.flows.shell.examples import SITE
from tests.unit.flows.given import Checkout, goods

MEMBER = Member("m-1", 120, 100)
OTHER = Member("m-2", 7, 100)


def carried(*products: int) -> Checkout:
    run = Checkout().scan(*products)
    run.take(MemberRead(MEMBER))
    return run


def opened(run: Checkout) -> Checkout:
    run.take(TypePressed(), MemberPressed())
    assert isinstance(run.state, Membership)
    return run


def test_nobodys_card_has_no_page() -> None:
    run = Checkout().scan(0)
    run.take(TypePressed(), MemberPressed())
    assert not run.took
    assert isinstance(run.state, Typing)
    assert view(run.state, SITE).secondary is None


def test_the_page_is_reached_from_where_a_number_is_typed_and_leads_back() -> None:
    run = carried(0)
    run.take(TypePressed())
    shown = view(run.state, SITE).secondary
    assert shown is not None
    assert shown.event == "MemberPressed"
    run.take(MemberPressed())
    sale = run.sale
    run.take(BackPressed())
    assert run.state == Scanning(sale)


def test_the_card_that_counts_already_shows_the_page_with_the_balance_of_now() -> None:
    run = carried(0, 1)
    run.take(FewerPressed(1), MemberRead(replace(MEMBER, points=150)))
    assert isinstance(run.state, Membership)
    assert run.effects == (Beep("ok"), StopTimer(UNDO_TIMER))
    assert run.sale.facts.points_before == 150
    run.take(MemberRead(MEMBER))
    assert isinstance(run.state, Membership)


def test_another_card_takes_the_place_of_the_first_and_greets() -> None:
    run = opened(carried(0))
    run.take(MemberRead(OTHER))
    assert isinstance(run.state, Scanning)
    assert run.sale.facts.member == "m-2"
    assert run.state.notice is not None
    assert run.state.notice.code == "SALE.MEMBER_IN"


def test_who_goes_on_without_the_card_earns_nothing_and_keeps_the_basket() -> None:
    run = opened(carried(0, 1))
    lines = len(run.sale.lines)
    run.take(MemberLeftOut())
    assert isinstance(run.state, Scanning)
    assert run.effects == (Beep("ok"),)
    assert run.state.notice is not None
    assert run.state.notice.code == "SALE.MEMBER_OUT"
    facts = run.sale.facts
    assert (facts.member, facts.points_before, facts.minor_per_point) == ("", 0, 0)
    assert len(run.sale.lines) == lines
    run.receipt()
    assert [own for own in run.effects if isinstance(own, SettleBenefits)] == []


def test_goods_and_coupons_go_on_into_the_basket() -> None:
    run = opened(carried(0))
    run.take(Scanned(goods(1)))
    assert isinstance(run.state, Scanning)
    assert len(run.sale.lines) == 2
    opened(run).take(CouponRead("E-1"))
    assert isinstance(run.state, Scanning)
    assert [own.code for own in run.sale.facts.coupons] == ["E-1"]


def test_a_late_answer_to_a_number_that_was_left_is_nobodys() -> None:
    run = carried(0)
    run.take(TypePressed(), CodeTyped("9520000000004"), MemberPressed())
    assert isinstance(run.state, Membership)
    run.take(Scanned(goods(1), is_typed=True))
    assert not run.took
    run.take(MemberRead(OTHER, is_typed=True))
    assert not run.took


@pytest.mark.parametrize("event", [PayPressed(), MemberPressed(), Scanned(goods(0), is_typed=True)])
def test_what_the_page_does_not_offer_changes_nothing(event: object) -> None:
    run = opened(carried(0))
    run.take(event)  # type: ignore[arg-type]  # events of one union
    assert not run.took


def test_staff_may_change_the_basket_and_the_customer_may_give_it_up() -> None:
    run = opened(carried(0, 1))
    run.take(LineVoided(run.sale.version, 1, "damaged", "p"))
    assert isinstance(run.state, Membership)
    assert len(run.sale.lines) == 1
    run.take(CancelConfirmed())
    assert isinstance(run.state, Ended)
    assert run.sale.state is SaleState.VOID


def test_a_frozen_basket_keeps_its_card() -> None:
    sale = replace(carried(0).sale, state=SaleState.FULFILLED)
    with pytest.raises(IllegalMove, match="frozen"):
        without_member(sale)


def test_the_points_of_this_purchase_follow_the_basket_and_need_a_card() -> None:
    sale = Checkout().scan(0).sale
    assert earning(sale) == 0
    sale = with_member(sale, MEMBER)
    assert earning(sale) == sale.total.minor // 100
    more = add(sale, goods(1))
    assert earning(more) == more.total.minor // 100
    assert earning(with_member(sale, Member("m-1", 5))) == 0


def test_the_page_says_points_only_where_a_purchase_earns_some() -> None:
    many, none = (view(EXAMPLES[name], SITE) for name in ("Membership", "Membership-no-points"))
    assert [many.parts[own] != "" for own in ("before", "earned", "after")] == [True, True, True]
    assert [none.parts[own] != "" for own in ("before", "earned", "after")] == [True, False, False]
