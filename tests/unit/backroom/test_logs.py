"""The log's page gets the newest lines that are wanted, redacted; an incident's file is whole or not there."""

from __future__ import annotations

import asyncio
import errno
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.backroom.logs import TAIL_BYTES, newest, table, tail
from kiosk.domain.access.roles import Person, Role
from kiosk.flows.base import Event
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.logs.events import SESSION, IncidentFailed, IncidentMade, LogTold, MakeIncident, ReadLog
from kiosk.flows.shell.session import Session, Started
from kiosk.flows.shell.step import step
from kiosk.store.database import Database, open_database
from kiosk.store.journal import SqliteJournal
from kiosk.upkeep.incident.bundle import read
from tests.unit.backroom.desk import Desk
from tests.unit.flows.given import Clock, goods
from tests.unit.upkeep.test_incident import SITE

LOG = """2020-01-01 10:00:00.000Z INFO    devices.loop: scanner: READY
2026-11-22 10:00:01.000Z WARNING devices.loop: printer: NEEDS_PERSON
2026-11-22 10:00:02.000Z ERROR   kiosk.effects.print: raised
Traceback (most recent call last):
  OSError: card 4111 1111 1111 1111
"""
LISBON = ZoneInfo("Europe/Lisbon")
RUI = Person("rui", frozenset({Role.TECHNICIAN}))


class Kiosk:
    """What the log's area reaches of a kiosk."""

    def __init__(self, folder: Path) -> None:
        self.database: Database = open_database(folder)
        self.data_dir, self.version = folder, "1.0"
        self.settings = SimpleNamespace(
            service=SimpleNamespace(media=""), site=SimpleNamespace(timezone="Europe/Lisbon")
        )
        self.current = Session(SITE, SITE.language)
        self.desk = Desk()
        self.tasks, self.post = self.desk.tasks, self.desk.post
        self.utc_ms = lambda: 1_790_000_000_000
        (folder / "logs").mkdir()
        (folder / "logs" / "kiosk.log").write_text(LOG, encoding="utf-8")

    def session(self) -> Session:
        return self.current

    def live(self, *events: Event) -> None:
        clock = Clock()

        async def go() -> None:
            journal = SqliteJournal(self.database, self.version)
            for event in events:
                at = clock.stamp()
                before, (self.current, _) = self.current, step(self.current, event, at)
                await journal.commit(event, at, self.current.id, before.sales, self.current.sales)
            await journal.close()

        asyncio.run(go())

    def ask(self, effect: Any) -> Event:
        return self.desk.ask(table(self), effect)  # type: ignore[arg-type]  # stands in for the running kiosk


@pytest.fixture
def kiosk(tmp_path: Path) -> Any:
    own = Kiosk(tmp_path)
    yield own
    own.database.close()


# --- faults first ---------------------------------------------------------------------------------------------------


def test_without_a_log_there_are_no_lines(tmp_path: Path) -> None:
    assert tail(tmp_path / "none.log") == []


def test_of_a_long_log_the_end_is_read_by_whole_lines(tmp_path: Path) -> None:
    path = tmp_path / "long.log"
    path.write_bytes(b"".join(b"line %07d \xff\n" % n for n in range(100_000)))
    lines = tail(path)
    assert lines[-1].startswith("line 0099999")
    assert all(line.startswith("line ") for line in lines)
    assert sum(len(line) for line in lines) <= TAIL_BYTES


@pytest.mark.allowed_logs("no incident was written")
@pytest.mark.parametrize(("number", "why"), [(errno.ENOSPC, "full"), (errno.EIO, "failed")])
def test_a_disk_that_takes_nothing_is_told_and_leaves_no_half_file(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, number: int, why: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(number, "said by the disk")

    monkeypatch.setattr("os.fsync", full)
    assert kiosk.ask(MakeIncident(RUI)) == IncidentFailed(why)
    assert list((kiosk.data_dir / "export").glob("*.jsonl")) == []


@pytest.mark.allowed_logs("no incident was written")
def test_a_stick_that_is_not_there_is_not_made_up_for(kiosk: Kiosk) -> None:
    kiosk.settings.service.media = str(kiosk.data_dir / "stick")
    assert kiosk.ask(MakeIncident(RUI)) == IncidentFailed("no-folder")
    assert not (kiosk.data_dir / "stick").exists()


@pytest.mark.allowed_logs("no incident was written")
def test_a_folder_that_cannot_be_made_is_told(kiosk: Kiosk) -> None:
    (kiosk.data_dir / "export").write_text("a file stands there")
    assert kiosk.ask(MakeIncident(RUI)) == IncidentFailed("no-folder")


# --- the way it goes ------------------------------------------------------------------------------------------------


def test_the_newest_line_comes_first_with_its_traceback_and_no_card_number(kiosk: Kiosk) -> None:
    told = kiosk.ask(ReadLog("all", ""))
    assert isinstance(told, LogTold)
    assert [line.level for line in told.lines] == ["ERROR", "WARNING", "INFO"]
    assert "OSError: card [removed]" in told.lines[0].text


@pytest.mark.parametrize(
    ("level", "about", "count"), [("warning", "", 2), ("error", "", 1), ("all", "printer", 1), ("error", "printer", 0)]
)
def test_severity_and_device_choose(kiosk: Kiosk, level: str, about: str, count: int) -> None:
    told = kiosk.ask(ReadLog(level, about))
    assert isinstance(told, LogTold)
    assert len(told.lines) == count


def test_only_what_was_written_since_the_last_session_began(kiosk: Kiosk) -> None:
    kiosk.live(Started(), Scanned(goods(0)))
    told = kiosk.ask(ReadLog("all", SESSION))
    assert isinstance(told, LogTold)
    assert [line.text[:12] for line in told.lines] == ["kiosk.effect", "devices.loop"]


def test_what_happened_is_a_file_that_plays_to_the_same(kiosk: Kiosk) -> None:
    kiosk.live(Started(), Scanned(goods(0)))
    made = kiosk.ask(MakeIncident(RUI))
    assert isinstance(made, IncidentMade)
    assert made.is_same
    bundle = read(kiosk.data_dir / "export" / made.name)
    assert [row.kind for row in bundle.rows] == ["Started", "Scanned"]
    assert not any("4111" in line for line in bundle.log)


def test_no_more_lines_than_a_page_can_hold() -> None:
    lines = [f"2026-11-22 10:00:00.{n:03}Z INFO    a: b" for n in range(999)]
    assert len(list(newest(lines, LISBON))) == 400


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-06-01 23:30:00.000Z", "00:30:00.000"),  # an hour before UTC's clock in summer, over midnight
        ("2026-10-25 00:59:59.999Z", "01:59:59.999"),  # the hour that comes twice, for the first time
        ("2026-10-25 01:00:00.000Z", "01:00:00.000"),  # and for the second
    ],
)
def test_a_line_is_shown_in_the_time_of_the_site(written: str, read: str) -> None:
    assert [line.time for line in newest([f"{written} INFO    a: b"], LISBON)] == [read]


def test_the_lines_come_with_the_offset_of_the_sites_clock(kiosk: Kiosk) -> None:
    told = kiosk.ask(ReadLog("all", ""))
    assert isinstance(told, LogTold)
    assert told.offset == "UTC+01:00"
