"""A bag on the scale: only a weight that stands still counts, and nobody waits for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from devices.api import Reading, Refused, ScaleCapabilities, Settling, Unplugged
from kiosk.effects.checkin.weigh import SILENT, Weighings
from kiosk.flows.checkin.events import BagWeighed, StopWeighing, WeighBag
from tests.unit.effects.rig import Ready, Rig
from tests.virtual_time import run

Answer = int | Exception


class Scale(Ready):
    """A scale that gives one answer after the other, the last one for ever; None: it never answers."""

    capabilities = ScaleCapabilities(10, 50_000, 100, can_tare=False, can_zero=False)

    def __init__(self, *answers: Answer | None) -> None:
        self.answers = list(answers)
        self.asked = 0

    def on_reading(self, listener: Callable[[Reading], None]) -> None:
        """Nobody listens."""

    async def weigh(self) -> Reading:
        self.asked += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer is None:
            await asyncio.get_running_loop().create_future()
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, int)
        return Reading(Settling.STABLE, answer, 0, self.asked, 0.0)

    async def zero(self) -> None:
        """Not asked here."""

    async def tare(self, tare_g: int | None = None) -> int:
        return 0


def told(scale: Scale) -> list[object]:
    async def main() -> list[object]:
        rig = Rig()
        Weighings(scale, rig.tasks).weigh(WeighBag("w1"))
        return list(await rig.done())

    return run(main())


def test_an_empty_scale_and_a_bag_in_motion_are_no_weight_yet() -> None:
    scale = Scale(0, Refused("NOT_SETTLED", "moving"), Refused("UNDER_ZERO", "lifted"), 18_400)
    assert told(scale) == [BagWeighed("w1", 18_400)]
    assert scale.asked == 4


def test_too_heavy_for_the_scale_is_told_as_that() -> None:
    assert told(Scale(Refused("OVER_CAPACITY", "60 kg"))) == [BagWeighed("w1", problem="OVER_CAPACITY")]


@pytest.mark.parametrize("answer", [0, None, Refused("NOT_SETTLED", "moving")])
def test_after_half_a_minute_without_a_weight_it_is_silent(answer: Answer | None) -> None:
    assert told(Scale(answer)) == [BagWeighed("w1", problem=SILENT)]


@pytest.mark.allowed_logs("WARNING kiosk.effects.checkin.weigh: a bag was not weighed: pulled")
def test_a_scale_that_is_pulled_is_silent() -> None:
    assert told(Scale(Unplugged("pulled"))) == [BagWeighed("w1", problem=SILENT)]


def test_who_waits_no_longer_is_told_nothing() -> None:
    async def main() -> list[object]:
        rig = Rig()
        weighings = Weighings(Scale(None), rig.tasks)
        table = weighings.table()
        table[WeighBag](WeighBag("w1"))
        await asyncio.sleep(0.1)
        table[StopWeighing](StopWeighing("another"))
        await asyncio.sleep(0.1)
        assert rig.running
        table[StopWeighing](StopWeighing("w1"))
        return list(await rig.done())

    assert run(main()) == []
