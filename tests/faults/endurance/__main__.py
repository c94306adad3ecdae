"""Serves on: `python -m tests.faults.endurance --minutes 5`; exit status 1 when something grows or was found.

The walk's customer at the product's own glass, in one life without end; the clock runs sixty times as fast.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QObject, QTimer

from kiosk.session import screens
from main import Plan, end_application
from tests.faults.endurance.growth import Sample, grown, taken
from tests.faults.walk.judging.watch import watched
from tests.faults.walk.life import Place, Walked
from tests.faults.walk.moved import Clock, move_all
from tests.faults.walk.report import LANGUAGES, Report
from tests.faults.walk.shop import shop
from tests.faults.walk.walker import Walker

NO_END = 10**9
KEPT_ACTS = 10
SAMPLES = 100  # in all


class Meter(QObject):
    """Counts the screens and measures now and then; on the thread of the glass."""

    def __init__(self, kiosk: Walked, walker: Walker, seconds: float) -> None:
        super().__init__()
        self.samples: list[Sample] = []
        self._walker = walker
        self._shell = kiosk.shell
        self._screens, self._shown = 0, ""
        self._shell.presented.connect(self._presented)
        self._look = QTimer(self, interval=max(1, round(seconds * 1000 / SAMPLES)))
        self._look.timeout.connect(self._measure)
        self._look.start()

    def _presented(self) -> None:
        screen = str(self._shell.property("screen"))
        self._screens += screen != self._shown
        self._shown = screen

    def _measure(self) -> None:
        del self._walker.trace[:-KEPT_ACTS]  # the walk's own memory is not the kiosk's
        self.samples.append(taken(self._screens))


def served(place: Place, report: Report, clock: Clock, pace: float, seconds: float) -> list[Sample]:
    """Serve so long and return what was measured."""
    own, meters = shop(f"{report.seed}"), list[Meter]()
    until_s = time.monotonic() + seconds

    def begin(kiosk: Walked) -> None:
        draws = random.Random(f"{report.seed} endurance")  # noqa: S311  # repeatable, no secret
        walker = Walker(kiosk.view, kiosk.shell, own, clock, report, draws)
        kiosk.walker = walker
        walker.complaints, walker.pace = complaints, pace
        meters.append(Meter(kiosk, walker, seconds))
        walker.start(kiosk.core(), NO_END, lambda: time.monotonic() > until_s, end_application)

    config = place.config(LANGUAGES[0])
    config.write_text(config.read_text(encoding="utf-8").replace('"recorder"', '"none"'), encoding="utf-8")
    plan = Plan(config=config, data_dir=place.folder / "data", urls={}, is_demo=True, is_full=False)
    kiosk = Walked(plan, own, place.goods, begin, is_calm=False)
    report.reached = {(screen, tag) for screen in screens() for tag in LANGUAGES}  # nothing is looked for
    with watched() as complaints:
        status = kiosk.run()
    report.find(complaints, "")
    if status:
        report.find([f"the kiosk ended with {status}"], "")
    return meters[0].samples


def main() -> int:
    """Serve, and print what grew and what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.endurance", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--pace", type=float, default=60.0, help="how many seconds pass in one")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    report, clock = Report(options.seed), Clock(options.seed)
    move_all(clock)
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder))
        place.prepare()
        (place.folder / "data").mkdir()
        growth = grown(served(place, report, clock, options.pace, options.minutes * 60))
    print(
        f"endurance: seed {options.seed}, {options.minutes:g} min at {options.pace:g} times the pace, "
        f"{report.steps} acts, {report.sessions} sessions, {growth.screens} screens after the warm-up"
    )
    print("\n".join((*growth.lines(), *growth.problems, f"found: {len(report.found)}", *report.found)), flush=True)
    return 1 if growth.problems or report.found else 0


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)  # no teardown of interpreter and Qt
