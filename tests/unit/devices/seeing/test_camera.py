from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from PIL import Image

from devices.api import HealthState, Reason, Unplugged
from devices.drivers.camera.folder import Folder
from devices.drivers.camera.frames import BadFrame, Frames
from devices.drivers.camera.scanner import CameraScanner
from devices.registry import open_device
from devices.seeing.live import EVERY, Live
from devices.url import UrlError
from tests.unit.devices.seeing.host import Host
from tests.unit.devices.seeing.scenes import BOARDING, EAN13, GTIN, OTHER, PDF417, QR, scene, symbol
from tests.virtual_time import run


class Shown:
    """A frame that is unpacked already; None stands for bytes that are no picture."""

    def __init__(self, picture: Image.Image | None) -> None:
        self._picture = picture

    def grey(self) -> Image.Image:
        if self._picture is None:
            raise BadFrame("a damaged picture")
        return self._picture


class Reel:
    """Frames that a test gives, and a cable it can pull."""

    remark = ""

    def __init__(self) -> None:
        self.frames: asyncio.Queue[Shown | None] = asyncio.Queue()
        self.closed = 0

    def open(self) -> None:
        pass

    async def next(self) -> Shown:
        frame = await self.frames.get()
        if frame is None:
            raise Unplugged("camera: gone")
        return frame

    def close(self) -> None:
        self.closed += 1


class Bench(Host):
    """A camera whose frames a test gives, unless it has others."""

    def __init__(self, frames: Frames | None = None) -> None:
        self.reel = Reel()
        super().__init__(frames or self.reel)

    async def show(self, picture: Image.Image | None, seconds: float = 0.1) -> None:
        self.reel.frames.put_nowait(Shown(picture))
        await asyncio.sleep(seconds)


def test_two_different_codes_in_one_picture_add_nothing_and_say_so_once() -> None:
    bench = Bench()
    pair = scene(symbol(GTIN, EAN13), symbol(OTHER, EAN13))

    async def script() -> None:
        for _ in range(5):
            await bench.show(pair)

    bench.play(script)
    assert bench.said() == ["two_codes"]


def test_the_same_code_is_one_read_while_it_stays_and_a_new_one_after_it_was_away() -> None:
    bench = Bench()
    code = scene(symbol(GTIN, EAN13))

    async def script() -> None:
        for _ in range(20):
            await bench.show(code, 0.2)
        await asyncio.sleep(2)
        await bench.show(code)

    bench.play(script)
    assert bench.said() == ["]E0" + GTIN] * 2


def test_a_lost_camera_is_absent_and_let_go_of() -> None:
    bench = Bench()

    async def script() -> None:
        bench.reel.frames.put_nowait(None)
        await asyncio.sleep(1)

    bench.play(script)
    assert bench.health[-1].state is HealthState.ABSENT
    assert bench.reel.closed == 1


def test_five_broken_frames_in_ten_seconds_are_degraded_and_whole_ones_are_still_read() -> None:
    bench = Bench()

    async def script() -> None:
        for _ in range(5):
            await bench.show(None)
        await bench.show(scene(symbol("whole", QR, 4)))
        await asyncio.sleep(20)

    bench.play(script)
    degraded = next(one for one in bench.health if one.state is HealthState.DEGRADED)
    assert degraded.reasons == (Reason.FORMAT_ERROR,)
    assert "5 bad pictures in 10 s" in degraded.detail
    assert bench.said() == ["]Q1whole"]
    assert bench.scanner.health.state is HealthState.ABSENT  # closed at the end
    assert bench.health[-2].state is HealthState.READY


def test_without_the_second_program_health_says_what_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devices.drivers.camera.scanner.has_zbar", lambda: False)
    bench = Bench()

    async def script() -> None:
        await bench.show(scene(symbol("whole", QR, 4)))

    bench.play(script)
    ready = next(one for one in bench.health if one.state is HealthState.READY)
    assert "without libzbar some blurred EAN and UPC are not read" in ready.detail
    assert bench.said() == ["]Q1whole"]


def test_of_frames_that_wait_the_newest_is_read() -> None:
    bench = Bench()

    async def script() -> None:
        for text in ("first", "second", "third"):
            bench.reel.frames.put_nowait(Shown(scene(symbol(text, QR, 4))))
        await asyncio.sleep(1)

    bench.play(script)
    assert bench.said()[-1] == "]Q1third"
    assert "]Q1second" not in bench.said()


