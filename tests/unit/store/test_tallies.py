"""Counters of devices: durable, never lost by a reset, and never in the way of a sale."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from kiosk.domain.stamp import Stamp
from kiosk.flows.base import HelpPressed
from kiosk.store import migrations
from kiosk.store.database import FILE_NAME, in_memory, open_database
from kiosk.store.errors import CommitFailed
from kiosk.store.journal import MemoryJournal, SqliteJournal
from kiosk.store.tallies import Batch, Tallies, add, reset, stored_tallies, tallies_of

AT = Stamp(1_790_000_000_000, 1, 2)
READS = Batch(1000, (("scanner", "reads", 3), ("printer", "paper_mm", 250)), (("printer", "paper", "low", 900),))


@pytest.fixture
def connection() -> sqlite3.Connection:
    held = in_memory().writer.raw_connection().driver_connection
    assert isinstance(held, sqlite3.Connection)
    return held


def test_a_batch_is_added_to_what_was_counted_before(connection: sqlite3.Connection) -> None:
    add(connection, READS)
    add(connection, Batch(2000, (("scanner", "reads", 2), ("scanner", "bad_reads", 1))))
    found = tallies_of(connection)
    assert found.period == {("scanner", "reads"): 5, ("scanner", "bad_reads"): 1, ("printer", "paper_mm"): 250}
    assert found.ever == found.period
    assert found.began_utc_ms == {"scanner": 1000, "printer": 1000}
    assert found.supplies == {("printer", "paper"): ("low", 900)}


def test_a_reset_begins_anew_and_what_was_counted_ever_stays(connection: sqlite3.Connection) -> None:
    add(connection, READS)
    reset(connection, "scanner", 5000)
    reset(connection, "a part that never counted", 5000)
    assert tallies_of(connection).period == {("printer", "paper_mm"): 250}
    add(connection, Batch(6000, (("scanner", "reads", 1),)))
    found = tallies_of(connection)
    assert found.period["scanner", "reads"] == 1
    assert found.ever["scanner", "reads"] == 4
    assert found.began_utc_ms == {"scanner": 5000, "printer": 1000}
    kept = connection.execute("SELECT n, value FROM device_count WHERE part = 'scanner' ORDER BY n").fetchall()
    assert kept == [(1, 3), (2, 1)]


def test_a_consumable_keeps_its_last_change_only(connection: sqlite3.Connection) -> None:
    add(connection, READS)
    add(connection, Batch(2000, (), (("printer", "paper", "ok", 1900),)))
    assert tallies_of(connection).supplies == {("printer", "paper"): ("ok", 1900)}


def test_a_count_below_zero_is_refused_and_nothing_of_its_batch_stays() -> None:
    journal = MemoryJournal()
    with pytest.raises(sqlite3.IntegrityError):
        asyncio.run(journal.aside(lambda own: add(own, Batch(1, (("a", "reads", 1), ("b", "reads", -1))))))
    held = journal.database.writer.raw_connection().driver_connection
    assert isinstance(held, sqlite3.Connection)
    assert tallies_of(held) == Tallies()


def test_counting_that_fails_stops_no_event() -> None:
    journal = MemoryJournal()

    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(sqlite3.OperationalError):
        asyncio.run(journal.aside(fails))
    assert asyncio.run(journal.commit(HelpPressed(), AT, "", (), ())) == 1


def test_after_an_event_whose_outcome_is_unknown_nothing_is_written_any_more() -> None:
    async def main() -> None:
        journal = MemoryJournal()
        journal.fail_next(is_kept=True)
        with pytest.raises(CommitFailed):
            await journal.commit(HelpPressed(), AT, "", (), ())
        with pytest.raises(CommitFailed):
            await journal.aside(lambda own: add(own, READS))

    asyncio.run(main())


def test_what_was_written_is_there_after_a_kill_and_is_read_beside_a_running_kiosk(tmp_path: Path) -> None:
    async def main() -> None:
        database = open_database(tmp_path)
        journal = SqliteJournal(database, "test")
        await journal.aside(lambda own: add(own, READS))
        assert stored_tallies(tmp_path / FILE_NAME).period["scanner", "reads"] == 3  # nothing was closed
        await journal.close()
        database.close()

    asyncio.run(main())
    assert stored_tallies(tmp_path / FILE_NAME).period["scanner", "reads"] == 3


def test_no_file_is_no_counts_and_a_broken_one_is_an_error(tmp_path: Path) -> None:
    assert stored_tallies(tmp_path / FILE_NAME) == Tallies()
    (tmp_path / FILE_NAME).write_bytes(b"not a database, and long enough to be looked at as one" * 20)
    with pytest.raises(sqlite3.Error):
        stored_tallies(tmp_path / FILE_NAME)


def test_a_file_of_the_first_version_gets_the_tables_and_keeps_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "HEAD", "0001")
    old = open_database(tmp_path)
    old.close()
    monkeypatch.undo()
    new = open_database(tmp_path)
    new.close()
    own = sqlite3.connect(tmp_path / FILE_NAME)
    assert own.execute("SELECT value FROM counter WHERE name = 'start'").fetchone() == (2,)
    assert own.execute("SELECT count(*) FROM device_count").fetchone() == (0,)
    own.close()
