"""The same shop with a camera over the counter: goods bought once each, and no old pictures after a restart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from devices.sim.fleet import Fleet
from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """Start the simulated devices with a camera in place of the line scanner."""
    started = Fleet(tmp_path_factory.mktemp("devices"), "zvt", "camera")
    yield started
    started.stop()


def test_a_basket_before_a_camera_survives_a_power_cut_and_is_paid_as_it_was(floor: Floor) -> None:
    floor.allow(r"terminal ABSENT", r"payment dialogue ended unknown", r"no result of attempt .* waits")
    floor.play("second_basket", is_killed=True)
    floor.play("offered_back")
    books = floor.books()
    assert books.states() == ["FULFILLED"]
    (sale,) = books.sales
    assert [row["qty_milli"] for row in books.basket(sale)] == [1000, 1000, 1000]
    assert books.charged() == floor.kept()
    assert_settled(books)
    assert_believable(floor.data_dir)
