"""The payment machine: what a terminal says is judged, kept in order, and never paid twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import basket
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, IllegalMove, SaleState, TenderState
from kiosk.domain.payment import (
    FENCE_AFTER_MS,
    FENCE_APART_MS,
    NotFound,
    Result,
    Verdict,
    confirm,
    decide,
    doubt,
    due,
    give_up,
    intend,
    is_fenced,
    judge_answer,
    judge_last_payment,
    reopen,
    send,
    undone_by_terminal,
    without_money,
)
from kiosk.domain.sale import Attempt, AttemptKind, Sale, Tender, TenderKind
from kiosk.domain.text import LocalText

A, S, T, V = AttemptState, SaleState, TenderState, Verdict
NAME = LocalText((("en", "Thing"),))
THING = basket.Product("a", "0a", NAME, NAME, "", Money(1200, "EUR"), 900, False, 7)
OPEN = basket.add(Sale("s", "EUR", "x", 0), THING)
EUROS = Money(1200, "EUR")
YES = Result(True, EUROS, 12, "000123", "A1B2C3", "T1", "Demo Card", "4471", "00")
NO = replace(YES, is_approved=False, code="05", refusal="card")


def intended(sale: Sale = OPEN, n: int = 1) -> Sale:
    return intend(sale, f"t{n}", f"a{n}", f"r{n}")


def sent(sale: Sale = OPEN, n: int = 1, prior: int | None = 11) -> Sale:
    return send(intended(sale, n), f"a{n}", "T1", prior, 5000)


def approved() -> Sale:
    return decide(sent(), "a1", V.APPROVED, YES)


def confirmed() -> Sale:
    return confirm(approved(), "a1", "the terminal's text")


def attempt(sale: Sale, n: int = 1) -> Attempt:
    found = sale.attempt(f"a{n}")
    assert found is not None
    return found


# --- judging --------------------------------------------------------------------------------------------------------

OTHER = Money(1199, "EUR")
LIVE = [
    (NO, V.DECLINED),
    (replace(NO, amount=OTHER, receipt_no=None), V.DECLINED),
    (YES, V.APPROVED),
    (replace(YES, receipt_no=1), V.APPROVED),  # numbers wrap: another one, not a higher one
    (replace(YES, receipt_no=11), V.CONTRADICTION),
    (replace(YES, receipt_no=None), V.CONTRADICTION),
    (replace(YES, amount=OTHER), V.PARTIAL),
    (replace(YES, amount=Money(1201, "EUR")), V.CONTRADICTION),
    (replace(YES, amount=Money(0, "EUR")), V.CONTRADICTION),
    (replace(YES, amount=OTHER, receipt_no=11), V.CONTRADICTION),
    (replace(YES, amount=None), V.CONTRADICTION),
    (replace(YES, amount=Money(1199, "SEK")), V.CONTRADICTION),
]
TOLD: list[tuple[Result | None, Verdict]] = [
    (None, V.NOT_FOUND),
    (replace(YES, receipt_no=11), V.NOT_FOUND),
    (replace(NO, receipt_no=11), V.NOT_FOUND),
    (replace(NO, receipt_no=None), V.NOT_FOUND),
    (replace(YES, amount=OTHER, receipt_no=None), V.NOT_FOUND),
    (replace(YES, receipt_no=None), V.CONTRADICTION),
    (replace(YES, amount=OTHER), V.CONTRADICTION),
    (replace(NO, amount=OTHER), V.CONTRADICTION),
    (replace(YES, amount=None), V.CONTRADICTION),
    (NO, V.DECLINED),
    (replace(NO, amount=None), V.DECLINED),
    (YES, V.APPROVED),
    (replace(YES, receipt_no=1), V.APPROVED),
]


@pytest.mark.parametrize(("result", "verdict"), LIVE)
def test_a_live_answer_is_ours_only_with_our_amount_and_a_new_receipt(result: Result, verdict: Verdict) -> None:
    assert judge_answer(attempt(sent()), result) is verdict


@pytest.mark.parametrize(("result", "verdict"), TOLD)
def test_the_last_payment_is_ours_only_with_our_amount_and_a_new_receipt(
    result: Result | None, verdict: Verdict
) -> None:
    assert judge_last_payment(attempt(sent()), result) is verdict


@settings(max_examples=max(1000, settings().max_examples))
@given(st.booleans(), st.integers(1190, 1210), st.none() | st.integers(1, 20), st.none() | st.integers(1, 20))
def test_nothing_but_our_amount_with_a_new_number_is_ever_approved(
    is_approved: bool, minor: int, number: int | None, prior: int | None
) -> None:
    own = attempt(sent(prior=prior))
    result = replace(YES, is_approved=is_approved, amount=Money(minor, "EUR"), receipt_no=number)
    is_ours = is_approved and minor == 1200 and number is not None and number != prior
    assert (judge_answer(own, result) is V.APPROVED) == is_ours
    assert (judge_last_payment(own, result) is V.APPROVED) == is_ours


# --- a protocol that knows our reference ----------------------------------------------------------------------------

TIED = replace(YES, receipt_no=None, is_for_reference=True, transaction_id="X1@2026")
REFERENCED: list[tuple[Result, Verdict, Verdict]] = [
    (TIED, V.APPROVED, V.APPROVED),
    (replace(TIED, amount=OTHER), V.PARTIAL, V.PARTIAL),
    (replace(TIED, amount=Money(1200, "SEK")), V.CONTRADICTION, V.CONTRADICTION),
    (replace(TIED, amount=None), V.CONTRADICTION, V.CONTRADICTION),
    (replace(TIED, is_approved=False), V.DECLINED, V.DECLINED),
    (replace(TIED, is_approved=False, amount=None), V.DECLINED, V.DECLINED),
    (replace(TIED, is_approved=False, amount=OTHER), V.DECLINED, V.CONTRADICTION),
]


@pytest.mark.parametrize(("result", "live", "told"), REFERENCED)
def test_what_is_told_of_our_reference_needs_no_receipt_number(result: Result, live: Verdict, told: Verdict) -> None:
    assert judge_answer(attempt(sent(prior=None)), result) is live
    assert judge_last_payment(attempt(sent(prior=None)), result) is told


@settings(max_examples=max(1000, settings().max_examples))
@given(
    st.booleans(),
    st.none() | st.tuples(st.integers(1190, 1210), st.sampled_from(["EUR", "SEK", "USD"])),
    st.none() | st.integers(1, 20),
    st.none() | st.integers(1, 20),
)
def test_of_our_reference_nothing_but_our_amount_and_currency_is_ever_approved(
    is_approved: bool, told: tuple[int, str] | None, number: int | None, prior: int | None
) -> None:
    own = attempt(sent(prior=prior))
    amount = Money(*told) if told is not None else None
    result = replace(TIED, is_approved=is_approved, amount=amount, receipt_no=number)
    is_ours = is_approved and told == (1200, "EUR")
    assert (judge_answer(own, result) is V.APPROVED) == is_ours
    assert (judge_last_payment(own, result) is V.APPROVED) == is_ours
    if is_approved and not is_ours:
        is_part = told is not None and told[1] == "EUR" and told[0] < 1200
        expected = V.PARTIAL if is_part else V.CONTRADICTION
        assert judge_answer(own, result) is judge_last_payment(own, result) is expected


def test_nothing_told_of_our_reference_is_not_found_and_never_a_decline_by_itself() -> None:
    assert judge_last_payment(attempt(sent(prior=None)), None) is V.NOT_FOUND


def test_the_terminal_s_own_name_of_a_transaction_is_kept_for_a_reversal() -> None:
    assert attempt(decide(sent(), "a1", V.APPROVED, TIED)).poi_tx_id == "X1@2026"


# --- the fence ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "is_behind"),
    [
        ([], False),
        ([(30_000, True)], False),
        ([(25_000, True), (30_000, True)], True),
        ([(25_001, True), (30_000, True)], False),
        ([(24_000, True), (29_999, True)], False),
        ([(20_000, False), (30_000, True)], False),
        ([(20_000, True), (30_000, False)], False),
        ([(1_000, True), (20_000, False), (40_000, True)], True),
        ([(31_000, True), (36_000, True)], True),
    ],
)
def test_not_found_is_believed_twice_apart_late_and_from_an_idle_terminal(
    answers: list[tuple[int, bool]], is_behind: bool
) -> None:
    told = [NotFound(5000 + after, idle) for after, idle in answers]
    assert is_fenced(5000, told) is is_behind


@settings(max_examples=max(1000, settings().max_examples))
@given(st.lists(st.tuples(st.integers(0, 60_000), st.booleans()), max_size=8))
def test_the_fence_never_opens_early(answers: list[tuple[int, bool]]) -> None:
    told = [NotFound(at, idle) for at, idle in sorted(answers)]
    if is_fenced(0, told):
        idle = [one.mono_ms for one in told if one.is_idle]
        assert idle[-1] >= FENCE_AFTER_MS
        assert idle[-1] - idle[0] >= FENCE_APART_MS


# --- W1 to W4 -------------------------------------------------------------------------------------------------------


def test_w1_freezes_the_basket_and_opens_one_tender_of_what_is_due() -> None:
    sale = intended()
    assert sale.state is S.PAYING
    assert sale.tenders == (Tender("t1", 1, TenderKind.CARD, EUROS, Money(0, "EUR")),)
    assert attempt(sale) == Attempt("a1", "t1", 1, AttemptKind.PAYMENT, "", "", "r1", EUROS, A.INTENT)
    assert due(sale) == Money(0, "EUR")


def test_what_is_paid_needs_no_second_payment() -> None:
    with pytest.raises(IllegalMove, match="nothing is due"):
        intended(confirmed(), 2)


@pytest.mark.parametrize("sale", [intended(), sent(), doubt(sent(), "a1"), approved()])
def test_an_attempt_that_is_not_decided_lets_no_second_one_begin(sale: Sale) -> None:
    with pytest.raises(IllegalMove, match="not decided"):
        intended(sale, 2)


def test_the_next_card_pays_the_same_tender() -> None:
    sale = sent(decide(sent(), "a1", V.DECLINED, NO), 2)
    assert [own.id for own in sale.tenders] == ["t1"]
    assert [(own.n, own.tender_id, own.amount) for own in sale.attempts] == [(1, "t1", EUROS), (2, "t1", EUROS)]


@pytest.mark.parametrize("kind", [TenderKind.GIFT, TenderKind.CARD])
def test_another_kind_of_tender_takes_the_place_of_one_that_got_nothing(kind: TenderKind) -> None:
    other = TenderKind.CARD if kind is TenderKind.GIFT else TenderKind.GIFT
    refused = give_up(intend(OPEN, "t1", "a1", "R1", kind=kind), "a1", "link")
    sale = intend(refused, "t2", "a2", "R2", kind=other)
    assert [(own.kind, own.state) for own in sale.tenders] == [(kind, TenderState.VOID), (other, TenderState.OPEN)]
    assert (attempt(sale, 2).tender_id, attempt(sale, 2).amount) == ("t2", OPEN.total)


def test_nothing_due_is_never_sent_to_a_terminal() -> None:
    with pytest.raises(IllegalMove, match="nothing is due"):
        intended(Sale("s", "EUR", "x", 0))


def test_w2_keeps_what_the_terminal_was_before_it() -> None:
    own = attempt(sent())
    assert (own.state, own.terminal_id, own.prior_receipt_no, own.sent_mono_ms) == (A.SENT, "T1", 11, 5000)


def test_w3_keeps_all_the_terminal_said_and_is_not_yet_money() -> None:
    own = attempt(approved())
    assert (own.state, own.receipt_no, own.approved_minor, own.trace_no) == (A.APPROVED, 12, 1200, "000123")
    assert (own.auth_code, own.scheme, own.last4, own.result_code) == ("A1B2C3", "Demo Card", "4471", "00")
    assert approved().state is S.PAYING
    assert approved().confirmed == Money(0, "EUR")


def test_w4_makes_it_money_and_the_sale_paid() -> None:
    sale = confirmed()
    assert (sale.state, attempt(sale).state, attempt(sale).receipt_text) == (S.PAID, A.CONFIRMED, "the terminal's text")
    assert (sale.tenders[0].state, sale.tenders[0].received) == (T.CONFIRMED, EUROS)


def test_w4_of_a_sale_in_review_leaves_the_release_to_a_person() -> None:
    sale = confirm(approved().to(S.REVIEW), "a1", "")
    assert (sale.state, sale.confirmed) == (S.REVIEW, EUROS)


def test_a_part_that_is_confirmed_does_not_pay_the_whole() -> None:
    sale = send(intend(OPEN, "t1", "a1", "r1", Money(1000, "EUR")), "a1", "T1", 11, 5000)
    part = confirm(decide(sale, "a1", V.APPROVED, replace(YES, amount=Money(1000, "EUR"))), "a1", "")
    assert (part.state, due(part)) == (S.PAYING, Money(200, "EUR"))


def test_a_confirmation_without_its_tender_is_refused() -> None:
    with pytest.raises(IllegalMove, match="no tender"):
        confirm(replace(approved(), tenders=()), "a1", "")


@pytest.mark.parametrize("does", [give_up, doubt, undone_by_terminal, confirm])
def test_an_attempt_of_another_sale_is_refused(does: object) -> None:
    more = ("",) if does in (give_up, confirm) else ()
    with pytest.raises(IllegalMove, match="no attempt a9"):
        does(sent(), "a9", *more)  # type: ignore[operator]  # the table holds functions of two shapes


def test_an_answer_is_decided_once() -> None:
    for verdict in (V.APPROVED, V.DECLINED, V.NOT_FOUND):
        with pytest.raises(IllegalMove):
            decide(decide(sent(), "a1", V.DECLINED, NO), "a1", verdict, YES)


# --- doubt, contradiction, the way back -----------------------------------------------------------------------------


def test_a_fence_that_was_passed_declines_and_is_watched() -> None:
    own = attempt(decide(doubt(sent(), "a1"), "a1", V.NOT_FOUND, None))
    assert (own.state, own.watch, own.refusal) == (A.DECLINED, True, "not_received")


def test_what_was_not_sent_is_given_up_with_its_reason() -> None:
    own = attempt(give_up(intended(), "a1", "link"))
    assert (own.state, own.refusal, own.watch) == (A.DECLINED, "link", False)
    for sale in (sent(), doubt(sent(), "a1"), approved()):
        with pytest.raises(IllegalMove, match="may have been sent"):
            give_up(sale, "a1", "link")


def cancelling() -> Sale:
    return sent().with_attempt(attempt(sent()).to(A.CANCELLING))


@pytest.mark.parametrize("sale", [sent(), cancelling(), doubt(sent(), "a1"), approved()])
def test_a_contradiction_is_for_a_person_from_wherever_it_comes(sale: Sale) -> None:
    assert attempt(decide(sale, "a1", V.CONTRADICTION, replace(YES, amount=OTHER))).state is A.REVIEW


def test_a_contradiction_never_writes_over_an_approval_that_is_held() -> None:
    own = attempt(decide(approved(), "a1", V.CONTRADICTION, replace(YES, receipt_no=77, trace_no="9", last4="0000")))
    assert (own.receipt_no, own.trace_no, own.last4, own.approved_minor) == (12, "000123", "4471", 1200)


def test_doubt_makes_a_sent_attempt_unknown_and_keeps_an_approval() -> None:
    assert attempt(doubt(sent(), "a1")).state is A.UNKNOWN
    assert attempt(doubt(cancelling(), "a1")).state is A.UNKNOWN
    assert doubt(approved(), "a1") == approved()


def test_a_terminal_that_undid_its_approval_leaves_the_basket_and_lets_the_customer_pay_again() -> None:
    sale = undone_by_terminal(approved(), "a1")
    assert (attempt(sale).state, attempt(sale).watch, sale.tenders[0].state) == (A.REVERSED, True, T.REVERSED)
    assert sale.lines == OPEN.lines
    again = intended(sale, 2)
    assert [(own.id, own.state, own.amount) for own in again.tenders] == [
        ("t1", T.REVERSED, EUROS),
        ("t2", T.OPEN, EUROS),
    ]
    without = undone_by_terminal(replace(approved(), tenders=()), "a1")
    assert attempt(without).state is A.REVERSED


def test_going_back_voids_the_open_tender_and_opens_the_basket() -> None:
    sale = reopen(decide(sent(), "a1", V.DECLINED, NO))
    assert (sale.state, sale.tenders[0].state, sale.lines) == (S.OPEN, T.VOID, OPEN.lines)
    assert [own.id for own in intended(sale, 2).tenders] == ["t1", "t2"]
    assert reopen(undone_by_terminal(approved(), "a1")).tenders[0].state is T.REVERSED


@pytest.mark.parametrize("sale", [sent(), doubt(sent(), "a1"), approved()])
def test_nobody_goes_back_while_a_payment_is_not_decided(sale: Sale) -> None:
    with pytest.raises(IllegalMove, match="not decided"):
        reopen(sale)


def test_nobody_goes_back_from_a_part_that_is_paid() -> None:
    sale = decide(sent(), "a1", V.DECLINED, NO)
    paid = replace(sale, tenders=(replace(sale.tenders[0], state=T.CONFIRMED),))
    with pytest.raises(IllegalMove, match="a part is paid"):
        reopen(paid)


def test_what_is_due_leaves_out_what_tenders_hold_or_may_hold() -> None:
    sale = intended()
    for state, left in ((T.OPEN, 0), (T.CONFIRMED, 0), (T.REVERSING, 0), (T.VOID, 1200), (T.REVERSED, 1200)):
        held = replace(sale, tenders=(replace(sale.tenders[0], state=state),))
        assert due(held) == Money(left, "EUR")


def test_a_reviewed_sale_is_void_by_itself_only_when_nothing_of_it_can_be_money() -> None:
    unsure = doubt(sent(), "a1").to(S.REVIEW)
    for sale in (sent(), unsure, approved().to(S.REVIEW), confirm(approved().to(S.REVIEW), "a1", "")):
        assert without_money(sale) is sale
    void = without_money(decide(unsure, "a1", V.NOT_FOUND, None))
    assert (void.state, void.tenders[0].state, void.lines) == (S.VOID, T.VOID, OPEN.lines)
    undone = without_money(undone_by_terminal(approved().to(S.REVIEW), "a1"))
    assert (undone.state, undone.tenders[0].state) == (S.VOID, T.REVERSED)
    declined = decide(unsure, "a1", V.DECLINED, NO)
    part = replace(declined, tenders=(*declined.tenders, Tender("t2", 2, TenderKind.CASH, EUROS, EUROS, T.CONFIRMED)))
    assert without_money(part) is part
