"""What the pages need of the taps on the lines; `devices.recording` has them, `main` hands them over."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol


class Passed(Protocol):
    """One thing that passed: masked bytes of the kiosk (`>`) or the device (`<`), or of the line itself (`!`)."""

    @property
    def n(self) -> int:
        """Its number, from 1 since the kiosk started."""
        ...

    @property
    def utc_ms(self) -> int:
        """When."""
        ...

    @property
    def kind(self) -> str:
        """`>`, `<` or `!`."""
        ...

    @property
    def text(self) -> str:
        """Its bytes as a transcript writes them; opened|closed|lost of a line."""
        ...

    @property
    def meaning(self) -> str:
        """What the document of the protocol calls it; empty where that is not known."""
        ...


class Line(Protocol):
    """The tap of one device."""

    @property
    def driver(self) -> str:
        """The driver's name."""
        ...

    @property
    def is_open(self) -> bool:
        """Whether the line is open now."""
        ...

    @property
    def count(self) -> int:
        """How much passed since the kiosk started."""
        ...

    @property
    def recording(self) -> str:
        """The name of the recording that is written now; empty for none."""
        ...

    @property
    def problem(self) -> str:
        """Why the last recording ended by itself; empty when it did not."""
        ...

    def since(self, n: int, most: int) -> Sequence[Passed]:
        """Give the newest of what passed after `n`, oldest first."""
        ...

    def stop(self) -> None:
        """End the recording."""
        ...


class Recorded(Protocol):
    """One recording."""

    @property
    def name(self) -> str:
        """The name of its file."""
        ...

    @property
    def size(self) -> int:
        """Its length in bytes."""
        ...

    @property
    def written_ms(self) -> int:
        """When it was last written."""
        ...


class Played(Protocol):
    """What came of playing a recording: whole|diverged|waits|long|unreadable, at which line of how many, and why."""

    @property
    def outcome(self) -> str:
        """One of these words."""
        ...

    @property
    def line(self) -> int:
        """Up to which line of the file."""
        ...

    @property
    def lines(self) -> int:
        """Its last line."""
        ...

    @property
    def detail(self) -> str:
        """Why not further."""
        ...

    @property
    def states(self) -> Sequence[str]:
        """The driver's conditions on the way."""
        ...


def _none(_part: str = "") -> Sequence[Recorded]:
    return ()


def _no_record(part: str) -> str:
    raise KeyError(part)


def _no_file(name: str) -> Path:
    raise FileNotFoundError(name)


async def _no_play(file: Path) -> Played:
    raise FileNotFoundError(file)


@dataclass(frozen=True, slots=True)
class Wires:
    """The taps by part, their recordings, and what plays one. Nothing is tapped where nobody hands it over."""

    of: Mapping[str, Line] = field(default_factory=dict)
    record: Callable[[str], str] = _no_record
    files: Callable[[str], Sequence[Recorded]] = _none
    file: Callable[[str], Path] = _no_file
    play: Callable[[Path], Coroutine[Any, Any, Played]] = _no_play
