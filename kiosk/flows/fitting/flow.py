"""Replacing a device: part, candidate, proof. Nothing is written before the device was asked and leave was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from kiosk.domain.access.roles import Permission, Person
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.fitting.events import (
    DeviceFitted,
    DeviceNotFitted,
    FindDevices,
    FitAddressGiven,
    FitAddressPressed,
    FitAgainPressed,
    FitChosen,
    FitDevice,
    FitFound,
    FitListed,
    FitPart,
    FitPartChosen,
    FitPartsListed,
    FitProof,
    FitProved,
    FitUsePressed,
    ListParts,
    ProveDevice,
)
from kiosk.flows.guests import Gone, Guest, Pass
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record

NAME: Final = "fitting"
LONGEST_ADDRESS: Final = 262  # a name of 255 signs with a port
REFUSED, FAILED, SIMULATED = "refused", "failed", "simulated"  # why a device is not used


@dataclass(frozen=True, slots=True)
class Roles:
    """The parts of this kiosk, what cannot be used first; None while nobody has told them yet."""

    person: Person
    parts: tuple[FitPart, ...] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What may be the device of a part; None while it is looked for."""

    person: Person
    part: FitPart
    found: tuple[FitFound, ...] | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """An address on the network is typed. `is_wrong`: the last one was none."""

    person: Person
    part: FitPart
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Proven:
    """A device that is asked, and what it told. `ask_id`: leave to use it is asked for; `why`: why it was not used."""

    person: Person
    part: FitPart
    chosen: FitFound
    ask: str
    proof: FitProof | None = None
    ask_id: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The new device stands in the settings; the kiosk starts again."""

    person: Person
    part: FitPart
    chosen: FitFound
    proof: FitProof
    is_done: bool = False


State: TypeAlias = "Roles | Found | Address | Proven | Fitted"
Stepped: TypeAlias = "tuple[State | Gone | Pass, tuple[Effect, ...]]"

ENTRY: Final = Guest(
    NAME, 340, text("fitting.title"), text("fitting.text"), "plug", may=(Permission.REPLACE_DEVICE,), needs_nobody=True
)
SCREENS: tuple[type[State], ...] = (Roles, Found, Address, Proven, Fitted)
MOVES: Mapping[type[State], frozenset[type[object]]] = {
    Roles: frozenset({Found, Pass}),
    Found: frozenset({Proven, Address, Roles}),
    Address: frozenset({Found}),
    Proven: frozenset({Found, Fitted}),
    Fitted: frozenset({Proven, Pass}),
}


def enter(person: Person | None, _at: Stamp, _site: Site) -> tuple[Roles | Gone, tuple[Effect, ...]]:
    """Begin with the parts."""
    return (Gone(), ()) if person is None else (Roles(person), (ListParts(),))


def step(state: State, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event."""
    match state:
        case Roles():
            return _roles(state, event)
        case Found():
            return _found(state, event, at)
        case Address():
            return _address(state, event)
        case Proven():
            return _proven(state, event, at, site)
        case Fitted():
            return _fitted(state, event)


def _roles(state: Roles, event: Event) -> Stepped:
    match event:
        case FitPartsListed(parts=parts):
            return replace(state, parts=tuple(sorted(parts, key=lambda own: own.is_usable))), ()
        case FitPartChosen(part=part):
            chosen = next((own for own in state.parts or () if own.part == part), None)
            return (state, ()) if chosen is None else (Found(state.person, chosen), (FindDevices(part),))
        case EffectFailed(effect="ListParts"):
            return replace(state, parts=()), ()
        case BackPressed():
            return Pass("staff", state.person), ()
        case _:
            return state, ()


