"""`main.py` with one part that fails once it is up: `FAILS=glass` or `core` hangs, `FAILS=slot` raises each second.

`FAILS=w28` and `f5` (an operation of the disk's shim, an errno): a customer shops one article, then every write or
flush of the data folder fails. Each screen that is shown stands on standard error. What the watchdog waits for is
shortened in the moment of the hanging, so that a start on a busy machine is none; the product's own figures are tested
with a moved clock.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import time
from collections.abc import Callable
from typing import Any

import main
from kiosk.flows.shell import Session, frame
from kiosk.watch import faults, watchdog
from kiosk.watch.guard import Guard
from tests.faults.disk.shim import Shim

FAILS = os.environ["FAILS"]
DISK = re.fullmatch(r"([wf])(\d+)", FAILS)
STEPS: tuple[tuple[str, str, dict[str, int | str]], ...] = (
    ("shell/Attract", "StartPressed", {}),
    ("shell/Language", "LanguageChosen", {"language": "en"}),
    ("checkout/Scanning", "TypePressed", {}),
    ("checkout/Typing", "CodeTyped", {"code": "9520001000010"}),
)


class Told(main.Kiosk):
    """A kiosk that says what it shows."""

    def present(self, shown: Any) -> None:
        print("shows", shown.screen, file=sys.stderr, flush=True)
        super().present(shown)


async def shop(served: Any, op: str, number: int) -> None:
    """Put one article into the basket, let the disk fail for good, and touch once more."""

    async def seen(holds: Callable[[Session], bool]) -> None:
        while not holds(served._runtime.session):  # noqa: SLF001  # nothing else tells what the core holds
            await asyncio.sleep(0.02)

    await seen(lambda session: session.site.is_usable("terminal"))
    for screen, event, args in STEPS:
        await seen(lambda session, screen=screen: frame(session).screen == screen)  # type: ignore[misc] # bound at once
        served.sent(event, args)
    await seen(lambda session: any(sale.lines for sale in session.sales))
    Shim().arm(op, 1, number, is_for_good=True)
    served.sent("TypePressed", {})


def hang() -> None:
    """Do nothing for an hour, under a watchdog that does not wait as long as the product's."""
    vars(watchdog).update(TOLD_S=2.0, ENDED_S=5.0, SLEPT_S=4.0)
    time.sleep(3600)


class Failing(Guard):
    """A guard that brings about what it guards against."""

    def serve(self, loop: object, served: object) -> None:
        super().serve(loop, served)  # type: ignore[arg-type]  # handed on as it came
        if FAILS == "core":
            self._loop.call_later(0.1, hang)  # type: ignore[union-attr]  # set a line before
        if DISK is not None:
            self._customer = self._loop.create_task(shop(served, DISK[1], int(DISK[2])))  # type: ignore[union-attr] # as above

    def pulse(self) -> None:
        super().pulse()
        if self._served is None:
            return
        if FAILS == "glass":
            hang()
        if FAILS == "slot":
            raise ValueError("a slot raised")


if __name__ == "__main__":
    vars(watchdog).update(TOLD_S=60.0, ENDED_S=120.0)
    vars(faults).update(SAME_S=0.0)  # the beat is a second, more or less
    vars(main).update(Guard=Failing, Kiosk=Told)
    status = main.main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(status)
