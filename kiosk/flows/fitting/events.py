"""What happens while a device is replaced, and what is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.flows.base import Effect, Event


@dataclass(frozen=True, slots=True)
class FitPart:
    """A part as it is fitted now: its driver and place, empty when there is none, and whether it can be used."""

    part: str
    driver: str
    place: str
    is_usable: bool
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class FitFound:
    """What may be the device of a part. `url` is what would stand in the settings; it holds no secret."""

    url: str
    driver: str
    place: str
    name: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class FitProof:
    """What a device told when it was opened. `answers`: it said something; `is_open`: its line is there."""

    answers: bool
    is_open: bool
    is_usable: bool
    state: str
    reasons: tuple[str, ...] = ()
    detail: str = ""


# --- pressed --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FitPartChosen(Event):
    """The device of a part shall be replaced."""

    part: str


@dataclass(frozen=True, slots=True)
class FitChosen(Event):
    """One of what was found, counted from 0."""

    n: int


@dataclass(frozen=True, slots=True)
class FitAgainPressed(Event):
    """Look, or ask the device, once more."""


@dataclass(frozen=True, slots=True)
class FitAddressPressed(Event):
    """An address on the network shall be typed."""


@dataclass(frozen=True, slots=True)
class FitAddressGiven(Event):
    """The address as it was typed: a host, with a port or without."""

    address: str


@dataclass(frozen=True, slots=True)
class FitUsePressed(Event):
    """The device that proved itself shall be used from now on."""


# --- told -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FitPartsListed(Event):
    """The answer to `ListParts`."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    parts: tuple[FitPart, ...]


@dataclass(frozen=True, slots=True)
class FitListed(Event):
    """The answer to `FindDevices`."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    part: str
    found: tuple[FitFound, ...]


@dataclass(frozen=True, slots=True)
class FitProved(Event):
    """The answer to `ProveDevice`."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    ask: str
    proof: FitProof


@dataclass(frozen=True, slots=True)
class DeviceFitted(Event):
    """The new device stands in the settings, and the kiosk starts again with it."""

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    part: str
    driver: str


@dataclass(frozen=True, slots=True)
class DeviceNotFitted(Event):
    """The settings are as they were. `why` in words for a technician."""

    is_activity: ClassVar[bool] = False
    part: str
    why: str


# --- to be done -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListParts(Effect):
    """Tell the parts and how each is fitted."""


@dataclass(frozen=True, slots=True)
class FindDevices(Effect):
    """Tell what may be the device of a part; `address` is a place on the network to look at besides."""

    part: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ProveDevice(Effect):
    """Open a device and tell what it says."""

    ask: str
    part: str
    url: str

    @property
    def key(self) -> str:
        """The question that waits."""
        return self.ask


@dataclass(frozen=True, slots=True)
class FitDevice(Effect):
    """Write the device of a part into the settings, and start the kiosk again."""

    part: str
    url: str
    driver: str

    @property
    def key(self) -> str:
        """The part."""
        return self.part
