"""The page that asks staff for what one act wants besides: a code of an authenticator app, or a second person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import Abandoned, Action, BackPressed, Effect, EffectFailed, Event, Site, View
from kiosk.flows.guests import Gone, GoneWith, Guest
from kiosk.flows.staff.view import LONGEST_ID, LONGEST_PIN, entered
from kiosk.flows.staff.wording import why_text
from kiosk.flows.staffed import AskPermit, CodeGiven, NotPermitted, Permitted, SecondGiven, SecondNamed

NAME: Final = "confirm"
CODE, SECOND = "needs-totp", "needs-second"


@dataclass(frozen=True, slots=True)
class Code:
    """The six digits for one act. `problem`: why the last ones were not taken; `is_checking`: they are looked at."""

    ask: AskPermit
    problem: str = ""
    wait_s: int = 0
    is_checking: bool = False


@dataclass(frozen=True, slots=True)
class Second:
    """Who else confirms one act: the id is asked for, then the PIN. `person_id` empty: who it is, is not typed yet."""

    ask: AskPermit
    person_id: str = field(default="", repr=False)
    problem: str = ""
    wait_s: int = 0
    is_checking: bool = False


State: TypeAlias = "Code | Second"
Stepped: TypeAlias = "tuple[State | Gone | GoneWith, tuple[Effect, ...]]"

ENTRY = Guest(NAME, 900, text("confirm.title"), text("confirm.text"), "shield-check")
SCREENS: tuple[type[State], ...] = (Code, Second)
MOVES: Mapping[type[State], frozenset[type[object]]] = {
    Code: frozenset({Second, GoneWith}),
    Second: frozenset({Code, GoneWith}),
}


def asking(ask: AskPermit, why: str) -> State:
    """Return the page that asks for what `why`, a `Verdict` value, names."""
    return Code(ask) if why == CODE else Second(ask)


def enter(_person: Person | None, _at: Stamp, _site: Site) -> tuple[Gone, tuple[Effect, ...]]:
    """Nobody comes here from a menu: the shell lays this over the flow that asks."""
    return Gone(), ()


def step(state: State, event: Event, _at: Stamp, _site: Site) -> Stepped:
    """Take one event. Back, and nobody there any more, withdraw the question."""
    match event:
        case BackPressed() if isinstance(state, Second) and state.person_id and not state.is_checking:
            return replace(state, person_id="", problem=""), ()
        case BackPressed() | Abandoned():
            return GoneWith(NotPermitted(state.ask.ask_id, "withdrawn")), ()
        case _ if state.is_checking:
            return _answered(state, event)
        case CodeGiven(code=code) if isinstance(state, Code):
            ask = replace(state.ask, code=code)
        case SecondNamed(person_id=person_id) if isinstance(state, Second) and not state.person_id:
            return replace(state, person_id=person_id, problem="" if person_id else "wrong"), ()
        case SecondGiven(pin=pin) if isinstance(state, Second) and state.person_id:
            ask = replace(state.ask, second_id=state.person_id, second_pin=pin)
        case _:
            return state, ()
    return replace(state, ask=ask, problem="", wait_s=0, is_checking=True), (ask,)


def _answered(state: State, event: Event) -> Stepped:
    match event:
        case Permitted(ask_id=ask_id) if ask_id == state.ask.ask_id:
            return GoneWith(event), ()
        case NotPermitted(ask_id=ask_id, why=why, wait_s=wait_s) if ask_id == state.ask.ask_id:
            if why in (CODE, SECOND) and type(asking(state.ask, why)) is not type(state):
                return asking(state.ask, why), ()  # the one was right; now the other is asked for
            return replace(
                asking(state.ask, CODE if isinstance(state, Code) else SECOND), problem=why, wait_s=wait_s
            ), ()
        case EffectFailed(key=key) if key == state.ask.ask_id:
            return replace(state, problem="cannot-check", is_checking=False), ()
        case _:
            return state, ()


def view(state: State, _site: Site) -> View:
    """Return the field to type into, what is asked for, and what was wrong."""
    kind = "code" if isinstance(state, Code) else "second"
    name, label, look, longest, event = _asked(state)
    wrong = why_text(state.problem, state.wait_s) if state.problem else None
    shown = {**entered(name, text(f"staff.field.{label}"), look, longest), "problem": wrong}
    is_last = event != SecondNamed.__name__
    primary = Action(
        text("confirm.go" if is_last else "staff.go_on"), event, ((name, ""),),
        "shield-check" if is_last else "arrow-right", is_busy=state.is_checking,
    )  # fmt: skip
    return View(
        title=text(f"confirm.{kind}.title"),
        instruction=text(f"confirm.{kind}.text", act=text(f"staff.act.{state.ask.act.value}")),
        primary=primary,
        back=Action(text("action.back"), "BackPressed", icon="arrow-left"),
        parts={"stage": label, "field": shown},
        timeout_s=60,
    )


def _asked(state: State) -> tuple[str, str, str, int, str]:
    """Return name, label, kind and length of what is typed, and the event it goes with."""
    if isinstance(state, Code):
        return "code", "totp", "digits", 6, CodeGiven.__name__
    if not state.person_id:
        return "person_id", "id", "text", LONGEST_ID, SecondNamed.__name__
    return "pin", "pin", "pin", LONGEST_PIN, SecondGiven.__name__


_ASK = AskPermit("ask", Permission.REFUND_LAST_SALE, Person("sofia", frozenset({Role.SUPERVISOR})))
EXAMPLES: Mapping[str, State] = {"Code": Code(_ASK), "Second": Second(_ASK, problem="wrong")}
