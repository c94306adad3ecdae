"""Typing the number below a barcode that cannot be read: what is wrong with it is said beside it, and it stays."""

from __future__ import annotations

from dataclasses import replace

from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event
from kiosk.flows.checkout.events import Beep, CodeTyped, LookUpCode, Scanned
from kiosk.flows.checkout.states import Scanning, Typing

EMPTY, LENGTH, CHECK_DIGIT, UNKNOWN, FAILED = "empty", "length", "check_digit", "unknown", "failed"
PROBLEMS = {"LENGTH": LENGTH, "CHECK_DIGIT": CHECK_DIGIT, "FAILED": FAILED}

Stepped = tuple[Scanning | Typing, tuple[Effect, ...]]


def stays(state: Typing, event: Scanned) -> bool:
    """Tell whether an answer is about the number typed, or nobody's; all else is a scan and goes to the basket."""
    return event.is_typed and (not state.is_looking_up or bool(event.problem) or event.product is None)


def typing(state: Typing, event: Event) -> Stepped:
    """Take one event while a number is typed; one number is looked up at a time, so none goes in twice."""
    match event:
        case BackPressed():
            return Scanning(state.sale), ()
        case CodeTyped(code="") if not state.is_looking_up:
            return _refused(state, EMPTY)
        case CodeTyped(code=code) if not state.is_looking_up:
            return replace(state, problem="", is_looking_up=True), (LookUpCode(code),)
        case Scanned() if state.is_looking_up:
            return _refused(state, PROBLEMS.get(event.problem, UNKNOWN))
        case EffectFailed(effect="LookUpCode") if state.is_looking_up:
            return _refused(state, FAILED)
        case _:
            return state, ()


def _refused(state: Typing, problem: str) -> Stepped:
    return replace(state, problem=problem, is_looking_up=False), (Beep("error"),)
