"""What happens on the log's pages, and what they ask to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, TypeAlias

from kiosk.domain.access.roles import Person
from kiosk.flows.base import Effect, Event

LEVELS: Final = ("all", "warning", "error")
ALL: Final = ""
SESSION: Final = "session"  # what was written since the last customer's session began
FAULTS: Final = ("no-folder", "full", "failed")


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line: its time of day at the site, its level (`INFO`, `WARNING`, `ERROR`), and what it says, redacted."""

    time: str
    level: str
    text: str


Lines_: TypeAlias = tuple[LogLine, ...]


@dataclass(frozen=True, slots=True)
class LogLevelChosen(Event):
    """One of `LEVELS`: nothing less severe is shown."""

    level: str


@dataclass(frozen=True, slots=True)
class LogAboutChosen(Event):
    """A device's part, `SESSION`, or `ALL`."""

    about: str


@dataclass(frozen=True, slots=True)
class ExportPressed(Event):
    """What happened is wanted as a file."""


@dataclass(frozen=True, slots=True)
class LogCodePressed(Event):
    """The newest lines are wanted as a code for a phone."""


@dataclass(frozen=True, slots=True)
class LogTold(Event):
    """The answer to `ReadLog`: the newest line first. `offset`: how far the site's clock is from UTC, `UTC+01:00`."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    level: str
    about: str
    lines: Lines_
    offset: str = ""


@dataclass(frozen=True, slots=True)
class IncidentMade(Event):
    """The answer to `MakeIncident`: the file's name, how many events it holds, and whether they play to the same."""

    is_activity: ClassVar[bool] = False
    name: str
    events: int
    is_same: bool


@dataclass(frozen=True, slots=True)
class IncidentFailed(Event):
    """No file was made; `why` is one of `FAULTS`."""

    is_activity: ClassVar[bool] = False
    why: str


@dataclass(frozen=True, slots=True)
class ReadLog(Effect):
    """Read the newest lines; answered by `LogTold`."""

    is_for_the_moment: ClassVar[bool] = True
    level: str
    about: str


@dataclass(frozen=True, slots=True)
class MakeIncident(Effect):
    """Write what happened since the last two starts into the folder for exports."""

    person: Person

    @property
    def key(self) -> str:
        """One is made at a time."""
        return "incident"
