"""Walks: `python -m tests.faults.walk --steps 50000 --seed 1`; exit status 1 when anything was found."""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from tests.faults.walk.aim import walked
from tests.faults.walk.life import Place, live
from tests.faults.walk.moved import Clock, move_all
from tests.faults.walk.report import Report
from tests.faults.walk.travelling import travelled

LIFE_STEPS = 200
LEAST_STEPS = 2000


def main() -> int:
    """Walk and print what was done and found."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.walk", description=__doc__)
    parser.add_argument("--steps", type=int, default=2000, help="how many acts in all")
    parser.add_argument("--seconds", type=float, default=0.0, help="stop after so long, whatever was done by then")
    parser.add_argument(
        "--until-met", action="store_true", help="stop once all was met, in every language, and a gift card has paid"
    )
    parser.add_argument("--least", type=int, default=LEAST_STEPS, help="but no sooner than after so many acts")
    parser.add_argument("--all-met", action="store_true", help="a screen that was not met is a failure")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--life", type=int, default=LIFE_STEPS, help="acts from one start of the kiosk to the next")
    parser.add_argument("--airport", action="store_true", help="travellers check in, instead of customers who shop")
    parser.add_argument("--replay", action="store_true", help="print every act")
    parser.add_argument("--stuck", type=float, default=120.0, help="a life that takes longer ends the walk")
    options = parser.parse_args()
    began = time.monotonic()
    report, clock = Report(options.seed, is_each_language=not options.airport), Clock(options.seed)
    move_all(clock)

    def is_over() -> bool:
        is_all = report.all_met_at and (options.airport or report.by_gift)
        is_met = options.until_met and is_all and report.steps >= options.least
        return bool(is_met) or (bool(options.seconds) and time.monotonic() - began > options.seconds)

    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), "airport" if options.airport else None)
        place.prepare()
        (place.folder / "data").mkdir()
        done = -1
        while done < report.steps < options.steps and not is_over():  # a life without a step would be the same again
            done = report.steps
            faulthandler.dump_traceback_later(options.stuck, exit=True)
            trace = live(place, report, clock, min(options.life, options.steps - report.steps), is_over)
            if options.replay:
                print("\n".join(trace))
    looked_for = travelled() if options.airport else walked()
    print("\n".join(report.lines(looked_for, time.monotonic() - began)), flush=True)
    return 1 if report.found or (options.all_met and report.missing(looked_for)) else 0


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)  # no teardown of interpreter and Qt
