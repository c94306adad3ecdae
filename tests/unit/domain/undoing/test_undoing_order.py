"""What goes back, in which order, and by which name a booking is known: nothing left out, nothing given back twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, IllegalMove, SaleState
from kiosk.domain.payment import (
    Verdict,
    accept_part,
    confirm,
    decide,
    doubt,
    intend,
    send,
    undone_by_terminal,
)
from kiosk.domain.sale import AttemptKind, Sale
from kiosk.domain.settling.undoing import (
    adopt_orphan,
    booking_name,
    given_back,
    is_held_apart,
    is_known,
    next_to_reverse,
    reverse,
)
from tests.unit.domain.test_undoing import HALF, NO, OPEN, YES, approved, paid, reversed_, reversing, stray

A, K, S, V = AttemptState, AttemptKind, SaleState, Verdict
BOTH = paid(paid(amount=HALF), 2)


def sent(sale: Sale, n: int) -> Sale:
    return send(intend(sale, f"t{n}", f"a{n}", f"r{n}"), f"a{n}", "T1", 11, 5000)


def declined(sale: Sale, n: int) -> Sale:
    return decide(sent(sale, n), f"a{n}", V.DECLINED, NO)


def owed(sale: Sale, *, is_all: bool) -> str | None:
    found = next_to_reverse(sale, is_all=is_all)
    return found.id if found is not None else None


# --- what is held apart ---------------------------------------------------------------------------------------------


def test_a_card_that_was_declined_is_not_owed_when_the_next_one_made_the_tender_smaller() -> None:
    asked = sent(declined(OPEN, 1), 2)
    part = decide(asked, "a2", V.PARTIAL, replace(YES, amount=Money(900, "EUR")))
    sale = confirm(accept_part(part, "a2"), "a2", "")
    assert sale.tenders[0].amount == Money(900, "EUR")
    assert not is_held_apart(sale, sale.attempts[0])
    assert owed(sale, is_all=False) is None


def test_an_approval_that_has_no_tender_or_is_nobody_s_payment_is_not_held_apart() -> None:
    part = approved(minor=900)
    assert is_held_apart(part, part.attempts[0])
    assert not is_held_apart(replace(part, tenders=()), part.attempts[0])
    sale = adopt_orphan(part, stray(amount=Money(5, "EUR"), approved_minor=5))
    assert not is_held_apart(sale, sale.attempts[1])


# --- what is next ---------------------------------------------------------------------------------------------------


def test_an_approval_that_still_waits_for_its_last_word_is_not_owed() -> None:
    assert owed(approved(), is_all=False) is None
    assert owed(approved(), is_all=True) is None


def test_nothing_is_begun_while_a_reversal_is_on_its_way_although_another_payment_is_owed() -> None:
    on_its_way = reversing(BOTH, 2)
    for sale in (on_its_way, doubt(on_its_way, "b2")):
        assert owed(sale, is_all=True) is None
        assert owed(adopt_orphan(sale, stray()), is_all=False) is None


def test_nothing_that_is_paid_goes_back_while_the_next_card_is_not_decided() -> None:
    half = paid(amount=HALF)
    for sale in (intend(half, "t2", "a2", "r2"), sent(half, 2), doubt(sent(half, 2), "a2")):
        assert owed(sale, is_all=True) is None
    refused = decide(sent(half, 2), "a2", V.DECLINED, replace(NO, amount=HALF))
    assert owed(refused, is_all=True) == "a1"


def test_an_orphan_that_a_person_judges_does_not_hold_up_what_was_paid() -> None:
    sale = adopt_orphan(paid(), stray())
    judged = sale.with_attempt(sale.attempts[1].to(A.REVIEW))
    assert owed(judged, is_all=True) == "a1"


def test_of_two_approvals_that_nobody_waited_for_the_later_goes_back_first_and_each_once() -> None:
    sale = adopt_orphan(adopt_orphan(paid(), stray()), stray(id="o2", ref="45.2.B", receipt_no=45))
    assert [own.n for own in sale.attempts] == [1, 2, 3]
    assert owed(sale, is_all=False) == "o2"
    once = reversed_(send(reverse(sale, "o2", "b1", "q1"), "b1", "T1", 12, 6000))
    assert owed(once, is_all=False) == "o1"
    twice = reversed_(send(reverse(once, "o1", "b2", "q2"), "b2", "T1", 12, 6000), 2)
    assert owed(twice, is_all=False) is None


def test_each_attempt_of_a_sale_has_the_next_number() -> None:
    assert [own.n for own in reversing(BOTH, 2).attempts] == [1, 2, 3]


# --- what counts as a refusal ---------------------------------------------------------------------------------------


def test_a_reversal_that_the_terminal_undid_may_be_tried_again() -> None:
    heard = decide(reversing(), "b1", V.APPROVED, replace(YES, receipt_no=13))
    again = reverse(undone_by_terminal(heard, "b1"), "a1", "b2", "q2")
    assert [own.state for own in again.attempts] == [A.REVERSING, A.REVERSED, A.INTENT]


def test_reversals_that_the_terminal_undid_are_no_refusals() -> None:
    sale = paid()
    for n in (1, 2):
        heard = decide(reversing_again(sale, n), f"b{n}", V.APPROVED, replace(YES, receipt_no=20 + n))
        sale = undone_by_terminal(heard, f"b{n}")
    assert decide(reversing_again(sale, 3), "b3", V.DECLINED, NO).state is S.PAYING


def reversing_again(sale: Sale, n: int) -> Sale:
    return send(reverse(sale, "a1", f"b{n}", f"q{n}"), f"b{n}", "T1", 12, 6000)


def test_cards_that_were_declined_are_no_refusals_of_a_reversal() -> None:
    sale = paid(declined(declined(OPEN, 7), 8), 1)
    asked = reversing_again(sale, 1)
    assert decide(asked, "b1", V.DECLINED, NO).state is S.PAYING


def test_a_reversal_that_was_declined_is_on_no_receipt_of_what_came_back() -> None:
    declined_once = decide(reversing(), "b1", V.DECLINED, NO)
    assert given_back(declined_once) == ()
    sale = reversed_(reversing_again(declined_once, 2), 2)
    assert [own.id for own in given_back(sale)] == ["b2"]


# --- by which name --------------------------------------------------------------------------------------------------


def test_a_terminal_s_own_name_of_a_booking_comes_before_its_numbers() -> None:
    assert booking_name(12, "7", "A1", "tx-9") == "tx-9"
    assert booking_name(12, "7", "A1", "") == "12.7.A1"


@pytest.mark.parametrize("state", list(A))
def test_a_booking_is_known_by_an_attempt_that_may_be_money(state: AttemptState) -> None:
    own = paid().attempts[0]
    name = booking_name(own.receipt_no, own.trace_no, own.auth_code, own.poi_tx_id)
    kept = replace(paid(), attempts=(replace(own, state=state),))
    assert is_known(kept, name) is (state not in (A.NEW, A.INTENT, A.DECLINED))
    assert not is_known(kept, name + "0")
    watched = replace(paid(), attempts=(replace(own, state=state, watch=True),))
    assert is_known(watched, name) is (state not in (A.NEW, A.INTENT, A.DECLINED, A.REVERSED))


def test_a_reversal_whose_payment_is_gone_from_the_sale_is_refused() -> None:
    sale = reversing()
    with pytest.raises(IllegalMove, match="no attempt a1"):
        decide(replace(sale, attempts=sale.attempts[1:]), "b1", V.CONTRADICTION, None)
