"""The link to a payment terminal breaks at every byte: never charged twice, never free, never a false word."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from tests.faults.links.books import Account
from tests.faults.links.scenes import SMALL, Row, scene_of
from tests.faults.links.sweep import Outcome, sweep

PARTS = [(row, part) for row in SMALL for part in range(row.parts)]


@pytest.fixture(autouse=True)
def calm() -> Iterator[None]:
    """Thousands of cut links are thousands of warnings in the log: the verdicts are what counts here."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.slow
@pytest.mark.allowed_logs("is not proven")
@pytest.mark.parametrize(("row", "part"), PARTS, ids=[f"{row}, part {part}" for row, part in PARTS])
def test_a_link_that_breaks_at_any_byte_never_gives_a_wrong_verdict(row: Row, part: int) -> None:
    outcome = sweep(row.terminal, scene_of(row.terminal, row.scene), row.strikes, row.places(part))
    assert outcome.wrong == []
    assert outcome.is_complete or outcome.last_byte + row.parts * row.stride > (row.most or 0)
    assert_reaches_its_scene(row, outcome)


def assert_reaches_its_scene(row: Row, outcome: Outcome) -> None:
    """A scene that no longer does what its name says proves nothing."""
    if row.scene.startswith("questions"):
        assert outcome.questions >= outcome.sales
    if row.scene == "payment" and row.strikes != (row.strikes[0],):
        assert outcome.questions > 0
    if row.scene == "another amount":
        assert set(outcome.ends) & {"REVIEW", "VOID"}
    if row.scene.startswith("cancel"):  # too late for the card, so that the money goes back
        assert outcome.ends["VOID"] > outcome.sales / 2


def row_of(state: str, **changes: object) -> dict[str, object]:
    kept = {"kind": "PAYMENT", "state": state, "amount_minor": 199, "ref": "R", "receipt_no": 1, "refusal": ""}
    return {**kept, **changes}


BOOKED = {"kind": "payment", "result": "00", "state": "done", "reversed": False, "amount_minor": 199}


@pytest.mark.parametrize(
    ("account", "wrongs"),
    [
        (Account("FULFILLED", 199, [row_of("CONFIRMED")], [BOOKED]), []),
        (Account("VOID", 199, [row_of("DECLINED")], []), []),
        (Account("REVIEW", 199, [row_of("REVIEW")], [BOOKED]), []),
        (Account("REVIEW", 199, [row_of("REVIEW")], []), []),
        (Account("FULFILLED", 199, [row_of("DECLINED"), row_of("CONFIRMED")], [BOOKED, BOOKED]), ["doubled", "false"]),
        (Account("FULFILLED", 199, [row_of("CONFIRMED")], []), ["free", "false"]),
        (Account("VOID", 199, [row_of("DECLINED")], [BOOKED]), ["ghost", "false"]),
        (Account("PAYING", 199, [row_of("UNKNOWN")], []), ["stuck"]),
        (Account("REVIEW", 199, [row_of("DECLINED")], [BOOKED]), ["false"]),
    ],
)
def test_the_verdict_on_a_sale_names_what_is_wrong_with_it(account: Account, wrongs: list[str]) -> None:
    assert account.wrongs == wrongs
