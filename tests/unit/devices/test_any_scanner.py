"""Whatever a scanner sends: nothing but what was scanned is told, nothing twice, and the next scan is read."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import pytest

from devices.api import BadDocument, BadScan, DocumentLines, HealthState, Scan
from devices.registry import open_device
from devices.sim.faults import Faults
from devices.sim.machine import Machine, Outlet
from devices.sim.mrzserial.reader import MrzReader
from devices.sim.mrzserial.specimen import specimen
from devices.sim.scanners.linescan import LineScanner
from devices.sim.scanners.wedge import WedgeScanner
from tests.unit.devices.pairs import Pair, Watched, face_to_face

FIRST, SECOND = "9520001000010", "9520001000027"


@dataclass(frozen=True)
class Kind:
    url: str
    build: Callable[[Faults, Outlet], Machine]
    reads: str

    def make(self, pair: Pair, which: int) -> None:
        if self.reads == "documents":
            pair.do("document", format=("TD3", "TD1")[which])
        else:
            pair.do("scan", text=(FIRST, SECOND)[which])

    def wanted(self, which: int) -> object:
        return specimen(("TD3", "TD1")[which]) if self.reads == "documents" else f"]E0{(FIRST, SECOND)[which]}".encode()


KINDS = {
    "linescan": Kind("linescan+serial:///dev/x?prefix=aim", LineScanner, "codes"),
    "wedge": Kind("wedge+serial:///dev/x?prefix=aim", WedgeScanner, "codes"),
    "wedge mrz": Kind(
        "wedge+serial:///dev/x?reads=mrz",
        lambda faults, outlet: WedgeScanner(faults, outlet, knobs={"reads": "mrz"}),
        "documents",
    ),
    "mrzserial": Kind("mrzserial+serial:///dev/x", lambda faults, outlet: MrzReader(faults, outlet, {}), "documents"),
    "mrzserial keyboard": Kind(
        "mrzserial+serial:///dev/x?mode=keyboard",
        lambda faults, outlet: MrzReader(faults, outlet, {"mode": "keyboard"}),
        "documents",
    ),
}
kinds = pytest.mark.parametrize("name", KINDS)


def told_after(name: str, script: Callable[[Pair, Watched], Coroutine[Any, Any, None]]) -> list[object]:
    kind, told = KINDS[name], list[Any]()

    def make(open_port: Any) -> Any:
        device: Any = open_device(kind.url, open_port=open_port)
        (device.on_scan if kind.reads == "codes" else device.on_document)(told.append)
        return device

    async def started(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        await script(pair, watched)

    face_to_face(kind.build, make, started)
    bad = [one for one in told if isinstance(one, BadScan | BadDocument)]
    assert all(one.problem for one in bad)
    return [one.data if isinstance(one, Scan) else one.lines for one in told if isinstance(one, Scan | DocumentLines)]


async def raw(pair: Pair, octets: bytes) -> None:
    """Put bytes on the line that the device itself did not send."""
    assert pair.wire.send(octets)
    await asyncio.sleep(0)


RUBBISH = {
    "100 kB of digits": b"7" * 100_000,
    "100 kB of lines": b"]E095200010000\r" * 7000,
    "binary": random.Random(7).randbytes(5000),  # noqa: S311 - repeatable rubbish
    "control characters": bytes(range(32)) * 20,
    "escape sequences": b"\x1b@\x1dV\x00\x10\x04\x01" * 50,
    "nothing but suffixes": b"\r\n\t" * 2000,
}


@kinds
@pytest.mark.parametrize("what", RUBBISH)
def test_after_rubbish_of_any_kind_the_next_scan_is_read(name: str, what: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await raw(pair, RUBBISH[what])
        await asyncio.sleep(15)
        KINDS[name].make(pair, 0)
        await asyncio.sleep(5)
        assert watched.device.health.is_usable

    made = [one for one in told_after(name, script) if one != b"]E095200010000"]  # lines are scans to a line scanner
    assert made == [KINDS[name].wanted(0)]


@kinds
def test_two_scans_in_one_read_are_two(name: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault("glue")
        KINDS[name].make(pair, 0)
        KINDS[name].make(pair, 1)
        await asyncio.sleep(5)

    assert told_after(name, script) == [KINDS[name].wanted(0), KINDS[name].wanted(1)]


@kinds
def test_a_scan_at_a_wrong_baud_rate_is_never_a_scan_and_at_the_right_one_it_is(name: str) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        pair.fault("wrong baud")
        for _ in range(6):
            KINDS[name].make(pair, 0)
            await asyncio.sleep(0.4)
        pair.do("faults_clear")
        await asyncio.sleep(15)
        KINDS[name].make(pair, 1)
        await asyncio.sleep(5)

    assert told_after(name, script) == [KINDS[name].wanted(1)]


@kinds
def test_a_babbling_device_is_told_to_the_technician_and_takes_no_memory(name: str) -> None:
    states: list[HealthState] = []

    async def script(pair: Pair, watched: Watched) -> None:
        for _ in range(150):
            await raw(pair, RUBBISH["binary"])
            await asyncio.sleep(0.1)
        states.extend(watched.states())
        assert len(repr(vars(watched.device))) < 5000

    told_after(name, script)
    assert states[-1] is HealthState.DEGRADED
