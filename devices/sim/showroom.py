"""The simulated devices with their bench window, for the kiosk that plays with both."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from devices.sim.fleet import ROOT, Fleet

STOP_S = 5.0


class Showroom:
    """Running simulators, and beside them the bench window when it has a place; both end with this process.

    `place` is `x,y,width,height`, empty for no window; `on_closed` is called, on a thread of its own, when somebody
    closes the window. `chosen` and `roles` as in `Fleet`. Raises `FleetInUse`.
    """

    def __init__(
        self,
        folder: Path,
        chosen: Mapping[str, str],
        roles: Sequence[str],
        place: str,
        on_closed: Callable[[], None],
    ) -> None:
        self._bench: subprocess.Popen[bytes] | None = None
        self._fleet = Fleet(folder, chosen["terminal"], chosen["scanner"], roles)
        if place:
            controls = [f"{role}={address}" for role, address in self._fleet.controls.items()]
            bench = ["devices.sim.bench", "--with-parent", "--geometry", place, "--controls", *controls]
            command = [sys.executable, "-m", *bench]
            pipe = subprocess.PIPE  # it ends with this process, and Ctrl-C is not for it: see `Fleet`
            self._bench = subprocess.Popen(command, stdin=pipe, cwd=ROOT, process_group=0)  # noqa: S603  # our own
            threading.Thread(target=_watch, args=(self._bench, on_closed), name="bench", daemon=True).start()

    @property
    def urls(self) -> Mapping[str, str]:
        """Device URL by role."""
        return self._fleet.urls

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
