"""Plays the device's side of a transcript `tests/wire/<driver>/*.wire` over memory pipes.

The format stands in `devices/recording/script.py`. A recording is played with the masks that are named in its head.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from devices.recording.replay import DeviceReplay, Divergence
from devices.recording.rules import masks_of
from devices.recording.script import Step, device_of, read
from devices.registry import open_device
from devices.url import parse
from tests.virtual_time import run

__all__ = ["Player", "Step", "TranscriptError", "play_to", "read"]

TranscriptError = Divergence


class Player(DeviceReplay):
    """Stands for the device of one transcript; give `open_port` to the driver and await `finish` at the end."""

    def __init__(self, path: Path, pace: float = 1.0) -> None:
        recorded = device_of(path)
        super().__init__(path, masks_of(parse(recorded)) if recorded is not None else None, pace)


def play_to(url: str, path: Path, listen: Callable[[Any], None], pace: float = 1.0) -> None:
    """Play a whole transcript to a new driver that only runs; `listen` is given the device first."""

    async def main() -> None:
        player = Player(path, pace)
        device: Any = open_device(url, open_port=player.open_port)
        listen(device)
        task = asyncio.ensure_future(device.run())
        await player.reached_the_end()
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await player.finish()

    run(main())
