"""The reducer of the log's pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import Abandoned, BackPressed, Effect, EffectFailed, Event, Site, StartTimer, StopTimer, TimedOut
from kiosk.flows.guests import Gone, Guest, Pass
from kiosk.flows.logs.events import (
    ALL,
    LEVELS,
    SESSION,
    ExportPressed,
    IncidentFailed,
    IncidentMade,
    Lines_,
    LogAboutChosen,
    LogCodePressed,
    LogLevelChosen,
    LogLine,
    LogTold,
    MakeIncident,
    ReadLog,
)
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record

LOOK_TIMER: Final = "logs.look"
LOOK_S: Final = 2


@dataclass(frozen=True, slots=True)
class Lines:
    """The newest lines of what is chosen. `lines` None: not read yet. `problem`: why no file was made."""

    person: Person
    level: str = LEVELS[0]
    about: str = ALL
    lines: Lines_ | None = None
    problem: str = ""
    offset: str = ""


@dataclass(frozen=True, slots=True)
class Exporting:
    """Leave is asked for, then the file is made. `ask_id` empty: it is being made."""

    before: Lines
    ask_id: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """The file is there."""

    before: Lines
    name: str
    events: int
    is_same: bool


@dataclass(frozen=True, slots=True)
class Code:
    """The newest lines as a code for a phone."""

    before: Lines


State: TypeAlias = "Lines | Exporting | Exported | Code"
Stepped: TypeAlias = "tuple[State | Pass | Gone, tuple[Effect, ...]]"

ENTRY = Guest("logs", 70, text("logs.entry.title"), text("logs.entry.text"), "scroll-text", (Permission.READ_LOGS,))
SCREENS: tuple[type[State], ...] = (Lines, Exporting, Exported, Code)
MOVES: Mapping[type[State], frozenset[type[object]]] = {
    Lines: frozenset({Exporting, Code, Pass, Gone}),
    Exporting: frozenset({Lines, Exported, Gone}),
    Exported: frozenset({Lines, Gone}),
    Code: frozenset({Lines, Gone}),
}


def enter(person: Person | None, _at: Stamp, _site: Site) -> tuple[State | Gone, tuple[Effect, ...]]:
    """Begin with everything, the newest line first."""
    if person is None:
        return Gone(), ()
    return _looked(Lines(person))


def step(state: State, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event."""
    if isinstance(event, Abandoned):
        return Gone(), (StopTimer(LOOK_TIMER),)
    match state:
        case Lines():
            return _lines(state, event, at, site)
        case Exporting():
            return _exporting(state, event)
        case Exported() | Code() if isinstance(event, BackPressed):
            return _looked(replace(state.before, problem=""))
        case _:
            return state, ()


def _looked(state: Lines) -> tuple[Lines, tuple[Effect, ...]]:
    return state, (ReadLog(state.level, state.about), StartTimer(LOOK_TIMER, LOOK_S))


def _lines(state: Lines, event: Event, at: Stamp, site: Site) -> Stepped:
    match event:
        case BackPressed():
            return Pass("staff", state.person), (StopTimer(LOOK_TIMER),)
        case TimedOut(timer=timer) if timer == LOOK_TIMER:
            return _looked(state)
        case LogTold(level=level, about=about) if (level, about) == (state.level, state.about):
            is_same = (event.lines, event.offset) == (state.lines, state.offset)
            return (state if is_same else replace(state, lines=event.lines, offset=event.offset)), ()
        case LogLevelChosen(level=level) if level in LEVELS:
            return _looked(replace(state, level=level, lines=None))
        case LogAboutChosen(about=about) if about in (ALL, SESSION, *site.devices):
            return _looked(replace(state, about=about, lines=None))
        case LogCodePressed() if state.lines:
            return Code(state), (StopTimer(LOOK_TIMER),)
        case ExportPressed():
            ask_id = uuid7(at, 60)
            ask = AskPermit(ask_id, Permission.LOG_EXPORT, state.person)
            return Exporting(replace(state, problem=""), ask_id), (StopTimer(LOOK_TIMER), ask)
        case _:
            return state, ()


def _exporting(state: Exporting, event: Event) -> Stepped:
    match event:
        case Permitted(ask_id=ask_id, second_id=second) if ask_id == state.ask_id:
            person = state.before.person
            record = Record(Permission.LOG_EXPORT, person, subject="incident", second_id=second)
            return replace(state, ask_id=""), (record, MakeIncident(person))
        case NotPermitted(ask_id=ask_id, why=why) if ask_id == state.ask_id:
            return _looked(replace(state.before, problem="" if why == "withdrawn" else "refused"))
        case IncidentMade(name=name, events=events, is_same=is_same) if not state.ask_id:
            return Exported(state.before, name, events, is_same), ()
        case IncidentFailed(why=why) if not state.ask_id:
            return _looked(replace(state.before, problem=why))
        case EffectFailed(key=key) if key == (state.ask_id or "incident"):
            return _looked(replace(state.before, problem="failed"))
        case _:
            return state, ()


_RUI = Person("rui", frozenset({Role.TECHNICIAN}))
_TOLD = (
    LogLine("14:03:12.044", "ERROR", "kiosk.effects.print: the printer says: paper out"),
    LogLine("14:03:11.980", "WARNING", "devices.loop: printer: NEEDS_PERSON MEDIA_EMPTY"),
    LogLine("14:01:56.310", "INFO", "kiosk.staffing: a person is called: level 0, 1 boards"),
    LogLine("13:58:40.902", "INFO", "devices.loop: scanner: READY"),
)
_READ = Lines(_RUI, lines=_TOLD, offset="UTC+01:00")
EXAMPLES: Mapping[str, State] = {
    "Lines": _READ,
    "Lines-none": replace(_READ, level="error", lines=(), problem="full"),
    "Exporting": Exporting(_READ),
    "Exported": Exported(_READ, "incident-2026-09-21-1403.jsonl", 1834, is_same=True),
    "Code": Code(_READ),
}
