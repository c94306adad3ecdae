"""The roll ends at every byte of a receipt, of what was paid or of what went back.

DONE only with the paper in hand, and nothing prints by itself later.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from tests.faults.links.shop import Shop
from tests.unit.flows.given import goods
from tests.virtual_time import run

PARTS = 4
JOBS_PER_SALE = 20
WATCHED_S = 50.0  # new paper is in, and nobody asks: shorter than the glass waits before it asks who is there


@pytest.fixture(autouse=True)
def calm() -> Iterator[None]:
    """A roll that ends a thousand times is a thousand warnings in the log."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


class Desk:
    """A customer with a paid sale before a printer whose roll ends."""

    says: tuple[str, ...] = (str(goods().name.texts[0][1]),)  # one of these stands on a whole paper

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.printer = shop.pairs["escpos"]

    async def pay(self) -> None:
        """Come as far as the choice of a receipt."""
        self.shop.scan()
        await self.shop.until_screen("checkout/Scanning")
        self.shop.press("PayPressed")
        await self.shop.until_screen("checkout/Receipt")

    def job(self) -> str:
        """Return the state of the newest print job."""
        with self.shop.journal.database.reader.connect() as connection:
            newest = text("SELECT state FROM print_job ORDER BY sale_id DESC, copy_no DESC LIMIT 1")
            return str(connection.execute(newest).scalar_one())

    def on_paper(self) -> tuple[int, tuple[str, ...]]:
        """Return how many papers were cut off, and the lines that hang out of the printer."""
        told = self.printer.do("receipts")
        return len(told["receipts"]), tuple(told["uncut"])

    async def print(self) -> str:
        """Ask for the receipt; return what became of the job."""
        self.shop.press("PrintPressed")
        await self.shop.until(lambda: not self._is_settled(), 30)
        await self.shop.until(self._is_settled, 300)
        return self.job()

    def _is_settled(self) -> bool:
        with self.shop.journal.database.reader.connect() as connection:
            sending = text("SELECT count(*) FROM print_job WHERE state IN ('QUEUED', 'SENDING')")
            return not connection.execute(sending).scalar_one()

    async def leave(self) -> None:
        """Go, with a receipt or without."""
        if self.shop.screen == "checkout/Receipt":
            self.shop.press("NoReceiptPressed")
        if await self.shop.until_screen("checkout/ThankYou", "shell/Attract") == "checkout/ThankYou":
            self.shop.press("FinishPressed")
            await self.shop.until_screen("shell/Attract")


class Undone(Desk):
    """A customer who wants back too late: the money goes back, and its receipt prints without being asked for."""

    says = ("Given back", "Teruggegeven")

    async def pay(self) -> None:
        """Come as far as the bank, from where there is no way back but this one."""
        self.shop.pairs["zvt"].fault("abort loses")
        self.shop.scan()
        await self.shop.until_screen("checkout/Scanning")
        self.shop.press("PayPressed")
        await self.shop.until(self._is_at_the_bank)

    def _is_at_the_bank(self) -> bool:
        shown = self.shop.shown
        return shown is not None and shown.screen == "checkout/Paying" and shown.view.parts["phase"] == "bank"

    async def print(self) -> str:
        """Ask for the receipt; the first comes by itself."""
        if self.shop.screen != "checkout/Paying":
            return await super().print()
        self.shop.press("BackPressed")
        await self.shop.until_screen("checkout/Returned")
        await self.shop.until(self._is_settled, 300)
        return self.job()

    async def leave(self) -> None:
        """Go, without the basket."""
        self.shop.press("CancelPressed")
        self.shop.press("CancelConfirmed")
        await self.shop.until_screen("shell/Attract")


async def ended_at(desk: Desk, byte: int) -> str:
    """Let the roll end at a byte of the next receipt; return what became of the job, and put a new roll in."""
    before, _ = desk.on_paper()
    desk.printer.fault(f"paper out at byte {byte} received")
    state = await desk.print()
    cut, hanging = desk.on_paper()
    if state == "DONE":
        assert cut == before + 1, f"byte {byte}: DONE without the paper"
        assert any(words in desk.shop.papers[-1] for words in desk.says), byte
    desk.printer.do("faults_clear")
    desk.printer.do("paper", state="ok")
    await asyncio.sleep(WATCHED_S)
    assert desk.on_paper() == (cut, hanging), f"byte {byte}: something printed by itself after the new roll"
    return state


async def part(first: int, kind: type[Desk]) -> Counter[str]:
    shop = Shop("zvt", "escpos")
    await shop.open()
    shop.pairs["zvt"].do("auto", delay_s=1)
    desk = kind(shop)
    seen: Counter[str] = Counter()
    try:
        byte, is_over = first, False
        while not is_over:
            await desk.pay()
            for _job in range(JOBS_PER_SALE):
                state = await ended_at(desk, byte)
                seen[state] += 1
                byte += PARTS
                if state == "DONE":
                    is_over = seen["DONE"] > 3  # behind the last byte there is nothing left to end
                    break
            else:
                assert await desk.print() == "DONE", "with paper there is a receipt"
                assert "COPY" in desk.shop.papers[-1] or "KOPIE" in desk.shop.papers[-1], desk.shop.papers[-1]
            await desk.leave()
    finally:
        await shop.close()
    await asyncio.sleep(0.01)
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("kind", [Desk, Undone])
@pytest.mark.parametrize("first", range(1, PARTS + 1))
def test_a_roll_that_ends_at_any_byte_never_makes_a_receipt_done_and_nothing_prints_by_itself(
    first: int, kind: type[Desk]
) -> None:
    seen = run(part(first, kind))
    assert seen["FAILED"] + seen["UNKNOWN"] > 50
    assert seen["DONE"] > 3
