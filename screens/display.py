"""Finds out whether there is a display before Qt is asked: on a dead one Qt aborts and cannot be caught."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from pathlib import Path

PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
PROBE_S = 20


def problem() -> str | None:
    """Return why there is no usable display, in one sentence, or None when there is one."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return None  # somebody chose; offscreen needs no display
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if not wayland and not x11:
        return "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set."
    if not ((wayland and _answers_wayland(wayland)) or (x11 and _answers_x11(x11))):
        return f"The display {wayland or x11} does not answer."
    return _refusal(wayland or x11 or "")


def _answers_wayland(name: str) -> bool:
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return _connects(str(Path(folder) / name))


def _answers_x11(display: str) -> bool:
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108  # where every X server of this machine listens
        return _connects(path) or _connects("\0" + path)
    with contextlib.suppress(OSError), socket.create_connection((host, 6000 + int(number)), timeout=2):
        return True
    return False


def _connects(path: str) -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        probe.connect(path)
        return True
    return False


def _refusal(name: str) -> str | None:
    """Let a child try: it may abort in our place, where a server refuses us or a library is missing."""
    try:
        tried = subprocess.run(  # noqa: S603  # our own interpreter with fixed text
            [sys.executable, "-c", PROBE], capture_output=True, timeout=PROBE_S, check=False
        )
    except subprocess.TimeoutExpired:
        return f"The display {name} does not finish opening."
    if tried.returncode == 0:
        return None
    reasons = [line for line in tried.stderr.decode(errors="replace").splitlines() if line.strip()]
    return f"The display {name} cannot be opened: {reasons[0] if reasons else 'no reason given'}"
