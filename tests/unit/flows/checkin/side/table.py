"""A site of an airport with the invented tables, and what a stage did, for the tests beside the straight way."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypeVar

from kiosk.domain.travel.flight import Airport
from kiosk.flows.base import DeviceChanged, Effect, ForPayment, Site
from kiosk.flows.checkin.samples import AT
from kiosk.flows.checkin.states import State
from kiosk.flows.checkout.events import Beep
from kiosk.flows.shell.examples import AIRPORT

SITE: Final = AIRPORT
BARE: Final = replace(AIRPORT, travel=None)
US: Final = Airport("JFK", "New York", "US", "America/New_York")
NOW: Final = AT
KIND = TypeVar("KIND", bound=object)
Stepped = tuple[State | ForPayment, tuple[Effect, ...]]


def without(*roles: str) -> Site:
    """Return the airport's site with some devices away."""
    gone = {role: DeviceChanged(role, "ABSENT", False) for role in roles}
    return replace(SITE, devices={**SITE.devices, **gone})


def into(stepped: Stepped, kind: type[KIND]) -> KIND:
    """Return the state a step led to, which is of this kind."""
    state, _ = stepped
    assert isinstance(state, kind), state
    return state


def sound(stepped: Stepped) -> str:
    """Return the sound of a step, empty for none."""
    return next((own.sound for own in stepped[1] if isinstance(own, Beep)), "")


def one(stepped: Stepped, kind: type[KIND]) -> KIND:
    """Return the one effect of this kind."""
    found = [own for own in stepped[1] if isinstance(own, kind)]
    assert len(found) == 1, stepped[1]
    return found[0]
