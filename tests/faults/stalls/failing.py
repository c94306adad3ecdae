"""`main.py` with one part that fails once it is up: `FAILS=glass` or `core` hangs, `FAILS=slot` raises each second.

What the watchdog waits for is shortened; the product's own figures are tested with a moved clock.
"""

from __future__ import annotations

import os
import sys
import time

import main
from kiosk.watch import faults, watchdog
from kiosk.watch.guard import Guard

FAILS = os.environ["FAILS"]


class Failing(Guard):
    """A guard that brings about what it guards against."""

    def serve(self, loop: object, served: object) -> None:
        super().serve(loop, served)  # type: ignore[arg-type]  # handed on as it came
        if FAILS == "core":
            self._loop.call_later(0.1, time.sleep, 3600)  # type: ignore[union-attr]  # set a line before

    def pulse(self) -> None:
        super().pulse()
        if self._served is None:
            return
        if FAILS == "glass":
            time.sleep(3600)
        if FAILS == "slot":
            raise ValueError("a slot raised")


if __name__ == "__main__":
    vars(watchdog).update(TOLD_S=2.0, ENDED_S=3.0, SLEPT_S=30.0)
    vars(faults).update(SAME_S=0.0)  # the beat is a second, more or less
    vars(main)["Guard"] = Failing
    status = main.main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(status)
