"""Seconds that are left and time that has passed, told from a clock that the test moves."""

from __future__ import annotations

import pytest

from screens.ticking import Countdown, Ticker, elapsed, whole


class Clock:
    """Wall-clock milliseconds that stand still until the test moves them."""

    def __init__(self) -> None:
        self.now_ms = 1_790_000_000_000

    def __call__(self) -> int:
        return self.now_ms


@pytest.mark.parametrize(
    ("passed_ms", "said"),
    [(-5, "0:00"), (0, "0:00"), (999, "0:00"), (42_000, "0:42"), (600_000, "10:00"), (3_723_000, "1:02:03")],
)
def test_passed_time_is_said_in_minutes_and_hours_only_when_there_are_some(passed_ms: int, said: str) -> None:
    assert elapsed(1_000, 1_000 + passed_ms) == said


def test_a_countdown_says_a_second_until_it_is_over_and_never_below_zero() -> None:
    countdown = Countdown(10_000, 10)
    assert [countdown.at(now)["text"] for now in (0, 1, 1000, 9_999, 10_000, 20_000)] == [
        "10 s", "10 s", "9 s", "1 s", "0 s", "0 s",
    ]  # fmt: skip


def test_a_clock_set_back_does_not_lengthen_a_countdown() -> None:
    assert Countdown(10_000, 10).at(-3_600_000) == {"label": "", "text": "10 s", "share": 1.0}


def test_a_frame_of_the_same_key_goes_on_counting_and_another_starts_anew() -> None:
    clock = Clock()
    ticker = Ticker(clock)
    ticker.watch(("thanks",), {"seconds": 15}, "Closes in", None)
    clock.now_ms += 5_000
    ticker.watch(("thanks",), {"seconds": 15}, "Sluit over", None)
    assert ticker.countdown == {"label": "Sluit over", "text": "10 s", "share": 10 / 15}
    ticker.watch(("sheet",), {"seconds": 30}, "", None)
    assert ticker.countdown == {"label": "", "text": "30 s", "share": 1.0}


def test_a_frame_without_seconds_ends_the_count() -> None:
    ticker = Ticker(Clock())
    ticker.watch(("thanks",), {"seconds": 15}, "", None)
    ticker.watch(("thanks",), {"seconds": 0}, "", None)
    assert ticker.countdown is None
    assert not ticker.is_counting


def test_time_since_a_moment_is_told_from_its_digits() -> None:
    clock = Clock()
    ticker = Ticker(clock)
    ticker.watch(("unclear",), {}, "", str(clock.now_ms - 42_000))
    assert ticker.elapsed == "0:42"


@pytest.mark.parametrize(("value", "number"), [(5, 5), ("5", 5), ("", None), ("x", None), (True, None), (None, None)])
def test_only_whole_numbers_count(value: object, number: int | None) -> None:
    assert whole(value) == number
