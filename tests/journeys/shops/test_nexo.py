"""The same shop with a nexo terminal: charged once, known by its reference, whatever is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from devices.sim.fleet import Fleet
from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
TERMINAL_GONE = (r"terminal ABSENT", r"payment dialogue ended unknown", r"no result of attempt .* waits")


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """Start the simulated devices with the other terminal and a scanner that types."""
    started = Fleet(tmp_path_factory.mktemp("devices"), "nexo", "wedge")
    yield started
    started.stop()


def assert_ledger_agrees(floor: Floor) -> None:
    """Compare the kiosk's books with the terminal's ledger, reference by reference."""
    rows = floor.bench.turnovers()[floor.bookings_before :]
    booked = {row["service_id"]: row["amount_minor"] for row in rows if row["result"] == "00" and not row["reversed"]}
    attempts = floor.books().attempts
    confirmed = {row["ref"]: row["amount_minor"] for row in attempts if row["state"] == "CONFIRMED"}
    assert confirmed == booked
    assert len(booked) == 1
    for row in attempts:
        assert len(row["ref"]) == 10
        if row["state"] == "CONFIRMED":
            assert row["poi_tx_id"].partition("@")[0] in {own["transaction_id"] for own in rows}
    assert_settled(floor.books())
    assert_believable(floor.data_dir)


def test_the_first_sale_is_declined_once_and_charged_once(floor: Floor) -> None:
    floor.play("first_sale")
    assert [row["state"] for row in floor.books().attempts] == ["DECLINED", "CONFIRMED"]
    assert_ledger_agrees(floor)
    (receipt,) = floor.receipts()
    assert any("APPROVED" in line for line in receipt)  # the terminal's own text


def test_a_cable_pulled_after_the_booking_is_asked_about_and_no_second_card_is_wanted(floor: Floor) -> None:
    floor.allow(*TERMINAL_GONE)
    floor.play("second_basket", is_killed=True)
    floor.play("offered_back")
    assert [row["state"] for row in floor.books().attempts] == ["CONFIRMED"]
    assert_ledger_agrees(floor)


def test_a_power_cut_while_the_bank_decides_is_asked_about_by_the_reference_that_was_kept(floor: Floor) -> None:
    floor.allow(*TERMINAL_GONE)
    floor.play("cut_while_the_bank_decides", is_killed=True)
    floor.bench.ask("terminal", "faults_clear")
    assert floor.books().attempts[-1]["state"] == "SENT"
    floor.play("unclear_after_restart")
    assert floor.books().states() == ["FULFILLED"]
    assert_ledger_agrees(floor)
