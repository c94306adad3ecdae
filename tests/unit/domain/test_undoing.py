"""Giving money back: each way is one commit with its reversal, and nothing is given back twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain import basket
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, IllegalMove, SaleState, TenderState
from kiosk.domain.payment import (
    Result,
    Verdict,
    accept_part,
    confirm,
    decide,
    doubt,
    due,
    give_up,
    intend,
    never_left,
    reopen,
    send,
    undone_by_terminal,
    void_unpaid,
)
from kiosk.domain.sale import Attempt, AttemptKind, Sale
from kiosk.domain.settling.undoing import (
    MOST_DECLINES,
    NOT_SENT,
    adopt_orphan,
    intend_refund,
    is_held_apart,
    next_to_reverse,
    original_of,
    refundable,
    reverse,
)
from kiosk.domain.text import LocalText

A, K, S, T, V = AttemptState, AttemptKind, SaleState, TenderState, Verdict
NAME = LocalText((("en", "Thing"),))
THING = basket.Product("a", "0a", NAME, NAME, "", Money(1200, "EUR"), 900, False, 7)
OPEN = basket.add(Sale("s", "EUR", "x", 0), THING)
HALF = Money(600, "EUR")
YES = Result(True, Money(1200, "EUR"), 12, "000123", "A1B2C3", "T1", "Demo Card", "4471", "00")
NO = replace(YES, is_approved=False, refusal="rule", code="B5")


def paid(sale: Sale = OPEN, n: int = 1, amount: Money | None = None) -> Sale:
    """Pay what is due, or a part of it, with card `n`."""
    sent = send(intend(sale, f"t{n}", f"a{n}", f"r{n}", amount), f"a{n}", "T1", 10 + n, 5000)
    own = sent.attempt(f"a{n}")
    assert own is not None
    result = replace(YES, amount=own.amount, receipt_no=11 + n)
    return confirm(decide(sent, own.id, V.APPROVED, result), own.id, "text")


def approved(*, minor: int = 1200) -> Sale:
    sent = send(intend(OPEN, "t1", "a1", "r1"), "a1", "T1", 11, 5000)
    verdict = V.APPROVED if minor == 1200 else V.PARTIAL
    return decide(sent, "a1", verdict, replace(YES, amount=Money(minor, "EUR")))


def reversing(sale: Sale | None = None, n: int = 1) -> Sale:
    """Begin a reversal of payment `n` and send it."""
    return send(reverse(sale or paid(), f"a{n}", f"b{n}", f"q{n}"), f"b{n}", "T1", 12, 6000)


def reversed_(sale: Sale, n: int = 1) -> Sale:
    """Let the terminal say yes to reversal `n`."""
    own = sale.attempt(f"b{n}")
    assert own is not None
    return confirm(decide(sale, own.id, V.APPROVED, replace(YES, amount=own.amount, receipt_no=77)), own.id, "text")


def states(sale: Sale) -> tuple[str, ...]:
    parts = (*(own.state for own in sale.attempts), *(own.state for own in sale.tenders), sale.state)
    return tuple(map(str, parts))


# --- reversals ------------------------------------------------------------------------------------------------------


def test_a_reversal_and_its_payment_move_in_one_step_and_a_paid_sale_releases_nothing_any_more() -> None:
    sale = reverse(paid(), "a1", "b1", "q1")
    assert states(sale) == ("REVERSING", "INTENT", "REVERSING", "PAYING")
    own = sale.attempts[1]
    assert (own.kind, own.reverses_id, own.ref, own.amount) == (K.REVERSAL, "a1", "q1", Money(1200, "EUR"))
    assert original_of(sale, own).id == "a1"


def test_a_confirmed_reversal_makes_payment_and_tender_reversed_and_the_basket_is_the_customer_s_again() -> None:
    sale = reversed_(reversing())
    assert states(sale) == ("REVERSED", "CONFIRMED", "REVERSED", "PAYING")
    assert states(reopen(sale))[-1] == "OPEN"
    assert states(void_unpaid(sale))[-1] == "VOID"
    assert due(sale) == Money(1200, "EUR")


def test_a_payment_that_is_approved_and_not_finished_can_go_back_too() -> None:
    assert states(reverse(approved(), "a1", "b1", "q1")) == ("REVERSING", "INTENT", "REVERSING", "PAYING")


def test_what_is_being_reversed_is_not_reversed_twice() -> None:
    with pytest.raises(IllegalMove, match="already"):
        reverse(reversing(), "a1", "b2", "q2")
    with pytest.raises(IllegalMove, match="already"):
        reverse(reversed_(reversing()), "a1", "b2", "q2")


def test_a_payment_whose_goods_are_given_is_not_reversed() -> None:
    with pytest.raises(IllegalMove, match="refund"):
        reverse(paid().to(S.FULFILLED), "a1", "b1", "q1")


def test_a_reversal_is_not_reversed() -> None:
    with pytest.raises(IllegalMove, match="a REVERSAL is not reversed"):
        reverse(reversed_(reversing()), "b1", "b2", "q2")


def test_a_declined_reversal_is_tried_again_and_the_third_one_goes_to_a_person() -> None:
    sale = paid()
    for n in range(1, MOST_DECLINES + 1):
        owed = next_to_reverse(sale, is_all=False) if n > 1 else sale.attempts[0]
        assert owed is not None
        sale = send(reverse(sale, owed.id, f"b{n}", f"q{n}"), f"b{n}", "T1", 12, 6000)
        sale = decide(sale, f"b{n}", V.DECLINED, NO)
        assert sale.state is (S.REVIEW if n == MOST_DECLINES else S.PAYING)
    assert (sale.attempts[0].state, sale.tenders[0].state) == (A.REVIEW, T.REVERSING)
    assert next_to_reverse(sale, is_all=True) is None


def test_a_reversal_that_never_left_does_not_count_as_a_refusal() -> None:
    sale = paid()
    for n in range(1, MOST_DECLINES + 3):
        sale = reverse(sale, "a1", f"b{n}", f"q{n}")
        sale = give_up(sale, f"b{n}", NOT_SENT) if n % 2 else never_left(send(sale, f"b{n}", "T1", 12, 0), f"b{n}")
    assert (sale.state, sale.attempts[0].state) == (S.PAYING, A.REVERSING)


def test_a_contradicted_reversal_takes_its_payment_to_a_person() -> None:
    sale = decide(doubt(reversing(), "b1"), "b1", V.CONTRADICTION, None)
    assert states(sale) == ("REVIEW", "REVIEW", "REVERSING", "REVIEW")


def test_a_reversal_that_the_terminal_undid_leaves_its_payment_to_be_reversed_again() -> None:
    heard = decide(reversing(), "b1", V.APPROVED, replace(YES, receipt_no=13))
    sale = undone_by_terminal(heard, "b1")
    assert states(sale) == ("REVERSING", "REVERSED", "REVERSING", "PAYING")
    assert next_to_reverse(sale, is_all=False) == sale.attempts[0]


# --- parts ----------------------------------------------------------------------------------------------------------


def test_two_cards_share_a_sale_and_it_is_paid_with_the_second() -> None:
    half = paid(amount=HALF)
    assert (half.state, due(half)) == (S.PAYING, HALF)
    whole = paid(half, 2)
    assert (whole.state, [own.amount for own in whole.tenders]) == (S.PAID, [HALF, HALF])


def test_the_last_card_gets_its_money_first() -> None:
    sale = replace(paid(paid(amount=HALF), 2))
    owed = next_to_reverse(sale, is_all=True)
    assert owed is not None
    assert owed.id == "a2"
    once = reversed_(reversing(sale, 2), 2)
    assert next_to_reverse(once, is_all=False) is None
    owed = next_to_reverse(once, is_all=True)
    assert owed is not None
    assert owed.id == "a1"
    assert void_unpaid(once) is once
    assert void_unpaid(reversed_(reversing(once, 1), 1)).state is S.VOID


@pytest.mark.parametrize("minor", [0, -1, 601, 1201])
def test_a_share_is_more_than_nothing_and_no_more_than_is_due(minor: int) -> None:
    with pytest.raises(IllegalMove, match="more than is due"):
        intend(paid(amount=HALF), "t2", "a2", "r2", Money(minor, "EUR"))


def test_a_share_after_a_decline_replaces_the_open_tender() -> None:
    sent = send(intend(OPEN, "t1", "a1", "r1"), "a1", "T1", 11, 5000)
    sale = intend(decide(sent, "a1", V.DECLINED, NO), "t2", "a2", "r2", HALF)
    assert [(own.state, own.amount.minor) for own in sale.tenders] == [(T.VOID, 1200), (T.OPEN, 600)]


def test_an_approval_of_less_is_never_the_tender_s_by_itself() -> None:
    sale = approved(minor=900)
    assert is_held_apart(sale, sale.attempts[0])
    with pytest.raises(IllegalMove, match="another amount"):
        confirm(sale, "a1", "")
    owed = next_to_reverse(sale, is_all=False)
    assert owed is not None
    going = reverse(sale, owed.id, "b1", "q1")
    assert going.attempts[1].amount == Money(900, "EUR")


def test_a_person_cannot_make_a_tender_of_another_amount_money() -> None:
    sent = send(intend(OPEN, "t1", "a1", "r1"), "a1", "T1", 11, 5000)
    other = decide(sent, "a1", V.CONTRADICTION, replace(YES, amount=Money(9999, "EUR")))
    with pytest.raises(IllegalMove, match="another amount"):
        confirm(other, "a1", "")


def test_where_the_site_takes_parts_the_tender_shrinks_and_the_rest_is_the_next_card_s() -> None:
    sale = confirm(accept_part(approved(minor=900), "a1"), "a1", "")
    assert (sale.state, sale.tenders[0].amount, due(sale)) == (S.PAYING, Money(900, "EUR"), Money(300, "EUR"))
    assert paid(sale, 2).state is S.PAID
    with pytest.raises(IllegalMove, match="no part"):
        accept_part(approved(), "a1")


# --- orphans --------------------------------------------------------------------------------------------------------


def stray(**changes: object) -> Attempt:
    own = Attempt("o1", "t1", 0, K.ORPHAN, "T1", "", "44.1.A", Money(1200, "EUR"), approved_minor=1200, receipt_no=44,
                  trace_no="1", auth_code="A")  # fmt: skip
    return replace(own, **changes)  # type: ignore[arg-type]  # the fields a test names


def test_the_same_late_answer_twice_makes_one_orphan() -> None:
    sale = adopt_orphan(paid().to(S.FULFILLED), stray())
    assert states(sale) == ("CONFIRMED", "APPROVED", "CONFIRMED", "FULFILLED")
    assert adopt_orphan(sale, stray(id="o2")) is sale


def test_a_booking_that_is_a_payment_of_ours_is_no_orphan() -> None:
    sale = paid()
    assert adopt_orphan(sale, stray(ref="12.000123.A1B2C3")) is sale


def test_an_orphan_goes_back_although_the_goods_are_given_and_no_tender_moves() -> None:
    sale = adopt_orphan(paid().to(S.FULFILLED), stray())
    owed = next_to_reverse(sale, is_all=False)
    assert owed is not None
    going = send(reverse(sale, owed.id, "b1", "q1"), "b1", "T1", 12, 6000)
    done = reversed_(going)
    assert states(done) == ("CONFIRMED", "REVERSED", "CONFIRMED", "CONFIRMED", "FULFILLED")


def test_only_an_orphan_is_adopted() -> None:
    with pytest.raises(IllegalMove, match="no orphan"):
        adopt_orphan(paid(), stray(kind=K.PAYMENT))


# --- refunds --------------------------------------------------------------------------------------------------------

GIVEN = paid().to(S.FULFILLED)


def refunded(sale: Sale, minor: int, n: int, verdict: Verdict = V.APPROVED) -> Sale:
    own = intend_refund(sale, "t1", f"c{n}", f"p{n}", Money(minor, "EUR"))
    sent = send(own, f"c{n}", "T1", 12, 6000)
    result = replace(YES if verdict is V.APPROVED else NO, amount=Money(minor, "EUR"), receipt_no=50 + n)
    told = decide(sent, f"c{n}", verdict, result)
    return confirm(told, f"c{n}", "text") if verdict is V.APPROVED else told


def test_refunds_together_never_exceed_their_tender() -> None:
    sale = refunded(refunded(GIVEN, 500, 1), 700, 2)
    assert refundable(sale, "t1") == Money(0, "EUR")
    with pytest.raises(IllegalMove, match="more than"):
        intend_refund(sale, "t1", "c3", "p3", Money(1, "EUR"))
    assert states(sale)[0] == "CONFIRMED"
    assert (sale.state, sale.tenders[0].state) == (S.FULFILLED, T.CONFIRMED)
    assert original_of(sale, sale.attempts[1]).id == "a1"


def test_a_declined_refund_leaves_all_of_the_tender_to_refund() -> None:
    sale = refunded(GIVEN, 500, 1, V.DECLINED)
    assert refundable(sale, "t1") == Money(1200, "EUR")


def test_one_refund_of_a_tender_at_a_time() -> None:
    with pytest.raises(IllegalMove, match="not decided"):
        intend_refund(intend_refund(GIVEN, "t1", "c1", "p1", Money(1, "EUR")), "t1", "c2", "p2", Money(1, "EUR"))


@pytest.mark.parametrize("sale", [OPEN, paid(), reversed_(reversing())])
def test_only_what_is_given_and_paid_is_refunded(sale: Sale) -> None:
    with pytest.raises(IllegalMove, match="more than"):
        intend_refund(sale, "t1", "c1", "p1", Money(1, "EUR"))


def test_a_refund_of_what_was_never_paid_has_no_original() -> None:
    with pytest.raises(IllegalMove, match="has no payment"):
        original_of(OPEN, stray(kind=K.REFUND))
    with pytest.raises(IllegalMove, match="no attempt"):
        reverse(OPEN, "a9", "b1", "q1")
