"""What all devices share: condition, errors, cards, URLs.

Nothing here opens a port. Drivers live in `devices.drivers`, the other side of the wire in `devices.sim`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class HealthState(StrEnum):
    """The one vocabulary for the condition of a device, as a flow and a technician read it."""

    STARTING = "STARTING"
    READY = "READY"
    BUSY = "BUSY"
    DEGRADED = "DEGRADED"
    NEEDS_PERSON = "NEEDS_PERSON"
    FAULT = "FAULT"
    SILENT = "SILENT"
    ABSENT = "ABSENT"
    TAMPERED = "TAMPERED"


class Reason(StrEnum):
    """Why a device is not simply READY. CUSS 2 names where they exist, own names after COVER_OPEN."""

    MEDIA_LOW = "MEDIA_LOW"
    MEDIA_EMPTY = "MEDIA_EMPTY"
    MEDIA_JAMMED = "MEDIA_JAMMED"
    MEDIA_PRESENT = "MEDIA_PRESENT"
    THRESHOLD_USAGE = "THRESHOLD_USAGE"
    HARDWARE_ERROR = "HARDWARE_ERROR"
    SOFTWARE_ERROR = "SOFTWARE_ERROR"
    NOT_RESPONDING = "NOT_RESPONDING"
    NOT_REACHABLE = "NOT_REACHABLE"
    FORMAT_ERROR = "FORMAT_ERROR"
    THRESHOLD_ERROR = "THRESHOLD_ERROR"
    TIMEOUT = "TIMEOUT"
    COVER_OPEN = "COVER_OPEN"
    CUTTER = "CUTTER"
    HEAD_HOT = "HEAD_HOT"
    BAUD_MISMATCH = "BAUD_MISMATCH"
    RECONCILIATION_REQUIRED = "RECONCILIATION_REQUIRED"
    NOT_SETTLED = "NOT_SETTLED"
    OVER_CAPACITY = "OVER_CAPACITY"
    UNDER_ZERO = "UNDER_ZERO"
    INITIALISATION_REQUIRED = "INITIALISATION_REQUIRED"
    MEMORY_FULL = "MEMORY_FULL"
    CLOCK_NOT_SET = "CLOCK_NOT_SET"
    CERTIFICATE_EXPIRED = "CERTIFICATE_EXPIRED"


USABLE_STATES = frozenset({HealthState.READY, HealthState.BUSY, HealthState.DEGRADED})


class Supply(StrEnum):
    """How much of a consumable is left, as far as a sensor tells it."""

    OK = "ok"
    LOW = "low"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Consumable:
    """What a device uses up: `paper`, `labels` or `ribbon`. One that no sensor watches is not told at all."""

    name: str
    supply: Supply


@dataclass(frozen=True, slots=True)
class Health:
    """One device's condition now. `since_mono` is the event loop's clock in seconds; `detail` is for technicians.

    `consumables` are those the device told last; none while it is away.
    """

    state: HealthState
    reasons: tuple[Reason, ...] = ()
    since_mono: float = 0.0
    detail: str = ""
    consumables: tuple[Consumable, ...] = ()

    @property
    def is_usable(self) -> bool:
        """True when the device's verbs may be called."""
        return self.state in USABLE_STATES


class DeviceError(Exception):
    """A device could not do what was asked. Flows branch on the kind; the text is for technicians."""


class Unplugged(DeviceError):
    """The port or socket is gone."""


class NoAnswer(DeviceError):
    """The port is open and the device says nothing in time."""


class Garbled(DeviceError):
    """Bytes that the protocol does not allow."""


class NeedsPerson(DeviceError):
    """A hand must act: paper, cover, release."""


class Refused(DeviceError):
    """The device understood and said no."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text


@dataclass(frozen=True, slots=True)
class Card:
    """A driver's own card: what it was built from and what it has met.

    `level`: `bronze` (transcripts and simulator), `silver` (one real device tried), `gold` (in service).
    """

    document: str
    models: tuple[str, ...] = ()
    level: str = "bronze"

    @property
    def remark(self) -> str:
        """The honest line for maintenance and README."""
        return "bronze: never met hardware" if self.level == "bronze" else f"{self.level}: {', '.join(self.models)}"


class Device(Protocol):
    """What all kinds share. A device is made closed; `run` opens and serves it."""

    @property
    def health(self) -> Health:
        """The condition now."""
        ...

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """Call `listener` on the event loop with each new condition. One listener; a second replaces it."""
        ...

    async def run(self) -> None:
        """Open the link and serve it until cancelled.

        Raises `DeviceError` when the link is lost or was never there; `devices.loop.supervise` calls `run` again
        after a back-off. On every exit the port is closed.
        """
        ...

    async def reset(self) -> None:
        """Bring the device back to a known state; drops what it was doing."""
        ...


@dataclass(frozen=True, slots=True)
class DriverUrl:
    """`driver+transport://address?option=value`, parsed. Shapes: see `devices.url.parse`."""

    driver: str
    transport: str
    address: str
    options: dict[str, str] = field(default_factory=dict)
