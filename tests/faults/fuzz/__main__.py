"""T6 from a command line: so many frames of a scanner from a seed. Exit status 1 when something was wrong."""

from __future__ import annotations

import argparse
import logging
import sys
import time

from tests.faults.fuzz.scans import HELD_MOST, run


def main(words: list[str]) -> int:
    """Run, and say what was done."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.fuzz", description=__doc__)
    parser.add_argument("--frames", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    logging.disable(logging.CRITICAL)  # each bad frame is a line
    began = time.monotonic()
    found = run(asked.frames, asked.seed)
    seconds = time.monotonic() - began
    for wrong in found.wrong[:20]:
        print(wrong)
    print(
        f"seed {asked.seed}: {found.frames:,} frames in {seconds:.1f} s ({found.frames / seconds:,.0f}/s): "
        f"{found.scans:,} scans, {found.bad:,} bad, {found.items:,} articles, at most {found.held_most} bytes held, "
        f"{len(found.wrong)} wrong"
    )
    return 1 if found.wrong or found.held_most > HELD_MOST else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
