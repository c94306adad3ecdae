"""Closing a day: ours against the terminal's, shown before anything is closed, then one number, kept and printed."""

from __future__ import annotations

from kiosk.domain.access.roles import Permission, Person
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.day.events import (
    AskTerminalPressed,
    CloseDay,
    ClosePressed,
    CloseTerminalDay,
    DayClosed,
    DayNotClosed,
    DayPrinted,
    DayReckoned,
    PrintDay,
    PrintDayPressed,
    ReckonDay,
    TerminalDayTold,
)
from kiosk.flows.day.states import Choosing, Closing, Stage, Stepped
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record

_BUSY = (Stage.ASKING, Stage.TERMINAL, Stage.PERMITTING, Stage.WRITING)


def begun(person: Person, at: Stamp) -> tuple[Closing, tuple[Effect, ...]]:
    """Begin with where the day stands."""
    key = uuid7(at, 60)
    return Closing(person, key), (ReckonDay(key),)


def step(state: Closing, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event; what is under way is waited for."""
    match event:
        case BackPressed() if state.stage not in _BUSY and not state.printing:
            return Choosing(state.person), ()
        case EffectFailed(key=key) if key and key in (state.key, state.printing):
            return _failed(state, key)
        case DayPrinted(key=key) if key == state.printing and key:
            return replace(state, printing="", note=event.verdict), ()
        case PrintDayPressed() if state.closed is not None and not state.printing:
            return _printed(state, state.closed, at)
        case _ if state.stage in (Stage.READY, Stage.ASKING, Stage.PERMITTING):
            return _asked(state, event, at, site)
        case _:
            return _answered(state, event, at)


def _failed(state: Closing, key: str) -> Stepped:
    if key == state.printing:
        return replace(state, printing="", note="UNKNOWN"), ()
    if state.stage is Stage.TERMINAL:
        return replace(state, stage=Stage.READY, why="SOFTWARE_ERROR"), ()
    return replace(state, stage=Stage.OUT), ()


def _asked(state: Closing, event: Event, at: Stamp, site: Site) -> Stepped:
    ask_id = uuid7(at, 61)
    ask = AskPermit(ask_id, Permission.END_OF_DAY, state.person)
    match event:
        case AskTerminalPressed() if state.stage is Stage.READY and may_ask(state, site):
            return replace(state, key=ask_id, stage=Stage.ASKING, why=""), (ask,)
        case ClosePressed() if state.stage is Stage.READY:
            return replace(state, key=ask_id, stage=Stage.PERMITTING, why=""), (ask,)
        case NotPermitted(ask_id=own, why=why) if own == state.key and state.stage is not Stage.READY:
            return replace(state, stage=Stage.READY, why=why), ()
        case Permitted(ask_id=own) if own == state.key and state.stage is Stage.ASKING:
            return replace(state, stage=Stage.TERMINAL), (CloseTerminalDay(own),)
        case Permitted(ask_id=own, second_id=second) if own == state.key and state.stage is Stage.PERMITTING:
            return replace(state, stage=Stage.WRITING), (CloseDay(own, state.person, second),)
        case _:
            return state, ()


def may_ask(state: Closing, site: Site) -> bool:
    """True while the terminal can be asked to close its day: not while a payment is asked about."""
    is_heard = state.day is not None and state.day.is_terminal_heard
    return site.is_usable("terminal") and not site.is_terminal_asked and not is_heard


def _answered(state: Closing, event: Event, at: Stamp) -> Stepped:
    match event:
        case DayReckoned(key=key, day=day) if key == state.key and state.stage is Stage.RECKONING:
            return replace(state, stage=Stage.READY, day=day), ()
        case TerminalDayTold(key=key, why=why) if key == state.key and state.stage is Stage.TERMINAL:
            again = uuid7(at, 62)
            return replace(state, key=again, stage=Stage.RECKONING, why=why), (ReckonDay(again),)
        case DayNotClosed(key=key, why=why) if key == state.key and state.stage is Stage.WRITING:
            return replace(state, stage=Stage.READY, why=why), ()
        case DayClosed(key=key) if key == state.key and state.stage is Stage.WRITING:
            closed, effects = _printed(replace(state, stage=Stage.CLOSED, closed=event), event, at)
            return closed, (_record(state, event), *effects)
        case _:
            return state, ()


def _record(state: Closing, closed: DayClosed) -> Record:
    told = "none" if closed.terminal_minor is None else str(closed.terminal_minor)
    after = f"{closed.figures.held_minor}/{told}"
    return Record(Permission.END_OF_DAY, state.person, f"z:{closed.number}", after=after, second_id=closed.second_id)


def _printed(state: Closing, closed: DayClosed, at: Stamp) -> tuple[Closing, tuple[Effect, ...]]:
    """Put the report on paper; again it is a copy."""
    key = uuid7(at, 63)
    paper = PrintDay(key, closed.figures, closed.number, closed.terminal_minor, closed.person_id, state.prints > 0)
    return replace(state, printing=key, note="", prints=state.prints + 1), (paper,)
