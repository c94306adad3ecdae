"""Reads what a day left beside the journal, lets the terminal close its own, closes the day, and prints reports."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from sqlalchemy import Connection

from devices.api import CanCloseDay, DeviceError, Printer, PrintRequest, Terminal
from kiosk.domain.sale import Attempt, PaperKind, Sale
from kiosk.domain.stamp import short_id
from kiosk.effects.print import blocks_of
from kiosk.flows.base import Effect
from kiosk.flows.day.events import (
    CasesFound,
    CloseDay,
    CloseTerminalDay,
    DayClosed,
    DayNotClosed,
    DayPrinted,
    DayReckoned,
    Doubt,
    FindCases,
    FindReceipts,
    PrintDay,
    ReadSale,
    ReceiptFound,
    ReceiptsFound,
    ReckonDay,
    Reckoned,
    SaleRead,
    TerminalDayTold,
)
from kiosk.papers.day import day_paper
from kiosk.phrases import moment
from kiosk.store.day import carried_out, cases, decided_utc_ms, sale_with
from kiosk.upkeep.days.reckoning import Standing, standing

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside
    from kiosk.backroom.tables import Table

TERMINAL_S: Final = 90.0
MOST_RECEIPTS: Final = 50
R = TypeVar("R")
log = logging.getLogger(__name__)


def table(inside: Inside) -> Table:
    """Return what performs the effects of a day."""
    days = Days(inside)
    works: dict[type[Effect], Callable[[Any], Any]] = {
        ReckonDay: days.reckon,
        CloseTerminalDay: days.close_terminal,
        CloseDay: days.close,
        PrintDay: days.print,
        FindCases: days.find_cases,
        FindReceipts: days.find_receipts,
        ReadSale: days.read_sale,
    }
    return {kind: _performed(inside, work) for kind, work in works.items()}


def _performed(inside: Inside, work: Callable[[Any], Any]) -> Callable[[Any], None]:
    return lambda effect: inside.tasks.start(effect, effect.key, work(effect))


class Days:
    """Performs the effects of a day. `_posted` is the last number given away: the next one waits until it is kept."""

    def __init__(self, inside: Inside) -> None:
        self._inside = inside
        self._posted = 0

    async def _read(self, ask: Callable[[Connection], R]) -> R:
        def read() -> R:
            with self._inside.database.reader.connect() as connection:
                return ask(connection)

        return await asyncio.to_thread(read)

    def _when(self, utc_ms: int) -> str:
        site = self._inside.settings.site
        return moment(utc_ms, self._inside.words_for(site.language)) if utc_ms else ""

    async def _standing(self) -> Standing:
        currency, now = self._inside.settings.site.currency, self._inside.utc_ms()
        return await self._read(lambda connection: standing(connection, currency, now))

    async def reckon(self, effect: ReckonDay) -> None:
        """Say where the day stands."""
        now = await self._standing()
        of_attempt = await self._read(lambda connection: {own.id: _of(connection, own) for own in now.doubts})
        day = Reckoned(
            now.figures,
            now.last.number if now.last is not None else 0,
            self._when(now.figures.since_utc_ms),
            self._when(now.figures.until_utc_ms),
            now.terminal_minor,
            bool(now.told),
            tuple(self._doubt("", own, of_attempt[own.id]) for own in now.doubts),
        )
        self._inside.post(DayReckoned(effect.key, day))

    def _doubt(self, sale_id: str, attempt: Attempt, utc_ms: int) -> Doubt:
        return Doubt(sale_id, short_id(attempt.id), attempt.held, self._when(utc_ms), attempt.state.value)

    async def close_terminal(self, effect: CloseTerminalDay) -> None:
        """Let the terminal close its day; what it says is kept, whatever becomes of this kiosk then."""
        terminal = self._inside.devices.get("terminal")
        if terminal is None or not cast(Terminal, terminal).capabilities.can_close_day:
            self._inside.post(TerminalDayTold(effect.key, why="cannot"))
            return
        try:
            async with asyncio.timeout(TERMINAL_S):
                told = await cast(CanCloseDay, terminal).end_of_day()
        except (DeviceError, TimeoutError) as error:
            log.error("the terminal did not close its day: %s %s", type(error).__name__, error)
            self._inside.post(TerminalDayTold(effect.key, why=type(error).__name__))
            return
        self._inside.post(TerminalDayTold(effect.key, told.total_minor, told.count))

    async def close(self, effect: CloseDay) -> None:
        """Close the day with the next number. One that is on its way to the journal is waited for, by whoever asked."""
        now = await self._standing()
        last = now.last.number if now.last is not None else 0
        if self._posted > last:
            self._inside.post(DayNotClosed(effect.key, "under-way"))
            return
        self._posted = last + 1
        said = now.terminal_minor
        self._inside.post(DayClosed(effect.key, self._posted, now.figures, said, effect.person.id, effect.second_id))

    async def print(self, effect: PrintDay) -> None:
        """Put a report on paper, in the site's language."""
        inside, site = self._inside, self._inside.session().site
        printer = inside.devices.get("printer")
        if printer is None:
            inside.post(DayPrinted(effect.key, "FAILED", "AWAY"))
            return
        paper = day_paper(
            effect.figures, (site.name, site.kiosk), number=effect.number, terminal_minor=effect.terminal_minor,
            person_id=effect.person_id, is_copy=effect.is_copy, is_demo=site.is_demo,
        )  # fmt: skip
        words = inside.words_for(inside.settings.site.language)
        request = PrintRequest(await inside.journal.reserve("print_job"), tuple(blocks_of(own, words) for own in paper))
        outcome = await cast(Printer, printer).print(request)
        reason = outcome.reason.value if outcome.reason is not None else ""
        inside.post(DayPrinted(effect.key, outcome.verdict.value, reason))

    async def find_cases(self, effect: FindCases) -> None:
        """List what a person must say the outcome of."""

        def found(connection: Connection) -> list[tuple[Sale, Attempt, int]]:
            return [(sale, own, _of(connection, own)) for sale in cases(connection) if (own := subject(sale))]

        known = await self._read(found)
        rows = tuple(self._doubt(sale.id, own, utc_ms) for sale, own, utc_ms in known)
        self._inside.post(CasesFound(effect.key, rows))

    async def find_receipts(self, effect: FindReceipts) -> None:
        """List the sales last carried out."""
        found = await self._read(lambda connection: carried_out(connection, MOST_RECEIPTS))
        rows = tuple(
            ReceiptFound(sale.id, short_id(sale.id), sale.total, self._when(utc_ms), _copies(sale))
            for sale, utc_ms in found
        )
        self._inside.post(ReceiptsFound(effect.key, rows))

    async def read_sale(self, effect: ReadSale) -> None:
        """Read one sale as it was kept last."""

        def found(connection: Connection) -> tuple[Sale | None, int]:
            sale = sale_with(connection, effect.sale_id)
            attempt = subject(sale) if sale is not None else None
            return sale, 0 if attempt is None else _of(connection, attempt)

        sale, utc_ms = await self._read(found)
        self._inside.post(SaleRead(effect.key, sale, self._when(utc_ms)))


def subject(sale: Sale) -> Attempt | None:
    """Return the attempt that a case is about: the newest that is not decided, else the newest."""
    open_ones = [own for own in sale.attempts if own.state.value in ("UNKNOWN", "APPROVED", "REVERSING", "REVIEW")]
    return open_ones[-1] if open_ones else sale.last_attempt


def _of(connection: Connection, attempt: Attempt) -> int:
    return decided_utc_ms(connection, attempt.id)


def _copies(sale: Sale) -> int:
    return sum(job.kind is PaperKind.CUSTOMER and job.copy_no > 1 for job in sale.jobs)
