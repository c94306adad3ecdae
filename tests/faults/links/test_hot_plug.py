"""Cables pulled and put back a thousand times within sessions: no line of a basket is lost, no sale either."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from tests.faults.links.shop import GTINS, ROLES, Shop
from tests.virtual_time import run

CYCLES = 1000
LINES_PER_SALE = 20
BACK_S = 10.0
NOTICED_S = 95.0  # the slowest driver finds out by its own question
DEVICES = ("linescan", "linescan", "escpos", "zvt")


@pytest.fixture(autouse=True)
def calm() -> Iterator[None]:
    """A thousand pulled cables are thousands of warnings in the log."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def pieces(shop: Shop) -> int:
    """Return how many pieces stand on the glass."""
    rows = shop.shown.view.rows if shop.shown is not None else None
    return sum(line.qty for line in rows.items) if rows is not None else 0  # type: ignore[attr-defined] # lines of a basket


async def pull(shop: Shop, device: str, nth: int) -> None:
    """Pull a cable, wait until the kiosk knows, put it back, wait until it is used again."""
    role = ROLES[device]
    shop.pairs[device].do("unplug")
    await shop.until(lambda: not shop.runtime.session.site.is_usable(role), NOTICED_S)
    await asyncio.sleep(nth % 7)
    shop.pairs[device].do("replug")
    began_s = asyncio.get_running_loop().time()
    await shop.until(lambda: shop.runtime.session.site.is_usable(role), BACK_S)
    assert asyncio.get_running_loop().time() - began_s <= BACK_S


async def storm() -> list[tuple[str, int]]:
    shop = Shop("linescan", "zvt", "escpos")
    await shop.open()
    shop.pairs["zvt"].do("auto", delay_s=1)
    scans = 0
    try:
        for nth in range(CYCLES):
            shop.pairs["linescan"].do("scan", text=GTINS[nth % len(GTINS)])
            scans += 1
            await shop.until(lambda wanted=scans: pieces(shop) == wanted)  # type: ignore[misc]  # bound now
            await pull(shop, DEVICES[nth % len(DEVICES)], nth)
            assert pieces(shop) == scans, f"cycle {nth}: a line was lost"
            if scans == LINES_PER_SALE:
                shop.press("PayPressed")
                await shop.until_screen("checkout/Receipt")
                shop.press("NoReceiptPressed")
                await shop.until_screen("checkout/ThankYou")
                shop.press("FinishPressed")
                await shop.until_screen("shell/Attract")
                scans = 0
        with shop.journal.database.reader.connect() as connection:
            kept = text(
                "SELECT sale.state, sum(qty_milli) / 1000 AS pieces FROM sale JOIN sale_line ON sale.id = sale_id "
                "GROUP BY sale.id"
            )
            return [(row.state, row.pieces) for row in connection.execute(kept)]
    finally:
        await shop.close()
        await asyncio.sleep(0.01)


@pytest.mark.slow
def test_a_thousand_pulled_cables_within_sessions_lose_no_line_of_any_basket() -> None:
    sales = run(storm())
    assert sales == [("FULFILLED", LINES_PER_SALE)] * (CYCLES // LINES_PER_SALE)
