"""Old logs go after 14 days, or when the disk is nearly full; keys in a damaged file go when they are due."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from kiosk.domain.private import Private
from kiosk.flows.base import Event
from kiosk.store.database import FILE_NAME, open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.private import KEEP_MS
from kiosk.upkeep.retention import LOG_DAYS, purge_files, thin_logs
from tests.unit.store.samples import AT

NOW_MS = 1_790_000_000_000
DAY_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class PassengerKnown(Event):
    name: Private[str]


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    """The log of this process, with a line in it."""
    (tmp_path / "logs").mkdir()
    file = tmp_path / "logs" / "kiosk.log"
    handler = RotatingFileHandler(file, maxBytes=1000, backupCount=14, encoding="utf-8")
    logging.getLogger().addHandler(handler)
    handler.emit(logging.makeLogRecord({"msg": "a line"}))
    yield file
    logging.getLogger().removeHandler(handler)
    handler.close()


def _aged(file: Path, days: float) -> Path:
    file.write_text("old\n", encoding="utf-8")
    os.utime(file, (NOW_MS / 1000 - days * DAY_S,) * 2)
    return file


def test_a_log_is_kept_for_fourteen_days_and_no_longer(tmp_path: Path, log_file: Path) -> None:
    old = _aged(log_file.with_name("kiosk.log.7"), LOG_DAYS + 0.1)
    young = _aged(log_file.with_name("kiosk.log.5"), LOG_DAYS - 1.1)
    purge_files(tmp_path, NOW_MS)
    assert log_file.read_text("utf-8") == "", "a new file begins"
    kept = {file.name: file.read_text("utf-8") for file in log_file.parent.glob("kiosk.log.*")}
    assert kept == {"kiosk.log.1": "a line\n", "kiosk.log.6": "old\n"}, (old, young)


def test_a_file_that_is_open_is_emptied_and_not_removed(tmp_path: Path, log_file: Path) -> None:
    stalls = _aged(log_file.with_name("stalls.log"), LOG_DAYS + 1)
    purge_files(tmp_path, NOW_MS)
    assert stalls.read_text("utf-8") == ""


def test_a_disk_nearly_full_leaves_one_old_log(tmp_path: Path, log_file: Path) -> None:
    for n in (1, 2, 3):
        _aged(log_file.with_name(f"kiosk.log.{n}"), n)
    thin_logs(tmp_path)
    assert sorted(file.name for file in log_file.parent.iterdir()) == ["kiosk.log", "kiosk.log.1"]
    assert log_file.with_name("kiosk.log.1").read_text("utf-8") == "a line\n"
    thin_logs(tmp_path)
    assert log_file.with_name("kiosk.log.1").read_text("utf-8") == "a line\n", "looking again costs nothing more"


def _set_aside(folder: Path) -> tuple[Path, bytes]:
    """Leave a file with one key in quarantine, its log beside it; return the file and the key."""
    aside = folder / "quarantine" / str(NOW_MS)
    aside.mkdir(parents=True)

    async def live() -> bytes:
        database = open_database(aside)
        journal = SqliteJournal(database, "1.0")
        await journal.commit(PassengerKnown(Private("Someone")), AT, "s", (), ())
        with database.reader.connect() as connection:
            key = connection.exec_driver_sql("SELECT key FROM session_key").scalar_one()
        left = {file.name: file.read_bytes() for file in aside.glob(f"{FILE_NAME}*") if not file.name.endswith("-shm")}
        await journal.close()
        database.close()
        for name, content in left.items():  # as a power cut leaves them
            (aside / name).write_bytes(content)
        return bytes(key)

    return aside / FILE_NAME, asyncio.run(live())


def _holders(folder: Path, key: bytes) -> list[str]:
    return [file.name for file in folder.iterdir() if key in file.read_bytes()]


def test_keys_of_a_file_set_aside_are_erased_when_they_are_due_and_the_file_stays(tmp_path: Path) -> None:
    file, key = _set_aside(tmp_path)
    purge_files(tmp_path, AT.utc_ms + KEEP_MS - 1)
    assert _holders(file.parent, key)
    purge_files(tmp_path, AT.utc_ms + KEEP_MS)
    assert _holders(file.parent, key) == []
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM journal").fetchone() == (1,)
    connection.close()


@pytest.mark.allowed_logs("is removed")
def test_a_file_too_damaged_to_erase_keys_in_is_removed_when_the_last_is_due(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file, _key = _set_aside(tmp_path)
    (file.parent / f"{FILE_NAME}-wal").unlink()
    content = bytearray(file.read_bytes())
    content[100:200] = b"\xff" * 100
    file.write_bytes(content)
    witness = file.with_name("payments.jsonl")
    purge_files(tmp_path, NOW_MS + KEEP_MS - 1)
    assert file.exists()
    purge_files(tmp_path, NOW_MS + KEEP_MS)
    assert not file.exists()
    assert witness.exists()
    assert "is removed" in caplog.text


def test_without_logs_and_without_damage_nothing_is_done(tmp_path: Path) -> None:
    purge_files(tmp_path, NOW_MS)
    thin_logs(tmp_path)
    assert list(tmp_path.iterdir()) == []
