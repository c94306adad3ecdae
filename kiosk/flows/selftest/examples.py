"""Each state of a self-test, and the hard ones: a failure with much to say, and every test in one result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.access.roles import Person, Role
from kiosk.domain.selftests import (
    NOTHING,
    Ask,
    Finding,
    Fitted,
    Kind,
    Measured,
    SelfTest,
    Step,
    Test,
    Tested,
    Verdict,
    planned,
)
from kiosk.domain.values import replace
from kiosk.flows.selftest.states import Certificate, Colours, Known, Plan, Result, Run, Running, State, Touch
from kiosk.flows.selftest.steps import coded

_CARD: Final = "bronze: never met hardware"
_KEYS: Final = ("up", "down", "left", "right", "select", "help", "volume_up", "volume_down", "pause", "repeat")
_FITTED: Final = (
    Fitted("printer", "escpos", "tm-t88vi", _CARD, frozenset({"cutter"})),
    Fitted("scanner", "linescan", "", _CARD),
    Fitted("scanner-2", "wedge", "", _CARD),
    Fitted("scale", "toledo8217", "8217", _CARD, resolution_g=5, most_g=15_000),
    Fitted("terminal", "zvt", "", _CARD, frozenset({"diagnosis"})),
    Fitted("documents"),
    Fitted("tags", "zpl", "", _CARD),
    Fitted("keypad", "keypad", "", _CARD, keys=_KEYS),
    Fitted("lights", "lights", "", _CARD),
    Fitted("signing", "signdemo", "", _CARD),
)
_AT: Final = 1_790_000_000_000
_LAST: Final = {
    (Kind.PAPER, "printer"): (Verdict.PASSED, _AT),
    (Kind.SCAN, "scanner"): (Verdict.FAILED, _AT),
    (Kind.WEIGH, "scale"): (Verdict.SKIPPED, _AT),
}
_PERSON: Final = Person("tessa", frozenset({Role.TECHNICIAN}))
_KNOWN: Final = Known(planned(_FITTED, _LAST), "Pronto Market", "lane-1", "0.7.0")
_SEED: Final = 123_456
_WAITING: Final = tuple(coded(test, _SEED) for test in _KNOWN.tests)
_RUN: Final = Run("0199a3f0-0000-7000-8000-000000000001", _AT, _SEED, _WAITING)
_OFF: Final = "MEDIA_EMPTY: the roll is at its end and the printer waits for a new one"
_SHA256: Final = "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"


def _test(kind: Kind) -> Test:
    return next(test for test in _WAITING if test.kind is kind)


def _run(kind: Kind, findings: tuple[Finding, ...] = ()) -> Run:
    at = next(n for n, test in enumerate(_WAITING) if test.kind is kind)
    done = tuple(_tested(test) for test in _WAITING[:at])
    return replace(_RUN, waiting=_WAITING[at:], done=done, findings=findings)


_FOUND: Final[Mapping[Ask, Measured]] = {
    Ask.PRINT: Measured("printed"),
    Ask.TAG: Measured("printed"),
    Ask.SCAN: Measured("code", "PT1234561000", 12),
    Ask.WEIGHT: Measured("weight", amount=1000),
    Ask.DIAGNOSE: Measured("diagnosis", "29001234: O.K.", 41),
    Ask.LAMPS: Measured("lamps", amount=4),
    Ask.IDENTIFY: Measured("identity", "DEMO-B929AF806579, 2031-05-30", 1207),
    Ask.HEAR: Measured("sentence"),
    Ask.TOUCH: Measured("cells", amount=40),
}


def _finding(step: Step, verdict: Verdict) -> Finding:
    if verdict is Verdict.PASSED:
        return Finding(step.ask, step.judge, verdict, step.expected, _FOUND.get(step.ask, NOTHING))
    return Finding(step.ask, step.judge, verdict, step.expected, Measured("words", _OFF), "paper-out")


def _tested(test: Test) -> Tested:
    verdicts = {Kind.PAPER: Verdict.FAILED, Kind.DOCUMENT: Verdict.NOT_POSSIBLE, Kind.KEYS: Verdict.SKIPPED}
    verdict = verdicts.get(test.kind, Verdict.PASSED)
    whys = {Verdict.NOT_POSSIBLE: "not-fitted", Verdict.SKIPPED: "by-person"}
    findings = tuple(
        replace(_finding(step, verdict), why=whys.get(verdict, "paper-out" if verdict is Verdict.FAILED else ""))
        for step in test.steps
    )
    return Tested(test.kind, test.part, test.driver, test.model, test.card, findings)


def _at_step(kind: Kind, ask: Ask, **changes: object) -> Running:
    steps = _test(kind).steps
    before = steps[: next(n for n, step in enumerate(steps) if step.ask is ask)]
    run = _run(kind, tuple(_finding(step, Verdict.PASSED) for step in before))
    running = Running(_PERSON, _KNOWN, run, "0199a3f0-0000-7000-8000-000000000002", run.step)
    return replace(running, **changes)  # type: ignore[arg-type]  # fields of `Running`, by name


_SELF_TEST: Final = SelfTest(
    _RUN.id, "Pronto Market", "lane-1", "0.7.0", "tessa", _AT, _AT + 300_000, tuple(_tested(own) for own in _WAITING)
)
_PRINTING: Final = _at_step(Kind.PAPER, Ask.PRINT, is_acting=True)
_NAMED: Final = _at_step(Kind.SIGN, Ask.IDENTIFY)
_HEAVY: Final = replace(
    _at_step(Kind.WEIGH, Ask.WEIGHT).step, expected=replace(_test(Kind.WEIGH).steps[1].expected, amount=1000)
)
EXAMPLES: Final[Mapping[str, State]] = {
    "Plan": Plan(_PERSON, _KNOWN),
    "Plan-looking": Plan(_PERSON),
    "Plan-refused": Plan(_PERSON, _KNOWN, problem="not-permitted"),
    "Running": _PRINTING,
    "Running-failed": replace(
        _PRINTING,
        is_acting=False,
        measured=Measured("words", _OFF),
        finding=_finding(_PRINTING.step, Verdict.FAILED),
    ),
    "Running-back": _at_step(Kind.PAPER, Ask.READ_BACK, is_acting=True),
    "Running-letters": _at_step(Kind.PAPER, Ask.LETTERS),
    "Running-scan": _at_step(Kind.SCAN, Ask.SCAN, is_acting=True),
    "Running-weights": _at_step(Kind.WEIGH, Ask.WEIGHT),
    "Running-weighing": _at_step(
        Kind.WEIGH, Ask.WEIGHT, step=_HEAVY, is_acting=True, measured=Measured("weight", amount=995)
    ),
    "Running-keys": _at_step(
        Kind.KEYS, Ask.KEYS, is_acting=True, measured=Measured("keys", "volume up, volume down, pause, repeat", 6)
    ),
    "Running-named": replace(_NAMED, measured=_FOUND[Ask.IDENTIFY], finding=_finding(_NAMED.step, Verdict.PASSED)),
    "Running-sound": _at_step(Kind.SOUND, Ask.HEAR, is_acting=True),
    "Running-colours": _at_step(Kind.COLOURS, Ask.COLOURS),
    "Touch": Touch(_PERSON, _KNOWN, _run(Kind.TOUCH), tuple(range(17))),
    "Touch-begun": Touch(_PERSON, _KNOWN, _run(Kind.TOUCH)),
    "Colours": Colours(_PERSON, _KNOWN, _run(Kind.COLOURS), 2),
    "Result": Result(_PERSON, _KNOWN, _SELF_TEST, _SHA256),
    "Result-lost": Result(_PERSON, _KNOWN, _SELF_TEST, is_lost=True),
    "Certificate": Certificate(_PERSON, _KNOWN, _SELF_TEST, _SHA256),
    "Certificate-printed": Certificate(_PERSON, _KNOWN, _SELF_TEST, _SHA256, printed="FAILED", reason="MEDIA_EMPTY"),
}
