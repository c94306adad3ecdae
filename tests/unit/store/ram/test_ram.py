"""Rows in memory: refused for the reasons of the database, undone as a whole, and the same chain and sales."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TypeAlias, cast

import pytest

from kiosk.domain.basket import add
from kiosk.domain.benefits.using import CouponUse
from kiosk.domain.goods.sale_facts import NOTHING_MORE, SaleFacts
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, PrintState, SaleState, TenderState
from kiosk.domain.sale import AttemptKind, Sale
from kiosk.store import rows
from kiosk.store.database import in_memory
from kiosk.store.errors import CommitFailed, Rejected
from kiosk.store.journal import MemoryJournal, ram, writes
from kiosk.store.journal.ram import RamJournal, RamStore
from kiosk.store.journal.ram.limits import CHECKS, PARTS
from kiosk.store.journal.ram.tables import Tables
from kiosk.store.recovery import SessionSeen, recover
from kiosk.store.rows import Row
from kiosk.store.schema import metadata
from tests.unit.store.samples import AT, Happened, as_loaded, basket, job, later, new_sale, paid, product, sent

Execute: TypeAlias = Callable[[str, Row], object]
Written: TypeAlias = tuple[str, Row]
PAID = replace(paid(basket()), jobs=(job(paid(basket())),))
TENDER, ATTEMPT, JOB, LINE = PAID.tenders[0], PAID.attempts[0], PAID.jobs[0], PAID.lines[0]
OPEN, HELD = TenderState.OPEN, AttemptState.UNKNOWN


def _sale(**changes: object) -> Written:
    return writes.SALE, rows.sale_row(replace(PAID, **changes), 1)  # type: ignore[arg-type]  # a field and its value


def _tender(**changes: object) -> Written:
    return writes.TENDER, rows.tender_row(PAID.id, replace(TENDER, **changes))  # type: ignore[arg-type]  # as above


def _attempt(**changes: object) -> Written:
    return writes.ATTEMPT, rows.attempt_row(PAID.id, replace(ATTEMPT, **changes), 1)  # type: ignore[arg-type]  # as above


def _job(**changes: object) -> Written:
    return writes.PRINT_JOB, rows.print_job_row(PAID.id, replace(JOB, **changes), "", 1)  # type: ignore[arg-type]  # as above


def _line(**changes: object) -> Written:
    return writes.LINE, rows.line_row(PAID.id, replace(LINE, **changes), 1)  # type: ignore[arg-type]  # as above


WHOLE: tuple[Written, ...] = (_sale(session_id=""), _line(), _tender(), _attempt(), _job())
ANOTHER = _tender(id="t2", n=2, amount=Money(1, "EUR"), state=TenderState.VOID)
REVERSAL = _attempt(
    id="r1", n=2, ref="r1", kind=AttemptKind.REVERSAL, reverses_id=ATTEMPT.id, state=AttemptState.REVIEW
)
REFUSED: dict[str, tuple[Written, ...]] = {
    "a sale of no currency": (_sale(currency=""),),
    "a sale of an unknown session": (_sale(id="s2", session_id="nobody"),),
    "a line of an unknown sale": ((writes.LINE, rows.line_row("nobody", LINE, 1)),),
    "a line of nothing": (_line(qty=0),),
    "a line of no number": (_line(n=0),),
    "a line of more than all tax": (_line(vat_bp=10001),),
    "a line of less than no weight": (_line(weight_g=-1),),
    "a tender of nothing": (_tender(id="t2", n=2, amount=Money(0, "EUR")),),
    "a tender that received less than nothing": (_tender(received=Money(-1, "EUR")),),
    "a tender of the same number": (_tender(id="t2", state=TenderState.VOID),),
    "U4: two open tenders": (ANOTHER, _tender(state=OPEN), _tender(id="t2", n=2, state=OPEN)),
    "P6: tenders above the sale": (_tender(id="t2", n=2, amount=Money(1, "EUR"), state=OPEN),),
    "an attempt of no tender": (_attempt(tender_id=""),),
    "an attempt of an unknown tender": (_attempt(tender_id="nobody"),),
    "an attempt of the same number": (_attempt(id="a2", ref="a2", state=AttemptState.DECLINED),),
    "an attempt of the same reference": (_attempt(id="a2", n=2, state=AttemptState.DECLINED),),
    "facts of an unknown sale": ((writes.SALE_FACTS, ("nobody", "{}")),),
    "an attempt of nothing": (_attempt(amount=Money(0, "EUR")),),
    "a reversal of nothing": (_attempt(id="r1", n=2, ref="r1", kind=AttemptKind.REVERSAL),),
    "a reversal of what is unknown": (_attempt(id="r1", n=2, ref="r1", kind=AttemptKind.REVERSAL, reverses_id="no"),),
    "a payment that reverses": (_attempt(reverses_id=ATTEMPT.id),),
    "U1: two payments of a tender": (_attempt(id="a2", n=2, ref="a2"),),
    "U1: one that comes back": (
        _attempt(state=AttemptState.DECLINED), _attempt(id="a2", n=2, ref="a2"), _attempt(state=HELD),
    ),
    "U2: two at the terminal": (
        _attempt(state=AttemptState.REVIEW),
        ANOTHER, _attempt(id="a2", n=2, ref="a2", tender_id="t2", amount=Money(1, "EUR"), state=HELD),
        _attempt(id="r1", n=3, ref="r1", kind=AttemptKind.REVERSAL, reverses_id=ATTEMPT.id, state=HELD),
    ),
    "U3: two reversals of an attempt": (
        REVERSAL,
        _attempt(id="r2", n=3, ref="r2", kind=AttemptKind.REVERSAL, reverses_id=ATTEMPT.id, state=HELD),
    ),
    "U5: two refunds of a tender": (
        _attempt(id="f1", n=2, ref="f1", kind=AttemptKind.REFUND, amount=Money(1, "EUR"), state=AttemptState.REVIEW),
        _attempt(id="f2", n=3, ref="f2", kind=AttemptKind.REFUND, amount=Money(1, "EUR"), state=AttemptState.REVIEW),
    ),
    "P6: a payment of another amount": (
        _attempt(state=AttemptState.DECLINED),
        _attempt(id="a2", n=2, ref="a2", amount=Money(1, "EUR")),
    ),
    "P9: refunds above the tender": (
        _attempt(id="f1", n=2, ref="f1", kind=AttemptKind.REFUND),
        _attempt(id="f2", n=3, ref="f2", kind=AttemptKind.REFUND, amount=Money(1, "EUR")),
    ),
    "a paper of the same copy": (_job(id="j2", state=PrintState.DONE),),
    "a copy of no number": (_job(copy_no=0),),
    "a paper of an unknown payment": (_job(attempt_id="nobody"),),
    "U6: two papers at once": (_job(id="j2", copy_no=2),),
}  # fmt: skip
TAKEN: dict[str, tuple[Written, ...]] = {
    "the same rows again": WHOLE,
    "facts, and others": tuple(
        (writes.SALE_FACTS, rows.sale_facts_row(replace(PAID, facts=SaleFacts(own))))
        for own in ((CouponUse("C-1"),), ())
    ),
    "a payment after one that was declined": (_attempt(state=AttemptState.DECLINED), _attempt(id="a2", n=2, ref="a2")),
    "a tender after one that is void": (_tender(state=TenderState.VOID), _tender(id="t2", n=2)),
    "a refund and another": (
        _attempt(id="f1", n=2, ref="f1", kind=AttemptKind.REFUND, amount=Money(1, "EUR")),
        _attempt(id="f2", n=3, ref="f2", kind=AttemptKind.REFUND, amount=Money(1, "EUR")),
    ),
    "a reversal of one that is not there any more": (
        REVERSAL, (REVERSAL[0], (*REVERSAL[1][:12], AttemptState.DECLINED, *REVERSAL[1][13:])),
        _attempt(id="r2", n=3, ref="r2", kind=AttemptKind.REVERSAL, reverses_id=ATTEMPT.id, state=HELD),
    ),
    "a copy after the first paper": (_job(state=PrintState.DONE), _job(id="j2", copy_no=2)),
    "an orphan without a tender": (_attempt(id="o1", n=2, ref="o1", kind=AttemptKind.ORPHAN, tender_id=""),),
}  # fmt: skip


@cache
def _empty_file() -> bytes:
    database = in_memory()
    held = database.writer.raw_connection()
    file: bytes = cast(sqlite3.Connection, held.driver_connection).serialize()
    held.close()
    database.close()
    return file


def _disk() -> Iterator[Execute]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(_empty_file())
    connection.execute("PRAGMA foreign_keys=1")
    yield lambda sql, row: connection.execute(sql, row)
    connection.close()


def _memory() -> Iterator[Execute]:
    yield Tables({}).execute


@pytest.fixture(params=[_disk, _memory], ids=["disk", "memory"])
def execute(request: pytest.FixtureRequest) -> Iterator[Execute]:
    yield from request.param()


@pytest.mark.parametrize("what", REFUSED)
def test_what_the_database_forbids_memory_forbids(execute: Execute, what: str) -> None:
    for sql, row in (*WHOLE, *REFUSED[what][:-1]):
        execute(sql, row)
    with pytest.raises(sqlite3.IntegrityError):
        execute(*REFUSED[what][-1])


@pytest.mark.parametrize("what", TAKEN)
def test_what_the_database_takes_memory_takes(execute: Execute, what: str) -> None:
    for sql, row in (*WHOLE, *TAKEN[what]):
        execute(sql, row)


def test_no_rule_of_the_schema_is_unknown_and_none_is_known_that_it_does_not_have() -> None:
    written = ("sale", "sale_line", "sale_facts", "tender", "attempt", "print_job")
    checks = {str(own.name) for name in written for own in metadata.tables[name].constraints if own.name}
    assert set(CHECKS) == checks
    assert set(PARTS) == {str(own.name) for name in written for own in metadata.tables[name].indexes if own.unique}


def test_a_statement_that_memory_does_not_know_is_an_error() -> None:
    with pytest.raises(LookupError):
        Tables({}).execute("DELETE FROM sale", ())


# --- the journal ----------------------------------------------------------------------------------------------------

Days: TypeAlias = tuple[tuple[str, Sequence[Sale]], ...]
_TWO = basket(2, "sale-2")
STATES: Days = (
    ("", ()),
    ("session-1", (new_sale(),)),
    ("session-1", (basket(1),)),
    ("session-1", (basket(3),)),
    ("session-1", (replace(basket(3), facts=SaleFacts((CouponUse("C-1"), CouponUse("C-2")))),)),
    ("session-1", (replace(basket(3), facts=NOTHING_MORE),)),
    ("session-1", (sent(basket(3)),)),
    ("session-1", (paid(basket(3)),)),
    ("session-1", (replace(paid(basket(3)), jobs=(job(paid(basket(3))),)),)),
    ("", (replace(paid(basket(3)), jobs=(job(paid(basket(3))),)).to(SaleState.FULFILLED),)),
    ("session-2", (replace(_TWO, session_id="session-2", facts=SaleFacts((CouponUse("C-3"),))),)),
    ("session-2", (sent(replace(_TWO, session_id="session-2", facts=SaleFacts((CouponUse("C-3"),)))),)),
)


def _lived(journal: MemoryJournal | RamJournal, days: Days = STATES) -> None:
    before: Sequence[Sale] = ()
    for step, (session_id, after) in enumerate(days):
        asyncio.run(journal.commit(Happened(f"step {step}"), later(step * 1000), session_id, before, after))
        before = after


def test_the_same_events_leave_the_same_hashes_and_the_same_sales() -> None:
    store, database = RamStore(), in_memory()
    for count in range(len(STATES) + 1):  # a crash after each event, and all of it again
        store, database = RamStore(), in_memory()
        _lived(RamJournal(store), STATES[:count])
        _lived(MemoryJournal(database=database), STATES[:count])
        found = ram.recover(store)
        assert found == recover(database)
        assert found.chain_problem is None
    assert [as_loaded(sale) for sale in STATES[-1][1]] == list(found.sales)[-1:]
    assert found.last_session == SessionSeen("session-2", "test", 11, None)


def test_a_crash_keeps_what_was_committed_and_the_next_journal_goes_on() -> None:
    store = RamStore()
    _lived(RamJournal(store))
    again = RamJournal(store, boot_id="next")
    kept = ram.recover(store).sales
    asyncio.run(again.commit(Happened("started"), later(99_000), "", kept, kept))
    assert [record.seq for record, _ in store.journal] == list(range(1, len(STATES) + 2))
    assert ram.recover(store).sales == kept


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_commit_that_fails_may_be_kept_or_not_and_nothing_is_taken_after_it(*, is_kept: bool) -> None:
    store = RamStore()
    journal = RamJournal(store)
    journal.fail_next(is_kept=is_kept)
    with pytest.raises(CommitFailed):
        asyncio.run(journal.commit(Happened(), AT, "session-1", (), (new_sale(),)))
    assert len(store.journal) == is_kept
    assert len(ram.recover(store).sales) == is_kept
    with pytest.raises(CommitFailed, match="closed"):
        asyncio.run(journal.commit(Happened(), AT, "session-1", (), (new_sale(),)))
    assert len(store.journal) == is_kept


def test_an_event_that_is_refused_leaves_nothing_of_itself() -> None:
    store = RamStore()
    _lived(RamJournal(store), STATES[:4])
    was = ram.recover(store)
    twice = sent(add(new_sale("sale-9", "session-9"), product(1)))
    both = replace(twice, attempts=(*twice.attempts, replace(twice.attempts[0], id="again", n=2, ref="again")))
    with pytest.raises(Rejected):
        asyncio.run(RamJournal(store).commit(Happened(), later(9000), "session-9", (), (*was.sales, both)))
    assert ram.recover(store) == was
    assert "session-9" not in store.sessions
    _lived(RamJournal(store), STATES[4:])
    assert ram.recover(store).chain_problem is None


def test_a_row_that_is_altered_or_gone_is_found() -> None:
    store = RamStore()
    _lived(RamJournal(store))
    whole = list(store.journal)
    store.journal[4] = (whole[4][0]._replace(payload="{}"), whole[4][1])
    found = ram.recover(store).chain_problem
    assert found is not None
    assert found.seq == 5
    store.journal[:] = whole[:4] + whole[5:]
    assert ram.recover(store).chain_problem is not None


def test_the_chain_is_checked_from_the_last_anchor() -> None:
    store = RamStore()
    journal = RamJournal(store)
    for step in range(130):
        asyncio.run(journal.commit(Happened(), later(step), "", (), ()))
    assert list(store.anchors) == [1, 101]
    store.journal[50] = (store.journal[50][0]._replace(payload="{}"), store.journal[50][1])
    assert ram.recover(store).chain_problem is None
    store.anchors[101] = "0" * 64
    assert ram.recover(store).chain_problem is not None
