"""Serial lines and device files: full, pulled, linked anew, babbling."""

from __future__ import annotations

import asyncio
import errno
import fcntl
import os
import tty
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from devices.api import DriverUrl, Unplugged
from devices.transport import READ_BURST, READ_BYTES_S, Port, ReadBudget, _DescriptorPort, open_port
from devices.url import UrlError
from tests.virtual_time import run as run_virtual

LIMIT_S = 60.0  # a net: a test that passes waits for none of it


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run in real time, but not for ever."""
    asyncio.run(asyncio.wait_for(main, LIMIT_S))


@contextmanager
def terminal_pair() -> Iterator[tuple[int, str]]:
    """A pseudo-terminal: the number of the device's side and the path of the host's side."""
    master, slave = os.openpty()
    tty.setraw(slave)
    os.set_blocking(master, False)
    path = os.ttyname(slave)
    os.close(slave)
    open_ends = [master]
    try:
        yield master, path
    finally:
        for number in open_ends:
            try:
                os.close(number)
            except OSError:
                open_ends.clear()  # the test closed it: that was the cable


async def taken(device: int, is_all: Callable[[bytes], bool]) -> bytes:
    """Read at the device's side until it is all: the system hands over what was written in pieces of its own making."""
    got = b""
    while not is_all(got):
        try:
            got += os.read(device, 777)
        except BlockingIOError:
            await asyncio.sleep(0)
    return got


def as_many_as(wanted: bytes) -> Callable[[bytes], bool]:
    return lambda got: len(got) >= len(wanted)


async def heard(port: Port, count: int) -> bytes:
    """Read at the host's side until there are so many bytes."""
    got = b""
    while len(got) < count:
        got += await port.read(100)
    return got


@pytest.mark.parametrize("number", [errno.EIO, errno.ENODEV, errno.ENXIO, errno.EBADF, errno.ETIMEDOUT])
def test_every_way_in_which_the_system_says_that_a_line_is_gone_is_unplugged(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_arguments: object) -> int:
        raise OSError(number, os.strerror(number))

    async def main() -> None:
        with terminal_pair() as (_, path):
            port = await open_port(DriverUrl("x", "serial", path, {}))
            with monkeypatch.context() as patched:
                patched.setattr(os, "read", gone)
                patched.setattr(os, "write", gone)
                with pytest.raises(Unplugged, match=os.strerror(number)):
                    await port.read(10)
                with pytest.raises(Unplugged, match=os.strerror(number)):
                    await port.write(b"x")
            port.close()

    run(main())


def test_a_line_that_is_full_takes_the_rest_when_it_is_read_and_nothing_is_lost_or_doubled() -> None:
    async def main() -> None:
        with terminal_pair() as (device, path):
            port = await open_port(DriverUrl("x", "serial", path, {}))
            sent = b"".join(b"%07d " % number for number in range(5_000))
            writing = asyncio.ensure_future(port.write(sent))
            await asyncio.sleep(0)
            assert not writing.done()
            got = await taken(device, as_many_as(sent))
            await writing
            assert got == sent
            port.close()

    run(main())


def test_a_write_to_a_full_line_ends_when_the_cable_is_pulled_or_the_port_is_closed() -> None:
    async def main() -> None:
        for is_pulled in (True, False):
            with terminal_pair() as (device, path):
                port = await open_port(DriverUrl("x", "serial", path, {}))
                writing = asyncio.ensure_future(port.write(bytes(100_000)))
                await asyncio.sleep(0)
                os.close(device) if is_pulled else port.close()
                with pytest.raises(Unplugged):
                    await writing
                port.close()

    run(main())


def test_a_write_to_a_full_line_that_is_cancelled_sends_nothing_more() -> None:
    async def main() -> None:
        with terminal_pair() as (device, path):
            port = await open_port(DriverUrl("x", "serial", path, {}))
            writing = asyncio.ensure_future(port.write(bytes(100_000)))
            await asyncio.sleep(0)
            writing.cancel()
            with pytest.raises(asyncio.CancelledError):
                await writing
            ending = asyncio.ensure_future(port.write(b"end"))  # finds room only while somebody reads
            got = await taken(device, lambda got: got.endswith(b"end"))
            await ending
            assert 3 < len(got) < 100_000
            assert got == bytes(len(got) - 3) + b"end"
            port.close()

    run(main())


def test_a_link_that_points_elsewhere_at_reopening_is_followed_while_the_old_line_is_still_there(
    tmp_path: Path,
) -> None:
    async def main() -> None:
        link = tmp_path / "by-id"
        url = DriverUrl("x", "serial", str(link), {})
        with terminal_pair() as (old, old_path), terminal_pair() as (new, new_path):
            link.symlink_to(old_path)
            port = await open_port(url)
            link.unlink()
            link.symlink_to(new_path)
            await port.write(b"old")  # an open port stays with its line
            assert await taken(old, as_many_as(b"old")) == b"old"
            port.close()
            port = await open_port(url)
            await port.write(b"new")
            assert await taken(new, as_many_as(b"new")) == b"new"
            port.close()

    run(main())


