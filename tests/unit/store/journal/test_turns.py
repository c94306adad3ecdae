"""In one commit what leaves a unique index makes room for what enters it, also when nothing is known of before."""

from __future__ import annotations

import asyncio

from sqlalchemy import select

from kiosk.domain.payment import give_up, intend
from kiosk.store import schema
from kiosk.store.journal import MemoryJournal
from tests.unit.store.samples import AT, Happened, basket


def test_after_a_start_one_sale_gives_up_its_place_at_the_terminal_and_another_takes_it() -> None:
    journal = MemoryJournal()
    waiting, intended = basket(name="sale-1"), intend(basket(name="sale-2"), "t2", "a2", "ref-2")
    asyncio.run(journal.commit(Happened(), AT, "session-1", (), (waiting, intended)))
    begun, ended = intend(waiting, "t1", "a1", "ref-1"), give_up(intended, "a2", "restart")
    asyncio.run(journal.commit(Happened(), AT, "session-1", (), (begun, ended)))
    with journal.database.reader.connect() as connection:
        own = schema.attempt.c
        told = connection.execute(select(own.id, own.state).order_by(own.id)).all()
    assert [tuple(row) for row in told] == [("a1", "INTENT"), ("a2", "DECLINED")]
