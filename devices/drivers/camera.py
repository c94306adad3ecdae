"""A camera as a scanner, and a folder of pictures in its place.

Document: none, there is no protocol; pictures in, codes out. Revision: protocols.md 5 and performance.md 4 (2026).
There are no frames on a wire. What a picture becomes:

| in the picture                    | the listener is told                                                       |
|-----------------------------------|----------------------------------------------------------------------------|
| one code                          | a `Scan`: AIM identifier and content, once while it stays (1.5 s after)    |
| two different codes or more       | `BadScan` `two_codes`, once while it stays so: none of them is added       |
| more than 256 bytes, other bytes  | `BadScan` as from a line scanner                                           |

Pictures are read on a thread of its own, one at a time; of a camera's frames that wait there the newest wins. Pictures
of a folder are read each once, in the order of their names, with all the time they need; new ones as they come.
Video for Linux is not built yet.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from devices.api import BadScan, Card, DriverUrl, Health, HealthState, Scan, Unplugged
from devices.condition import Condition
from devices.loop import together
from devices.seeing.code import Code
from devices.seeing.file import NoPicture, codes_of
from devices.seeing.live import EVERY, SHOP, TRAVEL, Live
from devices.transport import OpenPort
from devices.url import choice, options, require_transport

CARD = Card(document="no protocol: pictures; protocols.md 5, performance.md 4, 2026")

READS = choice("reads", "all", "shop", "travel")
OPTIONS = options(READS)

CAP = 256
SAME_CODE_S = 1.5
"""The same code again within this time of being seen is one read. Source: protocols.md 5."""
FOLDER_POLL_S = 0.2
_FORMATS = {"all": EVERY, "shop": SHOP, "travel": TRAVEL}
_CONTENT = bytes(range(0x20, 0x7F)) + b"\x1d"

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a camera, or the path of a picture. A picture is never dropped for a newer one."""

    picture: Any  # PIL.Image.Image; not imported at start-up
    path: Path | None = None


class Frames(Protocol):
    """Where pictures come from."""

    def open(self) -> None:
        """Take hold of it. Raises `Unplugged` when it is not there."""
        ...

    async def next(self) -> Frame:
        """Give the next picture as soon as there is one. Raises `Unplugged`."""
        ...

    def close(self) -> None:
        """Let go of the camera. Closing twice is harmless."""
        ...


class Worker(Protocol):
    """Runs what blocks away from the event loop, as `asyncio.to_thread` does."""

    async def __call__(self, work: Callable[..., T], /, *args: Any) -> T:
        """Give what the work gives."""
        ...


class Folder:
    """The pictures of a folder by name, then those that come; a file that changed is a new picture."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: set[tuple[str, int, int]] = set()

    def open(self) -> None:
        """See that the folder is there. Raises `Unplugged`."""
        self._files()

    async def next(self) -> Frame:
        """Give the next picture that was not read yet. Raises `Unplugged` when the folder is not there."""
        while True:
            for mark, path in self._files():
                if mark not in self._known:
                    self._known.add(mark)
                    return Frame(None, path)
            await asyncio.sleep(FOLDER_POLL_S)

    def _files(self) -> list[tuple[tuple[str, int, int], Path]]:
        found = []
        try:
            for path in sorted(self._folder.iterdir()):
                if path.is_file() and not path.name.startswith("."):
                    state = path.stat()
                    found.append(((path.name, state.st_mtime_ns, state.st_size), path))
        except FileNotFoundError:
            if self._folder.is_dir():
                return found  # one file went away while we looked
            raise Unplugged(f"{self._folder}: no such folder") from None
        except OSError as error:
            raise Unplugged(f"{self._folder}: {error.strerror}") from error
        return found

    def close(self) -> None:
        """Nothing is held."""


class CameraScanner:
    """Pictures in, scans out: implements `devices.api.Scanner`."""

    def __init__(
        self,
        frames: Frames,
        formats: tuple[str, ...] = EVERY,
        work: Worker = asyncio.to_thread,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._frames = frames
        self._live = Live(formats, clock)
        self._work = work
        self._condition = Condition()
        self._listener: Callable[[Scan | BadScan], None] | None = None
        self._last_seen: dict[bytes, float] = {}
        self._slot: asyncio.Queue[Frame] = asyncio.Queue(1)

    @property
    def health(self) -> Health:
        """The condition now: READY while pictures can come."""
        return self._condition.health

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """Tell `listener` each new condition."""
        self._condition.listen(listener)

    def on_scan(self, listener: Callable[[Scan | BadScan], None]) -> None:
        """Tell `listener` each code, and each picture with two."""
        self._listener = listener

    async def reset(self) -> None:
        """Forget what was seen: the same code is a new read."""
        self._last_seen.clear()

    async def run(self) -> None:
        """Take pictures and read them until cancelled. Raises `Unplugged`."""
        with self._condition.opened():
            self._slot = asyncio.Queue(1)
            try:
                self._frames.open()
                self._condition.set(HealthState.READY)
                await together(self._take(), self._read())
            finally:
                self._frames.close()

    async def _take(self) -> None:
        while True:
            frame = await self._frames.next()
            if frame.path is None and self._slot.full():
                self._slot.get_nowait()  # an older frame of a camera: nobody misses it
            await self._slot.put(frame)

    async def _read(self) -> None:
        while True:
            frame = await self._slot.get()
            if frame.path is None:
                codes = await self._work(self._live.codes_in, frame.picture)
            else:
                codes = await self._read_file(frame.path)
            self._tell(codes)

    async def _read_file(self, path: Path) -> list[Code]:
        try:
            codes = await self._work(codes_of, path)
        except NoPicture as problem:
            log.warning("camera: a file of the folder cannot be read: %s", problem)
            return []
        return [code for code in codes if code.aim != "]E3"]  # also there without its add-on

    def _tell(self, codes: list[Code]) -> None:
        if not codes:
            return
        now = asyncio.get_running_loop().time()
        contents = {code.aim.encode("ascii") + code.data for code in codes}
        content = contents.pop() if len(contents) == 1 else b""
        seen_at = self._last_seen.get(content)
        self._last_seen = {known: at for known, at in self._last_seen.items() if now - at <= SAME_CODE_S}
        self._last_seen[content] = now
        if (seen_at is None or now - seen_at > SAME_CODE_S) and self._listener is not None:
            self._listener(_judged(content, now))


def _judged(content: bytes, at_mono: float) -> Scan | BadScan:
    """Give the scan, or why it is none; no content stands for several codes."""
    if not content:
        return BadScan("two_codes", 0, at_mono)
    if len(content) > CAP:
        return BadScan("too_long", len(content), at_mono)
    if content.translate(None, _CONTENT):
        return BadScan("control_characters" if content.isascii() else "not_ascii", len(content), at_mono)
    return Scan(content, at_mono)


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> CameraScanner:
    """Make a scanner for a URL. It needs no secret and no port."""
    require_transport(url, ("folder",), "Video for Linux is not built yet")
    return CameraScanner(Folder(Path(url.address)), _FORMATS[READS.of(url)])
