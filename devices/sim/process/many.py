"""A TCP server with several hosts at once: what a device that is spoken to over HTTP listens with."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from dataclasses import dataclass, field

from devices.sim.nexo.lines import Lines
from devices.sim.process.wires import READ_SIZE, LinkEvents, bound


@dataclass(slots=True)
class _Host:
    """One connection."""

    socket: socket.socket
    unsent: bytearray = field(default_factory=bytearray)
    is_dead: bool = False


class ManyTcpWire:
    """Tells of each connection with its number in `lines.current`, and sends to the one whose number stands there.

    While unplugged the port stays bound and refuses, so that nobody else can take it.
    """

    def __init__(self, lines: Lines, port: int = 0) -> None:
        self._lines = lines
        self._socket = bound(port)
        self._port = int(self._socket.getsockname()[1])
        self._events: LinkEvents | None = None
        self._hosts: dict[int, _Host] = {}
        self._count = 0

    @property
    def address(self) -> str:
        """What the host opens."""
        return f"tcp://127.0.0.1:{self._port}"

    def start(self, events: LinkEvents) -> None:
        """Listen and serve; call inside the event loop."""
        self._events = events
        self.replug()

    def send(self, chunk: bytes) -> bool:
        """Give bytes to the host at hand; False when it is gone."""
        host = self._hosts.get(self._lines.current)
        if host is None or host.is_dead:
            return False
        host.unsent += chunk
        self._write(host)
        return True

    def look(self) -> None:
        """A TCP server is told of hosts by itself."""

    def drop(self) -> None:
        """Reset the connection at hand."""
        self._close(self._lines.current, reset=True)

    def unplug(self, quietly: bool) -> None:
        """Refuse connections; reset the present ones, or leave them open and dead."""
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._socket)
        self._socket.close()
        self._socket = bound(self._port)
        for line, host in list(self._hosts.items()):
            if quietly:
                host.is_dead = True
                loop.remove_reader(host.socket)
            else:
                self._close(line, reset=True)

    def replug(self) -> None:
        """Listen again."""
        for line in [line for line, host in self._hosts.items() if host.is_dead]:
            self._close(line, reset=True)
        self._socket.listen(16)
        asyncio.get_running_loop().add_reader(self._socket, self._accept)

    def resume(self) -> None:
        """The machine reads at once: nothing was held back."""

    def close(self) -> None:
        """Stop for good."""
        with contextlib.suppress(ValueError):
            asyncio.get_running_loop().remove_reader(self._socket)
        for line in list(self._hosts):
            self._close(line, reset=False)
        self._socket.close()

    def _accept(self) -> None:
        accepted, _peer = self._socket.accept()
        accepted.setblocking(False)
        accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._count += 1
        line, self._hosts[self._count] = self._count, _Host(accepted)
        with self._lines.at(line):
            self._tell().connected()
        asyncio.get_running_loop().add_reader(accepted, self._read, line)

    def _read(self, line: int) -> None:
        host = self._hosts.get(line)
        if host is None:
            return
        try:
            chunk = host.socket.recv(READ_SIZE)
        except BlockingIOError:
            return
        except OSError:
            chunk = b""
        with self._lines.at(line):
            if chunk:
                self._tell().received(chunk)
            else:
                self._close(line, reset=False)
                self._tell().disconnected()

    def _write(self, host: _Host) -> None:
        try:
            sent = host.socket.send(host.unsent)
        except BlockingIOError:
            sent = 0
        except OSError:
            host.unsent.clear()
            return  # the reader learns of the end and tells it
        del host.unsent[:sent]
        loop = asyncio.get_running_loop()
        if host.unsent:
            loop.add_writer(host.socket, self._write, host)
        else:
            loop.remove_writer(host.socket)

    def _close(self, line: int, reset: bool) -> None:
        host = self._hosts.pop(line, None)
        if host is None:
            return
        loop = asyncio.get_running_loop()
        loop.remove_reader(host.socket)
        loop.remove_writer(host.socket)
        if reset:
            host.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        host.socket.close()

    def _tell(self) -> LinkEvents:
        assert self._events is not None, "start comes first"  # noqa: S101 - an order of calls, not input
        return self._events
