"""What is at stake adds up: many small doubts are one large one."""

from __future__ import annotations

from kiosk.domain.bagging import Level
from tests.unit.domain.bagging.walking import COSTS, doubt_of


def test_two_small_doubts_are_a_large_one_and_are_kept_for_payment() -> None:
    first, both = doubt_of(0, "milk", 1030, 1930), doubt_of(0, "milk", 1030, 1930, 2830)
    assert first.level is Level.WARN
    assert first.stake_minor < COSTS.large_minor <= both.stake_minor
    assert both.level is Level.HOLD
