"""The tables of moves are those of the payment machine's contract, written out once more by hand."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from kiosk.domain.moves import (
    ATTEMPT_MOVES,
    HOLDS_TENDER,
    HOLDS_TERMINAL,
    PRINT_MOVES,
    SALE_MOVES,
    TENDER_MOVES,
    AttemptState,
    IllegalMove,
    PrintState,
    SaleState,
    TenderState,
    checked,
)

ATTEMPT = {
    "NEW": "INTENT APPROVED",
    "INTENT": "SENT DECLINED",
    "SENT": "APPROVED DECLINED UNKNOWN CANCELLING",
    "CANCELLING": "APPROVED DECLINED UNKNOWN",
    "UNKNOWN": "APPROVED DECLINED REVIEW",
    "APPROVED": "CONFIRMED REVERSING REVERSED REVIEW",
    "CONFIRMED": "REVERSING",
    "REVERSING": "REVERSED REVIEW",
    "REVIEW": "CONFIRMED DECLINED REVERSED",
    "DECLINED": "",
    "REVERSED": "",
}
TENDER = {
    "OPEN": "CONFIRMED VOID REVERSING REVERSED",
    "CONFIRMED": "REVERSING",
    "REVERSING": "REVERSED CONFIRMED",
    "VOID": "",
    "REVERSED": "",
}
SALE = {
    "OPEN": "SUSPENDED PAYING PAID VOID",
    "SUSPENDED": "OPEN VOID",
    "PAYING": "PAID OPEN VOID REVIEW",
    "PAID": "FULFILLED PAYING",
    "REVIEW": "PAID OPEN VOID",
    "FULFILLED": "",
    "VOID": "",
}
PRINT = {
    "QUEUED": "SENDING FAILED",
    "SENDING": "DONE FAILED UNKNOWN",
    "UNKNOWN": "DONE FAILED",
    "DONE": "",
    "FAILED": "",
}
TABLES: list[tuple[type[StrEnum], Mapping[Any, frozenset[Any]], dict[str, str]]] = [
    (AttemptState, ATTEMPT_MOVES, ATTEMPT),
    (TenderState, TENDER_MOVES, TENDER),
    (SaleState, SALE_MOVES, SALE),
    (PrintState, PRINT_MOVES, PRINT),
]
IDS = [kind.__name__ for kind, _, _ in TABLES]


@pytest.mark.parametrize(("kind", "moves", "expected"), TABLES, ids=IDS)
def test_a_table_is_the_contract_row_by_row(
    kind: type[StrEnum], moves: Mapping[Any, frozenset[Any]], expected: dict[str, str]
) -> None:
    assert {str(start): frozenset(map(str, ends)) for start, ends in moves.items()} == {
        start: frozenset(ends.split()) for start, ends in expected.items()
    }
    assert set(moves) == set(kind)


@pytest.mark.parametrize(("kind", "moves", "expected"), TABLES, ids=IDS)
def test_a_move_that_is_on_no_table_is_refused_and_every_other_is_allowed(
    kind: type[StrEnum], moves: Mapping[Any, frozenset[Any]], expected: dict[str, str]
) -> None:
    for start in kind:
        for to in kind:
            if str(to) in expected[str(start)].split():
                assert checked(moves, start, to) is to
            else:
                with pytest.raises(IllegalMove, match=f"{kind.__name__}: {start} -> {to}"):
                    checked(moves, start, to)


def test_nothing_leads_back_to_new_so_a_restart_can_only_ask() -> None:
    assert not [start for start, ends in ATTEMPT_MOVES.items() if AttemptState.NEW in ends]
    assert AttemptState.SENT not in ATTEMPT_MOVES[AttemptState.UNKNOWN]


def test_printing_again_is_a_new_job_and_never_a_move_back() -> None:
    assert not [start for start, ends in PRINT_MOVES.items() if PrintState.QUEUED in ends]


def test_only_sending_leaves_queued_so_only_a_sent_job_can_be_done() -> None:
    assert {start for start, ends in PRINT_MOVES.items() if PrintState.DONE in ends} == {
        PrintState.SENDING,
        PrintState.UNKNOWN,
    }


@pytest.mark.parametrize(("kind", "moves", "expected"), TABLES, ids=IDS)
def test_every_state_reaches_an_end(
    kind: type[StrEnum], moves: Mapping[Any, frozenset[Any]], expected: dict[str, str]
) -> None:
    ends = {state for state in kind if not moves[state]}
    reaches = set(ends)
    while grown := {state for state in kind if state not in reaches and moves[state] & reaches}:
        reaches |= grown
    # A confirmed payment is an end of its own: it is undone only before the goods are given.
    assert set(kind) - reaches == set()


def test_what_may_hold_money_or_the_terminal_is_what_the_unique_indexes_name() -> None:
    tender = "INTENT SENT CANCELLING UNKNOWN APPROVED CONFIRMED REVERSING REVIEW"
    assert frozenset(map(str, HOLDS_TENDER)) == frozenset(tender.split())
    assert frozenset(map(str, HOLDS_TERMINAL)) == frozenset(["INTENT", "SENT", "CANCELLING", "UNKNOWN", "APPROVED"])
