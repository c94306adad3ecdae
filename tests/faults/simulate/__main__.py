"""`python -m tests.faults.simulate --sessions N --seed S [--replay]`: simulated days, and what they came to."""

from __future__ import annotations

import argparse
import gc
import logging
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiosk.flows.shell import Frame, Session
from tests.faults.simulate.report import Report
from tests.faults.simulate.world import CUSTOMERS, MARKET_SEEDS, STAFF_SEEDS, TRAVEL_SEEDS, Day, World

SHARE = 10  # one day of so many is one of travellers
MOST_DAYS = 1_000_000  # of one seed: each day has a seed of its own, which replays it
BETWEEN_COLLECTIONS = 50_000  # objects more than there were
SEEDS = Path(__file__).with_name("seeds.txt")


def days(sessions: int, seed: int) -> Iterator[Day]:
    """Live as many days as so many sessions take; no two seeds share one. Every tenth is a day of travellers."""
    first = seed * MOST_DAYS
    with _seldom_collected():
        for own in range(first, first + -(-sessions // CUSTOMERS)):
            yield World(TRAVEL_SEEDS + own // SHARE if own % SHARE == SHARE - 1 else own).run()


def days_of_travellers(count: int, seed: int) -> Iterator[Day]:
    """Live days of travellers alone; no other run shares one."""
    first = TRAVEL_SEEDS + seed * MOST_DAYS + MOST_DAYS // SHARE
    with _seldom_collected():
        for own in range(first, first + count):
            yield World(own).run()


def days_with_staff(count: int, seed: int) -> Iterator[Day]:
    """Live days of a shop with staff; no other run shares one."""
    first = STAFF_SEEDS + seed * MOST_DAYS
    with _seldom_collected():
        for own in range(first, first + count):
            yield World(own).run()


def days_of_market(count: int, seed: int) -> Iterator[Day]:
    """Live days of a shop with a scale, coupons and members; no other run shares one."""
    first = MARKET_SEEDS + seed * MOST_DAYS
    with _seldom_collected():
        for own in range(first, first + count):
            yield World(own).run()


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Look for garbage in circles once in several days: a day leaves little, and looking took a twentieth of it."""
    usual = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(BETWEEN_COLLECTIONS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def kept_seeds() -> list[int]:
    """Return the seeds that failed once."""
    lines = (line.partition("#")[0].strip() for line in SEEDS.read_text(encoding="utf-8").splitlines())
    return [int(line) for line in lines if line]


def keep(failed: Sequence[tuple[int, str]]) -> None:
    """Add seeds that failed to the list that the tests run."""
    known = set(kept_seeds())
    new = [f"{seed}  # {breach[:100]}\n" for seed, breach in failed if seed not in known]
    if new:
        with SEEDS.open("a", encoding="utf-8") as file:
            file.writelines(new)


def replayed(seed: int) -> Day:
    """Live one day, telling what is on the glass and what the product logs."""
    logging.disable(logging.NOTSET)
    logging.basicConfig(level=logging.INFO, format="            %(levelname)s %(name)s %(message)s", stream=sys.stdout)
    world = World(seed)

    def told(shown: Frame, _session: Session) -> None:
        over = f" under {shown.sheet.kind}" if shown.sheet is not None else ""
        print(f"{world.loop.time():11.3f} {shown.screen}{over}")

    world.watch = told
    return world.run()


def main() -> int:
    """Run it; the exit status is 1 when anything was doubled, ghost, free or lost, or broke otherwise."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.simulate", description=__doc__)
    parser.add_argument("--sessions", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1, help="of the run; with --replay that of one day, as it is told")
    parser.add_argument("--replay", action="store_true", help="live the day of this one seed and tell it")
    parser.add_argument("--all-met", action="store_true", help="exit status 1, too, when a long run did not meet all")
    parser.add_argument("--travellers", action="store_true", help="days of travellers alone")
    parser.add_argument("--staff", action="store_true", help="days of a shop with staff alone, where help is read too")
    parser.add_argument("--market", action="store_true", help="days of a shop with a scale, coupons and members alone")
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)  # a million expected warnings; a step that raises breaks the day all the same
    began = time.perf_counter()
    if chosen.replay:
        report = Report().add([replayed(chosen.seed)])
    elif chosen.travellers:
        report = Report().add(days_of_travellers(-(-chosen.sessions // CUSTOMERS), chosen.seed))
    elif chosen.market:
        report = Report().add(days_of_market(-(-chosen.sessions // CUSTOMERS), chosen.seed))
    elif chosen.staff:
        report = Report().add(days_with_staff(-(-chosen.sessions // CUSTOMERS), chosen.seed))
    else:
        report = Report().add(days(chosen.sessions, chosen.seed))
    for line in report.lines(time.perf_counter() - began):
        print(line)
    if not chosen.replay:
        keep(report.failed)
    is_lacking = chosen.all_met and report.is_lacking
    return 1 if report.failed or report.stray_moves or is_lacking else 0


if __name__ == "__main__":
    sys.exit(main())
