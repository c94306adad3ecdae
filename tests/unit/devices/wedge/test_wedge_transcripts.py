"""Transcripts of input devices, played to the driver that reads keys."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from devices.api import Scan
from devices.registry import open_device
from tests.virtual_time import run
from tests.wire.player import Player

WIRE = Path(__file__).parents[3] / "wire" / "wedge"


def test_keys_of_one_scan_are_one_scan() -> None:
    scans: list[Any] = []

    async def main() -> None:
        player = Player(WIRE / ("scan" + ".wire"))
        scanner: Any = open_device("wedge+hid://05e0:1200?prefix=aim", open_port=player.open_port)
        scanner.on_scan(scans.append)
        task = asyncio.ensure_future(scanner.run())
        await player.reached_the_end()
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await player.finish()

    run(main())
    assert [scan.data for scan in scans if isinstance(scan, Scan)] == [b"]E09520001000010"]
