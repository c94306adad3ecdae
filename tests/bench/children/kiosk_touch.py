"""The kiosk under a finger: `python -m tests.bench.children.kiosk_touch DATA_DIR [LINE]`; commands as in `touching`.

With LINE the real driver of a scanner listens to that line.

`press` a control until it looks pressed; `change` from the tap to the first frame of the next screen; `frames` the cost
of each frame while that page comes in; `keystroke` from the key of the on-screen keyboard to the letter in the field;
`session` a whole one that is given up, with no sample.
"""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtQuick import QQuickItem

from main import Kiosk, Plan
from tests.bench.children.kiosk_scan import Ready
from tests.bench.children.touching import MOTION_MS, Finger, Job, Touching, say

if TYPE_CHECKING:
    from kiosk.engine import Outside
    from kiosk.settings import Settings

ATTRACT, LANGUAGE, BASKET, TYPING = "shell/Attract", "shell/Language", "checkout/Scanning", "checkout/Typing"
GUARD_NS = 600_000_000  # a second press of one control within half a second is ignored


class Still(Ready):
    """A scanner that reads nothing."""

    def on_scan(self, listener: Callable[[Any], None]) -> None: ...


class Touched(Kiosk):
    """The kiosk, with idle stand-ins for its devices, and a finger."""

    def _outside(self, settings: Settings, data_dir: Path, urls: Mapping[str, str]) -> Outside:
        outside = super()._outside(settings, data_dir, urls)
        idle: dict[str, Any] = {"scanner": Still(), "printer": Ready(), "terminal": Ready()}
        return dataclasses.replace(outside, devices={**idle, **outside.devices})

    def _painted(self) -> None:
        super()._painted()
        self.finger = Finger(self.view)
        jobs = {name: getattr(self, f"_{name}") for name in ("press", "change", "frames", "keystroke", "session")}
        self.touching = Touching(self.view, jobs)
        self._shown_ns = 0
        self.shell.presented.connect(self._presented)
        say("open", self.view.width(), self.view.height())

    def _presented(self) -> None:
        self._shown_ns = time.perf_counter_ns()

    def _is_on(self, screen: str) -> bool:
        return bool(self.shell.property("screen") == screen)

    def _rests_on(self, screen: str) -> bool:
        return self._is_on(screen) and time.perf_counter_ns() - self._shown_ns > GUARD_NS

    def _press(self) -> Job:
        yield lambda: self._rests_on(ATTRACT)
        at, start = self.finger.middle("start"), self.finger.item("start")
        self.touching.start()
        self.finger.down(at)
        yield lambda: bool(start.property("isPressed"))
        self.finger.drag_off(at)
        yield lambda: not start.property("isPressed")

    def _begun(self) -> Job:
        if self._is_on(BASKET) or self._is_on(TYPING):  # from the job before, or a scanner's first noise
            yield from self._given_up()
        yield lambda: self._rests_on(ATTRACT)
        at = self.finger.middle("start")
        self.finger.down(at)
        yield lambda: True
        self.touching.start()
        self.finger.up(at)
        yield lambda: self._is_on(LANGUAGE)

    def _basket(self) -> Job:
        self.sent("StartPressed", {})
        yield lambda: self._is_on(LANGUAGE)
        self.sent("LanguageChosen", {"language": "nl"})
        yield lambda: self._is_on(BASKET)

    def _given_up(self) -> Job:
        self.sent("CancelPressed", {})
        self.sent("CancelConfirmed", {})
        yield lambda: self._is_on(ATTRACT)

    def _change(self) -> Job:
        yield from self._begun()
        yield from self._given_up()

    def _frames(self) -> Job:
        kept = list(self.touching.samples)
        yield from self._begun()
        self.touching.watch_frames(True)
        yield lambda: time.perf_counter_ns() - self._shown_ns > MOTION_MS * 1_000_000 * 0.95
        self.touching.samples = kept + (self.touching.frames or [])
        self.touching.watch_frames(False)
        yield from self._given_up()

    def _keystroke(self) -> Job:
        if not self._is_on(TYPING):
            yield lambda: self._is_on(ATTRACT) or self._is_on(BASKET)
        if self._is_on(ATTRACT):
            yield from self._basket()
        if self._is_on(BASKET):
            self.sent("TypePressed", {})
            yield lambda: self._rests_on(TYPING)
        entry, at = self._field().property("entry"), self.finger.middle("key:5")
        if len(entry.property("text")) >= entry.property("longest"):
            entry.clear()
        before = entry.property("text")
        self.finger.down(at)
        yield lambda: True
        self.touching.start()
        self.finger.up(at)
        yield lambda: bool(entry.property("text") != before)

    def _field(self) -> QQuickItem:
        """Return the box of the field, whose name is in the language of the glass. Raises LookupError."""
        for item in self.view.contentItem().findChildren(QQuickItem):
            box = item.parentItem()
            if item.property("isField") and box is not None:
                return box
        raise LookupError("no field is on the glass")

    def _session(self) -> Job:
        """Four screens, as fast as they are painted."""
        yield from self._basket()
        self.sent("TypePressed", {})
        yield lambda: self._is_on(TYPING)
        yield from self._given_up()


if __name__ == "__main__":
    data_dir, *line = sys.argv[1:]
    urls = {"scanner": f"linescan+serial://{line[0]}?baud=115200"} if line else {}
    sys.exit(Touched(Plan(data_dir=Path(data_dir), urls=urls)).run())
