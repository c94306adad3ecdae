"""The two links a simulator offers: a TCP server on loopback, and a pseudo-terminal with a stable symlink."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import select
import socket
import struct
import sys
import termios
import tty
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

READ_SIZE = 65536
LISTENER_POLL_S = 0.02
UNREAD_POLL_S = 0.002
UNREAD_PATIENCE = 50


class LinkEvents(Protocol):
    """Who is told what happens on a wire: the simulation."""

    def connected(self) -> None:
        """A host opened the link."""
        ...

    def disconnected(self) -> None:
        """The host closed it."""
        ...

    def received(self, chunk: bytes) -> None:
        """Bytes arrived."""
        ...


class TcpWire:
    """A TCP server that serves one host at a time; a newer connection replaces an older one.

    While unplugged the port stays bound and refuses, so that nobody else can take it.
    """

    def __init__(self, port: int = 0, wants_more: Callable[[], bool] = lambda: True) -> None:
        self._socket = bound(port)
        self._port = int(self._socket.getsockname()[1])
        self._wants_more = wants_more
        self._events: LinkEvents | None = None
        self._host: socket.socket | None = None
        self._is_dead = False
        self._unsent = bytearray()

    @property
    def address(self) -> str:
        """What the host opens."""
        return f"tcp://127.0.0.1:{self._port}"

    def start(self, events: LinkEvents) -> None:
        """Listen and serve; call inside the event loop."""
        self._events = events
        self.replug()

    def send(self, chunk: bytes) -> bool:
        """Give bytes to the host; False when nobody is connected."""
        if self._host is None or self._is_dead:
            return False
        if self._unsent:
            self._unsent += chunk
            return True
        self._write(chunk)
        return True

    def look(self) -> None:
        """A TCP server is told of hosts by itself."""

    def drop(self) -> None:
        """Reset the connection."""
        self._close_host(reset=True)

    def unplug(self, quietly: bool) -> None:
        """Refuse connections; reset the present one, or leave it open and dead."""
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()
        self._socket = bound(self._port)
        if quietly and self._host is not None:
            self._is_dead = True
            asyncio.get_running_loop().remove_reader(self._host)
        else:
            self._close_host(reset=True)

    def replug(self) -> None:
        """Listen again."""
        if self._is_dead:
            self._close_host(reset=True)
        self._socket.listen(4)
        asyncio.get_running_loop().add_reader(self._socket, self._accept)

    def resume(self) -> None:
        """Read again after the machine made room."""
        if self._host is not None and not self._is_dead:
            asyncio.get_running_loop().add_reader(self._host, self._read)

    def close(self) -> None:
        """Stop for good."""
        with contextlib.suppress(ValueError):
            asyncio.get_running_loop().remove_reader(self._socket)
        self._close_host(reset=False)
        self._socket.close()

    def _accept(self) -> None:
        host, _peer = self._socket.accept()
        host.setblocking(False)
        host.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._host is not None:
            self._close_host(reset=True)
            self._tell().disconnected()
        self._host = host
        self._tell().connected()
        self.resume()

    def _read(self) -> None:
        host = self._host
        if host is None:
            return
        if not self._wants_more():
            asyncio.get_running_loop().remove_reader(host)
            return
        try:
            chunk = host.recv(READ_SIZE)
        except BlockingIOError:
            return
        except OSError:
            chunk = b""
        if chunk:
            self._tell().received(chunk)
        else:
            self._close_host(reset=False)
            self._tell().disconnected()

    def _write(self, chunk: bytes) -> None:
        if self._host is None:
            return
        try:
            sent = self._host.send(chunk)
        except BlockingIOError:
            sent = 0
        except OSError:
            return  # the reader learns of the end and tells it
        self._unsent = bytearray(chunk[sent:])
        loop = asyncio.get_running_loop()
        if self._unsent:
            loop.add_writer(self._host, lambda: self._write(bytes(self._unsent)))
        else:
            loop.remove_writer(self._host)

    def _close_host(self, reset: bool) -> None:
        host, self._host = self._host, None
        self._is_dead = False
        self._unsent.clear()
        if host is None:
            return
        loop = asyncio.get_running_loop()
        loop.remove_reader(host)
        loop.remove_writer(host)
        if reset:
            host.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        host.close()

    def _tell(self) -> LinkEvents:
        assert self._events is not None, "start comes first"  # noqa: S101 - an order of calls, not input
        return self._events


class PtyWire:
    """A pseudo-terminal in raw mode; `link` is a symlink that always names the present slave.

    Unplugging closes the master (the host reads end of file or EIO) and removes the symlink; replugging makes a new
    pair, often with another path, and links it again. There are no modem lines, no parity and no real baud rate.
    """

    def __init__(self, link: Path | None = None, wants_more: Callable[[], bool] = lambda: True) -> None:
        self._link = link
        self._wants_more = wants_more
        self._events: LinkEvents | None = None
        self._master = -1
        self._slave_path = ""
        self._is_open = False
        self._unsent = bytearray()
        self._poll_timer: asyncio.TimerHandle | None = None
        self._make_pair()

    @property
    def address(self) -> str:
        """What the host opens."""
        return f"serial://{self._link or self._slave_path}"

    def start(self, events: LinkEvents) -> None:
        """Serve the line; call inside the event loop."""
        self._events = events
        self._await_host()

    def send(self, chunk: bytes) -> bool:
        """Give bytes to the host; False when nobody has the line open."""
        self.look()
        if not self._is_open:
            return False
        if self._unsent:
            self._unsent += chunk
        else:
            self._write(chunk)
        return True

    def _write(self, chunk: bytes) -> None:
        """Write what fits; the rest waits until the host reads, as USB makes a device wait."""
        try:
            sent = os.write(self._master, chunk)
        except BlockingIOError:
            sent = 0
        except OSError:
            return  # the reader learns of the end and tells it
        self._unsent = bytearray(chunk[sent:])
        loop = asyncio.get_running_loop()
        if self._unsent:
            loop.add_writer(self._master, lambda: self._write(bytes(self._unsent)))
        else:
            loop.remove_writer(self._master)

    def _forget_unsent(self) -> None:
        self._unsent.clear()
        asyncio.get_running_loop().remove_writer(self._master)

    def drop(self) -> None:
        """A serial line cannot be dropped and stay: out and in again."""
        self.unplug(quietly=False)
        self.replug()

    def unplug(self, quietly: bool) -> None:
        """Take the device away. A serial line has no quiet way."""
        if self._master < 0:
            return
        if self._poll_timer is not None:
            self._poll_timer.cancel()
        asyncio.get_running_loop().remove_reader(self._master)
        self._forget_unsent()
        self._unlink()
        _close_when_read(self._master, self._slave_path, UNREAD_PATIENCE if self._is_open else 0)
        self._master = -1
        self._is_open = False

    def replug(self) -> None:
        """Bring the device back, perhaps under another path."""
        if self._master < 0:
            self._make_pair()
            self._await_host()

    def resume(self) -> None:
        """Read again after the machine made room."""
        if self._is_open:
            asyncio.get_running_loop().add_reader(self._master, self._read)

    def close(self) -> None:
        """Stop for good and remove the symlink."""
        self.unplug(quietly=False)

    def _make_pair(self) -> None:
        self._master, slave = os.openpty()
        tty.setraw(slave)
        os.set_blocking(self._master, False)
        self._slave_path = os.ttyname(slave)
        os.close(slave)  # from here on the master reports a hang-up until a host opens the line
        if self._link is not None:
            self._link.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._link.with_name(f".{self._link.name}.new")
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(self._slave_path)
            fresh.replace(self._link)

    def _unlink(self) -> None:
        link = self._link
        if link is not None and link.is_symlink() and os.readlink(link) == self._slave_path:
            link.unlink()

    def _await_host(self) -> None:
        self.look()
        if not self._is_open and self._master >= 0:
            loop = asyncio.get_running_loop()
            self._poll_timer = loop.call_later(LISTENER_POLL_S, self._await_host)

    def look(self) -> None:
        """Notice a host that opened the line: nothing tells the master's side."""
        if self._is_open or self._master < 0:
            return
        poll = select.poll()
        poll.register(self._master, select.POLLHUP)
        if not any(event & select.POLLHUP for _fd, event in poll.poll(0)):
            self._is_open = True
            if self._events is not None:
                self._events.connected()
            self.resume()

    def _read(self) -> None:
        loop = asyncio.get_running_loop()
        if not self._wants_more():
            loop.remove_reader(self._master)
            return
        try:
            chunk = os.read(self._master, READ_SIZE)
        except BlockingIOError:
            return
        except OSError:  # EIO: the last host closed the line
            chunk = b""
        if chunk and self._events is not None:
            self._events.received(chunk)
        elif not chunk:
            loop.remove_reader(self._master)
            self._forget_unsent()
            self._is_open = False
            if self._events is not None:
                self._events.disconnected()
            self._await_host()


def _close_when_read(master: int, slave_path: str, patience: int) -> None:
    """Close a master after the host took what was sent: a hang-up throws away what still waits in the line."""
    if patience and _unread(slave_path):
        loop = asyncio.get_running_loop()
        loop.call_later(UNREAD_POLL_S, _close_when_read, master, slave_path, patience - 1)
    else:
        os.close(master)


def _unread(slave_path: str) -> int:
    try:
        slave = os.open(slave_path, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:  # opened for exclusive use
        return 0
    try:
        return int.from_bytes(fcntl.ioctl(slave, termios.FIONREAD, bytes(4)), sys.byteorder)
    finally:
        os.close(slave)


def bound(port: int) -> socket.socket:
    """A loopback socket on a port (0: any), not listening yet."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.setblocking(False)
    bound.bind(("127.0.0.1", port))
    return bound
