"""The simulated devices with their bench window, for the kiosk that plays with both."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from devices.sim.fleet import ROOT, Fleet

STOP_S = 5.0
PAGES = {"checkout": "goods", "checkin": "travellers"}


class Showroom:
    """Running simulators, and beside them the bench window when it has a place; both end with this process.

    `place` is `x,y,width,height`, empty for no window; `on_closed` is called, on a thread of its own, when somebody
    closes the window. `chosen` and `roles` as in `Fleet`; `journeys` what the kiosk offers: the window has a page of
    goods for `checkout` and one of travellers for `checkin`. Raises `FleetInUse`.
    """

    def __init__(
        self,
        folder: Path,
        chosen: Mapping[str, str],
        roles: Sequence[str],
        place: str,
        on_closed: Callable[[], None],
        journeys: Sequence[str] = ("checkout",),
    ) -> None:
        self._bench: subprocess.Popen[bytes] | None = None
        self._fleet = Fleet(folder, chosen["terminal"], chosen["scanner"], roles)
        self._travellers = folder / "travellers.json"
        self._travellers.unlink(missing_ok=True)  # of another day
        self.wants_travellers = bool(place) and "checkin" in journeys
        if place:
            controls = [f"{role}={address}" for role, address in self._fleet.controls.items()]
            pages = [PAGES[journey] for journey in journeys]
            bench = ["devices.sim.bench", "--with-parent", "--geometry", place, "--controls", *controls]
            bench += ["--pages", *pages, "--travellers", str(self._travellers)]
            command = [sys.executable, "-m", *bench]
            pipe = subprocess.PIPE  # it ends with this process, and Ctrl-C is not for it: see `Fleet`
            self._bench = subprocess.Popen(command, stdin=pipe, cwd=ROOT, process_group=0)  # noqa: S603  # our own
            threading.Thread(target=_watch, args=(self._bench, on_closed), name="bench", daemon=True).start()

    @property
    def urls(self) -> Mapping[str, str]:
        """Device URL by role."""
        return self._fleet.urls

    @property
    def controls(self) -> Mapping[str, str]:
        """Control socket by role."""
        return self._fleet.controls

    def show_travellers(self, travellers: Sequence[Mapping[str, Any]]) -> None:
        """Hand the window invented travellers: `ref`, `name`, `story`, `flight`, `message` of the pass, `holders`.

        Each of the `holders` has a `name` and the `lines` of a passport.
        """
        half = self._travellers.with_suffix(".new")
        half.write_text(json.dumps({"travellers": list(travellers)}, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(half, self._travellers)

    def stop(self) -> None:
        """End window and simulators, so that none outlives its kiosk."""
        if self._bench is not None:
            self._bench.terminate()
            try:
                self._bench.wait(timeout=STOP_S)
            except subprocess.TimeoutExpired:
                self._bench.kill()
                self._bench.wait()
        self._fleet.stop()


def _watch(bench: subprocess.Popen[bytes], on_closed: Callable[[], None]) -> None:
    bench.wait()
    on_closed()
