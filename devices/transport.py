"""Byte ports: TCP sockets, serial lines, character devices, and memory pipes for tests.

Nothing is buffered on the writing side: what `write` has not handed to the system when it is cancelled is never sent.
"""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import stat
import struct
import termios
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import serial

from devices.api import DriverUrl, Unplugged
from devices.hid import OPTIONS as HID_OPTIONS
from devices.hid import open_held, switched_on
from devices.tls import CA, NAME, tls_port
from devices.url import Options, UrlError, choice, host_and_port, options, place_and_path, whole

CONNECT_LIMIT_S = 5.0
READ_BYTES_S = 131_072
"""No device has more to say for long: a serial line at 921,600 bit/s carries 92 kB/s. One that babbles has to wait."""
READ_BURST = 65_536
_EMPTY_READ_PAUSE_S = 0.05

BAUD = whole("baud", 300, 921_600, "bit/s", default=9600)
FORMAT = choice("format", "8N1", "8N2", "7E1")
TRANSPORT_OPTIONS: dict[str, Options] = {
    "tcp": {},
    "serial": options(BAUD, FORMAT),
    "file": {},
    "http": {},
    "https": options(CA, NAME),
    "folder": {},  # the camera driver reads its pictures itself
    "hid": HID_OPTIONS,
    "keys": {},
    "v4l2": {},  # so does it with its frames
}


class Port(Protocol):
    """An open byte stream to one device, for one reader and one writer at a time."""

    async def read(self, limit: int) -> bytes:
        """Give 1 to `limit` bytes as soon as there are any. Raises `Unplugged` when the line is gone."""
        ...

    async def write(self, chunk: bytes) -> None:
        """Hand all bytes to the system. Raises `Unplugged`: then any part of them may have left."""
        ...

    def abort(self) -> None:
        """Close at once and drop what the system still holds (TCP: reset, so that the other side knows)."""
        ...

    def close(self) -> None:
        """Close. Closing twice is harmless."""
        ...


OpenPort = Callable[[DriverUrl], Awaitable[Port]]


async def open_port(url: DriverUrl) -> Port:
    """Open the port that a checked URL names. Raises `Unplugged` when it is not there, `UrlError` for a bad URL."""
    match url.transport:
        case "tcp":
            return await _open_tcp(*host_and_port(url.address))
        case "serial":
            return _open_serial(url)
        case "file":
            return _open_file(url.address)
        case "http":
            return await _open_tcp(*host_and_port(place_and_path(url.address)[0]))
        case "https":
            return await _open_tls(url)
        case "hid":
            number = open_held(url)
            return _DescriptorPort(number, url.address, lambda: os.close(number), first=switched_on(number))
        case "keys":
            raise Unplugged("the keys of the kiosk's own window are there only while the kiosk runs")
        case _:
            raise UrlError("transport", f"{url.transport} is not known", ", ".join(TRANSPORT_OPTIONS))


# --- TCP ------------------------------------------------------------------------------------------------------------


async def _open_tcp(host: str, tcp_port: int) -> Port:
    place = f"{host}:{tcp_port}"
    try:
        async with asyncio.timeout(CONNECT_LIMIT_S):
            sock = await _connect(host, tcp_port)
    except TimeoutError:
        raise Unplugged(f"{place} does not answer within {CONNECT_LIMIT_S:g} s") from None
    except OSError as error:
        raise Unplugged(f"{place}: {error.strerror or error}") from error

    def reset() -> None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.close()

    return _DescriptorPort(sock.fileno(), place, sock.close, reset)


async def _open_tls(url: DriverUrl) -> Port:
    host, tcp_port = host_and_port(place_and_path(url.address)[0])
    return await tls_port(await _open_tcp(host, tcp_port), url, host, CONNECT_LIMIT_S)


async def _connect(host: str, tcp_port: int) -> socket.socket:
    loop = asyncio.get_running_loop()
    problem = OSError(f"no address for {host}")
    for family, kind, protocol, _, address in await loop.getaddrinfo(host, tcp_port, type=socket.SOCK_STREAM):
        sock = socket.socket(family, kind, protocol)
        try:
            sock.setblocking(False)
            _set_up(sock)
            await loop.sock_connect(sock, address)
        except BaseException as error:
            sock.close()
            if not isinstance(error, OSError):
                raise
            problem = error
        else:
            return sock
    raise problem


