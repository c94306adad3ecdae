"""A self-test as values: tests of steps, what each step expected and measured, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is tried, a test each."""

    PAPER = "paper"
    SCAN = "scan"
    WEIGH = "weigh"
    TERMINAL = "terminal"
    DOCUMENT = "document"
    TAG = "tag"
    KEYS = "keys"
    LAMPS = "lamps"
    SIGN = "sign"
    SOUND = "sound"
    TOUCH = "touch"
    COLOURS = "colours"


class Ask(StrEnum):
    """What one step asks of the device and of the person."""

    PRINT = "print"
    READ_BACK = "read-back"
    LETTERS = "letters"
    CUT = "cut"
    SCAN = "scan"
    EMPTY = "empty"
    WEIGHT = "weight"
    DIAGNOSE = "diagnose"
    LAY = "lay"
    TAG = "tag"
    TAG_BACK = "tag-back"
    KEYS = "keys"
    LAMPS = "lamps"
    IDENTIFY = "identify"
    HEAR = "hear"
    TOUCH = "touch"
    COLOURS = "colours"


class Judge(StrEnum):
    """Who says whether a step passed: the device by what it measures, the glass itself, or the person who looks."""

    DEVICE = "device"
    GLASS = "glass"
    PERSON = "person"


class Verdict(StrEnum):
    """What came of a step or a test. Only PASSED proves anything."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    NOT_POSSIBLE = "not-possible"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a step should give. `what` names its words; `amount` is in grams or pieces, `within` what it may be off."""

    what: str
    text: str = ""
    amount: int = 0
    within: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """What a step gave. `what` names its words; empty: nothing was measured."""

    what: str = ""
    text: str = ""
    amount: int = 0


NOTHING = Measured()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a test. `acts`: something is done by the kiosk while the step lasts."""

    ask: Ask
    judge: Judge
    expected: Expected
    acts: bool = True


@dataclass(frozen=True, slots=True)
class Test:
    """One test of a part; `n` counts from 1. `driver`, `model` and `card` are what is known of the device.

    `amiss` is why it cannot be tried at all (`not-fitted`, `no-diagnosis`); `last` is the verdict of its last run.
    """

    n: int
    kind: Kind
    part: str
    steps: tuple[Step, ...]
    driver: str = ""
    model: str = ""
    card: str = ""
    amiss: str = ""
    most: int = 0
    last: Verdict | None = None
    last_utc_ms: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one step. `why` says what went wrong or why it was not tried; empty when it passed.

    `tries`: how many times it was done; the last one counts, and the certificate tells that there were more.
    """

    ask: Ask
    judge: Judge
    verdict: Verdict
    expected: Expected
    measured: Measured = NOTHING
    why: str = ""
    tries: int = 1


@dataclass(frozen=True, slots=True)
class Tested:
    """A test with what was found, as the certificate keeps it."""

    kind: Kind
    part: str
    driver: str
    model: str
    card: str
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The verdict on the whole test."""
        return verdict_of(self.findings)

    @property
    def why(self) -> str:
        """Why it did not pass: the first reason of the weightiest kind."""
        return next((own.why for own in self.findings if own.verdict is self.verdict and own.why), "")


@dataclass(frozen=True, slots=True)
class SelfTest:
    """A self-test that came to its end: who tried what, when, on which kiosk and program. Times are UTC."""

    id: str
    site: str
    kiosk: str
    version: str
    person_id: str
    began_utc_ms: int
    ended_utc_ms: int
    tests: tuple[Tested, ...]
    is_demo: bool = False

    def count(self, verdict: Verdict) -> int:
        """How many tests came to this verdict."""
        return sum(own.verdict is verdict for own in self.tests)

    @property
    def verdict(self) -> Verdict:
        """FAILED when one test failed, PASSED when each passed; else the weightiest between."""
        return verdict_of(self.tests)


_WEIGHT = (Verdict.FAILED, Verdict.SKIPPED, Verdict.NOT_POSSIBLE)


def verdict_of(found: Iterable[Finding | Tested]) -> Verdict:
    """Return the verdict on several: one that failed fails all, and what was not tried proves nothing."""
    verdicts = {own.verdict for own in found}
    return next((own for own in _WEIGHT if own in verdicts), Verdict.PASSED if verdicts else Verdict.NOT_POSSIBLE)
