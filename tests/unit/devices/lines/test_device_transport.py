"""TCP connections and memory pipes."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from devices.api import DriverUrl, Unplugged
from devices.transport import Port, _DescriptorPort, memory_pipe, open_port
from tests.virtual_time import run as run_virtual

LIMIT_S = 60.0  # a net: a test that passes waits for none of it


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run in real time, but not for ever."""
    asyncio.run(asyncio.wait_for(main, LIMIT_S))


@contextmanager
def listening() -> Iterator[tuple[socket.socket, DriverUrl]]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        host, port = server.getsockname()
        yield server, DriverUrl("x", "tcp", f"{host}:{port}", {})


async def accepted(server: socket.socket) -> socket.socket:
    sock, _ = await asyncio.get_running_loop().sock_accept(server)
    return sock


# --- TCP ---


def test_a_tcp_port_that_nobody_listens_on_is_unplugged() -> None:
    async def main() -> None:
        with listening() as (server, url):
            server.close()
            with pytest.raises(Unplugged):
                await open_port(url)

    run(main())


def test_a_closed_connection_gives_its_last_bytes_and_is_then_unplugged() -> None:
    async def main() -> None:
        with listening() as (server, url):
            port = await open_port(url)
            device = await accepted(server)
            device.sendall(b"ab")
            device.close()
            assert await port.read(10) == b"ab"
            with pytest.raises(Unplugged):
                await port.read(10)
            port.close()

    run(main())


def test_a_reset_connection_is_unplugged() -> None:
    async def main() -> None:
        with listening() as (server, url):
            port = await open_port(url)
            device = await accepted(server)
            device.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            device.close()
            with pytest.raises(Unplugged):
                await port.read(10)
            port.close()

    run(main())


def test_an_abort_resets_the_connection_and_a_close_ends_it_in_order() -> None:
    async def main() -> None:
        with listening() as (server, url):
            for is_abort in (True, False):
                port = await open_port(url)
                device = await accepted(server)
                device.setblocking(False)
                (port.abort if is_abort else port.close)()
                loop = asyncio.get_running_loop()
                if is_abort:
                    with pytest.raises(ConnectionResetError):
                        await loop.sock_recv(device, 1)
                else:
                    assert await loop.sock_recv(device, 1) == b""
                device.close()

    run(main())


def test_a_read_that_waits_is_woken_by_closing_its_own_port() -> None:
    async def main() -> None:
        with listening() as (server, url):
            port = await open_port(url)
            device = await accepted(server)
            reading = asyncio.ensure_future(port.read(1))
            await asyncio.sleep(0)
            port.close()
            port.close()
            with pytest.raises(Unplugged):
                await reading
            device.close()

    run(main())


def test_a_write_that_is_cancelled_sends_nothing_more() -> None:
    async def main() -> None:
        with listening() as (server, url):
            port = await open_port(url)
            device = await accepted(server)
            device.setblocking(False)
            writing = asyncio.ensure_future(port.write(bytes(50_000_000)))
            loop = asyncio.get_running_loop()
            received = len(await loop.sock_recv(device, 1))
            assert not writing.done()
            writing.cancel()
            with pytest.raises(asyncio.CancelledError):
                await writing
            port.close()
            while chunk := await loop.sock_recv(device, 1_000_000):
                received += len(chunk)
            assert 0 < received < 50_000_000
            device.close()

    run(main())


def test_large_writes_arrive_whole() -> None:
    async def main() -> None:
        with listening() as (server, url):
            port = await open_port(url)
            device = await accepted(server)
            device.setblocking(False)
            sent = bytes(range(256)) * 10_000
            writing = asyncio.ensure_future(port.write(sent))
            received = bytearray()
            while len(received) < len(sent):
                received += await asyncio.get_running_loop().sock_recv(device, 100_000)
            await writing
            assert received == sent
            port.close()
            device.close()

    run(main())


def test_a_peer_that_vanished_from_an_idle_connection_is_found_within_twenty_seconds() -> None:
    async def main() -> None:
        with listening() as (server, url):
            port = await open_port(url)
            device = await accepted(server)
            assert isinstance(port, _DescriptorPort)
            with socket.socket(fileno=os.dup(port._number)) as seen:  # noqa: SLF001 - what the system was told
                assert seen.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
                names = (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)
                idle_s, every_s, count = (seen.getsockopt(socket.IPPROTO_TCP, name) for name in names)
            assert idle_s + every_s * count <= 20
            port.close()
            device.close()

    run(main())


# --- memory pipes ---


def test_a_memory_pipe_keeps_what_was_written_before_a_close_and_loses_it_at_a_reset() -> None:
    async def main() -> None:
        for is_reset in (False, True):
            host, device = memory_pipe()
            await device.write(b"abc")
            (device.abort if is_reset else device.close)()
            assert device.was_aborted is is_reset
            if not is_reset:
                assert await host.read(2) == b"ab"
                assert await host.read(2) == b"c"
            with pytest.raises(Unplugged):
                await host.read(2)
            with pytest.raises(Unplugged):
                await host.write(b"x")

    run_virtual(main())


def test_a_read_on_a_memory_pipe_waits_for_bytes_and_wakes_at_its_own_close() -> None:
    async def main() -> None:
        host, device = memory_pipe()
        ports: tuple[Port, Port] = (host, device)
        reading = asyncio.ensure_future(ports[0].read(5))
        await asyncio.sleep(1)
        await ports[1].write(b"xy")
        assert await reading == b"xy"
        reading = asyncio.ensure_future(ports[0].read(5))
        await asyncio.sleep(1)
        ports[0].close()
        with pytest.raises(Unplugged):
            await reading

    run_virtual(main())
