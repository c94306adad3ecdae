"""The lights over a kiosk: what staff see from afar, a bell, and what its contacts tell of people and doors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from devices.api.common import Device


class Pattern(StrEnum):
    """What the lights say. Which lamps that are is the site's: `config/lights`."""

    OFF = "off"
    FREE = "free"
    BUSY = "busy"
    CALL = "call"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """Somebody stands before the kiosk, or nobody does any more. `at_mono` is the event loop's clock in seconds."""

    is_present: bool
    at_mono: float


@dataclass(frozen=True, slots=True)
class DoorChanged:
    """The door of the housing was opened or closed. `at_mono` is the event loop's clock in seconds."""

    is_open: bool
    at_mono: float


Sensed: TypeAlias = PresenceChanged | DoorChanged


@dataclass(frozen=True, slots=True)
class LightsCapabilities:
    """What these lights have; from their profile. `can_check`: the board tells which of its relays are on."""

    has_bell: bool
    senses_presence: bool
    senses_door: bool
    can_check: bool


class Lights(Device, Protocol):
    """A light tower, with a bell and contacts where it has them."""

    @property
    def capabilities(self) -> LightsCapabilities:
        """What these lights have."""
        ...

    @property
    def pattern(self) -> Pattern:
        """What they are to show: the last that `show` was given."""
        ...

    async def show(self, pattern: Pattern) -> None:
        """Show a pattern. It is shown again by itself after the link was lost, also when this raised.

        Raises `Refused` when a relay does not do what it is told, and `DeviceError` when the link is not there.
        """
        ...

    async def ring(self) -> None:
        """Ring once. Raises `Refused` where there is no bell, and `DeviceError` when the link is not there."""
        ...

    def on_sensed(self, listener: Callable[[Sensed], None]) -> None:
        """Call `listener` on the event loop with what is found at first, and then with each change. One listener."""
        ...
