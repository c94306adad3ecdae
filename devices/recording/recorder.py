"""Writes what passes between a driver and its device, masked before it leaves memory.

Give `open_port` to the driver in the place of the transport's. What is written is masked frame by frame; bytes whose
frame is not whole wait in memory. The file is a transcript (`script.py`) with the times of the line.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter, deque
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TextIO

from devices import transport
from devices.api import DriverUrl, Unplugged
from devices.recording.masks import Masker, Masks, Released
from devices.recording.rules import masks_of
from devices.recording.script import DEVICE, DEVICE_LINE, HOST, MASKED, SOURCE, written
from devices.transport import OpenPort, Port

LEAST_WAIT_S = 0.01
"""Shorter pauses are not written: they are the system's, not the device's."""
_PLACES = {"tcp": "127.0.0.1:1", "http": "127.0.0.1:1/nexo", "https": "127.0.0.1:1/nexo"}
_LEFT_OUT = frozenset({"secret", "ca", "name"})


def device_line(url: DriverUrl) -> str:
    """Give the URL of a recorded device without its place and its secrets, as a replay opens it."""
    own = "&".join(f"{name}={value}" for name, value in url.options.items() if name not in _LEFT_OUT)
    place = _PLACES.get(url.transport, "/recorded")
    return f"{url.driver}+{url.transport}://{place}" + (f"?{own}" if own else "")


class Recorder:
    """One file for one device. Raises `FileExistsError` and other `OSError`; `close` it at the end."""

    def __init__(
        self,
        file: Path,
        url: DriverUrl,
        *,
        open_port: OpenPort = transport.open_port,
        masks: Masks | None = None,
        on_day: datetime | None = None,
    ) -> None:
        self._masks = masks or masks_of(url)
        self._open_port = open_port
        self._tally: Counter[str] = Counter()
        self._tracks: deque[_Track] = deque()
        self._connections = 0
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file: TextIO = os.fdopen(number, "w", encoding="ascii", errors="backslashreplace")
        day = f"{on_day or datetime.now().astimezone():%Y-%m-%d}"
        self._say(f"{SOURCE} recorded from {url.driver} over {url.transport}, {day}; maker, model, firmware: unknown")
        self._say(f"{DEVICE_LINE} {device_line(url)}")
        for rule in self._masks.rules:
            self._say(f"{MASKED} {rule}")

    async def open_port(self, url: DriverUrl) -> Port:
        """Open the device's port and record it. Raises `Unplugged`."""
        port = await self._open_port(url)
        self._connections += 1
        track = _Track(self._masks, self._tally, is_first=self._connections == 1)
        self._tracks.append(track)
        self._write_out()
        return _RecordedPort(port, track, self._write_out)

    def close(self) -> None:
        """Write what is still held, and how often each rule masked something."""
        for track in self._tracks:
            track.end()
        self._write_out()
        for rule, count in sorted(self._tally.items()):
            self._say(f"# masked here: {rule}: {count}")
        self._file.close()

    def _write_out(self) -> None:
        """Write what the oldest open connection said; those that were opened after it wait for its end."""
        if self._file.closed:
            return
        while self._tracks:
            track = self._tracks[0]
            for line in track.taken():
                self._say(line)
            if not track.is_ended:
                break
            self._tracks.popleft()
        self._file.flush()

    def _say(self, line: str) -> None:
        self._file.write(f"{line}\n")


class _Track:
    """The lines of one connection."""

    def __init__(self, masks: Masks, tally: Counter[str], *, is_first: bool) -> None:
        def tell(rule: str) -> None:
            tally[rule] += 1

        self._maskers: dict[str, Masker] = {HOST: masks.host(tell), DEVICE: masks.device(tell)}
        self._came: dict[str, deque[tuple[float, int]]] = {HOST: deque(), DEVICE: deque()}
        self._lines: list[str] = [] if is_first else ["! connect"]
        self._last_s = self._now()
        self.is_ended = False

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()

    def passed(self, kind: str, chunk: bytes) -> None:
        """Take bytes that passed. What the other side began is written before them, as far as it may be."""
        if self.is_ended:
            return
        other = DEVICE if kind == HOST else HOST
        self._put(other, self._maskers[other].flush())
        self._came[kind].append((self._now(), len(chunk)))
        self._put(kind, self._maskers[kind].feed(chunk))

    def cut(self) -> None:
        """The device's end of the line is gone."""
        if not self.is_ended:
            self.end()
            self._wait(self._now())
            self._lines.append("! cut")

    def broken(self, count: int) -> None:
        """The host gave up in the middle of some bytes: nobody knows how many of them left."""
        self._lines.append(f"# a write was broken off: up to {count} bytes more may have left")

    def end(self) -> None:
        """Write what is held."""
        if not self.is_ended:
            for kind, masker in self._maskers.items():
                self._put(kind, masker.flush())
            self.is_ended = True

    def taken(self) -> list[str]:
        """Give the lines since the last look."""
        lines, self._lines = self._lines, []
        return lines

    def _put(self, kind: str, released: list[Released]) -> None:
        """Write masked bytes at the times when their places on the line passed."""
        pieces: list[tuple[float, bytes]] = []
        for raw, masked in released:
            pieces += self._placed(self._came[kind], raw, masked)
        joined = b""
        for at, (when_s, piece) in enumerate(pieces):
            joined += piece
            is_last = at + 1 == len(pieces) or (kind == DEVICE and pieces[at + 1][0] - when_s >= LEAST_WAIT_S)
            if is_last and joined:
                self._wait(when_s, is_written=kind == DEVICE)
                self._lines += written(kind, joined)
                joined = b""

    @staticmethod
    def _placed(came: deque[tuple[float, int]], raw: int, masked: bytes) -> list[tuple[float, bytes]]:
        pieces: list[tuple[float, bytes]] = []
        while raw:
            when_s, count = came.popleft()
            used = min(count, raw)
            if used < count:
                came.appendleft((when_s, count - used))
            raw -= used
            own, masked = (masked[:used], masked[used:]) if raw else (masked, b"")
            pieces.append((when_s, own))
        return pieces

    def _wait(self, when_s: float, *, is_written: bool = True) -> None:
        if is_written and when_s - self._last_s >= LEAST_WAIT_S:
            self._lines.append(f"! wait {when_s - self._last_s:.2f}")
        self._last_s = when_s


class _RecordedPort:
    def __init__(self, port: Port, track: _Track, write_out: Callable[[], None]) -> None:
        self._port, self._track, self._write_out = port, track, write_out

    async def read(self, limit: int) -> bytes:
        try:
            chunk = await self._port.read(limit)
        except Unplugged:
            self._track.cut()
            self._write_out()
            raise
        self._track.passed(DEVICE, chunk)
        self._write_out()
        return chunk

    async def write(self, chunk: bytes) -> None:
        try:
            await self._port.write(chunk)
        except BaseException:
            self._track.broken(len(chunk))
            raise
        self._track.passed(HOST, chunk)
        self._write_out()

    def abort(self) -> None:
        self._finish()
        self._port.abort()

    def close(self) -> None:
        self._finish()
        self._port.close()

    def _finish(self) -> None:
        self._track.end()
        self._write_out()
