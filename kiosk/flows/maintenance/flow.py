"""The reducer of the technician's first pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.selftests.values import Verdict
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import Abandoned, BackPressed, Effect, EffectFailed, Event, Site, StartTimer, StopTimer, TimedOut
from kiosk.flows.guests import Gone, Guest, Pass
from kiosk.flows.maintenance.events import (
    BeginCounts,
    CountsResetPressed,
    LookAtMachine,
    LookAtParts,
    MachinePressed,
    MachineSeen,
    PartActed,
    PartChosen,
    PartResetPressed,
    PartsSeen,
    RoomPressed,
    StartPartAnew,
)
from kiosk.flows.maintenance.values import MachineFact, Seen, Tried, Why
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record

LOOK_TIMER: Final = "maintenance.look"
LOOK_S: Final = 1
ROOMS: Final[Mapping[str, Permission]] = {
    "selftest": Permission.DEVICE_TESTS, "wire": Permission.WIRE_VIEW, "logs": Permission.READ_LOGS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Every device, the worst on top. `parts` None: not looked at yet."""

    person: Person
    parts: tuple[Seen, ...] | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """One device whole. `done`: what the last act on it came to."""

    person: Person
    part: str
    parts: tuple[Seen, ...]
    done: PartActed | None = None
    problem: str = ""

    @property
    def seen(self) -> Seen | None:
        """The device, while there is one."""
        return next((own for own in self.parts if own.part == self.part), None)


