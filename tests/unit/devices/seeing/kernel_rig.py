"""A camera as the kernel shows it: it answers the calls of Video for Linux and gives the frames of a test."""

from __future__ import annotations

import asyncio
import ctypes
import errno
from collections import deque

from devices.drivers.camera import kernel


class FakeMemory:
    def __init__(self, length: int) -> None:
        self.content = bytearray(length)
        self.is_open = True

    def __getitem__(self, part: slice, /) -> bytes:
        assert self.is_open
        return bytes(self.content[part])

    def close(self) -> None:
        self.is_open = False


class FakeCamera:
    """One node. `gives` are the codes it knows; `size` is what it answers whatever is asked, when set."""

    def __init__(self, gives: tuple[bytes, ...] = (b"YUYV",), size: tuple[int, int] | None = None) -> None:
        self.gives = gives
        self.size = size
        self.stride = 0  # 0: as the width says
        self.capabilities = kernel.CAN_CAPTURE | kernel.CAN_STREAM
        self.errors: dict[int, int] = {}  # call: errno
        self.calls: list[int] = []
        self.memories: list[FakeMemory] = []
        self.waiting: deque[tuple[bytes, int]] = deque()
        self.empty: deque[int] = deque()
        self.wakes = asyncio.Event()
        self.opened = self.closed = 0
        self.is_streaming = False
        self.fps = 0

    # --- the test's hand --------------------------------------------------------------------------------------------

    def shoot(self, content: bytes, flags: int = 0) -> None:
        """Let one frame come."""
        self.waiting.append((content, flags))
        self.wakes.set()

    def pull(self) -> None:
        """Pull the plug: each further call fails."""
        self.errors = dict.fromkeys((kernel.DQBUF, kernel.QBUF, kernel.STREAMOFF), errno.ENODEV)
        self.wakes.set()

    # --- the node ---------------------------------------------------------------------------------------------------

    def open(self, _path: str) -> FakeCamera:
        self.opened += 1
        return self

    def ask(self, call: int, carried: ctypes.Structure) -> None:
        self.calls.append(call)
        if call in self.errors:
            raise OSError(self.errors[call], "fake")
        {
            kernel.QUERYCAP: self._capability,
            kernel.S_FMT: self._format,
            kernel.S_PARM: self._rate,
            kernel.REQBUFS: self._request,
            kernel.QUERYBUF: self._buffer,
            kernel.QBUF: self._take,
            kernel.DQBUF: self._give,
            kernel.STREAMON: self._on,
            kernel.STREAMOFF: self._off,
        }[call](carried)  # type: ignore[operator] # each takes the structure of its call

    def map(self, length: int, offset: int) -> FakeMemory:
        assert offset == len(self.memories) * 4096
        self.memories.append(FakeMemory(length))
        return self.memories[-1]

    async def ready(self) -> None:
        await self.wakes.wait()
        if not self.waiting and not self.errors:
            self.wakes.clear()

    def close(self) -> None:
        assert not any(memory.is_open for memory in self.memories)
        self.closed += 1

    # --- the calls --------------------------------------------------------------------------------------------------

    def _capability(self, has: kernel.Capability) -> None:
        has.capabilities = self.capabilities | kernel.HAS_NODE_FLAGS
        has.device_caps = self.capabilities

    def _format(self, wanted: kernel.Format) -> None:
        pix = wanted.fmt.pix
        code = int(pix.pixelformat).to_bytes(4, "little")
        code = code if code in self.gives else self.gives[0]
        pix.pixelformat = int.from_bytes(code, "little")
        pix.width, pix.height = self.size or (pix.width, pix.height)
        pix.bytesperline = self.stride or pix.width * {b"YUYV": 2, b"GREY": 1, b"NV12": 1}.get(code, 0)
        pix.sizeimage = max(pix.bytesperline, pix.width) * pix.height * 2

    def _rate(self, wanted: kernel.Rate) -> None:
        self.fps = wanted.denominator // wanted.numerator

    def _request(self, wanted: kernel.Request) -> None:
        wanted.count = 2  # fewer than asked for: a driver may

    def _buffer(self, asked: kernel.Buffer) -> None:
        asked.length = 2_000_000
        asked.m.offset = asked.index * 4096

    def _take(self, buffer: kernel.Buffer) -> None:
        assert buffer.index not in self.empty
        self.empty.append(buffer.index)

    def _give(self, buffer: kernel.Buffer) -> None:
        if not (self.waiting and self.empty and self.is_streaming):
            raise BlockingIOError(errno.EAGAIN, "nothing yet")
        content, flags = self.waiting.popleft()
        buffer.index = self.empty.popleft()
        buffer.bytesused, buffer.flags = len(content), flags
        self.memories[buffer.index].content[: len(content)] = content

    def _on(self, _type: kernel.Whole) -> None:
        self.is_streaming = True

    def _off(self, _type: kernel.Whole) -> None:
        self.is_streaming = False
