"""One worker of `make mutants`: takes orders as JSON lines from standard input, answers each with one line.

It runs in a copy of the checkout, so nobody's edits reach it and nothing it writes stays.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

from tests.mutants.host import Finder, Ran, Work, killed, run, simulated, tests_of, warm
from tests.mutants.mutant import ROOT, DoesNotFit, Mutant

LIMIT_S: Final = 240.0
QUICK: Final = {"HYPOTHESIS_PROFILE": "quick", "MUTANTS": "20000"}
PROGRAMMES: Final[dict[str, Work]] = {"simulation": simulated(3_000, 1), "kills": killed(300, 1)}


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one order.

    `part`: what was running when it failed; `by`: the test that failed; `misfit`: why the mutant could not be tried.
    """

    has_failed: bool
    part: str = ""
    by: str = ""
    seconds: float = 0.0
    misfit: str = ""

    @property
    def proof(self) -> str:
        """Return what has to pass without the mutant, for this to tell anything of it."""
        return self.by.partition("[")[0] if "::" in self.by else self.part


def work_of(part: str) -> Work:
    """Give what to do for one part: a programme by its name, else tests; several are parted by spaces."""
    return PROGRAMMES.get(part) or tests_of(part.split())


def carried_out(mutant: Mutant | None, parts: Sequence[str]) -> Told:
    """Run the parts one after the other, until one fails; without a mutant, the product as it is."""
    try:
        finder = None if mutant is None else Finder(mutant.module, ROOT / mutant.file, mutant.changed())
    except DoesNotFit as error:
        return Told(False, misfit=str(error))
    told = Told(False)
    for part in parts:
        ran: Ran = run(work_of(part), finder, LIMIT_S, QUICK)
        told = Told(ran.has_failed, part, ran.by, told.seconds + ran.seconds)
        if ran.has_failed:
            break
    return replace(told, seconds=round(told.seconds, 1))


def main() -> int:
    """Serve until the orders end."""
    warm()
    for line in sys.stdin:
        order = json.loads(line)
        mutant = Mutant(**order["mutant"]) if order["mutant"] is not None else None
        print(json.dumps(asdict(carried_out(mutant, order["parts"]))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
