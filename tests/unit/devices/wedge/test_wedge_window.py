"""The way without privileges: bursts of the kiosk's window, as a port, to scans and documents."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api import BadScan, DriverUrl, HealthState, Reason, Scan, Unplugged
from devices.drivers.wedge.window import BurstFramer
from devices.keys.window import WAITING_CAP, WindowKeys
from devices.registry import open_device
from devices.scanning import CAP
from devices.sim.mrzserial.specimen import specimen
from devices.transport import Port, open_port
from devices.url import UrlError
from tests.unit.devices.pairs import Watched
from tests.virtual_time import run

URL = "wedge+keys://window?prefix=aim"
CODE = "]E09520001000010"


async def nothing_else(url: DriverUrl) -> Port:
    raise AssertionError(f"{url.transport} was opened")


def read_after(*bursts: tuple[str, bool], url: str = URL) -> tuple[list[Any], list[HealthState]]:
    """What a device says of bursts that come half a second apart."""
    told: list[Any] = []
    states: list[HealthState] = []

    async def main() -> None:
        keys = WindowKeys(nothing_else, lambda _typed: None)
        device: Any = open_device(url, open_port=keys.open_port)
        (device.on_document if "mrz" in url else device.on_scan)(told.append)
        watched = Watched(device)
        await watched.until(HealthState.READY)
        for text, is_whole in bursts:
            keys.typed(text, is_whole)
            await asyncio.sleep(0.5)
        states.extend(watched.states())
        await watched.end()
        keys.typed(CODE, True)  # nobody reads it any more

    run(main())
    return told, states


# --- faults ---------------------------------------------------------------------------------------------------------


def test_what_no_barcode_has_is_a_bad_scan_and_the_next_one_is_read() -> None:
    told, _ = read_after(("9520\0001", True), ("952é", True), ("9" * (CAP + 1), True), (CODE, True))
    assert [one.problem if isinstance(one, BadScan) else one.data for one in told] == [
        "control_characters",
        "not_ascii",
        "too_long",
        CODE.encode(),
    ]


def test_a_burst_that_was_cut_off_is_dropped_and_five_of_them_are_told_to_the_technician() -> None:
    told, states = read_after(*[("9520", False)] * 5)
    assert told == []
    assert states[-1] is HealthState.DEGRADED
    told, _ = read_after(("9520", False), (CODE, True))
    assert [one.data for one in told] == [CODE.encode()]


def test_a_second_reader_is_refused_until_the_first_is_gone_and_the_window_has_its_keys_back() -> None:
    told: list[Any] = []

    async def main() -> None:
        keys = WindowKeys(nothing_else, told.append)
        url = DriverUrl("wedge", "keys", "window")
        first = await keys.open_port(url)
        assert told == [keys.typed]
        with pytest.raises(Unplugged, match="another device"):
            await keys.open_port(url)
        first.close()
        with pytest.raises(Unplugged):
            await first.read(1)
        first.close()  # twice is harmless
        assert told[1:] == [None]
        (await keys.open_port(url)).close()

    run(main())


def test_a_babbling_keyboard_fills_no_memory() -> None:
    async def main() -> None:
        keys = WindowKeys(nothing_else, lambda _typed: None)
        port = await keys.open_port(DriverUrl("wedge", "keys", "window"))
        for _ in range(1000):
            keys.typed("9" * 500, True)
        await asyncio.sleep(0)
        assert len(await port.read(10_000_000)) <= WAITING_CAP
        port.close()

    run(main())


def test_outside_of_the_kiosk_there_are_no_window_keys() -> None:
    with pytest.raises(Unplugged, match="only while the kiosk runs"):
        asyncio.run(open_port(DriverUrl("wedge", "keys", "window")))


@pytest.mark.parametrize("url", ["wedge+keys://", "wedge+keys:///dev/input/event3", "linescan+keys://window"])
def test_a_wrong_url_of_the_window_is_refused(url: str) -> None:
    with pytest.raises(UrlError):
        open_device(url)


@given(st.lists(st.tuples(st.text(max_size=300), st.booleans()), max_size=8), st.lists(st.integers(1, 60), max_size=30))
def test_any_bursts_in_any_portions_give_the_same_scans_of_printable_ascii(
    bursts: list[tuple[str, bool]], cuts: list[int]
) -> None:
    sent = b"".join(text.encode("utf-8", "replace") + (b"\r" if whole else b"\x18") for text, whole in bursts)
    whole = BurstFramer().feed(sent, 0.0)
    framer, found, at = BurstFramer(), [], 0
    for cut in [*cuts, len(sent)]:
        found += framer.feed(sent[at : at + cut], 0.0)
        at += cut
    assert [type(one) for one in found] == [type(one) for one in whole]
    for one in found:
        if isinstance(one, Scan):
            assert all(0x20 <= byte < 0x7F or byte == 0x1D for byte in one.data)
            assert len(one.data) <= CAP


# --- what is right --------------------------------------------------------------------------------------------------


def test_a_set_prefix_is_removed_and_an_aim_identifier_stays() -> None:
    told, states = read_after(("~~9520001000010", True), url="wedge+keys://window?prefix=%7E%7E")
    assert [one.data for one in told] == [b"9520001000010"]
    assert states == [HealthState.STARTING, HealthState.READY]


def test_a_document_is_read_through_the_window() -> None:
    lines = specimen("TD3")
    told, _ = read_after(*[(line, True) for line in lines], url="wedge+keys://window?reads=mrz")
    assert [one.problem for one in told] == ["incomplete", "incomplete"]  # half a second between them is too long
    told, _ = read_after(("\r".join(lines), True), url="wedge+keys://window?reads=mrz")
    assert [one.lines for one in told] == [lines]
    told, states = read_after(*[("A" * 20, False)] * 6, url="wedge+keys://window?reads=mrz")
    assert {one.problem for one in told} == {"incomplete"}
    assert states[-1] is HealthState.READY


def test_keys_come_from_another_thread() -> None:
    async def main() -> bytes:
        keys = WindowKeys(nothing_else, lambda _typed: None)
        port = await keys.open_port(DriverUrl("wedge", "keys", "window"))
        thread = threading.Thread(target=keys.typed, args=(CODE, True))
        thread.start()
        async with asyncio.timeout(20):
            chunk = await port.read(100)
        thread.join()
        port.close()
        return chunk

    assert asyncio.run(main()) == CODE.encode() + b"\r"


def test_the_reason_of_many_bad_scans_is_the_format_and_not_a_baud_rate() -> None:
    async def main() -> tuple[Reason, ...]:
        keys = WindowKeys(nothing_else, lambda _typed: None)
        device = open_device(URL, open_port=keys.open_port)
        watched = Watched(device)
        await watched.until(HealthState.READY)
        for number in range(5):
            keys.typed(f"952\0{number}", True)
        await asyncio.sleep(0.1)
        reasons = device.health.reasons
        await watched.end()
        return reasons

    assert run(main()) == (Reason.FORMAT_ERROR,)
