"""The kiosk with a scanner on a pseudo-terminal: `python -m tests.bench.children.kiosk_scan LINE DATA_DIR`.

The product's own pieces from the wire to the glass. On standard output one line per painted frame that shows a change:
`frame <perf_counter ns> <lines in the basket>`. On standard input: `fresh` (the basket is given up), `shown` (what
stands on the glass), `stages` (from now on
also say when each stage was reached), `settle` (collect garbage now) and `quit`.
"""

from __future__ import annotations

import asyncio
import dataclasses
import gc
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from devices.api import Health, HealthState
from main import Kiosk, Plan

if TYPE_CHECKING:
    from kiosk.engine import Outside
    from kiosk.settings import Settings

ROWS_TOLD = 5


class Ready:
    """A device that is there and idle, so that the screen shows no warning and its polling is not measured."""

    health = Health(HealthState.READY)

    def on_health(self, listener: Callable[[Health], None]) -> None:
        listener(self.health)

    async def reset(self) -> None: ...

    async def run(self) -> None:
        await asyncio.Event().wait()


class Watched(Kiosk):
    """The kiosk, telling of each frame."""

    def _outside(self, settings: Settings, data_dir: Path, urls: Mapping[str, str]) -> Outside:
        outside = super()._outside(settings, data_dir, urls)
        idle: dict[str, Any] = {"printer": Ready(), "terminal": Ready()}
        return dataclasses.replace(outside, devices={**outside.devices, **idle})

    def _open_glass(self) -> None:
        super()._open_glass()
        self._has_news = False
        self._stages: list[tuple[str, int]] | None = None
        self.shell.presented.connect(self._presented)

    def _painted(self) -> None:
        super()._painted()
        self.view.frameSwapped.connect(self._swapped)
        threading.Thread(target=self._listen, name="bench", daemon=True).start()
        say("open", self.view.width(), self.view.height())

    def _presented(self) -> None:
        self._has_news = True
        self.reached("presented")

    def _swapped(self) -> None:
        now_ns = time.perf_counter_ns()
        if self._has_news:
            self._has_news = False
            if self._stages is not None:
                say("stages", json.dumps(self._stages))
                self._stages = []
            say("frame", now_ns, self.shell.property("rows").rowCount(), self.shell.property("screen"))

    def _polished(self) -> None:
        if self._has_news:
            self.reached("polished")

    def reached(self, stage: str) -> None:
        """Note when a stage was reached, while that is asked for."""
        if self._stages is not None:
            self._stages.append((stage, time.perf_counter_ns()))

    def _listen(self) -> None:
        for line in sys.stdin:
            match line.split():
                case ["fresh"]:
                    self.sent("CancelPressed", {})
                    self.sent("CancelConfirmed", {})
                case ["shown"]:
                    model = self.shell.property("rows")
                    rows = [model.row(place) for place in range(min(ROWS_TOLD, model.rowCount()))]
                    top = [[row["name"], row["quantity"], row["amount"]["text"]] for row in rows]
                    say("shown", json.dumps({"count": model.rowCount(), "top": top}))
                case ["stages"]:
                    mark_stages(self)
                    self.view.beforeSynchronizing.connect(self._polished, Qt.ConnectionType.DirectConnection)
                    self._stages = []
                case ["settle"]:
                    gc.collect()
                    say("settled")
                case _:
                    os._exit(0)
        os._exit(0)


def say(*words: object) -> None:
    """Write one line to the parent, at once."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def mark_stages(kiosk: Watched) -> None:
    """Let the product's stages say when they are done; for a round that is not judged."""
    from kiosk import runtime
    from kiosk.effects.scan import Scans
    from kiosk.store.journal.writer import Writer
    from screens.rows import RowModel

    def marked(holder: Any, name: str, stage: str) -> None:
        plain = getattr(holder, name)

        def timed(*arguments: Any) -> Any:
            outcome = plain(*arguments)
            kiosk.reached(stage)
            return outcome

        setattr(holder, name, timed)

    marked(Scans, "look_up", "looked up")
    marked(runtime, "step", "stepped")
    marked(Writer, "commit", "committed")
    marked(runtime, "frame", "view built")
    marked(RowModel, "show", "rows shown")


if __name__ == "__main__":
    line, data_dir = sys.argv[1:3]
    urls = {"scanner": f"linescan+serial://{line}?baud=115200"}
    sys.exit(Watched(Plan(data_dir=Path(data_dir), urls=urls)).run())
