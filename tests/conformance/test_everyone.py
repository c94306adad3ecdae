"""A driver is tried by being there. One that cannot be tried fails here, by name."""

from __future__ import annotations

import pytest

from devices.registry import drivers
from devices.roles import Kind
from devices.sim.process.kinds import NAMES
from tests.conformance.cases import PRACTICES, cases_of, every_case
from tests.conformance.rows import LIMITS, ROWS


@pytest.mark.parametrize("driver", drivers())
def test_every_driver_meets_its_simulator(driver: str) -> None:
    assert cases_of(driver)


@pytest.mark.parametrize("simulator", NAMES)
def test_every_simulator_has_a_driver(simulator: str) -> None:
    assert simulator in drivers()


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_device_is_used_by_the_suite(kind: Kind) -> None:
    assert kind in PRACTICES


def test_every_limit_is_one_of_a_driver_or_kind_and_of_a_fault() -> None:
    known = {case.name for case in every_case()}
    assert [who for who, _ in LIMITS if not isinstance(who, Kind) and who not in known] == []
    assert {fault for _, fault in LIMITS} <= {row.name for row in ROWS}
