"""The lights over the kiosk follow the glass; lights that fail stop nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from devices.api import Pattern, Unplugged
from devices.drivers.lights.tower import Tower
from devices.registry import open_device
from devices.sim.lights.board import RelayBoard
from kiosk.effects.lights import Beacon, pattern_of
from kiosk.flows.shell import Frame
from kiosk.flows.shell.examples import EXAMPLES
from kiosk.flows.shell.frame import frame
from tests.unit.devices.pairs import Pair, Watched, face_to_face

WANTED = {
    "shell/Starting": Pattern.OFF,
    "shell/Attract": Pattern.FREE,
    "shell/Home": Pattern.BUSY,
    "shell/Language": Pattern.BUSY,
    "shell/OutOfService": Pattern.FAULT,
    "sheet/Person": Pattern.BUSY,
    "call/Sent": Pattern.CALL,
    "call/Coming": Pattern.BUSY,
    "call/Unanswered": Pattern.CALL,
    "checkout/Scanning": Pattern.BUSY,
    "checkout/PaymentUnclear": Pattern.BUSY,
    "checkout/PaymentUnclear-review": Pattern.CALL,
    "checkout/GivingBack": Pattern.BUSY,
    "checkout/GivingBack-staff": Pattern.CALL,
}
"""By the names of the sessions' examples."""


def picture(name: str) -> Frame:
    return frame(EXAMPLES[name])


class Spawned:
    """Runs coroutines of a performer on the running loop."""

    def __init__(self) -> None:
        self.tasks: list[asyncio.Task[Any]] = []
        self.failures: list[BaseException] = []

    def __call__(self, work: Coroutine[Any, Any, Any], failed: Callable[[BaseException], None]) -> object:
        async def guarded() -> None:
            try:
                await work
            except Exception as error:
                self.failures.append(error)
                failed(error)

        self.tasks.append(asyncio.ensure_future(guarded()))
        return self.tasks[-1]

    async def done(self) -> None:
        await asyncio.gather(*self.tasks)


def beaming(script: Callable[[Pair, Watched, Beacon, Spawned], Coroutine[Any, Any, None]]) -> None:
    async def with_beacon(pair: Pair, watched: Watched) -> None:
        spawned = Spawned()
        await script(pair, watched, Beacon(watched.device, spawned), spawned)
        await spawned.done()

    def make(open_port: Any) -> Tower:
        lights = open_device("lights+serial:///dev/x", open_port=open_port)
        assert isinstance(lights, Tower)
        return lights

    face_to_face(lambda faults, outlet: RelayBoard(faults, outlet, {}), make, with_beacon)


def test_lights_that_are_away_stop_nothing_and_show_the_latest_when_they_come(caplog: pytest.LogCaptureFixture) -> None:
    async def script(pair: Pair, watched: Watched, beacon: Beacon, spawned: Spawned) -> None:
        pair.do("unplug")
        await asyncio.sleep(1)
        for name in ("shell/Attract", "shell/Home", "shell/OutOfService"):
            beacon.shown(picture(name))
        await spawned.done()
        assert spawned.failures == []
        pair.do("replug")
        again = Watched(watched.device)
        await again.until(again.device.health.state.READY)
        assert pair.do("state")["on"] == [3]
        await again.end()

    with caplog.at_level(logging.INFO):
        beaming(script)
    assert "fault is not shown" in caplog.text


def test_lights_that_raise_what_they_must_not_are_logged_and_the_glass_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken:
        async def show(self, pattern: Pattern) -> None:
            raise RuntimeError("wires crossed")

    async def main() -> None:
        spawned = Spawned()
        Beacon(Broken(), spawned).shown(picture("shell/Attract"))  # type: ignore[arg-type] # broken on purpose
        await spawned.done()

    asyncio.run(main())
    assert "lights raised" in caplog.text


def test_leaving_puts_the_lights_out_and_does_not_wait_for_lights_that_are_away() -> None:
    async def script(pair: Pair, watched: Watched, beacon: Beacon, spawned: Spawned) -> None:
        await watched.until(watched.device.health.state.READY)
        beacon.shown(picture("shell/Attract"))
        await spawned.done()
        assert pair.do("state")["on"] == [1]
        await beacon.leave()
        assert pair.do("state")["on"] == []
        pair.do("silent")
        began = asyncio.get_running_loop().time()
        await beacon.leave()
        assert asyncio.get_running_loop().time() - began <= 1.0
        await watched.end()
        with pytest.raises(Unplugged):
            await watched.device.show(Pattern.FREE)
        await beacon.leave()

    beaming(script)


@pytest.mark.parametrize("name", list(WANTED))
def test_each_picture_has_its_pattern(name: str) -> None:
    assert pattern_of(picture(name)) is WANTED[name]


def test_a_call_rings_once_and_the_lamps_go_back_when_a_person_comes() -> None:
    async def script(pair: Pair, watched: Watched, beacon: Beacon, spawned: Spawned) -> None:
        await watched.until(watched.device.health.state.READY)
        for _ in range(3):
            beacon.shown(picture("call/Sent"))
        await spawned.done()
        assert pair.do("state")["on"] == [2, 3]
        rang = [event for event in pair.events if event.get("relay") == 4 and event["on"]]
        assert len(rang) == 1
        beacon.shown(picture("call/Coming"))
        await spawned.done()
        assert pair.do("state")["on"] == [2]

    beaming(script)
