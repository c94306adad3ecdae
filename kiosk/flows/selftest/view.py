"""What the pages of a self-test show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from kiosk.domain.selftests import Ask, Finding, Judge, Kind, Test, Tested, Verdict
from kiosk.domain.selftests.judging import CELLS, CELLS_ACROSS, SHADES
from kiosk.domain.selftests.plan import LETTERS, weights
from kiosk.domain.selftests.words import expected_text, measured_text, step_text, tally, verdict_text, why_text
from kiosk.domain.staff.parts import named
from kiosk.domain.stamp import short_id
from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Site, Step, Toast, View, Viewable
from kiosk.flows.selftest.states import Certificate, Colours, Plan, Result, Running, State, Touch
from kiosk.flows.selftest.steps import numbers

IDLE_S: Final = 120
AT_WORK_S: Final = 300
"""A person walks round the kiosk with a weight or a paper: nobody is logged out so soon."""
BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")
CANNOT: Final = Action(text("selftest.cannot"), "StepSkipped", icon="x")
NEXT: Final = Action(text("selftest.next"), "StepPassedOn", icon="arrow-right")
AGAIN: Final = Action(text("selftest.again"), "StepRepeated", icon="refresh-cw")
ICONS: Final[Mapping[Kind, str]] = {
    Kind.PAPER: "printer", Kind.SCAN: "scan-barcode", Kind.WEIGH: "scale", Kind.TERMINAL: "credit-card",
    Kind.DOCUMENT: "book-user", Kind.TAG: "luggage", Kind.KEYS: "keyboard", Kind.LAMPS: "bell",
    Kind.SIGN: "shield-check", Kind.SOUND: "volume-2", Kind.TOUCH: "hand", Kind.COLOURS: "palette",
}  # fmt: skip
KINDS: Final[Mapping[Verdict, str]] = {
    Verdict.PASSED: "good", Verdict.FAILED: "bad", Verdict.SKIPPED: "warning", Verdict.NOT_POSSIBLE: "off",
}  # fmt: skip


def view(state: State, _site: Site) -> View:
    """Return what a state shows."""
    match state:
        case Plan():
            return _plan(state)
        case Running():
            return _running(state)
        case Touch():
            return _touch(state)
        case Colours():
            return _colours(state)
        case Result():
            return _result(state)
        case Certificate():
            return _certificate(state)


def day_of(utc_ms: int) -> str:
    """Return a day as technicians write it, in UTC, as the certificate's file is named."""
    return f"{datetime.fromtimestamp(utc_ms / 1000, UTC):%Y-%m-%d %H:%M} UTC"


# --- the plan ---------------------------------------------------------------------------------------------------------


def _plan(state: Plan) -> View:
    tests = state.known.tests if state.known is not None else ()
    can_run = any(not test.amiss for test in tests)
    is_busy = bool(state.ask_id)
    return View(
        text("selftest.plan.title"),
        text("selftest.plan.text"),
        primary=Action(
            text("selftest.all"), "SelfTestChosen", (("n", 0),), "play", is_enabled=can_run, is_busy=is_busy
        ),
        back=BACK,
        parts={
            "rows": tuple(_planned(test) for test in tests),
            "empty": text("selftest.plan.empty" if state.known is not None else "selftest.plan.looking"),
        },
        toast=Toast(_problem(state.problem)) if state.problem else None,
        timeout_s=IDLE_S,
    )


def _problem(problem: str) -> Text:
    return text("selftest.problem.look" if problem == "cannot-look" else "selftest.problem.leave")


def _planned(test: Test) -> Mapping[str, Viewable]:
    row: dict[str, Viewable] = {"icon": ICONS[test.kind], "title": _name(test.kind, test.part)}
    if test.amiss:
        return {**row, "text": why_text(test.amiss), "value": verdict_text(Verdict.NOT_POSSIBLE), "kind": "off"}
    row |= {"event": "SelfTestChosen", "args": {"n": test.n}}
    if test.last is None:
        return {**row, "text": text("selftest.never"), "value": None, "kind": "plain"}
    last = text("selftest.last", day=day_of(test.last_utc_ms))
    return {**row, "text": last, "value": verdict_text(test.last), "kind": KINDS[test.last]}


