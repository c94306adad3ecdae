"""Starts the simulators as processes of their own and says where they listen; for the program that wants them."""

from __future__ import annotations

import fcntl
import json
import os
import select
import subprocess
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_S = 60.0
STOP_S = 10.0
URLS = {
    "linescan": ("scanner", "linescan+{address}?prefix=aim"),
    "wedge": ("scanner", "wedge+{address}?prefix=aim"),
    "camera": ("scanner", "camera+{address}?old=skip"),
    "escpos": ("printer", "escpos+{address}?profile=tm-t20ii"),
    "zvt": ("terminal", "zvt+{address}"),
    "nexo": ("terminal", "nexo+http://{place}/nexo?poi=V400m-000000001&sale=KIOSK1"),
    "toledo8217": ("scale", "toledo8217+{address}?profile=class-iii-15kg"),
    "cas": ("bagging_scale", "cas+{address}?profile=display-only-15kg"),
    "mrzserial": ("documents", "mrzserial+{address}"),
    "zpl": ("tags", "zpl+{address}?profile=zpl-203"),
    "lights": ("lights", "lights+{address}?profile=lcus-4"),
    "keypad": ("keypad", "keypad+{address}"),
    "signdemo": ("signing", "signdemo+{address}"),
}
BAG_SCALE = "toledo8217+{address}?profile=class-iii-60kg"
BAG_KNOBS = ("toledo8217.max_g=60000", "toledo8217.step_g=20")
SCANNERS = tuple(name for name, (role, _) in URLS.items() if role == "scanner")
TERMINALS = tuple(name for name, (role, _) in URLS.items() if role == "terminal")
ROLES = ("scanner", "printer", "terminal")


@dataclass(frozen=True, slots=True)
class Simulated:
    """Where one simulator listens: its device URL by role, and its control socket."""

    role: str
    url: str
    control: str


class FleetInUse(RuntimeError):
    """Another program has started the simulated devices of this folder."""


class Fleet:
    """The running simulators; they end when `stop` is called or when this process ends, however it ends.

    `terminal` is one of `TERMINALS`, `scanner` one of `SCANNERS`: which of them there is.
    `roles` is what is started; a role that no simulator plays is left out. Where bags are tagged (`tags`), the scale
    is one for bags. `knobs` are settings by device, `zpl.speed_mm_s=400`, as `devices.sim all` takes them.
    Raises `FleetInUse` when `folder`, with the terminal's ledger and the scanner's link, belongs to a running one.
    """

    def __init__(
        self,
        folder: Path,
        terminal: str = TERMINALS[0],
        scanner: str = SCANNERS[0],
        roles: Collection[str] = ROLES,
        knobs: Collection[str] = (),
    ) -> None:
        names = _names(roles, {"terminal": terminal, "scanner": scanner})
        self._has_bags = "tags" in roles
        self._lock = _locked(folder)
        command = [sys.executable, "-m", "devices.sim", "all", "--dir", str(folder), "--with-parent"]
        command += ["--terminal", terminal, "--only", ",".join(names)]
        command += [word for knob in (*(BAG_KNOBS if self._has_bags else ()), *knobs) for word in ("--knob", knob)]
        self._process = subprocess.Popen(  # noqa: S603  # our own
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            process_group=0,  # Ctrl-C is for this program, which ends them: none is hit in the middle of its start
        )
        self._heard = b""
        try:
            self.members = tuple(self._read() for _ in names)
        except BaseException:
            self.stop()
            raise

    def _read(self) -> Simulated:
        line = self._line()
        told = json.loads(line)
        role, url = URLS[told["sim"]]
        url = BAG_SCALE if role == "scale" and self._has_bags else url
        return Simulated(role, url.format(address=told["address"], place=_place(told["address"])), told["control"])

    def _line(self) -> bytes:
        """Read one line; what comes with it stays for the next, for two may arrive at once. Raises RuntimeError."""
        while b"\n" not in self._heard:
            told_on = self._process.stdout
            is_ready = told_on is not None and bool(select.select([told_on], [], [], START_S)[0])
            more = os.read(told_on.fileno(), 4096) if told_on is not None and is_ready else b""
            if not more:
                raise RuntimeError("a simulator did not start")
            self._heard += more
        line, _, self._heard = self._heard.partition(b"\n")
        return line

    @property
    def urls(self) -> Mapping[str, str]:
        """Device URL by role."""
        return {member.role: member.url for member in self.members}

    @property
    def controls(self) -> Mapping[str, str]:
        """Control socket by role."""
        return {member.role: member.control for member in self.members}

    def stop(self) -> None:
        """End them."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.terminate()
        try:
            self._process.wait(timeout=STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        os.close(self._lock)


def _names(roles: Collection[str], chosen: Mapping[str, str]) -> list[str]:
    """The simulators for the roles: the chosen one of a role, else the first that plays it."""
    first: dict[str, str] = {}
    for name, (role, _) in URLS.items():
        first.setdefault(role, name)
    return [chosen.get(role, name) for role, name in first.items() if role in roles]


def _place(address: str) -> str:
    """The host and port of an address, without its transport."""
    return address.partition("://")[2]


def _locked(folder: Path) -> int:
    """Take the folder for this process; the lock goes with the process, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    number = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(number)
        raise FleetInUse(f"{folder}: another kiosk uses these simulated devices") from None
    return number
