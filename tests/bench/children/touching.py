"""Touches a window and times what is painted after: jobs one at a time, on the UI thread, told over the pipe.

A job is a generator: it acts, calls `start`, and yields a condition. It goes on with the first painted frame at which
the condition holds, and that frame ends the sample; without `start` there is none.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

Condition = Callable[[], bool]
Job = Generator[Condition, None, None]
GAPS_MS = (35, 41, 29, 47, 31, 43)
"""Pauses between two acts: never in step with a timer of 5 or 16 ms."""
STUCK_MS = 10_000
MOTION_MS = 400  # longer than a page takes to come in


def say(*words: object) -> None:
    """Write one line to the parent, at once."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def resident_kb() -> int:
    """Return the memory of this process that is in RAM."""
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


class Finger:
    """Touches items of a window by their `objectName`."""

    def __init__(self, view: QQuickView) -> None:
        self._view = view

    def middle(self, name: str) -> QPoint:
        """Return the middle of the one visible item of this name. Raises LookupError."""
        pending = [self._view.contentItem()]
        while pending:
            item = pending.pop()
            if item.isVisible() and item.isEnabled():
                if item.objectName() == name:
                    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
                pending.extend(item.childItems())
        raise LookupError(f"nothing called {name} is on the glass")

    def item(self, name: str) -> QQuickItem:
        """Return the item of this name. Raises LookupError."""
        found = self._view.contentItem().findChild(QQuickItem, name)
        if not isinstance(found, QQuickItem):
            raise LookupError(f"nothing called {name} is there")
        return found

    def down(self, at: QPoint) -> None:
        """Touch."""
        QTest.mousePress(self._view, Qt.MouseButton.LeftButton, pos=at)

    def up(self, at: QPoint) -> None:
        """Let go."""
        QTest.mouseRelease(self._view, Qt.MouseButton.LeftButton, pos=at)

    def drag_off(self, at: QPoint) -> None:
        """Move to the lower edge and let go there: nothing is pressed."""
        corner = QPoint(at.x(), self._view.height() - 1)
        QTest.mouseMove(self._view, corner)
        self.up(corner)


class Touching(QObject):
    """Runs jobs by name as the parent asks: `<name> <count>` gives `samples [ms, ...]`; `settle` collects garbage."""

    asked = Signal(str, int)

    def __init__(self, view: QQuickView, jobs: Mapping[str, Callable[[], Job]]) -> None:
        super().__init__(view)
        self._view = view
        self._jobs = jobs
        self._job: Job | None = None
        self._condition: Condition | None = None
        self._began_ns = 0
        self._is_timed = False
        self._frame_began_ns = 0
        self._name = ""
        self._left = 0
        self._turn = 0
        self.samples: list[float] = []
        self.frames: list[float] | None = None
        self._stuck = QTimer(self, singleShot=True, interval=STUCK_MS)
        self._stuck.timeout.connect(self._give_up)
        self.asked.connect(self._ask, Qt.ConnectionType.QueuedConnection)
        view.afterAnimating.connect(self._frame_begins, Qt.ConnectionType.DirectConnection)
        view.frameSwapped.connect(self._painted)
        threading.Thread(target=self._listen, name="bench", daemon=True).start()

    # --- for jobs ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """The act comes now: the next frame that shows it ends the sample."""
        self._is_timed = True
        self._began_ns = time.perf_counter_ns()

    def watch_frames(self, is_on: bool) -> None:
        """Collect the cost of each painted frame, in ms, as samples in place of the time to the first."""
        self.frames = [] if is_on else None
        QTimer.singleShot(MOTION_MS, self._view.update)

    # --- running ----------------------------------------------------------------------------------------------------

    def _listen(self) -> None:
        for line in sys.stdin:
            name, _, count = line.strip().partition(" ")
            self.asked.emit(name, int(count or 0))
        os._exit(0)

    @Slot(str, int)
    def _ask(self, name: str, count: int) -> None:
        if name == "settle":
            gc.collect()
            say("settled", resident_kb())
            return
        self._name, self._left, self.samples = name, count, []
        self._go_on()

    def _go_on(self) -> None:
        if self._job is None:
            if self._left == 0:
                say("samples", json.dumps(self.samples))
                return
            self._left -= 1
            self._job = self._jobs[self._name]()
        try:
            self._condition = next(self._job)
        except StopIteration:
            self._job = self._condition = None
            QTimer.singleShot(0, self._go_on)
            return
        except Exception:  # the kiosk's own guard would log it, and the parent would wait for minutes
            traceback.print_exc()
            self._give_up()
        self._stuck.start()
        self._view.update()

    def _frame_begins(self) -> None:
        self._frame_began_ns = time.perf_counter_ns()

    def _painted(self) -> None:
        now_ns = time.perf_counter_ns()
        if self.frames is not None:
            self.frames.append((now_ns - self._frame_began_ns) / 1e6)
        if self._condition is None:
            return
        if not self._condition():
            if self.frames is None:  # while frames are watched, none is asked for but by the motion itself
                self._view.update()
            return
        self._condition = None
        self._stuck.stop()
        pause_ms = 0  # what is not timed goes on at once
        if self._is_timed:
            self._is_timed = False
            self.samples.append((now_ns - self._began_ns) / 1e6)
            self._turn += 1
            pause_ms = GAPS_MS[self._turn % len(GAPS_MS)]
        QTimer.singleShot(pause_ms, self._go_on)

    def _give_up(self) -> None:
        say("stuck", self._name)
        os._exit(1)
