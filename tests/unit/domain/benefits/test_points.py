"""Points: whatever the order, and however often it is told, the ledger is what recomputing the sale gives."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.benefits.changing import Member, with_coupon, with_member
from kiosk.domain.benefits.owing import Owing, balance, owing
from kiosk.domain.benefits.points import PointsEntry, missing, points_of
from kiosk.domain.benefits.using import CouponState, CouponUse
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.sale import Attempt, AttemptKind, Sale
from tests.unit.flows.given import Checkout

MEMBER = Member("m-1", 7, 100)


def sold(minor: int = 1234) -> Sale:
    """Return a member's sale whose goods are given."""
    sale = with_member(Checkout().scan().sale, MEMBER)
    line = replace(sale.lines[0], total=Money(minor, "EUR"))
    return replace(sale, lines=(line,), state=SaleState.FULFILLED)


def refund(n: int, minor: int, state: AttemptState = AttemptState.CONFIRMED) -> Attempt:
    return Attempt(f"r{n}", "t", n, AttemptKind.REFUND, "T1", "zvt", f"ref{n}", Money(minor, "EUR"), state)


def test_a_sale_that_is_not_over_a_void_one_and_one_of_nobody_earn_nothing() -> None:
    own = sold()
    assert [entry.points for entry in owing(own).entries] == [12]
    assert owing(replace(own, state=SaleState.PAID)).entries == ()
    assert owing(replace(own, state=SaleState.VOID)) == Owing(own.id)
    assert owing(replace(own, facts=replace(own.facts, member=""))).entries == ()
    assert owing(replace(own, facts=replace(own.facts, minor_per_point=0))).entries == ()
    assert points_of(500, 0) == points_of(-1, 100) == 0


def test_a_refund_that_is_not_confirmed_takes_nothing_back() -> None:
    own = sold().with_attempt(refund(1, 300, AttemptState.UNKNOWN))
    assert balance(own) == 7 + 12
    assert balance(own.with_attempt(refund(2, 335))) == 7 + 8


def told(ledger: list[PointsEntry], sale: Sale) -> None:
    ledger += missing(ledger, owing(sale).entries)


@given(
    st.integers(0, 100_000),
    st.lists(st.integers(1, 5_000), max_size=5),
    st.data(),
)
def test_after_any_order_of_refunds_and_replays_the_ledger_is_what_recomputing_gives(
    total: int, parts: list[int], data: st.DataObject
) -> None:
    refunds = [refund(n, minor) for n, minor in enumerate(parts)]
    waiting = sold(total)
    for own in refunds:
        waiting = waiting.with_attempt(replace(own, state=AttemptState.UNKNOWN))
    seen, ledger = [waiting], list[PointsEntry]()
    for own in data.draw(st.permutations(refunds)):
        waiting = waiting.with_attempt(own)
        seen.append(waiting)
    for _ in range(data.draw(st.integers(0, 4))):
        told(ledger, data.draw(st.sampled_from(seen)))
    told(ledger, waiting)
    told(ledger, data.draw(st.sampled_from(seen)))
    assert sum(own.points for own in ledger) == points_of(total - sum(parts), 100)
    assert len({own.id for own in ledger}) == len(ledger) == 1 + len(parts)


def test_who_knows_less_than_the_ledger_changes_nothing() -> None:
    earned, back = PointsEntry("t", "t", "m-1", 12), PointsEntry("r1", "t", "m-1", -3)
    assert missing([back], (earned,)) == ()
    assert missing([earned], (earned, back)) == (back,)


def test_a_coupon_that_saved_nothing_is_free_again_when_the_goods_are_given() -> None:
    use = CouponUse("C-1", CouponState.TAKEN, minor=100)
    later = CouponUse("C-2", CouponState.TAKEN, minor=100, from_minor=10_000_000)
    sale = with_coupon(with_coupon(Checkout().scan().sale, use), later)
    assert owing(sale).coupons == ("C-1", "C-2")
    assert owing(replace(sale, state=SaleState.FULFILLED)).coupons == ("C-1",)
    assert owing(replace(sale, state=SaleState.VOID)).coupons == ()
