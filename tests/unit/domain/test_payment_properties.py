"""T8: whatever is done in whatever order, parts add up: never more than is due, never paid without its money."""

from __future__ import annotations

import ast
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import money
from kiosk.domain.money import Money, total_of
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
    judge_answer,
    judge_last_payment,
    reopen,
    send,
)
from kiosk.domain.sale import AttemptKind, Sale
from kiosk.domain.settling.undoing import NOT_SENT, intend_refund, next_to_reverse, reverse
from tests.unit.store.samples import basket

MANY = settings(max_examples=max(1000, settings().max_examples))  # the night asks for more
A, S, T = AttemptState, SaleState, TenderState
MONEY_CODE = ("money", "basket", "sale", "payment", "settling/undoing", "settling/day")
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ("intend", "part", "send", "approve", "partial", "decline", "lose", "confirm", "accept", "give_up",
             "reverse", "reverse_all", "refund", "fulfil", "reopen")
        ),
        st.integers(1, 400),
    ),
    max_size=40,
)  # fmt: skip


class Till:
    """A sale on which anything is tried; what is not allowed is refused and changes nothing."""

    def __init__(self) -> None:
        self.sale = basket(3)
        self.count = 0

    def act(self, name: str, number: int) -> None:
        self.count += 1
        before = self.sale
        with suppress(IllegalMove):
            self.sale = getattr(self, f"_{name}")(number)
        self.hold(before)

    @property
    def last(self) -> str:
        return self.sale.attempts[-1].id if self.sale.attempts else ""

    def _intend(self, _number: int) -> Sale:
        return intend(self.sale, f"t{self.count}", f"a{self.count}", f"r{self.count}")

    def _part(self, number: int) -> Sale:
        return intend(self.sale, f"t{self.count}", f"a{self.count}", f"r{self.count}", Money(number, "EUR"))

    def _send(self, _number: int) -> Sale:
        return send(self.sale, self.last, "T1", self.count, self.count)

    def _told(self, minor: int) -> Sale:
        attempt = self.sale.attempt(self.last)
        if attempt is None:
            return self.sale
        result = Result(True, Money(minor, "EUR"), 1000 + self.count)
        return decide(self.sale, attempt.id, judge_answer(attempt, result), result)

    def _approve(self, _number: int) -> Sale:
        attempt = self.sale.attempt(self.last)
        return self.sale if attempt is None else self._told(attempt.amount.minor)

    def _partial(self, number: int) -> Sale:
        return self._told(number)

    def _decline(self, _number: int) -> Sale:
        return decide(self.sale, self.last, Verdict.DECLINED, None)

    def _lose(self, _number: int) -> Sale:
        return doubt(self.sale, self.last)

    def _confirm(self, _number: int) -> Sale:
        attempt = self.sale.attempt(self.last)
        if attempt is not None and attempt.state is A.REVIEW:
            return self.sale  # a person's word is not tried here
        return confirm(self.sale, self.last, "")

    def _accept(self, _number: int) -> Sale:
        return accept_part(self.sale, self.last)

    def _give_up(self, _number: int) -> Sale:
        return give_up(self.sale, self.last, NOT_SENT)

    def _reverse(self, _number: int, *, is_all: bool = False) -> Sale:
        own = next_to_reverse(self.sale, is_all=is_all)
        return self.sale if own is None else reverse(self.sale, own.id, f"a{self.count}", f"r{self.count}")

    def _reverse_all(self, number: int) -> Sale:
        return self._reverse(number, is_all=True)

    def _refund(self, number: int) -> Sale:
        own = self.sale.tenders[number % len(self.sale.tenders)].id if self.sale.tenders else ""
        return intend_refund(self.sale, own, f"a{self.count}", f"r{self.count}", Money(number, "EUR"))

    def _fulfil(self, _number: int) -> Sale:
        return self.sale.to(S.FULFILLED)

    def _reopen(self, _number: int) -> Sale:
        return reopen(self.sale)

    # --- what always holds --------------------------------------------------------------------------------------------

    def hold(self, before: Sale) -> None:
        sale = self.sale
        holding = [t.amount for t in sale.tenders if t.state in (T.OPEN, T.CONFIRMED, T.REVERSING)]
        assert total_of(holding, "EUR") <= sale.total
        assert due(sale).minor >= 0
        if sale.state in (S.PAID, S.FULFILLED):
            assert sale.confirmed == sale.total
        for tender in sale.tenders:
            self._hold_tender(sale, tender.id, tender.state, tender.amount)
        for known in before.attempts:
            now = sale.attempt(known.id)
            assert now is not None
            assert not (known.state in (A.DECLINED, A.REVERSED) and now.state is not known.state)

    def _hold_tender(self, sale: Sale, tender_id: str, state: TenderState, amount: Money) -> None:
        own = [a for a in sale.attempts if a.tender_id == tender_id]
        payments = [a for a in own if a.kind is AttemptKind.PAYMENT and a.state not in (A.DECLINED, A.REVERSED)]
        assert len(payments) <= 1
        if state is T.CONFIRMED:
            assert [(a.state, a.approved_minor) for a in payments] == [(A.CONFIRMED, amount.minor)]
        refunds = [a.amount for a in own if a.kind is AttemptKind.REFUND and a.state not in (A.DECLINED, A.REVERSED)]
        assert total_of(refunds, "EUR") <= amount
        open_reversals = [a for a in own if a.kind is AttemptKind.REVERSAL and a.state not in (A.DECLINED, A.REVERSED)]
        assert len(open_reversals) <= 1


