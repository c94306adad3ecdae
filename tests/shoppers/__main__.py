"""Print the curve: `python -m tests.shoppers [--trips N] [--seed N]`."""

from __future__ import annotations

import argparse
import sys

from kiosk.domain.bagging import Costs
from tests.shoppers.curve import Point, at_caught, curve, drawn


def main() -> int:
    """Draw the trips, judge them both ways, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.shoppers", description="Bagging: false alarms and faults.")
    parser.add_argument("--trips", type=int, default=600, help="honest trips; half as many thefts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=int, default=Costs().patience_s, help="seconds before anybody is told")
    given = parser.parse_args()
    trips = drawn(given.seed, given.trips)
    tolerances, learned = curve(trips, given.patience)
    _, said = curve(trips, given.patience, "said")
    print("way      setting    caught %   stands %   false alarms    told   held for staff   (per 100 honest trips)")
    for own in (*tolerances, *learned, *said):
        unit = "g" if own.way == "fixed" else "c"
        print(f"{own.way:8}{own.setting:6} {unit}{own.caught:11.1f}{own.stands:11.1f}", end="")
        print(f"{own.false:15.1f}{own.told:8.1f}{own.held:17.1f}")
    print("\nat an equal rate of faults caught, false alarms per 100 honest trips:")
    for caught in (60.0, 70.0, 75.0, 80.0, 85.0, 90.0):
        print(f"  {caught:3.0f} %   fixed {_shown(tolerances, caught)}   learned {_shown(learned, caught)}", end="")
        print(f"   said {_shown(said, caught)}")
    return 0


def _shown(points: tuple[Point, ...], caught: float) -> str:
    figure = at_caught(points, caught, lambda own: own.false)
    return "   -" if figure is None else f"{figure:4.1f}"


if __name__ == "__main__":
    sys.exit(main())
