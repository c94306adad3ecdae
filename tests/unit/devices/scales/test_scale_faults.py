"""Both scales against their simulators: no wrong weight whatever goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from devices.api import HealthState, NoAnswer, Reading, Reason, Refused, Settling, Unplugged
from devices.registry import open_device
from devices.sim.scales.cas import CasScale
from devices.sim.scales.toledo8217 import Toledo8217
from devices.weighing import WeighingScale
from tests.unit.devices.pairs import Pair, Watched, face_to_face

Script = Callable[[Pair, Watched, list[Reading]], Coroutine[Any, Any, None]]
URLS = {
    "toledo8217": "toledo8217+serial:///dev/x",
    "cas": "cas+serial:///dev/x",
    "continuous": "cas+serial:///dev/x?mode=continuous",
}
KINDS = list(URLS)


def weighing(kind: str, script: Script, **knobs: str) -> list[Reading]:
    readings: list[Reading] = []

    def machine(faults: Any, outlet: Any) -> Any:
        if kind == "toledo8217":
            return Toledo8217(faults, outlet, knobs)
        return CasScale(faults, outlet, {"mode": "continuous" if kind == "continuous" else "polled", **knobs})

    def make(open_port: Any) -> Any:
        scale = open_device(URLS[kind], open_port=open_port)
        assert isinstance(scale, WeighingScale)
        scale.on_reading(readings.append)
        return scale

    async def with_readings(pair: Pair, watched: Watched) -> None:
        await script(pair, watched, readings)

    face_to_face(machine, make, with_readings)
    return readings


async def refused(watched: Watched) -> str:
    with pytest.raises(Refused) as caught:
        await watched.device.weigh()
    return caught.value.code


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("fault", "code"),
    [("motion forever", "NOT_SETTLED"), ("over", "OVER_CAPACITY"), ("negative", "UNDER_ZERO")],
)
def test_there_is_no_weight_in_motion_or_out_of_range(kind: str, fault: str, code: str) -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        pair.do("load", grams=500)
        pair.fault(fault)
        readings.clear()
        assert await refused(watched) == code
        assert all(reading.weight_g is None for reading in readings)
        pair.do("faults_clear")
        assert (await watched.device.weigh()).weight_g == 500

    weighing(kind, script)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", ["point moved", "two weights", "flip bit", "truncate", "unit lb", "stale"])
def test_a_spoilt_answer_is_never_a_weight(kind: str, fault: str) -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        pair.do("load", grams=1235)
        await asyncio.sleep(1)
        pair.fault(fault)
        await asyncio.sleep(0.3)
        if fault == "unit lb":
            pair.do("faults_clear")
        await asyncio.sleep(3)
        assert {reading.weight_g for reading in readings} <= {None, 0, 1235}
        assert (await watched.device.weigh()).weight_g == 1235

    weighing(kind, script)


@pytest.mark.parametrize("kind", KINDS)
def test_a_load_changes_and_never_is_the_old_one_weighed(kind: str) -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        for grams in (500, 740, 15_000, 5, 0, 120):
            pair.fault("after weight: stale")
            pair.do("load", grams=grams)
            assert (await watched.device.weigh()).weight_g == grams

    weighing(kind, script)


@pytest.mark.parametrize("kind", KINDS)
def test_pounds_that_stay_make_the_scale_a_fault_that_says_so(kind: str) -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        pair.fault("unit lb")
        await watched.until(HealthState.FAULT)
        assert "pounds" in watched.device.health.detail
        assert watched.device.health.reasons == (Reason.FORMAT_ERROR,)

    weighing(kind, script)


@pytest.mark.parametrize("kind", KINDS)
def test_a_silent_line_makes_the_last_weight_void_after_a_second_and_the_scale_silent(kind: str) -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        pair.do("load", grams=500)
        await watched.until(HealthState.READY)
        await asyncio.sleep(1)
        weighed = [reading for reading in readings if reading.weight_g == 500]
        assert weighed
        pair.do("silent")
        await watched.until(HealthState.SILENT)
        last = [reading for reading in readings if reading.weight_g == 500][-1]
        assert readings[-1].weight_g is None
        assert readings[-1].at_mono - last.at_mono == pytest.approx(1.0, abs=0.05)
        with pytest.raises(Unplugged):
            await watched.device.weigh()
        assert isinstance(await watched.end(), NoAnswer)

    weighing(kind, script)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pulled_cable_takes_the_weight_back_at_once_and_whoever_weighs_is_told(kind: str) -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        pair.do("load", grams=500)
        await watched.until(HealthState.READY)
        await asyncio.sleep(1)
        pair.fault("motion forever")
        weigher = asyncio.ensure_future(watched.device.weigh())
        await asyncio.sleep(0.5)
        pair.do("unplug")
        await watched.until(HealthState.ABSENT)
        assert readings[-1].weight_g is None
        with pytest.raises(Unplugged):
            await weigher

    weighing(kind, script)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shaping", ["one byte at a time", "glue", "delay 300 ms", "repeat write"])
def test_a_line_that_only_is_slow_or_cut_up_weighs_right(kind: str, shaping: str) -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        pair.fault(shaping)
        pair.do("load", grams=1235)
        await watched.until(HealthState.READY)
        assert (await watched.device.weigh()).weight_g == 1235

    weighing(kind, script)


@pytest.mark.parametrize("kind", ["toledo8217", "cas"])
def test_a_noisy_line_gives_right_weights_or_none(kind: str) -> None:
    right: list[int] = []

    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        pair.do("load", grams=1235)
        await asyncio.sleep(1)
        readings.clear()
        pair.fault("noise 1 %")
        for _ in range(100):
            if watched.running.done():
                watched.running = asyncio.ensure_future(watched.device.run())
                await asyncio.sleep(1)
            try:
                right.append((await watched.device.weigh()).weight_g)
            except (Refused, Unplugged, NoAnswer):
                await asyncio.sleep(0.1)
        assert {reading.weight_g for reading in readings} <= {None, 1235}

    weighing(kind, script)
    assert set(right) == {1235}


@pytest.mark.parametrize("kind", KINDS)
def test_a_plate_that_is_off_and_a_load_that_never_rests_are_told_to_staff(kind: str) -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        pair.fault("negative")
        await watched.until(HealthState.NEEDS_PERSON)
        assert watched.device.health.reasons == (Reason.UNDER_ZERO,)
        pair.do("faults_clear")
        await watched.until(HealthState.READY)
        pair.fault("motion forever")
        await watched.until(HealthState.DEGRADED)
        assert watched.device.health.reasons == (Reason.NOT_SETTLED,)
        assert watched.device.health.is_usable

    weighing(kind, script)


def test_a_drifting_scale_is_weighed_as_it_shows() -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        pair.fault("drift 5")
        first = (await watched.device.weigh()).weight_g
        await asyncio.sleep(5)
        assert (await watched.device.weigh()).weight_g >= first + 20

    weighing("toledo8217", script)


@pytest.mark.parametrize("fault", ["parity", "question mark"])
def test_wrong_parity_and_a_bare_question_mark_are_bad_answers(fault: str) -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        readings.clear()
        for _ in range(4):
            pair.fault(fault)
        await asyncio.sleep(0.7)
        assert readings == []
        await asyncio.sleep(0.4)
        assert watched.device.health.state is HealthState.READY
        pair.fault(fault)
        await watched.until(HealthState.DEGRADED)
        assert watched.device.health.reasons == (Reason.BAUD_MISMATCH,)

    weighing("toledo8217", script)


def test_a_scale_without_parity_is_garbled_unless_the_url_says_so() -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        pair.do("load", grams=5)
        await watched.until(HealthState.FAULT)
        assert "parity" in watched.device.health.detail
        assert readings == []

    weighing("toledo8217", script, parity="none")


# --- tare and zero ---


@pytest.mark.parametrize("kind", ["toledo8217", "continuous"])
def test_a_tare_that_somebody_set_at_the_scale_itself_is_no_weight_to_sell_by(kind: str) -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        pair.do("load", grams=500)
        await asyncio.sleep(1)
        pair.do("tare_key")
        pair.do("load", grams=620)
        await asyncio.sleep(1)
        assert await refused(watched) == "TARE_AT_SCALE"
        pair.do("tare_key")
        assert (await watched.device.weigh()).weight_g == 620

    weighing(kind, script)


@pytest.mark.parametrize("kind", KINDS)
def test_a_load_just_over_the_capacity_is_weighed_and_ten_steps_over_is_not(kind: str) -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        pair.do("load", grams=15_000 + 9 * 5)
        assert (await watched.device.weigh()).weight_g == 15_045
        pair.do("load", grams=15_000 + 10 * 5)
        assert await refused(watched) == "OVER_CAPACITY"
        pair.do("load", grams=-5)
        assert await refused(watched) == "UNDER_ZERO"
        pair.do("load", grams=0)
        assert (await watched.device.weigh()).weight_g == 0

    weighing(kind, script)


@pytest.mark.parametrize("kind", KINDS)
def test_a_load_that_still_moves_has_no_weight_and_rests_before_it_has_one(kind: str) -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        pair.do("load", grams=1000)
        readings.clear()
        began = asyncio.get_running_loop().time()
        assert (await watched.device.weigh()).weight_g == 1000
        assert asyncio.get_running_loop().time() - began >= 2.0
        assert {reading.weight_g for reading in readings if reading.settling is Settling.MOVING} == {None}
        assert all(type(reading.weight_g) in (int, type(None)) for reading in readings)

    weighing(kind, script, settle_ms="2000")


def test_a_tare_is_what_the_scale_subtracts_and_a_weight_says_both() -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        pair.do("load", grams=120)
        assert await watched.device.tare() == 120
        pair.do("load", grams=620)
        reading = await watched.device.weigh()
        assert (reading.weight_g, reading.tare_g) == (500, 120)
        pair.do("load", grams=0)
        assert await refused(watched) == "UNDER_ZERO"
        assert await watched.device.tare(0) == 0
        assert (await watched.device.weigh()).weight_g == 0
        assert await watched.device.tare(40) == 40
        pair.do("load", grams=240)
        assert (await watched.device.weigh()).weight_g == 200

    weighing("toledo8217", script)


def test_the_tare_of_the_customer_before_is_gone_after_a_new_link() -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        await watched.device.tare(100)
        await watched.end()
        again = Watched(watched.device)
        await again.until(HealthState.READY)
        reading = await again.device.weigh()
        assert (reading.weight_g, reading.tare_g) == (0, 0)
        await again.end()

    weighing("toledo8217", script)


def test_tares_that_cannot_be_are_refused() -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        for tare_g in (-5, 3, 15_005):
            with pytest.raises(Refused, match="TARE"):
                await watched.device.tare(tare_g)
        with pytest.raises(Refused, match="NOTHING_ON_SCALE"):
            await watched.device.tare()
        pair.fault("motion forever")
        with pytest.raises(Refused, match="NOT_SETTLED"):
            await watched.device.tare(100)

    weighing("toledo8217", script)


def test_zero_is_taken_near_zero_only() -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        pair.do("load", grams=20)
        await asyncio.sleep(1)
        await watched.device.zero()
        assert (await watched.device.weigh()).weight_g == 0
        pair.do("load", grams=2000)
        await asyncio.sleep(1)
        with pytest.raises(Refused, match="OUTSIDE_ZERO_RANGE"):
            await watched.device.zero()
        pair.do("load", grams=30)
        pair.fault("motion forever")
        with pytest.raises(Refused, match="NOT_SETTLED"):
            await watched.device.zero()

    weighing("toledo8217", script)


@pytest.mark.parametrize("kind", ["cas", "continuous"])
def test_a_scale_without_these_commands_refuses_them(kind: str) -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        with pytest.raises(Refused, match="NOT_SUPPORTED"):
            await watched.device.zero()
        with pytest.raises(Refused, match="NOT_SUPPORTED"):
            await watched.device.tare(100)
        assert watched.device.capabilities.can_tare is False

    weighing(kind, script)


def test_the_scale_is_asked_five_times_a_second() -> None:
    async def script(pair: Pair, watched: Watched, readings: list[Reading]) -> None:
        await watched.until(HealthState.READY)
        readings.clear()
        await asyncio.sleep(10.1)
        assert len(readings) == 50
        assert [reading.sequence for reading in readings] == list(range(2, 52))
        assert {reading.settling for reading in readings} == {Settling.STABLE}
        assert pair.opened[0].options["format"] == "8N1"  # the parity bit is checked by the driver

    weighing("toledo8217", script)
