"""The watch list of a sale: which payments are on it, and which late word makes an orphan of which fields."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.payment import Result
from kiosk.domain.sale import Attempt, AttemptKind, Sale
from kiosk.flows.checkout.undoing.watching import heard, watched
from tests.unit.flows.given import Checkout, Clock

A, K, S = AttemptState, AttemptKind, SaleState
PAYMENT = Checkout().sent().attempt
UNHEARD = replace(PAYMENT, state=A.DECLINED, watch=True, proto="zvt", terminal_id="T1", prior_receipt_no=11)
SALE = replace(Checkout().sent().sale, state=S.VOID, attempts=(UNHEARD,))
YES = Result(True, PAYMENT.amount, 12, "9", "Z", "T7", "Demo", "4471", "00", transaction_id="tx")
AT = Clock().stamp()


def with_attempt(**changes: object) -> Sale:
    own: Attempt = replace(UNHEARD, **changes)  # type: ignore[arg-type]  # the fields a test names
    return replace(SALE, attempts=(own,))


@pytest.mark.parametrize("state", list(A))
def test_a_payment_that_ended_unheard_is_watched_and_nothing_else(state: AttemptState) -> None:
    assert bool(watched(with_attempt(state=state))) is (state in (A.DECLINED, A.REVERSED))
    assert watched(with_attempt(state=state, watch=False)) == ()
    for kind in (K.REVERSAL, K.REFUND, K.ORPHAN):
        assert watched(with_attempt(state=state, kind=kind)) == ()


def test_a_late_approval_becomes_an_orphan_with_all_that_the_terminal_said() -> None:
    sale = heard(SALE, UNHEARD.id, YES, AT)
    was, orphan = sale.attempts
    assert was == replace(UNHEARD, watch=False)
    assert orphan.id not in ("", was.id, orphan.tender_id)
    assert orphan == Attempt(
        orphan.id, UNHEARD.tender_id, 2, K.ORPHAN, "T7", "zvt", "tx", PAYMENT.amount, A.APPROVED,
        approved_minor=PAYMENT.amount.minor, receipt_no=12, trace_no="9", poi_tx_id="tx", auth_code="Z",
        scheme="Demo", last4="4471", result_code="00",
    )  # fmt: skip


def test_a_terminal_that_says_no_name_is_the_one_that_was_asked() -> None:
    assert heard(SALE, UNHEARD.id, replace(YES, terminal_id=""), AT).attempts[1].terminal_id == "T1"


@pytest.mark.parametrize(
    "result",
    [
        None,
        replace(YES, amount=None),
        replace(YES, is_approved=False),
        replace(YES, receipt_no=11),
        replace(YES, amount=Money(PAYMENT.amount.minor + 1, "EUR")),
        replace(YES, amount=Money(1, "EUR")),
    ],
    ids=["nothing", "no amount", "a no", "the receipt before", "another amount", "a part under a number only"],
)
def test_a_word_that_is_not_surely_an_approval_of_ours_changes_nothing(result: Result | None) -> None:
    assert heard(SALE, UNHEARD.id, result, AT) is SALE


def test_a_part_of_our_own_reference_is_an_orphan_of_that_part() -> None:
    part = replace(YES, amount=Money(1, "EUR"), is_for_reference=True)
    assert heard(SALE, UNHEARD.id, part, AT).attempts[1].amount == Money(1, "EUR")


def test_an_approval_that_was_undone_and_is_told_again_is_judged_by_what_was_asked_for() -> None:
    undone = with_attempt(state=A.REVERSED, approved_minor=1, receipt_no=12)
    part = replace(YES, amount=Money(1, "EUR"))
    assert heard(undone, UNHEARD.id, part, AT) is undone
    assert heard(undone, UNHEARD.id, YES, AT).attempts[1].amount == PAYMENT.amount


def test_a_word_about_another_attempt_than_the_one_on_the_list_changes_nothing() -> None:
    second = replace(UNHEARD, id="second", n=2, watch=False)
    sale = replace(SALE, attempts=(UNHEARD, second))
    assert heard(sale, "second", YES, AT) is sale
    assert heard(sale, "none", YES, AT) is sale


def test_a_booking_that_this_sale_holds_already_changes_nothing() -> None:
    once = heard(SALE, UNHEARD.id, YES, AT)
    again = replace(once, attempts=(UNHEARD, once.attempts[1]))
    assert heard(again, UNHEARD.id, YES, AT) is again


def test_a_booking_of_another_sale_is_not_this_one_s_and_an_older_picture_of_this_one_is_no_other_sale() -> None:
    other = replace(heard(SALE, UNHEARD.id, YES, AT), id="other")
    assert heard(SALE, UNHEARD.id, YES, AT, (other,)) is SALE
    older = replace(other, id=SALE.id)
    assert len(heard(SALE, UNHEARD.id, YES, AT, (older,)).attempts) == 2
