"""SIGKILL at the worst moments, and cables that go with the money on its way: charged once or not at all."""

from __future__ import annotations

import pytest

from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor, Played

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
TERMINAL_GONE = (r"terminal ABSENT", r"payment dialogue ended unknown", r"no result of attempt .* waits")

STATE_AT_CUT = {"cut_while_the_bank_decides": "SENT", "cut_after_the_yes": "APPROVED"}


def assert_ledger_agrees(floor: Floor, charges: int) -> None:
    books = floor.books()
    assert len(books.charged()) == charges
    assert books.charged() == floor.kept()
    assert_settled(books)
    assert_believable(floor.data_dir)


def answer(played: Played) -> str:
    return next(line.split()[-1] for line in played.said if "ANSWER" in line)


def test_a_basket_that_a_power_cut_left_is_offered_back_and_paid_once(floor: Floor) -> None:
    floor.allow(*TERMINAL_GONE)
    floor.play("second_basket", is_killed=True)
    assert floor.books().states() == ["OPEN"]
    floor.play("offered_back")
    assert floor.books().states() == ["FULFILLED"]
    assert_ledger_agrees(floor, charges=1)


def test_a_basket_offered_back_and_not_wanted_is_void_and_shown_to_nobody(floor: Floor) -> None:
    floor.play("second_basket", is_killed=True)
    floor.play("discarded", is_killed=True)
    assert floor.books().states() == ["VOID", "OPEN"]
    assert_ledger_agrees(floor, charges=0)


@pytest.mark.parametrize("script", ["cut_at_the_end", "never_arrived"])
def test_a_cable_pulled_while_paying_ends_in_one_charge(floor: Floor, script: str) -> None:
    floor.allow(*TERMINAL_GONE)
    floor.play(script)
    assert floor.books().states() == ["FULFILLED"]
    assert_ledger_agrees(floor, charges=1)


@pytest.mark.parametrize(
    ("script", "missing_ack", "told"),
    [
        ("cut_while_the_bank_decides", "reverse", "checkout/Declined"),
        ("cut_while_the_bank_decides", "keep", "checkout/Receipt"),
        ("cut_after_the_yes", "reverse", "checkout/Declined"),
        ("cut_after_the_yes", "keep", "checkout/Receipt"),
    ],
)
def test_a_power_cut_with_the_money_on_its_way_is_asked_about_and_never_paid_twice(
    floor: Floor, script: str, missing_ack: str, told: str
) -> None:
    floor.allow(*TERMINAL_GONE)
    floor.bench.ask("terminal", "knobs", set={"missing_ack": missing_ack})
    floor.play(script, is_killed=True)
    floor.bench.ask("terminal", "faults_clear")
    assert floor.books().attempts[-1]["state"] == STATE_AT_CUT[script]
    after = floor.play("unclear_after_restart")
    assert answer(after) == told
    assert floor.books().states() == ["FULFILLED"]
    assert floor.receipts() == []
    assert_ledger_agrees(floor, charges=1)


def test_a_power_cut_after_success_was_shown_loses_nothing_and_prints_nothing(floor: Floor) -> None:
    floor.play("cut_when_paid", is_killed=True)
    floor.play("nothing_to_resume")
    assert floor.books().states() == ["FULFILLED"]
    assert floor.receipts() == []
    assert_ledger_agrees(floor, charges=1)
