"""`python -m tests.faults.links`: the link to each terminal spoilt at every byte, in every way; prints its counts.

Exit status 1 when a verdict was wrong. It takes hours whole; `--only` takes the rows whose name holds a text.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections import Counter
from dataclasses import replace

from tests.faults.links.scenes import LARGE, SMALL, Row, scene_of
from tests.faults.links.sweep import Outcome, sweep

SHOWN = 5


def main(argv: list[str]) -> int:
    """Sweep and print; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.links", description=__doc__)
    parser.add_argument("--small", action="store_true", help="the small tier only")
    parser.add_argument("--only", default="", metavar="TEXT", help="rows whose name holds this")
    parser.add_argument("--stride", type=int, default=0, metavar="N", help="every Nth byte instead of the row's own")
    options = parser.parse_args(argv)
    logging.disable(logging.CRITICAL)
    rows = [row for row in (SMALL if options.small else LARGE) if options.only in str(row)]
    wrongs: Counter[str] = Counter()
    sales = 0
    for row in rows:
        outcome = _swept(replace(row, parts=1, stride=options.stride or row.stride))
        wrongs += outcome.wrongs
        sales += outcome.sales
    counts = ", ".join(f"{wrongs[name]} {name}" for name in ("doubled", "ghost", "free", "false", "stuck"))
    print(f"{len(rows)} rows, {sales} sales: {counts}")
    return 1 if wrongs or not sales else 0


def _swept(row: Row) -> Outcome:
    began_s = time.monotonic()
    outcome = sweep(row.terminal, scene_of(row.terminal, row.scene), row.strikes, row.places())
    ends = ", ".join(f"{count} {state}" for state, count in sorted(outcome.ends.items()))
    took_s = time.monotonic() - began_s
    print(f"{row}: {outcome.sales} sales, last byte {outcome.last_byte}, {ends}, {outcome.questions} questions, "
          f"{len(outcome.wrong)} wrong, {took_s:.0f} s", flush=True)  # fmt: skip
    for sentence in outcome.wrong[:SHOWN]:
        print(f"  {sentence}", flush=True)
    return outcome


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
