"""The guided self-tests: which page follows which. Permission `device-tests`; nobody's session is open beneath."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from kiosk.domain.access.roles import Permission, Person
from kiosk.domain.selftests import Ask
from kiosk.domain.selftests.judging import CELLS, SHADES, not_tried, touched
from kiosk.domain.selftests.plan import weights
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import Abandoned, BackPressed, Effect, EffectFailed, Event, Site, StartTimer, TimedOut
from kiosk.flows.guests import Gone, Guest, Pass
from kiosk.flows.selftest import events as e
from kiosk.flows.selftest import steps
from kiosk.flows.selftest.states import Certificate, Colours, Known, Plan, Result, Run, Running, State, Touch
from kiosk.flows.selftest.steps import TOUCH_S, TOUCH_TIMER
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record

Stepped: TypeAlias = "tuple[State | Gone | Pass, tuple[Effect, ...]]"

ENTRY: Final = Guest(
    "selftest", 320, text("selftest.title"), text("selftest.text"), "activity", (Permission.DEVICE_TESTS,),
    needs_nobody=True,
)  # fmt: skip
SCREENS: tuple[type[State], ...] = (Plan, Running, Touch, Colours, Result, Certificate)
MOVES: Mapping[type[State], frozenset[type[object]]] = {
    Plan: frozenset({Running, Touch, Colours, Pass, Gone}),
    Running: frozenset({Touch, Colours, Result, Plan, Gone}),
    Touch: frozenset({Colours, Result, Plan, Gone}),
    Colours: frozenset({Running, Result, Plan, Gone}),
    Result: frozenset({Plan, Certificate, Gone}),
    Certificate: frozenset({Result, Gone}),
}


def enter(person: Person | None, _at: Stamp, _site: Site) -> tuple[State | Gone, tuple[Effect, ...]]:
    """Begin with the plan of what is fitted; with nobody signed in there is nothing."""
    return (Gone(), ()) if person is None else (Plan(person), (e.FindSelfTests(),))


def step(state: State, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event. What is under way ends with its page."""
    match state:
        case Plan():
            return _plan(state, event, at, site)
        case Running():
            return _running(state, event, at, site)
        case Touch():
            return _touch(state, event, at, site)
        case Colours():
            return _colours(state, event, at, site)
        case Result():
            return _result(state, event)
        case Certificate():
            return _certificate(state, event, site)


def _plan(state: Plan, event: Event, at: Stamp, site: Site) -> Stepped:
    match event:
        case BackPressed():
            return Pass("staff", state.person), ()
        case Abandoned():
            return Gone(), ()
        case e.SelfTestsFound():
            return replace(state, known=Known(event.tests, event.site, event.kiosk, event.version), problem=""), ()
        case e.SelfTestChosen(n=n) if not state.ask_id and _chosen(state, n):
            ask = AskPermit(uuid7(at), Permission.DEVICE_TESTS, state.person)
            return replace(state, ask_id=ask.ask_id, chosen=n, problem=""), (ask,)
        case Permitted(ask_id=ask_id) if state.ask_id == ask_id and state.known is not None:
            return _begun(state, state.known, at, site)
        case NotPermitted(ask_id=ask_id, why=why) if state.ask_id == ask_id:
            return replace(state, ask_id="", problem=why), ()
        case EffectFailed(key=key) if key and key == state.ask_id:
            return replace(state, ask_id="", problem="cannot-check"), ()
        case EffectFailed(effect="FindSelfTests"):
            return replace(state, problem="cannot-look"), ()
        case _:
            return state, ()


def _chosen(state: Plan, n: int) -> bool:
    """True when there is something to run."""
    tests = state.known.tests if state.known is not None else ()
    return any(not test.amiss and n in (0, test.n) for test in tests)


def _begun(state: Plan, known: Known, at: Stamp, site: Site) -> Stepped:
    waiting = tuple(steps.coded(test, at.draw) for test in known.tests if state.chosen in (0, test.n))
    run = Run(uuid7(at), at.utc_ms, at.draw, waiting)
    return steps.onward(state.person, known, run, at, site)


def _left(state: Running | Touch | Colours, at: Stamp, site: Site) -> Stepped:
    """Leave a run: to its result, or to the plan when nothing was tried."""
    run, effects = steps.left_early(state), steps.stopped(state)
    if run is None:
        return Plan(state.person), (*effects, e.FindSelfTests())
    result, more = steps.ended(state.person, state.known, run, at, is_demo=site.is_demo)
    return result, (*effects, *more)


def _running(state: Running, event: Event, at: Stamp, site: Site) -> Stepped:
    match event:
        case BackPressed():
            return _left(state, at, site)
        case Abandoned():
            return Gone(), steps.stopped(state)
        case e.StepRepeated() if state.finding is not None or state.step.ask is Ask.COLOURS:
            return steps.repeated(state, at, site)
        case e.StepPassedOn() if state.finding is not None:
            run = steps.with_finding(state.run, state.finding)
            return steps.onward(state.person, state.known, run, at, site)
        case _ if state.finding is not None:
            return state, ()
        case e.StepAnswered() | e.StepSkipped():
            return _said(state, event, at, site)
        case e.WeightLaid(grams=grams) if state.step.ask is Ask.WEIGHT and not state.is_acting:
            return _weighed(state, grams, site)
        case _:
            return _acting(state, event)


