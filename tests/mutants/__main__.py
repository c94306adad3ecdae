"""`make mutants`: each mutant, the test that found it, and how long that took. Cut short, it goes on where it was.

Two at a time, each in a copy of the checkout. Exit status 1 when one survives, no longer fits the source, or was found
by a test that fails without it, too.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Final

from tests.mutants.crew import Ask, Found, crew
from tests.mutants.host import OUT_OF_TIME
from tests.mutants.listed import ALL
from tests.mutants.mutant import ROOT, Mutant
from tests.mutants.worker import LIMIT_S, PROGRAMMES, Told
from tests.night.running import fingerprint

OUT: Final = ROOT / "var" / "mutants"
AT_ONCE: Final = 2
TOGETHER: Final = 12  # tests of a clean run: each run is within the limit on a busy machine


def _line(mutant: Mutant, told: Told) -> str:
    if told.misfit:
        said = f"DOES NOT FIT: {told.misfit}"
    else:
        said = told.by if told.has_failed else f"SURVIVED: {mutant.danger}"
    return f"{mutant.name:<40} {told.seconds:6.1f} s  {said}"


def tried(mutants: Sequence[Mutant], ask: Ask, found: Found) -> dict[Mutant, Told]:
    """Try the mutants, print each as it ends, keep what is found."""
    told: dict[Mutant, Told] = {}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        asked = {threads.submit(ask, mutant, found.first(mutant)): mutant for mutant in mutants}
        for done in as_completed(asked):
            mutant = asked[done]
            told[mutant] = done.result()
            print(_line(mutant, told[mutant]), flush=True)
            if told[mutant].has_failed:
                found.keep(mutant, told[mutant])
    return told


def unproven(told: dict[Mutant, Told], ask: Ask) -> dict[Mutant, str]:
    """Run without a mutant whatever found one; return the mutants whose finder tells nothing, and why."""
    proofs: dict[str, list[Mutant]] = {}
    for mutant, one in told.items():
        if one.has_failed:
            proofs.setdefault(one.proof, []).append(mutant)
    why: dict[str, str] = {}
    named = [proof for proof in proofs if "::" in proof]
    parts = [" ".join(named[start : start + TOGETHER]) for start in range(0, len(named), TOGETHER)]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        ran = dict(zip(parts, threads.map(lambda part: ask(None, [part]), parts), strict=True))
    passed = {proof for part, clean in ran.items() if not clean.has_failed for proof in part.split()}
    proofs = {proof: mutants for proof, mutants in proofs.items() if proof not in passed}
    for proof, mutants in proofs.items():
        clean = ask(None, [proof])
        if clean.has_failed:
            why[proof] = f"{clean.by or proof} fails without any mutant"
        elif clean.seconds * 3 > LIMIT_S and any(told[mutant].by == OUT_OF_TIME for mutant in mutants):
            why[proof] = f"{proof} takes {clean.seconds} s without any mutant: running out of time tells nothing"
    return {mutant: why[proof] for proof, mutants in proofs.items() for mutant in mutants if proof in why}


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--only", default="", help="a part of the names or files to try")
    parser.add_argument("--again", action="store_true", help="try those, too, that were found in this tree before")
    parser.add_argument("--by", choices=[*PROGRAMMES], help="one programme instead of each mutant's own tests")
    return parser.parse_args(words)


def main(
    words: Sequence[str], mutants: Sequence[Mutant] = ALL,
    workers: AbstractContextManager[Ask] | None = None, out: Path = OUT,
) -> int:  # fmt: skip
    """Try the mutants and print the table."""
    asked, began = _asked(words), time.monotonic()
    chosen = [mutant for mutant in mutants if asked.only in mutant.name or asked.only in mutant.file]
    if asked.by:
        chosen = [replace(mutant, tests=(asked.by,)) for mutant in chosen]
    found = Found(out / f"{asked.by or 'found'}.json", fingerprint())
    before = {mutant: found.by(mutant) for mutant in chosen if not asked.again and found.by(mutant)}
    for mutant, by in before.items():
        print(f"{mutant.name:<40} before    {by}")
    with workers or crew(AT_ONCE) as ask:
        told = tried([mutant for mutant in chosen if mutant not in before], ask, found)
        doubts = unproven(told, ask)
    for mutant, why in doubts.items():
        print(f"{mutant.name:<40} TELLS NOTHING: {why}")
        found.forget(mutant)
    left = [mutant for mutant, one in told.items() if not one.has_failed or mutant in doubts]
    took = f"{time.monotonic() - began:.0f} s"
    print(f"{len(chosen)} mutants, {len(chosen) - len(left)} found, {len(left)} not, in {took}")
    return 1 if left or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
