"""`make mutants`: each mutant, the test that found it, and how long that took.

Exit status 1 when one survives, no longer fits the source, or its tests fail without it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from tests.mutants import asking, giving_back, journal, money, paper, starting, wire
from tests.mutants.host import Finder, Ran, Work, killed, run, simulated, tests_of, warm
from tests.mutants.mutant import ROOT, DoesNotFit, Mutant

ALL: Final = (
    *money.MUTANTS, *asking.MUTANTS, *giving_back.MUTANTS, *journal.MUTANTS,
    *paper.MUTANTS, *starting.MUTANTS, *wire.MUTANTS,
)  # fmt: skip
LIMIT_S: Final = 150.0
QUICK: Final = {"HYPOTHESIS_PROFILE": "quick", "MUTANTS": "20000"}


PROGRAMMES: Final[dict[str, Work]] = {"simulation": simulated(3_000, 1), "kills": killed(300, 1)}


def runs_of(tests: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield what to run one after the other: each path alone."""
    for path in tests:
        yield (path,)


def work_of(part: tuple[str, ...]) -> Work:
    """Give what to do for one part: a programme by its name, else tests."""
    return PROGRAMMES.get(part[0]) or tests_of(part)


def clean(mutants: Sequence[Mutant]) -> dict[tuple[str, ...], Ran]:
    """Run everything once without a mutant; return what failed: it can tell nothing of any mutant."""
    wanted = dict.fromkeys(part for mutant in mutants for part in runs_of(mutant.tests))
    ran = {part: run(work_of(part), None, LIMIT_S, QUICK) for part in wanted}
    return {part: one for part, one in ran.items() if one.has_failed}


def tried(mutant: Mutant) -> Ran:
    """Run a mutant's tests until one of them fails. Raises `DoesNotFit`."""
    finder = Finder(mutant.module, ROOT / mutant.file, mutant.changed())
    seconds, last = 0.0, Ran(False, "", 0.0, "")
    for part in runs_of(mutant.tests):
        last = run(work_of(part), finder, LIMIT_S, QUICK)
        seconds += last.seconds
        if last.has_failed:
            break
    return Ran(last.has_failed, last.by, seconds, last.said)


def _line(mutant: Mutant, by: str, seconds: float) -> str:
    return f"{mutant.name:<40} {seconds:6.1f} s  {by}"


def main(words: Sequence[str], mutants: Sequence[Mutant] = ALL) -> int:
    """Try the mutants and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--only", default="", help="a part of the names to try")
    parser.add_argument("--no-clean-run", action="store_true", help="trust that the tests pass without a mutant")
    parser.add_argument("--by", choices=[*PROGRAMMES], help="one programme instead of each mutant's own tests")
    asked = parser.parse_args(words)
    chosen = [mutant for mutant in mutants if asked.only in mutant.name or asked.only in mutant.file]
    if asked.by:
        chosen = [replace(mutant, tests=(asked.by,)) for mutant in chosen]
    warm()
    if not asked.no_clean_run:
        for part, failed in (broken := clean(chosen)).items():
            print(f"{' '.join(part)} fails without any mutant: {failed.by}")
        if broken:
            return 1
    left: list[Mutant] = []
    for mutant in chosen:
        try:
            ran = tried(mutant)
        except DoesNotFit as error:
            print(_line(mutant, f"DOES NOT FIT: {error}", 0.0), flush=True)
            left.append(mutant)
            continue
        print(_line(mutant, ran.by if ran.has_failed else f"SURVIVED: {mutant.danger}", ran.seconds), flush=True)
        if not ran.has_failed:
            left.append(mutant)
    print(f"{len(chosen)} mutants, {len(chosen) - len(left)} found, {len(left)} not")
    return 1 if left or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
