"""The scale of the shop: what is stale, moving or sold already is no weight; what stands still is told once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest

from devices.api import Reading, Scale, ScaleCapabilities, Settling
from kiosk.domain.loose import Load, Rest
from kiosk.effects.loose.weighing import ShopScale
from kiosk.flows.base import Event
from kiosk.flows.checkout.loose.events import LoadSeen, TakeWeight, UnwatchScale, WatchScale


class Scales:
    """A scale of 15 kg in steps of 5 g, whose answers are given by hand."""

    capabilities = ScaleCapabilities(5, 15_000, 100, can_tare=True, can_zero=True)

    def __init__(self) -> None:
        self.now_s = 100.0
        self.told: list[Event] = []
        self._listener: Callable[[Reading], None] | None = None
        self.shop = ShopScale(cast(Scale, self), self.told.append, lambda: self.now_s)

    def on_reading(self, listener: Callable[[Reading], None]) -> None:
        self._listener = listener

    def says(self, *answers: int | Settling, tare_g: int = 0, age_s: float = 0.1) -> Load:
        assert self._listener is not None
        for own in answers:
            settling = own if isinstance(own, Settling) else Settling.STABLE
            weight_g = None if isinstance(own, Settling) else own
            self._listener(Reading(settling, weight_g, tare_g, 1, self.now_s - age_s))
        return self.shop.load


def test_an_answer_that_waited_longer_than_a_second_is_no_weight() -> None:
    scales = Scales()
    assert scales.says(500, 500, age_s=1.1).rest is Rest.MOVING
    assert scales.says(500, 500).is_weight


@pytest.mark.parametrize(
    ("settling", "rest"),
    [(Settling.MOVING, Rest.MOVING), (Settling.UNDER_ZERO, Rest.UNDER_ZERO), (Settling.OVER_CAPACITY, Rest.OVER)],
)
def test_what_the_scale_takes_back_is_taken_back_at_once(settling: Settling, rest: Rest) -> None:
    scales = Scales()
    scales.says(500, 500)
    assert scales.says(settling) == Load(rest, 0, scales.shop.load.n)


def test_nobody_hears_of_the_scale_before_it_is_watched_and_after() -> None:
    scales = Scales()
    scales.says(500, 500)
    assert scales.told == []
    scales.shop.watch(WatchScale())
    assert scales.told == [LoadSeen(scales.shop.load)]
    scales.shop.leave(UnwatchScale())
    scales.says(0, 0)
    assert len(scales.told) == 1


def test_each_change_is_told_once() -> None:
    scales = Scales()
    scales.shop.watch(WatchScale())
    scales.says(0, 0, 0, Settling.MOVING, Settling.MOVING, 500, 500, 500)
    rests = [cast(Any, own).load.rest for own in scales.told]
    assert rests == [Rest.MOVING, Rest.EMPTY, Rest.MOVING, Rest.RESTING]


def test_what_was_taken_for_a_line_is_not_sold_again_whoever_asks() -> None:
    scales = Scales()
    load = scales.says(500, 500)
    scales.shop.take(TakeWeight(load.n, load.gross_g))
    scales.shop.leave(UnwatchScale())
    scales.shop.watch(WatchScale())
    assert cast(Any, scales.told[-1]).load.rest is Rest.TAKEN
    assert scales.says(0, 0, 500, 500).is_weight


def test_a_tare_that_the_scale_took_off_is_on_the_pan_all_the_same() -> None:
    assert Scales().says(500, 500, tare_g=40).gross_g == 540


# --- after a restart --------------------------------------------------------------------------------------------------


def test_a_load_that_is_on_a_line_since_before_the_start_is_not_sold_again() -> None:
    scales = Scales()
    scales.says(505, 505)
    scales.shop.watch(WatchScale(taken_g=500))
    assert scales.shop.load.rest is Rest.TAKEN
    assert scales.says(Settling.MOVING, 505, 505).rest is Rest.TAKEN
    assert scales.says(0, 0, 505, 505).is_weight


def test_a_load_that_moves_at_the_restart_is_known_when_it_rests() -> None:
    scales = Scales()
    scales.shop.watch(WatchScale(taken_g=500))
    assert scales.says(500, 500).rest is Rest.TAKEN


def test_another_load_than_the_one_on_the_line_is_right_and_nothing_is_asked_of_it() -> None:
    for told in ((700, 700), ()):
        scales = Scales()
        scales.says(*told)
        scales.shop.watch(WatchScale(taken_g=500))
        assert scales.says(700, 700).is_weight


@pytest.mark.parametrize("answers", [(0, 0), (Settling.OVER_CAPACITY,), (10, 10)])
def test_what_is_no_load_is_not_taken_for_the_one_on_the_line(answers: tuple[int | Settling, ...]) -> None:
    scales = Scales()
    before = scales.says(*answers)
    scales.shop.watch(WatchScale(taken_g=500))
    assert scales.shop.load == before


def test_a_scale_that_was_empty_since_the_start_needs_no_memory() -> None:
    scales = Scales()
    scales.says(0, 0, 500, 500)
    scales.shop.watch(WatchScale(taken_g=500))
    assert scales.shop.load.is_weight


def test_goods_alike_are_sold_twice_when_the_first_were_taken_off_since() -> None:
    scales = Scales()
    load = scales.says(500, 500)
    scales.shop.take(TakeWeight(load.n, 500))
    scales.says(0, 0, 500, 500)
    scales.shop.watch(WatchScale(taken_g=500))
    assert scales.shop.load.is_weight