def test_content_that_no_scanner_sends_is_a_bad_scan() -> None:
    bench = Bench()

    async def script() -> None:
        await bench.show(scene(symbol("caf\xe9", QR, 4)))
        await bench.show(scene(symbol("a\nb", QR, 4)))
        await bench.show(scene(symbol("x" * 300, QR, 4)))

    bench.play(script)
    assert bench.said() == ["not_ascii", "control_characters", "too_long"]


@pytest.mark.parametrize("angle_deg", [0, 10, 30, 45, 60, 90, 135, 170])
def test_boarding_passes_and_goods_are_read_at_any_angle_within_a_few_frames(angle_deg: float) -> None:
    for code, text in ((symbol(BOARDING, PDF417), BOARDING), (symbol(GTIN, EAN13), GTIN)):
        live = Live(EVERY, lambda: 0.0, box_s=-1.0)  # one slow look per frame
        picture = scene(code, angle_deg=angle_deg)
        read = [found.text for _ in range(8) for found in live.codes_in(picture)]
        assert set(read) == {text}


def test_a_frame_without_a_code_gives_nothing() -> None:
    live = Live(EVERY, lambda: 0.0)
    noise = Image.effect_noise((640, 480), 40)
    assert [live.codes_in(noise) + live.codes_in(scene()) for _ in range(3)] == [[], [], []]


# --- a folder -------------------------------------------------------------------------------------------------------


def test_a_folder_that_is_not_there_makes_the_camera_absent(tmp_path: Path) -> None:
    bench = Bench(Folder(tmp_path / "none"))

    async def script() -> None:
        await asyncio.sleep(1)

    bench.play(script)
    assert bench.health[-1].state is HealthState.ABSENT


@pytest.mark.allowed_logs("WARNING devices.drivers.camera.scanner: camera: a file of the folder cannot be read: *")
def test_pictures_of_a_folder_are_read_once_each_and_new_ones_as_they_come(tmp_path: Path) -> None:
    (tmp_path / "0.png").write_bytes(b"no picture")
    scene(symbol(GTIN, EAN13)).save(tmp_path / "1.png")
    scene(symbol(BOARDING, PDF417), angle_deg=30).save(tmp_path / "2.png")
    bench = Bench(Folder(tmp_path))

    async def script() -> None:
        await asyncio.sleep(10)
        scene(symbol(OTHER, EAN13)).save(tmp_path / "3.png")
        await asyncio.sleep(10)

    bench.play(script)
    assert bench.said() == ["]E0" + GTIN, "]L2" + BOARDING, "]E0" + OTHER]


def test_pictures_that_were_there_before_the_kiosk_can_be_left_alone(tmp_path: Path) -> None:
    (tmp_path / "1.png").write_bytes(b"")
    folder = Folder(tmp_path, is_from_now=True)
    folder.open()
    (tmp_path / "2.png").write_bytes(b"")
    folder.open()  # a link that came back is no reason to leave out what came meanwhile
    assert run(folder.next()).path.name == "2.png"


def test_a_file_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    given = []
    for name in ("1.png", "2.png", "1.png"):  # the third looks like the first in every way
        for old in tmp_path.iterdir():
            old.unlink()
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (1, 1))
        given.append(run(folder.next()).path.name)
    assert given == ["1.png", "2.png", "1.png"]


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("camera+folder:///tmp?reads=shoes", "option reads"),
        ("camera+folder:///tmp?fps=5", "option fps: a folder has none"),
        ("camera+v4l2:///dev/video0?old=skip", "option old: a live camera has no old pictures"),
        ("camera+v4l2:///dev/video0?size=640", "option size.*WIDTHxHEIGHT"),
        ("camera+v4l2:///dev/video0?size=9999x480", "option size"),
        ("camera+v4l2:///dev/video0?pixels=h264", "option pixels.*mjpeg"),
        ("camera+v4l2://video0", "absolute path"),
        ("camera+tcp://10.0.0.1:80", "does not work over tcp"),
    ],
)
def test_a_url_that_no_camera_has_is_refused_in_words(url: str, problem: str) -> None:
    with pytest.raises(UrlError, match=problem):
        open_device(url)


@pytest.mark.parametrize("url", ["camera+folder:///tmp?reads=shop", "camera+v4l2:///dev/video0?size=1280x720&fps=10"])
def test_a_url_of_a_camera_or_a_folder_gives_a_scanner(url: str) -> None:
    assert isinstance(open_device(url), CameraScanner)
