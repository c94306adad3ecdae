"""From a device's last byte on the line to the event on the core's thread, driver by driver."""

from __future__ import annotations

import os
import random
import select
import time
import tty
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import cycle
from queue import Empty, SimpleQueue
from threading import Event
from typing import Any

from devices.api import DocumentLines, DriverUrl, Scan
from devices.loop import supervise
from devices.registry import open_device
from devices.sim.process.front import arguments
from devices.sim.process.kinds import build
from devices.transport import Port, open_port
from kiosk.runtime import Core
from tests.bench.figures import Round
from tests.bench.pair import Family, Measured, Pair, Wanted, require_same
from tests.bench.pairs.goods import ean
from tests.bench.turns import Effort, settle, take_turns
from tests.bench.twins import bare_readers as bare
from tests.unit.sim.rig import Rig

SAMPLES = 100
POLLED_SAMPLES = 12
ANSWER_S, WAKE_S, PRIME_S = 10.0, 30.0, 0.3
GAP_S = (0.018, 0.026)
"""Pauses between two frames: never in step with a timer, and no more than a line carries."""
LESS = (
    "The twin does less: no condition, no limits, nothing for a line that spoils or ends; it is a thread that blocks."
)
EVERY = ("scan", "reading", "document")


@dataclass(frozen=True, slots=True)
class Listened:
    """One driver: its URL up to the place, what its device sends, and how the twin cuts that."""

    pair: Pair
    url: str
    frames: Callable[[], Sequence[bytes]]
    cut: bare.Cut
    question: bytes = b""


def _pair(driver: str, what: str) -> Pair:
    return Pair(
        f"event_{driver}", f"last byte of {what} to the event on the core's thread, {driver}", "ms", "wall",
        "a thread that reads and cuts the same bytes", None, LESS,
    )  # fmt: skip


def _simulated(driver: str, verb: str, *options: str, **arguments_: Any) -> bytes:
    """Return what the simulated device sends for one act."""
    parsed = arguments().parse_args([driver, *options])
    rig = Rig(lambda faults, outlet: build(driver, parsed, faults, outlet))
    rig.do(verb, **arguments_)
    return rig.taken()


def _scans() -> Sequence[bytes]:
    return [_simulated("linescan", "scan", text=ean(number)) for number in range(1, 9)]


def _typed() -> Sequence[bytes]:
    return [_simulated("wedge", "scan", "--prefix", "none", text=ean(number)) for number in range(1, 9)]


def _documents() -> Sequence[bytes]:
    return [_simulated("mrzserial", "document", format=name) for name in ("TD3", "TD1", "TD2")]


def _lines() -> Sequence[bytes]:
    return [b"ST,GS,1\xc4,  %02d.%03d kg\r\n" % divmod(grams, 1000) for grams in range(1005, 1405, 50)]


def _answers() -> Sequence[bytes]:
    plain = [b"\x02%02d.%03d\r" % divmod(grams, 1000) for grams in range(1005, 1405, 50)]
    return [bytes(octet | 0x80 if octet.bit_count() % 2 else octet for octet in answer) for answer in plain]


EVENTS = (
    Listened(_pair("linescan", "a scan"), "linescan+serial://{line}", _scans, bare.lines),
    Listened(_pair("wedge", "a typed scan"), "wedge+serial://{line}", _typed, bare.keys),
    Listened(_pair("mrzserial", "a document"), "mrzserial+serial://{line}", _documents, bare.documents),
    Listened(_pair("cas", "a weight"), "cas+serial://{line}?mode=continuous", _lines, bare.indicator),
    Listened(
        _pair("toledo8217", "a weight that was asked for"),
        "toledo8217+serial://{line}?profile=display-only-15kg",
        _answers,
        bare.answers,
        b"\xd7",
    ),
)


