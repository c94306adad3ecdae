"""The entrance's rules: who is asked what, and who comes to the menu."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, assert_never

from kiosk.domain.access.roles import Person
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import Abandoned, BackPressed, EffectFailed, Event, Site, StartTimer, StopTimer, TimedOut
from kiosk.flows.guests import Gone, Guest, Pass
from kiosk.flows.staff.areas import is_open
from kiosk.flows.staff.events import (
    AreaPressed,
    BeginFirst,
    CodeRefused,
    FirstBegun,
    FirstFounded,
    FirstGiven,
    FirstRefused,
    LookWho,
    ProveFirst,
    SecretSeenPressed,
    TryAgainPressed,
    WhoGiven,
    WhoKnown,
)
from kiosk.flows.staff.states import Checking, Fact, First, Menu, Prove, Refused, Secret, SignIn, State, Stepped
from kiosk.flows.staffed import BadgeRead, CodeGiven, SignedIn, SignInRefused, SignInTried
from kiosk.flows.staffed import SignIn as CheckPerson

NAME: Final = "staff"
WAIT_TIMER: Final = "staff.wait"
LONGEST: Final = 64  # characters that are kept of what was typed: no id, code or PIN is longer
CANNOT: Final = "cannot-check"
BEFORE: Final[Mapping[Fact, Fact]] = {"id": "code", "pin": "id", "again": "pin"}
OF_THE_ID: Final = ("bad-id", "id-taken")
OF_THE_PIN: Final = ("not-digits", "too-short", "too-long", "too-easy", "is-person-id")

ENTRY = Guest(NAME, 800, text("staff.title"), text("staff.text"), "users")
SCREENS: tuple[type[State], ...] = (Checking, SignIn, Refused, First, Secret, Prove, Menu)
MOVES: Mapping[type[State], frozenset[type[object]]] = {
    Checking: frozenset({SignIn, Refused, First, Secret, Menu, Gone}),
    SignIn: frozenset({Checking, Gone}),
    Refused: frozenset({Checking, Gone}),
    First: frozenset({Checking, Gone}),
    Secret: frozenset({Prove, Gone}),
    Prove: frozenset({Secret, Refused, Menu, Gone}),
    Menu: frozenset({Gone, Pass}),
}


def enter(person: Person | None, _at: Stamp, _site: Site) -> tuple[State, tuple[LookWho, ...]]:
    """Ask who it is; whoever is signed in, and comes back from an area, finds the menu."""
    return (Menu(person), ()) if person is not None else (Checking(), (LookWho(),))


def step(state: State, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event."""
    if isinstance(event, Abandoned):
        return Gone(), ()
    match state:
        case Checking():
            return _checking(state, event, at)
        case SignIn():
            return _sign_in(state, event)
        case Refused():
            return _refused(state, event, at)
        case First():
            return _first(state, event)
        case Secret():
            return _secret(state, event)
        case Prove():
            return _prove(state, event, at)
        case Menu():
            return _menu(state, event, site)
        case _:
            assert_never(state)


# --- signing in -----------------------------------------------------------------------------------------------------


def _checking(state: Checking, event: Event, at: Stamp) -> Stepped:
    match event:
        case BackPressed() if state.what == "who":
            return Gone(), ()
        case BadgeRead(text=badge) if state.what == "who":
            return replace(state, badge=badge), ()
        case WhoKnown() if state.what == "who":
            return _known(state, event), ()
        case SignedIn() if state.what == "person":
            return Menu(event.person), ()
        case SignInRefused(why=why, wait_s=wait_s) if state.what == "person":
            return _waits(why, wait_s, at)
        case FirstBegun(person_id=person_id, uri=uri) if state.first is not None:
            return Secret(person_id, uri), ()
        case FirstRefused(why=why) if state.first is not None:
            return _mended(state.first, why), ()
        case EffectFailed(key=key) if key in ("look-who", "sign-in", "first"):
            return Refused(CANNOT), ()
        case _:
            return state, ()


def _known(state: Checking, known: WhoKnown) -> State:
    if known.problem:
        return Refused(known.problem)
    if not known.has_admin:
        return First(known.code)
    return SignIn("pin", badge=state.badge) if state.badge else SignIn()