@dataclass(frozen=True, slots=True)
class Asking:
    """Leave for an act on a device is asked for, then it is done. `ask_id` empty: it is being done."""

    device: Device
    act: Permission
    ask_id: str = ""

    @property
    def key(self) -> str:
        """What waits for an answer once there is leave."""
        return f"{'anew' if self.act is Permission.DEVICE_TESTS else 'counts'}:{self.device.part}"


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine itself. `facts` None: not looked at yet."""

    person: Person
    facts: tuple[MachineFact, ...] | None = None


State: TypeAlias = "Dashboard | Device | Asking | Machine"
Stepped: TypeAlias = "tuple[State | Pass | Gone, tuple[Effect, ...]]"
STOP: Final = (StopTimer(LOOK_TIMER),)

ENTRY = Guest(
    "maintenance", 10, text("maintenance.entry.title"), text("maintenance.entry.text"), "gauge",
    (Permission.DASHBOARD,),
)  # fmt: skip
SCREENS: tuple[type[State], ...] = (Dashboard, Device, Asking, Machine)
MOVES: Mapping[type[State], frozenset[type[object]]] = {
    Dashboard: frozenset({Device, Machine, Pass, Gone}),
    Device: frozenset({Dashboard, Asking, Pass, Gone}),
    Asking: frozenset({Device, Gone}),
    Machine: frozenset({Dashboard, Gone}),
}


def enter(person: Person | None, _at: Stamp, _site: Site) -> tuple[State | Gone, tuple[Effect, ...]]:
    """Begin with every device."""
    return (Gone(), ()) if person is None else _looked(Dashboard(person))


def step(state: State, event: Event, at: Stamp, _site: Site) -> Stepped:
    """Take one event."""
    if isinstance(event, Abandoned):
        return Gone(), STOP
    match state:
        case Dashboard():
            return _dashboard(state, event)
        case Device():
            return _device(state, event, at)
        case Asking():
            return _asking(state, event)
        case Machine():
            return _machine(state, event)


def _looked(state: Dashboard | Device) -> tuple[State, tuple[Effect, ...]]:
    part = state.part if isinstance(state, Device) else ""
    return state, (LookAtParts(part), StartTimer(LOOK_TIMER, LOOK_S))


def _dashboard(state: Dashboard, event: Event) -> Stepped:
    match event:
        case BackPressed():
            return Pass("staff", state.person), STOP
        case TimedOut(timer=timer) if timer == LOOK_TIMER:
            return _looked(state)
        case PartsSeen(parts=parts):
            return (state if parts == state.parts else replace(state, parts=parts)), ()
        case PartChosen(part=part) if any(own.part == part for own in state.parts or ()):
            return _looked(Device(state.person, part, state.parts or ()))
        case MachinePressed():
            return Machine(state.person), (*STOP, LookAtMachine())
        case RoomPressed(room=room) if room in ROOMS and state.person.may(ROOMS[room]):
            return Pass(room, state.person), STOP
        case _:
            return state, ()


def _device(state: Device, event: Event, at: Stamp) -> Stepped:
    match event:
        case BackPressed():
            return _looked(Dashboard(state.person, state.parts))
        case TimedOut(timer=timer) if timer == LOOK_TIMER:
            return _looked(state)
        case PartsSeen(parts=parts):
            return (state if parts == state.parts else replace(state, parts=parts)), ()
        case RoomPressed(room=room) if room in ROOMS and state.person.may(ROOMS[room]):
            return Pass(room, state.person), STOP
        case PartResetPressed():
            return _asked(state, Permission.DEVICE_TESTS, at)
        case CountsResetPressed():
            return _asked(state, Permission.RESET_COUNTERS, at)
        case _:
            return state, ()


def _asked(state: Device, act: Permission, at: Stamp) -> Stepped:
    ask_id = uuid7(at, 70)
    return Asking(replace(state, problem="", done=None), act, ask_id), (*STOP, AskPermit(ask_id, act, state.person))


def _asking(state: Asking, event: Event) -> Stepped:
    device = state.device
    match event:
        case Permitted(ask_id=ask_id) if ask_id == state.ask_id:
            anew = state.act is Permission.DEVICE_TESTS
            return replace(state, ask_id=""), (StartPartAnew(device.part) if anew else BeginCounts(device.part),)
        case NotPermitted(ask_id=ask_id, why=why) if ask_id == state.ask_id:
            return _looked(replace(device, problem="" if why == "withdrawn" else "refused"))
        case PartActed(part=part) if part == device.part and not state.ask_id:
            told = Record(state.act, device.person, part, before=event.before, after=event.after or event.problem)
            back, effects = _looked(replace(device, done=event))
            return back, (told, *effects)
        case EffectFailed(key=key) if key == (state.ask_id or state.key):
            return _looked(replace(device, problem="failed"))
        case _:
            return state, ()


def _machine(state: Machine, event: Event) -> Stepped:
    match event:
        case BackPressed():
            return _looked(Dashboard(state.person))
        case MachineSeen(known=facts):
            return replace(state, facts=facts), ()
        case _:
            return state, ()


_RUI = Person("rui", frozenset({Role.TECHNICIAN}))
_JAM = Seen(
    "printer", "NEEDS_PERSON", is_usable=False, is_required=True, driver="escpos", model="TM-T88V", since="14:21",
    whys=(Why("MEDIA_JAMMED", "printer-jam"), Why("COVER_OPEN", "printer-jam")), detail="cover open",
    counts=(("cuts", 940), ("prints", 912)), left=(("paper", "low"),),
    log=(("14:21:07.310 WARNING", "printer: NEEDS_PERSON MEDIA_JAMMED"), ("14:20:55.902 INFO", "printer: READY")),
    tried=Tried(Verdict.PASSED, "2026-09-20 18:05", "tessa"),
)  # fmt: skip
_PARTS = (
    _JAM,
    Seen("scanner", "READY", is_usable=True, driver="linescan", model="2D imager", counts=(("reads", 418),)),
    Seen("terminal", "READY", is_usable=True, is_required=True, driver="zvt", counts=(("payments_approved", 212),)),
    Seen("scale", "READY", is_usable=True, driver="toledo8217", remark="bronze: never met hardware"),
    Seen("keypad", "ABSENT", is_usable=False, driver="keypad", since="12:07", whys=(Why("NOT_REACHABLE"),)),
    Seen("lights", "READY", is_usable=True, driver="lights"),
)
_BOARD = Dashboard(_RUI, _PARTS)
_ONE = Device(_RUI, "printer", _PARTS)
_FACTS = (
    MachineFact("disk", "41.2 GB", "good"), MachineFact("clock", "2026-09-21 14:32:10", "good"),
    MachineFact("records", "104 211", "good"), MachineFact("database", "38.4 MB"), MachineFact("version", "0.1.0"),
    MachineFact("licence", "Apache-2.0"),
)  # fmt: skip
EXAMPLES: Mapping[str, State] = {
    "Dashboard": _BOARD,
    "Dashboard-well": Dashboard(_RUI, tuple(own for own in _PARTS if own.is_well)),
    "Device": _ONE,
    "Device-done": replace(_ONE, part="scale", done=PartActed("scale", "SILENT", "READY")),
    "Asking": Asking(_ONE, Permission.DEVICE_TESTS),
    "Machine": Machine(_RUI, _FACTS),
}
