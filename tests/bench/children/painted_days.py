"""Simulated days, painted: `python -m tests.bench.children.painted_days START STOP STEP`, seeds as `range` has them.

The same customers, faults and events as without a glass; each picture that the core shows is painted by the product's
own screens before anything else happens. Motion is off and nothing waits for pictures that load: the cheapest glass.
Prints JSON: the trace of each day, how many pictures were painted, and the CPU time of a session in ms, day by day.
"""

from __future__ import annotations

import json
import logging
import sys
import time

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop
from PySide6.QtGui import QGuiApplication

from kiosk.flows.shell import Frame, Session
from screens.app import Glass, make_application, set_environment
from screens.gallery.stage import Stage
from tests.bench.pairs.glass import HEIGHT, WIDTH
from tests.faults.simulate.world import CUSTOMERS, Day, World

STUCK_MS = 10_000


class Painter:
    """Paints what a day shows, picture by picture."""

    def __init__(self) -> None:
        set_environment()
        make_application()
        self._stage = Stage(Glass(WIDTH, HEIGHT))
        self._swapped = 0
        self._stage.view.frameSwapped.connect(self._count)
        self.pictures = 0

    def _count(self) -> None:
        self._swapped += 1

    def paint(self, shown: Frame, _session: Session) -> None:
        """Show a picture and return when it is painted."""
        self.pictures += 1
        before, deadline = self._swapped, QDeadlineTimer(STUCK_MS)
        self._stage.shell.show_now(shown)
        self._stage.view.update()  # also where nothing that can be seen has changed: a frame ends the wait
        while self._swapped == before:
            QGuiApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
            if deadline.hasExpired():
                raise TimeoutError(f"{shown.screen} is not painted")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # outside `exec` no page would ever go

    def live(self, seed: int) -> Day:
        """Live the day of a seed on the glass."""
        world = World(seed)
        world.watch = self.paint
        return world.run()

    def close(self) -> None:
        """Take the window down; raises when its engine complained."""
        self._stage.close()
        if self._stage.warnings:
            raise RuntimeError("; ".join(self._stage.warnings))


def main(days: range) -> int:
    """Warm the pages up with one day, then live the days and tell of them."""
    logging.disable(logging.CRITICAL)
    painter = Painter()
    painter.live(days[0])
    painter.pictures = 0
    traces, samples_ms = [], []
    for seed in days:
        began = time.process_time_ns()
        traces.append(painter.live(seed).trace)
        samples_ms.append((time.process_time_ns() - began) / 1e6 / CUSTOMERS)
    print(json.dumps({"traces": traces, "pictures": painter.pictures, "samples_ms": samples_ms}))
    painter.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(range(*map(int, sys.argv[1:4]))))
