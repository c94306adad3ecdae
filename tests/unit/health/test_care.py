"""F12, F14, F16: little room, an absurd clock and a damaged file are told before they cost anybody anything."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.stamp import Stamp
from kiosk.flows.base import CLOCK, STORAGE, DeviceChanged, Event
from kiosk.flows.checkout.examples import AT
from kiosk.flows.shell import step
from kiosk.flows.shell.examples import EXAMPLES
from kiosk.flows.shell.session import Attract, InFlow, OutOfService, ServiceLost, Session
from kiosk.store.database import FILE_NAME, open_database
from kiosk.store.errors import CheckpointFailed
from kiosk.store.journal import SqliteJournal
from kiosk.store.space import BALLAST_BYTES, LOW_BYTES, Ballast
from kiosk.upkeep import care as under_test
from kiosk.upkeep.care import Care
from tests.unit.store.samples import AT as SAMPLE_AT
from tests.unit.store.samples import Happened

pytestmark = pytest.mark.allowed_logs("storage:", "clock:", "nightly check", "daily purge")
DAY = datetime(2026, 11, 22, 12, 0)
NIGHT = datetime(2026, 11, 22, 3, 0)


class Keys:
    """A journal that is only asked for keys."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.failure: Exception | None = None

    async def erase_due_keys(self, utc_ms: int) -> int:
        self.asked.append(utc_ms)
        if self.failure is not None:
            raise self.failure
        return 0


class Kept:
    """A care over a real file, its clock and its room in our hands."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.database = open_database(folder)
        self.keys = Keys()
        self.told: list[Event] = []
        self.now = DAY
        self.is_free = True
        self.free = 10 * LOW_BYTES
        self.care = Care(self.database, self.keys, self.told.append, lambda: self.now, lambda: self.is_free)
        patch.setattr(under_test, "free_bytes", lambda _folder: self.free)
        patch.setattr(self.care, "_ballast", Ballast(folder, 4096))

    def look(self) -> list[Event]:
        self.told.clear()
        asyncio.run(self.care.look())
        return list(self.told)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Everything as it should be, at noon."""
    return Kept(tmp_path, monkeypatch)


def test_nothing_amiss_is_nothing_told_and_a_ballast_is_laid(kept: Kept) -> None:
    assert kept.look() == []
    assert (kept.folder / "ballast").stat().st_size == 4096


def test_little_room_is_told_once_and_taken_back_once(kept: Kept) -> None:
    kept.look()
    kept.free = LOW_BYTES - 1
    assert kept.look() == [DeviceChanged(STORAGE, "FAULT", is_usable=False)]
    assert kept.look() == []
    kept.free = LOW_BYTES
    assert kept.look() == [DeviceChanged(STORAGE, "READY", is_usable=True)]


def test_a_ballast_that_went_overboard_is_little_room_until_it_fits_again(kept: Kept) -> None:
    kept.look()
    Ballast(kept.folder).release()
    kept.free = LOW_BYTES + BALLAST_BYTES - 1
    assert kept.look() == [DeviceChanged(STORAGE, "FAULT", is_usable=False)]
    kept.free += 1
    assert kept.look() == [DeviceChanged(STORAGE, "READY", is_usable=True)]
    assert (kept.folder / "ballast").exists()


def test_room_that_cannot_be_asked_for_is_amiss(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_folder: Path) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(under_test, "free_bytes", fails)
    assert kept.look() == [DeviceChanged(STORAGE, "FAULT", is_usable=False)]


def test_a_year_before_the_program_was_made_is_an_invalid_clock(kept: Kept) -> None:
    kept.now = datetime(1970, 1, 1, 3, 0)
    assert kept.look() == [DeviceChanged(CLOCK, "FAULT", is_usable=False)]
    assert kept.keys.asked == [], "with such a clock nothing is checked as due"
    kept.now = DAY
    assert kept.look() == [DeviceChanged(CLOCK, "READY", is_usable=True)]


