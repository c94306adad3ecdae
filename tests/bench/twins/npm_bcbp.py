"""Boarding passes by bcbp, the package most JavaScript programs read them with; in a process of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.pair import ROOT, NotInstalled

PACKAGE = "bcbp"
MODULES = ROOT / "var" / "npm" / "node_modules"
HOW = "npm install --prefix var/npm bcbp@6.0.2"


class NpmBcbp:
    """Raises `NotInstalled` where Node.js or the package is missing."""

    def __init__(self) -> None:
        node = shutil.which("node")
        about = MODULES / PACKAGE / "package.json"
        if node is None or not about.exists():
            raise NotInstalled(f"{PACKAGE} for Node.js ({HOW})")
        self.version: str = json.loads(about.read_text(encoding="utf-8"))["version"]
        script = Path(__file__).with_suffix(".cjs")
        pipe = subprocess.PIPE
        self._process = subprocess.Popen([node, str(script), str(MODULES)], stdin=pipe, stdout=pipe, text=True)

    def read(self, passes: Sequence[str], year: int) -> list[dict[str, Any]]:
        """Return what the package says of each pass."""
        told: list[dict[str, Any]] = self._ask(passes=passes, year=year)
        return told

    def timed(self, passes: Sequence[str], year: int, count: int, samples: int) -> list[float]:
        """Return the microseconds of CPU time per pass, each a mean of `count`."""
        told: list[float] = self._ask(passes=passes, year=year, count=count, samples=samples)
        return told

    def _ask(self, **question: object) -> Any:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the process of the twin was started without pipes")
        stdin.write(json.dumps(question) + "\n")
        stdin.flush()
        return json.loads(stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()
