"""The stream of a camera of Video for Linux: opened, held, and one frame after the other."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from devices.api import DeviceError, NoAnswer, Refused, Unplugged
from devices.drivers.camera import kernel
from devices.drivers.camera.kernel import Memory, Node, OpenNode
from devices.drivers.camera.pixels import Layout, Pixels

PIXELS = {"yuyv": b"YUYV", "grey": b"GREY", "nv12": b"NV12", "mjpeg": b"MJPG"}
"""By name the code of the kernel; those that need no unpacking first."""
BUFFERS = 4
STALL_S = 5.0
"""A camera that gives no whole picture for so long is SILENT. Slow ones take two seconds for their first."""
MOST_BYTES = 64_000_000
_BYTES_PER_PIXEL = {"yuyv": 2, "grey": 1, "nv12": 1}
_ADVICE = {
    errno.EACCES: "this user may not use it; add the user to the group video",
    errno.EBUSY: "another program uses the camera",
    errno.ENOTTY: "it is no camera",
}

log = logging.getLogger(__name__)


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


VGA = Size(640, 480)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a camera is asked for. `pixels` is a name of `PIXELS` or `any`."""

    size: Size = VGA
    fps: int = 15
    pixels: str = "any"


class Video:
    """Frames of one camera. What comes is what the driver answers; `remark` says where that is not what was asked."""

    def __init__(self, path: str, wanted: Wanted, open_node: OpenNode = kernel.open_node) -> None:
        self._path = path
        self._wanted = wanted
        self._open_node = open_node
        self._node: Node | None = None
        self._layout = Layout("grey", 0, 0, 0)
        self._maps: list[Memory] = []
        self.remark = ""

    def open(self) -> None:
        """Open the camera and start it. Raises `Unplugged`, or `Refused` where it gives nothing that can be used."""
        with self._in_words():
            self._node = self._open_node(self._path)
            try:
                self._require_pictures(self._node)
                self._layout = self._agreed(self._node)
                self._ask_rate(self._node)
                self._start(self._node)
            except BaseException:
                self.close()
                raise
        asked, come = self._wanted.size, Size(self._layout.width, self._layout.height)
        self.remark = "" if asked == come else f"{asked} was asked for, the camera gives {come}"
        log.info("camera: %s %s%s", come, self._layout.pixels, f"; {self.remark}" if self.remark else "")

    async def next(self) -> Pixels:
        """Give the next whole frame. Raises `Unplugged`, and `NoAnswer` when none comes in time."""
        broken = 0
        try:
            async with asyncio.timeout(STALL_S):
                while (frame := await self._one()) is None:
                    broken += 1
        except TimeoutError:
            what = f"{broken} broken pictures and no whole one" if broken else "no picture"
            raise NoAnswer(f"{self._path}: {what} in {STALL_S:g} s") from None
        return frame

    def close(self) -> None:
        """Stop the stream, give the buffers back and close. Closing twice is harmless."""
        node, self._node = self._node, None
        maps, self._maps = self._maps, []
        if node is not None:
            with contextlib.suppress(OSError):  # a camera that is gone has stopped
                node.ask(kernel.STREAMOFF, kernel.Whole(kernel.CAPTURE))
        for mapped in maps:
            mapped.close()
        if node is not None:
            node.close()

    @contextlib.contextmanager
    def _in_words(self) -> Iterator[None]:
        """Tell the kernel's errors as the camera's condition, in words for a technician."""
        try:
            yield
        except OSError as error:
            number = error.errno or 0
            raise Unplugged(f"{self._path}: {_ADVICE.get(number) or os.strerror(number)}") from error

    # --- opening ----------------------------------------------------------------------------------------------------

    def _require_pictures(self, node: Node) -> None:
        has = kernel.Capability()
        node.ask(kernel.QUERYCAP, has)
        flags = has.device_caps if has.capabilities & kernel.HAS_NODE_FLAGS else has.capabilities
        if not flags & kernel.CAN_CAPTURE:
            raise Refused("NO_PICTURES", f"{self._path} gives no pictures: take another node of this camera")
        if not flags & kernel.CAN_STREAM:
            raise Refused("NO_STREAM", f"{self._path} does not stream")

    def _agreed(self, node: Node) -> Layout:
        """Ask for each arrangement in turn until the driver answers with it, or with another that we know."""
        names = PIXELS if self._wanted.pixels == "any" else [self._wanted.pixels]
        given = b""
        for name in names:
            answer = kernel.Format(kernel.CAPTURE)
            pix = answer.fmt.pix
            pix.width, pix.height = self._wanted.size
            pix.pixelformat = int.from_bytes(PIXELS[name], "little")
            node.ask(kernel.S_FMT, answer)
            given = int(pix.pixelformat).to_bytes(4, "little")
            if given == PIXELS[name]:
                return self._possible(name, pix)
        raise Refused("PIXELS", f"{self._path} gives {given.decode('latin-1')!r}; read are {', '.join(PIXELS)}")

    def _possible(self, name: str, pix: kernel.PixelFormat) -> Layout:
        """See that the driver's answer makes sense: sizes are trusted from here on."""
        width, height, stride = int(pix.width), int(pix.height), int(pix.bytesperline)
        row = width * _BYTES_PER_PIXEL.get(name, 0)
        stride = 0 if name == "mjpeg" else stride or row
        if not (0 < width <= 8192 and 0 < height <= 8192) or stride < row or stride * height > MOST_BYTES:
            raise Refused("SIZE", f"{self._path} answers with {width}x{height}, {stride} bytes a row")
        return Layout(name, width, height, stride)

    def _ask_rate(self, node: Node) -> None:
        with contextlib.suppress(OSError):  # many drivers have one rate and no such call: any rate will do
            node.ask(kernel.S_PARM, kernel.Rate(kernel.CAPTURE, numerator=1, denominator=self._wanted.fps))

    def _start(self, node: Node) -> None:
        got = kernel.Request(BUFFERS, kernel.CAPTURE, kernel.MAPPED)
        node.ask(kernel.REQBUFS, got)
        if not 1 <= got.count <= 32:
            raise Refused("BUFFERS", f"{self._path} gives {got.count} buffers")
        for index in range(got.count):
            buffer = kernel.Buffer(index=index, type=kernel.CAPTURE, memory=kernel.MAPPED)
            node.ask(kernel.QUERYBUF, buffer)
            self._maps.append(node.map(buffer.length, buffer.m.offset))
            node.ask(kernel.QBUF, buffer)
        node.ask(kernel.STREAMON, kernel.Whole(kernel.CAPTURE))

    # --- streaming --------------------------------------------------------------------------------------------------

    async def _one(self) -> Pixels | None:
        """Give the next frame, None for one that came broken. Raises `Unplugged`."""
        node = self._node
        if node is None:
            raise Unplugged(f"{self._path}: closed")
        buffer = kernel.Buffer(type=kernel.CAPTURE, memory=kernel.MAPPED)
        with self._in_words():
            while True:
                await node.ready()
                try:
                    node.ask(kernel.DQBUF, buffer)
                    break
                except BlockingIOError:
                    continue  # it was woken for nothing
        if buffer.index >= len(self._maps):
            raise _confused(self._path, buffer.index)
        content = self._maps[buffer.index][: buffer.bytesused]
        is_broken = bool(buffer.flags & kernel.IS_BROKEN)
        with self._in_words():
            node.ask(kernel.QBUF, buffer)
        return None if is_broken or len(content) < self._layout.least else Pixels(self._layout, content)


def _confused(path: str, index: int) -> DeviceError:
    return Refused("BUFFER", f"{path} fills buffer {index}, which it does not have")
