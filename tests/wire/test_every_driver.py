"""Every driver has transcripts with a source; each is played to the driver, its host's part to the simulator."""

from __future__ import annotations

import asyncio
import struct
from pathlib import Path

import pytest

from devices.api import Unplugged
from devices.registry import drivers
from devices.sim.process.front import arguments
from devices.sim.process.kinds import build, outlet_for
from devices.transport import Port
from devices.url import parse
from tests.unit.devices.pairs import Pair
from tests.virtual_time import run
from tests.wire.player import Step, read

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.wire"))
WITHOUT = {"camera": "there is no line: its pictures come from files, and the vectors and generated frames judge them"}
PLACES = {"nexo": "http://h:1/nexo?poi=P&sale=S", "zvt": "tcp://h:1", "escpos": "tcp://h:1", "zpl": "tcp://h:1"}
QUIET_S = 3.0
ENOUGH = 4096  # some devices never fall silent
KNOBS = {"cas/continuous": "mode=continuous", "lights/text": "board=text"}
RECOVER = b"\x10\x05"  # asks nothing: what came behind it told of the fault
ACK = b"\x80\x00\x00"


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def test_every_driver_has_transcripts_or_a_reason_for_none() -> None:
    missing = [name for name in drivers() if name not in WITHOUT and not list(HERE.glob(f"{name}/*.wire"))]
    assert missing == [], "write what the device says into tests/wire/<driver>/<what happens>.wire, with its source"
    assert not [name for name in WITHOUT if list(HERE.glob(f"{name}/*.wire"))]


def test_every_folder_belongs_to_a_driver() -> None:
    assert {path.parent.name for path in FILES} <= set(drivers())


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_transcript_names_its_source(path: Path) -> None:
    assert read(path)
    source = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# source:").strip()
    assert len(source) > 20


def test_every_transcript_is_played_to_its_driver() -> None:
    texts = [
        own.read_text(encoding="utf-8")
        for own in HERE.parent.rglob("test_*.py")
        if own.name != Path(__file__).name and ".wire" in own.read_text(encoding="utf-8")
    ]
    unused = [name_of(path) for path in FILES if not any(f'{path.stem}"' in text for text in texts)]
    assert unused == []


# --- the host's part, at the simulator ---


async def all_that_comes(port: Port, seconds: float = QUIET_S) -> bytes:
    got = b""
    try:
        while len(got) < ENOUGH:
            async with asyncio.timeout(seconds):
                got += await port.read(4096)
    except (TimeoutError, Unplugged):
        pass  # it is quiet, or it ended the line
    return got


def simulator_of(path: Path) -> Pair:
    name, is_serial = path.parent.name, path.stem.startswith("serial")
    listen = ["--listen", "pty"] if is_serial else []
    knob = KNOBS.get(name_of(path))
    knobs = ["--knob", knob] if knob is not None else []
    options, outlet = arguments().parse_args([name, *listen, *knobs]), outlet_for(name)
    pair = Pair(lambda faults, outlet: build(name, options, faults, outlet), outlet)
    if name in ("zvt", "nexo"):
        pair.do("auto", delay_s=0)
    return pair


def groups(steps: list[Step]) -> list[tuple[bytes, bool]]:
    """What the host says at once, and whether the device of the transcript answers it."""
    found: list[tuple[bytes, bool]] = []
    for step in steps:
        if step.kind == ">":
            said, was_answered = found.pop() if found and not found[-1][1] else (b"", False)
            found.append((said + step.sent, was_answered))
        elif step.kind == "<" and found:
            found[-1] = (found[-1][0], True)
    return found


TALKING = [path for path in FILES if path.parent.name not in ("zvt", "nexo", "keypad")]


@pytest.mark.parametrize("path", TALKING, ids=name_of)
def test_the_simulator_answers_what_the_device_answered(path: Path) -> None:
    async def main() -> None:
        pair = simulator_of(path)
        url = parse(f"{path.parent.name}+{PLACES.get(path.parent.name, 'serial:///dev/x')}")
        for steps in read(path):
            port = await pair.open_port(url)
            silent_s = await all_that_comes(port, 0.5) if not any(step.kind == ">" for step in steps) else b""
            is_unasked = path.stem == "continuous"
            assert bool(silent_s) is is_unasked, "a device that nobody asks"
            for said, was_answered in groups(steps):
                await port.write(said)
                if was_answered and not said.startswith(RECOVER):
                    assert await all_that_comes(port), f"no answer to {said[:40]!r}"
            port.close()
        await pair.stop()

    run(main())


def commands(path: Path) -> list[bytes]:
    """The commands of a ZVT transcript, without acknowledgements and, on a serial line, out of their blocks."""
    found = []
    for steps in read(path):
        for step in steps:
            own = step.sent
            if path.stem.startswith("serial") and own[:2] == b"\x10\x02":
                own = own[2:-4].replace(b"\x10\x10", b"\x10")
            if step.kind == ">" and len(own) > 2 and own[:1] in (b"\x05", b"\x06") and own not in found:
                found.append(own)
    return found


@pytest.mark.parametrize("path", [own for own in FILES if own.parent.name == "zvt"], ids=name_of)
def test_the_simulated_terminal_takes_or_refuses_every_command(path: Path) -> None:
    """As over TCP: a serial transcript's units are those of its blocks."""

    async def main() -> None:
        options, outlet = arguments().parse_args(["zvt"]), outlet_for("zvt")
        pair = Pair(lambda faults, outlet: build("zvt", options, faults, outlet), outlet)
        pair.do("auto", delay_s=0)
        port = await pair.open_port(parse("zvt+tcp://h:1"))
        for command in commands(path):
            await port.write(command)
            first = await all_that_comes(port, 1)
            assert first[:2] == b"\x80\x00" or first[:1] == b"\x84" or first[:2] == b"\x06\x1e", command.hex()
            while first:
                await port.write(ACK)
                first = await all_that_comes(port, 10)
        port.close()
        await pair.stop()

    run(main())


@pytest.mark.parametrize("path", [own for own in FILES if own.parent.name in ("wedge", "keypad")], ids=name_of)
def test_keys_are_whole_events_of_the_kernel(path: Path) -> None:
    event = struct.Struct("@llHHi")
    for steps in read(path):
        assert {step.kind for step in steps} <= {"<", "wait", "cut"}
        sent = b"".join(step.sent for step in steps)
        assert sent
        assert len(sent) % event.size == 0 or "portions" in path.stem
