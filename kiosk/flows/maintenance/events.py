"""What happens on the technician's first pages, and what they ask to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.flows.base import Effect, Event
from kiosk.flows.maintenance.values import MachineFact, Seen


@dataclass(frozen=True, slots=True)
class PartChosen(Event):
    """One device shall be seen whole."""

    part: str


@dataclass(frozen=True, slots=True)
class MachinePressed(Event):
    """The machine itself shall be seen."""


@dataclass(frozen=True, slots=True)
class RoomPressed(Event):
    """Another page of the staff, by its flow: `selftest`, `logs`, `wire`."""

    room: str


@dataclass(frozen=True, slots=True)
class PartResetPressed(Event):
    """The device that is looked at shall be started anew."""


@dataclass(frozen=True, slots=True)
class CountsResetPressed(Event):
    """The counters of the device that is looked at shall begin anew."""


@dataclass(frozen=True, slots=True)
class PartsSeen(Event):
    """The answer to `LookAtParts`: every device as it is now."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    parts: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class MachineSeen(Event):
    """The answer to `LookAtMachine`."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    known: tuple[MachineFact, ...]


@dataclass(frozen=True, slots=True)
class PartActed(Event):
    """The answer to `StartPartAnew` and `BeginCounts`: the states before and after, or why nothing came of it."""

    is_activity: ClassVar[bool] = False
    part: str
    before: str = ""
    after: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class LookAtParts(Effect):
    """Look at every device; with the log of `part`. Answered by `PartsSeen`."""

    is_for_the_moment: ClassVar[bool] = True
    part: str = ""


@dataclass(frozen=True, slots=True)
class LookAtMachine(Effect):
    """Look at disk, clock, records and versions. Answered by `MachineSeen`."""

    is_for_the_moment: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class StartPartAnew(Effect):
    """Start a device anew. Answered by `PartActed`."""

    part: str

    @property
    def key(self) -> str:
        """The part that waits for its answer."""
        return f"anew:{self.part}"


@dataclass(frozen=True, slots=True)
class BeginCounts(Effect):
    """Begin the counters of a device anew; those ever stay. Answered by `PartActed`."""

    part: str

    @property
    def key(self) -> str:
        """The part that waits for its answer."""
        return f"counts:{self.part}"
