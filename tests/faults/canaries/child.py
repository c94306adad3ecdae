"""One kiosk that meets every marked value: `python -m tests.faults.canaries.child FOLDER`; its files stay in FOLDER."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QTimer

from devices.api import PrintOutcome, PrintRequest
from main import Plan, end_application
from tests.faults.canaries.marked import CODES, SAID_BY_A_DEVICE, TYPED
from tests.faults.walk.life import Place, Walked
from tests.faults.walk.moved import Clock, CountedRuntime, move_all
from tests.faults.walk.shop import Shop, shop

PAUSE_MS = 60
GOOD = b"9520001000010"
SHOPS = 3


class Willing(random.Random):
    """Draws that let every payment succeed."""

    def random(self) -> float:
        """Return what no fault of the terminal is below."""
        return 0.99


class Meeting:
    """Feeds the kiosk one thing after the other."""

    def __init__(self, kiosk: Walked, own: Shop, clock: Clock) -> None:
        self._kiosk, self._shop, self._clock = kiosk, own, clock
        self._acts = self._all()
        self.screens: set[str] = set()
        self._next()

    def _all(self) -> Iterator[Callable[[], object]]:
        send, on_core = self._kiosk.sent, self._kiosk.core().call
        for visit in range(SHOPS):
            for code in (*CODES, GOOD.decode()):
                yield lambda code=code: on_core(lambda: self._shop.scanner.read(code.encode()))  # type: ignore[misc]  # bound now
            for code in TYPED:
                yield lambda: send("TypePressed", {})
                yield lambda code=code: send("CodeTyped", {"code": code})  # type: ignore[misc]  # as above
            yield lambda: send("BackPressed", {})
            yield lambda: send("PayPressed", {})
            for _ in range(12):
                yield lambda: on_core(lambda: self._clock.move(3))
            yield lambda: send("PrintPressed", {})
            yield lambda: on_core(lambda: self._clock.move(5))
            yield lambda: send("FinishPressed", {})
            if visit == 0:
                yield lambda: send("CancelConfirmed", {})

    def _next(self) -> None:
        self.screens.add(str(self._kiosk.shell.property("screen")))
        act = next(self._acts, None)
        if act is None:
            end_application()
            return
        act()
        QTimer.singleShot(PAUSE_MS, self._next)


def main(folder: Path) -> int:
    """Meet them all."""
    move_all(clock := Clock(7))
    place = Place(folder)
    place.prepare()
    (folder / "data").mkdir()
    own = shop("canaries")
    said = iter(SAID_BY_A_DEVICE * 9)

    async def failing(request: PrintRequest) -> PrintOutcome:
        raise RuntimeError(next(said))

    own.terminal.draws = Willing()
    own.printer.print = failing  # type: ignore[method-assign]  # a driver that tells too much
    meetings: list[Meeting] = []
    plan = Plan(config=place.config("en"), data_dir=folder / "data", urls={}, is_demo=True, is_full=False)
    kiosk = Walked(plan, own, place.goods, lambda it: meetings.append(Meeting(it, own, clock)), is_calm=True)
    status = kiosk.run()
    print(*sorted(meetings[0].screens), CountedRuntime.newest is not None)
    return status


if __name__ == "__main__":
    status = main(Path(sys.argv[1]))
    sys.stdout.flush()
    os._exit(status)