class Side:
    """The device's end of a line, and what the host's side tells of it."""

    def __init__(self, question: bytes) -> None:
        self._wire, self._far = os.openpty()
        tty.setraw(self._far)
        self.path = os.ttyname(self._far)
        self._question = question
        self._told: SimpleQueue[tuple[int, Hashable]] = SimpleQueue()

    def heard(self, at_ns: int, what: Hashable) -> None:
        """Something came; from any thread."""
        self._told.put((at_ns, what))

    def send(self, frame: bytes, limit_s: float = ANSWER_S) -> tuple[float, Hashable]:
        """Send a frame, after the question where one is due; return the ms to what was told, and that."""
        if self._question:
            if not select.select([self._wire], [], [], ANSWER_S)[0]:
                raise TimeoutError("the host asks nothing")
            os.read(self._wire, 64)
        began_ns = time.perf_counter_ns()
        os.write(self._wire, frame)
        at_ns, what = self._told.get(timeout=limit_s)
        return (at_ns - began_ns) / 1e6, what

    def wake(self, frame: bytes) -> None:
        """Send a frame until it is told: a scale that said nothing for a while was given up and is opened again."""
        until = time.monotonic() + WAKE_S
        while time.monotonic() < until:
            with suppress(Empty):
                self.send(frame, PRIME_S)
                return
        raise TimeoutError("nothing is told")

    def close(self) -> None:
        """Take the line away."""
        os.close(self._wire)
        os.close(self._far)


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Open the real driver on the core's thread and the twin on a thread of its own; send to both in turns."""
    for listened in EVENTS:
        if listened.pair.id not in wanted:
            continue
        with ExitStack() as stack:
            core = Core()
            core.start()
            stack.callback(core.stop)
            ours, twin = Side(listened.question), Side(listened.question)
            stack.callback(ours.close)
            stack.callback(twin.close)
            _listen(core, listened.url.format(line=ours.path), ours)
            bare.BareReader(twin.path, listened.cut, twin.heard, listened.question)
            frames = listened.frames()
            for side in (ours, twin):
                side.wake(frames[-1])
            for frame in frames:
                require_same(f"{listened.pair.id}, {frame[:24]!r}", ours.send(frame)[1], twin.send(frame)[1])
            count = effort.samples(POLLED_SAMPLES if listened.question else SAMPLES)
            sides = {"ours": _round(ours, frames, count), "twin": _round(twin, frames, count)}
            found = take_turns(sides, effort.rounds)
        yield Measured(listened.pair, found["ours"], found["twin"])


def _listen(core: Core, url: str, side: Side) -> None:
    is_open = Event()

    async def opened(at: DriverUrl) -> Port:
        port = await open_port(at)
        is_open.set()
        return port

    device: Any = open_device(url, open_port=opened)

    def told(event: Any) -> None:
        said = _said(event)
        if said is not None:
            side.heard(time.perf_counter_ns(), said)

    for name in EVERY:
        if hasattr(device, f"on_{name}"):
            getattr(device, f"on_{name}")(told)
    core.call(lambda: core.spawn(supervise(device, lambda _health: None), _failed))
    if not is_open.wait(ANSWER_S):
        raise TimeoutError(f"{url} is {device.health.state}")


def _said(event: Any) -> Hashable | None:
    """Return what an event says, as the twin tells it; None for what says nothing."""
    if isinstance(event, Scan):
        return event.data
    if isinstance(event, DocumentLines):
        return event.lines
    grams = getattr(event, "weight_g", None)
    return grams if isinstance(grams, int) else None


def _failed(error: BaseException) -> None:
    raise RuntimeError("the driver ended") from error


def _round(side: Side, frames: Sequence[bytes], count: int) -> Callable[[], Round]:
    pauses = random.Random(5)  # noqa: S311 - pauses, not secrets
    turn = cycle(frames)  # never the same twice in a row: that would be one read

    def samples() -> Round:
        settle()
        side.wake(next(turn))
        found = []
        for _ in range(count):
            time.sleep(pauses.uniform(*GAP_S))
            found.append(side.send(next(turn))[0])
        return found

    return samples


FAMILY = Family(tuple(listened.pair for listened in EVENTS), measure)
