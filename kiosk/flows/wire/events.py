"""What happens on the pages of the lines, and what they ask to be done. Every byte here was masked before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from kiosk.flows.base import Effect, Event

BOTH, IN, OUT = "both", "in", "out"
WAYS: Final = (BOTH, IN, OUT)
HOST, DEVICE, LINE = ">", "<", "!"  # the marks of a transcript: from the kiosk, from the device, of the line itself


@dataclass(frozen=True, slots=True)
class WireLine:
    """One thing that passed: its time, its mark, and its bytes as a transcript writes them, or opened|closed|lost.

    `meaning`: what the driver's document calls it, empty where it is not known.
    """

    n: int
    at: str
    kind: str
    text: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class WireOf:
    """The line of one part: its driver, how it stands, and how much passed since the kiosk started."""

    part: str
    driver: str
    is_open: bool
    count: int
    recording: str = ""


@dataclass(frozen=True, slots=True)
class WireFile:
    """A recording: its name, its length in kB, and when it was last written."""

    name: str
    size_kb: int
    at: str


# --- pressed --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WireChosen(Event):
    """The line of a part shall be shown."""

    part: str


@dataclass(frozen=True, slots=True)
class WireWayChosen(Event):
    """One of `WAYS`: what is shown of a line."""

    way: str


@dataclass(frozen=True, slots=True)
class WirePaused(Event):
    """The page shall stand still, or go on."""


@dataclass(frozen=True, slots=True)
class WireFilesPressed(Event):
    """The recordings of this part are wanted."""


@dataclass(frozen=True, slots=True)
class WireRecordPressed(Event):
    """A recording shall begin, with a new connection."""


@dataclass(frozen=True, slots=True)
class WireStopPressed(Event):
    """The recording shall end."""


@dataclass(frozen=True, slots=True)
class WirePlayPressed(Event):
    """A recording shall be played to its driver."""

    name: str


# --- told -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WiresListed(Event):
    """The answer to `ListWires`."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    wires: tuple[WireOf, ...]


@dataclass(frozen=True, slots=True)
class WireSeen(Event):
    """The answer to `LookAtWire`: the newest first, at most a page or two."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    look: str
    lines: tuple[WireLine, ...]
    last: int = 0
    recording: str = ""


@dataclass(frozen=True, slots=True)
class WireFilesListed(Event):
    """The answer to `ListRecordings`, and to what begins or ends one. `problem`: why it could not, or why one ended."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    part: str
    files: tuple[WireFile, ...]
    recording: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class WirePlayed(Event):
    """The answer to `PlayRecording`: whole | diverged | waits | long | unreadable, at which line of how many, and why.

    `conditions` are those that the driver told on the way, in the words of `devices.api`.
    """

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    name: str
    outcome: str
    line: int = 0
    lines: int = 0
    detail: str = ""
    conditions: tuple[str, ...] = ()


# --- to be done -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListWires(Effect):
    """Tell which parts have a line."""


@dataclass(frozen=True, slots=True)
class LookAtWire(Effect):
    """Tell what passed on a line after `after`: as soon as there is something, at the latest after a second."""

    look: str
    part: str
    after: int = 0

    @property
    def key(self) -> str:
        """The look that waits."""
        return self.look


@dataclass(frozen=True, slots=True)
class ListRecordings(Effect):
    """Tell the recordings of a part."""

    part: str


@dataclass(frozen=True, slots=True)
class RecordWire(Effect):
    """Begin a recording."""

    part: str


@dataclass(frozen=True, slots=True)
class StopWire(Effect):
    """End the recording of a part."""

    part: str


@dataclass(frozen=True, slots=True)
class PlayRecording(Effect):
    """Play a recording to a driver of its own, beside the real one."""

    name: str

    @property
    def key(self) -> str:
        """The recording that is played."""
        return self.name
