"""Lights against the simulated relay board: what is shown is what was asked for, whatever happens to the line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from itertools import pairwise
from typing import Any

import pytest

from devices.api import DoorChanged, HealthState, Pattern, PresenceChanged, Reason, Refused, Sensed, Unplugged
from devices.drivers.lights.tower import Tower
from devices.loop import supervise
from devices.registry import open_device
from devices.sim.lights.board import RelayBoard
from tests.unit.devices.pairs import Pair, Watched, face_to_face

Script = Callable[[Pair, Watched], Coroutine[Any, Any, None]]
KNOBS = {"lcus-4": {"board": "lcus"}, "numato-4": {"board": "text"}}
BOARDS = list(KNOBS)
SHOWN = {Pattern.OFF: [], Pattern.FREE: [1], Pattern.BUSY: [2], Pattern.CALL: [2, 3], Pattern.FAULT: [3]}


def lit(pair: Pair) -> Any:
    return pair.do("state")["on"]


def shining(board: str, script: Script, **knobs: str) -> None:
    def make(open_port: Any) -> Tower:
        lights = open_device(f"lights+serial:///dev/x?profile={board}", open_port=open_port)
        assert isinstance(lights, Tower)
        return lights

    face_to_face(lambda faults, outlet: RelayBoard(faults, outlet, {**KNOBS[board], **knobs}), make, script)


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not is_so():
            await asyncio.sleep(0.01)


# --- faults ---


@pytest.mark.parametrize("board", BOARDS)
def test_a_relay_that_sticks_is_refused_and_told_and_is_right_again_when_it_lets_go(board: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        pair.fault("relay 2 sticks")
        with pytest.raises(Refused, match="relay 2 stays off"):
            await watched.device.show(Pattern.CALL)
        await watched.until(HealthState.DEGRADED)
        assert watched.device.health.reasons == (Reason.HARDWARE_ERROR,)
        assert watched.device.health.detail == "relay 2 stays off"
        assert lit(pair) == [3]
        pair.do("faults_clear")
        await watched.until(HealthState.READY)
        assert lit(pair) == [2, 3]

    shining(board, script)


@pytest.mark.parametrize("board", BOARDS)
def test_a_relay_that_stays_on_is_a_condition_too(board: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        await watched.device.show(Pattern.CALL)
        pair.fault("relay 3 sticks")
        with pytest.raises(Refused, match="relay 3 stays on"):
            await watched.device.show(Pattern.FREE)
        assert lit(pair) == [1, 3]

    shining(board, script)


@pytest.mark.parametrize("board", BOARDS)
@pytest.mark.parametrize("loss", ["unplug", "brown out", "power"])
def test_what_was_shown_is_shown_again_after_the_board_was_away_or_forgot(board: str, loss: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        heard: list[HealthState] = []
        await watched.until(HealthState.READY)
        await watched.end()
        kept = asyncio.ensure_future(supervise(watched.device, lambda health: heard.append(health.state)))
        await watched.until(HealthState.READY)
        await watched.device.show(Pattern.CALL)
        if loss == "brown out":
            pair.fault("brown out")
        elif loss == "unplug":
            pair.do("unplug")
            await watched.until(HealthState.ABSENT)
            pair.do("replug")
        else:
            pair.fault("die")
            pair.do("state")
            await watched.until(HealthState.ABSENT)
            assert lit(pair) == []
            pair.do("replug")
        await until(lambda: lit(pair) == SHOWN[Pattern.CALL])
        assert (HealthState.ABSENT in heard) is (loss != "brown out")
        kept.cancel()
        await asyncio.gather(kept, return_exceptions=True)

    shining(board, script)


@pytest.mark.parametrize("board", BOARDS)
def test_a_pattern_wanted_while_the_board_is_away_is_shown_when_it_comes(board: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        pair.do("unplug")
        await watched.until(HealthState.ABSENT)
        with pytest.raises(Unplugged):
            await watched.device.show(Pattern.FAULT)
        assert watched.device.pattern is Pattern.FAULT
        pair.do("replug")
        again = Watched(watched.device)
        await again.until(HealthState.READY)
        assert lit(pair) == SHOWN[Pattern.FAULT]
        await again.end()

    shining(board, script)


@pytest.mark.parametrize("board", BOARDS)
def test_whoever_waits_for_the_lights_is_told_when_the_cable_is_pulled(board: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        pair.do("silent")
        asking = asyncio.ensure_future(watched.device.show(Pattern.BUSY))
        await asyncio.sleep(0.05)
        pair.do("unplug")
        with pytest.raises(Unplugged):
            await asking

    shining(board, script)


@pytest.mark.parametrize("board", BOARDS)
def test_a_board_that_says_nothing_is_silent_and_one_that_says_nonsense_a_fault(board: str) -> None:
    async def silent(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        pair.do("silent")
        await watched.until(HealthState.SILENT)

    async def nonsense(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        pair.fault("noise 50 %")
        await watched.until(HealthState.FAULT)
        assert watched.device.health.reasons == (Reason.FORMAT_ERROR,)
        assert "baud" in watched.device.health.detail

    shining(board, silent)
    shining(board, nonsense)


@pytest.mark.parametrize("board", BOARDS)
@pytest.mark.parametrize(
    "fault", ["deaf", "strange answer", "truncate", "flip bit", "repeat write", "answer after 400 ms", "swap writes"]
)
def test_one_answer_that_goes_wrong_changes_nothing_that_lasts(board: str, fault: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        for pattern in (Pattern.FREE, Pattern.CALL, Pattern.BUSY):
            pair.fault(fault)
            async with asyncio.timeout(10):
                await watched.device.show(pattern)
            await until(lambda wanted=SHOWN[pattern]: lit(pair) == wanted)  # type: ignore[misc] # a lambda with a default
        assert watched.device.health.is_usable

    shining(board, script)


@pytest.mark.parametrize("board", BOARDS)
@pytest.mark.parametrize("shaping", ["one byte at a time", "glue", "delay 100 ms"])
def test_a_slow_line_shows_the_same(board: str, shaping: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault(shaping)
        await watched.until(HealthState.READY)
        await watched.device.show(Pattern.CALL)
        assert lit(pair) == SHOWN[Pattern.CALL]

    shining(board, script)


def test_a_bell_is_silent_again_when_whoever_rang_it_went() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        ringing = asyncio.ensure_future(watched.device.ring())
        await until(lambda: 4 in lit(pair))
        ringing.cancel()
        await asyncio.gather(ringing, return_exceptions=True)
        await until(lambda: lit(pair) == [])

    shining("lcus-4", script)


def test_a_bell_that_rang_when_the_cable_was_pulled_does_not_ring_on_afterwards() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        ringing = asyncio.ensure_future(watched.device.ring())
        await until(lambda: 4 in lit(pair))
        pair.do("unplug")
        with pytest.raises(Unplugged):
            await ringing
        pair.do("replug")
        again = Watched(watched.device)
        await again.until(HealthState.READY)
        assert lit(pair) == []
        await again.end()

    shining("lcus-4", script)


# --- what it does ---


@pytest.mark.parametrize("board", BOARDS)
def test_each_pattern_lights_its_lamps_and_puts_out_the_others(board: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        for pattern in (*SHOWN, *reversed(SHOWN)):
            await watched.device.show(pattern)
            assert lit(pair) == SHOWN[pattern]

    shining(board, script)


def test_a_bell_rings_once_beside_the_lamps() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        await watched.device.show(Pattern.CALL)
        began = asyncio.get_running_loop().time()
        ringing = asyncio.ensure_future(watched.device.ring())
        await until(lambda: lit(pair) == [2, 3, 4])
        await ringing
        assert lit(pair) == [2, 3]
        assert asyncio.get_running_loop().time() - began > 0.4

    shining("lcus-4", script)


def test_contacts_are_told_at_first_and_then_only_when_they_change() -> None:
    sensed: list[Sensed] = []

    async def script(pair: Pair, watched: Watched) -> None:
        watched.device.on_sensed(sensed.append)
        pair.do("input", number=2, closed=True)
        await watched.until(HealthState.READY)
        await asyncio.sleep(3)
        assert [(type(one), one.is_present if isinstance(one, PresenceChanged) else one.is_open) for one in sensed] == [
            (PresenceChanged, False),
            (DoorChanged, False),
        ]
        sensed.clear()
        pair.do("input", number=1, closed=True)
        await asyncio.sleep(0.5)
        pair.do("input", number=2, closed=False)
        await asyncio.sleep(3)
        assert sensed == [PresenceChanged(True, sensed[0].at_mono), DoorChanged(True, sensed[1].at_mono)]

    shining("numato-4", script)


def test_a_board_that_cannot_be_asked_is_ready_and_does_what_it_is_told() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        assert not watched.device.capabilities.can_check
        await watched.device.show(Pattern.CALL)
        await until(lambda: lit(pair) == [1])
        await watched.device.show(Pattern.FREE)
        await until(lambda: lit(pair) == [])
        with pytest.raises(Refused, match="no bell"):
            await watched.device.ring()

    KNOBS["lcus-1"] = {"board": "lcus", "relays": "1"}
    shining("lcus-1", script)


def test_the_board_is_asked_once_a_second_and_no_faster_than_it_takes_commands() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        before = len(pair.do("log")["entries"])
        await asyncio.sleep(10)
        entries = pair.do("log")["entries"][before:]
        asked = [entry for entry in entries if entry["what"] == "received"]
        assert 8 <= len(asked) <= 11
        assert {entry["hex"] for entry in asked} == {"ff"}
        await watched.device.show(Pattern.CALL)
        entries = [entry for entry in pair.do("log")["entries"] if entry["what"] == "received"][-3:]
        gaps = [later["at_s"] - former["at_s"] for former, later in pairwise(entries)]
        assert all(gap >= 0.099 for gap in gaps)

    shining("lcus-4", script)
