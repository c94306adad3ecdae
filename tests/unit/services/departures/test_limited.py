"""Who guesses is slowed down; who is found, or whom nobody could answer, is not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from kiosk.domain.travel.asking import Fact, Found, Miss, Missed, Unsure
from kiosk.services.departures.limited import MOST_MISSES, WITHIN_S, LimitedDepartures
from kiosk.services.departures.memory import MemoryDepartures
from tests.unit.services.departures.world import CONTENTS, NAMESAKE, TO_LISBON, Clock, Kiosk, check_in

KNOWN = {"ref": NAMESAKE.ref, "surname": "SILVA"}
LIMIT = Missed(Miss.LIMIT)


class _Second:
    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def second() -> _Second:
    return _Second()


@pytest.fixture
def kiosk(second: _Second) -> Iterator[Kiosk]:
    clock = Clock()
    with asyncio.Runner() as runner:
        yield Kiosk(LimitedDepartures(MemoryDepartures(CONTENTS, clock), second), runner, clock)


def test_the_sixth_guess_within_a_minute_is_not_looked_up_even_if_right(kiosk: Kiosk, second: _Second) -> None:
    for n in range(MOST_MISSES):
        assert kiosk.find(ref=f"ZZZZ0{n}", surname="SILVA") == Missed(Miss.NOT_FOUND)
        second.now_s += 1
    assert kiosk.find(**KNOWN) == LIMIT


def test_a_minute_after_the_first_guess_one_more_is_looked_up(kiosk: Kiosk, second: _Second) -> None:
    for n in range(MOST_MISSES):
        kiosk.find(ref=f"ZZZZ0{n}", surname="SILVA")
        second.now_s += 1
    second.now_s = 1000.0 + WITHIN_S
    assert kiosk.find(ref="ZZZZ09", surname="SILVA") == Missed(Miss.NOT_FOUND)
    assert kiosk.find(**KNOWN) == LIMIT


def test_what_has_no_shape_counts_too(kiosk: Kiosk) -> None:
    for _ in range(MOST_MISSES):
        assert kiosk.find(ref="no", surname="SILVA") == Missed(Miss.SHAPE)
    assert kiosk.find(**KNOWN) == LIMIT


def test_what_is_found_or_asked_for_more_costs_no_try(kiosk: Kiosk) -> None:
    for _ in range(2 * MOST_MISSES):
        assert isinstance(kiosk.find(**KNOWN), Found)
        assert kiosk.find(ref=NAMESAKE.ref) == Unsure(Fact.SURNAME)


def test_everything_else_is_passed_on(kiosk: Kiosk) -> None:
    for _ in range(MOST_MISSES):
        kiosk.find(ref="ZZZZZZ", surname="SILVA")
    assert kiosk.board("2026-11-22")
    assert kiosk.seats(TO_LISBON).taken == {"2A", "3B", "4A"}
    shown = kiosk.prepare(check_in("o", NAMESAKE))
    assert kiosk.prepare(check_in("o", NAMESAKE)) == shown
    assert not kiosk.tag_printed("0989000001")
    assert kiosk.tag_failed("0989000001") == ""
    assert not kiosk.pass_printed(NAMESAKE.ref, "p1")
    assert kiosk.release("o") != kiosk.complete("o")
