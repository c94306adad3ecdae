"""Where it was measured: processor, memory, disk, load, versions, and the commit. No host name, no path."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

CONTENDED_LOAD = 1.0  # per core, before the start
PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "babel", "python-escpos", "biip")


def load_per_core() -> float:
    """Return the load of the last minute, per core."""
    return os.getloadavg()[0] / (os.cpu_count() or 1)


def is_contended(load: float) -> bool:
    """True when others use the machine so much that the figures are no baseline."""
    return load > CONTENDED_LOAD


def facts(folder: Path) -> Mapping[str, str | int | float]:
    """Return what the machine is; `folder` says which disk is meant."""
    return {
        "cpu": _field(Path("/proc/cpuinfo"), "model name") or platform.processor(),
        "cores": os.cpu_count() or 1,
        "ram_mb": int((_field(Path("/proc/meminfo"), "MemTotal") or "0 kB").split()[0]) // 1024,
        "kernel": platform.release(),
        "governor": _text(Path("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")) or "unknown",
        "disk": _file_system(folder),
    }


def versions() -> Mapping[str, str]:
    """Return the versions of what the figures depend on."""
    known = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    return known | {name: version_of(name) for name in PACKAGES}


def version_of(package: str) -> str:
    """Return the version of an installed package, or `not installed`."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def commit(root: Path) -> tuple[str, bool]:
    """Return the commit and whether the checkout differs from it; `unknown` where there is no git."""
    try:
        return _git(root, "rev-parse", "--short=12", "HEAD"), bool(_git(root, "status", "--porcelain"))
    except (OSError, subprocess.CalledProcessError):
        return "unknown", True


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _field(path: Path, name: str) -> str:
    for line in _text(path).splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""


def _file_system(folder: Path) -> str:
    """Return the kind of the file system that holds `folder`, as the kernel's table of mounts says."""
    best, kind = "", "unknown"
    place = str(folder.resolve())
    for line in _text(Path("/proc/mounts")).splitlines():
        _, mount, own_kind, *_ = line.split()
        is_above = place == mount or place.startswith(mount.rstrip("/") + "/")
        if is_above and len(mount) >= len(best):
            best, kind = mount, own_kind
    return kind
