"""The tactile keypad against its simulator: one press is one key by its name, and a headset is told when it changes."""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api import HeadsetChanged, HealthState, KeyPressed, Reason
from devices.drivers.keypad import NAMES as DRIVER_NAMES
from devices.hid import switched_on
from devices.keys.events import EventReader, Lost, Switched
from devices.loop import supervise
from devices.registry import open_device
from devices.sim.faults import Faults
from devices.sim.keys.keypad import KEYS, Keypad
from devices.sim.machine import Outlet
from devices.url import UrlError
from kiosk.keypad import DEFAULTS, Pad, bindings, is_bindable
from tests.unit.devices.pairs import Pair, Watched, face_to_face
from tests.unit.sim.processes import running
from tests.unit.sim.rig import Rig
from tests.virtual_time import run
from tests.wire.player import Player

Told = KeyPressed | HeadsetChanged
URL = "keypad+hid://2341:8036"
WIRE = Path(__file__).parents[3] / "wire" / "keypad"


def pressed(script: Callable[[Pair, Watched], Coroutine[Any, Any, None]], **knobs: str) -> list[str | bool]:
    told: list[Told] = []

    def make(open_port: Any) -> Any:
        keypad: Any = open_device(URL, open_port=open_port)
        keypad.on_key(told.append)
        return keypad

    async def started(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        await script(pair, watched)

    face_to_face(lambda faults, outlet: Keypad(faults, outlet, knobs), make, started)
    return said(told)


def said(told: list[Told]) -> list[str | bool]:
    return [one.key if isinstance(one, KeyPressed) else one.is_in for one in told]


def after(*faults: str, keys: tuple[str, ...] = ("down", "up")) -> list[str | bool]:
    async def script(pair: Pair, watched: Watched) -> None:
        for fault in faults:
            pair.fault(fault)
        for key in keys:
            pair.do("key", key=key)
            await asyncio.sleep(0.5)
        assert watched.device.health.is_usable

    return pressed(script)


# --- faults ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["held", "stuck", "bounce", "events lost", "one byte at a time", "glue"])
def test_whatever_becomes_of_a_key_it_is_one_press(fault: str) -> None:
    assert after(fault) == ["Down", "Up"]


@pytest.mark.parametrize("fault", ["torn event", "truncate", "noise 0.5 %", "flip bit"])
def test_broken_events_press_no_other_key(fault: str) -> None:
    assert set(after(fault, keys=("down",) * 9)) <= {"Down"}


def test_a_keypad_that_types_presses_nothing_and_is_told_to_the_technician_until_it_is_set_right() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault("typing mode")
        for _ in range(5):
            pair.do("key", key="select")
            await asyncio.sleep(0.2)
        health = watched.device.health
        assert (health.state, health.reasons) == (HealthState.DEGRADED, (Reason.FORMAT_ERROR,))
        pair.do("faults_clear")
        pair.do("key", key="select")
        await watched.until(HealthState.READY)

    assert pressed(script) == ["Return"]


def test_a_pulled_keypad_is_absent_and_works_again_when_it_is_back() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.do("headset", **{"in": True})
        await asyncio.sleep(0.1)
        pair.do("unplug")
        await watched.until(HealthState.ABSENT)
        await watched.end()
        pair.do("replug")
        again = Watched(watched.device)
        await again.until(HealthState.READY)
        pair.do("key", key="help")
        pair.do("headset", **{"in": True})  # it never left: no news
        await asyncio.sleep(0.1)
        await again.end()

    assert pressed(script) == [True, "F18"]


@given(st.binary(max_size=600), st.lists(st.integers(1, 50), max_size=20))
def test_any_portions_of_any_bytes_give_the_same_keys_and_switches(noise: bytes, cuts: list[int]) -> None:
    rig = Rig(lambda faults, outlet: Keypad(faults, outlet))
    rig.do("key", key="left")
    rig.do("headset", **{"in": True})
    sent = noise + rig.taken()
    reader, found, at = EventReader(), [], 0
    for cut in [*cuts, len(sent)]:
        found += reader.feed(sent[at : at + cut])
        at += cut
    whole = EventReader().feed(sent)
    assert [one for one in found if one != Lost()] == [one for one in whole if one != Lost()]


@pytest.mark.parametrize("url", ["keypad+tcp://a:1", "keypad+hid://up", "keypad+hid://2341:8036?suffix=enter"])
def test_a_wrong_url_is_refused_before_anything_is_opened(url: str) -> None:
    with pytest.raises(UrlError):
        open_device(url)


def test_a_key_that_the_simulator_does_not_have_is_named() -> None:
    rig = Rig(lambda faults, outlet: Keypad(faults, outlet))
    assert rig.refuse("key", key="eject").startswith('"key" is one of up, down')
    with pytest.raises(ValueError, match="headset is one of switch, keys"):
        Keypad(Faults(), Outlet(), {"headset": "radio"})


# --- what is right --------------------------------------------------------------------------------------------------


def test_each_key_of_the_keypad_means_by_default_what_is_printed_on_it() -> None:
    meant = bindings({})
    assert [meant[str(name)] for name in after(keys=tuple(KEYS))] == [Pad(key) for key in KEYS]


def test_a_headset_is_told_by_its_switch_or_by_keys_of_its_own() -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        for is_in in (True, True, False):
            pair.do("headset", **{"in": is_in})
            await asyncio.sleep(0.1)

    assert pressed(script) == [True, False]
    named = [str(name) for name in pressed(script, headset="keys")]
    assert [bindings({})[name] for name in named] == [Pad.HEADSET_IN, Pad.HEADSET_IN, Pad.HEADSET_OUT]


def test_a_headset_that_is_in_when_the_keypad_is_opened_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def ioctl(_number: int, request: int, closed: bytearray) -> int:
        assert request == 0x80080000 | ord("E") << 8 | 0x1B
        closed[0] = 1 << 2 | 1 << 4  # headphones and their microphone
        return 8

    monkeypatch.setattr(fcntl, "ioctl", ioctl)
    first = switched_on(0)
    assert EventReader().feed(first) == [Switched(2, True), Switched(4, True)]
    monkeypatch.undo()
    with Path("/dev/null").open("rb") as no_keypad:
        assert switched_on(no_keypad.fileno()) == b""


def test_every_name_is_one_that_the_settings_may_bind_and_every_default_key_is_known() -> None:
    assert all(is_bindable(name) for name in DRIVER_NAMES.values())
    assert {name for names in DEFAULTS.values() for name in names} <= set(DRIVER_NAMES.values())


def test_a_recorded_session_gives_its_keys() -> None:
    async def main() -> list[str | bool]:
        player = Player(WIRE / "keys.wire")
        keypad: Any = open_device(URL, open_port=player.open_port)
        told: list[Told] = []
        keypad.on_key(told.append)
        task = asyncio.ensure_future(keypad.run())
        await asyncio.sleep(5)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await player.finish()
        return said(told)

    assert run(main()) == ["Down", "Return", "F18", True, False, "VolumeUp"]


@pytest.mark.wire
def test_the_simulator_of_its_own_process_is_pressed_pulled_and_put_back(tmp_path: Path) -> None:
    link = tmp_path / "keypad"
    with running("keypad", "--link", str(link)) as (_process, control):
        told: asyncio.Queue[Told] = asyncio.Queue()

        async def script(keypad: Any) -> None:
            keypad.on_key(told.put_nowait)
            for state, verb in ((HealthState.READY, "unplug"), (HealthState.ABSENT, "replug")):
                await until(keypad, state)
                await asyncio.to_thread(control.do, do=verb)
            await until(keypad, HealthState.READY)
            while not (await asyncio.to_thread(control.do, do="key", key="help"))["heard"]:
                await asyncio.sleep(0.05)
            assert isinstance(await told.get(), KeyPressed)

        supervised(f"keypad+serial://{link}", script)


async def until(device: Any, state: HealthState) -> None:
    while device.health.state is not state:
        await asyncio.sleep(0.01)


def supervised(url: str, script: Callable[[Any], Awaitable[None]]) -> None:
    async def main() -> None:
        device = open_device(url)
        task = asyncio.ensure_future(supervise(device, lambda _health: None))
        try:
            async with asyncio.timeout(20):
                await script(device)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(main())
