"""The calls and structures of Video for Linux that one stream of pictures needs, and the node that takes them.

By `ctypes` and `fcntl`, because what is on offer is worse for a scanner: OpenCV brings 60 MB and NumPy, waits for a
frame in a thread that nothing can cancel and does not tell a camera that stalls from one that was pulled; linuxpy is
GPL.
Source: linux/videodev2.h, Linux 6.1. The sizes of the structures stand in the numbers of the calls.
"""

from __future__ import annotations

import asyncio
import ctypes
import fcntl
import mmap
import os
from collections.abc import Callable
from typing import Protocol

CAPTURE = 1  # V4L2_BUF_TYPE_VIDEO_CAPTURE
MAPPED = 1  # V4L2_MEMORY_MMAP
CAN_CAPTURE, CAN_STREAM, HAS_NODE_FLAGS = 0x1, 0x0400_0000, 0x8000_0000
IS_BROKEN = 0x40  # V4L2_BUF_FLAG_ERROR
_u32, _u8 = ctypes.c_uint32, ctypes.c_uint8


class Capability(ctypes.Structure):
    """`struct v4l2_capability`."""

    _fields_ = (
        ("driver", _u8 * 16), ("card", _u8 * 32), ("bus_info", _u8 * 32), ("version", _u32),
        ("capabilities", _u32), ("device_caps", _u32), ("reserved", _u32 * 3),
    )  # fmt: skip


class PixelFormat(ctypes.Structure):
    """`struct v4l2_pix_format`."""

    _fields_ = (
        ("width", _u32), ("height", _u32), ("pixelformat", _u32), ("field", _u32), ("bytesperline", _u32),
        ("sizeimage", _u32), ("colorspace", _u32), ("priv", _u32), ("flags", _u32), ("encoding", _u32),
        ("quantization", _u32), ("xfer_func", _u32),
    )  # fmt: skip


class _AnyFormat(ctypes.Union):
    _fields_ = (("pix", PixelFormat), ("raw", _u8 * 200), ("holds_pointers", ctypes.c_void_p))


class Format(ctypes.Structure):
    """`struct v4l2_format`."""

    _fields_ = (("type", _u32), ("fmt", _AnyFormat))


class Rate(ctypes.Structure):
    """`struct v4l2_streamparm` of a capture: seconds per frame as a fraction."""

    _fields_ = (
        ("type", _u32), ("capability", _u32), ("mode", _u32), ("numerator", _u32), ("denominator", _u32),
        ("rest", _u8 * 184),
    )  # fmt: skip


class Request(ctypes.Structure):
    """`struct v4l2_requestbuffers`."""

    _fields_ = (("count", _u32), ("type", _u32), ("memory", _u32), ("capabilities", _u32), ("flags", _u8 * 4))


class _Time(ctypes.Structure):
    _fields_ = (("seconds", ctypes.c_long), ("micros", ctypes.c_long))


class _Place(ctypes.Union):
    _fields_ = (("offset", _u32), ("pointer", ctypes.c_ulong))


class Buffer(ctypes.Structure):
    """`struct v4l2_buffer`."""

    _fields_ = (
        ("index", _u32), ("type", _u32), ("bytesused", _u32), ("flags", _u32), ("field", _u32),
        ("timestamp", _Time), ("timecode", _u32 * 4), ("sequence", _u32), ("memory", _u32), ("m", _Place),
        ("length", _u32), ("reserved2", _u32), ("request_fd", ctypes.c_int32),
    )  # fmt: skip


class Whole(ctypes.Structure):
    """The `int` that STREAMON and STREAMOFF take: the type of the buffers."""

    _fields_ = (("type", ctypes.c_int),)


def _call(number: int, carried: type[ctypes.Structure], *, reads: bool, writes: bool = True) -> int:
    direction = (2 if reads else 0) | (1 if writes else 0)  # _IOC_READ: the kernel fills it in
    return direction << 30 | ctypes.sizeof(carried) << 16 | ord("V") << 8 | number


QUERYCAP = _call(0, Capability, reads=True, writes=False)
S_FMT = _call(5, Format, reads=True)
REQBUFS = _call(8, Request, reads=True)
QUERYBUF = _call(9, Buffer, reads=True)
QBUF = _call(15, Buffer, reads=True)
DQBUF = _call(17, Buffer, reads=True)
STREAMON = _call(18, Whole, reads=False)
STREAMOFF = _call(19, Whole, reads=False)
S_PARM = _call(22, Rate, reads=True)


class Memory(Protocol):
    """One buffer of the kernel, mapped."""

    def __getitem__(self, part: slice, /) -> bytes:
        """Copy a part of it."""
        ...

    def close(self) -> None:
        """Unmap it."""
        ...


class Node(Protocol):
    """An open node of a camera. Every verb raises the kernel's `OSError`."""

    def ask(self, call: int, carried: ctypes.Structure) -> None:
        """Make a call; its answer stands in `carried` afterwards. `BlockingIOError`: nothing is there yet."""
        ...

    def map(self, length: int, offset: int) -> Memory:
        """Map a buffer, read-only."""
        ...

    async def ready(self) -> None:
        """Wait until a frame is there, or the camera is gone: the next call says which."""
        ...

    def close(self) -> None:
        """Close. The buffers stay mapped until they are closed."""
        ...


OpenNode = Callable[[str], Node]


class _Device:
    def __init__(self, number: int) -> None:
        self._number = number

    def ask(self, call: int, carried: ctypes.Structure) -> None:
        fcntl.ioctl(self._number, call, carried)

    def map(self, length: int, offset: int) -> Memory:
        return mmap.mmap(self._number, length, mmap.MAP_SHARED, mmap.PROT_READ, offset=offset)

    async def ready(self) -> None:
        loop = asyncio.get_running_loop()
        is_ready = asyncio.Event()
        loop.add_reader(self._number, is_ready.set)
        try:
            await is_ready.wait()
        finally:
            loop.remove_reader(self._number)

    def close(self) -> None:
        number, self._number = self._number, -1
        if number >= 0:
            os.close(number)


def open_node(path: str) -> Node:
    """Open a node; a link of udev is followed now. Raises `OSError`."""
    return _Device(os.open(os.path.realpath(path), os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC))