def _set_up(sock: socket.socket) -> None:
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    # A pulled cable sends no byte: keep-alive finds it after about 10 + 3 * 3 s. It rests while what was written waits:
    # that is found by the limits of the drivers. TCP_USER_TIMEOUT would also cut off a printer that waits for paper.
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (("TCP_KEEPIDLE", 10), ("TCP_KEEPINTVL", 3), ("TCP_KEEPCNT", 3)):
        number = getattr(socket, name, None)
        if number is not None:
            sock.setsockopt(socket.IPPROTO_TCP, number, value)


# --- serial lines and character devices -----------------------------------------------------------------------------


def _open_serial(url: DriverUrl) -> Port:
    # A link in /dev/serial/by-id points to another node after each plugging in: it is followed now, not remembered.
    path = os.path.realpath(url.address)
    line_format = FORMAT.of(url)
    try:
        line = serial.Serial(
            path,
            BAUD.of(url),
            bytesize=int(line_format[0]),
            parity=line_format[1],
            stopbits=int(line_format[2]),
            timeout=0,
            write_timeout=0,
            exclusive=True,
        )
    except (OSError, termios.error) as error:  # serial.SerialException is an OSError
        number = error.errno if isinstance(error, OSError) else None
        raise Unplugged(f"{url.address}: {os.strerror(number) if number else error}") from error
    _let_idle_reads_block(line.fileno())
    return _DescriptorPort(line.fileno(), url.address, line.close)


def _let_idle_reads_block(number: int) -> None:
    """Set VMIN to 1, so that only a line that is gone reads as empty; with pyserial's 0 an idle line does, too."""
    settings = termios.tcgetattr(number)
    settings[6][termios.VMIN] = 1
    termios.tcsetattr(number, termios.TCSANOW, settings)


def _open_file(path: str) -> Port:
    try:
        number = os.open(os.path.realpath(path), os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        raise Unplugged(f"{path}: {error.strerror}") from error
    if not stat.S_ISCHR(os.fstat(number).st_mode):
        os.close(number)
        raise Unplugged(f"{path} is not a character device")
    return _DescriptorPort(number, path, lambda: os.close(number), empty_is_lost=False)


class ReadBudget:
    """How much of a device is listened to: what it sends beyond that stays in the line. Pure; seconds come in."""

    def __init__(self) -> None:
        self._left = float(READ_BURST)
        self._at_s = 0.0

    def took(self, count: int, at_s: float) -> None:
        """So many bytes were read."""
        earned = (at_s - self._at_s) * READ_BYTES_S
        self._left = min(float(READ_BURST), self._left + earned) - count
        self._at_s = at_s

    def pause_s(self, at_s: float) -> float:
        """Give how long to wait before reading on; 0 for a device that says as much as devices say."""
        return max(0.0, -self._left / READ_BYTES_S - (at_s - self._at_s))


class _DescriptorPort:
    """A file descriptor that the event loop watches; sockets are read and written through theirs, too."""

    def __init__(
        self,
        number: int,
        place: str,
        close: Callable[[], None],
        reset: Callable[[], None] | None = None,
        *,
        empty_is_lost: bool = True,
        first: bytes = b"",
    ) -> None:
        self._number = number
        self._place = place
        self._close = close
        self._reset = reset or close
        self._empty_is_lost = empty_is_lost
        self._waiting: set[asyncio.Future[None]] = set()
        self._budget = ReadBudget()
        self._first = first

    async def read(self, limit: int) -> bytes:
        if self._first:
            chunk, self._first = self._first[:limit], self._first[limit:]
            return chunk
        loop = asyncio.get_running_loop()
        if pause_s := self._budget.pause_s(loop.time()):
            await asyncio.sleep(pause_s)
        chunk = await self._read(limit)
        self._budget.took(len(chunk), loop.time())
        return chunk

    async def _read(self, limit: int) -> bytes:
        while True:
            try:
                chunk = os.read(self._open_number(), limit)
            except BlockingIOError:
                await self._reading()
                continue
            except OSError as error:
                if error.errno != errno.EINVAL or self._empty_is_lost:
                    raise Unplugged(f"{self._place}: {error.strerror}") from error
                chunk = b""  # what Linux answers for a USB printer that cannot send at all
            if chunk:
                return chunk
            if self._empty_is_lost:
                raise Unplugged(f"{self._place}: closed by the other side")
            await asyncio.sleep(_EMPTY_READ_PAUSE_S)  # a printer without a back channel reads as empty

    async def write(self, chunk: bytes) -> None:
        rest = memoryview(chunk)
        while rest:
            try:
                rest = rest[os.write(self._open_number(), rest) :]
            except BlockingIOError:
                await self._writing()
            except OSError as error:
                raise Unplugged(f"{self._place}: {error.strerror}") from error

    def _open_number(self) -> int:
        if self._number < 0:
            raise Unplugged(f"{self._place}: closed")
        return self._number

    async def _reading(self) -> None:
        loop = asyncio.get_running_loop()
        ready = self._wait()
        loop.add_reader(self._number, _wake, ready)
        try:
            await ready
        finally:
            self._waiting.discard(ready)
            if self._number >= 0:
                loop.remove_reader(self._number)

    async def _writing(self) -> None:
        loop = asyncio.get_running_loop()
        ready = self._wait()
        loop.add_writer(self._number, _wake, ready)
        try:
            await ready
        finally:
            self._waiting.discard(ready)
            if self._number >= 0:
                loop.remove_writer(self._number)

    def _wait(self) -> asyncio.Future[None]:
        ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(ready)
        return ready

    def abort(self) -> None:
        self._finish(self._reset)

    def close(self) -> None:
        self._finish(self._close)

    def _finish(self, close: Callable[[], None]) -> None:
        if self._number < 0:
            return
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._number)
        loop.remove_writer(self._number)
        self._number = -1
        close()
        for waiting in self._waiting:
            _wake(waiting)


