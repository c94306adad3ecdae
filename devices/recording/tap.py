"""Keeps the last that passed on each device's line, masked, for who looks; and records it to a file when asked.

Nothing raw is kept longer than a frame takes to be whole. What goes wrong with a file ends the recording and never
reaches the driver.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from devices import transport
from devices.api import DriverUrl
from devices.recording.listening import ListenedPort, Masking
from devices.recording.meanings import meaning_of
from devices.recording.recorder import Recorder, Track
from devices.recording.rules import masks_of
from devices.recording.script import NO_LINE, SUFFIX, written
from devices.transport import OpenPort, Port

KEPT = 2000
KEPT_BYTES = 262_144
"""Of one device: a printer's pictures alone would fill more memory than anybody reads."""
RECORDED_BYTES = 8_000_000
"""A recording ends by itself at this length, some hours of a scale."""
FILES = 40
"""So many recordings stay; the oldest goes when a new one begins."""
LINE = "!"
SHOWN_BYTES = 128
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Passed:
    """One thing on a line. `kind`: `HOST` or `DEVICE` with masked bytes, or `LINE` with `word` opened|closed|lost.

    `n` counts from 1 since the kiosk started. `octets` is at most `SHOWN_BYTES` long, `length` what passed.
    """

    n: int
    utc_ms: int
    kind: str
    octets: bytes = b""
    length: int = 0
    word: str = ""
    driver: str = ""

    @property
    def meaning(self) -> str:
        """What the document of the protocol calls it, empty where that is not known."""
        return "" if self.kind == LINE else meaning_of(self.driver, self.kind, self.octets)

    @property
    def text(self) -> str:
        """The bytes as a transcript writes them, words in quotes and all else in hex."""
        if self.kind == LINE:
            return self.word
        more = f" … {self.length} bytes" if self.length > len(self.octets) else ""
        return written(self.kind, self.octets)[0][2:] + more


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recording in the folder; `written_ms` is when its file was last written."""

    name: str
    size: int
    written_ms: int


@dataclass(slots=True)
class _Recording:
    name: str
    file: Path
    recorder: Recorder
    left: int = RECORDED_BYTES


class Tap:
    """The tap of one device: give `open_port` to its driver."""

    def __init__(self, url: DriverUrl, open_port: OpenPort = transport.open_port) -> None:
        self.url = url
        self.has_line = False  # a port was opened once
        self.is_open = False
        self.problem = ""  # why the last recording ended by itself
        self._open_port = open_port
        self._masks = masks_of(url)
        self._kept: deque[Passed] = deque(maxlen=KEPT)
        self._bytes = 0
        self._count = 0
        self._recording: _Recording | None = None
        self._port: Port | None = None

    async def open_port(self, url: DriverUrl) -> Port:
        """Open the port and listen to it. Raises `Unplugged`."""
        port = await self._open_port(url)
        self.has_line, self._port = True, port
        recording = self._recording
        track = self._safely(recording.recorder.connected) if recording is not None else None
        return ListenedPort(port, _Ear(self, track))

    @property
    def driver(self) -> str:
        """The name of the driver."""
        return self.url.driver

    @property
    def recording(self) -> str:
        """The name of the file that is being written, empty for none."""
        return self._recording.name if self._recording is not None else ""

    @property
    def count(self) -> int:
        """How many things passed since the kiosk started."""
        return self._count

    def since(self, n: int, most: int = KEPT) -> tuple[Passed, ...]:
        """Give the newest of what passed after `n`, oldest first."""
        fresh = min(self._count - n, len(self._kept), most)
        return tuple(islice(self._kept, max(len(self._kept) - fresh, 0), None))

    def record(self, file: Path) -> None:
        """Record to a new file from the next opening on: the line is closed now, so that the driver opens it again.

        Raises `OSError`, `FileExistsError` among it.
        """
        self.stop()
        self.problem = ""
        self._recording = _Recording(file.name, file, Recorder(file, self.url, masks=self._masks))
        if self._port is not None:
            self._port.abort()

    def stop(self) -> None:
        """End the recording, if there is one."""
        recording, self._recording = self._recording, None
        if recording is not None:
            try:
                recording.recorder.close()
            except OSError as error:
                self._lost(error, recording)

    def _safely(self, act: Callable[[], Track]) -> Track | None:
        try:
            return act()
        except OSError as error:
            self._lost(error)
            return None

    def _lost(self, error: OSError, recording: _Recording | None = None) -> None:
        self.problem = error.strerror or type(error).__name__
        lost, self._recording = recording or self._recording, None
        if lost is not None:
            lost.recorder.drop()
        log.error("the recording of %s ended: %s", self.url.driver, self.problem)

    def put(self, kind: str, when_s: float, octets: bytes, word: str = "") -> None:
        """Keep what is masked, and no more of it than can be looked at."""
        self._count += 1
        at_ms = time.time_ns() // 1_000_000 - round((asyncio.get_running_loop().time() - when_s) * 1000)
        shown = octets[:SHOWN_BYTES]
        if len(self._kept) == KEPT:
            self._bytes -= len(self._kept[0].octets)
        self._kept.append(Passed(self._count, at_ms, kind, shown, len(octets), word, self.url.driver))
        self._bytes += len(shown)
        while self._bytes > KEPT_BYTES:
            self._bytes -= len(self._kept.popleft().octets)

    def spent(self, count: int) -> None:
        """Take note of recorded bytes; too many end the recording."""
        recording = self._recording
        if recording is not None:
            recording.left -= count
            if recording.left <= 0:
                self.stop()
                self.problem = f"longer than {RECORDED_BYTES // 1_000_000} MB"

    def told(self, track: Track | None, act: Callable[[Track], None], count: int = 0) -> None:
        """Let the recording take something, if this connection is in it."""
        if track is None or self._recording is None:
            return
        try:
            act(track)
        except OSError as error:
            self._lost(error)
        else:
            self.spent(count)

    def is_now(self, *, open_: bool) -> None:
        """Take note that the line was opened or closed."""
        self.is_open = open_
        if not open_:
            self._port = None


class _Ear:
    """Listens to one connection for the page and for the file."""

    def __init__(self, tap: Tap, track: Track | None) -> None:
        self._tap, self._track = tap, track
        self._masking = Masking(tap._masks, _nobody, tap.put)  # noqa: SLF001  # of one file
        self._is_over = False
        tap.is_now(open_=True)
        self._say("opened")

    def passed(self, kind: str, chunk: bytes) -> None:
        if not self._is_over:
            self._masking.passed(kind, chunk)
            self._tap.told(self._track, lambda track: track.passed(kind, chunk), len(chunk))

    def cut(self) -> None:
        self._over("lost")
        self._tap.told(self._track, lambda track: track.cut())

    def broken(self, count: int) -> None:
        self._tap.told(self._track, lambda track: track.broken(count))

    def end(self) -> None:
        self._over("closed")
        self._tap.told(self._track, lambda track: track.end())

    def _over(self, word: str) -> None:
        if not self._is_over:
            self._is_over = True
            self._masking.flush()
            self._tap.is_now(open_=False)
            self._say(word)

    def _say(self, word: str) -> None:
        self._tap.put(LINE, asyncio.get_running_loop().time(), b"", word)


@dataclass(frozen=True, slots=True)
class Taps:
    """The taps of a kiosk, by part, and the folder of their recordings. Used on the core's loop."""

    folder: Path
    of: dict[str, Tap] = field(default_factory=dict)

    def open_port(self, part: str, url: DriverUrl, open_port: OpenPort = transport.open_port) -> OpenPort:
        """Give what the driver of a part opens its ports by. What has no line of bytes is not tapped."""
        if url.transport in NO_LINE:
            return open_port
        self.of[part] = tap = Tap(url, open_port)
        return tap.open_port

    def record(self, part: str) -> str:
        """Begin a recording and give its name. Raises `KeyError` for no such part, `OSError`."""
        tap = self.of[part]
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.files()[FILES - 1 :]:
            (self.folder / old.name).unlink(missing_ok=True)
        name = f"{part}-{datetime.now().astimezone():%Y%m%d-%H%M%S}{SUFFIX}"
        tap.record(self.folder / name)
        return name

    def files(self, part: str = "") -> Sequence[Recorded]:
        """Give the recordings, of a part or all, newest first; none when the folder cannot be read."""
        found: list[Recorded] = []
        for file in self.folder.glob(f"*{SUFFIX}"):
            try:
                about = file.stat()
            except OSError:  # gone meanwhile
                continue
            if not part or file.name.rpartition("-")[0].rpartition("-")[0] == part:
                found.append(Recorded(file.name, about.st_size, about.st_mtime_ns // 1_000_000))
        return sorted(found, key=lambda own: (own.written_ms, own.name), reverse=True)

    def file(self, name: str) -> Path:
        """Give the path of a recording by its name. Raises `FileNotFoundError` for what is none of them."""
        if name not in {own.name for own in self.files()}:
            raise FileNotFoundError(name)
        return self.folder / name

    def close(self) -> None:
        """End every recording."""
        for tap in self.of.values():
            tap.stop()


def _nobody(_rule: str) -> None:
    return
