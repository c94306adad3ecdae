"""The pages of the lines: the devices, the line of one, its recordings, and what came of playing one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from kiosk.domain.access.roles import Permission, Person
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.guests import Gone, Guest, Pass
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record
from kiosk.flows.wire.events import (
    BOTH,
    WAYS,
    ListRecordings,
    ListWires,
    LookAtWire,
    PlayRecording,
    RecordWire,
    StopWire,
    WireChosen,
    WireFile,
    WireFilesListed,
    WireFilesPressed,
    WireLine,
    WireOf,
    WirePaused,
    WirePlayed,
    WirePlayPressed,
    WireRecordPressed,
    WireSeen,
    WiresListed,
    WireStopPressed,
    WireWayChosen,
)

NAME: Final = "wire"
MOST: Final = 200  # lines that the page turns through; the file has them all
BUSY, REFUSED = "busy", "refused"


@dataclass(frozen=True, slots=True)
class Devices:
    """The parts that have a line; None while nobody has told them yet."""

    person: Person
    wires: tuple[WireOf, ...] | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """What passes on the line of a part, the newest first. `look` is the look that waits for its answer."""

    person: Person
    part: str
    look: str
    lines: tuple[WireLine, ...] = ()
    last: int = 0
    way: str = BOTH
    is_paused: bool = False
    recording: str = ""


@dataclass(frozen=True, slots=True)
class Recording:
    """The recordings of a part. `ask_id`: leave to begin one is asked for; `problem`: why one did not begin, or ended.

    `recording` names the one that is written now.
    """

    person: Person
    part: str
    files: tuple[WireFile, ...] = ()
    recording: str = ""
    problem: str = ""
    ask_id: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A recording that is played, and what came of it."""

    person: Person
    part: str
    name: str
    result: WirePlayed | None = None


State: TypeAlias = "Devices | Trace | Recording | Replayed"
Stepped: TypeAlias = "tuple[State | Gone | Pass, tuple[Effect, ...]]"

ENTRY: Final = Guest(
    NAME, 330, text("wire.title"), text("wire.text"), "activity", may=(Permission.WIRE_VIEW,)
)  # fmt: skip
SCREENS: tuple[type[State], ...] = (Devices, Trace, Recording, Replayed)
MOVES: Mapping[type[State], frozenset[type[object]]] = {
    Devices: frozenset({Trace, Pass}),
    Trace: frozenset({Recording, Devices}),
    Recording: frozenset({Replayed, Trace}),
    Replayed: frozenset({Recording}),
}


def enter(person: Person | None, _at: Stamp, _site: Site) -> tuple[Devices | Gone, tuple[Effect, ...]]:
    """Begin with the list of parts."""
    return (Gone(), ()) if person is None else (Devices(person), (ListWires(),))


def step(state: State, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event."""
    match state:
        case Devices():
            return _devices(state, event, at)
        case Trace():
            return _trace(state, event, at)
        case Recording():
            return _recording(state, event, at, site)
        case Replayed():
            return _replayed(state, event)


def _devices(state: Devices, event: Event, at: Stamp) -> Stepped:
    match event:
        case WiresListed(wires=wires):
            return replace(state, wires=wires), ()
        case WireChosen(part=part) if any(wire.part == part for wire in state.wires or ()):
            return _looking(state.person, part, at)
        case EffectFailed(effect="ListWires"):
            return replace(state, wires=()), ()
        case BackPressed():
            return Pass("staff", state.person), ()
        case _:
            return state, ()


def _looking(person: Person, part: str, at: Stamp) -> tuple[Trace, tuple[Effect, ...]]:
    look = uuid7(at)
    return Trace(person, part, look), (LookAtWire(look, part),)


def _trace(state: Trace, event: Event, at: Stamp) -> Stepped:
    match event:
        case WireSeen(look=look, lines=lines, last=last, recording=recording) if look == state.look:
            seen = replace(state, lines=(*lines, *state.lines)[:MOST], last=last, recording=recording)
            return seen, (LookAtWire(look, state.part, last),)
        case WirePaused() if state.is_paused:
            look = uuid7(at)
            return replace(state, is_paused=False, look=look), (LookAtWire(look, state.part, state.last),)
        case WirePaused() | EffectFailed(effect="LookAtWire") if not state.is_paused:
            return replace(state, is_paused=True, look=""), ()
        case WireWayChosen(way=way) if way in WAYS and way != state.way:
            return replace(state, way=way), ()
        case WireFilesPressed():
            found = Recording(state.person, state.part, recording=state.recording)
            return found, (ListRecordings(state.part),)
        case BackPressed():
            return Devices(state.person), (ListWires(),)
        case _:
            return state, ()


def _recording(state: Recording, event: Event, at: Stamp, site: Site) -> Stepped:
    match event:
        case WireFilesListed(part=part, files=files, recording=recording, problem=problem) if part == state.part:
            return replace(state, files=files, recording=recording, problem=problem), ()
        case WireRecordPressed() if not state.recording and not state.ask_id:
            return _asking(state, at, site)
        case Permitted(ask_id=ask_id) if state.ask_id == ask_id != "":
            if _is_busy(site):
                return replace(state, ask_id="", problem=BUSY), ()
            begun = Record(Permission.WIRE_VIEW, state.person, state.part, after="recorded")
            return replace(state, ask_id="", problem=""), (RecordWire(state.part), begun)
        case NotPermitted(ask_id=ask_id) if state.ask_id == ask_id != "":
            return replace(state, ask_id="", problem=REFUSED), ()
        case WireStopPressed() if state.recording:
            return state, (StopWire(state.part),)
        case WirePlayPressed(name=name) if name != state.recording and any(own.name == name for own in state.files):
            return Replayed(state.person, state.part, name), (PlayRecording(name),)
        case BackPressed():
            return _looking(state.person, state.part, at)
        case _:
            return state, ()


def _asking(state: Recording, at: Stamp, site: Site) -> Stepped:
    """Ask for leave to begin: the line is closed and opened again, so nobody may be paying or printing."""
    if _is_busy(site):
        return replace(state, problem=BUSY), ()
    ask_id = uuid7(at)
    return replace(state, ask_id=ask_id), (AskPermit(ask_id, Permission.WIRE_VIEW, state.person),)


def _is_busy(site: Site) -> bool:
    return site.customer is not None and site.customer.is_busy


def _replayed(state: Replayed, event: Event) -> Stepped:
    match event:
        case WirePlayed(name=name) if name == state.name and state.result is None:
            return replace(state, result=event), ()
        case EffectFailed(effect="PlayRecording", key=key) if key == state.name and state.result is None:
            return replace(state, result=WirePlayed(state.name, "unreadable")), ()
        case BackPressed():
            return Recording(state.person, state.part), (ListRecordings(state.part),)
        case _:
            return state, ()
