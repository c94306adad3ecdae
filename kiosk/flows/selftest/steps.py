"""One step of a test, from its beginning to its finding, and what follows it."""

from __future__ import annotations

from typing import Final, TypeAlias

from kiosk.domain.access.roles import Person
from kiosk.domain.selftests import NOTHING, Ask, Finding, Judge, Kind, Measured, SelfTest, Test, Tested, Verdict
from kiosk.domain.selftests.judging import SHADES, not_tried, seen
from kiosk.domain.selftests.judging import measured as judged
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.values import replace
from kiosk.flows.base import Effect, Site, StartTimer, StopTimer
from kiosk.flows.checkout.events import Beep
from kiosk.flows.selftest.events import KeepCertificate, MeasureStep, StepMeasured, StopStep
from kiosk.flows.selftest.states import Colours, Known, Result, Run, Running, State, Touch

Stepped: TypeAlias = "tuple[State, tuple[Effect, ...]]"
TOUCH_TIMER: Final = "selftest.touch"
TOUCH_S: Final = 20
_CODED: Final = (Ask.PRINT, Ask.READ_BACK, Ask.SCAN, Ask.TAG, Ask.TAG_BACK)
_PRINTS: Final = (Ask.PRINT, Ask.TAG)


# --- codes --------------------------------------------------------------------------------------------------------


def code_of(seed: int, kind: Kind) -> str:
    """Return what is printed and read back: another one each time, so that an old paper proves nothing.

    The scanner is shown the code of the paper, because some read no code from a glass.
    """
    return f"PT{seed % 10**6:06d}{2 if kind is Kind.TAG else 1}{(seed // 10**6) % 1000:03d}"


def number_of(code: str) -> str:
    """Return the four digits that a person reads off a paper where no scanner reads it."""
    return code[-4:]


def numbers(code: str) -> tuple[str, ...]:
    """Return four numbers in order, the code's own among them: who did not look at the paper cannot tell it."""
    own = int(number_of(code))
    return tuple(sorted(f"{(own + step * 1373) % 10_000:04d}" for step in range(4)))


def coded(test: Test, seed: int) -> Test:
    """Return a test whose steps expect this run's code."""
    code = code_of(seed, test.kind)
    steps = tuple(
        replace(step, expected=replace(step.expected, text=code)) if step.ask in _CODED else step for step in test.steps
    )
    return replace(test, steps=steps)


# --- on to the next -----------------------------------------------------------------------------------------------


def onward(person: Person, known: Known, run: Run, at: Stamp, site: Site) -> Stepped:
    """Show the next step there is, or the result when there is none."""
    while run.waiting and (run.test.amiss or len(run.findings) == len(run.test.steps)):
        run = with_test_done(run)
    if not run.waiting:
        return ended(person, known, run, at, is_demo=site.is_demo)
    match run.step.ask:
        case Ask.TOUCH:
            return Touch(person, known, run), (StartTimer(TOUCH_TIMER, TOUCH_S),)
        case Ask.COLOURS:
            return Colours(person, known, run), ()
        case _:
            return begun(Running(person, known, run, uuid7(at), run.step), site)


def begun(state: Running, site: Site) -> Stepped:
    """Begin a step: the device is put to it, unless a person has to say something first."""
    if not state.step.acts or (state.step.ask is Ask.WEIGHT and not state.step.expected.amount):
        return state, ()
    effect = MeasureStep(state.step_id, state.run.test.part, state.step, site.language)
    sound = (Beep("attention"),) if state.step.ask is Ask.HEAR else ()
    return replace(state, is_acting=True, measured=NOTHING), (*sound, effect)


def with_test_done(run: Run) -> Run:
    """Put the test on the glass among those that are done."""
    test = run.test
    findings = run.findings
    if test.amiss:
        findings = tuple(not_tried(step, test.amiss, is_possible=False) for step in test.steps)
    done = Tested(test.kind, test.part, test.driver, test.model, test.card, findings)
    return replace(run, waiting=run.waiting[1:], done=(*run.done, done), findings=())


def with_finding(run: Run, finding: Finding) -> Run:
    """Add a finding; where nothing came out of a printer, nothing can be looked at."""
    findings = (*run.findings, finding)
    if finding.ask in _PRINTS and finding.verdict is not Verdict.PASSED:
        findings += tuple(not_tried(step, "nothing-printed") for step in run.test.steps[len(findings) :])
    return replace(run, findings=findings)


# --- what a step comes to -----------------------------------------------------------------------------------------


def told(state: Running, event: StepMeasured) -> Stepped:
    """Take the device's word. Where a person judges, only its failure is one; else it waits for the person."""
    if state.step.judge is Judge.PERSON and event.is_right:
        return replace(state, is_acting=False, measured=event.measured), ()
    finding = judged(state.step, event.measured, is_right=event.is_right, why=event.why)
    return found(state, finding), ()


def found(state: Running, finding: Finding) -> Running:
    """Show what a step came to, before the next one."""
    return replace(state, is_acting=False, measured=finding.measured, finding=replace(finding, tries=state.tries))


def answered(state: Running, answer: str) -> Finding | None:
    """Return what a person's answer makes of a step; None for what is no answer to it."""
    step = state.step
    if step.ask in (Ask.READ_BACK, Ask.TAG_BACK):
        if answer not in numbers(step.expected.text):
            return None
        is_right = answer == number_of(step.expected.text)
        number = Measured("number", step.expected.text if is_right else answer)
        return replace(judged(step, number, is_right=True), judge=Judge.PERSON, tries=state.tries)
    if step.judge is not Judge.PERSON or answer not in ("yes", "no"):
        return None
    measured = Measured("shades", amount=len(SHADES)) if step.ask is Ask.COLOURS else state.measured
    return replace(seen(step, measured, is_yes=answer == "yes"), tries=state.tries)


def repeated(state: Running, at: Stamp, site: Site) -> Stepped:
    """Do a step once more."""
    if state.step.ask is Ask.COLOURS:
        return Colours(state.person, state.known, state.run), ()
    step = state.run.step  # a known weight is asked for again
    again = Running(state.person, state.known, state.run, uuid7(at), step, tries=state.tries + 1)
    return begun(again, site)


def stopped(state: Running | Touch | Colours) -> tuple[Effect, ...]:
    """Return what ends what a page has under way."""
    if isinstance(state, Running) and state.is_acting:
        return (StopStep(state.step_id),)
    return (StopTimer(TOUCH_TIMER),) if isinstance(state, Touch) else ()


# --- the end ------------------------------------------------------------------------------------------------------


def left_early(state: Running | Touch | Colours) -> Run | None:
    """Return the run as it is when somebody leaves it: what was not tried says so. None when nothing was."""
    run = state.run
    if isinstance(state, Running) and state.finding is not None:
        run = with_finding(run, state.finding)
    if not run.findings and all(own.verdict is Verdict.NOT_POSSIBLE for own in run.done):
        return None
    while run.waiting:
        untried = run.test.steps[len(run.findings) :]
        findings = (*run.findings, *(not_tried(step, "ended") for step in untried))
        run = with_test_done(replace(run, findings=findings))
    return run


def ended(person: Person, known: Known, run: Run, at: Stamp, *, is_demo: bool) -> Stepped:
    """Show the result, and have it stored."""
    self_test = SelfTest(
        run.id, known.site, known.kiosk, known.version, person.id, run.began_utc_ms, at.utc_ms, run.done, is_demo
    )
    return Result(person, known, self_test), (KeepCertificate(self_test),)
