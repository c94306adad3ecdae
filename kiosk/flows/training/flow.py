"""Training: begun and ended by leave, with the faults of simulated devices at a touch while it is on."""

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
from kiosk.flows.training.events import (
    ActOnSimulator,
    ListActs,
    ListSimulators,
    SetTraining,
    TrainAct,
    TrainActChosen,
    TrainActsListed,
    TrainBeginPressed,
    TrainClearPressed,
    TrainDevice,
    TrainDevicesListed,
    TrainEndPressed,
    TrainingSet,
    TrainPartChosen,
)

NAME: Final = "training"
REFUSED, FAILED, SIMULATED = "refused", "failed", "simulated"


@dataclass(frozen=True, slots=True)
class Offer:
    """What training is, before it begins. `ask_id`: leave is asked for; `why`: why it did not begin."""

    person: Person
    ask_id: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Simulators:
    """Training is on: its devices. None while nobody has told them yet."""

    person: Person
    devices: tuple[TrainDevice, ...] | None = None
    ask_id: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Faults:
    """What can be done to one simulated device, and what was done last."""

    person: Person
    part: str
    acts: tuple[TrainAct, ...] | None = None
    faults: tuple[str, ...] = ()
    said: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Restarting:
    """The next start is a training (`is_on`) or a real one. `is_alone`: a person has to start the kiosk."""

    person: Person
    is_on: bool
    is_set: bool = False
    is_alone: bool = False


State: TypeAlias = "Offer | Simulators | Faults | Restarting"
Stepped: TypeAlias = "tuple[State | Gone | Pass, tuple[Effect, ...]]"

ENTRY: Final = Guest(
    NAME, 360, text("training.title"), text("training.text"), "flask-conical",
    may=(Permission.TRAINING_MODE,), needs_nobody=True,
)  # fmt: skip
SCREENS: tuple[type[State], ...] = (Offer, Simulators, Faults, Restarting)
MOVES: Mapping[type[State], frozenset[type[object]]] = {
    Offer: frozenset({Restarting, Pass}),
    Simulators: frozenset({Faults, Restarting, Pass}),
    Faults: frozenset({Simulators}),
    Restarting: frozenset({Offer, Simulators, Pass}),
}


def enter(person: Person | None, _at: Stamp, site: Site) -> tuple[State | Gone, tuple[Effect, ...]]:
    """Begin with what training is, or with its devices while it is on."""
    if person is None:
        return Gone(), ()
    return (Simulators(person), (ListSimulators(),)) if site.is_demo else (Offer(person), ())


def step(state: State, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event."""
    match state:
        case Offer():
            return _offer(state, event, at, site)
        case Simulators():
            return _simulators(state, event, at, site)
        case Faults():
            return _faults(state, event)
        case Restarting():
            return _restarting(state, event)


def _offer(state: Offer, event: Event, at: Stamp, site: Site) -> Stepped:
    match event:
        case TrainBeginPressed() if site.is_demo:
            return Offer(state.person, why=SIMULATED), ()
        case TrainBeginPressed() if not state.ask_id:
            ask_id = uuid7(at)
            return Offer(state.person, ask_id), (AskPermit(ask_id, Permission.TRAINING_MODE, state.person),)
        case Permitted(ask_id=ask_id) if ask_id == state.ask_id != "":
            return (Offer(state.person, why=REFUSED), ()) if _is_anybody(site) else _set(state.person, is_on=True)
        case NotPermitted(ask_id=ask_id) if ask_id == state.ask_id != "":
            return Offer(state.person, why=REFUSED), ()
        case BackPressed():
            return Pass("staff", state.person), ()
        case _:
            return state, ()


def _simulators(state: Simulators, event: Event, at: Stamp, site: Site) -> Stepped:
    match event:
        case TrainDevicesListed(devices=devices):
            return replace(state, devices=devices), ()
        case EffectFailed(effect="ListSimulators"):
            return replace(state, devices=()), ()
        case TrainPartChosen(part=part) if any(own.part == part for own in state.devices or ()):
            return Faults(state.person, part), (ListActs(part),)
        case TrainEndPressed() if not site.is_training:
            return replace(state, why=SIMULATED), ()
        case TrainEndPressed() if not state.ask_id:
            ask_id = uuid7(at)
            asked = AskPermit(ask_id, Permission.TRAINING_MODE, state.person)
            return replace(state, ask_id=ask_id, why=""), (asked,)
        case Permitted(ask_id=ask_id) if ask_id == state.ask_id != "":
            return _set(state.person, is_on=False)
        case NotPermitted(ask_id=ask_id) if ask_id == state.ask_id != "":
            return replace(state, ask_id="", why=REFUSED), ()
        case BackPressed():
            return Pass("staff", state.person), ()
        case _:
            return state, ()


def _is_anybody(site: Site) -> bool:
    return site.customer is not None and bool(site.customer.id)


def _set(person: Person, *, is_on: bool) -> tuple[Restarting, tuple[Effect, ...]]:
    done = Record(Permission.TRAINING_MODE, person, "training", after="on" if is_on else "off")
    return Restarting(person, is_on), (done, SetTraining(is_on))


def _faults(state: Faults, event: Event) -> Stepped:
    match event:
        case TrainActsListed(part=part, acts=acts, faults=faults, said=said, problem=problem) if part == state.part:
            return replace(state, acts=acts, faults=faults, said=said, problem=problem), ()
        case EffectFailed(effect="ListActs") if state.acts is None:
            return replace(state, acts=()), ()
        case TrainActChosen(n=n) if state.acts is not None and 0 <= n < len(state.acts):
            act = state.acts[n]
            return state, (ActOnSimulator(state.part, act.words, act.is_fault),)
        case TrainClearPressed():
            return state, (ActOnSimulator(state.part, ""),)
        case BackPressed():
            return Simulators(state.person), (ListSimulators(),)
        case _:
            return state, ()


def _restarting(state: Restarting, event: Event) -> Stepped:
    match event:
        case TrainingSet(is_on=is_on, comes_by_itself=comes) if is_on == state.is_on:
            return replace(state, is_set=True, is_alone=not comes), ()
        case EffectFailed(effect="SetTraining") if not state.is_set:
            failed = Offer(state.person, why=FAILED) if state.is_on else Simulators(state.person, why=FAILED)
            return failed, () if state.is_on else (ListSimulators(),)
        case BackPressed() if state.is_alone:
            return Pass("staff", state.person), ()
        case _:
            return state, ()
