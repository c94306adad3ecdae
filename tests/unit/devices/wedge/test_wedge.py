from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api import BadScan, DriverUrl, Health, HealthState, Reason, Scan, Unplugged
from devices.drivers import wedge
from devices.drivers.wedge.framer import KeyFramer
from devices.hid import input_devices, node_of
from devices.registry import open_device
from devices.scanning import CAP, PortScanner
from devices.sim.scanners.wedge import WedgeScanner as Simulated
from devices.transport import open_port
from devices.url import UrlError
from tests.unit.devices.pairs import Pair
from tests.unit.sim.rig import Rig
from tests.virtual_time import run

GTIN = "9520001000010"
GS1 = "010952000100001017270131\x1d10AB-c/7"


def typed(text: str, fault: str = "", **arguments: object) -> bytes:
    """What the simulated scanner types."""
    rig = Rig(lambda faults, outlet: Simulated(faults, outlet))
    if fault:
        rig.fault(fault)
    rig.do("scan", text=text, **arguments)
    return rig.taken()


def frames(events: bytes, **options: Any) -> list[Scan | BadScan]:
    return KeyFramer(**options).feed(events, 0.0)


# --- keys to scans: faults ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "problem"),
    [("function key", "control_characters"), ("events lost", "incomplete"), ("torn event", "incomplete")],
)
def test_a_scan_with_something_wrong_in_it_is_bad_and_the_next_one_is_read(fault: str, problem: str) -> None:
    framer = KeyFramer()
    spoilt = framer.feed(typed(GTIN, fault), 0.0)
    assert [one.problem for one in spoilt if isinstance(one, BadScan)] == [problem]
    assert not any(isinstance(one, Scan) for one in spoilt)
    assert framer.feed(typed(GTIN), 0.0) == [Scan(b"]E0" + GTIN.encode(), 0.0)]


@pytest.mark.parametrize("fault", ["half scan", "no enter"])
def test_half_a_scan_never_joins_the_next_one(fault: str) -> None:
    rig = Rig(lambda faults, outlet: Simulated(faults, outlet))
    rig.fault(fault)
    rig.do("scan", text=GTIN)
    rig.now_s += 1
    rig.do("scan", text=GTIN)
    assert frames(rig.taken()) == [Scan(b"]E0" + GTIN.encode(), 0.0)]


def test_a_pause_in_a_scan_leaves_only_what_came_behind_it() -> None:
    assert frames(typed(GTIN, "long pause")) == [Scan(GTIN[5:].encode(), 0.0)]


def test_a_scan_at_the_cap_is_read_and_one_key_more_is_too_long() -> None:
    assert frames(typed("9" * CAP, prefix=False)) == [Scan(b"9" * CAP, 0.0)]
    assert frames(typed("9" * (CAP + 1), prefix=False)) == [BadScan("too_long", CAP + 1, 0.0)]


@given(st.binary(max_size=2000), st.lists(st.integers(1, 60), max_size=30))
def test_bytes_that_are_no_events_give_nothing_printable_only_and_any_portions_are_legal(
    noise: bytes, cuts: list[int]
) -> None:
    events = noise + typed(GTIN)
    framer = KeyFramer()
    found, at = [], 0
    for cut in [*cuts, len(events)]:
        found += framer.feed(events[at : at + cut], 0.0)
        at += cut
    assert found == frames(events)
    for frame in found:
        if isinstance(frame, Scan):
            assert all(0x20 <= byte < 0x7F or byte == 0x1D for byte in frame.data)


# --- keys to scans: what is right -----------------------------------------------------------------------------------


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.just("\x1d"), min_size=1, max_size=60))
def test_every_character_that_a_us_keyboard_has_is_read_as_it_was_typed(text: str) -> None:
    assert frames(typed(text, prefix=False)) == [Scan(text.encode(), 0.0)]


def test_a_set_prefix_is_removed_and_an_aim_identifier_stays() -> None:
    assert frames(typed("~~" + GTIN, prefix=False), prefix="~~") == [Scan(GTIN.encode(), 0.0)]
    assert frames(typed(GS1, aim="]d2"), prefix="aim") == [Scan(b"]d2" + GS1.encode(), 0.0)]


