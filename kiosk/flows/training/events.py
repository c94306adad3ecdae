"""What happens on the pages of training, and what they ask to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.flows.base import Effect, Event


@dataclass(frozen=True, slots=True)
class TrainDevice:
    """One simulated device: its part, and the faults that are set now, in the words of the fault language."""

    part: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrainAct:
    """One thing that can be done to a simulated device: `words` as the fault language has it, and what it does."""

    words: str
    meaning: str
    is_fault: bool = True


# --- pressed --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TrainBeginPressed(Event):
    """Training shall begin."""


@dataclass(frozen=True, slots=True)
class TrainEndPressed(Event):
    """Training shall end."""


@dataclass(frozen=True, slots=True)
class TrainPartChosen(Event):
    """A simulated device was chosen."""

    part: str


@dataclass(frozen=True, slots=True)
class TrainActChosen(Event):
    """One of what can be done to it, counted from 0."""

    n: int


@dataclass(frozen=True, slots=True)
class TrainClearPressed(Event):
    """The faults of this device shall be forgotten."""


# --- told -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TrainDevicesListed(Event):
    """The answer to `ListSimulators`."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    devices: tuple[TrainDevice, ...]


@dataclass(frozen=True, slots=True)
class TrainActsListed(Event):
    """The answer to `ListActs`, and to what is done. `said`: what was done now; `problem`: why it was not."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    part: str
    acts: tuple[TrainAct, ...]
    faults: tuple[str, ...] = ()
    said: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class TrainingSet(Event):
    """The next start is a training, or is none any more. `comes_by_itself`: the kiosk starts again now."""

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    is_on: bool
    comes_by_itself: bool


# --- to be done -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetTraining(Effect):
    """Make the next start a training or a real one, and start again."""

    is_on: bool

    @property
    def key(self) -> str:
        """One at a time."""
        return "training"


@dataclass(frozen=True, slots=True)
class ListSimulators(Effect):
    """Tell the simulated devices."""


@dataclass(frozen=True, slots=True)
class ListActs(Effect):
    """Tell what can be done to a simulated device."""

    part: str


@dataclass(frozen=True, slots=True)
class ActOnSimulator(Effect):
    """Do one thing to a simulated device: `words` of a `TrainAct`; empty: forget its faults."""

    part: str
    words: str
    is_fault: bool = True
