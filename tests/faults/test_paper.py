"""Paper that does not come: paid stays paid, and nothing is printed that nobody asked for."""

from __future__ import annotations

import pytest

from tests.journeys.books import assert_believable
from tests.journeys.floor import Floor
from tests.journeys.scripts.faults import said

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
GOODS = ("Halfvolle melk", "Jong belegen kaas")


def assert_paid(floor: Floor, *jobs: str) -> None:
    books = floor.books()
    assert books.states() == ["FULFILLED"]
    assert len(books.charged()) == 1
    assert books.charged() == floor.kept()
    assert tuple(row["state"] for row in books.jobs) == jobs
    assert_believable(floor.data_dir)


def test_an_empty_roll_is_said_before_the_sale_and_the_receipt_comes_after_a_new_one(floor: Floor) -> None:
    floor.allow("printer .*MEDIA_EMPTY")
    floor.bench.ask("printer", "paper", state="out")
    floor.play("paper_out_before_start")
    assert_paid(floor, "DONE")
    (receipt,) = floor.receipts()
    assert said("paper.copy") not in receipt


@pytest.mark.parametrize(
    ("script", "first"),
    [("cover_open_mid_print", "FAILED"), ("paper_out_mid_print", "FAILED"), ("printer_unplugged_mid_print", "UNKNOWN")],
)
def test_a_receipt_that_stops_half_way_comes_as_a_copy_and_only_when_asked_for(
    floor: Floor, script: str, first: str
) -> None:
    floor.allow("printer (ABSENT|FAULT|DEGRADED|BLOCKED|SILENT|NEEDS_\\w+)")
    floor.play(script)
    assert_paid(floor, first, "DONE")
    copy = floor.receipts()[-1]
    assert said("paper.copy") in copy
    assert all(any(line.startswith(name) for line in copy) for name in GOODS)
    assert [said("paper.copy") in receipt for receipt in floor.receipts()].count(True) == 1
