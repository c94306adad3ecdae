"""Opening, pausing and closing the lane: a customer under way finishes first, unless staff force the end of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from kiosk.domain.access.roles import Permission, Person
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import LANE, Abandoned, BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.guests import Gone, Guest, Pass
from kiosk.flows.lane.events import (
    BackInChosen,
    ForceChosen,
    ForcePressed,
    LaneChosen,
    LaneSet,
    LaneState,
    LaneTold,
    SetLane,
)
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record

ACTS: Mapping[LaneState, Permission] = {
    LaneState.OPEN: Permission.OPEN_LANE,
    LaneState.PAUSED: Permission.PAUSE_LANE,
    LaneState.CLOSED: Permission.CLOSE_LANE,
}
MINUTES = (0, 5, 15, 30, 60)
REASONS = ("safety", "fault", "misuse", "gone")


@dataclass(frozen=True, slots=True)
class Lane:
    """What the lane is now, and what it may become. `note`: what it became, or why it did not."""

    person: Person
    note: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What it shall become. `reason`: why the customer under way does not finish first; empty: they do.

    `ask_id`: leave for `asked` is asked for, or the change is under way (`asked` None).
    """

    person: Person
    state: LaneState
    minutes: int = 0
    reason: str = ""
    ask_id: str = ""
    asked: Permission | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Forcing:
    """The reasons for which a customer under way is not waited for."""

    before: Setting


State: TypeAlias = "Lane | Setting | Forcing"
Stepped: TypeAlias = "tuple[State | Pass | Gone, tuple[Effect, ...]]"

ENTRY = Guest("lane", 15, text("lane.entry.title"), text("lane.entry.text"), "store", tuple(ACTS.values()))
SCREENS: tuple[type[State], ...] = (Lane, Setting, Forcing)
MOVES: Mapping[type[State], frozenset[type[object]]] = {
    Lane: frozenset({Setting, Pass, Gone}),
    Setting: frozenset({Lane, Forcing, Gone}),
    Forcing: frozenset({Setting, Gone}),
}


def state_of(site: Site) -> LaneState:
    """Return what the lane is now."""
    known = site.devices.get(LANE)
    return LaneState.OPEN if known is None else LaneState(known.state)


def is_served(site: Site) -> bool:
    """True while a customer is under way who would have to finish first."""
    return site.customer is not None and bool(site.customer.id)


def enter(person: Person | None, _at: Stamp, _site: Site) -> tuple[State | Gone, tuple[Effect, ...]]:
    """Begin with what the lane is now."""
    return (Gone(), ()) if person is None else (Lane(person), ())


def step(state: State, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event."""
    if isinstance(event, Abandoned):
        return Gone(), ()
    match state:
        case Lane():
            return _lane(state, event, site)
        case Setting():
            return _setting(state, event, at, site)
        case Forcing():
            return _forcing(state, event)
        case _:
            assert_never(state)


def may_become(person: Person, site: Site) -> tuple[LaneState, ...]:
    """Return what this person may make of the lane now."""
    return tuple(own for own, act in ACTS.items() if own is not state_of(site) and person.may(act))


def _lane(state: Lane, event: Event, site: Site) -> Stepped:
    match event:
        case BackPressed():
            return Pass("staff", state.person), ()
        case LaneChosen(state=name) if name in may_become(state.person, site):
            return Setting(state.person, LaneState(name)), ()
        case _:
            return state, ()


def _setting(state: Setting, event: Event, at: Stamp, site: Site) -> Stepped:
    if state.ask_id:
        return _under_way(state, event, at)
    match event:
        case BackPressed():
            return Lane(state.person), ()
        case BackInChosen(minutes=minutes) if state.state is LaneState.PAUSED and minutes in MINUTES:
            return replace(state, minutes=minutes), ()
        case ForcePressed() if may_force(state, site):
            return Forcing(state), ()
        case LaneSet():
            return _ask(state, ACTS[state.state], at)
        case _:
            return state, ()


def may_force(state: Setting, site: Site) -> bool:
    """True while there is a customer whose session this person may end, and no money or paper is under way."""
    is_busy = site.customer is not None and site.customer.is_busy
    is_serving = state.state is LaneState.OPEN
    return is_served(site) and not is_busy and not is_serving and state.person.may(Permission.END_SESSION)


def _ask(state: Setting, act: Permission, at: Stamp) -> Stepped:
    ask_id = uuid7(at, 60)
    return replace(state, ask_id=ask_id, asked=act, problem=""), (AskPermit(ask_id, act, state.person),)


def _under_way(state: Setting, event: Event, at: Stamp) -> Stepped:
    match event:
        case NotPermitted(ask_id=own, why=why) if own == state.ask_id:
            return replace(state, ask_id="", asked=None, problem=why), ()
        case Permitted(ask_id=own) if own == state.ask_id and state.asked is ACTS[state.state] and state.reason:
            return _ask(state, Permission.END_SESSION, at)
        case Permitted(ask_id=own) if own == state.ask_id and state.asked is not None:
            return replace(state, asked=None), _done(state, own)
        case LaneTold() if event.state == state.state and state.asked is None:
            return Lane(state.person, "done"), ()
        case EffectFailed(key=key) if key == state.ask_id:
            return replace(state, ask_id="", asked=None, problem="failed"), ()
        case _:
            return state, ()


def _done(state: Setting, ask_id: str) -> tuple[Effect, ...]:
    lane = SetLane(ask_id, state.state, state.person, state.minutes, bool(state.reason))
    notes = [Record(ACTS[state.state], state.person, "lane", state.reason, after=state.state.value)]
    if state.reason:
        notes.append(Record(Permission.END_SESSION, state.person, "lane", state.reason))
    return (lane, *notes)


def _forcing(state: Forcing, event: Event) -> Stepped:
    match event:
        case BackPressed():
            return replace(state.before, reason=""), ()
        case ForceChosen(reason=reason) if reason in REASONS:
            return replace(state.before, reason=reason), ()
        case _:
            return state, ()
