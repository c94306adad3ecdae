"""The kiosk of the robot: `python -m tests.journeys.robot.kiosk`, told its settings as one line of JSON, then keys.

Each further line of standard input is the name of a key (Qt's, without `Key_`), which becomes an ordinary key event of
the window; its end ends the kiosk. `picture FILE` saves what an eye would see, for the judge. `hurry N` lets the kiosk,
from the next key on, wait N times shorter before it asks whether somebody is still there. `staff SCRIPT` lets staff
come to the glass as a script has it; `staff done`, or what went wrong, is answered when they have left.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest

from kiosk import engine
from kiosk.domain.values import replace
from kiosk.effects.timers import Timers
from kiosk.flows.base import StartTimer
from kiosk.flows.shell.waiting import IDLE_TIMER
from main import Kiosk, Plan, end_application
from tests.journeys.bench import Bench
from tests.journeys.child import script_of
from tests.journeys.glass import Glass
from tests.journeys.script import Player, Stage, open_at_every_hour


class Keys(QObject):
    """Brings lines from the reading thread to the window."""

    came = Signal(str)


class Hurried(Timers):
    """The flows' timers; the one that waits for a sign of life is `times` as fast."""

    times: ClassVar[float] = 1.0

    def start(self, effect: StartTimer) -> None:
        """Start a timer."""
        times = self.times if effect.timer == IDLE_TIMER else 1.0
        super().start(replace(effect, seconds=effect.seconds / times))


class Pressed(Kiosk):
    """The product's own kiosk with a keypad at the end of a pipe."""

    def _open_glass(self) -> None:
        super()._open_glass()
        self._keys = Keys()
        self._keys.came.connect(self._take)
        self.shell.presented.connect(self._look)

    def _look(self) -> None:
        """Say when the kiosk stands ready for its first customer, and take keys from then on."""
        parts = self.shell.property("view")["parts"]
        if self.shell.property("screen") == "shell/Attract" and not parts.get("limited"):
            self.shell.presented.disconnect(self._look)
            print("ready", flush=True)
            threading.Thread(target=self._read, name="keys", daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self._keys.came.emit(line.strip())
        end_application()

    def _take(self, line: str) -> None:
        if line.startswith("picture "):
            self.view.grabWindow().save(line.removeprefix("picture "))
        elif line.startswith("hurry "):
            Hurried.times = float(line.removeprefix("hurry "))
        elif line.startswith("staff "):
            self._let_staff(line.removeprefix("staff "))
        else:
            QTest.keyClick(self.view, Qt.Key[f"Key_{line}"])

    def _let_staff(self, script: str) -> None:
        stage = Stage(Glass(self.view, self.shell), Bench({}), Path(), is_pictured=False)
        self._staff = Player(
            stage, script_of(script)(stage), lambda error: print(f"staff {error or 'done'}", flush=True)
        )


def main() -> int:
    """Run until standard input ends."""
    told: dict[str, Any] = json.loads(sys.stdin.readline())
    plan = Plan(
        config=Path(told["config"]), profile=told["profile"], data_dir=Path(told["data_dir"]), urls=told["urls"],
        is_demo=True, is_full=False,
    )  # fmt: skip
    open_at_every_hour()
    engine.Timers = Hurried  # type: ignore[attr-defined]  # this process may move its clock on
    return Pressed(plan).run()


if __name__ == "__main__":
    status = main()
    os._exit(status)
