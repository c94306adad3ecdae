"""What of a tender may still be refunded: its own amount, its own refunds, once its goods are given."""

from __future__ import annotations

import pytest

from kiosk.domain.money import Money
from kiosk.domain.moves import IllegalMove, SaleState
from kiosk.domain.payment import Verdict, decide, intend, send, undone_by_terminal
from kiosk.domain.sale import Sale
from kiosk.domain.settling.undoing import adopt_orphan, intend_refund, original_of, refundable
from tests.unit.domain.test_undoing import HALF, NO, OPEN, YES, paid, stray

BOTH = paid(paid(amount=HALF), 2).to(SaleState.FULFILLED)
DECLINED = decide(send(intend(OPEN, "t9", "a9", "r9"), "a9", "T1", 11, 5000), "a9", Verdict.DECLINED, NO)


def left(sale: Sale, tender_id: str) -> int:
    return refundable(sale, tender_id).minor


def asked(sale: Sale, tender_id: str, minor: int, n: int = 1) -> Sale:
    return intend_refund(sale, tender_id, f"c{n}", f"p{n}", Money(minor, "EUR"))


@pytest.mark.parametrize("minor", [0, -1, 601])
def test_a_refund_is_more_than_nothing_and_no_more_than_its_tender(minor: int) -> None:
    with pytest.raises(IllegalMove, match="more than"):
        asked(BOTH, "t1", minor)
    assert asked(BOTH, "t1", 600).attempts[-1].amount == HALF


def test_a_refund_that_is_asked_for_is_no_longer_refundable_and_the_other_tender_s_stays() -> None:
    sale = asked(BOTH, "t1", 200)
    assert (left(sale, "t1"), left(sale, "t2")) == (400, 600)
    assert [own.id for own in asked(sale, "t2", 600, 2).attempts] == ["a1", "a2", "c1", "c2"]


def test_a_refund_has_its_own_reference_and_the_next_number() -> None:
    own = asked(BOTH, "t1", 200).attempts[-1]
    assert (own.n, own.ref, own.proto, own.terminal_id, own.tender_id) == (3, "p1", "", "", "t1")


def test_a_refund_that_the_terminal_undid_can_be_given_again() -> None:
    sent = send(asked(BOTH, "t1", 200), "c1", "T1", 12, 6000)
    heard = decide(sent, "c1", Verdict.APPROVED, YES)
    assert left(heard, "t1") == 400
    assert left(undone_by_terminal(heard, "c1"), "t1") == 600


def test_a_tender_that_was_never_money_is_not_refunded_from_a_sale_that_is() -> None:
    sale = paid(DECLINED, 1, HALF)
    given = paid(sale, 2).to(SaleState.FULFILLED)
    assert [left(given, own.id) for own in given.tenders] == [0, 600, 600]
    assert left(given, "t7") == 0


def test_an_approval_that_nobody_waited_for_holds_up_no_refund() -> None:
    assert asked(adopt_orphan(BOTH, stray()), "t1", 600).attempts[-1].id == "c1"


def test_the_original_of_a_refund_is_the_payment_of_its_tender_that_became_money() -> None:
    sale = asked(BOTH, "t2", 100)
    assert original_of(sale, sale.attempts[-1]).id == "a2"
    second = paid(DECLINED).to(SaleState.FULFILLED)
    sale = asked(second, second.tenders[0].id, 100)
    assert [own.id for own in sale.attempts] == ["a9", "a1", "c1"]
    assert original_of(sale, sale.attempts[-1]).id == "a1"
