"""Numbers of receipts: taken with the event that sells, by its transaction; no gap, none twice, whatever fails."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from kiosk.domain.fiscal.signing import Series, Signature
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.settling.undoing import intend_refund
from kiosk.flows.signing import PaperSigned
from kiosk.store import papers
from kiosk.store.database import Database
from kiosk.store.errors import CommitFailed
from kiosk.store.journal.backends import MemoryJournal
from tests.unit.store.samples import AT, Happened, basket, paid

SIGNED = Signature("SIM-1", 1, "2026-05-31T12:00:00+00:00", "ab12", "code")


def commit(journal: MemoryJournal, before: tuple[Sale, ...], after: tuple[Sale, ...]) -> None:
    asyncio.run(journal.commit(Happened("x"), AT, "session-1", before, after))


def sold(name: str) -> Sale:
    return paid(basket(1, name))


def fulfilled(sale: Sale) -> Sale:
    return sale.to(SaleState.FULFILLED)


def refunded(sale: Sale) -> Sale:
    own = f"{sale.id}-back"
    asked = intend_refund(sale, sale.tenders[0].id, own, f"{own}-ref", Money(1, "EUR"))
    found = asked.attempt(own)
    assert found is not None
    done = replace(found, terminal_id="T1").to(AttemptState.SENT).to(AttemptState.APPROVED).to(AttemptState.CONFIRMED)
    return asked.with_attempt(done)


def read(database: Database) -> Connection:
    return database.reader.connect()


def test_a_sale_has_its_number_with_the_event_that_paid_it() -> None:
    journal = MemoryJournal()
    begun, done = basket(1), sold("sale-1")
    commit(journal, (), (begun,))
    with read(journal.database) as connection:
        assert papers.number_of(connection, "sale-1") is None
    commit(journal, (begun,), (done,))
    commit(journal, (done,), (fulfilled(done),))
    with read(journal.database) as connection:
        own = papers.number_of(connection, "sale-1")
        assert own is not None
        assert (own.series, own.no, own.n, own.text) == (Series.SALE, 1, 1, "1")
        assert papers.missing_numbers(connection) == {"SALE": 0}


def test_what_goes_back_is_counted_by_itself() -> None:
    journal = MemoryJournal()
    done = fulfilled(sold("sale-1"))
    commit(journal, (), (done,))
    commit(journal, (done,), (refunded(done),))
    with read(journal.database) as connection:
        own = papers.number_of(connection, "sale-1-back")
        assert own is not None
        assert (own.series, own.no, own.n, own.text) == (Series.RETURN, 1, 2, "R1")
        assert papers.missing_numbers(connection) == {"RETURN": 0, "SALE": 0}


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["", "kept", "dropped"])), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_no_number_is_skipped_or_taken_twice_whatever_a_crash_kept(steps: list[tuple[bool, str]]) -> None:
    journal = MemoryJournal()
    kept: list[str] = []
    for nth, (is_refunded, crash) in enumerate(steps, 1):
        name = f"sale-{nth}"
        done = fulfilled(sold(name))
        if crash:
            journal.fail_next(is_kept=crash == "kept")
            with pytest.raises(CommitFailed):
                commit(journal, (), (done,))
            journal = MemoryJournal(database=journal.database)
            if crash == "dropped":
                continue
        else:
            commit(journal, (), (done,))
        kept.append(name)
        if is_refunded:
            commit(journal, (done,), (refunded(done),))
            kept.append(f"{name}-back")
    with read(journal.database) as connection:
        found = [papers.number_of(connection, about) for about in kept]
        assert all(papers.missing_numbers(connection)[own.series] == 0 for own in found if own is not None)
    numbers = [own for own in found if own is not None]
    assert [own.n for own in numbers] == list(range(1, len(kept) + 1))
    for series in Series:
        own_numbers = [own.no for own in numbers if own.series is series]
        assert own_numbers == list(range(1, len(own_numbers) + 1))


@pytest.mark.parametrize(
    "broken",
    [
        "DELETE FROM paper_no",
        "UPDATE paper_no SET no = 7",
        "INSERT INTO paper_no VALUES (2, 'x', 'sale-1', 'SALE', 3)",
        "INSERT INTO paper_no VALUES (3, 'x', 'sale-1', 'SALE', 2)",
        "INSERT OR REPLACE INTO paper_no VALUES (1, 'x', 'sale-1', 'SALE', 1)",
        "DELETE FROM fiscal_signed",
        "UPDATE fiscal_signed SET seq = 1",
    ],
)
def test_no_number_and_no_signature_can_be_changed(broken: str) -> None:
    journal = MemoryJournal()
    commit(journal, (), (fulfilled(sold("sale-1")),))
    asyncio.run(journal.commit(PaperSigned(1, "sale-1", SIGNED), AT, "", (), ()))
    with pytest.raises(sqlite3.IntegrityError, match=r"paper_no|fiscal_signed"):
        asyncio.run(journal.aside(lambda connection: cast(None, connection.execute(broken))))


def test_what_was_sold_before_signing_began_is_never_due() -> None:
    journal = MemoryJournal()
    commit(journal, (), (fulfilled(sold("sale-1")),))
    with read(journal.database) as connection:
        assert papers.due(connection, 9) == ()
        assert papers.unsigned(connection) == 0
    asyncio.run(journal.aside(papers.begin))
    commit(journal, (), (fulfilled(sold("sale-2")),))
    asyncio.run(journal.aside(papers.begin))
    with read(journal.database) as connection:
        (own,) = papers.due(connection, 9)
        first = papers.number_of(connection, "sale-1")
        assert first is not None
        assert (papers.is_due(connection, own), papers.is_due(connection, first)) == (True, False)
        assert papers.unsigned(connection) == 1


def test_the_first_word_of_the_device_stands() -> None:
    journal = MemoryJournal()
    asyncio.run(journal.aside(papers.begin))
    commit(journal, (), (fulfilled(sold("sale-1")),))
    for value in ("ab12", "other"):
        asyncio.run(journal.commit(PaperSigned(1, "sale-1", replace(SIGNED, value=value)), AT, "", (), ()))
    with read(journal.database) as connection:
        assert papers.signature_of(connection, 1) == SIGNED
        assert papers.signature_of(connection, 2) is None
        assert papers.due(connection, 9) == ()
