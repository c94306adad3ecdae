# ruff: noqa: S608 - names and numbers in the statements are this file's own
"""The hash chain: whatever is changed behind the program's back is found."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path

import pytest

from kiosk.store.codec import canonical
from kiosk.store.database import FILE_NAME, open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.journal.chain import GENESIS, ChainProblem, Record, hash_of, verify
from kiosk.store.recovery import recover, verify_all
from tests.unit.store.samples import AT, Happened

RECORD = Record(3, 1, 'bo"ot', 2, "00", None, "Kind", "a-1", '{"x":"\\u00e9"}', GENESIS)


def _filled(data_dir: Path, rows: int) -> None:
    async def live() -> None:
        database = open_database(data_dir)
        journal = SqliteJournal(database, "1.0")
        for index in range(rows):
            await journal.commit(Happened(str(index)), AT, "s", (), ())
        await journal.close()
        database.close()

    asyncio.run(live())


def _altered(data_dir: Path, *statements: str) -> None:
    connection = sqlite3.connect(data_dir / FILE_NAME, isolation_level=None)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    for name in names:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def _problems(data_dir: Path) -> tuple[ChainProblem | None, ChainProblem | None]:
    database = open_database(data_dir)
    found = recover(database).chain_problem, verify_all(database)
    database.close()
    return found


def test_the_text_that_is_hashed_is_canonical_json_of_the_row() -> None:
    assert RECORD.text() == canonical(json.loads(RECORD.text()))
    assert json.loads(RECORD.text())["payload"] == {"x": "é"}
    assert len(hash_of(RECORD.text())) == 64


def test_an_untouched_journal_holds(tmp_path: Path) -> None:
    _filled(tmp_path, 230)
    assert _problems(tmp_path) == (None, None)


@pytest.mark.parametrize(
    "change",
    [
        'UPDATE journal SET payload = \'{"what":"other"}\' WHERE seq = 220',
        "UPDATE journal SET kind = 'Other' WHERE seq = 220",
        "UPDATE journal SET session_id = NULL WHERE seq = 220",
        "UPDATE journal SET utc_ms = utc_ms + 1 WHERE seq = 220",
        "UPDATE journal SET attempt_id = 'a' WHERE seq = 220",
        "UPDATE journal SET draw = '1' WHERE seq = 220",
        "UPDATE journal SET boot_id = x'ff' WHERE seq = 220",
        "UPDATE journal SET payload = CAST(x'ffff' AS TEXT) WHERE seq = 220",
        "UPDATE journal SET hash = prev_hash WHERE seq = 220",
        "DELETE FROM journal WHERE seq = 220",
    ],
)
def test_an_altered_row_is_named(tmp_path: Path, change: str) -> None:
    _filled(tmp_path, 230)
    _altered(tmp_path, change)
    for problem in _problems(tmp_path):
        assert problem is not None
        assert problem.seq in (220, 221)


def test_a_row_before_the_last_anchor_is_found_by_the_whole_check_only(tmp_path: Path) -> None:
    _filled(tmp_path, 230)
    _altered(tmp_path, "UPDATE journal SET kind = 'Other' WHERE seq = 50")
    quick, whole = _problems(tmp_path)
    assert quick is None
    assert whole is not None
    assert whole.seq == 50


def test_a_forged_chain_does_not_fit_its_anchors(tmp_path: Path) -> None:
    _filled(tmp_path, 120)
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    rows = connection.execute("SELECT * FROM journal ORDER BY seq").fetchall()
    connection.close()
    statements, last = [], GENESIS
    for *fields, _ in rows:
        own = Record(*fields)._replace(prev_hash=last)
        own = own._replace(payload='{"what":"forged"}') if own.seq == 50 else own
        last = hash_of(own.text())
        values = f"payload = '{own.payload}', prev_hash = '{own.prev_hash}', hash = '{last}'"
        statements.append(f"UPDATE journal SET {values} WHERE seq = {own.seq}")
    _altered(tmp_path, *statements)
    for problem in _problems(tmp_path):
        assert problem is not None
        assert "anchor" in problem.what


def test_rows_cut_off_with_their_anchor_are_found_by_the_anchor(tmp_path: Path) -> None:
    _filled(tmp_path, 120)
    _altered(tmp_path, "DELETE FROM journal WHERE seq > 90")
    for problem in _problems(tmp_path):
        assert problem is not None
        assert problem.seq == 101


ROWS = 24


def _tampered(n: int) -> dict[str, tuple[str, ...]]:
    """Return what somebody who can write the file may do to row `n`."""
    done: dict[str, tuple[str, ...]] = (
        {"deleted": (f"DELETE FROM journal WHERE seq = {n}",)} if n < ROWS else {}
    )  # a cut end needs an anchor
    done["appended"] = (
        f"INSERT INTO journal SELECT {ROWS + 1}, utc_ms, boot_id, mono_ms, draw, session_id, kind, attempt_id, "
        f"payload, prev_hash, hash FROM journal WHERE seq = {n}",
    )
    done["swapped"] = (
        f"UPDATE journal SET seq = -1 WHERE seq = {n}",
        f"UPDATE journal SET seq = {n} WHERE seq = {n % ROWS + 1}",
        f"UPDATE journal SET seq = {n % ROWS + 1} WHERE seq = -1",
    )
    for field, value in (
        ("utc_ms", "utc_ms + 1"), ("boot_id", "'x'"), ("mono_ms", "mono_ms + 1"), ("draw", "'0'"),
        ("session_id", "NULL"), ("kind", "'Other'"), ("attempt_id", "'a'"), ("payload", "'{}'"),
        ("prev_hash", f"'{'f' * 64}'"), ("hash", f"'{'f' * 64}'"),
    ):  # fmt: skip
        done[field] = (f"UPDATE journal SET {field} = {value} WHERE seq = {n}",)
    return done


@pytest.mark.slow
def test_whatever_is_done_to_any_row_is_found(tmp_path: Path) -> None:
    _filled(tmp_path, ROWS)
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:
            connection.execute(f"DROP TRIGGER {name}")
    connection.close()
    database = open_database(tmp_path)
    with database.writer.connect() as writing:
        for n in range(1, ROWS + 1):
            for how, statements in _tampered(n).items():
                writing.exec_driver_sql("PRAGMA defer_foreign_keys=1")
                for statement in statements:
                    writing.exec_driver_sql(statement)
                assert verify(writing, is_full=True) is not None, f"row {n} {how}"
                writing.rollback()
        assert verify(writing, is_full=True) is None
    database.close()


def test_the_chain_holds_when_the_keys_of_sessions_are_deleted(tmp_path: Path) -> None:
    _filled(tmp_path, 3)
    _altered(tmp_path, "INSERT INTO session_key VALUES ('s', zeroblob(32), 0)", "DELETE FROM session_key")
    assert _problems(tmp_path) == (None, None)
