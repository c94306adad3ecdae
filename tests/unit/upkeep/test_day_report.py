"""The report of a day: read beside a running kiosk, compared with a terminal that closes, and honest about both."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from devices.api import DayTotals, Health, HealthState
from kiosk.domain.payment import Verdict, decide
from kiosk.domain.sale import Sale
from kiosk.settings import DEFAULT_FILE
from kiosk.store.database import open_database
from kiosk.store.journal import SqliteJournal
from kiosk.upkeep.day import AGREES, BAD_CALL, DIFFERS, end_of_day
from tests.unit.store.samples import AT, Happened, basket, paid, sent


class Closing:
    """A terminal that closes its day with a sum."""

    def __init__(self, total_minor: int | None) -> None:
        self.total_minor = total_minor

    async def end_of_day(self) -> DayTotals:
        return DayTotals(1, self.total_minor, "EUR")


async def supervise(device: Any, heard: Callable[[Health], None]) -> None:
    heard(Health(HealthState.READY))
    await asyncio.Event().wait()


def kept(folder: Path, *sales: Sale) -> None:
    database = open_database(folder)

    async def write() -> None:
        journal = SqliteJournal(database, "test")
        for sale in sales:
            await journal.commit(Happened(), AT, "session-1", (), (sale,))
        await journal.close()

    asyncio.run(write())
    database.close()


def report(folder: Path, *, total_minor: int | None = None, is_closing: bool = False, since: str = "2001-01-01") -> int:
    options = Namespace(config=DEFAULT_FILE, profile=None, data=folder, since=since, close=is_closing)
    return end_of_day(options, lambda file, settings: ({"terminal": Closing(total_minor)}, ()), supervise)  # type: ignore[dict-item]  # the report asks this one verb


@pytest.mark.parametrize(("told", "status"), [(201, AGREES), (402, DIFFERS), (None, AGREES)])
def test_the_sums_are_compared_with_the_terminal_s_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], told: int | None, status: int
) -> None:
    kept(tmp_path, paid(basket()))
    assert report(tmp_path, total_minor=told, is_closing=True) == status
    out = capsys.readouterr().out
    assert "VISA: 1, 201, 0, 0, 201" in out
    assert f"difference: {(told or 201) - 201}" in out


def test_what_ended_unheard_is_listed_and_somebody_has_to_look(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sale = sent(basket())
    kept(tmp_path, decide(sale, sale.attempts[0].id, Verdict.NOT_FOUND, None))
    assert report(tmp_path) == DIFFERS
    assert "ended unheard (watch list): 1" in capsys.readouterr().out


def test_another_day_is_not_this_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(tmp_path, paid(basket()))
    assert report(tmp_path, since="2200-01-01") == AGREES
    assert "VISA" not in capsys.readouterr().out


@pytest.mark.parametrize("since", ["yesterday", "2026-13-01"])
def test_a_day_that_is_none_is_a_bad_call(tmp_path: Path, since: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(tmp_path, since=since) == BAD_CALL
    assert capsys.readouterr().err


def test_a_folder_without_a_kiosk_s_file_is_a_bad_call_and_stays_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(tmp_path) == BAD_CALL
    assert "no kiosk" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
