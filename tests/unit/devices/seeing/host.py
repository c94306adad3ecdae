"""A camera scanner on virtual time, and what it said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from devices.api import BadScan, Health, Scan
from devices.drivers.camera.frames import Frames
from devices.drivers.camera.scanner import CameraScanner
from tests.virtual_time import run

T = TypeVar("T")


async def at_once(work: Callable[..., T], /, *args: Any) -> T:
    """Do the work on the loop, so that virtual time stands still for it."""
    return work(*args)


class Host:
    """The scanner over any frames; `play` runs it beside a script."""

    def __init__(self, frames: Frames) -> None:
        self.scanner = CameraScanner(frames, work=at_once, clock=lambda: 0.0)
        self.told: list[Scan | BadScan] = []
        self.health: list[Health] = []
        self.scanner.on_scan(self.told.append)
        self.scanner.on_health(self.health.append)

    def play(self, script: Callable[[], Coroutine[Any, Any, None]]) -> None:
        async def main() -> None:
            task = asyncio.ensure_future(self.scanner.run())
            await asyncio.sleep(0.01)
            await script()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

        run(main())

    def said(self) -> list[str]:
        return [one.problem if isinstance(one, BadScan) else one.data.decode() for one in self.told]
