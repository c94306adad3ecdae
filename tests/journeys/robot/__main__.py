"""Plays one visit and prints the dialogue, for a person to judge: `python -m tests.journeys.robot --language nl`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from devices.sim.fleet import Fleet
from tests.journeys.robot.shop import visit
from tests.journeys.robot.words import TONGUES


def main() -> int:
    """Print keys and utterances; 0 when the visit came to its end."""
    parser = argparse.ArgumentParser(prog="python -m tests.journeys.robot", description=__doc__)
    parser.add_argument("--language", choices=TONGUES, default="en", help="what the customer understands")
    parser.add_argument("--site", choices=TONGUES, help="what the kiosk speaks at first (default: the same)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fleet = Fleet(Path(folder) / "devices")
        try:
            played = visit(fleet, Path(folder), options.language, options.site or options.language)
        except AssertionError as error:
            print(error, file=sys.stderr)
            return 1
        finally:
            fleet.stop()
    print("\n".join(played.customer.dialogue))
    waits = sorted(played.customer.wait_s)
    middle, most = waits[len(waits) // 2] * 1000, waits[-1] * 1000
    print(f"\n{len(played.customer.keys)} keys; from a key to new words {middle:.0f} ms (median), {most:.0f} at most")
    return played.status


if __name__ == "__main__":
    sys.exit(main())
