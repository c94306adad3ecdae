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


def pay_in(data_dir: Path, events_before: int = 0, events_after: int = 0, name: str = "sale-1") -> None:
    """Make a sale paid by card: commits that touch the attempt are three, and the last of all unless events follow."""
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


def found_in(data_dir: Path) -> SecondJournalProblem | None:
    """Return what recovery says of the second journal."""
    database = open_database(data_dir)
    problem = recover(database).second_journal_problem
    database.close()
    return problem


def _fault(data_dir: Path) -> SecondJournalFault | None:
    problem = found_in(data_dir)
    return problem.fault if problem is not None else None


def lines_of(data_dir: Path) -> list[bytes]:
    """Return the lines of the second journal, with their ends."""
    return (data_dir / SECOND_JOURNAL_NAME).read_bytes().splitlines(keepends=True)


def rewrite(data_dir: Path, lines: list[bytes]) -> None:
    """Put other lines into the second journal."""
    (data_dir / SECOND_JOURNAL_NAME).write_bytes(b"".join(lines))


@pytest.mark.parametrize("events_before", [0, 95, 96, 97, 98, 99, 100, 240])
def test_journals_that_agree_are_no_problem(tmp_path: Path, events_before: int) -> None:
    pay_in(tmp_path, events_before, 2)
    assert found_in(tmp_path) is None
    assert len(lines_of(tmp_path)) == 3


@pytest.mark.parametrize("torn", [b"", b'{"hash":"00', b"\0" * 70_000])
@pytest.mark.parametrize("events_before", [0, 97])
def test_a_last_commit_that_is_missing_is_added(tmp_path: Path, torn: bytes, events_before: int) -> None:
    pay_in(tmp_path, events_before)
    lines = lines_of(tmp_path)
    rewrite(tmp_path, [*lines[:-1], torn])
    assert found_in(tmp_path) is None
    assert lines_of(tmp_path) == lines
    assert found_in(tmp_path) is None


def test_more_than_the_last_commit_missing_is_a_problem(tmp_path: Path) -> None:
    pay_in(tmp_path)
    rewrite(tmp_path, lines_of(tmp_path)[:1])
    assert _fault(tmp_path) is SecondJournalFault.BEHIND


def test_a_missing_commit_that_is_not_the_last_is_a_problem(tmp_path: Path) -> None:
    pay_in(tmp_path, events_after=1)
    rewrite(tmp_path, lines_of(tmp_path)[:-1])
    assert _fault(tmp_path) is SecondJournalFault.BEHIND


def test_a_second_journal_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    pay_in(tmp_path)
    (tmp_path / SECOND_JOURNAL_NAME).unlink()
    assert _fault(tmp_path) is SecondJournalFault.BEHIND


def test_a_database_that_lost_a_payment_is_a_problem(tmp_path: Path) -> None:
    pay_in(tmp_path)
    for file in tmp_path.glob("kiosk.db*"):
        file.unlink()
    assert found_in(tmp_path) == SecondJournalProblem(SecondJournalFault.AHEAD, 2, "the database ends at 0")


def test_another_event_under_the_same_number_is_a_problem(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder, events_before in ((here, 0), (there, 1)):
        folder.mkdir()
        pay_in(folder, events_before)
    rewrite(here, lines_of(there)[:1])
    assert _fault(here) is SecondJournalFault.DIFFERENT


@pytest.mark.parametrize("damage", [b"\n", b"\xff\n", b"{}\n", b"[]\n", b'{"hash":1,"record":{"seq":"x"}}\n'])
def test_a_damaged_line_is_a_problem(tmp_path: Path, damage: bytes) -> None:
    pay_in(tmp_path)
    rewrite(tmp_path, [*lines_of(tmp_path), damage])
    assert _fault(tmp_path) is SecondJournalFault.DAMAGED


def test_an_altered_line_is_a_problem(tmp_path: Path) -> None:
    pay_in(tmp_path)
    *others, last = lines_of(tmp_path)
    rewrite(tmp_path, [*others, last.replace(b'"Happened"', b'"Happeneb"')])
    assert _fault(tmp_path) is SecondJournalFault.DAMAGED


def test_a_last_line_that_a_power_cut_tore_within_is_written_anew(tmp_path: Path) -> None:
    pay_in(tmp_path)
    *others, last = lines = lines_of(tmp_path)
    rewrite(tmp_path, [*others, bytes(100) + last[100:]])
    assert found_in(tmp_path) is None
    assert lines_of(tmp_path) == lines


def test_a_line_with_holes_that_is_not_the_last_commit_is_a_problem(tmp_path: Path) -> None:
    pay_in(tmp_path, events_after=1)
    *others, last = lines_of(tmp_path)
    rewrite(tmp_path, [*others, bytes(100) + last[100:]])
    assert _fault(tmp_path) is SecondJournalFault.DAMAGED


def test_lines_before_the_last_anchor_are_not_read_again(tmp_path: Path) -> None:
    pay_in(tmp_path, events_after=300)
    pay_in(tmp_path, name="sale-2")
    rewrite(tmp_path, [b"damaged long ago\n", *lines_of(tmp_path)])
    assert found_in(tmp_path) is None
