"""The second journal: what it says of the first one when the kiosk starts."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.domain.payment import Verdict, confirm, decide
from kiosk.domain.sale import Sale
from kiosk.store.database import SECOND_JOURNAL_NAME, open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.journal.second import SecondJournalFault, SecondJournalProblem
from kiosk.store.recovery import recover
from tests.unit.store.samples import AT, Happened, basket, sent, yes


def _payment(data_dir: Path, events_before: int = 0, events_after: int = 0, name: str = "sale-1") -> None:
    """A sale paid by card: commits that touch the attempt are three, and the last of all unless events follow."""
    sale = basket(2, name)
    asked = sent(sale)
    own = asked.attempts[0].id
    approved = decide(asked, own, Verdict.APPROVED, yes(sale))
    steps: list[tuple[Sale, ...]] = [(), (sale,), (asked,), (approved,), (confirm(approved, own, "OK"),)]

    async def live() -> None:
        database = open_database(data_dir)
        journal = SqliteJournal(database, "1.0")
        for _ in range(events_before):
            await journal.commit(Happened(), AT, "s", (), ())
        for before, after in pairwise(steps):
            await journal.commit(Happened(), AT, "s", before, after)
        for _ in range(events_after):
            await journal.commit(Happened(), AT, "s", (), ())
        await journal.close()
        database.close()

    asyncio.run(live())


def _found(data_dir: Path) -> SecondJournalProblem | None:
    database = open_database(data_dir)
    problem = recover(database).second_journal_problem
    database.close()
    return problem


def _fault(data_dir: Path) -> SecondJournalFault | None:
    problem = _found(data_dir)
    return problem.fault if problem is not None else None


def _lines(data_dir: Path) -> list[bytes]:
    return (data_dir / SECOND_JOURNAL_NAME).read_bytes().splitlines(keepends=True)


def _rewrite(data_dir: Path, lines: list[bytes]) -> None:
    (data_dir / SECOND_JOURNAL_NAME).write_bytes(b"".join(lines))


@pytest.mark.parametrize("events_before", [0, 95, 96, 97, 98, 99, 100, 240])
def test_journals_that_agree_are_no_problem(tmp_path: Path, events_before: int) -> None:
    _payment(tmp_path, events_before, 2)
    assert _found(tmp_path) is None
    assert len(_lines(tmp_path)) == 3


@pytest.mark.parametrize("torn", [b"", b'{"hash":"00', b"\0" * 70_000])
@pytest.mark.parametrize("events_before", [0, 97])
def test_a_last_commit_that_is_missing_is_added(tmp_path: Path, torn: bytes, events_before: int) -> None:
    _payment(tmp_path, events_before)
    lines = _lines(tmp_path)
    _rewrite(tmp_path, [*lines[:-1], torn])
    assert _found(tmp_path) is None
    assert _lines(tmp_path) == lines
    assert _found(tmp_path) is None


def test_more_than_the_last_commit_missing_is_a_problem(tmp_path: Path) -> None:
    _payment(tmp_path)
    _rewrite(tmp_path, _lines(tmp_path)[:1])
    assert _fault(tmp_path) is SecondJournalFault.BEHIND


def test_a_missing_commit_that_is_not_the_last_is_a_problem(tmp_path: Path) -> None:
    _payment(tmp_path, events_after=1)
    _rewrite(tmp_path, _lines(tmp_path)[:-1])
    assert _fault(tmp_path) is SecondJournalFault.BEHIND


def test_a_second_journal_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    _payment(tmp_path)
    (tmp_path / SECOND_JOURNAL_NAME).unlink()
    assert _fault(tmp_path) is SecondJournalFault.BEHIND


def test_a_database_that_lost_a_payment_is_a_problem(tmp_path: Path) -> None:
    _payment(tmp_path)
    for file in tmp_path.glob("kiosk.db*"):
        file.unlink()
    assert _found(tmp_path) == SecondJournalProblem(SecondJournalFault.AHEAD, 2, "the database ends at 0")


def test_another_event_under_the_same_number_is_a_problem(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder, events_before in ((here, 0), (there, 1)):
        folder.mkdir()
        _payment(folder, events_before)
    _rewrite(here, _lines(there)[:1])
    assert _fault(here) is SecondJournalFault.DIFFERENT


@pytest.mark.parametrize("damage", [b"\n", b"\xff\n", b"{}\n", b"[]\n", b'{"hash":1,"record":{"seq":"x"}}\n'])
def test_a_damaged_line_is_a_problem(tmp_path: Path, damage: bytes) -> None:
    _payment(tmp_path)
    _rewrite(tmp_path, [*_lines(tmp_path), damage])
    assert _fault(tmp_path) is SecondJournalFault.DAMAGED


def test_an_altered_line_is_a_problem(tmp_path: Path) -> None:
    _payment(tmp_path)
    *others, last = _lines(tmp_path)
    _rewrite(tmp_path, [*others, last.replace(b'"Happened"', b'"Happeneb"')])
    assert _fault(tmp_path) is SecondJournalFault.DAMAGED


def test_a_last_line_that_a_power_cut_tore_within_is_written_anew(tmp_path: Path) -> None:
    _payment(tmp_path)
    *others, last = lines = _lines(tmp_path)
    _rewrite(tmp_path, [*others, bytes(100) + last[100:]])
    assert _found(tmp_path) is None
    assert _lines(tmp_path) == lines


def test_a_line_with_holes_that_is_not_the_last_commit_is_a_problem(tmp_path: Path) -> None:
    _payment(tmp_path, events_after=1)
    *others, last = _lines(tmp_path)
    _rewrite(tmp_path, [*others, bytes(100) + last[100:]])
    assert _fault(tmp_path) is SecondJournalFault.DAMAGED


def test_lines_before_the_last_anchor_are_not_read_again(tmp_path: Path) -> None:
    _payment(tmp_path, events_after=300)
    _payment(tmp_path, name="sale-2")
    _rewrite(tmp_path, [b"damaged long ago\n", *_lines(tmp_path)])
    assert _found(tmp_path) is None
