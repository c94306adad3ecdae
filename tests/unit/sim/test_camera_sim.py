from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from devices.api import BadScan, Health, HealthState, Scan
from devices.drivers.camera.scanner import CameraScanner
from devices.loop import supervise
from devices.registry import open_device
from devices.seeing.file import codes_of
from devices.sim.process.folders import FolderWire
from devices.sim.scanners.camera import CameraMachine
from tests.unit.sim.processes import PATIENCE_S, Control, running
from tests.unit.sim.rig import Rig
from tests.virtual_time import run

GTIN = "9520001000010"
BOARDING = "M1SILVA/ANA           EABC123 LISAMSTP 0664 325Y012A0001 100"


@pytest.fixture
def rig() -> Rig:
    return Rig(lambda faults, outlet: CameraMachine(faults, outlet, 7))


def read(picture: bytes, folder: Path) -> list[str]:
    (folder / "picture.png").write_bytes(picture)
    return [code.aim + code.text for code in codes_of(folder / "picture.png")]


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({}, '"text" must be a text'),
        ({"text": ""}, '"text" is empty'),
        ({"text": "9520001000011", "aim": "]E0"}, "EAN13 cannot hold this text"),
        ({"text": "x", "aim": "]X9"}, '"aim" is one of ]E0'),
        ({"text": "x", "blur_px": 99}, '"blur_px" is 0 to 20'),
        ({"text": "x", "angle_deg": "north"}, '"angle_deg" must be a number'),
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(rig: Rig, request_: dict[str, Any], words: str) -> None:
    assert words in rig.refuse("scan", **request_)
    assert rig.taken() == b""


@pytest.mark.parametrize("fault", ["out of focus", "cut off"])
def test_a_code_that_cannot_be_seen_is_not_read_and_the_next_one_is(rig: Rig, fault: str, tmp_path: Path) -> None:
    rig.fault(fault)
    rig.do("scan", text=GTIN)
    assert read(rig.taken(), tmp_path) == []
    rig.do("scan", text=GTIN)
    assert read(rig.taken(), tmp_path) == ["]E0" + GTIN]


def test_a_second_code_lies_in_the_picture(rig: Rig, tmp_path: Path) -> None:
    rig.fault("second code")
    rig.do("scan", text=GTIN)
    assert len(read(rig.taken(), tmp_path)) == 2


@pytest.mark.parametrize("angle", [30, 90, 135])
@pytest.mark.parametrize(
    ("text", "aim"), [(GTIN, "]E0"), (BOARDING, "]L2"), (BOARDING, "]z0"), ("KIOSK-1", "]Q1"), ("KIOSK-1", "]C0")]
)
def test_each_symbology_is_drawn_so_that_it_can_be_read_at_an_angle(
    rig: Rig, text: str, aim: str, angle: int, tmp_path: Path
) -> None:
    rig.fault(f"tilted {angle}")
    rig.do("scan", text=text, aim=aim, module_px=3)
    assert read(rig.taken(), tmp_path) == [aim + text]


def test_a_picture_without_a_code_and_the_same_seed_give_the_same(tmp_path: Path) -> None:
    looks = []
    for _ in range(2):
        rig = Rig(lambda faults, outlet: CameraMachine(faults, outlet, 3))
        rig.do("look")
        looks.append(rig.taken())
    assert looks[0] == looks[1]
    assert read(looks[0], tmp_path) == []


class Nobody:
    def __init__(self) -> None:
        self.connections = 0

    def connected(self) -> None:
        self.connections += 1

    def disconnected(self) -> None:
        pass

    def received(self, chunk: bytes) -> None:
        raise AssertionError("a folder says nothing")


def test_a_wire_of_files_makes_one_of_each_picture_however_it_comes(rig: Rig, tmp_path: Path) -> None:
    pictures = []
    for text in ("one", "two", "three"):
        rig.do("scan", text=text)
        pictures.append(rig.taken())

    async def script() -> None:
        (tmp_path / "000009.png").write_bytes(b"of an earlier run")
        wire = FolderWire(tmp_path)
        wire.start(Nobody())
        for byte in pictures[0]:
            wire.send(bytes([byte]))
        wire.send(pictures[1][:500] + pictures[2])  # the rest of the second was lost
        wire.send(b"no picture")
        await asyncio.sleep(1)
        wire.unplug(quietly=False)
        assert not tmp_path.exists()
        assert wire.send(pictures[0]) is False
        wire.replug()
        wire.close()

    run(script())
    files = [path.read_bytes() for path in sorted(tmp_path.iterdir())]
    assert files == [pictures[0], pictures[1][:500], pictures[2], b"no picture"]


# --- with the driver, in real time ----------------------------------------------------------------------------------


class Host:
    """A supervised camera driver on the real loop, and what it said."""

    def __init__(self, url: str) -> None:
        self._device = open_device(url)
        self.told: asyncio.Queue[Scan | BadScan] = asyncio.Queue()
        self.health: asyncio.Queue[Health] = asyncio.Queue()

    async def __aenter__(self) -> Host:
        assert isinstance(self._device, CameraScanner)
        self._device.on_scan(self.told.put_nowait)
        self._task = asyncio.ensure_future(supervise(self._device, self.health.put_nowait))
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def heard(self) -> str:
        told = await asyncio.wait_for(self.told.get(), PATIENCE_S)
        return told.problem if isinstance(told, BadScan) else told.data.decode()

    async def until(self, state: HealthState) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while (await self.health.get()).state is not state:
                pass


@pytest.mark.allowed_logs("WARNING devices.drivers.camera.scanner: camera: a file of the folder cannot be read: *")
def test_the_driver_reads_what_the_camera_sees_and_follows_its_cable(tmp_path: Path) -> None:
    async def script(url: str, control: Control) -> None:
        async with Host(url) as host:
            await host.until(HealthState.READY)
            control.do(do="scan", text=GTIN, angle_deg=40)
            assert await host.heard() == "]E0" + GTIN
            control.do(do="fault", script="binary; after 1 scan: second code")
            control.do(do="scan", text=GTIN)
            control.do(do="scan", text=GTIN)
            assert await host.heard() == "two_codes"
            control.do(do="unplug")
            await host.until(HealthState.ABSENT)
            control.do(do="replug")
            await host.until(HealthState.READY)
            control.do(do="scan", text=BOARDING, aim="]L2")
            assert await host.heard() == "]L2" + BOARDING

    folder = tmp_path / "camera"
    with running("camera", "--pictures", str(folder)) as (process, control):
        assert process.line["address"] == f"folder://{folder}"
        asyncio.run(script(f"camera+{process.line['address']}", control))
