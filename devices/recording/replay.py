"""Plays a transcript: as the device, which a driver meets, or as the host, which meets a simulator.

Recorded bytes are masked; what comes is masked by the same rules before it is compared. A divergence names the line of
the file and the byte in it.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from devices.api import DriverUrl, Unplugged
from devices.recording.masks import Masker, Masks
from devices.recording.script import DEVICE, HOST, Step, read
from devices.transport import MemoryPort, OpenPort, Port, memory_pipe


class Divergence(AssertionError):
    """The other side did not do what the transcript says, or a line of it was never reached."""


def _gathered(steps: list[Step], kind: str) -> list[list[Step]]:
    """Put neighbouring lines of one kind together: how the other side cuts its bytes is its own affair."""
    groups: list[list[Step]] = []
    for step in steps:
        if groups and step.kind == kind == groups[-1][-1].kind:
            groups[-1].append(step)
        else:
            groups.append([step])
    return groups


async def expect(group: list[Step], port: Port, masker: Masker | None) -> None:
    """Read as many bytes as the lines have, and compare. Raises `Divergence`."""
    expected = b"".join(step.sent for step in group)
    count, got = 0, b""
    while count < len(expected):
        try:
            chunk = await port.read(len(expected) - count)
        except Unplugged:
            raise Divergence(_said(group, got, "the end of the line")) from None
        count += len(chunk)
        got += chunk if masker is None else b"".join(own.masked for own in masker.feed(chunk))
        _compare(group, expected, got)
    if masker is not None:
        got += b"".join(own.masked for own in masker.flush())
    _compare(group, expected, got, is_whole=True)


def _compare(group: list[Step], expected: bytes, got: bytes, *, is_whole: bool = False) -> None:
    if not expected.startswith(got) or (is_whole and got != expected):
        raise Divergence(_said(group, got, ""))


def _said(group: list[Step], got: bytes, ending: str) -> str:
    at = 0
    for step in group:
        own = got[at : at + len(step.sent)]
        if own != step.sent:
            byte = next((place for place, pair in enumerate(zip(own, step.sent, strict=False)) if pair[0] != pair[1]),
                        len(own))  # fmt: skip
            came = ending if byte >= len(own) else own[byte:].hex(" ")
            return f"line {step.line}, byte {byte + 1}: expected {step.sent[byte:].hex(' ')}, got {came or 'less'}"
        at += len(step.sent)
    return f"line {group[-1].line}: more than expected: {got[at:].hex(' ')}"


class DeviceReplay:
    """Stands for the device of one transcript; give `open_port` to the driver and await `finish` at the end.

    `masks` are those of the recording (none for a transcript written by hand); `pace` 10 plays ten times as fast.
    `at_line` and `at_kind` tell which line is played now.
    """

    def __init__(self, path: Path, masks: Masks | None = None, pace: float = 1.0) -> None:
        self._path = path
        self._masks, self._pace = masks, pace
        self._connections = read(path)
        self._tasks: list[asyncio.Task[None]] = []
        self._problems: list[str] = []
        self.ports: list[MemoryPort] = []
        self.at_line, self.at_kind = 0, ""
        self._is_over = asyncio.Event()

    @property
    def last_line(self) -> int:
        """The line of the file where its last step stands."""
        return max((step.line for steps in self._connections for step in steps), default=0)

    async def open_port(self, url: DriverUrl) -> Port:
        """Open the next connection of the transcript. Raises `Unplugged` when there is none left."""
        if len(self._tasks) == len(self._connections):
            raise Unplugged(f"{self._path.name} has no further connection")
        host, device = memory_pipe()
        self.ports.append(host)
        steps = self._connections[len(self._tasks)]
        self._tasks.append(asyncio.ensure_future(self._play(steps, device)))
        return host

    async def reached_the_end(self) -> None:
        """Wait until the last line was played, or something was not as written."""
        await self._is_over.wait()

    async def finish(self) -> None:
        """Raise `Divergence` for what was not as written. The host must have closed its ports."""
        for port in self.ports:
            if not port.is_closed:
                self._problems.append("the host left a port open")
                port.close()
        await asyncio.gather(*self._tasks)
        if len(self._tasks) < len(self._connections):
            self._problems.append(f"connection {len(self._tasks) + 1} was never opened")
        if self._problems:
            raise Divergence(f"{self._path.name}: " + "; ".join(self._problems))

    async def _play(self, steps: list[Step], device: MemoryPort) -> None:
        masker = self._masks.host(_nobody) if self._masks is not None else None
        for group in _gathered(steps, HOST):
            try:
                await self._do(group, device, masker)
            except (Unplugged, Divergence) as error:
                said = str(error)
                self._problems.append(said if said.startswith("line ") else f"line {group[0].line}: {said}")
                self._is_over.set()
                device.abort()
                return
        if steps is self._connections[-1]:
            self._is_over.set()
        try:
            surplus = await device.read(1000)
            self._problems.append(f"after the last line the host sent {surplus.hex(' ')}")
        except Unplugged:
            pass  # the host closed, or the transcript did: nothing more to play
        device.abort()

    async def _do(self, group: list[Step], device: MemoryPort, masker: Masker | None) -> None:
        step = group[0]
        self.at_line, self.at_kind = step.line, step.kind
        match step.kind:
            case ">":
                await expect(group, device, masker)
            case "<":
                await device.write(step.sent)
            case "wait":
                await asyncio.sleep(step.seconds / self._pace)
            case "cut":
                device.close()
            case "reset":
                device.abort()


class HostReplay:
    """Stands for the host of one transcript, at a simulator or a device. `play` raises `Divergence`."""

    def __init__(self, path: Path, masks: Masks | None = None, pace: float = 1.0, limit_s: float = 10.0) -> None:
        self._path, self._masks, self._pace, self._limit_s = path, masks, pace, limit_s
        self._connections = read(path)

    async def play(self, url: DriverUrl, open_port: OpenPort) -> None:
        """Send the host's lines and compare what comes back, line by line."""
        for steps in self._connections:
            port = await open_port(url)
            try:
                masker = self._masks.device(_nobody) if self._masks is not None else None
                for group in _gathered(steps, DEVICE):
                    await self._do(group, port, masker)
            except Unplugged as error:
                raise Divergence(f"line {group[0].line}: {error}") from error
            finally:
                port.close()

    async def _do(self, group: list[Step], port: Port, masker: Masker | None) -> None:
        step = group[0]
        match step.kind:
            case "<":
                try:
                    async with asyncio.timeout(self._limit_s + sum(own.seconds for own in group)):
                        await expect(group, port, masker)
                except TimeoutError:
                    raise Divergence(f"line {step.line}: nothing came for {self._limit_s:g} s") from None
            case ">":
                await port.write(step.sent)
            case "wait":
                await asyncio.sleep(step.seconds / self._pace)
            case _:
                pass  # the device's end: the next read tells


def _nobody(_rule: str) -> None:
    return
