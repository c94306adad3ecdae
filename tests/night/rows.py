"""The rows of the programme: what each one starts, how much of it makes the figure, and why some start nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PYTEST: Final = ("pytest", "-q", "-p", "no:cacheprovider", "-p", "no:second_tries")


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `module` and its arguments are started with this Python; `{n}` and `{seed}` are filled in.

    `total` of `unit` make the figure, done in slices of `slice` with a seed each; 0: the command does all of it at
    once. `stands_on` must be there, else the row is not built. `why_not`: nothing can run here, and why.
    """

    id: str
    module: str = ""
    arguments: tuple[str, ...] = ()
    total: int = 0
    slice: int = 0
    unit: str = ""
    stands_on: str = ""
    environment: tuple[tuple[str, str], ...] = ()
    why_not: str = ""

    def reason_not_to_run(self, root: Path = ROOT) -> str:
        """Say why nothing can be started, empty when it can."""
        if self.why_not:
            return self.why_not
        return "" if (root / self.stands_on).exists() else f"{self.stands_on} is not there"

    def command(self, seed: int, count: int) -> list[str]:
        """Give the arguments of Python for one slice."""
        return ["-m", self.module, *(word.format(n=count, seed=seed) for word in self.arguments)]


def _program(id: str, place: str, option: str, total: int, portion: int, *more: str) -> Row:
    """Give a row that a program of its own runs: so many, from a seed, with what more it is told."""
    return Row(
        id,
        place.replace("/", "."),
        (f"--{option}", "{n}", "--seed", "{seed}", *more),
        total,
        portion,
        option,
        f"{place}/__main__.py",
    )


def _tests(id: str, *places: str, environment: Sequence[tuple[str, str]] = ()) -> Row:
    """Give a row that stands in tests; the small tier is all of it, or `environment` asks for more."""
    return Row(id, PYTEST[0], (*PYTEST[1:], *places), stands_on=places[0], environment=tuple(environment))


ROWS: Final = (
    _program("T1", "tests/faults/killloop", "kills", 10_000, 1_000),
    _program("T2", "tests/faults/disk", "images", 100_000, 10_000),
    Row("T3", "tests.faults.disk", ("--sweep",), stands_on="tests/faults/disk/__main__.py"),
    _program("T4", "tests/faults/simulate", "sessions", 5_000_000, 50_000, "--all-met"),
    Row("T5", "tests.mutants", stands_on="tests/mutants/__main__.py"),
    _program("T6", "tests/faults/fuzz", "frames", 1_000_000, 250_000),
    Row(
        "T7", PYTEST[0], (*PYTEST[1:], "tests/unit/devices/paying", "tests/faults/fuzz"),
        stands_on="tests/unit/devices/paying", environment=(("MUTANTS", "1000000"),),
    ),
    _tests(
        "T8", "tests/unit/domain/test_payment_properties.py", "tests/unit/domain/test_money.py",
        "tests/unit/domain/test_basket.py", "tests/unit/domain/test_payment.py",
        environment=(("HYPOTHESIS_PROFILE", "night"),),
    ),
    _program("T9", "tests/faults/walk", "steps", 2_000_000, 20_000),
    _program("airport", "tests/faults/walk", "steps", 500_000, 10_000, "--airport", "--all-met"),  # T9 of check-in
    _tests("T10", "tests/faults/raising", "tests/faults/stalls"),
    Row("T11", "tests.faults.endurance", ("--minutes", "5", "--seed", "{seed}"),
        stands_on="tests/faults/endurance/__main__.py"),  # the hour and the three days belong to `make soak`
    _tests("T12", "tests/faults/disk/test_clock.py"),
    # Every byte of every row takes hours; the cuts themselves are at every byte in the small tier already.
    Row("T13", "tests.faults.links", ("--stride", "5"), stands_on="tests/faults/links/__main__.py"),
    _tests("T14", "tests/faults/links/test_hot_plug.py"),
    Row("T15", why_not="there is no outbox yet"),
    _tests("T16", "tests/faults/lockdown"),
    _tests("T17", "tests/faults/canaries"),
    Row("T18", why_not="staff have no PIN yet"),
    Row("T19", why_not="configuration is not signed yet"),
    _tests("T20", "tests/unit/store/test_chain.py", "tests/unit/store/test_second_journal.py",
           "tests/faults/disk/test_damage.py"),
    Row("T21", why_not="there is no release yet"),
    Row("T22", "tests.bench", ("--pair", "recover_1m"), stands_on="tests/bench/pairs/recover_1m.py"),
    _tests("T23", "tests/wire", "tests/faults/test_receipt_code.py"),
    Row("cuts", "tests.faults.killloop", ("--every", "1", "--seed", "{seed}"),
        stands_on="tests/faults/killloop/sweep.py"),  # T1, with travellers: behind every word of their visits
    _program("market-kills", "tests/faults/killloop", "kills", 2_000, 200, "--market"),  # T1, at each kind of write
    _program("travellers", "tests/faults/simulate", "sessions", 20_000, 20_000, "--travellers"),
    _program("market", "tests/faults/simulate", "sessions", 20_000, 20_000, "--market"),
    Row("gallery", "screens.gallery.night", stands_on="screens/gallery/night.py"),
    _tests("returned", "tests/screens/gallery/test_returned.py", environment=(("EVERY_OUTCOME", "1"),)),
)  # fmt: skip
