"""A device proves itself before it is used: at its simulator, at none, and at one that says nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from devices.api import DriverUrl, HealthState, Unplugged
from devices.finding.places import Place
from devices.finding.proving import Proof, proved
from devices.finding.rebinding import Rebinding
from devices.loop import supervise
from devices.registry import open_device
from devices.transport import OpenPort, Port, memory_pipe
from tests.unit.devices.recording.test_recorder import URLS, pair_of
from tests.virtual_time import run

OLD, NEW, OTHER = (f"usb-FTDI_FT232R_USB_UART_{serial}-if00-port0" for serial in ("A50285BI", "A60111ZZ", "A70222YY"))


def at_simulator(driver: str, do: Callable[[Any], None] = lambda _pair: None) -> Proof:
    async def main() -> Proof:
        pair = pair_of(driver)
        try:
            proof = asyncio.ensure_future(proved(URLS[driver], open_port=pair.open_port, secrets=lambda _name: None))
            await asyncio.sleep(0.5)
            do(pair)
            return await proof
        finally:
            await pair.stop()
            await asyncio.sleep(0.01)

    return run(main())


@pytest.mark.parametrize("driver", ["cas", "zvt"])
def test_a_device_that_is_asked_answers(driver: str) -> None:
    proof = at_simulator(driver)
    assert (proof.answers, proof.is_open, proof.is_usable) == (True, True, True)


def test_a_scanner_proves_itself_by_a_scan_and_its_open_line_alone_is_said_to_be_no_answer() -> None:
    quiet = at_simulator("linescan")
    assert (quiet.answers, quiet.is_open, quiet.is_usable) == (False, True, True)
    assert at_simulator("linescan", lambda pair: pair.do("scan", text="9520001000010")).answers


def test_a_device_that_says_nothing_is_not_usable() -> None:
    async def main() -> Proof:
        host, _device = memory_pipe()

        async def opened(_url: DriverUrl) -> Port:
            return host

        return await proved(URLS["cas"], open_port=opened)

    proof = run(main())
    assert (proof.answers, proof.is_open, proof.is_usable) == (False, True, False)


@pytest.mark.parametrize("url", [URLS["cas"], "nobody+tcp://h:1", "escpos+serial://nonsense"])
def test_what_is_not_there_is_said_with_its_reason(url: str) -> None:
    async def nothing(_url: DriverUrl) -> Port:
        raise Unplugged("no such device")

    proof = run(proved(url, open_port=nothing))
    assert (proof.answers, proof.is_open, proof.is_usable) == (False, False, False)
    assert proof.detail


# --- the same model again -------------------------------------------------------------------------------------------


class Bus:
    """A folder of stable names, as the system keeps it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.opened: list[str] = []

    def plug(self, name: str) -> None:
        (self.folder / name).touch()

    def pull(self, name: str) -> None:
        (self.folder / name).unlink()

    def rebinding(self, known: dict[str, str]) -> Rebinding:
        from devices.finding.places import serial_lines

        return Rebinding(known, lambda: serial_lines(self.folder))

    def over(self, open_port: OpenPort) -> OpenPort:
        async def opened(url: DriverUrl) -> Port:
            if not Path(url.address).exists():
                raise Unplugged(f"{url.address}: no such file")
            self.opened.append(Path(url.address).name)
            return await open_port(url)

        return opened


def replaced(folder: Path, script: Callable[[Bus, Any, Any], Awaitable[None]], known: dict[str, str]) -> Bus:
    """A supervised scale whose line goes away."""
    bus = Bus(folder)

    async def main() -> None:
        pair = pair_of("cas")
        bus.plug(OLD)
        open_port = bus.rebinding(known).open_port("scale", bus.over(pair.open_port))
        scale = open_device(known["scale"], open_port=open_port)
        task = asyncio.ensure_future(supervise(scale, lambda _health: None))
        try:
            await until(scale, usable=True)
            bus.pull(OLD)
            pair.hosts[-1].abort()
            await until(scale, usable=False)
            await script(bus, scale, pair)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await pair.stop()
            await asyncio.sleep(0.01)

    run(main())
    return bus


async def until(device: Any, *, usable: bool) -> None:
    async with asyncio.timeout(60):
        while device.health.is_usable is not usable:
            await asyncio.sleep(0.01)


@pytest.mark.allowed_logs("WARNING devices.finding.rebinding: scale: the line of its settings is gone")
def test_the_same_model_in_the_place_of_a_broken_one_works_without_anybody(tmp_path: Path) -> None:
    async def script(bus: Bus, scale: Any, pair: Any) -> None:
        await asyncio.sleep(30)
        bus.plug(NEW)
        await until(scale, usable=True)
        bus.pull(NEW)
        bus.plug(OLD)  # the repaired one is back
        pair.hosts[-1].abort()
        await until(scale, usable=False)
        await until(scale, usable=True)

    bus = replaced(tmp_path, script, {"scale": f"cas+serial://{tmp_path}/{OLD}"})
    assert bus.opened == [OLD, NEW, OLD]


def test_with_two_of_the_same_model_nobody_guesses(tmp_path: Path) -> None:
    async def script(bus: Bus, scale: Any, _pair: Any) -> None:
        bus.plug(NEW)
        bus.plug(OTHER)
        await asyncio.sleep(60)
        assert scale.health.state is HealthState.ABSENT

    assert replaced(tmp_path, script, {"scale": f"cas+serial://{tmp_path}/{OLD}"}).opened == [OLD]


def test_the_line_of_another_part_is_never_taken(tmp_path: Path) -> None:
    async def script(bus: Bus, scale: Any, _pair: Any) -> None:
        bus.plug(NEW)
        await asyncio.sleep(60)
        assert scale.health.state is HealthState.ABSENT

    known = {"scale": f"cas+serial://{tmp_path}/{OLD}", "scanner": f"linescan+serial://{tmp_path}/{NEW}"}
    assert replaced(tmp_path, script, known).opened == [OLD]


def test_a_path_that_tells_no_model_is_left_alone() -> None:
    rebinding = Rebinding({}, lambda: [Place("serial", "/dev/serial/by-id/x", "x", "")])
    assert rebinding.instead("scale", DriverUrl("cas", "serial", "/dev/ttyUSB0")) is None
