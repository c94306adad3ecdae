"""Upkeep: counters reach the disk in time, also past a kill, and a disk that refuses them stops nothing."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from devices.api import Health, HealthState
from kiosk.flows.checkout.events import TerminalConnected
from kiosk.health.board import Board
from kiosk.health.counts import Count
from kiosk.health.view import Fitting
from kiosk.store.database import FILE_NAME, open_database
from kiosk.store.errors import CommitFailed
from kiosk.store.journal import MemoryJournal, SqliteJournal
from kiosk.store.tallies import Tallies, stored_tallies, tallies_of
from kiosk.upkeep.keeping import FLUSH_S, JSON_NAME, TEXT_NAME, Store, Upkeep, is_running, write_view
from tests.virtual_time import run

SCANNER = Fitting("scanner", "linescan", "linescan+serial:///dev/ttyS0")


class Refusing:
    """A store that fails as often as it is told."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.written = 0

    async def aside(self, act: Callable[[sqlite3.Connection], None]) -> None:
        if self.failures > 0:
            self.failures -= 1
            raise CommitFailed("the disk is full")
        self.written += 1


def made(store: Store, folder: Path) -> Upkeep:
    board = Board((SCANNER,), Tallies(), lambda: 0.0, lambda: 1000)
    return Upkeep(board, store, folder, lambda: 1000)


def reads(journal: MemoryJournal) -> int:
    held = journal.database.writer.raw_connection().driver_connection
    assert isinstance(held, sqlite3.Connection)
    return dict(tallies_of(held).period).get(("scanner", "reads"), 0)


async def after(upkeep: Upkeep, seconds: float, look: Callable[[], int]) -> int:
    """Let the upkeep run for some virtual seconds; give what was seen then."""
    running = asyncio.ensure_future(upkeep.run())
    await asyncio.sleep(seconds)
    seen = look()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return seen


def without_files(upkeep: Upkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads and virtual clocks do not go together: the files have tests of their own."""

    async def nothing() -> None:
        return None

    monkeypatch.setattr(upkeep, "_write_view", nothing)


@pytest.mark.parametrize(("is_paying", "at_31_s", "at_61_s"), [(False, 3, 3), (True, 0, 3)])
def test_counts_are_stored_within_half_a_minute_and_within_one_while_somebody_pays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_paying: bool, at_31_s: int, at_61_s: int
) -> None:
    for seconds, expected in ((FLUSH_S - 1, 0), (FLUSH_S + 1, at_31_s), (2 * FLUSH_S + 1, at_61_s)):
        journal = MemoryJournal()

        async def main(journal: MemoryJournal = journal, seconds: float = seconds) -> int:
            upkeep = made(journal, tmp_path)
            without_files(upkeep, monkeypatch)
            upkeep.board.counts.add("scanner", Count.READS, 3)
            if is_paying:
                upkeep.seen(TerminalConnected("a", "t", 1))
            return await after(upkeep, seconds, lambda: reads(journal))

        assert run(main()) == expected


def test_a_disk_that_refuses_is_said_once_and_what_was_counted_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Refusing(2)

    async def main() -> int:
        upkeep = made(store, tmp_path)
        without_files(upkeep, monkeypatch)
        upkeep.board.counts.add("scanner", Count.READS)
        await after(upkeep, 2 * FLUSH_S + 1, lambda: 0)
        return upkeep.board.counts.drain().counts[0][2]

    assert run(main()) == 1
    assert (store.written, store.failures) == (0, 0)
    assert caplog.text.count("counters are not stored: CommitFailed: the disk is full") == 1


def test_what_was_flushed_is_there_after_a_kill(tmp_path: Path) -> None:
    async def main() -> None:
        database = open_database(tmp_path)
        upkeep = made(SqliteJournal(database, "test"), tmp_path)
        upkeep.board.counts.add("scanner", Count.READS, 4)
        await upkeep.flush()
        assert stored_tallies(tmp_path / FILE_NAME).ever["scanner", "reads"] == 4  # nothing was closed: as by a kill

    asyncio.run(main())


def test_a_reset_begins_anew_on_the_disk_and_on_the_board_and_keeps_what_was(tmp_path: Path) -> None:
    async def main() -> None:
        journal = MemoryJournal()
        upkeep = made(journal, tmp_path)
        upkeep.board.counts.add("scanner", Count.READS, 4)
        await upkeep.reset("scanner")
        upkeep.board.counts.add("scanner", Count.READS)
        await upkeep.flush()
        tally = upkeep.board.view().part("scanner").tally
        assert (reads(journal), tally.period, tally.ever) == (1, {"reads": 1}, {"reads": 5})

    asyncio.run(main())


def test_a_reset_that_cannot_be_written_raises_and_forgets_nothing(tmp_path: Path) -> None:
    async def main() -> None:
        upkeep = made(Refusing(1), tmp_path)
        upkeep.board.counts.add("scanner", Count.READS, 4)
        with pytest.raises(CommitFailed):
            await upkeep.reset("scanner")
        assert upkeep.board.view().part("scanner").tally.period == {"reads": 4}
        assert upkeep.board.counts.drain().counts == (("scanner", "reads", 4),)

    asyncio.run(main())


def test_the_view_is_written_whole_when_a_device_changes(tmp_path: Path) -> None:
    async def main() -> str:
        upkeep = made(Refusing(0), tmp_path)
        running = asyncio.ensure_future(upkeep.run())
        upkeep.heard("scanner", Health(HealthState.READY))
        while not (tmp_path / TEXT_NAME).is_file():  # a file tells nobody
            await asyncio.sleep(0.02)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return (tmp_path / JSON_NAME).read_text(encoding="utf-8")

    (scanner,) = json.loads(asyncio.run(asyncio.wait_for(main(), 60)))["devices"]
    assert scanner["state"] == "READY"
    assert (tmp_path / TEXT_NAME).read_text(encoding="utf-8").startswith("scanner: READY")
    assert not list(tmp_path.glob(".*.new"))


def test_a_folder_that_takes_no_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_view(tmp_path / "nowhere", made(Refusing(0), tmp_path).board.view())


def test_a_running_kiosk_is_known_by_its_lock_alone(tmp_path: Path) -> None:
    assert not is_running(tmp_path)
    database = open_database(tmp_path)
    assert is_running(tmp_path)
    database.close()
    assert not is_running(tmp_path)
    again = open_database(tmp_path)  # looking took no hold of it
    again.close()


def test_nothing_is_stored_any_more_once_the_store_has_gone(tmp_path: Path) -> None:
    store = Refusing(0)
    upkeep = made(store, tmp_path)

    async def closed() -> int:
        await upkeep.close()
        return await after(upkeep, FLUSH_S * 2.5, lambda: store.written)

    assert run(closed()) == 1