def _name(kind: Kind, part: str) -> Text:
    """Return what is tried; a device by its own name, so that the second scanner is told from the first."""
    if kind in (Kind.SOUND, Kind.TOUCH, Kind.COLOURS):
        return text(f"selftest.kind.{kind.value}")
    return named(part)


# --- one step ---------------------------------------------------------------------------------------------------------


def _running(state: Running) -> View:
    run = state.run
    primary, secondary = (NEXT, AGAIN) if state.finding is not None else _ways(state)
    parts: dict[str, Viewable] = {"facts": _facts(state), "choices": _choices(state), "note": _note(state)}
    if state.step.ask is Ask.SCAN and state.finding is None:
        parts |= {"qr": state.step.expected.text, "spoken": text("selftest.qr")}
    count = len(run.done) + len(run.waiting)
    return View(
        step_text(state.step.ask),
        text(f"selftest.do.{state.step.ask.value}"),
        step=Step(_name(run.test.kind, run.test.part), len(run.done) + 1, count) if count > 1 else None,
        primary=primary,
        secondary=secondary,
        back=Action(text("selftest.stop"), "BackPressed", icon="arrow-left"),
        parts=parts,
        toast=Toast(text("selftest.sentence")) if state.step.ask is Ask.HEAR and state.is_acting else None,
        takes_scans=state.step.ask in (Ask.SCAN, Ask.READ_BACK, Ask.TAG_BACK),
        timeout_s=AT_WORK_S,
    )


def _ways(state: Running) -> tuple[Action | None, Action | None]:
    """Return what can be pressed while a step lasts: yes and no where a person judges."""
    if state.step.judge is not Judge.PERSON:
        return None, CANNOT
    yes = Action(text("selftest.yes"), "StepAnswered", (("answer", "yes"),), "check")
    return yes, Action(text("selftest.no"), "StepAnswered", (("answer", "no"),), "x")


def _facts(state: Running) -> tuple[Viewable, ...]:
    expected, measured = state.step.expected, state.measured
    kind, value = "busy" if state.is_acting else "plain", measured_text(measured)
    if state.finding is not None:
        kind = KINDS[state.finding.verdict]
    elif not measured.what:
        value = text("selftest.waiting" if state.is_acting else "selftest.measured.nothing")
    facts: list[Viewable] = []
    if state.step.ask is not Ask.WEIGHT or expected.amount:
        wanted = LETTERS if state.step.ask is Ask.LETTERS else expected_text(expected)
        facts.append({"name": text("selftest.expected"), "value": wanted, "kind": "plain"})
    if state.step.acts and (state.is_acting or measured.what or state.finding is not None):
        facts.append({"name": text("selftest.measured"), "value": value, "kind": kind})
    if state.finding is not None:
        facts.append({"name": text("selftest.verdict"), "value": verdict_text(state.finding.verdict), "kind": kind})
    return tuple(facts)


def _note(state: Running) -> Text | None:
    return why_text(state.finding.why) if state.finding is not None and state.finding.why else None


def _choices(state: Running) -> tuple[Viewable, ...]:
    if state.finding is not None:
        return ()
    if state.step.judge is Judge.PERSON:
        again = _choice(text("selftest.again"), "StepRepeated") if state.step.ask is Ask.COLOURS else None
        return tuple(filter(None, (again, _choice(CANNOT.label, CANNOT.event))))
    match state.step.ask:
        case Ask.WEIGHT if not state.is_acting:
            most = state.run.test.most
            return tuple(_choice(text("selftest.grams", grams=own), "WeightLaid", grams=own) for own in weights(most))
        case Ask.READ_BACK | Ask.TAG_BACK:
            code = state.step.expected.text
            return tuple(
                _choice(text("selftest.number", number=own), "StepAnswered", answer=own) for own in numbers(code)
            )
        case _:
            return ()


