"""From the line to the file and back: recorded at a simulator, played to the driver and to another simulator."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from devices.api import BadScan, DriverUrl, HealthState, Scan, Unplugged
from devices.recording.recorder import Recorder, device_line
from devices.recording.replay import DeviceReplay, Divergence, HostReplay
from devices.recording.rules import masks_of
from devices.recording.script import read
from devices.registry import open_device
from devices.sim.process.front import arguments
from devices.sim.process.kinds import build, outlet_for
from devices.transport import MemoryPort, Port, memory_pipe
from devices.url import parse
from tests.unit.devices.pairs import Pair, Watched
from tests.unit.devices.recording.canaries import CARD, PASSPORT, STREAMS
from tests.virtual_time import run
from tests.wire.player import play_to

DAY = datetime(2026, 11, 22)
URLS = {
    "linescan": "linescan+serial:///dev/x?prefix=aim",
    "mrzserial": "mrzserial+serial:///dev/x",
    "cas": "cas+serial:///dev/x",
    "zvt": "zvt+tcp://10.0.0.5:20007",
}


def pair_of(driver: str) -> Pair:
    """The simulator of a driver, as its process would build it."""
    options, outlet = arguments().parse_args([driver]), outlet_for(driver)
    return Pair(lambda faults, outlet: build(driver, options, faults, outlet), outlet)


def recorded(file: Path, driver: str, script: Callable[[Pair, Watched], Awaitable[None]]) -> str:
    """Record a driver at its simulator; give the text of the file."""

    async def main() -> None:
        pair = pair_of(driver)
        url = parse(URLS[driver])
        recorder = Recorder(file, url, open_port=pair.open_port, on_day=DAY)
        watched = Watched(open_device(URLS[driver], open_port=recorder.open_port))
        try:
            await script(pair, watched)
        finally:
            await watched.end()
            recorder.close()
            await pair.stop()
        await asyncio.sleep(0.01)

    run(main())
    return file.read_text()


def played(file: Path, driver: str, heard: Callable[[Any], None], pace: float = 1.0) -> None:
    """Play a file to a new driver, as its head says."""
    play_to(device_line(parse(URLS[driver])), file, heard, pace)


def listen(scans: list[Scan | BadScan], device: Any) -> None:
    device.on_scan(scans.append)


def test_scans_are_recorded_with_their_times_and_played_to_another_driver(tmp_path: Path) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        await asyncio.sleep(1.5)
        pair.do("scan", text="9520001000010")
        await asyncio.sleep(0.5)
        pair.do("scan", text=CARD.decode())
        await asyncio.sleep(0.5)

    file = tmp_path / "scans.wire"
    text = recorded(file, "linescan", script)
    assert CARD.decode() not in text
    assert [step.seconds for step in read(file)[0] if step.kind == "wait"] == pytest.approx([1.5, 0.5], abs=0.02)
    assert file.stat().st_mode & 0o077 == 0
    for pace in (1.0, 10.0):
        scans: list[Scan | BadScan] = []
        played(file, "linescan", partial(listen, scans), pace)
        assert [scan.data for scan in scans if isinstance(scan, Scan)] == [b"]E09520001000010", b"]C04000000000000077"]


def test_a_document_is_recorded_as_a_specimen_that_the_driver_reads(tmp_path: Path) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        pair.do("document", lines=[line.decode() for line in PASSPORT])
        await asyncio.sleep(3)

    file = tmp_path / "passport.wire"
    text = recorded(file, "mrzserial", script)
    assert "ERIKSSON" not in text
    documents: list[Any] = []
    played(file, "mrzserial", lambda device: device.on_document(documents.append))
    assert documents[0].lines[0].startswith("P<UTOXXXXXX<<XXXX")


def test_a_scale_is_recorded_and_played_both_ways(tmp_path: Path) -> None:
    async def script(pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)
        await asyncio.sleep(1)

    file = tmp_path / "weights.wire"
    recorded(file, "cas", script)
    readings: list[Any] = []
    played(file, "cas", lambda device: device.on_reading(readings.append))
    assert readings

    async def at_the_simulator() -> None:
        pair = pair_of("cas")
        url = parse(URLS["cas"])
        await HostReplay(file, masks_of(url)).play(url, pair.open_port)
        await pair.stop()

    run(at_the_simulator())


def test_a_terminal_s_first_dialogue_is_played_at_another_simulator(tmp_path: Path) -> None:
    async def script(_pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)

    file = tmp_path / "registration.wire"
    text = recorded(file, "zvt", script)
    assert "# device: zvt+tcp://127.0.0.1:1" in text
    assert "10.0.0.5" not in text

    async def at_the_simulator() -> None:
        pair = pair_of("zvt")
        url = parse(URLS["zvt"])
        await HostReplay(file, masks_of(url)).play(url, pair.open_port)
        await pair.stop()

    run(at_the_simulator())


# --- divergences ---


def transcript(file: Path, *lines: str) -> Path:
    file.write_text("\n".join(["# source: made up", *lines]))
    return file


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"\x05\x12", "line 2, byte 2: expected 11, got 12"),
        (b"\x05", "line 2, byte 2: expected 11, got the end"),
        (b"\x05\x11\x06\x05", "line 4, byte 2: expected 06, got 05"),
        (b"\x05\x11\x06\x06\x07", "after the last line the host sent 07"),
    ],
)
def test_a_divergence_names_line_and_byte(tmp_path: Path, sent: bytes, said: str) -> None:
    file = transcript(tmp_path / "x.wire", "> 05 11", "< 06", "> 06 06")

    async def main() -> None:
        replay = DeviceReplay(file)
        port = await replay.open_port(DriverUrl("cas", "serial", "/x", {}))
        await port.write(sent)
        await asyncio.sleep(0.1)
        port.close()
        with pytest.raises(Divergence, match=said):
            await replay.finish()

    run(main())


@pytest.mark.parametrize(
    ("told", "said"),
    [(b"\x06\x07", "line 3, byte 2: expected 06, got 07"), (b"\x06", "nothing came for 10 s")],
)
def test_a_simulator_s_divergence_names_it_too(tmp_path: Path, told: bytes, said: str) -> None:
    file = transcript(tmp_path / "x.wire", "> 05", "< 06 06")

    async def main() -> None:
        host, device = memory_pipe()

        async def open_port(_url: DriverUrl) -> Port:
            return host

        await device.write(told)
        with pytest.raises(Divergence, match=said):
            await HostReplay(file).play(DriverUrl("cas", "serial", "/x", {}), open_port)

    run(main())


# --- the file ---


def on_a_recorded_pipe(file: Path, url: str, script: Callable[[Recorder, Port, MemoryPort], Awaitable[None]]) -> str:
    async def main() -> None:
        host, device = memory_pipe()

        async def open_port(_url: DriverUrl) -> Port:
            return host

        recorder = Recorder(file, parse(url), open_port=open_port, on_day=DAY)
        port = await recorder.open_port(parse(url))
        await script(recorder, port, device)
        recorder.close()

    run(main())
    return file.read_text()


def test_what_the_other_side_interrupts_is_written_before_it_and_only_as_a_shape(tmp_path: Path) -> None:
    async def script(_recorder: Recorder, port: Port, device: MemoryPort) -> None:
        await device.write(b"]C0" + CARD[:8])
        await port.read(100)
        await port.write(b"\x16T\r")
        await device.write(CARD[8:] + b"\r")
        await port.read(100)

    lines = on_a_recorded_pipe(tmp_path / "a.wire", URLS["linescan"], script).splitlines()
    spoken = [line for line in lines if not line.startswith("#")]
    assert spoken[0] == '< ".X000000000"'
    assert spoken[1].startswith(">")
    assert CARD[:6].decode() not in "".join(spoken)


def test_the_end_of_the_line_is_a_cut_and_half_a_frame_is_a_shape(tmp_path: Path) -> None:
    async def script(_recorder: Recorder, port: Port, device: MemoryPort) -> None:
        await device.write(CARD)
        await port.read(100)
        device.close()
        with pytest.raises(Unplugged):
            await port.read(100)

    text = on_a_recorded_pipe(tmp_path / "a.wire", URLS["linescan"], script)
    assert text.splitlines()[-3:] == ['< "0000000000000000"', "! cut", "# masked here: not understood: 1"]


def test_a_file_that_exists_is_not_written_over(tmp_path: Path) -> None:
    file = transcript(tmp_path / "a.wire")
    with pytest.raises(FileExistsError):
        Recorder(file, parse(URLS["cas"]))


def test_connections_that_overlap_are_written_one_after_the_other(tmp_path: Path) -> None:
    async def main() -> None:
        pipes = [memory_pipe(), memory_pipe()]
        left = iter(pipes)

        async def open_port(_url: DriverUrl) -> Port:
            return next(left)[0]

        url = parse(URLS["cas"])
        recorder = Recorder(tmp_path / "a.wire", url, open_port=open_port, on_day=DAY)
        first, second = await recorder.open_port(url), await recorder.open_port(url)
        for port, octet in ((first, b"\x05"), (second, b"\x11"), (first, b"\x06")):
            await port.write(octet)
        first.close()
        second.abort()
        recorder.close()

    run(main())
    spoken = [line for line in (tmp_path / "a.wire").read_text().splitlines() if line[0] != "#"]
    assert spoken == ["> 05", "> 06", "! connect", "> 11"]


def test_no_secret_and_no_place_stands_in_the_head() -> None:
    assert device_line(parse("zvt+tcp://10.0.0.5:20007?secret=till-1&currency=CHF")) == (
        "zvt+tcp://127.0.0.1:1?currency=CHF"
    )


@pytest.mark.parametrize("name", [name for name in STREAMS if name != "unknown"])
def test_a_file_holds_no_canary_and_is_read_as_it_was_masked(tmp_path: Path, name: str) -> None:
    stream = STREAMS[name]
    draw = random.Random(name)  # noqa: S311  # the same portions in every run

    async def script(_recorder: Recorder, port: Port, device: MemoryPort) -> None:
        at = 0
        while at < len(stream.sent):
            size = draw.randint(1, 60)
            part, at = stream.sent[at : at + size], at + size
            if stream.side == "host":
                await port.write(part)
            else:
                await device.write(part)
                await port.read(100)
            await asyncio.sleep(draw.choice((0, 0, 0.3)))

    file = tmp_path / "a.wire"
    text = on_a_recorded_pipe(file, stream.url, script).encode()
    octets = b"".join(step.sent for steps in read(file) for step in steps)
    for own in stream.canaries:
        assert own not in octets
        assert len(own) < 4 or own.hex(" ").upper().encode() not in text
    assert len(octets) == len(stream.sent)


def test_a_recording_put_among_the_transcripts_is_played_with_its_masks(tmp_path: Path) -> None:
    async def script(_pair: Pair, watched: Watched) -> None:
        await watched.until(HealthState.READY)

    file = tmp_path / "recorded.wire"
    recorded(file, "zvt", script)
    play_to(URLS["zvt"], file, lambda _device: None)