def test_the_night_checks_everything_once_and_only_when_nobody_is_there(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.now, kept.is_free = NIGHT, False
    assert kept.look() == []
    assert kept.keys.asked == []
    kept.is_free = True
    checked: list[int] = []

    def problem() -> str:
        checked.append(1)
        return ""

    monkeypatch.setattr(kept.care, "_problem", problem)
    assert kept.look() == []
    assert kept.look() == []
    assert checked == [1]


def test_what_is_due_is_purged_once_a_day_at_any_hour_when_nobody_is_there(kept: Kept) -> None:
    kept.is_free = False
    kept.look()
    assert kept.keys.asked == []
    kept.is_free = True
    kept.look()
    kept.look()
    assert kept.keys.asked == [int(DAY.timestamp() * 1000)]
    kept.now = NIGHT + timedelta(days=1)
    kept.look()
    assert len(kept.keys.asked) == 2


def test_a_kiosk_that_has_just_started_purges_nothing_yet(kept: Kept) -> None:
    asyncio.run(kept.care.look(is_settled=False))
    assert kept.keys.asked == []


def test_little_room_costs_old_logs_before_it_costs_sales(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.look()
    logs = kept.folder / "logs"
    logs.mkdir()
    for name in ("kiosk.log", "kiosk.log.1", "kiosk.log.2"):
        (logs / name).write_text("line", encoding="utf-8")
    monkeypatch.setattr(under_test, "free_bytes", lambda _folder: LOW_BYTES - len(list(logs.glob("kiosk.log.*"))))
    assert kept.look() == []
    assert [file.name for file in logs.iterdir()] == ["kiosk.log"]


def test_files_that_cannot_be_purged_are_said_and_stop_nothing(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_folder: Path, _utc_ms: int) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(under_test, "purge_files", fails)
    assert kept.look() == []


def test_a_flipped_bit_that_a_start_does_not_read_is_found_at_night(kept: Kept) -> None:
    async def filled() -> None:
        journal = SqliteJournal(kept.database, "1.0")
        for n in range(230):
            await journal.commit(Happened(f"mark-{n:03d}"), SAMPLE_AT, "s", (), ())
        await journal.checkpoint()
        await journal.close()

    asyncio.run(filled())
    file = kept.folder / FILE_NAME
    content = file.read_bytes()
    file.write_bytes(content.replace(b"mark-010", b"mark-011"))
    kept.now = NIGHT
    assert kept.look() == [ServiceLost("SYS.STORAGE", "nightly check")]


def test_a_row_that_refers_to_nothing_is_found_at_night(kept: Kept) -> None:
    with sqlite3.connect(kept.folder / FILE_NAME) as connection:
        connection.execute("INSERT INTO print_job VALUES ('j','s','x',NULL,'d',1,'CUSTOMER',1,'nl','QUEUED','',1)")
    connection.close()
    kept.now = NIGHT
    assert kept.look() == [ServiceLost("SYS.STORAGE", "nightly check")]


def test_a_purge_that_fails_ends_service(kept: Kept) -> None:
    kept.keys.failure = CheckpointFailed("the disk is failing")
    assert kept.look() == [ServiceLost("SYS.STORAGE", "daily purge")]


def _at_attract() -> Session:
    return next(one for one in EXAMPLES.values() if isinstance(one.screen, Attract))


@pytest.mark.parametrize(("part", "code"), [(STORAGE, "SYS.STORAGE"), (CLOCK, "DEV.REQUIRED_AWAY")])
def test_no_new_sale_begins_while_something_is_amiss_and_service_comes_back(part: str, code: str) -> None:
    at: Stamp = AT
    out, _ = step(_at_attract(), DeviceChanged(part, "FAULT", is_usable=False), at)
    assert out.screen == OutOfService(code, part)
    back, _ = step(out, DeviceChanged(part, "READY", is_usable=True), at)
    assert isinstance(back.screen, Attract)


def test_a_customer_who_is_there_finishes_first() -> None:
    session = next(one for one in EXAMPLES.values() if isinstance(one.screen, InFlow))
    after, _ = step(session, DeviceChanged(STORAGE, "FAULT", is_usable=False), AT)
    assert after.screen == session.screen
    assert replace(after, site=session.site) == session