@pytest.mark.parametrize("transport", ["serial", "file"])
def test_a_path_that_is_not_there_is_unplugged(transport: str, tmp_path: Path) -> None:
    async def main() -> None:
        with pytest.raises(Unplugged):
            await open_port(DriverUrl("x", transport, str(tmp_path / "none"), {}))

    run(main())


def test_a_common_file_is_not_taken_for_a_printer(tmp_path: Path) -> None:
    async def main() -> None:
        (tmp_path / "lp0").write_bytes(b"")
        with pytest.raises(Unplugged, match="not a character device"):
            await open_port(DriverUrl("x", "file", str(tmp_path / "lp0"), {}))

    run(main())


@pytest.mark.parametrize("transport", ["serial", "file"])
def test_bytes_pass_both_ways_over_a_pseudo_terminal(transport: str) -> None:
    async def main() -> None:
        with terminal_pair() as (device, path):
            port = await open_port(DriverUrl("x", transport, path, {}))
            await port.write(b"\x00\x11\x13\r\n\xff")
            assert await taken(device, as_many_as(b"\x00\x11\x13\r\n\xff")) == b"\x00\x11\x13\r\n\xff"
            reading = asyncio.ensure_future(heard(port, 5))
            await asyncio.sleep(0)
            os.write(device, b"\x03\x04\x1a\r\x7f")
            assert await reading == b"\x03\x04\x1a\r\x7f"
            port.close()

    run(main())


def test_a_pulled_serial_cable_is_unplugged() -> None:
    async def main() -> None:
        with terminal_pair() as (device, path):
            port = await open_port(DriverUrl("x", "serial", path, {}))
            reading = asyncio.ensure_future(port.read(100))
            await asyncio.sleep(0)
            os.close(device)
            with pytest.raises(Unplugged):
                await reading
            with pytest.raises(Unplugged):
                await port.write(b"x")
            port.close()

    run(main())


def test_a_second_opening_of_one_serial_line_is_refused() -> None:
    async def main() -> None:
        with terminal_pair() as (_, path):
            url = DriverUrl("x", "serial", path, {"baud": "115200", "format": "8N2"})
            port = await open_port(url)
            with pytest.raises(Unplugged):
                await open_port(url)
            port.close()
            again = await open_port(url)
            again.close()

    run(main())


def test_a_link_to_a_serial_line_is_followed_at_each_opening(tmp_path: Path) -> None:
    async def main() -> None:
        link = tmp_path / "by-id"
        url = DriverUrl("x", "serial", str(link), {})
        for _ in range(2):
            with terminal_pair() as (device, path):
                link.symlink_to(path)
                port = await open_port(url)
                await port.write(b"here")
                assert await taken(device, as_many_as(b"here")) == b"here"
                port.close()
                link.unlink()
            with pytest.raises(Unplugged):
                await open_port(url)

    run(main())


def test_an_unknown_transport_is_a_url_error() -> None:
    async def main() -> None:
        with pytest.raises(UrlError, match="tcp, serial, file"):
            await open_port(DriverUrl("x", "carrier", "1", {}))

    run(main())


# --- a device that babbles ---


def test_a_device_that_babbles_is_read_no_faster_than_devices_speak_and_nothing_is_lost() -> None:
    async def main() -> None:
        reading, writing = os.pipe()
        size = fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 1_048_576)
        sent = bytes(range(256)) * (size // 512)
        os.write(writing, sent)
        os.set_blocking(reading, False)
        port = _DescriptorPort(reading, "pipe", lambda: os.close(reading))
        loop = asyncio.get_running_loop()
        began, got = loop.time(), b""
        while len(got) < len(sent):
            got += await port.read(4096)
        await asyncio.sleep(0)
        assert got == sent
        assert loop.time() - began == pytest.approx((len(sent) - READ_BURST) / READ_BYTES_S, abs=0.05)
        port.close()
        os.close(writing)

    run_virtual(main())


def test_a_device_that_speaks_as_devices_do_never_waits() -> None:
    budget, waited = ReadBudget(), 0.0
    for second in range(100):
        budget.took(92_160, float(second))  # 921,600 bit/s without a pause
        waited += budget.pause_s(second + 1.0)
    assert waited == 0


def test_a_pause_is_earned_back_in_quiet() -> None:
    budget = ReadBudget()
    budget.took(READ_BURST + READ_BYTES_S, 0.0)
    assert budget.pause_s(0.0) == pytest.approx(1.0)
    assert budget.pause_s(0.75) == pytest.approx(0.25)
    budget.took(READ_BURST, 10.0)
    assert budget.pause_s(10.0) == 0
