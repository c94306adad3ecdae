"""Hasty hands, hands that type, absent hands, and what the next customer's eyes may find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor
from tests.journeys.scripts.accidents import GAPS_MS
from tests.unit.sim.processes import running

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
PAN = "4000001234567899"  # what the terminal sends when it sends a whole number


def test_a_second_touch_within_50_ms_is_the_same_intent(floor: Floor) -> None:
    floor.play("double_taps")
    books = floor.books()
    assert books.states() == ["FULFILLED"] * len(GAPS_MS)
    assert [row["n"] for row in books.attempts] == [1] * len(GAPS_MS)
    assert [row["copy_no"] for row in books.jobs] == [1] * len(GAPS_MS)
    assert books.charged() == floor.kept()
    assert_believable(floor.data_dir)


def test_touches_while_screens_change_pay_once_and_skip_nothing(floor: Floor) -> None:
    floor.play("storm_of_taps")
    books = floor.books()
    assert [row["state"] for row in books.attempts] == ["DECLINED", "CONFIRMED"]
    assert books.charged() == floor.kept()
    assert [(row["copy_no"], row["state"]) for row in books.jobs] == [(1, "DONE")]
    assert len(floor.receipts()) == 1
    assert_believable(floor.data_dir)


def test_a_number_typed_wrong_and_then_right_is_in_the_basket_once_and_paid(floor: Floor) -> None:
    floor.play("typed_number")
    books = floor.books()
    assert books.states() == ["FULFILLED"]
    assert books.charged() == floor.kept()
    assert_settled(books)
    assert_believable(floor.data_dir)


def test_a_scanner_that_types_on_the_window_and_a_keypad_with_a_headset_work_on_a_whole_kiosk(
    floor: Floor, tmp_path: Path
) -> None:
    floor.urls["scanner"] = "wedge+keys://window?prefix=aim"
    with running("keypad", "--link", str(tmp_path / "keypad")) as (process, _control):
        floor.urls["keypad"] = f"keypad+serial://{tmp_path / 'keypad'}"
        floor.controls["keypad"] = process.line["control"]
        floor.play("keys_of_devices")
    assert sorted(row["ref"] for row in floor.books().lines) == ["KM-001", "KM-002"]


def test_a_basket_left_alone_is_asked_about_and_then_kept_by_its_code_with_nothing_left_to_see(floor: Floor) -> None:
    floor.hurry = 60.0
    floor.play("walked_away")
    books = floor.books()
    assert books.states() == ["SUSPENDED"]
    assert books.attempts == []
    assert_settled(books)
    assert_believable(floor.data_dir)


def test_nothing_personal_is_left_on_the_glass_in_the_log_or_in_any_file(floor: Floor) -> None:
    floor.allow("terminal sent card data that it must not send, dropped")
    played = floor.play("private")
    assert_believable(floor.data_dir)
    (attempt,) = floor.books().attempts
    assert attempt["last4"] == PAN[-4:]
    assert "dropped" in played.log  # the terminal did send a card number
    assert not re.search(r"\d{8,}", re.sub(r"\d{4}-\d\d-\d\d", "", played.log)), "a long number stands in the log"
    assert not re.search(r"melk|kaas|Leite|Queijo", played.log)
    for file in (path for path in floor.data_dir.rglob("*") if path.is_file()):
        kept = file.read_bytes()
        assert PAN.encode() not in kept, file
        assert bytes.fromhex(PAN) not in kept, file
    assert PAN not in "".join(line for receipt in floor.receipts() for line in receipt)
    assert PAN not in "".join((*played.said, played.errors))
