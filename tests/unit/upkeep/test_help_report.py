"""What help was asked for comes out of the journal alone, and no word of a customer is there."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.arguments import arguments
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Event, PersonCalled
from kiosk.flows.help.events import ArticleChosen, ArticleHelped, ArticleUnhelped, QuestionAnswered, QuestionAsked
from kiosk.store.database import open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.recovery import Recorded
from kiosk.upkeep.help_report import HEAD, counted, rows
from kiosk.upkeep.inspection import asked
from tests.virtual_time import run

DAY_MS = 1_790_000_000_000  # 2026-09-21, 16:13 in Amsterdam
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOUR_MS = 3_600_000
TYPED = "my passport AB1234567"


def at(hours: int, event: Event) -> Recorded:
    return Recorded(0, event, Stamp(DAY_MS + hours * HOUR_MS, 0, 0), "s")


VISITS = (
    at(0, QuestionAsked(TYPED)),
    at(0, QuestionAnswered("nl", "checkout/Scanning", 0)),
    at(0, PersonCalled("", TYPED)),
    at(1, QuestionAnswered("nl", "checkout/Scanning", 3)),
    at(1, ArticleChosen("seats")),
    at(1, ArticleHelped("seats")),
    at(2, ArticleChosen("scan-item")),
    at(2, ArticleChosen("scan-item")),
    at(2, ArticleUnhelped("scan-item")),
    at(9, QuestionAnswered("nl", "checkout/Scanning", 0)),  # past midnight there
)


def kept(folder: Path) -> None:
    database = open_database(folder)

    async def go() -> None:
        journal = SqliteJournal(database, "1.0")
        for one in VISITS:
            await journal.commit(one.event, one.at, "s", (), ())
        await journal.close()

    run(go())
    database.close()


def reported(folder: Path, *more: str) -> int:
    given = ["report", "help", "--data", str(folder), *more]
    return asked(arguments(given), lambda *_: ({}, ()), lambda *_: None)  # type: ignore[arg-type]  # not asked


def test_a_bad_day_an_empty_folder_and_no_visit_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reported(tmp_path) == 2
    assert "no kiosk has kept anything here" in capsys.readouterr().err
    assert reported(tmp_path, "--from", "yesterday") == 2
    kept(tmp_path)
    assert reported(tmp_path, "--from", "2020-01-01", "--to", "2020-01-02") == 0
    printed = capsys.readouterr().out
    assert "No article was opened." in printed
    assert "No question was asked." in printed


def test_nothing_that_was_typed_is_kept(tmp_path: Path) -> None:
    kept(tmp_path)
    files = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"QuestionAsked" in files
    assert b"AB1234567" not in files


def test_articles_are_counted_by_what_became_of_them_and_the_most_opened_comes_first() -> None:
    found = counted(VISITS, AMSTERDAM)
    assert found.articles == (("scan-item", 2, 0, 1), ("seats", 1, 1, 0))


def test_questions_are_counted_by_the_days_of_the_site() -> None:
    found = counted(VISITS, AMSTERDAM)
    where = "nl", "checkout/Scanning"
    assert found.questions == (("2026-09-21", *where, 2, 1), ("2026-09-22", *where, 1, 1))


def test_the_command_prints_tables_and_values_for_a_spreadsheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(tmp_path)
    days = ("--from", "2026-09-21", "--to", "2026-09-22")
    assert reported(tmp_path, *days) == 0
    printed = capsys.readouterr().out
    assert printed.splitlines()[0].split() == ["article", "opened", "helped", "not_helped"]
    assert "review" in printed
    assert reported(tmp_path, *days, "--csv") == 0
    found = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(found[0]) == list(HEAD)
    assert [row["unanswered"] for row in found if row["kind"] == "questions"] == ["1", "1"]
    assert len(found) == len(rows(counted(VISITS, AMSTERDAM)))
