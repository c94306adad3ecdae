"""A package of Node.js that reads texts, in a process of its own; its CPU time is what counts."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

from tests.bench.pair import ROOT, NotInstalled

FOLDER: Final = "var/npm"
MODULES: Final = ROOT / FOLDER / "node_modules"


class NpmPackage:
    """Raises `NotInstalled` where Node.js or the package is missing.

    `script` gets the folder of the packages as its argument. A line in is a question as JSON, a line out its answer.
    """

    def __init__(self, package: str, release: str, script: Path) -> None:
        node = shutil.which("node")
        about = MODULES / package / "package.json"
        if node is None or not about.exists():
            raise NotInstalled(f"{package} for Node.js (npm install --prefix {FOLDER} {package}@{release})")
        self.version: str = json.loads(about.read_text(encoding="utf-8"))["version"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen([node, str(script), str(MODULES)], stdin=pipe, stdout=pipe, text=True)

    def ask(self, **question: object) -> Any:
        """Return its answer."""
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
