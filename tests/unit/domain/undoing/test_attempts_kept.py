"""What an attempt keeps of its terminal's words, and what of a sale counts as held while it is given up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, IllegalMove, SaleState, TenderState
from kiosk.domain.payment import (
    Verdict,
    accept_part,
    decide,
    doubt,
    intend,
    is_undecided,
    never_left,
    reopen,
    send,
    void_unpaid,
)
from kiosk.domain.sale import AttemptKind, Sale, Tender, TenderKind
from kiosk.domain.settling.undoing import NOT_SENT, adopt_orphan
from tests.unit.domain.test_undoing import HALF, NO, OPEN, YES, approved, paid, stray

A, S, T, V = AttemptState, SaleState, TenderState, Verdict
SENT = send(intend(OPEN, "t1", "a1", "r1"), "a1", "T1", 11, 5000)
DECLINED = decide(SENT, "a1", V.DECLINED, NO)


def asked_twice() -> Sale:
    """A card that was declined, and one of which nobody knows."""
    return doubt(send(intend(DECLINED, "t2", "a2", "r2"), "a2", "T1", 12, 6000), "a2")


# --- what is kept ---------------------------------------------------------------------------------------------------


def test_the_amount_of_a_refusal_is_not_an_approved_amount() -> None:
    own = DECLINED.attempts[0]
    assert (own.approved_minor, own.refusal, own.result_code) == (None, "rule", "B5")


@pytest.mark.parametrize(("told", "kept"), [("T7", "T7"), ("", "T1")])
def test_the_terminal_that_answered_is_kept_and_the_one_that_was_asked_when_it_says_no_name(
    told: str, kept: str
) -> None:
    sale = decide(SENT, "a1", V.APPROVED, replace(YES, terminal_id=told))
    assert sale.attempts[0].terminal_id == kept


def test_a_request_that_never_left_says_so_on_its_attempt() -> None:
    own = never_left(SENT, "a1").attempts[0]
    assert (own.state, own.refusal) == (A.DECLINED, NOT_SENT)


def test_the_same_share_again_takes_the_tender_that_is_open() -> None:
    shared = send(intend(OPEN, "t1", "a1", "r1", HALF), "a1", "T1", 11, 5000)
    again = intend(decide(shared, "a1", V.DECLINED, replace(NO, amount=HALF)), "t2", "a2", "r2", HALF)
    assert [(own.id, own.state) for own in again.tenders] == [("t1", T.OPEN)]


@pytest.mark.parametrize("sale", [replace(approved(minor=900), tenders=()), SENT, paid()])
def test_only_an_approval_of_less_than_its_tender_makes_the_tender_smaller(sale: Sale) -> None:
    with pytest.raises(IllegalMove, match="no part"):
        accept_part(sale, "a1")


# --- what is held ---------------------------------------------------------------------------------------------------


def with_tender(state: TenderState) -> Sale:
    """A sale whose card was declined, and which has a tender without attempts."""
    own = Tender("t9", 2, TenderKind.CASH, HALF, HALF, state)
    return replace(DECLINED, tenders=(*DECLINED.tenders, own))


@pytest.mark.parametrize("state", [T.CONFIRMED, T.REVERSING])
def test_a_sale_with_one_tender_that_is_paid_or_goes_back_is_not_given_up(state: TenderState) -> None:
    sale = with_tender(state)
    assert void_unpaid(sale) is sale
    with pytest.raises(IllegalMove, match="a part is paid"):
        reopen(sale)


@pytest.mark.parametrize("state", [T.VOID, T.REVERSED])
def test_a_tender_that_is_over_holds_nothing(state: TenderState) -> None:
    assert void_unpaid(with_tender(state)).state is S.VOID
    assert reopen(with_tender(state)).state is S.OPEN


def test_a_sale_with_one_payment_that_nobody_knows_is_not_given_up_because_another_was_declined() -> None:
    sale = asked_twice()
    assert void_unpaid(sale) is sale
    with pytest.raises(IllegalMove, match="not decided"):
        reopen(sale)
    with pytest.raises(IllegalMove, match="not decided"):
        intend(sale, "t3", "a3", "r3")


def test_an_approval_that_nobody_waited_for_keeps_no_sale_open() -> None:
    sale = adopt_orphan(DECLINED, stray())
    assert [is_undecided(own) for own in sale.attempts] == [False, False]
    assert void_unpaid(sale).state is S.VOID
    assert reopen(sale).state is S.OPEN


@pytest.mark.parametrize("state", list(A))
def test_a_payment_is_undecided_until_it_is_declined_reversed_or_money(state: AttemptState) -> None:
    own = replace(SENT.attempts[0], state=state)
    assert is_undecided(own) is (state not in (A.DECLINED, A.REVERSED, A.CONFIRMED))
    assert not is_undecided(replace(own, kind=AttemptKind.ORPHAN, amount=Money(1, "EUR")))
