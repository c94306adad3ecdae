"""What "durable" stands on, said in figures of its own: a setting that was lowered would agree with itself."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import insert

from kiosk.domain.sale import Sale
from kiosk.store import schema
from kiosk.store.database import SECOND_JOURNAL_NAME, Database, in_memory, open_database
from kiosk.store.errors import CommitFailed, Rejected
from kiosk.store.journal import SqliteJournal
from kiosk.store.journal.chain import GENESIS, Record, hash_of, verify
from kiosk.store.journal.second import SecondJournal
from tests.unit.store.samples import AT, Happened, basket, sent


@dataclass(frozen=True, slots=True)
class Commits:
    """Commits on a disk, one after the other."""

    database: Database
    journal: SqliteJournal

    def commit(self, before: Sequence[Sale], after: Sequence[Sale]) -> int:
        return asyncio.run(self.journal.commit(Happened(), AT, "s", before, after))

    def close(self) -> None:
        asyncio.run(self.journal.close())
        self.database.close()


def on_disk(folder: Path, second_journal: Path | None = None) -> Commits:
    database = open_database(folder)
    if second_journal is not None:
        database = replace(database, second_journal=second_journal)
    return Commits(database, SqliteJournal(database, "1.0"))


@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("wal_autocheckpoint", 0), ("foreign_keys", 1), ("secure_delete", 1)],
)
def test_the_writer_flushes_each_commit_and_checkpoints_only_when_it_is_asked(
    tmp_path: Path, name: str, value: str | int
) -> None:
    database = open_database(tmp_path)
    with database.writer.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() == value
    database.close()


def test_a_payment_is_flushed_in_the_second_journal_before_its_commit_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[bytes] = []
    place = tmp_path / SECOND_JOURNAL_NAME

    def flushed(fd: int) -> None:
        kept.append(place.read_bytes())
        flush(fd)

    flush = os.fsync
    own = on_disk(tmp_path)
    sale = basket()
    own.commit((), (sale,))
    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "fdatasync", flushed)
    own.commit((sale,), (sent(sale),))
    monkeypatch.undo()
    own.close()
    assert kept == [place.read_bytes()]
    assert kept[0].endswith(b"}\n")


def test_a_line_of_the_second_journal_is_whole_or_the_commit_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / SECOND_JOURNAL_NAME
    second = SecondJournal(place)
    write, shorter = os.write, [7]

    def first_one_is_short(fd: int, octets: bytes) -> int:
        return write(fd, octets[: shorter.pop()] if shorter else octets)

    monkeypatch.setattr(os, "write", first_one_is_short)
    try:
        second.append('{"seq":1}', "0" * 64)
        is_kept = True
    except OSError:
        is_kept = False
    monkeypatch.undo()
    second.close()
    assert not shorter
    assert is_kept == (place.read_bytes() == b'{"hash":"' + b"0" * 64 + b'","record":{"seq":1}}\n')


def test_a_commit_that_is_in_the_database_and_not_in_the_second_journal_is_not_called_undone(tmp_path: Path) -> None:
    own = on_disk(tmp_path, Path("/dev/full"))
    sale = basket()
    own.commit((), (sale,))
    with pytest.raises(CommitFailed) as told:
        own.commit((sale,), (sent(sale),))
    assert type(told.value) is CommitFailed
    own.close()


def test_a_commit_that_broke_a_rule_is_called_undone(tmp_path: Path) -> None:
    own = on_disk(tmp_path)
    sale = basket()
    own.commit((), (sale,))
    with pytest.raises(Rejected):
        own.commit((sale,), (replace(sale, lines=sale.lines[:1]),))
    own.close()


@pytest.mark.parametrize(("second_seq", "is_continued", "said"), [(2, False, "continue"), (3, True, "the row is gone")])
def test_rows_that_fit_their_own_hashes_but_not_each_other_are_no_chain(
    second_seq: int, is_continued: bool, said: str
) -> None:
    first = _row(1, GENESIS)
    second = _row(second_seq, hash_of(first.text()) if is_continued else "f" * 64)
    database = in_memory()
    with database.writer.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_gapless")
        for record in (first, second):
            fields = (*_fields(record), hash_of(record.text()))
            connection.execute(insert(schema.journal).values(dict(zip(schema.journal.c.keys(), fields, strict=True))))
    with database.reader.connect() as connection:
        problem = verify(connection)
    database.close()
    assert problem is not None
    assert problem.seq == 2
    assert said in problem.what


def _row(seq: int, before: str) -> Record:
    return Record(seq, AT.utc_ms, "boot", AT.mono_ms, "0" * 19, None, "Happened", None, "{}", before)


def _fields(own: Record) -> tuple[object, ...]:
    return (
        own.seq, own.utc_ms, own.boot_id, own.mono_ms, own.draw, own.session_id, own.kind, own.attempt_id,
        own.payload, own.prev_hash,
    )  # fmt: skip
