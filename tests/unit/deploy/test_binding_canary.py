"""The canary for the Qt binding: PySide6 loses no reference to None, True or False."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[3]
CANARY = Path(__file__).with_name("binding_canary.py")
KINDS = (
    "emit",
    "emit bool",
    "emit object",
    "connect",
    "process events",
    "set name",
    "set property",
    "block signals",
    "timer",
    "posted event",
    "model rows",
    "state machine",
    "click",
)
COUNTED = pytest.mark.skipif(
    sys.version_info >= (3, 12),
    reason="None, True and False are immortal since CPython 3.12: a lost reference is harmless",
)


def measure(*arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(CANARY), *arguments], capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    return measure()


@COUNTED
@pytest.mark.parametrize("kind", KINDS)
def test_five_hundred_calls_lose_no_reference(measured: dict[str, Any], kind: str) -> None:
    assert measured["drift"][kind] == {"None": 0, "True": 0, "False": 0}


def test_every_kind_was_measured_and_every_click_arrived(measured: dict[str, Any]) -> None:
    assert tuple(measured["drift"]) == KINDS
    assert measured["clicks"] == 2 * 550, "one ring per click and one per emit of True, warm-up included"


@COUNTED
def test_a_lost_reference_is_seen() -> None:
    assert measure("--leak")["drift"]["leak"]["None"] == -500


@pytest.mark.parametrize("package", ["PySide6-Essentials", "PySide6-Addons", "shiboken6"])
def test_the_installed_binding_lies_within_the_pin_and_the_pin_excludes_6_12(package: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pin = next(r for r in map(Requirement, project["dependencies"]) if r.name == package)
    assert importlib.metadata.version(package) in pin.specifier
    assert "6.12.0" not in pin.specifier
    assert "6.11.2" not in pin.specifier
