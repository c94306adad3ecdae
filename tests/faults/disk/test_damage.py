"""F14, F13: damage is noticed, set aside when no payment is open, and never guessed away when one may be."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from pathlib import Path

import pytest

from kiosk.domain.sale import Sale
from kiosk.store import database as opening
from kiosk.store import papers
from kiosk.store.database import FILE_NAME, SECOND_JOURNAL_NAME, integrity, open_database
from kiosk.store.errors import CommitFailed, StorageCause, StorageUnusable
from kiosk.store.journal import SqliteJournal
from kiosk.store.quarantine import CannotReplace, open_and_recover, replace_damaged
from kiosk.store.recovery import recover, verify_all
from tests.unit.store.samples import AT, Happened, basket, job, paid, sent

NOW_MS = 1_790_000_000_000


def _sold(folder: Path, *states: Sale) -> None:
    """Commit states of one sale, some events before it, and give two numbers out."""

    async def live() -> None:
        database = open_database(folder)
        recover(database)
        journal = SqliteJournal(database, "1.0")
        for n in range(30):
            await journal.commit(Happened(f"mark-{n:03d}"), AT, "s", (), ())
        before: tuple[Sale, ...] = ()
        for state in states:
            await journal.commit(Happened(), AT, "s", before, (state,))
            before = (state,)
        await journal.reserve("receipt")
        await journal.reserve("receipt")
        await journal.checkpoint()
        await journal.close()
        database.close()

    asyncio.run(live())


def _cause(folder: Path) -> str:
    """Return what a start and a night find, empty for nothing."""
    try:
        database = open_database(folder)
    except StorageUnusable as error:
        return str(error)
    try:
        found = recover(database)
        problem = found.chain_problem or found.second_journal_problem or verify_all(database)
        return str(problem or "") or integrity(database)
    except Exception as error:  # whatever the file makes the reading raise: it is noticed
        return repr(error)
    finally:
        database.close()


def _spoil(folder: Path) -> None:
    """Change one event within a cell: pages and indices stay in order."""
    file = folder / FILE_NAME
    content = file.read_bytes()
    assert content.count(b"mark-010") == 1
    file.write_bytes(content.replace(b"mark-010", b"mark-0x0"))


@pytest.mark.slow
def test_a_flipped_bit_in_any_event_is_noticed(tmp_path: Path) -> None:
    _sold(tmp_path, basket(), paid(basket()))
    file = tmp_path / FILE_NAME
    whole = file.read_bytes()
    draw = random.Random(5)  # noqa: S311 - a replayable choice, no secret
    for n in range(30):
        at = whole.index(f"mark-{n:03d}".encode()) + draw.randrange(8)
        broken = bytearray(whole)
        broken[at] ^= 1 << draw.randrange(7)
        file.write_bytes(broken)
        assert _cause(tmp_path), f"byte {at}"
    file.write_bytes(whole)
    assert _cause(tmp_path) == ""


@pytest.mark.slow
@pytest.mark.parametrize("at", [0, 16, 18, 28, 100, 4096, 8192])
def test_a_page_or_header_of_noise_is_noticed(tmp_path: Path, at: int) -> None:
    _sold(tmp_path, basket(), paid(basket()))
    file = tmp_path / FILE_NAME
    broken = bytearray(file.read_bytes())
    broken[at : at + 64] = random.Random(at).randbytes(64)  # noqa: S311 - a replayable choice, no secret
    file.write_bytes(broken)
    assert _cause(tmp_path)


@pytest.mark.slow
def test_a_payment_that_the_log_lost_is_noticed_by_the_second_journal(tmp_path: Path) -> None:
    async def live() -> None:
        database = open_database(tmp_path)
        journal = SqliteJournal(database, "1.0")
        await journal.commit(Happened("mark-log"), AT, "s", (), (sent(basket()),))
        files = {name: (tmp_path / name).read_bytes() for name in (FILE_NAME, f"{FILE_NAME}-wal")}
        await journal.close()
        database.close()
        for name, content in files.items():  # as a power cut leaves them
            (tmp_path / name).write_bytes(content.replace(b"mark-log", b"mark-lob"))

    asyncio.run(live())
    assert "ahead" in _cause(tmp_path)


@pytest.mark.slow
def test_a_flipped_bit_in_the_second_journal_is_noticed(tmp_path: Path) -> None:
    _sold(tmp_path, basket(), sent(basket()))
    file = tmp_path / SECOND_JOURNAL_NAME
    broken = bytearray(file.read_bytes())
    broken[len(broken) // 2] ^= 1
    file.write_bytes(broken)
    assert _cause(tmp_path)


def _numbered(folder: Path, name: str) -> str:
    """Sell once; return the number on that receipt."""

    async def live() -> str:
        database = open_database(folder)
        journal = SqliteJournal(database, "1.0")
        await journal.commit(Happened(f"mark-{name}"), AT, "s", (), (paid(basket(name=name)),))
        with database.reader.connect() as connection:
            own = papers.number_of(connection, name)
        await journal.checkpoint()
        await journal.close()
        database.close()
        assert own is not None
        return own.text

    return asyncio.run(live())


@pytest.mark.slow
def test_a_receipt_after_damage_never_has_the_number_of_one_before_it(tmp_path: Path) -> None:
    given = [_numbered(tmp_path, name) for name in ("010", "b")]
    for turn in range(2):
        _spoil(tmp_path)
        replace_damaged(tmp_path, NOW_MS + turn)
        given += [_numbered(tmp_path, name) for name in ("010", "b")]
    assert given == ["1", "2", "2-1", "2-2", "3-1", "3-2"]


@pytest.mark.slow
def test_a_damaged_file_without_open_payment_is_set_aside_and_the_kiosk_sells_again(tmp_path: Path) -> None:
    states = (basket(), sent(basket()), paid(basket()), paid(basket()).with_job(job(basket())))
    _sold(tmp_path, *states)
    _spoil(tmp_path)
    assert _cause(tmp_path)
    aside = replace_damaged(tmp_path, NOW_MS)
    assert b"mark-0x0" in (aside / FILE_NAME).read_bytes(), "kept for examination"
    assert (aside / SECOND_JOURNAL_NAME).exists()
    assert _cause(tmp_path) == ""
    database = open_database(tmp_path)
    journal = SqliteJournal(database, "1.0")
    assert asyncio.run(journal.reserve("receipt")) == 3, "numbers go on"
    assert asyncio.run(journal.commit(Happened(), AT, "s", (), (basket(name="next"),))) == 1
    asyncio.run(journal.close())
    database.close()


@pytest.mark.slow
@pytest.mark.allowed_logs("alert:")
def test_a_start_replaces_a_damaged_file_and_says_where_the_old_one_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _sold(tmp_path, basket(), paid(basket()))
    _spoil(tmp_path)
    database, found = open_and_recover(tmp_path, NOW_MS)
    assert found.chain_problem is None
    assert found.sales == ()
    assert str(tmp_path / "quarantine" / str(NOW_MS)) in caplog.text
    database.close()


@pytest.mark.slow
@pytest.mark.allowed_logs("alert:")
def test_a_start_with_an_open_payment_in_a_damaged_file_stays_out_of_service(tmp_path: Path) -> None:
    _sold(tmp_path, basket(), sent(basket()))
    _spoil(tmp_path)
    with pytest.raises(StorageUnusable) as told:
        open_and_recover(tmp_path, NOW_MS)
    assert told.value.cause is StorageCause.CORRUPT
    assert not (tmp_path / "quarantine").exists()


def _refusal(folder: Path) -> str:
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(CannotReplace) as told:
        replace_damaged(folder, NOW_MS)
    assert sorted(path.name for path in folder.iterdir() if not path.name.endswith(("-wal", "-shm"))) == [
        name for name in before if not name.endswith(("-wal", "-shm"))
    ]
    return str(told.value)


@pytest.mark.slow
def test_with_an_open_payment_nothing_is_replaced(tmp_path: Path) -> None:
    _sold(tmp_path, basket(), sent(basket()))
    _spoil(tmp_path)
    assert "is SENT" in _refusal(tmp_path)


@pytest.mark.slow
def test_a_payment_that_only_the_second_journal_knows_keeps_the_kiosk_out_of_service(tmp_path: Path) -> None:
    _sold(tmp_path, basket(), paid(basket()))
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("PRAGMA foreign_keys=0")
        connection.execute("DELETE FROM attempt")
    connection.close()
    assert "knows more" in _refusal(tmp_path)


@pytest.mark.slow
def test_a_damaged_second_journal_vouches_for_nothing(tmp_path: Path) -> None:
    _sold(tmp_path, basket(), paid(basket()))
    _spoil(tmp_path)
    file = tmp_path / SECOND_JOURNAL_NAME
    file.write_bytes(file.read_bytes().replace(b'"seq":', b'"sek":'))
    assert "second journal" in _refusal(tmp_path)


@pytest.mark.slow
def test_a_file_that_cannot_be_read_vouches_for_nothing(tmp_path: Path) -> None:
    _sold(tmp_path, basket(), paid(basket()))
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 1000)
    assert "cannot be read" in _refusal(tmp_path)


@pytest.mark.slow
def test_a_file_that_another_program_locks_fails_the_commit_and_is_not_tried_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorter = [(name, 50 if name == "busy_timeout" else value) for name, value in opening.PRAGMAS]
    monkeypatch.setattr(opening, "PRAGMAS", tuple(shorter))
    database = open_database(tmp_path)
    journal = SqliteJournal(database, "1.0")
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CommitFailed, match="locked"):
        asyncio.run(journal.commit(Happened(), AT, "", (), ()))
    other.execute("ROLLBACK")
    other.close()
    with pytest.raises(CommitFailed, match="closed after"):
        asyncio.run(journal.commit(Happened(), AT, "", (), ()))
    asyncio.run(journal.close())
    database.close()
