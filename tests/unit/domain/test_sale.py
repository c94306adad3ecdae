"""A sale: its sums, and its rows replaced by id."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, IllegalMove, PrintState, SaleState, TenderState
from kiosk.domain.sale import Attempt, AttemptKind, PaperKind, PrintJob, Sale, Tender, TenderKind

EMPTY = Sale("s", "EUR", "x", 0)
FIVE = Money(500, "EUR")
TENDER = Tender("t1", 1, TenderKind.CARD, FIVE, Money(0, "EUR"))
ATTEMPT = Attempt("a1", "t1", 1, AttemptKind.PAYMENT, "", "", "r", FIVE)
JOB = PrintJob("j1", "receipt:s", 1, PaperKind.CUSTOMER, 9, "en")


def test_an_illegal_move_of_any_part_is_refused() -> None:
    with pytest.raises(IllegalMove, match="SaleState: OPEN -> FULFILLED"):
        EMPTY.to(SaleState.FULFILLED)
    with pytest.raises(IllegalMove, match="TenderState: VOID -> OPEN"):
        TENDER.to(TenderState.VOID).to(TenderState.OPEN)
    with pytest.raises(IllegalMove, match="AttemptState: NEW -> CONFIRMED"):
        ATTEMPT.to(AttemptState.CONFIRMED)
    with pytest.raises(IllegalMove, match="PrintState: QUEUED -> DONE"):
        JOB.to(PrintState.DONE)


def test_nothing_is_found_where_nothing_is() -> None:
    assert (EMPTY.attempt("a1"), EMPTY.tender("t1"), EMPTY.job("j1"), EMPTY.last_attempt) == (None, None, None, None)
    assert (EMPTY.total, EMPTY.pieces, EMPTY.confirmed) == (Money(0, "EUR"), 0, Money(0, "EUR"))


def test_a_row_of_the_same_id_is_replaced_in_its_place_and_a_new_one_is_added() -> None:
    other = replace(TENDER, id="t2", n=2)
    sale = EMPTY.with_tender(TENDER).with_tender(other).with_tender(replace(TENDER, state=TenderState.CONFIRMED))
    assert [(own.id, own.state) for own in sale.tenders] == [("t1", "CONFIRMED"), ("t2", "OPEN")]
    sale = sale.with_attempt(ATTEMPT).with_attempt(replace(ATTEMPT, id="a2")).with_attempt(replace(ATTEMPT, n=7))
    assert [(own.id, own.n) for own in sale.attempts] == [("a1", 7), ("a2", 1)]
    sale = sale.with_job(JOB).with_job(replace(JOB, id="j2")).with_job(JOB.to(PrintState.SENDING))
    assert [(own.id, own.state) for own in sale.jobs] == [("j1", "SENDING"), ("j2", "QUEUED")]
    assert sale.last_attempt is not None
    assert sale.last_attempt.id == "a2"


def test_only_confirmed_tenders_count_as_money() -> None:
    for state in TenderState:
        held = EMPTY.with_tender(replace(TENDER, state=state)).confirmed
        assert held == (FIVE if state is TenderState.CONFIRMED else Money(0, "EUR"))


def test_a_print_job_keeps_its_reason_until_a_new_one_comes() -> None:
    failed = JOB.to(PrintState.SENDING).to(PrintState.UNKNOWN, "TIMEOUT")
    assert failed.to(PrintState.FAILED).reason == "TIMEOUT"
    assert failed.to(PrintState.FAILED, "MEDIA_EMPTY").reason == "MEDIA_EMPTY"
