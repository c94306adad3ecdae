"""The journal: one transaction per event, on a disk and in memory alike."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import select

from kiosk.domain.basket import add, fewer, more, put_back
from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.payment import Verdict, confirm, decide, intend
from kiosk.domain.private import Private
from kiosk.domain.sale import Sale
from kiosk.flows.base import Event
from kiosk.store import schema
from kiosk.store.database import Database, in_memory, open_database
from kiosk.store.errors import CheckpointFailed, CommitFailed, Rejected
from kiosk.store.journal import Journal, MemoryJournal, SqliteJournal
from kiosk.store.recovery import events_of, recover, verify_all
from tests.unit.store.samples import AT, Happened, as_loaded, basket, job, later, new_sale, paid, product, sent, yes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PassengerNamed(Event):
    name: Private[str]


class Desk:
    """A journal with its database, closed together."""

    def __init__(self, database: Database, journal: Callable[[Database], Journal]) -> None:
        self.database = database
        self.journal = journal(database)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run(work)

    def commit(self, before: tuple[Sale, ...], after: tuple[Sale, ...], session_id: str = "session-1") -> int:
        return self.run(self.journal.commit(Happened(), AT, session_id, before, after))

    def rows(self, sql: str) -> list[Any]:
        with self.database.reader.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql)]

    def close(self) -> None:
        self.run(self.journal.close())
        self.database.close()


@pytest.fixture(params=["disk", "memory"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    if request.param == "disk":
        desk = Desk(open_database(tmp_path), lambda own: SqliteJournal(own, "1.0", "boot"))
    else:
        desk = Desk(in_memory(), lambda own: MemoryJournal("1.0", own))
    yield desk
    desk.close()


# --- faults -----------------------------------------------------------------------------------------------------------


def test_a_commit_that_breaks_a_rule_keeps_nothing_and_ends_the_journal(desk: Desk) -> None:
    first, second = basket(1, "s1"), basket(1, "s2")
    desk.commit((), (first, second))
    asked = sent(first)
    desk.commit((first, second), (asked, second))
    twin = sent(second)
    with pytest.raises(Rejected, match=r"attempt\.terminal_id"):
        desk.commit((asked, second), (asked, twin))
    assert desk.rows("SELECT max(seq) FROM journal") == [(2,)]
    assert desk.rows("SELECT state FROM sale ORDER BY id") == [("PAYING",), ("OPEN",)]
    with pytest.raises(CommitFailed, match="closed after"):
        desk.commit((asked, second), (asked, second))
    with pytest.raises(CommitFailed, match="closed after"):
        desk.run(desk.journal.reserve("receipt"))


def test_an_event_that_cannot_be_kept_is_rejected_with_its_rows(desk: Desk) -> None:
    with pytest.raises(Rejected, match="5 is no str"):
        desk.run(desk.journal.commit(Happened(5), AT, "s", (), (basket(),)))  # type: ignore[arg-type] # the fault under test
    assert desk.rows("SELECT count(*) FROM sale") == [(0,)]


@pytest.mark.parametrize("lost", [{"lines": ()}, {"attempts": ()}, {"tenders": ()}, {"jobs": ()}])
def test_a_row_is_never_lost_without_a_trace(desk: Desk, lost: dict[str, Any]) -> None:
    sale = paid(basket()).with_job(job(basket()))
    desk.commit((), (sale,))
    with pytest.raises(Rejected, match="lost"):
        desk.commit((sale,), (replace(sale, **lost),))


def test_personal_fields_without_a_session_are_rejected(desk: Desk) -> None:
    with pytest.raises(Rejected, match="no session"):
        desk.run(desk.journal.commit(PassengerNamed(Private("x")), AT, "", (), ()))


def test_a_full_disk_fails_the_commit_and_keeps_what_was_there(desk: Desk) -> None:
    sale = basket()
    desk.commit((), (sale,))
    with desk.database.writer.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    writer: Any = desk.journal
    writer._writer._connection.execute(f"PRAGMA max_page_count={pages}")  # noqa: SLF001 - the limit belongs to one connection
    wide = replace(sale, attempts=(), version=sale.version + 1)
    with pytest.raises(CommitFailed, match="full"):
        desk.run(desk.journal.commit(Happened("x" * 5_000_000), AT, "session-1", (sale,), (wide,)))
    assert [as_loaded(sale)] == list(recover(desk.database).sales)
    assert verify_all(desk.database) is None


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_failed_commit_may_have_been_kept_or_dropped(is_kept: bool) -> None:
    journal = MemoryJournal()
    sale = basket()
    journal.fail_next(is_kept=is_kept)
    with pytest.raises(CommitFailed):
        asyncio.run(journal.commit(Happened(), AT, "session-1", (), (sale,)))
    with pytest.raises(CommitFailed):
        asyncio.run(journal.commit(Happened(), AT, "session-1", (), (sale,)))
    assert recover(journal.database).sales == ((sale,) if is_kept else ())


def test_a_second_journal_that_cannot_be_written_fails_the_commit(tmp_path: Path) -> None:
    database = replace(open_database(tmp_path), second_journal=Path("/dev/full"))
    desk = Desk(database, lambda own: SqliteJournal(own, "1.0"))
    sale = basket()
    desk.commit((), (sale,))
    with pytest.raises(CommitFailed, match="No space left"):
        desk.commit((sale,), (sent(sale),))
    desk.close()


# --- what a commit keeps ----------------------------------------------------------------------------------------------


def test_rows_of_the_journal_tell_the_event_its_time_and_its_session(desk: Desk) -> None:
    assert desk.run(desk.journal.commit(Happened("one"), AT, "session-1", (), ())) == 1
    assert desk.run(desk.journal.commit(Happened("two"), later(3), "", (), ())) == 2
    rows = desk.rows("SELECT seq, utc_ms, boot_id, mono_ms, draw, session_id, kind, attempt_id, payload FROM journal")
    draw = f"{AT.draw:019x}"
    assert rows == [
        (1, AT.utc_ms, "boot", AT.mono_ms, draw, "session-1", "Happened", None, '{"what":"one"}'),
        (2, AT.utc_ms + 3, "boot", AT.mono_ms + 3, draw, None, "Happened", None, '{"what":"two"}'),
    ]


def test_only_the_rows_that_changed_are_written(desk: Desk) -> None:
    sale = basket(3)
    desk.commit((), (sale,))
    seen = desk.rows("SELECT n, place FROM sale_line ORDER BY n")
    changed = more(sale, 2)
    desk.commit((sale,), (changed,))
    assert desk.rows("SELECT n, place FROM sale_line ORDER BY n") == seen
    assert desk.rows("SELECT n, qty_milli, total_minor FROM sale_line WHERE qty_milli > 1000") == [(2, 2000, 202)]
    assert desk.rows("SELECT total_minor, version FROM sale") == [(changed.total.minor, changed.version)]


def test_a_line_that_moves_to_the_top_is_the_only_row_that_changes(desk: Desk) -> None:
    sale = basket(3)
    desk.commit((), (sale,))
    first, *others = sale.lines
    moved = replace(sale, lines=(*others, first), version=9)
    desk.commit((sale,), (moved,))
    assert desk.rows("SELECT n, place FROM sale_line ORDER BY place") == [(2, 2), (3, 3), (1, 4)]
    assert recover(desk.database).sales == (moved,)


def test_lines_taken_out_and_put_back_keep_their_order(desk: Desk) -> None:
    states = [basket(4)]
    for act, n in ((fewer, 3), (fewer, 1), (put_back, 3), (fewer, 2)):
        states.append(act(states[-1], n))
    desk.commit((), (states[0],))
    for before, after in pairwise(states):
        desk.commit((before,), (after,))
        assert recover(desk.database).sales == (after,)


def test_a_payment_leaves_the_numbers_of_its_events(desk: Desk) -> None:
    sale = basket()
    asked = sent(sale)
    yes_said = decide(asked, asked.attempts[0].id, Verdict.APPROVED, yes(sale))
    done = confirm(yes_said, asked.attempts[0].id, "TEXT")
    steps: list[tuple[Sale, ...]] = [(), (sale,), (intend(sale, "sale-1-t1", "sale-1-a1", "sale-1-a1-ref"),), (asked,)]
    for before, after in zip(steps, [*steps[1:], (yes_said,)], strict=False):
        desk.commit(before, after)
    desk.commit((yes_said,), (done,))
    assert desk.rows("SELECT sent_seq, decided_seq, completed_seq FROM attempt") == [(3, 4, 5)]
    assert desk.rows("SELECT seq FROM journal WHERE attempt_id = 'sale-1-a1'") == [(2,), (3,), (4,), (5,)]
    assert recover(desk.database).sales == (as_loaded(done),)


def test_of_a_card_number_four_digits_are_kept_whatever_a_terminal_sends(desk: Desk) -> None:
    sale = basket()
    asked = sent(sale)
    desk.commit((), (asked,))
    chatty = replace(yes(sale), last4="4111111111111111")
    desk.commit((asked,), (decide(asked, asked.attempts[0].id, Verdict.APPROVED, chatty),))
    assert desk.rows("SELECT last4 FROM attempt") == [("1111",)]


def test_what_leaves_a_unique_index_makes_room_in_the_same_commit(desk: Desk) -> None:
    first, second = sent(basket(1, "s1")), basket(1, "s2")
    desk.commit((), (first, second))
    declined = decide(first, first.attempts[0].id, Verdict.DECLINED, None)
    desk.commit((first, second), (declined, sent(second)))
    desk.commit((declined,), (sent(replace(declined, state=SaleState.PAYING), 2, "T2"),))


def test_a_print_job_moves_and_its_copy_is_a_row_of_its_own(desk: Desk) -> None:
    sale = paid(basket()).with_job(job(basket()))
    sending = sale.with_job(sale.jobs[0].to(PrintState.SENDING))
    failed = sending.with_job(sending.jobs[0].to(PrintState.FAILED, "PAPER\udc80")).with_job(job(basket(), 2))
    for before, after in (((), (sale,)), ((sale,), (sending,)), ((sending,), (failed,))):
        desk.commit(before, after)
    assert desk.rows("SELECT copy_no, state, reason, n, session_id FROM print_job ORDER BY n") == [
        (1, "FAILED", "PAPER\\udc80", 1, "session-1"),
        (2, "QUEUED", "", 2, "session-1"),
    ]


def test_sales_that_a_restart_found_are_written_without_a_before(desk: Desk) -> None:
    sale = sent(basket(3))
    desk.commit((), (sale,))
    found = recover(desk.database).sales[0]
    settled = decide(found, found.attempts[0].id, Verdict.DECLINED, None)
    desk.commit((), (settled,), "session-2")
    assert recover(desk.database).sales == (settled,)
    assert desk.rows("SELECT opened_seq, session_id FROM sale") == [(1, "session-1")]


def test_one_session_runs_at_a_time(desk: Desk) -> None:
    for session_id in ("a", "a", "", "b", "c", "b"):
        desk.commit((), (), session_id)
    desk.commit((), (new_sale("s", "old"),), "b")
    assert desk.rows("SELECT id, code_version, started_seq, ended_seq FROM session ORDER BY id") == [
        ("a", "1.0", 1, 2),
        ("b", "1.0", 4, None),
        ("c", "1.0", 5, 5),
        ("old", "1.0", 7, 7),
    ]


def test_anchors_stand_every_hundred_rows_and_every_ten_minutes(desk: Desk) -> None:
    async def many() -> None:
        for _ in range(205):
            await desk.journal.commit(Happened(), AT, "s", (), ())
        await desk.journal.commit(Happened(), later(10 * 60 * 1000), "s", (), ())

    desk.run(many())
    assert desk.rows("SELECT seq FROM anchor") == [(1,), (101,), (201,), (206,)]


def test_counters_grow_by_one_survive_and_go_round(desk: Desk) -> None:
    async def numbers() -> list[int]:
        return [await desk.journal.reserve(name) for name in ("receipt", "receipt", "print_job", "receipt")]

    assert desk.run(numbers()) == [1, 2, 1, 3]
    with desk.database.writer.begin() as connection:
        connection.execute(schema.counter.update().values(value=2**32 - 2))
    assert desk.run(numbers())[:2] == [2**32 - 1, 1]
    assert desk.rows("SELECT value FROM counter WHERE name <> 'start' ORDER BY name") == [(2**32 - 1,), (2,)]


def test_the_log_is_written_over_and_does_not_grow(tmp_path: Path) -> None:
    desk = Desk(open_database(tmp_path), lambda own: SqliteJournal(own, "1.0"))
    log = tmp_path / "kiosk.db-wal"
    size = log.stat().st_size
    assert size > 1_000_000
    for _ in range(3):
        for index in range(20):
            desk.commit((), (basket(3, f"s{index}"),))
        desk.run(desk.journal.checkpoint())
        assert log.stat().st_size == size
    desk.close()


def test_a_checkpoint_that_a_reader_holds_up_is_told(tmp_path: Path) -> None:
    desk = Desk(open_database(tmp_path), lambda own: SqliteJournal(own, "1.0"))
    held: Any = desk.journal
    held._writer._connection.execute("PRAGMA busy_timeout=0")  # noqa: SLF001 - no test waits five seconds
    with desk.database.reader.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one()
        desk.commit((), (basket(),))
        with pytest.raises(CheckpointFailed, match="busy"):
            desk.run(desk.journal.checkpoint())
    desk.run(desk.journal.checkpoint())
    desk.commit((), (basket(),))
    desk.close()


def test_each_payment_commit_is_in_the_second_journal_with_its_hash(tmp_path: Path) -> None:
    desk = Desk(open_database(tmp_path), lambda own: SqliteJournal(own, "1.0"))
    sale = basket()
    desk.commit((), (sale,))
    desk.commit((sale,), (sent(sale),))
    lines = [json.loads(line) for line in (tmp_path / "payments.jsonl").read_text("ascii").splitlines()]
    kept = desk.rows("SELECT seq, hash FROM journal WHERE attempt_id IS NOT NULL")
    assert [(line["record"]["seq"], line["hash"]) for line in lines] == kept
    assert kept[0][0] == 2
    desk.close()


def test_commits_of_several_tasks_come_one_after_the_other(desk: Desk) -> None:
    async def crowd() -> list[int]:
        return await asyncio.gather(*(desk.journal.commit(Happened(), AT, "s", (), ()) for _ in range(20)))

    assert desk.run(crowd()) == list(range(1, 21))


def test_a_scan_in_a_basket_of_many_writes_one_line(desk: Desk) -> None:
    sale = basket(30)
    desk.commit((), (sale,))
    held: Any = desk.journal
    connection: sqlite3.Connection = held._writer._connection  # noqa: SLF001 - counts rows where they are written
    count = connection.total_changes
    asyncio.run(desk.journal.commit(Happened(), AT, "session-1", (sale,), (more(sale, 7),)))
    assert connection.total_changes - count == 3, "the sale, the line, the journal"


# --- personal fields --------------------------------------------------------------------------------------------------


def test_personal_fields_are_replayed_until_retention_deletes_the_key(desk: Desk) -> None:
    event = PassengerNamed(Private("Ана"))
    held: Any = desk.journal
    desk.run(held.commit(event, AT, "p", (), ()))
    desk.run(held.commit(event, AT, "p", (), ()))
    session = recover(desk.database).last_session
    assert session is not None
    assert [recorded.event for recorded in events_of(desk.database, session)] == [event, event]
    assert desk.rows("SELECT count(*) FROM session_key") == [(1,)]
    day_ms = 24 * 3600 * 1000
    assert desk.run(held.erase_due_keys(AT.utc_ms + day_ms - 1)) == 0
    assert desk.run(held.erase_due_keys(AT.utc_ms + day_ms)) == 1
    with pytest.raises(LookupError):
        list(events_of(desk.database, session))
    assert verify_all(desk.database) is None, "rows stay, and the chain is over the ciphertext"


def test_a_session_that_goes_on_after_a_restart_keeps_its_key(tmp_path: Path) -> None:
    for name in ("Ана", "Zoë"):
        desk = Desk(open_database(tmp_path), lambda own: SqliteJournal(own, "1.0"))
        desk.run(desk.journal.commit(PassengerNamed(Private(name)), AT, "p", (), ()))
        desk.close()
    desk = Desk(open_database(tmp_path), lambda own: SqliteJournal(own, "1.0"))
    session = recover(desk.database).last_session
    assert session is not None
    events = [recorded.event for recorded in events_of(desk.database, session)]
    assert events == [PassengerNamed(Private("Ана")), PassengerNamed(Private("Zoë"))]
    assert desk.rows("SELECT count(*) FROM session_key") == [(1,)]
    desk.close()


def test_a_deleted_key_is_nowhere_in_the_files(tmp_path: Path) -> None:
    desk = Desk(open_database(tmp_path), lambda own: SqliteJournal(own, "1.0"))
    held: Any = desk.journal
    desk.run(held.commit(PassengerNamed(Private("x")), AT, "p", (), ()))
    with desk.database.reader.connect() as connection:
        key = connection.execute(select(schema.session_key.c.key)).scalar_one()
    desk.run(held.checkpoint())
    assert key in (tmp_path / "kiosk.db").read_bytes()
    desk.run(held.erase_due_keys(AT.utc_ms * 2))
    for file in tmp_path.iterdir():
        assert key not in file.read_bytes(), file.name
    desk.close()


def test_events_of_a_session_come_back_with_their_stamps(desk: Desk) -> None:
    for index, session_id in enumerate(("a", "b", "b")):
        desk.run(desk.journal.commit(Happened(str(index)), later(index), session_id, (), ()))
    session = recover(desk.database).last_session
    assert session is not None
    assert [(r.seq, r.event, r.at, r.session_id) for r in events_of(desk.database, session)] == [
        (2, Happened("1"), later(1), "b"),
        (3, Happened("2"), later(2), "b"),
    ]


def test_a_weighed_line_and_odd_words_come_back(desk: Desk) -> None:
    sale = add(new_sale(), product(1, is_weighed=True), weight_g=1234)
    desk.commit((), (sale,))
    assert recover(desk.database).sales == (sale,)


def test_sqlite_is_new_enough() -> None:
    assert sqlite3.sqlite_version_info >= (3, 35), "RETURNING"
