"""T9, the small tier: a short walk, and proof that a walk finds what it looks for."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from devices.sim.fleet import ROOT
from tests.journeys.floor import environment

MOST_STEPS = 20_000  # what it takes to meet everything is about 1,300 to 3,500

pytestmark = [pytest.mark.glass, pytest.mark.slow]


def walked(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.faults.walk", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=3600, check=False
    )


def test_a_walk_over_the_real_glass_meets_every_screen_in_every_language_and_finds_nothing_that_must_not_be() -> None:
    walk = walked("--steps", str(MOST_STEPS), "--until-met", "--seed", "1")
    print(walk.stdout)
    assert walk.returncode == 0, walk.stdout + walk.stderr
    reached = re.search(r"reached: (\d+) of (\d+)", walk.stdout)
    assert reached is not None
    assert reached[1] == reached[2], walk.stdout
    assert re.search(r"paid by gift card: [1-9]", walk.stdout), walk.stdout


def test_a_walk_of_travellers_meets_every_screen_of_check_in_and_finds_nothing_that_must_not_be() -> None:
    walk = walked("--airport", "--steps", str(MOST_STEPS), "--until-met", "--least", "1", "--all-met", "--seed", "4")
    print(walk.stdout)
    assert walk.returncode == 0, walk.stdout + walk.stderr
