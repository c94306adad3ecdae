"""A printer as a character device, as `/dev/usb/lp0` is: a pseudo-terminal stands for it, opened as a file."""

from __future__ import annotations

import asyncio
import errno
import os
import tty
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from devices.api import HealthState, PageRequest, PageRule, PrintRequest, PrintVerdict, Reason, TextLine, Unplugged
from devices.registry import open_device
from tests.unit.devices.pairs import Watched
from tests.unit.sim.processes import Control, running

LIMIT_S = 60.0
RECEIPT = PrintRequest(7, (TextLine("Pronto"), TextLine("Škoda")))
PAGE = PageRequest(8, 46, 200, (PageRule(1, 1, 44, 198),))
"""About 60 kB of dots: far more than a pseudo-terminal or a printer's buffer holds."""


@contextmanager
def character_device() -> Iterator[tuple[int, str]]:
    """Give the device's side and the path of the host's side; closing the first is pulling the cable."""
    master, slave = os.openpty()
    tty.setraw(slave)
    os.set_blocking(master, False)
    path = os.ttyname(slave)
    os.close(slave)
    try:
        yield master, path
    finally:
        with suppress(OSError):  # the test pulled the cable
            os.close(master)


def on_device(url: str, script: Callable[[Watched], Coroutine[Any, Any, None]]) -> None:
    async def main() -> None:
        watched = Watched(open_device(url))
        try:
            async with asyncio.timeout(LIMIT_S):
                await script(watched)
        finally:
            await watched.end()

    asyncio.run(main())


async def asked(control: Control, **request: Any) -> dict[str, Any]:
    return await asyncio.to_thread(control.do, **request)


# --- faults ---


def test_a_printer_that_is_pulled_out_is_absent() -> None:
    with character_device() as (master, path):

        async def script(watched: Watched) -> None:
            await watched.until(HealthState.READY)
            os.close(master)
            outcome = await watched.device.print(RECEIPT)
            assert (outcome.verdict, outcome.reason) == (PrintVerdict.UNKNOWN, Reason.NOT_REACHABLE)
            with pytest.raises(Unplugged, match=path):
                await watched.running
            assert watched.device.health.state is HealthState.ABSENT

        on_device(f"escpos+file://{path}?profile=cp437-58", script)


def test_a_device_that_takes_no_byte_is_unknown_after_the_first() -> None:
    async def script(watched: Watched) -> None:
        await watched.until(HealthState.READY)
        outcome = await watched.device.print(RECEIPT)
        assert (outcome.verdict, outcome.reason) == (PrintVerdict.UNKNOWN, Reason.NOT_REACHABLE)

    on_device("escpos+file:///dev/full?profile=cp437-58", script)


def test_a_printer_without_a_way_back_is_written_to_and_proves_nothing() -> None:
    async def script(watched: Watched) -> None:
        await watched.until(HealthState.READY)
        outcome = await watched.device.print(RECEIPT)
        assert (outcome.verdict, outcome.detail) == (PrintVerdict.UNKNOWN, "this printer proves nothing")
        await watched.until(HealthState.READY)

    on_device("escpos+file:///dev/null?profile=cp437-58", script)


def test_a_printer_that_cannot_send_at_all_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Linux answers EINVAL to a read of a USB printer with one direction only."""
    read = os.read

    def refuse(number: int, count: int) -> bytes:
        if os.fstat(number).st_rdev == os.stat("/dev/null").st_rdev:
            raise OSError(errno.EINVAL, "Invalid argument")
        return read(number, count)

    monkeypatch.setattr(os, "read", refuse)
    test_a_printer_without_a_way_back_is_written_to_and_proves_nothing()


def test_a_printer_that_should_answer_and_does_not_is_silent() -> None:
    async def script(watched: Watched) -> None:
        await watched.until(HealthState.SILENT)

    on_device("escpos+file:///dev/null?profile=clone-80", script)


def test_a_device_that_takes_bytes_slowly_gets_all_of_them_in_order() -> None:
    with character_device() as (master, path):
        taken = bytearray()

        async def take() -> None:
            while True:
                try:
                    taken.extend(os.read(master, 97))
                except BlockingIOError:
                    await asyncio.sleep(0)
                except OSError:
                    return

        async def script(watched: Watched) -> None:
            await watched.until(HealthState.READY)
            printing = asyncio.ensure_future(watched.device.print(PAGE))
            taking = asyncio.ensure_future(take())
            expected = watched.device.encoded(PAGE).content
            await printing
            while len(taken) < len(expected):
                await asyncio.sleep(0)
            assert bytes(taken) == expected
            taking.cancel()
            await asyncio.gather(taking, return_exceptions=True)

        on_device(f"escpos+file://{path}?profile=cp437-58&prints=passes", script)


# --- the whole way, with the simulator as a process ---


@pytest.mark.wire
def test_a_receipt_goes_to_a_device_file_and_its_proof_comes_back(tmp_path: Path) -> None:
    link = tmp_path / "lp0"
    with running("escpos", "--listen", "pty", "--link", str(link), "--width-dots", "512") as (_, control):

        async def script(watched: Watched) -> None:
            await watched.until(HealthState.READY)
            assert (await watched.device.print(RECEIPT)).verdict is PrintVerdict.DONE
            receipts = (await asked(control, do="receipts"))["receipts"]
            assert [receipt["lines"] for receipt in receipts] == [["Pronto"]]
            await asked(control, do="cover", open=True)
            await watched.until(HealthState.NEEDS_PERSON)
            assert watched.device.health.reasons == (Reason.COVER_OPEN,)
            assert (await watched.device.print(RECEIPT)).verdict is PrintVerdict.FAILED
            await asked(control, do="cover", open=False)
            await watched.until(HealthState.READY)
            await asked(control, do="unplug")
            with pytest.raises(Unplugged):
                await watched.running
            assert watched.device.health.state is HealthState.ABSENT

        on_device(f"escpos+file://{link}", script)


@pytest.mark.wire
def test_a_page_larger_than_every_buffer_goes_through_a_printer_that_holds_256_bytes(tmp_path: Path) -> None:
    link = tmp_path / "lp0"
    with running("escpos", "--listen", "pty", "--link", str(link), "--fault", "small buffer 256") as (_, control):

        async def script(watched: Watched) -> None:
            await watched.until(HealthState.READY)
            assert (await watched.device.print(PAGE)).verdict is PrintVerdict.DONE
            (receipt,) = (await asked(control, do="receipts"))["receipts"]
            assert receipt["height_mm"] >= 170

        on_device(f"escpos+file://{link}?prints=passes", script)


@pytest.mark.wire
def test_paper_that_ends_in_a_page_that_fills_the_line_is_unknown(tmp_path: Path) -> None:
    """The order to forget the job cannot pass a full line: nobody can say what was printed."""
    link = tmp_path / "lp0"
    fault = "small buffer 256; paper out at byte 20000"
    with running("escpos", "--listen", "pty", "--link", str(link), "--fault", fault) as _:

        async def script(watched: Watched) -> None:
            await watched.until(HealthState.READY)
            outcome = await watched.device.print(PAGE)
            assert (outcome.verdict, outcome.reason) == (PrintVerdict.UNKNOWN, Reason.MEDIA_EMPTY)

        on_device(f"escpos+file://{link}?prints=passes", script)
