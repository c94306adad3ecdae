from __future__ import annotations

import asyncio
import ctypes
import errno
import io
import os

import pytest
from PIL import Image

from devices.api import HealthState, Reason, Unplugged
from devices.drivers.camera import kernel
from devices.drivers.camera.frames import BadFrame
from devices.drivers.camera.pixels import Layout, Pixels
from devices.drivers.camera.scanner import CameraScanner
from devices.drivers.camera.video import STALL_S, Video, Wanted
from tests.unit.devices.seeing.host import Host
from tests.unit.devices.seeing.kernel_rig import FakeCamera
from tests.unit.devices.seeing.scenes import QR, scene, symbol
from tests.virtual_time import run

HUFFMAN_TABLES = b"\xff\xc4"


def yuyv(picture: Image.Image, padding: int = 0) -> bytes:
    """The picture as YUYV, each row followed by that many bytes."""
    rows = Image.merge("LA", (picture, Image.new("L", picture.size, 128))).tobytes()
    stride = picture.width * 2
    return b"".join(rows[at : at + stride] + b"\xaa" * padding for at in range(0, len(rows), stride))


def jpeg(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.convert("RGB").save(written, "JPEG", quality=90)
    return written.getvalue()


def without_tables(content: bytes) -> bytes:
    """Leave the Huffman tables out, as many cameras do."""
    while (at := content.find(HUFFMAN_TABLES)) >= 0:
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        content = content[:at] + content[at + 2 + length :]
    return content


CODE = scene(symbol("before the camera", QR, 6))


class Site(Host):
    """A scanner on a fake camera."""

    def __init__(self, camera: FakeCamera, wanted: Wanted | None = None) -> None:
        super().__init__(Video("/dev/video0", wanted or Wanted(), camera.open))
        self.camera = camera


async def nothing() -> None:
    await asyncio.sleep(0.1)


# --- faults ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "number", "words"),
    [
        (kernel.S_FMT, errno.EBUSY, "another program uses the camera"),
        (kernel.STREAMON, errno.ENODEV, "No such device"),
        (kernel.QUERYCAP, errno.ENOTTY, "it is no camera"),
        (kernel.REQBUFS, errno.EINVAL, "Invalid argument"),
    ],
)
def test_a_camera_that_cannot_be_opened_is_absent_and_let_go_of(call: int, number: int, words: str) -> None:
    camera = FakeCamera()
    camera.errors[call] = number
    site = Site(camera)
    site.play(nothing)
    assert site.health[-1].state is HealthState.ABSENT
    assert site.health[-1].detail == f"/dev/video0: {words}"
    assert camera.closed == 1


def test_a_node_that_this_user_may_not_open_names_the_group() -> None:
    def refuse(path: str) -> kernel.Node:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    scanner = CameraScanner(Video("/dev/video0", Wanted(), refuse))
    with pytest.raises(Unplugged, match="add the user to the group video"):
        run(scanner.run())


def test_a_node_without_pictures_says_that_the_camera_has_another() -> None:
    camera = FakeCamera()
    camera.capabilities = kernel.CAN_STREAM  # a node of metadata
    site = Site(camera)
    site.play(nothing)
    assert site.health[-1].state is HealthState.FAULT
    assert "take another node of this camera" in site.health[-1].detail


def test_a_camera_unplugged_while_it_streams_is_absent_and_everything_is_given_back() -> None:
    camera = FakeCamera()
    site = Site(camera)

    async def script() -> None:
        camera.shoot(yuyv(CODE))
        await nothing()
        camera.pull()
        await nothing()

    site.play(script)
    assert site.said() == ["]Q1before the camera"]
    assert site.health[-1].state is HealthState.ABSENT
    assert (camera.opened, camera.closed) == (1, 1)
    assert not any(memory.is_open for memory in camera.memories)


def test_a_stream_that_stalls_is_silent() -> None:
    camera = FakeCamera()
    site = Site(camera)

    async def script() -> None:
        camera.shoot(yuyv(CODE))
        await asyncio.sleep(STALL_S + 1)

    site.play(script)
    assert site.health[-1].state is HealthState.SILENT
    assert "no picture in 5 s" in site.health[-1].detail


def test_a_stream_of_broken_and_short_frames_alone_is_silent_and_says_so() -> None:
    camera = FakeCamera()
    site = Site(camera)

    async def script() -> None:
        for _ in range(6):
            camera.shoot(yuyv(CODE), kernel.IS_BROKEN)
            camera.shoot(yuyv(CODE)[:1000])
            await asyncio.sleep(1)

    site.play(script)
    assert site.said() == []
    assert site.health[-1].state is HealthState.SILENT
    assert "10 broken pictures and no whole one" in site.health[-1].detail


def test_another_size_than_was_asked_for_is_read_and_told() -> None:
    camera = FakeCamera(size=(320, 240))
    site = Site(camera)

    async def script() -> None:
        camera.shoot(yuyv(CODE.resize((320, 240))))
        await nothing()

    site.play(script)
    assert site.said() == ["]Q1before the camera"]
    ready = next(one for one in site.health if one.state is HealthState.READY)
    assert "640x480 was asked for, the camera gives 320x240" in ready.detail


