"""Pictures in, scans out."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from devices.api import BadScan, Reason, Scan
from devices.drivers.camera.frames import BadFrame, Frame, Frames, PictureFile
from devices.loop import together
from devices.scanning import Doubt, Judged, judged
from devices.seeing.code import Code
from devices.seeing.engines import has_zbar
from devices.seeing.file import NoPicture, codes_of
from devices.seeing.live import EVERY, Live

SAME_CODE_S = 1.5
"""The same code again within this time of being seen is one read. Source: protocols.md 5."""
DOUBT = Doubt(Reason.FORMAT_ERROR, "pictures", "the camera's cable and hub")
NO_ZBAR = "without libzbar some blurred EAN and UPC are not read"

T = TypeVar("T")
log = logging.getLogger(__name__)


class Worker(Protocol):
    """Runs what blocks away from the event loop, as `asyncio.to_thread` does."""

    async def __call__(self, work: Callable[..., T], /, *args: Any) -> T:
        """Give what the work gives."""
        ...


class CameraScanner(Judged):
    """Pictures in, scans out: implements `devices.api.Scanner`."""

    def __init__(
        self,
        frames: Frames,
        formats: tuple[str, ...] = EVERY,
        work: Worker = asyncio.to_thread,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._frames = frames
        self._formats = formats
        self._work = work
        self._clock = clock
        super().__init__(DOUBT)
        self._listener: Callable[[Scan | BadScan], None] | None = None
        self._last_seen: dict[bytes, float] = {}
        self._slot: asyncio.Queue[Frame | PictureFile] = asyncio.Queue(1)

    def on_scan(self, listener: Callable[[Scan | BadScan], None]) -> None:
        """Tell `listener` each code, and each picture with two."""
        self._listener = listener

    async def reset(self) -> None:
        """Forget what was seen and the count of bad pictures: the same code is a new read."""
        self._last_seen.clear()
        self._judge.forget()
        if self.health.is_usable:
            self._judge.settle()

    async def run(self) -> None:
        """Take pictures and read them until cancelled. Raises `DeviceError`."""
        with self._judge.condition.opened():
            self._slot = asyncio.Queue(1)
            try:
                self._frames.open()
                await self._settle()
                # A new one each time: the thread of a lost camera may still be busy with its last frame.
                await together(self._take(), self._read(Live(self._formats, self._clock)))
            finally:
                self._frames.close()
                self._judge.stop()

    async def _settle(self) -> None:
        lacks_zbar = "EANUPC" in self._formats and not await self._work(has_zbar)
        self._judge.remark = "; ".join(filter(None, (self._frames.remark, NO_ZBAR if lacks_zbar else "")))
        self._judge.forget()
        self._judge.settle()

    async def _take(self) -> None:
        while True:
            frame = await self._frames.next()
            if not isinstance(frame, PictureFile) and self._slot.full():
                self._slot.get_nowait()  # an older frame of a camera: nobody misses it
            await self._slot.put(frame)

    async def _read(self, live: Live) -> None:
        while True:
            frame = await self._slot.get()
            try:
                if isinstance(frame, PictureFile):
                    codes = await self._work(codes_of, frame.path)
                    codes = [code for code in codes if code.aim != "]E3"]  # also there without its add-on
                else:
                    codes = await self._work(_looked_at, live, frame)
            except NoPicture as problem:
                log.warning("camera: a file of the folder cannot be read: %s", problem)
            except BadFrame as problem:
                log.info("camera: a bad frame: %s", problem)
                self._judge.count()
                self._judge.settle()
            else:
                self._tell(codes)

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
            self._listener(judged(content, now) if content else BadScan("two_codes", 0, now))


def _looked_at(live: Live, frame: Frame) -> list[Code]:
    return live.codes_in(frame.grey())