def _acting(state: Running, event: Event) -> Stepped:
    """Take what the device at work tells."""
    match event:
        case e.StepMeasured(step_id=step_id) if state.is_acting and step_id == state.step_id:
            return steps.told(state, event)
        case e.StepProgressed(step_id=step_id) if state.is_acting and step_id == state.step_id:
            return replace(state, measured=event.measured), ()
        case EffectFailed(key=key) if state.is_acting and key == state.step_id:
            return steps.told(state, e.StepMeasured(state.step_id, False, state.measured, "software"))
        case _:
            return state, ()


def _said(state: Running, event: e.StepAnswered | e.StepSkipped, at: Stamp, site: Site) -> Stepped:
    """Take the word of the person: what they saw, or that they cannot do it."""
    if isinstance(event, e.StepSkipped):
        finding = replace(not_tried(state.step, "by-person"), tries=state.tries)
    elif (answer := steps.answered(state, event.answer)) is not None:
        finding = answer
    else:
        return state, ()
    run = steps.with_finding(state.run, finding)
    onward, effects = steps.onward(state.person, state.known, run, at, site)
    return onward, (*steps.stopped(state), *effects)


def _weighed(state: Running, grams: int, site: Site) -> Stepped:
    if grams not in weights(state.run.test.most):
        return state, ()
    wanted = replace(state.step, expected=replace(state.step.expected, amount=grams))
    return steps.begun(replace(state, step=wanted), site)


def _touch(state: Touch, event: Event, at: Stamp, site: Site) -> Stepped:
    match event:
        case BackPressed():
            return _left(state, at, site)
        case Abandoned():
            return Gone(), steps.stopped(state)
        case e.CellTouched(cell=cell) if 0 <= cell < CELLS and cell not in state.touched:
            felt = replace(state, touched=(*state.touched, cell))
            return _felt(felt, at, site) if len(felt.touched) == CELLS else (felt, (StartTimer(TOUCH_TIMER, TOUCH_S),))
        case TimedOut(timer=timer) if timer == TOUCH_TIMER:
            return _felt(state, at, site)
        case e.StepSkipped():
            run = steps.with_finding(state.run, not_tried(state.run.step, "by-person"))
            onward, effects = steps.onward(state.person, state.known, run, at, site)
            return onward, (*steps.stopped(state), *effects)
        case _:
            return state, ()


def _felt(state: Touch, at: Stamp, site: Site) -> Stepped:
    """Judge the glass: all of it was felt, or nothing more was for a while."""
    run = steps.with_finding(state.run, touched(state.run.step, state.touched))
    onward, effects = steps.onward(state.person, state.known, run, at, site)
    return onward, (*steps.stopped(state), *effects)


def _colours(state: Colours, event: Event, at: Stamp, site: Site) -> Stepped:
    match event:
        case BackPressed():
            return _left(state, at, site)
        case Abandoned():
            return Gone(), ()
        case e.StepPassedOn() if state.shown + 1 < len(SHADES):
            return replace(state, shown=state.shown + 1), ()
        case e.StepPassedOn():
            return Running(state.person, state.known, state.run, uuid7(at), state.run.step), ()
        case _:
            return state, ()


def _result(state: Result, event: Event) -> Stepped:
    own = state.self_test
    match event:
        case BackPressed():
            return Plan(state.person), (e.FindSelfTests(),)
        case Abandoned():
            return Gone(), ()
        case e.CertificateKept(self_test_id=own.id, sha256=sha256) if not state.sha256:
            after = f"{own.verdict.value} {sha256}"
            record = Record(Permission.DEVICE_TESTS, state.person, own.id, after=after)
            return replace(state, sha256=sha256, is_lost=False), (record,)
        case e.CertificateLost(self_test_id=own.id) | EffectFailed(key=own.id) if not state.sha256:
            return replace(state, is_lost=True), ()
        case e.StepRepeated() if state.is_lost:
            return replace(state, is_lost=False), (e.KeepCertificate(own),)
        case e.CertificateWanted() if state.sha256:
            return Certificate(state.person, state.known, own, state.sha256), ()
        case _:
            return state, ()


def _certificate(state: Certificate, event: Event, site: Site) -> Stepped:
    own = state.self_test
    match event:
        case BackPressed():
            return Result(state.person, state.known, own, state.sha256), ()
        case Abandoned():
            return Gone(), ()
        case e.CertificatePrintPressed() if not state.is_printing:
            printing = replace(state, is_printing=True, printed="", reason="")
            return printing, (e.PrintCertificate(own, state.sha256, site.language),)
        case e.CertificatePrinted(self_test_id=own.id) if state.is_printing:
            return replace(state, is_printing=False, printed=event.verdict, reason=event.reason), ()
        case EffectFailed(key=own.id) if state.is_printing:
            return replace(state, is_printing=False, printed="FAILED"), ()
        case _:
            return state, ()
