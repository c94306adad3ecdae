"""`make night`: every row that can run, then the table. Exit status 1 when a row failed, 2 for a name of no row."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.night.rows import ROOT, ROWS, Row
from tests.night.running import Kept, Outcome, begun, fingerprint, run_row

OUT = ROOT / "var" / "night"


def line(row: Row, outcome: Outcome | None) -> str:
    """Say what is known of a row."""
    if outcome is None or not outcome.date:
        return f"{row.id:<8} not run   {row.reason_not_to_run()}".rstrip()
    last = outcome.said[-1] if outcome.said else ""
    return f"{row.id:<8} {outcome.state:<9} {outcome.figure}; seed {outcome.seed}; {outcome.date}; {last}"


def table(kept: Kept, tree: str) -> str:
    """Return all rows with what is known of each; what another tree did is no result."""
    lines = []
    for row in ROWS:
        known = kept.read(row)
        lines.append(line(row, known if known is not None and known.tree == tree else None))
    return "\n".join(lines)


def run(rows: list[Row], seed: int | None, minutes: float, out: Path = OUT) -> int:
    """Run the rows, print as they end, keep the table; return the exit status."""
    kept, tree, failed = Kept(out), fingerprint(), False
    for row in rows:
        why = row.reason_not_to_run()
        if why:
            print(f"{row.id:<8} not run   {why}", flush=True)
            continue
        outcome = run_row(row, begun(row, kept.read(row), tree, seed), minutes * 60, kept)
        print(line(row, outcome), flush=True)
        if outcome.state == "failed":
            failed = True
            print("\n".join(f"         {said}" for said in outcome.said), flush=True)
    out.mkdir(parents=True, exist_ok=True)
    (out / "table.txt").write_text(table(kept, tree) + "\n", encoding="utf-8")
    return 1 if failed else 0


def soak() -> int:
    """Say what the rows of a week are; nothing starts them by itself."""
    print("T6       not run   50,000,000 frames: python -m tests.faults.fuzz --frames 50000000")
    print("T11      not run   an hour at sixty times the pace: python -m tests.faults.endurance --minutes 60")
    print("T11      not run   three days at a customer every 20 s: no machine has done it")
    return 2


def main(words: list[str]) -> int:
    """Take the words of the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.night", description=__doc__)
    parser.add_argument("--only", default="", help="one row, as T4 or gallery")
    parser.add_argument("--seed", type=int, default=None, help="the first seed; each slice takes the next")
    parser.add_argument("--minutes", type=float, default=59, help="the most that one row may take")
    parser.add_argument("--soak", action="store_true", help="the rows of a week: say what they are")
    asked = parser.parse_args(words)
    if asked.soak:
        return soak()
    rows = [row for row in ROWS if asked.only in ("", row.id)]
    if not rows:
        print(f"there is no row {asked.only!r}: {', '.join(row.id for row in ROWS)}", file=sys.stderr)
        return 2
    return run(rows, asked.seed, asked.minutes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
