"""A part of a sale that changed alone is written alone, and comes back after a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.moves import SaleState, TenderState
from kiosk.domain.payment import Verdict, decide, reopen
from kiosk.domain.sale import Sale
from kiosk.store.database import open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.recovery import recover
from tests.unit.store.samples import AT, Happened, as_loaded, basket, job, sent, yes

ASKED = sent(basket(2))
NO = replace(yes(ASKED), is_approved=False)
DECLINED = decide(ASKED, ASKED.attempts[0].id, Verdict.DECLINED, NO)


def kept(folder: Path, *steps: Sale) -> Sale:
    """Commit the pictures of one sale one after the other, and start again."""

    async def live() -> None:
        database = open_database(folder)
        journal = SqliteJournal(database, "1.0")
        before: tuple[Sale, ...] = ()
        for step in steps:
            await journal.commit(Happened(), AT, "session-1", before, (step,))
            before = (step,)
        await journal.close()
        database.close()

    asyncio.run(live())
    database = open_database(folder)
    (found,) = recover(database).sales
    database.close()
    return found


CHANGES: dict[str, Callable[[Sale], Sale]] = {
    "a tender, and with it the state": reopen,
    "a tender alone": lambda sale: sale.with_tender(sale.tenders[0].to(TenderState.VOID)),
    "an attempt alone": lambda sale: sale.with_attempt(replace(sale.attempts[0], watch=True)),
    "a paper alone": lambda sale: sale.with_job(job(sale)),
    "the numbers of a basket alone": lambda sale: replace(sale, version=sale.version + 3, next_n=sale.next_n + 3),
    "the state alone": lambda sale: sale.to(SaleState.REVIEW),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_alone_is_there_after_a_restart(tmp_path: Path, change: str) -> None:
    changed = CHANGES[change](DECLINED)
    assert changed != DECLINED
    assert kept(tmp_path, basket(2), ASKED, DECLINED, changed) == as_loaded(changed)
