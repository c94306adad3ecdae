"""T9, the small tier: a short walk, and proof that a walk finds what it looks for."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from devices.sim.fleet import ROOT
from tests.journeys.floor import environment

SECONDS = 45
LEAST = 300  # a machine that is slower than this is not tested

pytestmark = [pytest.mark.glass, pytest.mark.slow]


def walked(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.faults.walk", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=240, check=False
    )


def test_a_walk_over_the_real_glass_finds_nothing_that_must_not_be() -> None:
    walk = walked("--steps", "50000", "--seconds", str(SECONDS), "--seed", "1")
    print(walk.stdout)
    assert walk.returncode == 0, walk.stdout + walk.stderr
    done = re.search(r"(\d+) steps in", walk.stdout)
    assert done is not None
    assert int(done[1]) >= LEAST