@MANY
@given(ACTS)
def test_parts_never_exceed_what_is_due_and_paid_means_that_all_of_it_is_there(acts: list[tuple[str, int]]) -> None:
    till = Till()
    for name, number in acts:
        till.act(name, number)


def test_the_acts_reach_every_end() -> None:
    till = Till()
    for name in ("part", "send", "approve", "confirm", "intend", "send", "approve", "confirm"):
        till.act(name, 150)
    assert (till.sale.state, len(till.sale.tenders)) == (S.PAID, 2)
    for name in ("reverse_all", "send", "approve", "confirm", "reverse_all", "send", "approve", "confirm", "reopen"):
        till.act(name, 1)
    assert (till.sale.state, {tender.state for tender in till.sale.tenders}) == (S.OPEN, {T.REVERSED})
    for name in ("intend", "send", "partial", "accept", "confirm", "intend", "send", "approve", "confirm", "fulfil"):
        till.act(name, 100)
    assert till.sale.state is S.FULFILLED
    till.act("refund", 3)
    assert till.sale.attempts[-1].kind is AttemptKind.REFUND


def asked(kind: AttemptKind) -> tuple[Sale, str]:
    till = Till()
    for name in ("intend", "send"):
        till.act(name, 1)
    own = till.sale.attempts[-1]
    return till.sale.with_attempt(replace(own, kind=kind)), own.id


@pytest.mark.parametrize(
    ("minor", "verdict"),
    [
        (0, Verdict.CONTRADICTION),
        (1, Verdict.PARTIAL),
        (302, Verdict.PARTIAL),
        (303, Verdict.APPROVED),
        (304, Verdict.CONTRADICTION),
    ],
)
@pytest.mark.parametrize("is_tied", [True, False])
def test_a_part_is_from_one_cent_to_one_less_than_all(minor: int, verdict: Verdict, is_tied: bool) -> None:
    sale, own = asked(AttemptKind.PAYMENT)
    attempt = sale.attempt(own)
    assert attempt is not None
    assert attempt.amount.minor == 303
    result = Result(True, Money(minor, "EUR"), 77, is_for_reference=is_tied)
    assert judge_answer(attempt, result) is verdict
    asked_later = Verdict.CONTRADICTION if verdict is Verdict.PARTIAL and not is_tied else verdict
    assert judge_last_payment(attempt, result) is asked_later


@pytest.mark.parametrize("kind", [AttemptKind.REVERSAL, AttemptKind.REFUND])
def test_nothing_goes_back_in_part(kind: AttemptKind) -> None:
    sale, own = asked(kind)
    attempt = sale.attempt(own)
    assert attempt is not None
    assert judge_answer(attempt, Result(True, Money(100, "EUR"), 77)) is Verdict.CONTRADICTION
    assert judge_last_payment(attempt, Result(True, Money(100, "EUR"), 77, is_for_reference=True)) is (
        Verdict.CONTRADICTION
    )


@pytest.mark.parametrize("name", MONEY_CODE)
def test_no_code_that_handles_money_knows_a_fraction(name: str) -> None:
    source = (Path(money.__file__).parent / f"{name}.py").read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), node.lineno
        assert not (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)), node.lineno
        assert not (isinstance(node, ast.Name) and node.id in ("float", "round")), node.lineno


@pytest.mark.parametrize(
    ("tries", "state"),
    [
        ("refused refused", S.PAYING),
        ("refused refused refused", S.REVIEW),
        ("unsent unsent unsent refused", S.PAYING),
        ("refused unsent refused unsent", S.PAYING),
    ],
)
def test_a_person_decides_when_the_terminal_refused_three_times_and_what_never_left_does_not_count(
    tries: str, state: SaleState
) -> None:
    till = Till()
    for name in ("intend", "send", "approve", "confirm", "reverse_all"):
        till.act(name, 1)
    for nth, name in enumerate(tries.split()):
        if nth:
            till.act("reverse", 1)
        for act in ("give_up",) if name == "unsent" else ("send", "decline"):
            till.act(act, 1)
    assert till.sale.state is state


def test_one_cent_is_an_amount_and_no_cent_is_none() -> None:
    for number, is_taken in ((0, False), (1, True), (303, True), (304, False)):
        till = Till()
        till.act("part", number)
        assert bool(till.sale.attempts) is is_taken
