"""A technician at the glass of a shop: each device is tried, and the certificate is on paper, on the disk and kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from devices.sim.fleet import ROLES, Fleet
from kiosk.backroom.testing.certificates import newest
from kiosk.domain.access.roles import Role
from kiosk.domain.selftests import Kind, Verdict
from tests.journeys.floor import Floor
from tests.journeys.people.signing_in import enrol

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """The shop's devices, and a scale."""
    started = Fleet(tmp_path_factory.mktemp("devices"), roles=(*ROLES, "scale"))
    yield started
    started.stop()


def test_a_technician_tries_each_device_and_the_certificate_is_printed_and_kept(floor: Floor) -> None:
    enrol(floor.data_dir, "tessa", Role.TECHNICIAN)
    floor.play("devices_tested")
    kept = newest(floor.data_dir)
    assert kept is not None
    assert kept.is_genuine
    assert kept.self_test is not None
    assert {test.kind for test in kept.self_test.tests} >= {Kind.PAPER, Kind.SCAN, Kind.WEIGH, Kind.TERMINAL}
    assert kept.self_test.verdict is Verdict.PASSED
    paper = " ".join(floor.receipts()[-1])
    assert "1000 g" in paper
    assert kept.sha256[:32] in paper
    books = floor.books()
    assert books.states() == []
    assert floor.kept() == []
