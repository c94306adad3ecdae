"""A run of pytest of its own, under the watch and the settings of this project."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LIMIT_S = 300  # a net: a run that ends waits for none of it


def run_of(root: Path, place: str, body: str, *options: str) -> tuple[int, str]:
    """Write one test file below a root of its own and run it; give the exit status and what pytest wrote."""
    file = root / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(body)
    given = ["-q", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(root), "-p", "tests.conftest", *options]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *given, str(file)],
        cwd=ROOT, capture_output=True, text=True, timeout=LIMIT_S, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": "-p no:cacheprovider"},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr
