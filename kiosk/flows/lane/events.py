"""What happens on the lane's pages, and what they ask to be done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.domain.access.roles import Person
from kiosk.flows.base import LANE, DeviceChanged, Effect, Event


class LaneState(StrEnum):
    """Whether the lane serves."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class LaneChosen(Event):
    """What shall become of the lane: a value of `LaneState`."""

    state: str


@dataclass(frozen=True, slots=True)
class BackInChosen(Event):
    """In how many minutes the lane is back; 0: nobody says."""

    minutes: int


@dataclass(frozen=True, slots=True)
class ForcePressed(Event):
    """The customer under way shall not be waited for."""


@dataclass(frozen=True, slots=True)
class ForceChosen(Event):
    """Why the customer under way does not finish first: one of the reasons."""

    reason: str


@dataclass(frozen=True, slots=True)
class LaneSet(Event):
    """Yes: the lane shall be as chosen."""


@dataclass(frozen=True, slots=True)
class LaneTold(Event):
    """What the lane is from now on, a value of `LaneState`. `back_at`: local time of the site, `HH:MM`, or empty.

    `is_forced`: the customer under way is not waited for. The journal keeps it, and the next start finds it again.
    """

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    state: str
    back_at: str = ""
    is_forced: bool = False

    @property
    def told(self) -> DeviceChanged:
        """The lane as the shell knows it: like a device without which nobody is served."""
        reasons = (self.back_at,) if self.back_at else ()
        is_known = self.state in tuple(LaneState)
        state = self.state if is_known else LaneState.CLOSED.value  # of a later version: it stays shut
        return DeviceChanged(LANE, state, state == LaneState.OPEN, reasons)


@dataclass(frozen=True, slots=True)
class SetLane(Effect):
    """Have the lane told; answers `LaneTold`, with the time of the site in `minutes` from now."""

    ask_id: str
    state: LaneState
    person: Person
    minutes: int = 0
    is_forced: bool = False

    @property
    def key(self) -> str:
        """Leave was given once."""
        return self.ask_id


@dataclass(frozen=True, slots=True)
class TellLane(Effect):
    """Show on every call board how the lane stands: a value of `LaneState`."""

    is_for_the_moment: ClassVar[bool] = True
    state: str