def _found(state: Found, event: Event, at: Stamp) -> Stepped:
    match event:
        case FitListed(part=part, found=found) if part == state.part.part:
            return replace(state, found=found), ()
        case EffectFailed(effect="FindDevices") if state.found is None:
            return replace(state, found=()), ()
        case FitChosen(n=n) if state.found is not None and 0 <= n < len(state.found):
            return _proving(Proven(state.person, state.part, state.found[n], ""), at)
        case FitAgainPressed() if state.found is not None:
            return replace(state, found=None), (FindDevices(state.part.part),)
        case FitAddressPressed():
            return Address(state.person, state.part), ()
        case BackPressed():
            return Roles(state.person), (ListParts(),)
        case _:
            return state, ()


def _address(state: Address, event: Event) -> Stepped:
    match event:
        case FitAddressGiven(address=address) if 0 < len(address.strip()) <= LONGEST_ADDRESS:
            return Found(state.person, state.part), (FindDevices(state.part.part, address.strip()),)
        case FitAddressGiven():
            return replace(state, is_wrong=True), ()
        case BackPressed():
            return Found(state.person, state.part), (FindDevices(state.part.part),)
        case _:
            return state, ()


def _proving(state: Proven, at: Stamp) -> tuple[Proven, tuple[Effect, ...]]:
    ask = uuid7(at)
    return replace(state, ask=ask, proof=None, why=""), (ProveDevice(ask, state.part.part, state.chosen.url),)


def _proven(state: Proven, event: Event, at: Stamp, site: Site) -> Stepped:
    match event:
        case FitProved(ask=ask, proof=proof) if ask == state.ask and state.proof is None:
            return replace(state, proof=proof), ()
        case EffectFailed(effect="ProveDevice", key=key) if key == state.ask and state.proof is None:
            failed = FitProof(answers=False, is_open=False, is_usable=False, state="")
            return replace(state, proof=failed), ()
        case FitAgainPressed() if state.proof is not None and not state.ask_id:
            return _proving(state, at)
        case FitUsePressed() if may_be_used(state):
            ask_id = uuid7(at)
            asked = AskPermit(ask_id, Permission.REPLACE_DEVICE, state.person)
            return replace(state, ask_id=ask_id, why=""), (asked,)
        case Permitted(ask_id=ask_id) if ask_id == state.ask_id != "":
            return _using(state, site)
        case NotPermitted(ask_id=ask_id) if ask_id == state.ask_id != "":
            return replace(state, ask_id="", why=REFUSED), ()
        case BackPressed():
            return Found(state.person, state.part), (FindDevices(state.part.part),)
        case _:
            return state, ()


def may_be_used(state: Proven) -> bool:
    """True for a device that could be opened; whether it can be used at once is told beside it."""
    return state.proof is not None and state.proof.is_open and not state.ask_id


def _using(state: Proven, site: Site) -> Stepped:
    """Write it. A customer who came meanwhile is served with the devices there are."""
    if state.proof is None or (site.customer is not None and site.customer.id):
        return replace(state, ask_id="", why=REFUSED), ()
    before = f"{state.part.driver} {state.part.place}".strip()
    after = f"{state.chosen.driver} {state.chosen.place}"
    done = Record(Permission.REPLACE_DEVICE, state.person, state.part.part, before=before, after=after)
    written = FitDevice(state.part.part, state.chosen.url, state.chosen.driver)
    return Fitted(state.person, state.part, state.chosen, state.proof), (written, done)


def _fitted(state: Fitted, event: Event) -> Stepped:
    match event:
        case DeviceFitted(part=part) if part == state.part.part:
            return replace(state, is_done=True), ()
        case DeviceNotFitted(part=part, why=why) if part == state.part.part and not state.is_done:
            return _refused(state, why), ()
        case EffectFailed(effect="FitDevice", key=key) if key == state.part.part and not state.is_done:
            return _refused(state, FAILED), ()
        case BackPressed() if state.is_done:
            return Pass("staff", state.person), ()
        case _:
            return state, ()


def _refused(state: Fitted, why: str) -> Proven:
    return Proven(state.person, state.part, state.chosen, "", state.proof, why=why)
