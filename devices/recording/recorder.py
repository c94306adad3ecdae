"""Writes what passes between a driver and its device, masked before it leaves memory.

Give `open_port` to the driver in the place of the transport's. What is written is masked frame by frame; bytes whose
frame is not whole wait in memory. The file is a transcript (`script.py`) with the times of the line.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TextIO

from devices import transport
from devices.api import DriverUrl
from devices.recording.listening import LEAST_WAIT_S, ListenedPort, Masking
from devices.recording.masks import Masks
from devices.recording.rules import masks_of
from devices.recording.script import DEVICE, DEVICE_LINE, MASKED, SOURCE, written
from devices.transport import OpenPort, Port

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
        self._tracks: deque[Track] = deque()
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
        return ListenedPort(await self._open_port(url), self.connected())

    def connected(self) -> Track:
        """Begin a connection: it listens to a port that was opened now."""
        self._connections += 1
        track = Track(self._masks, self._tally, self._write_out, is_first=self._connections == 1)
        self._tracks.append(track)
        self._write_out()
        return track

    def close(self) -> None:
        """Write what is still held, and how often each rule masked something."""
        for track in list(self._tracks):
            track.end()
        for rule, count in sorted(self._tally.items()):
            self._say(f"# masked here: {rule}: {count}")
        self._file.close()

    def drop(self) -> None:
        """Let go of a file that cannot be written any more; what was written stays."""
        for track in self._tracks:
            track.is_ended = True
        self._tracks.clear()
        with suppress(OSError):
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


class Track:
    """The lines of one connection, a `Listener`."""

    def __init__(self, masks: Masks, tally: Counter[str], write_out: Callable[[], None], *, is_first: bool) -> None:
        def tell(rule: str) -> None:
            tally[rule] += 1

        self._masking = Masking(masks, tell, self._put)
        self._lines: list[str] = [] if is_first else ["! connect"]
        self._last_s = self._now()
        self._write_out = write_out
        self.is_ended = False

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()

    def passed(self, kind: str, chunk: bytes) -> None:
        """Take bytes that passed."""
        if not self.is_ended:
            self._masking.passed(kind, chunk)
            self._write_out()

    def cut(self) -> None:
        """The device's end of the line is gone."""
        if not self.is_ended:
            self._masking.flush()
            self._wait(self._now())
            self._lines.append("! cut")
            self.is_ended = True
            self._write_out()

    def broken(self, count: int) -> None:
        """The host gave up in the middle of some bytes."""
        self._lines.append(f"# a write was broken off: up to {count} bytes more may have left")

    def end(self) -> None:
        """Write what is held."""
        if not self.is_ended:
            self._masking.flush()
            self.is_ended = True
            self._write_out()

    def taken(self) -> list[str]:
        """Give the lines since the last look."""
        lines, self._lines = self._lines, []
        return lines

    def _put(self, kind: str, when_s: float, masked: bytes) -> None:
        self._wait(when_s, is_written=kind == DEVICE)
        self._lines += written(kind, masked)

    def _wait(self, when_s: float, *, is_written: bool = True) -> None:
        if is_written and when_s - self._last_s >= LEAST_WAIT_S:
            self._lines.append(f"! wait {when_s - self._last_s:.2f}")
        self._last_s = when_s
