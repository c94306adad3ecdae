"""T12, F16: a wall clock that jumps changes no order, ends no time-out early, and is not believed when it is absurd."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.stamp import Stamp
from kiosk.effects.timers import Timers
from kiosk.flows.base import Event, StartTimer
from kiosk.store.database import open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.recovery import events_of, recover, verify_all
from tests.unit.store.samples import Happened, as_loaded, basket, paid
from tests.virtual_time import run

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
JUMPS = {
    "an hour on": NOW + timedelta(hours=1),
    "an hour back": NOW - timedelta(hours=1),
    "a day on": NOW + timedelta(days=1),
    "a day back": NOW - timedelta(days=1),
    "1970": datetime(1970, 1, 1, tzinfo=UTC),
    "2038": datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    "leap day": datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC),
}
ZONES = ("America/Sao_Paulo", "Europe/Lisbon", "Europe/Amsterdam", "Europe/Madrid", "Atlantic/Canary")


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


async def _commits(folder: Path, walls: list[int]) -> list[int]:
    database = open_database(folder)
    recover(database)
    journal = SqliteJournal(database, "1.0")
    done = [
        await journal.commit(Happened(str(n)), Stamp(wall, n, n), "session-1", (), ()) for n, wall in enumerate(walls)
    ]
    await journal.close()
    database.close()
    return done


@pytest.mark.parametrize("name", JUMPS)
def test_numbers_and_chain_go_on_whatever_the_clock_says(tmp_path: Path, name: str) -> None:
    walls = [_ms(NOW)] * 3 + [_ms(JUMPS[name])] * 3 + [_ms(NOW) + 1]
    assert asyncio.run(_commits(tmp_path, walls)) == [1, 2, 3, 4, 5, 6, 7]
    database = open_database(tmp_path)
    found = recover(database)
    assert found.chain_problem is None
    assert verify_all(database) is None
    assert found.last_session is not None
    told = list(events_of(database, found.last_session))
    assert [one.seq for one in told] == [1, 2, 3, 4, 5, 6, 7], "order is by number, not by time"
    assert [one.at.utc_ms for one in told] == walls
    database.close()


@pytest.mark.parametrize("name", JUMPS)
def test_a_paid_sale_is_found_after_a_jump(tmp_path: Path, name: str) -> None:
    async def live() -> None:
        database = open_database(tmp_path)
        journal = SqliteJournal(database, "1.0")
        before, after = basket(), paid(basket())
        await journal.commit(Happened(), Stamp(_ms(NOW), 1, 1), "session-1", (), (before,))
        await journal.commit(Happened(), Stamp(_ms(JUMPS[name]), 2, 2), "session-1", (before,), (after,))
        await journal.close()
        database.close()

    asyncio.run(live())
    database = open_database(tmp_path)
    assert recover(database).sales == (as_loaded(paid(basket())),)
    database.close()


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", [2026, 2028])
def test_summer_time_changes_neither_order_nor_times_in_utc(tmp_path: Path, zone: str, year: int) -> None:
    moments = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(366 * 24)]
    offsets = [moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in moments]
    changes = [n for n in range(1, len(moments)) if offsets[n] != offsets[n - 1]]
    if zone != "America/Sao_Paulo":  # Brazil has none since 2019: nothing changes there
        assert len(changes) == 2
    walls = [_ms(moments[n]) + step for n in changes or [1] for step in (-1, 0, 1)]
    assert asyncio.run(_commits(tmp_path, walls)) == list(range(1, len(walls) + 1))


def test_a_time_out_runs_on_the_clock_that_never_jumps() -> None:
    async def waits() -> float:
        loop = asyncio.get_running_loop()
        rung: asyncio.Future[float] = loop.create_future()

        def post(_event: Event) -> None:
            rung.set_result(loop.time())

        began = loop.time()
        Timers(loop, post).start(StartTimer("idle", 60))
        return await rung - began

    assert abs(run(waits()) - 60) <= 1
