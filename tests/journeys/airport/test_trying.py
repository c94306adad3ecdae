"""Who tries the airport alone has all in their hands that a traveller has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.airport.hall import hall, opened

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


def test_a_pass_and_a_passport_of_the_bench_window_begin_a_check_in(tmp_path: Path) -> None:
    fleet, devices = opened(tmp_path)
    try:
        hall(tmp_path, fleet, devices).floor.play("bench_alone")
    finally:
        fleet.stop()
