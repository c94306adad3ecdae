"""One kiosk, every screen, every row: `python -m tests.faults.raising.child`; a line of JSON for each pair."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from kiosk.domain.moves import AttemptState
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Event
from kiosk.flows.shell import EXAMPLES, Session, frame, step
from kiosk.flows.shell.session import ScreenFailed
from kiosk.session import screens
from main import Plan, end_application
from screens.bridge import MOST_MENDS
from tests.faults.raising import rows
from tests.faults.walk.judging.rules import live_screen, way_to_a_person
from tests.faults.walk.life import Place, Walked
from tests.faults.walk.moved import Clock, CountedRuntime, move_all
from tests.faults.walk.shop import shop

PATIENCE_S = 30.0  # how long each took is told; a busy machine is no fault of the kiosk
SHOWN_S = 5.0
QUIET_MS = 5
OVER = (AttemptState.DECLINED, AttemptState.REVERSED, AttemptState.CONFIRMED)
SAFE = ("shell/Attract", "shell/OutOfService", "shell/Starting")


class Kept:
    """A journal that takes every event: the sales of examples are in no table."""

    async def commit(
        self, event: Event, at: Stamp, session_id: str, before: tuple[Sale, ...], after: tuple[Sale, ...]
    ) -> int:
        """Take it."""
        return 1


class Armed:
    """Stands in for the count of faults: each counts once while a row is raised, and no number is too many."""

    is_too_many = False

    def __init__(self) -> None:
        self.is_armed = False
        self.count = 0

    def add(self) -> bool:
        """Count one."""
        self.count += self.is_armed
        return self.is_armed


class Raising:
    """Goes through the pairs on the UI thread, one at a time."""

    def __init__(self, kiosk: Walked) -> None:
        self._kiosk = kiosk
        self._faults = Armed()
        self._mends: Counter[str] = Counter()
        kiosk._guard._faults = self._faults  # type: ignore[assignment]  # noqa: SLF001  # each row counts by itself
        runtime = CountedRuntime.newest
        assert runtime is not None
        self._runtime = runtime
        runtime._journal = Kept()  # noqa: SLF001  # examples are no rows of a table
        self._pairs = self._all()
        self._next()

    def _all(self) -> Iterator[tuple[str, str]]:
        return ((name, row) for name in screens() if name in EXAMPLES for row in (*rows.SEEN, *rows.BEHIND))

    def _next(self) -> None:
        pair = next(self._pairs, None)
        if pair is None:
            end_application()
            return
        rows.kept.clear()
        self._faults.is_armed, self._faults.count = False, 0
        name, row = pair
        session = EXAMPLES[name]
        self._bring(name, row, session, tries=3)

    def _bring(self, name: str, row: str, session: Session, tries: int) -> None:
        """Show the example; what the fault before still sets off may take it off the glass again."""

        def seen(came: bool) -> None:
            if came or tries == 1:
                self._raise(name, row, session, came=came)
            else:
                self._bring(name, row, session, tries - 1)

        self._kiosk.core().call(lambda: self._put(session))
        self._wait(lambda: self._shown() == name, SHOWN_S / 3, seen)

    def _put(self, session: Session) -> None:
        self._runtime.session = session
        self._kiosk.present(frame(session))

    def _shown(self) -> str:
        return str(self._kiosk.shell.property("screen"))

    def _raise(self, name: str, row: str, session: Session, *, came: bool) -> None:
        if not came:
            self._tell(name, row, problem=f"not shown; {self._shown()} is")
            return
        self._faults.is_armed = True
        page = self._kiosk.shell.property("page")
        began = time.monotonic()
        {**rows.SEEN, **rows.BEHIND}[row](self._kiosk.view, self._kiosk.core())
        is_paying = any(attempt.state not in OVER for sale in session.sales for attempt in sale.attempts)
        ended = frame(step(session, ScreenFailed(), Stamp(0, 0, 1))[0]).screen
        stays = row in rows.BEHIND or ended == name

        def is_anew() -> bool:
            return bool(self._kiosk.shell.property("page") != page)

        def is_safe() -> bool:
            told = self._faults.count > 0 or row == "picture provider"
            is_made = not self._is_mended(name, row, stays=ended == name) or is_anew()
            where = (*SAFE, ended) if name in SAFE or not stays else (name,)  # a page over the customer's goes alone
            return told and is_made and self._shown() in where

        def judged(came: bool) -> None:
            took_s = time.monotonic() - began
            problems = [] if came else [f"{self._shown()} is shown, {self._faults.count} faults were told"]
            problems += live_screen(self._kiosk.view, self._kiosk.shell, 1)
            problems += way_to_a_person(self._kiosk.view, self._kiosk.shell)
            if _paid(self._runtime.session, session) != _paid(session, session):
                problems.append("the payment is not what it was")
            facts = {"took_s": took_s, "is_paying": is_paying, "stays": ended == name, "is_anew": is_anew()}
            self._mends[name] += is_anew()
            self._tell(name, row, problem="; ".join(problems), **facts)

        self._wait(is_safe, PATIENCE_S, judged)

    def _is_mended(self, name: str, row: str, *, stays: bool) -> bool:
        """Tell whether the page of who stays has to be made anew: what raises again and again is left as it is."""
        is_seen = row in rows.SEEN and name.startswith("checkout/")
        return stays and is_seen and self._mends[name] < MOST_MENDS

    def _wait(self, holds: Any, patience_s: float, then: Any) -> None:
        due = time.monotonic() + patience_s

        def look() -> None:
            if holds() or time.monotonic() > due:
                then(holds())
            else:
                QTimer.singleShot(QUIET_MS, look)

        QTimer.singleShot(QUIET_MS, look)

    def _tell(self, name: str, row: str, **facts: Any) -> None:
        print(json.dumps({"screen": name, "row": row, **facts}), flush=True)
        QTimer.singleShot(0, self._next)


def _paid(now: Session, before: Session) -> dict[str, Any]:
    """Return what `now` knows of the money of the sales of `before`: each attempt as it stands, by its id.

    A sale that left the session takes its attempts along as they were.
    """
    held = {sale.id: sale for sale in (*before.sales, *now.sales)}
    return {attempt.id: attempt for sale in before.sales for attempt in held[sale.id].attempts}


def main() -> int:
    """Raise everything everywhere."""
    move_all(clock := Clock(1))
    clock.move(1)
    begun: list[Raising] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder))
        place.prepare()
        (place.folder / "data").mkdir()
        plan = Plan(config=place.config("en"), data_dir=place.folder / "data", urls={}, is_demo=True, is_full=False)
        kiosk = Walked(plan, shop("raising"), place.goods, lambda own: begun.append(Raising(own)), is_calm=True)
        status = kiosk.run()
        log = (place.folder / "data" / "logs" / "kiosk.log").read_text(encoding="utf-8")
    print(json.dumps({"log": [line for line in log.splitlines() if rows.SECRET in line]}), flush=True)
    return status


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)
