"""A driver and its simulator on a real line, pulled again and again: `... replug DRIVER TRANSPORT ROUNDS SEED`.

Prints one JSON line: what the process held before the first pull and after the last. Every fourth time the driver is
let come to be usable; otherwise the cable is pulled a drawn moment after the port was opened, in the middle of what
the driver says first. The pauses before a driver tries again are shortened to 2 ms: they are no part of the count.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import random
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from devices import loop as keeping
from devices.api import DriverUrl
from devices.registry import open_device
from devices.transport import Port, open_port
from tests.conformance.cases import Case, cases_of
from tests.unit.sim.processes import Control, running

PAUSE_S = 0.002
SEEN_S = 60.0
USABLE_EVERY = 4
WARM_UP = 8
SLOW = 250
"""A driver that holds no open line notices a pull at its next question only: so many times fewer rounds."""
HOLDS_NO_LINE = frozenset({"http", "https"})
OPENING_S = 0.06


class Line:
    """The cable: it counts how often it was opened."""

    def __init__(self) -> None:
        self.openings = 0

    async def open(self, url: DriverUrl) -> Port:
        port = await open_port(url)
        self.openings += 1
        return port


def counts() -> dict[str, int]:
    """Return what this process holds now."""
    gc.collect()
    return {
        "descriptors": len(os.listdir("/proc/self/fd")),
        "threads": threading.active_count(),
        "tasks": len(asyncio.all_tasks()),
    }


async def until(is_so: Any) -> None:
    """Wait in real time. Raises TimeoutError."""
    async with asyncio.timeout(SEEN_S):
        while not is_so():
            await asyncio.sleep(0.001)


async def rounds(case: Case, address: str, control: Control, count: int, seed: int) -> dict[str, Any]:
    """Pull and put back; return the counts before and after, and in how many rounds the driver became usable."""
    line, draw = Line(), random.Random(seed)  # noqa: S311 - moments that can be drawn again, no secret
    hand = ThreadPoolExecutor(1)  # of its own: every other thread is the driver's
    device = open_device(case.url(address), open_port=line.open)
    alive = asyncio.ensure_future(keeping.supervise(device, lambda _health: None))
    before: dict[str, int] = {}
    usable = seen = 0
    for number in range(-1 if case.transport in HOLDS_NO_LINE else -WARM_UP, count):
        if number % USABLE_EVERY == 0 or case.transport in HOLDS_NO_LINE:
            await until(lambda: device.health.is_usable)
            usable += number >= 0
            if number == 0:
                before = counts()
        else:
            await until(lambda seen=seen: line.openings > seen)
            await asyncio.sleep(draw.uniform(0, OPENING_S))
        await _do(hand, control, "unplug")
        await until(lambda: not device.health.is_usable)
        seen = line.openings
        await _do(hand, control, "replug")
    await until(lambda: device.health.is_usable)
    after = counts()
    alive.cancel()
    await asyncio.gather(alive, return_exceptions=True)
    hand.shutdown()
    told = {"driver": case.name, "rounds": count, "usable": usable, "openings": line.openings}
    return {**told, "before": before, "after": after}


async def _do(hand: ThreadPoolExecutor, control: Control, verb: str) -> None:
    await asyncio.get_running_loop().run_in_executor(hand, lambda: control.do(do=verb))


def main(driver: str, transport: str, count: int, seed: int) -> int:
    """Start the simulator and count; the line of JSON is the last one printed."""
    (case,) = [case for case in cases_of(driver) if case.transport == transport]
    keeping.BACK_OFF_S = (PAUSE_S, PAUSE_S, PAUSE_S, PAUSE_S, PAUSE_S)
    if transport in HOLDS_NO_LINE:
        count = max(2, count // SLOW)
    with tempfile.TemporaryDirectory() as folder:
        link = Path(folder) / "line"
        extra = ("--link", str(link)) if case.listen == "pty" else ()
        with running(driver, "--listen", case.listen, *extra) as (process, control):
            address = process.line["address"].partition("://")[2]
            found = asyncio.run(rounds(case, address, control, count, seed))
    print(json.dumps(found), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