def _sign_in(state: SignIn, event: Event) -> Stepped:
    match event:
        case BackPressed():
            return (SignIn(), ()) if state.asks == "pin" else (Gone(), ())
        case BadgeRead(text=badge):
            return SignIn("pin", badge=badge), ()
        case WhoGiven(person_id=person_id) if state.asks == "id":
            return SignIn("pin", person_id[:LONGEST]), ()
        case SignInTried(pin=pin) if state.asks == "pin":
            return Checking("person"), (CheckPerson(state.person_id, pin[:LONGEST], state.badge),)
        case _:
            return state, ()


def _waits(why: str, wait_s: int, at: Stamp) -> Stepped:
    refused = Refused(why, at.mono_ms + wait_s * 1000, wait_s)
    return refused, ((StartTimer(WAIT_TIMER, tick_s(wait_s)),) if wait_s else ())


def tick_s(left_s: int) -> int:
    """Return after how many seconds the time that is left reads otherwise: minutes above one, then seconds."""
    return 1 if left_s <= 60 else (left_s % 60 or 60)


def _refused(state: Refused, event: Event, at: Stamp) -> Stepped:
    match event:
        case BackPressed():
            return Gone(), (StopTimer(WAIT_TIMER),)
        case TimedOut(timer=timer) if timer == WAIT_TIMER and state.left_s:
            left_s = max(0, -(-(state.until_ms - at.mono_ms) // 1000))
            return replace(state, left_s=left_s), ((StartTimer(WAIT_TIMER, tick_s(left_s)),) if left_s else ())
        case TryAgainPressed() if not state.left_s:
            return Checking(), (LookWho(),)
        case BadgeRead(text=badge) if not state.left_s:
            return Checking(badge=badge), (LookWho(),)
        case _:
            return state, ()


# --- the first admin ------------------------------------------------------------------------------------------------


def _first(state: First, event: Event) -> Stepped:
    match event:
        case BackPressed():
            before = BEFORE.get(state.asks)
            return (Gone(), ()) if before is None else (_back(state, before), ())
        case FirstGiven(text=typed):
            return _given(state, typed[:LONGEST])
        case _:
            return state, ()


def _back(state: First, asks: Fact) -> First:
    """Return to a fact; what was typed of a PIN is forgotten."""
    return replace(state, asks=asks, pin="", problem="")


def _given(state: First, typed: str) -> Stepped:
    match state.asks:
        case "code":
            return replace(state, asks="id", code=typed, problem=""), ()
        case "id":
            return replace(state, asks="pin", person_id=typed, problem=""), ()
        case "pin":
            return replace(state, asks="again", pin=typed, problem=""), ()
        case "again" if typed != state.pin:
            return replace(_back(state, "pin"), problem="not-alike"), ()
        case "again":
            return Checking("first", first=state), (BeginFirst(state.code, state.person_id, state.pin),)


def _mended(first: First, why: str) -> State:
    """Return where what was wrong is typed again."""
    if why == "code-over":
        return Refused("first-over")
    if why == "code-wrong":
        return replace(_back(first, "code"), problem="not-the-code")
    if why in OF_THE_ID:
        return replace(_back(first, "id"), problem=why)
    return replace(_back(first, "pin"), problem=why) if why in OF_THE_PIN else Refused(why)


def _secret(state: Secret, event: Event) -> Stepped:
    match event:
        case SecretSeenPressed():
            return Prove(state.person_id, state.uri), ()
        case _:
            return state, ()


def _prove(state: Prove, event: Event, at: Stamp) -> Stepped:
    match event:
        case BackPressed():
            return Secret(state.person_id, state.uri), ()
        case CodeGiven(code=code) if not state.is_checking:
            return replace(state, problem="", is_checking=True), (ProveFirst(code[:LONGEST]),)
        case FirstFounded() if state.is_checking:
            return Menu(event.person), ()
        case FirstRefused(why=why) if state.is_checking:
            return Refused("first-over" if why == "code-over" else why), ()
        case CodeRefused(why=why, wait_s=wait_s) if state.is_checking and wait_s:
            return _waits(why, wait_s, at)
        case CodeRefused(why=why) if state.is_checking:
            return replace(state, problem=why, is_checking=False), ()
        case EffectFailed(key="prove-first"):
            return replace(state, problem=CANNOT, is_checking=False), ()
        case _:
            return state, ()


# --- the menu -------------------------------------------------------------------------------------------------------


def _menu(state: Menu, event: Event, site: Site) -> Stepped:
    match event:
        case BackPressed():
            return Gone(), ()
        case AreaPressed(flow=flow) if is_open(flow, state.person, site):
            return Pass(flow, state.person), ()
        case _:
            return state, ()
