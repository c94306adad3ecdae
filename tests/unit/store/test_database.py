"""Opening the kiosk's file: its settings, and who may write."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from kiosk.store import migrations
from kiosk.store.database import FILE_NAME, LOCK_NAME, PRAGMAS, open_database
from kiosk.store.errors import AlreadyRunning, StorageCause, StorageUnusable


@pytest.mark.parametrize(("name", "value"), PRAGMAS)
def test_every_connection_has_the_settings_that_durability_rests_on(
    tmp_path: Path, name: str, value: str | int
) -> None:
    database = open_database(tmp_path)
    for engine in (database.writer, database.reader):
        with engine.connect() as connection:
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() == value
    database.close()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    with database.reader.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.exec_driver_sql("DELETE FROM counter")
    database.close()


def test_a_second_kiosk_is_told_the_process_of_the_first(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    with pytest.raises(AlreadyRunning) as told:
        open_database(tmp_path)
    assert told.value.pid == os.getpid()
    assert str(os.getpid()) in str(told.value)
    database.close()
    open_database(tmp_path).close()


def test_a_lock_without_a_number_is_still_a_lock(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    (tmp_path / LOCK_NAME).write_text("garbage", "ascii")
    with pytest.raises(AlreadyRunning, match="unknown"):
        open_database(tmp_path)
    database.close()


def test_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(StorageUnusable, match="newer version") as told:
        open_database(tmp_path)
    assert told.value.cause is StorageCause.NEWER
    with pytest.raises(StorageUnusable):
        open_database(tmp_path)


def test_a_file_of_this_program_opens_without_alembic(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    script = (
        "import sys; from pathlib import Path; from kiosk.store.database import open_database; "
        "open_database(Path(sys.argv[1])).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False).returncode == 0


def test_a_start_that_is_cut_off_while_it_migrates_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = migrations.upgrade

    def dies(connection: Connection) -> None:
        upgrade(connection)
        raise sqlite3.OperationalError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "upgrade", dies)
        with pytest.raises(StorageUnusable, match="power cut"):
            open_database(tmp_path)
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
    open_database(tmp_path).close()


def test_a_folder_with_odd_signs_in_its_name_is_fine(tmp_path: Path) -> None:
    folder = tmp_path / "a b?mode=memory#ç%20"
    folder.mkdir()
    open_database(folder).close()
    assert (folder / FILE_NAME).stat().st_size > 0
