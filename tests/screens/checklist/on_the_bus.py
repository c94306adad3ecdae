"""Shows home on a real display and walks it over the accessibility bus, as a screen reader does; prints what it found.

Run by `test_bus` inside `dbus-run-session`. The window lives on the main thread, the walk in another: each question
goes through busctl, a process of its own, so that nothing of ours stands between.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import Any

os.environ["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"

from PySide6.QtCore import QObject, QTimer, Signal

from screens.app import Glass, make_application, set_environment
from screens.gallery.stage import Stage, examples

ACCESSIBLE, ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
MOST_TRIES = 200
WHOLE_MS = 30_000
BUTTON, PRESSED = "push button", "Pay for your shopping"
SHOWING = 25  # bit of the states. Source: AT-SPI 2, AtspiStateType

Place = tuple[str, str]  # bus name and object path


def ask(address: str, *arguments: str) -> Any:
    """Return the first value of busctl's answer."""
    bus = f"--address={address}" if address else "--user"
    command = ["busctl", bus, "--json=short", "--timeout=5", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    data = json.loads(done.stdout)["data"] if done.stdout.strip() else None
    return data[0] if isinstance(data, list) and "call" in arguments else data


class Walk(QObject):
    """Walks the tree and presses one control."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []  # role and name of what is showing
        self.fault = ""
        self._address = ""

    def run(self) -> None:
        """Walk in this thread; `ended` follows, whatever happens."""
        try:
            self._address = ask("", "call", "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
            pending = self._first()
            while pending:
                place = pending.pop(0)
                role, said = self._call(place, "GetRoleName"), self._name(place)
                if self._is_showing(place):
                    self.found.append((role, said))
                if (role, said) == (BUTTON, PRESSED):
                    ask(self._address, "call", *place, ACTION, "DoAction", "i", "0")
                pending += [(name, path) for name, path in self._call(place, "GetChildren")]
        except (OSError, ValueError, subprocess.CalledProcessError) as problem:
            self.fault = f"{problem!r} {getattr(problem, 'stderr', '')}"
        self.ended.emit()

    def _first(self) -> list[Place]:
        for _ in range(MOST_TRIES):
            programs = self._call(ROOT, "GetChildren")
            if programs:
                return [(name, path) for name, path in programs]
        return []

    def _call(self, place: Place, method: str) -> Any:
        return ask(self._address, "call", *place, ACCESSIBLE, method)

    def _is_showing(self, place: Place) -> bool:
        return bool(self._call(place, "GetState")[0] & 1 << SHOWING)

    def _name(self, place: Place) -> str:
        return str(ask(self._address, "get-property", *place, ACCESSIBLE, "Name"))


def main() -> int:
    """Show, walk, and print the walk as JSON."""
    set_environment("xcb")
    application = make_application()
    stage = Stage(Glass(540, 960, place=(0, 0)))
    stage.show(examples()["shell/Home"])
    walk = Walk()
    walk.ended.connect(application.quit)
    QTimer.singleShot(WHOLE_MS, application.quit)
    thread = threading.Thread(target=walk.run, name="walk", daemon=True)
    thread.start()
    application.exec()
    thread.join(1)
    sent = [event for event, _ in stage.sent if event != "Touched"]
    print(json.dumps({"found": walk.found, "sent": sent, "fault": walk.fault}))
    stage.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
