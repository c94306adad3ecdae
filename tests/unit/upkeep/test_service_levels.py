"""Service levels come out of the journal alone, and say what is not known instead of a number."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.arguments import arguments
from kiosk.domain.calls import Call, How
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Event
from kiosk.flows.shell.calling import CallAccepted, CallEnded, CallPlaced, PersonArrived
from kiosk.store.database import open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.recovery import Recorded
from kiosk.upkeep.inspection import asked
from kiosk.upkeep.service_levels import HEAD, cause_of, percentile, rows, served, span
from tests.virtual_time import run

DAY_MS = 1_790_000_000_000
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def call(name: str, *reasons: str, level: int = 0) -> Call:
    return Call(name, DAY_MS, "checkout/Scanning", reasons, "nl", level=level)


def at(seconds: float, event: Event) -> Recorded:
    return Recorded(0, event, Stamp(DAY_MS + round(seconds * 1000), 0, 0), "s")


HELPED = (
    at(0, CallPlaced(call("a", "DEV.REQUIRED_AWAY"), 1)),
    at(30, CallPlaced(call("a", "DEV.REQUIRED_AWAY", level=1), 1)),
    at(40, CallAccepted("a", "Sofia")),
    at(70, PersonArrived("a")),
    at(95, CallEnded("a", How.DONE)),
)
UNDONE = (at(0, CallPlaced(call("b"), 0)), at(5, CallEnded("b", How.UNDONE)))
LEFT = (at(0, CallPlaced(call("c"), 0)), at(300, CallEnded("c", How.LEFT)))


def test_a_call_is_told_by_when_it_was_accepted_reached_and_resolved() -> None:
    own = served(HELPED)[0]
    assert (own.accepted_s, own.arrived_s, own.ended_s, own.how, own.level) == (40, 70, 95, How.DONE, 1)


def test_a_clock_that_was_set_back_gives_no_wait_below_nothing() -> None:
    assert served((HELPED[0], at(-50, CallAccepted("a", ""))))[0].accepted_s == 0


def test_answers_to_a_call_raised_before_the_span_count_for_nobody() -> None:
    assert served(HELPED[2:]) == ()


def test_there_is_a_row_for_each_cause_and_one_of_all_and_an_undone_call_is_no_call() -> None:
    by_cause = {row["cause"]: row for row in rows(served((*HELPED, *UNDONE, *LEFT)))}
    assert by_cause["all"]["calls"] == "2"
    assert by_cause["all"]["undone"] == "1"
    quiet = by_cause["asked"]
    assert (quiet["calls"], quiet["gave_up"], quiet["accept_p50_s"]) == ("1", "1", "")
    helped = by_cause["device"]
    assert (helped["accept_p50_s"], helped["arrive_p95_s"], helped["resolve_p50_s"]) == ("40", "70", "95")
    assert (helped["over_30_s"], helped["over_60_s"]) == ("1", "0")


def test_the_cause_is_that_of_the_first_reason_this_program_knows() -> None:
    assert cause_of(()) == "asked"
    assert cause_of(("NEWER.CODE",)) == "asked"
    assert cause_of(("NEWER.CODE", "DEV.REQUIRED_AWAY")) == "device"


@pytest.mark.parametrize(
    ("values", "share", "found"),
    [((), 0.5, None), ((None,), 0.5, None), ((3, 1, 2), 0.5, 2), (range(1, 101), 0.95, 95)],
)
def test_percentiles_are_of_the_nearest_rank(values: tuple[float, ...], share: float, found: float | None) -> None:
    assert percentile(values, share) == found


def test_a_day_of_the_site_has_23_or_25_hours_when_the_clock_is_put() -> None:
    hours = [(end - begin) // 3_600_000 for begin, end in (
        span("2026-03-29", "2026-03-29", AMSTERDAM), span("2026-10-25", "2026-10-25", AMSTERDAM),
    )]  # fmt: skip
    assert hours == [23, 25]
    with pytest.raises(ValueError, match="first day"):
        span("2026-03-30", "2026-03-29", AMSTERDAM)


def kept(folder: Path) -> None:
    database = open_database(folder)

    async def go() -> None:
        journal = SqliteJournal(database, "1.0")
        for one in (*HELPED, *LEFT):
            await journal.commit(one.event, one.at, "s", (), ())
        await journal.close()

    run(go())
    database.close()


def reported(folder: Path, *more: str) -> int:
    given = ["report", "service-levels", "--data", str(folder), *more]
    return asked(arguments(given), lambda *_: ({}, ()), lambda *_: None)  # type: ignore[arg-type]  # not asked


def test_the_command_prints_a_table_and_values_for_a_spreadsheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(tmp_path)
    days = ("--from", "2026-09-21", "--to", "2026-09-21")
    assert reported(tmp_path, *days) == 0
    table = capsys.readouterr().out.splitlines()
    assert table[0].split() == list(HEAD)
    assert len({len(line) for line in table}) == 1
    assert reported(tmp_path, *days, "--csv") == 0
    found = {row["cause"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert (found["all"]["calls"], found["all"]["accepted"], found["all"]["gave_up"]) == ("2", "1", "1")


def test_a_bad_day_an_empty_folder_and_no_call_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reported(tmp_path) == 2
    assert "no kiosk has kept anything here" in capsys.readouterr().err
    assert reported(tmp_path, "--from", "yesterday") == 2
    kept(tmp_path)
    assert reported(tmp_path, "--from", "2020-01-01", "--to", "2020-01-02") == 0
    assert capsys.readouterr().out.splitlines()[1].split()[:2] == ["all", "0"]


def test_nothing_of_who_came_is_kept(tmp_path: Path) -> None:
    kept(tmp_path)
    assert b"Sofia" not in b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
