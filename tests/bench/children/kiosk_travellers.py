"""The demo airport's kiosk with travellers at its glass: `python -m tests.bench.children.kiosk_travellers`.

Told on standard input as JSON: `data_dir`, `urls` and `controls` of the simulated devices. A hand-luggage traveller and
a family of four with two suitcases check in as the journeys' scripts have them, with the simulators at real speed.
Prints a line of JSON for each: what the hands did, and the seconds that kiosk and devices kept them waiting. What the
glass waits for to tell a touch from a tremor is left out: a hand takes longer.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from main import Kiosk, Plan, end_application
from tests.bench.pair import ROOT
from tests.journeys.airport import going
from tests.journeys.bench import Bench
from tests.journeys.glass import Glass
from tests.journeys.script import Player, Script, Stage
from tests.journeys.scripts.travelling import ready

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickView

    from screens.bridge import Shell

AIRPORT = ROOT / "config" / "airport.toml"
PARTIES = {"one": going.hand_luggage, "four": going.family_with_two_bags}
HANDS_OWN = "takes a touch"


class CountingGlass(Glass):
    """Counts touches."""

    def __init__(self, view: QQuickView, shell: Shell, done: Counter[str]) -> None:
        super().__init__(view, shell)
        self.done = done

    def touch(self, name: str, said: str = "") -> None:
        """Touch a part."""
        self.done["tap"] += 1
        super().touch(name, said)


class CountingBench(Bench):
    """Counts what is held to a device or put on it."""

    def __init__(self, controls: Mapping[str, str], done: Counter[str]) -> None:
        super().__init__(controls)
        self.done = done

    def do(self, role: str, do: str, **values: Any) -> None:
        """Do something with a device; a scale that is cleared is the end of a suitcase, not one more."""
        self.done[do] += 0 if values.get("grams") == 0 else 1
        super().do(role, do, **values)


class Hall(Kiosk):
    """The kiosk with the travellers on its glass."""

    def __init__(self, plan: Plan, controls: dict[str, str]) -> None:
        super().__init__(plan)
        self._controls = controls

    def _open_glass(self) -> None:
        super()._open_glass()
        done: Counter[str] = Counter()
        glass, bench = CountingGlass(self.view, self.shell, done), CountingBench(self._controls, done)
        stage = Stage(glass, bench, Path(), is_pictured=False, data_dir=self.plan.data_dir or Path())
        self._player = Player(stage, parties(stage, done), self._over)

    def _over(self, error: BaseException | None) -> None:
        if error is not None:
            traceback.print_exception(error)
            self.exit_status = 1
        end_application()


def parties(stage: Stage, done: Counter[str]) -> Script:
    """Let everybody check in, and tell what each party took."""
    yield ready(stage)
    for party, travel in PARTIES.items():
        done.clear()
        waited_s = 0.0
        for until in travel(stage):
            began_s = time.monotonic()
            yield until
            waited_s += 0.0 if until.what.endswith(HANDS_OWN) else time.monotonic() - began_s
        print("took", json.dumps({"party": party, "waited_s": waited_s, **done}), flush=True)


if __name__ == "__main__":
    told = json.loads(sys.stdin.read())
    plan = Plan(AIRPORT, "airport", Path(told["data_dir"]), told["urls"], is_demo=True, is_full=False)
    status = Hall(plan, told["controls"]).run()
    sys.stdout.flush()
    os._exit(status)