# --- the device -----------------------------------------------------------------------------------------------------


def play(script: Callable[[Pair, list[Scan | BadScan], list[Health]], Coroutine[Any, Any, None]]) -> None:
    async def main() -> None:
        pair = Pair(lambda faults, outlet: Simulated(faults, outlet))
        scanner = wedge.open(DriverUrl("wedge", "hid", "05e0:1200"), pair.open_port)
        assert isinstance(scanner, PortScanner)
        told: list[Scan | BadScan] = []
        health: list[Health] = []
        scanner.on_scan(told.append)
        scanner.on_health(health.append)
        task = asyncio.ensure_future(scanner.run())
        await asyncio.sleep(0.01)
        await script(pair, told, health)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await pair.stop()

    run(main())


def test_a_pulled_scanner_is_absent() -> None:
    async def script(pair: Pair, told: list[Scan | BadScan], health: list[Health]) -> None:
        pair.do("scan", text=GTIN)
        await asyncio.sleep(1)
        pair.do("unplug")
        await asyncio.sleep(1)
        assert [one.data for one in told if isinstance(one, Scan)] == [b"]E0" + GTIN.encode()]
        assert [one.state for one in health] == [HealthState.STARTING, HealthState.READY, HealthState.ABSENT]

    play(script)


def test_five_bad_scans_in_ten_seconds_are_told_to_the_technician_and_pass_with_time() -> None:
    async def script(pair: Pair, told: list[Scan | BadScan], health: list[Health]) -> None:
        for _ in range(5):
            pair.fault("function key")
            pair.do("scan", text=GTIN)
            await asyncio.sleep(0.5)
        assert (health[-1].state, health[-1].reasons) == (HealthState.DEGRADED, (Reason.FORMAT_ERROR,))
        await asyncio.sleep(11)
        assert health[-1].state is HealthState.READY

    play(script)


@pytest.mark.parametrize("fault", ["one byte at a time", "glue", "noise 1 %", "truncate", "repeat write", "flip bit"])
def test_no_fault_of_the_link_makes_another_code_of_two(fault: str) -> None:
    async def script(pair: Pair, told: list[Scan | BadScan], health: list[Health]) -> None:
        pair.fault(fault)
        for _ in range(3):
            pair.do("scan", text=GTIN)
            await asyncio.sleep(30)
        assert health[-1].is_usable
        assert all(len(one.data) <= 16 for one in told if isinstance(one, Scan))
        assert told

    play(script)


# --- finding the input device ---------------------------------------------------------------------------------------


def system(folder: Path, *devices: tuple[str, str, str, str]) -> Path:
    for number, (vendor, product, name, keys) in enumerate(devices):
        own = folder / f"event{number}" / "device"
        (own / "id").mkdir(parents=True)
        (own / "capabilities").mkdir()
        (own / "id" / "vendor").write_text(vendor + "\n")
        (own / "id" / "product").write_text(product + "\n")
        (own / "name").write_text(name + "\n")
        (own / "capabilities" / "key").write_text(keys + "\n")
    return folder


TYPES = "1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe"
SCANNER = ("05e0", "1200", "Scanner", TYPES)


def test_no_several_and_unfit_input_devices_are_named(tmp_path: Path) -> None:
    with pytest.raises(Unplugged, match=r"no input device is 05e0:1200; there are: none"):
        node_of("05e0:1200", tmp_path)
    one = system(tmp_path / "one", ("046d", "c31c", "Keyboard", TYPES), ("05e0", "1200", "Scanner", "0"))
    with pytest.raises(Unplugged, match=r"has no keys.*keyboard mode"):
        node_of("05e0:1200", one)
    with pytest.raises(Unplugged, match=r"there are: .*event0 046d:c31c Keyboard"):
        node_of("1111:2222", one)
    with pytest.raises(Unplugged, match=r"2 input devices are 05e0:1200: .*event0.*event1.*usb= or serial_no="):
        node_of("05e0:1200", system(tmp_path / "two", SCANNER, SCANNER))


