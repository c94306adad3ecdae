"""A shop that weighs the bags: honest trips hear nothing, a doubt is gentle, a second one waits for staff."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from devices.sim.fleet import ROLES, Fleet
from kiosk.domain.access.roles import Role
from kiosk.settings import DEFAULT_FILE
from kiosk.store.database import FILE_NAME
from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor
from tests.journeys.people.assisting import WHO
from tests.journeys.people.signing_in import enrol

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
MILK_MINOR, BREAD_MINOR, CHEESE_MINOR = 129, 159, 549
LONGEST_S, SHORTEST_S = 30, 2  # patience, as a site may choose it


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """The shop's devices, and a scale for goods and one under the bags."""
    started = Fleet(tmp_path_factory.mktemp("devices"), roles=(*ROLES, "scale", "bagging_scale"))
    yield started
    started.stop()


@pytest.mark.parametrize(
    ("script", "patience_s", "due"),
    [
        ("bagged_in_turn", LONGEST_S, BREAD_MINOR + MILK_MINOR),
        ("one_too_much_taken_out", SHORTEST_S, BREAD_MINOR + MILK_MINOR + CHEESE_MINOR),
        ("two_too_much_left_in", SHORTEST_S, BREAD_MINOR + MILK_MINOR),
        ("carried_in_the_hand", SHORTEST_S, BREAD_MINOR + MILK_MINOR + CHEESE_MINOR),
        ("scale_unplugged", SHORTEST_S, BREAD_MINOR + MILK_MINOR + CHEESE_MINOR),
    ],
)
def test_a_trip_over_the_bagging_scale_is_paid_once_and_teaches_what_bread_weighs(
    floor: Floor, script: str, patience_s: int, due: int
) -> None:
    text = DEFAULT_FILE.read_text(encoding="utf-8")
    assert "\npatience_s = 6 " in text
    floor.config = floor.folder / "kiosk.toml"
    floor.config.write_text(text.replace("\npatience_s = 6 ", f"\npatience_s = {patience_s} "), encoding="utf-8")
    enrol(floor.data_dir, WHO, Role.SUPERVISOR)
    floor.bench.ask("bagging_scale", "replug")
    floor.allow(r"bagging_scale (ABSENT|SILENT) ") if script == "scale_unplugged" else None
    floor.play(script)
    books = floor.books()
    (sale,) = books.sales
    assert (sale["state"], sale["total_minor"]) == ("FULFILLED", due)
    assert [amount for _, amount in floor.kept()] == [due]
    with closing(sqlite3.connect(floor.data_dir / FILE_NAME)) as kept:
        weights = dict(kept.execute("SELECT sku, n FROM pack_weight").fetchall())
    assert "KM-002" in weights, weights
    assert_settled(books)
    assert_believable(floor.data_dir)
