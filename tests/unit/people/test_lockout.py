"""The lock-out: never shorter than its rule, whatever is done to clocks, machine and process."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.people.boot import boot_clock
from kiosk.people.lockout import (
    FADE_MS,
    LONGEST_MS,
    Now,
    Tries,
    failed,
    lock_ms,
    locked_ms,
    taken_back,
    waited_ms,
)

NOW = Now("one", 500_000)


def _after(failures: int, now: Now = NOW) -> Tries:
    tries = Tries()
    for _ in range(failures):
        tries = failed(tries, now)
    return tries


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [
        (0, 0),
        (5, 0),
        (6, 60),
        (7, 120),
        (8, 240),
        (9, 480),
        (10, 960),
        (11, 1920),
        (12, 3600),
        (13, 3600),
        (9999, 3600),
    ],
)
def test_after_five_failures_every_further_one_locks_twice_as_long_up_to_an_hour(failures: int, seconds: int) -> None:
    assert lock_ms(failures) == seconds * 1000
    assert locked_ms(_after(min(failures, 20)), NOW) == lock_ms(min(failures, 20))


def test_a_lock_ends_with_its_last_millisecond_of_running_time() -> None:
    tries = _after(6)
    assert locked_ms(tries, Now("one", 559_999)) == 1
    assert locked_ms(tries, Now("one", 560_000)) == 0


def test_running_time_that_goes_back_gives_nothing_and_coming_forth_again_gives_nothing_twice() -> None:
    tries = failed(_after(6), Now("one", 100))
    assert tries.at_boot_ms == NOW.boot_ms
    assert locked_ms(tries, Now("one", 0)) == lock_ms(7)
    assert locked_ms(tries, NOW) == lock_ms(7)


def test_after_a_restart_of_the_machine_only_the_time_since_then_counts() -> None:
    tries = _after(6)
    assert locked_ms(tries, Now("two", 0)) == 60_000
    assert locked_ms(tries, Now("two", 59_000)) == 1_000
    assert locked_ms(tries, Now("two", 60_000)) == 0


def test_ten_failures_are_an_alert() -> None:
    assert not _after(9).is_alert
    assert _after(10).is_alert


def test_a_day_without_a_failure_lets_the_count_of_a_kiosk_begin_anew_and_no_persons() -> None:
    later = Now("one", NOW.boot_ms + FADE_MS)
    assert failed(_after(9), later, fade_ms=FADE_MS).failures == 1
    assert failed(_after(9), Now("one", later.boot_ms - 1), fade_ms=FADE_MS).failures == 10
    assert failed(_after(9), later).failures == 10


def test_a_right_try_takes_away_the_failures_of_its_person_and_nobody_elses() -> None:
    before = _after(7)
    served = Now("one", NOW.boot_ms + lock_ms(7))
    back = taken_back(before, failed(before, served), 2)
    assert back.failures == 5
    assert back.seq == before.seq + 2
    assert locked_ms(taken_back(before, failed(before, served), 0), served) == 0


Move = tuple[str, int]
MOVES = st.lists(
    st.tuples(st.sampled_from(["run", "reboot", "try", "off"]), st.integers(0, 2 * LONGEST_MS)), max_size=60
)


@given(MOVES)
def test_no_sequence_of_restarts_and_waiting_makes_a_lock_shorter_than_its_rule(moves: list[Move]) -> None:
    true_ms, boot, began_ms, last_ms, failures = 0, 0, 0, 0, 0
    tries = Tries()
    for what, length_ms in moves:
        now = Now(str(boot), true_ms - began_ms)
        if what == "run":
            true_ms += length_ms
        elif what in ("reboot", "off"):
            true_ms += length_ms if what == "off" else 0
            boot, began_ms = boot + 1, true_ms
        elif locked_ms(tries, now) == 0:
            assert true_ms - last_ms >= lock_ms(failures)
            tries, failures, last_ms = failed(tries, now), failures + 1, true_ms
        assert waited_ms(tries, Now(str(boot), true_ms - began_ms)) <= true_ms - last_ms or failures == 0
        assert tries.seq == failures


def test_the_system_names_its_boot_and_its_time_does_not_go_back() -> None:
    clock = boot_clock()
    first, second = clock(), clock()
    assert first.boot_id == second.boot_id != ""
    assert first.boot_ms <= second.boot_ms


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe"])
def test_where_no_boot_is_named_each_process_is_one_and_its_time_begins_at_nothing(
    tmp_path: Path, content: bytes | None
) -> None:
    name = tmp_path / "boot_id"
    if content is not None:
        name.write_bytes(content)
    one, other = boot_clock(name), boot_clock(name)
    assert one().boot_id != other().boot_id
    assert one().boot_id == one().boot_id
    assert 0 <= one().boot_ms <= boot_clock()().boot_ms