def test_of_equal_devices_one_is_named_by_its_port_or_its_serial_number(tmp_path: Path) -> None:
    found = system(tmp_path, SCANNER, SCANNER, SCANNER)
    for number, (place, serial) in enumerate((("1.4", "A7"), ("1.14", "A8"), ("2", ""))):
        own = found / f"event{number}" / "device"
        (own / "phys").write_text(f"usb-0000:00:14.0-{place}/input0\n")
        (own / "uniq").write_text(serial + "\n")
    assert node_of("05e0:1200", found, usb="1.4").name == "event0"
    assert node_of("05e0:1200", found, serial="A8").name == "event1"
    with pytest.raises(Unplugged, match=r"no 05e0:1200 is at that port .*event0 .* usb=1.4 serial_no=A7; .*usb=1.14"):
        node_of("05e0:1200", found, usb="4")
    with pytest.raises(Unplugged, match=r"3 input devices"):
        node_of("05e0:1200", found)
    (found / "event1" / "device" / "uniq").write_text("A7\n")
    with pytest.raises(Unplugged, match=r"2 input devices"):
        node_of("05e0:1200", found, serial="A7")
    assert node_of("05e0:1200", found, usb="1.14", serial="A7").name == "event1"


def test_a_keypad_without_an_enter_key_is_found_by_the_keys_it_has(tmp_path: Path) -> None:
    found = system(tmp_path, ("2341", "8036", "Keypad", "ffe000000000000 0 0 0"), ("2341", "8036", "Audio", "0"))
    assert node_of("2341:8036", found).name == "event0"


def test_of_a_scanner_with_several_event_nodes_the_one_that_types_is_taken(tmp_path: Path) -> None:
    found = system(tmp_path, ("05e0", "1200", "Scanner Control", "1f 0 0"), SCANNER)
    assert node_of("05E0:1200", found) == Path("/dev/input/event1")
    (found / "event0" / "device" / "name").unlink()
    assert [device.node.name for device in input_devices(found)] == ["event1"]


def test_what_is_no_input_device_is_unplugged_in_words() -> None:
    async def attempt(address: str) -> None:
        await open_port(DriverUrl("wedge", "hid", address))

    with pytest.raises(Unplugged, match="is no input device"):
        asyncio.run(attempt("/dev/null"))
    with pytest.raises(Unplugged, match="No such file"):
        asyncio.run(attempt("/dev/input/by-id/none"))


@pytest.mark.parametrize(
    "url",
    [
        "wedge+hid://05e0",
        "wedge+hid://",
        "wedge+tcp://a:1",
        "wedge+hid://05e0:1200?gap_ms=0",
        "wedge+hid://05e0:1200?usb=left",
    ],
)
def test_a_wrong_address_is_refused_before_anything_is_opened(url: str) -> None:
    with pytest.raises(UrlError):
        open_device(url)


@pytest.mark.wire
def test_the_simulator_of_its_own_process_is_read_over_a_pseudo_terminal() -> None:
    command = [sys.executable, "-m", "devices.sim", "wedge", "--with-parent"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ}) as process:
        assert process.stdout is not None
        started = json.loads(process.stdout.readline())
        host, port = started["control"].split(":")

        async def read() -> Scan | BadScan:
            scanner = open_device(f"wedge+{started['address']}")
            got: asyncio.Future[Scan | BadScan] = asyncio.get_running_loop().create_future()
            ready = asyncio.Event()
            scanner.on_scan(got.set_result)  # type: ignore[attr-defined] # a scanner, by its URL
            scanner.on_health(lambda health: ready.set() if health.state is HealthState.READY else None)
            task = asyncio.ensure_future(scanner.run())
            async with asyncio.timeout(60):
                await ready.wait()
                await asyncio.to_thread(ask, host, int(port), {"do": "scan", "text": GTIN})
                frame = await got
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            return frame

        frame = asyncio.run(read())
        process.communicate(timeout=60)
    assert isinstance(frame, Scan)
    assert frame.data == b"]E0" + GTIN.encode()


def ask(host: str, port: int, request: dict[str, object]) -> None:
    with socket.create_connection((host, port), timeout=60) as connection:
        connection.sendall(json.dumps(request).encode() + b"\n")
        assert json.loads(connection.makefile().readline())["ok"]
