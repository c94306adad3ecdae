"""Runs a script inside the kiosk's process: a generator that yields what it waits for, one condition at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from kiosk.domain.text import LocalText
from kiosk.flows.base import Place
from tests.journeys.bench import Bench
from tests.journeys.glass import Glass

POLL_MS = 10
PATIENCE_S = 60.0
SETTLE_S = 0.7


@dataclass(frozen=True, slots=True)
class Until:
    """Wait until `holds`; `what` says it in words, for the log and for the failure."""

    what: str
    holds: Callable[[], bool]
    patience_s: float = PATIENCE_S


Script = Generator[Until, None, None]


class GaveUp(AssertionError):
    """What a script waited for did not come."""


@dataclass(slots=True)
class Stage:
    """What a script works with: the glass, the devices, a folder for pictures, and a log of what took how long.

    `is_pictured` False: no pictures are taken and none waited for; the script goes as fast as the kiosk.
    """

    glass: Glass
    bench: Bench
    folder: Path
    is_pictured: bool = True
    data_dir: Path = Path()
    log: list[str] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def note(self, words: str) -> None:
        """Write a line with the seconds since the start."""
        line = f"{time.monotonic() - self.started:8.2f} s  {words}"
        self.log.append(line)
        print(line, flush=True)

    def picture(self, name: str) -> Script:
        """Take a picture once colours and pictures have settled; they are numbered over all scripts of a run."""
        if not self.is_pictured:
            return
        due = time.monotonic() + SETTLE_S
        yield Until(f"a still glass: {name}", lambda: time.monotonic() >= due)
        count = len(list(self.folder.glob("*.png")))
        self.glass.picture(self.folder / f"{count + 1:02d}-{name}.png")

    def on(self, screen: str, patience_s: float = PATIENCE_S) -> Until:
        """Wait for a screen."""
        return Until(f"screen {screen}", lambda: self.glass.screen == screen, patience_s)


class Player(QObject):
    """Plays a script on the UI thread; `ended` gets None or what went wrong."""

    def __init__(self, stage: Stage, script: Script, ended: Callable[[BaseException | None], None]) -> None:
        super().__init__()
        self._stage = stage
        self._script = script
        self._ended = ended
        self._waits_for: Until | None = None
        self._since = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        try:
            if self._waits_for is not None and not self._waits_for.holds():
                self._lose_patience(self._waits_for)
                return
            if self._waits_for is not None:
                self._stage.note(f"{self._waits_for.what} ({time.monotonic() - self._since:.2f} s)")
            self._waits_for = next(self._script, None)
            self._since = time.monotonic()
            if self._waits_for is None:
                self._stop(None)
        except BaseException as error:  # whatever a script raises ends the run, with its reason
            self._stop(error)

    def _lose_patience(self, until: Until) -> None:
        if time.monotonic() - self._since > until.patience_s:
            shown = f"{self._stage.glass.screen}: {self._stage.glass.title}"
            raise GaveUp(f"waited {until.patience_s:.0f} s for {until.what}; the glass shows {shown}")

    def _stop(self, error: BaseException | None) -> None:
        self._timer.stop()
        self._ended(error)


# --- where it stands -------------------------------------------------------------------------------------------------


def open_at_every_hour() -> None:
    """Let the kiosk of this process stand where people are there day and night, whatever hours the demo shop keeps."""
    from kiosk import site

    site.Place = _always_open  # type: ignore[attr-defined, assignment]  # this process stands somewhere else


def _always_open(desk: LocalText, phone: str, _opens: str, _closes: str) -> Place:
    return Place(desk, phone, "00:00", "24:00")