def _choice(name: Text, event: str, **args: str | int) -> Mapping[str, Viewable]:
    return {"name": name, "event": event, "args": dict(args), "is_chosen": False}


# --- the glass itself -------------------------------------------------------------------------------------------------


def _touch(state: Touch) -> View:
    left = CELLS - len(state.touched)
    return View(
        text("selftest.touch.title"),
        text("selftest.touch.text"),
        parts={
            "across": CELLS_ACROSS,
            "cells": tuple(
                {
                    "name": text("selftest.touch.cell", number=cell + 1),
                    "number": str(cell + 1),
                    "is_felt": cell in state.touched,
                    "event": "CellTouched",
                    "args": {"cell": cell},
                }
                for cell in range(CELLS)
            ),
            "left": text("selftest.touch.left", count=left),
            "is_begun": bool(state.touched),
        },
        back=BACK,
        timeout_s=AT_WORK_S,
    )


def _colours(state: Colours) -> View:
    shade, colour = list(SHADES.items())[state.shown]
    return View(
        text("selftest.colours.title"),
        text("selftest.colours.text"),
        primary=Action(text("selftest.next"), "StepPassedOn"),
        back=BACK,
        parts={"colour": colour, "name": text(f"selftest.shade.{shade}")},
        timeout_s=AT_WORK_S,
    )


# --- the end ----------------------------------------------------------------------------------------------------------


def _result(state: Result) -> View:
    own = state.self_test
    wanted = Action(text("selftest.certificate"), "CertificateWanted", icon="shield-check")
    primary = AGAIN if state.is_lost else Action(
        wanted.label, wanted.event, icon=wanted.icon, is_enabled=bool(state.sha256), is_busy=not state.sha256
    )  # fmt: skip
    return View(
        text("selftest.result.title"),
        tally(own),
        primary=primary,
        back=BACK,
        parts={"rows": tuple(_tested(test) for test in own.tests)},
        toast=Toast(text("selftest.problem.lost")) if state.is_lost else None,
        timeout_s=IDLE_S,
    )


def _tested(test: Tested) -> Mapping[str, Viewable]:
    last = _weightiest(test)
    told = (
        text("selftest.nothing") if last is None else why_text(last.why) if last.why else measured_text(last.measured)
    )
    return {
        "icon": ICONS[test.kind],
        "title": _name(test.kind, test.part),
        "text": told,
        "value": verdict_text(test.verdict),
        "kind": KINDS[test.verdict],
    }


def _weightiest(test: Tested) -> Finding | None:
    """Return the finding that says most of a test: the one that made it fail, else the last that measured."""
    bad = (own for own in test.findings if own.verdict is test.verdict and own.why)
    good = (own for own in reversed(test.findings) if own.measured.what)
    return next(bad, None) or next(good, None)


def _certificate(state: Certificate) -> View:
    own = state.self_test
    pairs = (
        ("verdict", verdict_text(own.verdict), KINDS[own.verdict]),
        ("tests", tally(own), "plain"),
        ("kiosk", own.kiosk, "plain"),
        ("version", own.version, "plain"),
        ("tester", own.person_id, "plain"),
        ("ended", day_of(own.ended_utc_ms), "plain"),
        ("reference", short_id(own.id), "plain"),
        ("hash", f"{state.sha256[:16]}", "plain"),
    )
    facts = tuple({"name": text(f"selftest.{key}"), "value": value, "kind": kind} for key, value, kind in pairs)
    return View(
        text("selftest.certificate.title"),
        text("selftest.certificate.text"),
        primary=Action(text("selftest.print"), "CertificatePrintPressed", icon="printer", is_busy=state.is_printing),
        back=BACK,
        parts={"facts": facts, "note": _printed(state)},
        timeout_s=IDLE_S,
    )


def _printed(state: Certificate) -> Text | None:
    if not state.printed:
        return None
    return text("selftest.printed" if state.printed == "DONE" else "selftest.not_printed")
