"""A traveller's visit cut behind each of its words, one after another: every time from a file as good as new."""

from __future__ import annotations

import shutil
import sys
import tempfile
from itertools import count
from pathlib import Path

from tests.faults.killloop.hall.hands import COMES, LIVES_EACH
from tests.faults.killloop.loop import Counts, Run

MOST = 400  # words of a visit; a visit that has more goes round in circles


def sweep(seed: int, *, first: int = 1, every: int = 1, parties: int = len(COMES)) -> Counts:
    """Cut the visit of each party behind its word `first`, and behind every so many after it, to its last word.

    `done["cut"]` counts the cuts, `done["whole"]` the visits whose last word was reached.
    """
    counts = Counts()
    place = Path(tempfile.mkdtemp(prefix="begun-"))
    try:
        Run(f"{seed}/begun", "zvt", Counts(), is_lossy=False, is_travel=True).begin(place / "data")
        for number in range(parties):
            for nth in count(first, every):
                kind = ("zvt", "nexo")[nth % 2]
                run = Run(f"{seed}/{number}", kind, counts, is_lossy=False, is_travel=True, begun=place / "data")
                if not run.cut(number * LIVES_EACH, nth):
                    counts.done["whole"] += 1
                    print(f"{COMES[number]}: cut up to word {nth}", file=sys.stderr, flush=True)
                    break
                counts.done["cut"] += 1
                if nth > MOST:
                    counts.blame("stuck", f"{COMES[number]}: a visit of more than {MOST} words")
                    break
    finally:
        shutil.rmtree(place)
    return counts
