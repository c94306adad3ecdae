"""One kiosk process with one script: `python -m tests.journeys.child SCRIPT`, told the rest as JSON on standard input.

A process of its own, so that it can be killed as a power cut kills it. `hurry` makes the flows' timers run faster.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk.flows.base import StartTimer
from main import Kiosk, Plan, end_application
from tests.journeys.bench import Bench
from tests.journeys.glass import Glass
from tests.journeys.script import Player, Script, Stage, open_at_every_hour


class Played(Kiosk):
    """The product's own kiosk with a script on its glass."""

    def __init__(self, plan: Plan, script: str, told: dict[str, Any]) -> None:
        super().__init__(plan)
        self._script = script
        self._told = told

    def _open_glass(self) -> None:
        super()._open_glass()
        plan = self.plan
        glass, bench = Glass(self.view, self.shell), Bench(self._told["controls"])
        self._stage = Stage(
            glass, bench, Path(self._told["pictures"]), self._told.get("is_pictured", True), plan.data_dir or Path()
        )
        self._player = Player(self._stage, script_of(self._script)(self._stage), self._over)

    def _over(self, error: BaseException | None) -> None:
        if error is not None:
            traceback.print_exception(error)
            self._stage.glass.picture(self._stage.folder / f"failed-{self._script}.png")
            self.exit_status = 1
        end_application()


def script_of(name: str) -> Callable[[Stage], Script]:
    """Return a script by its name."""
    from tests.journeys.airport import day, troubles, trying
    from tests.journeys.people import assisting, changing, closing, showing, signing_in
    from tests.journeys.people.ages import looking
    from tests.journeys.people.refund import refunding, services
    from tests.journeys.people.selftests import testing
    from tests.journeys.scripts import (
        accidents,
        faults,
        helping,
        keeping,
        lines,
        people,
        receipts,
        shopping,
        travelling,
        typing,
        weighing,
    )
    from tests.journeys.shops import bagging, numbered, trip, week
    from tests.journeys.shops.members import enrolling

    modules = (
        shopping, faults, accidents, receipts, typing, travelling, day, troubles, trying, people, helping, testing,
        changing, assisting, signing_in, closing, lines, showing, refunding, services, weighing, keeping, looking,
        trip, bagging, week, numbered, enrolling,
    )  # fmt: skip
    found = [getattr(module, name) for module in modules if hasattr(module, name)]
    script: Callable[[Stage], Script] = found[0]
    return script


def hurry(times: float) -> None:
    """Let the timers of the flows run that many times faster; the devices keep their own."""
    from kiosk.effects.timers import Timers

    start = Timers.start

    def started(timers: Timers, effect: StartTimer) -> None:
        start(timers, replace(effect, seconds=effect.seconds / times))

    Timers.start = started  # type: ignore[method-assign, assignment]  # this process moves its clock on


def print_tags_at(speed_mm_s: int) -> None:
    """Let the driver know of a tag printer as fast as the simulated one was told to be."""
    from devices.drivers import zpl
    from devices.drivers.zpl.profile import FOLDER, TagPrinterProfile, load

    def loaded(profile: str, folder: Path = FOLDER) -> TagPrinterProfile:
        return replace(load(profile, folder), speed_mm_s=speed_mm_s)

    zpl.load = loaded  # type: ignore[attr-defined]  # as above


def main() -> int:
    """Play the script; 0 when it came to its end."""
    told = json.loads(sys.stdin.read())
    plan = Plan(
        data_dir=Path(told["data_dir"]), urls=told["urls"], is_demo=told.get("is_demo", True), is_full=False,
        config=Path(told["config"]) if "config" in told else Plan().config, profile=told.get("profile"),
    )  # fmt: skip
    open_at_every_hour()
    if "hurry" in told:
        hurry(told["hurry"])
    if "tag_speed_mm_s" in told:
        print_tags_at(told["tag_speed_mm_s"])
    return Played(plan, sys.argv[1], told).run()


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)