@pytest.mark.parametrize(("size", "stride"), [((0, 0), 0), ((640, 480), 639), ((8192, 8192), 60_000), ((9000, 1), 0)])
def test_a_size_that_cannot_be_is_refused(size: tuple[int, int], stride: int) -> None:
    camera = FakeCamera(size=size)
    camera.stride = stride
    site = Site(camera)
    site.play(nothing)
    assert site.health[-1].state is HealthState.FAULT
    assert camera.closed == 1


def test_pixels_that_nobody_reads_are_refused_by_name() -> None:
    site = Site(FakeCamera((b"H264",)))
    site.play(nothing)
    assert site.health[-1].state is HealthState.FAULT
    assert "'H264'; read are yuyv, grey, nv12, mjpeg" in site.health[-1].detail


def test_damaged_mjpeg_frames_are_passed_over_and_many_of_them_are_degraded() -> None:
    camera = FakeCamera((b"MJPG",))
    site = Site(camera)
    whole = jpeg(CODE)

    async def script() -> None:
        for damaged in (whole[:200], b"\xff\xd8\xff\xd9", os.urandom(500), jpeg(CODE.resize((64, 64))), whole[:4000]):
            camera.shoot(damaged)
            await nothing()
        camera.shoot(whole)
        await nothing()

    site.play(script)
    assert site.said() == ["]Q1before the camera"]
    assert Reason.FORMAT_ERROR in {reason for one in site.health for reason in one.reasons}


def test_a_frame_of_too_few_bytes_is_no_picture() -> None:
    for layout in (Layout("yuyv", 4, 4, 8), Layout("grey", 4, 4, 4), Layout("mjpeg", 4, 4, 0)):
        with pytest.raises(BadFrame):
            Pixels(layout, b"\xff" * 7).grey()


def test_a_driver_that_fills_a_buffer_it_does_not_have_is_a_fault() -> None:
    camera = FakeCamera()
    site = Site(camera)

    async def script() -> None:
        camera.empty[0] = 7
        camera.memories += [camera.memories[0]] * 8
        camera.shoot(yuyv(CODE))
        await nothing()

    site.play(script)
    assert site.health[-1].state is HealthState.FAULT


# --- as it should be ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pixels", ["yuyv", "grey", "nv12", "mjpeg"])
def test_each_arrangement_of_pixels_is_read(pixels: str) -> None:
    content = {"yuyv": yuyv(CODE), "grey": CODE.tobytes(), "nv12": CODE.tobytes() + bytes(640 * 240)}
    code = {"yuyv": b"YUYV", "grey": b"GREY", "nv12": b"NV12", "mjpeg": b"MJPG"}[pixels]
    camera = FakeCamera((code,))
    site = Site(camera, Wanted(fps=10, pixels=pixels))

    async def script() -> None:
        camera.shoot(content.get(pixels) or without_tables(jpeg(CODE)))
        await nothing()

    site.play(script)
    assert site.said() == ["]Q1before the camera"]
    assert camera.fps == 10
    assert (camera.is_streaming, camera.closed) == (False, 1)


def test_rows_with_padding_behind_them_are_read() -> None:
    camera = FakeCamera()
    camera.stride = 640 * 2 + 32
    site = Site(camera)

    async def script() -> None:
        camera.shoot(yuyv(CODE, 32)[:-32])  # the last row ends early
        await nothing()

    site.play(script)
    assert site.said() == ["]Q1before the camera"]


def test_a_camera_without_a_rate_keeps_its_own() -> None:
    camera = FakeCamera()
    camera.errors[kernel.S_PARM] = errno.ENOTTY
    site = Site(camera)
    site.play(nothing)
    assert HealthState.READY in {one.state for one in site.health}


def test_a_camera_that_comes_back_is_opened_anew() -> None:
    camera = FakeCamera()
    site = Site(camera)

    async def pulled() -> None:
        camera.pull()
        await nothing()

    async def back() -> None:
        camera.shoot(yuyv(CODE))
        await nothing()

    site.play(pulled)
    fresh = FakeCamera()
    camera.__dict__.update(fresh.__dict__)
    site.play(back)
    assert site.said() == ["]Q1before the camera"]
    assert camera.closed == 1


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the numbers stand here for 64 bits")
def test_the_numbers_of_the_calls_are_those_of_a_compiled_header() -> None:
    expected = {
        "QUERYCAP": 0x80685600, "S_FMT": 0xC0D05605, "REQBUFS": 0xC0145608, "QUERYBUF": 0xC0585609,
        "QBUF": 0xC058560F, "DQBUF": 0xC0585611, "STREAMON": 0x40045612, "STREAMOFF": 0x40045613, "S_PARM": 0xC0CC5616,
    }  # fmt: skip
    assert {name: getattr(kernel, name) for name in expected} == expected


def test_a_real_node_of_another_kind_is_no_camera() -> None:
    scanner = CameraScanner(Video("/dev/null", Wanted()))
    with pytest.raises(Unplugged, match="it is no camera"):
        run(scanner.run())
    assert scanner.health.state is HealthState.ABSENT