def _wake(future: asyncio.Future[Any]) -> None:
    if not future.done():
        future.set_result(None)


# --- memory pipes ---------------------------------------------------------------------------------------------------


class _Direction:
    """The bytes on their way from one end of a memory pipe to the other."""

    def __init__(self) -> None:
        self.on_the_way = bytearray()
        self.changed = asyncio.Event()
        self.end = ""  # why nothing more will come

    def finish(self, why: str, *, drop: bool) -> None:
        self.end = self.end or why
        if drop:
            self.on_the_way.clear()
        self.changed.set()


class MemoryPort:
    """One end of a pipe in memory: what a test or a simulator machine holds instead of a socket."""

    def __init__(self, incoming: _Direction, outgoing: _Direction) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self.is_closed = False
        self.was_aborted = False

    async def read(self, limit: int) -> bytes:
        """Give bytes that the other end wrote; those written before it closed are still read."""
        incoming = self._incoming
        while not incoming.on_the_way:
            if incoming.end:
                raise Unplugged(f"memory pipe: {incoming.end}")
            incoming.changed.clear()
            await incoming.changed.wait()
        chunk = bytes(incoming.on_the_way[:limit])
        del incoming.on_the_way[:limit]
        return chunk

    async def write(self, chunk: bytes) -> None:
        """Give bytes to the other end. Raises `Unplugged` when either end is closed."""
        if self._outgoing.end:
            raise Unplugged(f"memory pipe: {self._outgoing.end}")
        self._outgoing.on_the_way += chunk
        self._outgoing.changed.set()

    def abort(self) -> None:
        """Close at once; the other end loses what it has not read."""
        self._finish("reset", drop=True)
        self.was_aborted = True

    def close(self) -> None:
        """Close; the other end still reads what was written."""
        self._finish("closed", drop=False)

    def _finish(self, why: str, *, drop: bool) -> None:
        if not self.is_closed:
            self.is_closed = True
            self._outgoing.finish(why, drop=drop)
            self._incoming.finish(why, drop=True)


def memory_pipe() -> tuple[MemoryPort, MemoryPort]:
    """Give the two ends of a pipe in memory: the host's and the device's."""
    to_device, to_host = _Direction(), _Direction()
    return MemoryPort(to_host, to_device), MemoryPort(to_device, to_host)
