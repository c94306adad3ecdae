"""Where a self-test stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from kiosk.domain.access.roles import Person
from kiosk.domain.selftests import NOTHING, Finding, Measured, SelfTest, Step, Test, Tested


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the kiosk: its tests, and its names for a certificate."""

    tests: tuple[Test, ...]
    site: str
    kiosk: str
    version: str


@dataclass(frozen=True, slots=True)
class Run:
    """A self-test under way: what is done, and what is still to be done, the test on the glass first.

    `findings` are those of the test on the glass; `seed` makes the codes that are read back.
    """

    id: str
    began_utc_ms: int
    seed: int
    waiting: tuple[Test, ...]
    done: tuple[Tested, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def test(self) -> Test:
        """The test on the glass."""
        return self.waiting[0]

    @property
    def step(self) -> Step:
        """The step on the glass."""
        return self.test.steps[len(self.findings)]


@dataclass(frozen=True, slots=True)
class Plan:
    """The tests of this kiosk with what came of each last. `ask_id`: leave is being asked for to run `chosen`."""

    person: Person
    known: Known | None = None
    ask_id: str = ""
    chosen: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """One step. `is_acting`: the device is at it; `finding`: what it came to, to be seen before the next."""

    person: Person
    known: Known
    run: Run
    step_id: str
    step: Step
    is_acting: bool = False
    measured: Measured = NOTHING
    finding: Finding | None = None
    tries: int = 1


@dataclass(frozen=True, slots=True)
class Touch:
    """Every field of the glass is to be touched once."""

    person: Person
    known: Known
    run: Run
    touched: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Colours:
    """The whole glass in one colour after the other; `shown` counts from 0."""

    person: Person
    known: Known
    run: Run
    shown: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What came of each test. `sha256`: it is stored; `is_lost`: it could not be."""

    person: Person
    known: Known
    self_test: SelfTest
    sha256: str = ""
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Certificate:
    """The certificate to look at. `printed` is the printer's last word, empty before any; `reason` is its why."""

    person: Person
    known: Known
    self_test: SelfTest
    sha256: str
    is_printing: bool = False
    printed: str = ""
    reason: str = ""


State: TypeAlias = "Plan | Running | Touch | Colours | Result | Certificate"
