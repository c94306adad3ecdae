"""Plays the device's side of a transcript `tests/wire/<driver>/*.wire` over memory pipes.

| line        | meaning                                                    |
|-------------|------------------------------------------------------------|
| `# text`    | a comment; the first one is `# source: ...`                |
| `> hex`     | these bytes, and no others, come from the host             |
| `< hex`     | these bytes go to the host                                 |
| `! wait s`  | seconds pass                                               |
| `! cut`     | the device closes the connection                           |
| `! reset`   | the device resets the connection                           |
| `! connect` | the host opens a new connection (the first needs no line)  |

Hexadecimal bytes may stand in groups. A `"text"` among them stands for its ASCII bytes.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

from devices.api import DriverUrl, Unplugged
from devices.transport import MemoryPort, Port, memory_pipe

_TOKEN = re.compile(r'"([^"]*)"|([0-9A-Fa-f]{2}(?:\s*[0-9A-Fa-f]{2})*)\s*')


class TranscriptError(AssertionError):
    """The host did not do what the transcript says, or a line of it was never reached."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a transcript."""

    line: int
    kind: str
    sent: bytes = b""
    seconds: float = 0.0


def read(path: Path) -> list[list[Step]]:
    """Read a transcript: one list of steps per connection. Raises ValueError naming the line."""
    connections: list[list[Step]] = [[]]
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or not lines[0].startswith("# source:"):
        raise ValueError(f"{path.name}: the first line names no source")
    for number, line in enumerate(lines, 1):
        text = line.partition("#")[0].strip()
        if text == "! connect":
            connections.append([])
        elif text:
            connections[-1].append(_step(path, number, text))
    return connections


def _step(path: Path, number: int, text: str) -> Step:
    kind, _, rest = text.partition(" ")
    if kind in (">", "<"):
        return Step(number, kind, _bytes(rest, f"{path.name}:{number}"))
    verb, _, seconds = rest.partition(" ")
    if kind == "!" and verb in ("cut", "reset", "wait"):
        return Step(number, verb, seconds=float(seconds or 0))
    raise ValueError(f"{path.name}:{number}: not a line of a transcript")


def _bytes(text: str, place: str) -> bytes:
    found, at = b"", 0
    text = text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"{place}: not hexadecimal")
        found += match[1].encode("ascii") if match[1] is not None else bytes.fromhex(match[2])
        at = match.end()
        while at < len(text) and text[at] == " ":
            at += 1
    return found


class Player:
    """Stands for the device of one transcript; give `open_port` to the driver and await `finish` at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connections = read(path)
        self._tasks: list[asyncio.Task[None]] = []
        self._problems: list[str] = []
        self.ports: list[MemoryPort] = []

    async def open_port(self, url: DriverUrl) -> Port:
        """Open the next connection of the transcript. Raises `Unplugged` when there is none left."""
        if len(self._tasks) == len(self._connections):
            raise Unplugged(f"{self._path.name} has no further connection")
        host, device = memory_pipe()
        self.ports.append(host)
        steps = self._connections[len(self._tasks)]
        self._tasks.append(asyncio.ensure_future(self._play(steps, device)))
        return host

    async def finish(self) -> None:
        """Raise `TranscriptError` for what was not as written. The host must have closed its ports."""
        for port in self.ports:
            if not port.is_closed:
                self._problems.append("the host left a port open")
                port.close()
        await asyncio.gather(*self._tasks)
        if len(self._tasks) < len(self._connections):
            self._problems.append(f"connection {len(self._tasks) + 1} was never opened")
        if self._problems:
            raise TranscriptError(f"{self._path.name}: " + "; ".join(self._problems))

    async def _play(self, steps: list[Step], device: MemoryPort) -> None:
        for step in steps:
            try:
                await self._do(step, device)
            except (Unplugged, TranscriptError) as error:
                self._problems.append(f"line {step.line}: {error}")
                device.abort()
                return
        try:
            surplus = await device.read(1000)
            self._problems.append(f"after the last line the host sent {surplus.hex(' ')}")
        except Unplugged:
            pass  # the host closed, or the transcript did: nothing more to play
        device.abort()

    async def _do(self, step: Step, device: MemoryPort) -> None:
        match step.kind:
            case ">":
                await self._expect(step.sent, device)
            case "<":
                await device.write(step.sent)
            case "wait":
                await asyncio.sleep(step.seconds)
            case "cut":
                device.close()
            case "reset":
                device.abort()

    async def _expect(self, expected: bytes, device: MemoryPort) -> None:
        got = b""
        while len(got) < len(expected):
            try:
                got += await device.read(len(expected) - len(got))
            except Unplugged:
                raise TranscriptError(f"expected {expected.hex(' ')}, got {got.hex(' ')} and the end") from None
            if not expected.startswith(got):
                raise TranscriptError(f"expected {expected.hex(' ')}, got {got.hex(' ')}")
