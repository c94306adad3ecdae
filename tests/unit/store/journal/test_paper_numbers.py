"""Which receipts are counted, and by which numbers: goods that cost nothing too, and no money that did not go back."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace

from kiosk.domain.fiscal.signing import Series
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.settling.undoing import intend_refund
from kiosk.store import papers
from kiosk.store.journal.backends import MemoryJournal
from tests.unit.store.samples import AT, Happened, basket, new_sale, paid


def commit(journal: MemoryJournal, before: tuple[Sale, ...], after: tuple[Sale, ...]) -> None:
    asyncio.run(journal.commit(Happened("x"), AT, "session-1", before, after))


def sold(journal: MemoryJournal, name: str) -> Sale:
    done = paid(basket(1, name)).to(SaleState.FULFILLED)
    commit(journal, (), (done,))
    return done


def refund(sale: Sale, *way: AttemptState) -> Sale:
    own = f"{sale.id}-back"
    asked = intend_refund(sale, sale.tenders[0].id, own, f"{own}-ref", Money(1, "EUR"))
    found = asked.attempt(own)
    assert found is not None
    going = replace(found, terminal_id="T1").to(AttemptState.SENT)
    for state in way:
        going = going.to(state)
    return asked.with_attempt(going)


def numbers(journal: MemoryJournal, *about: str) -> list[tuple[Series, int, int] | None]:
    with journal.database.reader.connect() as connection:
        found = [papers.number_of(connection, own) for own in about]
    return [None if own is None else (own.series, own.no, own.n) for own in found]


def test_a_sale_of_nothing_takes_no_number() -> None:
    journal = MemoryJournal()
    empty = new_sale("empty")
    commit(journal, (), (empty,))
    commit(journal, (empty,), (replace(empty, state=SaleState.FULFILLED),))
    assert numbers(journal, "empty") == [None]


def test_goods_that_cost_nothing_have_their_receipt() -> None:
    journal = MemoryJournal()
    basket_of_one = basket(1, "free")
    line = replace(basket_of_one.lines[0], unit=Money(0, "EUR"), total=Money(0, "EUR"))
    free = replace(basket_of_one, lines=(line,))
    commit(journal, (), (free,))
    commit(journal, (free,), (replace(free, state=SaleState.FULFILLED),))
    assert numbers(journal, "free") == [(Series.SALE, 1, 1)]


def test_a_return_leaves_no_gap_in_the_numbers_of_sales() -> None:
    journal = MemoryJournal()
    first = sold(journal, "sale-1")
    commit(journal, (first,), (refund(first, AttemptState.APPROVED, AttemptState.CONFIRMED),))
    sold(journal, "sale-2")
    assert numbers(journal, "sale-1-back", "sale-2") == [(Series.RETURN, 1, 2), (Series.SALE, 2, 3)]


def test_a_refund_that_was_declined_takes_no_number() -> None:
    journal = MemoryJournal()
    first = sold(journal, "sale-1")
    commit(journal, (first,), (refund(first, AttemptState.DECLINED),))
    assert numbers(journal, "sale-1-back") == [None]


def test_what_was_sold_first_is_signed_first() -> None:
    journal = MemoryJournal()
    asyncio.run(journal.aside(papers.begin))
    for name in ("c", "a", "b"):
        sold(journal, name)
    with journal.database.reader.connect() as connection:
        assert [own.about for own in papers.due(connection, 9)] == ["c", "a", "b"]


def test_a_number_that_somebody_took_out_is_missed() -> None:
    journal = MemoryJournal()
    for name in ("a", "b", "c"):
        sold(journal, name)

    def damaged(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TRIGGER paper_no_no_delete")
        connection.execute("DELETE FROM paper_no WHERE n = 2")

    asyncio.run(journal.aside(damaged))
    with journal.database.reader.connect() as connection:
        assert papers.missing_numbers(connection) == {"SALE": 1}
