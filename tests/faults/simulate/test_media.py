"""Where simulated days are kept: as Python values or by the database, and the same day is the same on both."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from tests.faults.simulate.disk import Ram, Sqlite
from tests.faults.simulate.world import World, medium_of


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """The product warns of every fault."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_a_day_is_the_same_on_rows_in_memory_and_on_the_database() -> None:
    for seed in range(60, 72):
        quick, whole = World(seed, medium=Ram()).run(), World(seed, medium=Sqlite()).run()
        assert (quick.trace, quick.breach) == (whole.trace, whole.breach), seed
        assert quick.events == whole.events > 0


def test_a_share_of_the_days_is_kept_by_the_database() -> None:
    kept = [type(medium_of(seed)) for seed in range(40)]
    assert kept.count(Sqlite) == 4
    assert kept.count(Ram) == 36
