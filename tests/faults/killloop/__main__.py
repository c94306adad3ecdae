"""`python -m tests.faults.killloop --kills N --seed S`: kill the kiosk, and see that nothing is doubled or lost.

Exit status 1 when anything was doubled, ghost, free, lost, stuck, unsound, unasked or broken.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.faults.killloop.loop import AIMED, PACE_SAID, Counts, kill
from tests.faults.killloop.market.knife import FILES
from tests.faults.killloop.market.loop import kill_market
from tests.faults.killloop.market.under import under_shim
from tests.faults.killloop.sweep import sweep

NAMES = (
    "doubled", "ghost", "free", "lost", "stuck", "unsound", "unasked", "broken", "disagreeing", "claimed", "twice",
    "told", "total", "coupon", "points", "gift", "receipt", "leaked", "again",
)  # fmt: skip
DONE = ("booted", "request", "answer", "acknowledgement", "end", "question", "told", "paper", "tag", "answers lost")
MARKET = (
    "before a commit", "behind a commit", "behind the end of a sale", *FILES,
    "elsewhere", "kept", "fetched", "resumed", "weighed lines", "receipts", "coupons used", "entries of points",
    "gift cards paid", "members made",
)  # fmt: skip
SHOWN = 10


def main(argv: list[str]) -> int:
    """Kill and print; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.killloop", description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--travellers", action="store_true", help="they check in, and the departures system is killed too"
    )
    parser.add_argument(
        "--every", type=int, default=0, metavar="N", help="cut travellers' visits behind every N-th word of them"
    )
    parser.add_argument(
        "--market", action="store_true", help="they weigh, bring coupons, keep baskets; cut at each kind of write"
    )
    options = parser.parse_args(argv)
    began_s = time.monotonic()
    if options.every:
        counts = sweep(options.seed, first=options.seed % options.every + 1, every=options.every)
        print(f"{counts.done['cut']} cuts, {counts.done['whole']} visits to their last word")
    elif options.market:
        with under_shim(__spec__.name if __spec__ else "", argv):
            counts = kill_market(options.kills, options.seed)
        print("in the market: " + ", ".join(f"{counts.done[name]} {name}" for name in MARKET))
    else:
        counts = kill(options.kills, options.seed, is_travel=options.travellers)
    print(report(counts, options.kills, options.seed, time.monotonic() - began_s))
    return 1 if counts.wrong else 0


def report(counts: Counts, kills: int, seed: int, took_s: float) -> str:
    """Return what was done and found, in lines."""
    asked = kills if counts.done["cut"] == 0 else counts.done["cut"]
    aimed = ", ".join(f"{counts.aimed[point]} {point}" for point in AIMED)
    checked_in = counts.done["checkin/ThankYou"]
    sales = ", ".join(f"{count} {name[6:]}" for name, count in sorted(counts.done.items()) if name.startswith("sales "))
    lines = [
        f"{asked} kills asked, {counts.done['kills']} made, seed {seed}, {PACE_SAID}, {took_s:.0f} s",
        "lives and messages: " + ", ".join(f"{counts.done[name]} {name}" for name in DONE),
        f"aimed kills: {aimed}",
        f"sales: {sales}; travellers who were thanked: {checked_in}, bags: {counts.done['bags']}",
        "found: " + ", ".join(f"{counts.wrong[name]} {name}" for name in NAMES),
    ]
    return "\n".join(lines + [f"  {told}" for told in counts.told[:SHOWN]])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
