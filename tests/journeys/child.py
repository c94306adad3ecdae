"""One kiosk process with one script: `python -m tests.journeys.child SCRIPT`, told the rest as JSON on standard input.

A process of its own, so that it can be killed as a power cut kills it.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path

from main import Kiosk, Plan
from tests.journeys.bench import Bench
from tests.journeys.glass import Glass
from tests.journeys.script import Player, Stage


class Played(Kiosk):
    """The product's own kiosk with a script on its glass."""

    def __init__(self, plan: Plan, script: str, folder: Path, controls: dict[str, str]) -> None:
        super().__init__(plan)
        self._script = script
        self._folder = folder
        self._controls = controls

    def _open_glass(self) -> None:
        from tests.journeys import shopping

        super()._open_glass()
        stage = Stage(Glass(self.view, self.shell), Bench(self._controls), self._folder)
        self._player = Player(stage, getattr(shopping, self._script)(stage), self._over)

    def _over(self, error: BaseException | None) -> None:
        if error is not None:
            traceback.print_exception(error)
            self.exit_status = 1
        self._leave()


def main() -> int:
    """Play the script; 0 when it came to its end."""
    told = json.loads(sys.stdin.read())
    plan = Plan(
        data_dir=Path(told["data_dir"]), urls=told["urls"], is_demo=True, is_full=False,
        config=Path(told["config"]) if "config" in told else Plan().config,
    )  # fmt: skip
    return Played(plan, sys.argv[1], Path(told["pictures"]), told["controls"]).run()


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)
