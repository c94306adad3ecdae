"""A person's word on a payment nobody knows the outcome of: every way ends, none charges, none loses money."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, IllegalMove, SaleState, TenderState
from kiosk.domain.payment import Verdict, confirm, decide, doubt, intend, send
from kiosk.domain.sale import AttemptKind, Sale
from kiosk.domain.settling.resolving import Outcome, is_case, outcomes, resolved
from kiosk.domain.settling.undoing import intend_refund, reverse
from tests.unit.store.samples import basket, paid, sent, yes


def unknown() -> Sale:
    sale = sent(basket())
    return doubt(sale, sale.attempts[0].id).to(SaleState.REVIEW)


def approved() -> Sale:
    sale = sent(basket())
    return decide(sale, sale.attempts[0].id, Verdict.APPROVED, yes(sale)).to(SaleState.REVIEW)


def contradicted() -> Sale:
    sale = sent(basket())
    own = replace(yes(sale), amount=Money(1, "EUR"), receipt_no=9)
    judged = decide(sale, sale.attempts[0].id, Verdict.CONTRADICTION, own)
    return judged.to(SaleState.REVIEW)


def not_reversed() -> Sale:
    sale = paid(basket())
    going = reverse(sale, sale.attempts[0].id, "r", "r")
    asked = send(going, "r", "T1", 8, 99)
    return decide(asked, "r", Verdict.CONTRADICTION, None)


def refund_unclear() -> Sale:
    sale = paid(basket()).to(SaleState.FULFILLED)
    asked = send(intend_refund(sale, sale.tenders[0].id, "f", "f", Money(50, "EUR")), "f", "T1", 8, 99)
    return decide(asked, "f", Verdict.CONTRADICTION, None)


def half_paid() -> Sale:
    sale = basket()
    first = send(intend(sale, "t1", "a1", "r1", Money(100, "EUR")), "a1", "T1", 7, 1)
    first = confirm(decide(first, "a1", Verdict.APPROVED, replace(yes(sale), amount=Money(100, "EUR"))), "a1", "")
    second = send(intend(first, "t2", "a2", "r2"), "a2", "T1", 8, 2)
    return doubt(second, "a2").to(SaleState.REVIEW)


CASES = {
    "unknown": unknown, "approved": approved, "contradicted": contradicted, "not-reversed": not_reversed,
    "refund": refund_unclear, "half-paid": half_paid,
}  # fmt: skip
ENDS = {
    ("approved", Outcome.PAID): SaleState.FULFILLED, ("approved", Outcome.NOT_PAID): SaleState.VOID,
    ("approved", Outcome.GIVEN_BACK): SaleState.VOID,
    ("unknown", Outcome.PAID): SaleState.FULFILLED, ("unknown", Outcome.NOT_PAID): SaleState.VOID,
    ("unknown", Outcome.GIVEN_BACK): SaleState.VOID,
    ("contradicted", Outcome.PAID): SaleState.FULFILLED, ("contradicted", Outcome.NOT_PAID): SaleState.VOID,
    ("contradicted", Outcome.GIVEN_BACK): SaleState.VOID,
    ("not-reversed", Outcome.PAID): SaleState.FULFILLED, ("not-reversed", Outcome.GIVEN_BACK): SaleState.VOID,
    ("refund", Outcome.PAID): SaleState.FULFILLED, ("refund", Outcome.GIVEN_BACK): SaleState.FULFILLED,
    ("half-paid", Outcome.PAID): SaleState.FULFILLED, ("half-paid", Outcome.NOT_PAID): SaleState.REVIEW,
    ("half-paid", Outcome.GIVEN_BACK): SaleState.REVIEW,
}  # fmt: skip


@pytest.mark.parametrize(("name", "made"), CASES.items())
def test_each_case_offers_exactly_the_ways_that_end_it(name: str, made: Callable[[], Sale]) -> None:
    assert is_case(made())
    assert {outcome for own, outcome in ENDS if own == name} == set(outcomes(made()))


@pytest.mark.parametrize(("of", "state"), ENDS.items(), ids=str)
def test_each_way_ends_as_it_says_and_nothing_is_left_to_decide(of: tuple[str, Outcome], state: SaleState) -> None:
    before = CASES[of[0]]()
    after = resolved(before, of[1])
    assert after.state is state
    unsure = (AttemptState.REVIEW, AttemptState.UNKNOWN, AttemptState.APPROVED, AttemptState.REVERSING)
    assert not any(own.state in unsure for own in after.attempts)
    assert len(after.attempts) == len(before.attempts), "nothing is charged"
    if state is SaleState.FULFILLED:
        assert after.confirmed == after.total
    if state is SaleState.VOID:
        assert all(own.state in (TenderState.VOID, TenderState.REVERSED) for own in after.tenders)
    assert not outcomes(after) or state is SaleState.REVIEW


def test_what_was_not_paid_stays_watched_so_that_a_late_approval_goes_back() -> None:
    undone = resolved(approved(), Outcome.NOT_PAID).attempts[0]
    assert (undone.state, undone.watch) == (AttemptState.REVERSED, True)
    after = resolved(unknown(), Outcome.NOT_PAID)
    assert after.attempts[0].watch
    assert after.attempts[0].refusal == "staff"


def test_an_approval_that_nobody_waited_for_is_given_back_or_was_none_and_is_never_a_sale() -> None:
    sale = paid(basket()).to(SaleState.FULFILLED)
    orphan = replace(sale.attempts[0], id="o", n=2, kind=AttemptKind.ORPHAN, ref="o", state=AttemptState.REVIEW)
    case = sale.with_attempt(orphan)
    assert outcomes(case) == (Outcome.NOT_PAID, Outcome.GIVEN_BACK)
    assert resolved(case, Outcome.GIVEN_BACK).state is SaleState.FULFILLED


def test_nothing_is_decided_while_a_dialogue_is_open_or_where_nothing_is_unclear() -> None:
    live = sent(basket()).to(SaleState.REVIEW)
    for sale in (live, paid(basket())):
        assert outcomes(sale) == ()
        with pytest.raises(IllegalMove):
            resolved(sale, Outcome.PAID)
