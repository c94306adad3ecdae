"""A day at one kiosk: reckoned, closed with one number, never twice, and the same figures whenever they are read."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.api import DayTotals, NoAnswer, PrintOutcome, PrintRequest, PrintVerdict, TerminalCapabilities
from kiosk.backroom import days, lanes
from kiosk.domain.access.roles import Person, Role
from kiosk.domain.basket import tax_rows
from kiosk.domain.moves import SaleState
from kiosk.domain.payment import doubt
from kiosk.domain.sale import Sale
from kiosk.domain.settling.figures import DayFigures
from kiosk.domain.stamp import Stamp
from kiosk.effects.base import Tasks
from kiosk.flows.base import Effect, Event
from kiosk.flows.day.events import (
    CasesFound,
    CloseDay,
    CloseTerminalDay,
    DayClosed,
    DayNotClosed,
    DayPrinted,
    DayReckoned,
    FindCases,
    FindReceipts,
    PrintDay,
    ReadSale,
    ReceiptsFound,
    ReckonDay,
    SaleRead,
    TerminalDayTold,
)
from kiosk.flows.lane.events import LaneState, LaneTold, SetLane
from kiosk.flows.shell.examples import SITE
from kiosk.settings import DEFAULT_FILE, load
from kiosk.store.database import Database, open_database
from kiosk.store.day import last_close
from kiosk.store.journal import SqliteJournal
from kiosk.words.speaker import SiteFormat, Words
from tests.unit.store.samples import AT, Happened, basket, paid, sent

SOFIA = Person("sofia", frozenset({Role.SUPERVISOR}))
SETTINGS = load(DEFAULT_FILE)
T = TypeVar("T", bound=Event)


class Terminal:
    """A terminal that closes its day, or does not answer."""

    def __init__(self, total_minor: int | None, *, is_dead: bool = False, can_close: bool = True) -> None:
        self.capabilities = TerminalCapabilities(can_abort=True, can_close_day=can_close)
        self._total_minor, self._is_dead = total_minor, is_dead

    async def end_of_day(self) -> DayTotals:
        if self._is_dead:
            raise NoAnswer("silent")
        return DayTotals(3, self._total_minor, "EUR")


class Printer:
    """A printer that keeps what it got."""

    def __init__(self) -> None:
        self.requests: list[PrintRequest] = []

    async def print(self, request: PrintRequest) -> PrintOutcome:
        self.requests.append(request)
        return PrintOutcome(PrintVerdict.DONE)


class Desk:
    """The store of one kiosk with the performers of a day; events are committed as the runtime would."""

    def __init__(self, folder: Path, **devices: Any) -> None:
        self.database: Database = open_database(folder)
        self.journal = SqliteJournal(self.database, "test")
        self.posted: list[Event] = []
        self.now_ms = AT.utc_ms
        self.devices = {"printer": Printer(), **devices}
        self._running: list[Awaitable[Any]] = []
        self.table = self._opened()

    def _opened(self) -> dict[type[Effect], Callable[[Any], None]]:
        def spawn(work: Any, failed: Callable[[BaseException], None]) -> None:
            self._running.append(asyncio.ensure_future(work))

        inside = SimpleNamespace(
            settings=SETTINGS, database=self.database, journal=self.journal, devices=self.devices,
            post=self.posted.append, tasks=Tasks(self.posted.append, spawn), utc_ms=lambda: self.now_ms,
            words_for=lambda language: Words(language, SiteFormat()),
            session=lambda: SimpleNamespace(site=SITE),
        )  # fmt: skip
        return {**days.table(cast(Any, inside)), **lanes.table(cast(Any, inside))}

    async def perform(self, effect: Effect, kind: type[T]) -> T:
        """Perform, and return the one answer."""
        before = len(self.posted)
        self.table[type(effect)](effect)
        await asyncio.gather(*self._running)
        self._running.clear()
        (answer,) = self.posted[before:]
        assert isinstance(answer, kind)
        return answer

    async def commit(self, event: Event, *sales: Sale) -> None:
        self.now_ms += 60_000
        await self.journal.commit(event, Stamp(self.now_ms, 1, 2**73 + self.now_ms), "", (), sales)

    async def sold(self, name: str, count: int = 2) -> Sale:
        """A sale from its first line to the goods."""
        sale = paid(basket(count, name))
        done = sale.to(SaleState.FULFILLED)
        await self.commit(Happened(name), sale)
        await self.commit(Happened(name), done)
        return done

    async def closed(self) -> DayClosed:
        """Close the day and keep it."""
        closed = await self.perform(CloseDay("key", SOFIA), DayClosed)
        await self.commit(closed)
        return closed

    async def x(self) -> DayFigures:
        return (await self.perform(ReckonDay("x"), DayReckoned)).day.figures

    async def close(self) -> None:
        await self.journal.close()
        self.database.close()


def on_desk(folder: Path, story: Callable[[Desk], Awaitable[None]], **devices: Any) -> None:
    async def told() -> None:
        desk = Desk(folder, **devices)
        try:
            await story(desk)
        finally:
            await desk.close()

    asyncio.run(told())


def test_numbers_have_no_gap_over_days_and_restarts_and_no_sale_is_in_none_or_in_two(tmp_path: Path) -> None:
    zs: list[DayClosed] = []

    async def day(desk: Desk) -> None:
        for n in range(2):
            await desk.sold(f"sale-{len(zs)}-{n}")
        zs.append(await desk.closed())

    for _ in range(3):
        on_desk(tmp_path, day)
    assert [z.number for z in zs] == [1, 2, 3]
    assert [z.figures.sales for z in zs] == [2, 2, 2]
    assert [z.figures.from_seq for z in zs[1:]] == [z.figures.to_seq + 1 for z in zs[:-1]]


@settings(max_examples=15, deadline=None)
@given(counts=st.lists(st.integers(1, 4), max_size=4), voids=st.integers(0, 2))
def test_an_x_is_the_sum_of_the_receipts_and_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int], voids: int
) -> None:
    async def story(desk: Desk) -> None:
        sales = [await desk.sold(f"sale-{n}", count) for n, count in enumerate(counts)]
        for n in range(voids):
            await desk.commit(Happened(), basket(1, f"void-{n}").to(SaleState.VOID))
        first, second = await desk.x(), await desk.x()
        assert replace(second, until_utc_ms=first.until_utc_ms) == first
        assert first.sold_minor == first.held_minor == sum(sale.total.minor for sale in sales)
        taxes = [row for sale in sales for row in tax_rows(sale.lines, "EUR")]
        assert sum(row.tax_minor for row in first.taxes) == sum(row.tax.minor for row in taxes)
        assert (first.sales, first.given_up) == (len(counts), voids)
        z = await desk.closed()
        assert replace(z.figures, until_utc_ms=first.until_utc_ms) == first
        assert (await desk.x()).is_empty

    on_desk(tmp_path_factory.mktemp("day"), story)


def test_what_ends_between_the_reckoning_and_the_commit_is_in_the_next_report(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        await desk.sold("early")
        closed = await desk.perform(CloseDay("key", SOFIA), DayClosed)
        late = await desk.sold("late")
        await desk.commit(closed)
        assert closed.figures.sales == 1
        assert (await desk.x()).sold_minor == late.total.minor

    on_desk(tmp_path, story)


def test_a_kill_before_the_commit_leaves_the_day_open_and_one_after_it_leaves_it_closed(tmp_path: Path) -> None:
    async def not_kept(desk: Desk) -> None:
        await desk.sold("sale-1")
        await desk.commit(TerminalDayTold("key", 201, 1))
        assert (await desk.perform(CloseDay("key", SOFIA), DayClosed)).number == 1  # and the power goes

    async def kept(desk: Desk) -> None:
        again = await desk.closed()
        assert (again.number, again.figures.sales, again.terminal_minor) == (1, 1, 201)  # and the power goes

    async def after(desk: Desk) -> None:
        assert (await desk.x()).is_empty
        empty = await desk.closed()
        assert (empty.number, empty.figures.is_empty, empty.terminal_minor) == (2, True, None)

    for story in (not_kept, kept, after):
        on_desk(tmp_path, story)


def test_a_second_report_waits_while_the_first_is_on_its_way(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        first = await desk.perform(CloseDay("key", SOFIA), DayClosed)
        second = await desk.perform(CloseDay("key", SOFIA), DayNotClosed)
        assert second.why == "under-way"
        await desk.commit(first)
        assert (await desk.closed()).number == 2

    on_desk(tmp_path, story)


def test_the_file_refuses_a_number_twice_and_a_gap(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        await desk.sold("sale-1")
        await desk.closed()

    on_desk(tmp_path, story)
    file = sqlite3.connect(tmp_path / "kiosk.db")
    for number, from_seq in ((1, 3), (3, 3), (2, 1)):
        with pytest.raises(sqlite3.IntegrityError):
            file.execute("INSERT INTO day_close VALUES (?, 3, ?, 2)", (number, from_seq))
    for broken in (
        "DELETE FROM day_close", "UPDATE day_close SET number = 2", "DELETE FROM sale_end",
        "UPDATE sale_end SET seq = 1", "INSERT INTO day_close VALUES (0, 3, 3, 2)",
    ):  # fmt: skip
        with pytest.raises(sqlite3.IntegrityError):
            file.execute(broken)
    file.close()


@pytest.mark.allowed_logs("the terminal did not close its day: NoAnswer")
@pytest.mark.parametrize(
    ("terminal", "total", "why"),
    [
        (Terminal(402), 402, ""),
        (Terminal(None), None, ""),
        (Terminal(1, is_dead=True), None, "NoAnswer"),
        (Terminal(1, can_close=False), None, "cannot"),
    ],
)
def test_the_terminal_s_word_is_kept_with_its_difference_and_its_silence_is_none(
    tmp_path: Path, terminal: Terminal, total: int | None, why: str
) -> None:
    async def story(desk: Desk) -> None:
        sale = await desk.sold("sale-1")
        told = await desk.perform(CloseTerminalDay("key"), TerminalDayTold)
        assert (told.total_minor, told.why) == (total, why)
        await desk.commit(told)
        day = (await desk.perform(ReckonDay("x"), DayReckoned)).day
        assert day.terminal_minor == total
        assert day.difference_minor == (0 if total is None else total - sale.total.minor)
        assert day.is_terminal_heard is not bool(why)
        assert (await desk.closed()).terminal_minor == total

    on_desk(tmp_path, story, terminal=terminal)


def test_a_terminal_that_closed_twice_is_added_up(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        for total in (100, 23):
            await desk.commit(TerminalDayTold("key", total, 1))
        assert (await desk.perform(ReckonDay("x"), DayReckoned)).day.terminal_minor == 123

    on_desk(tmp_path, story)


def test_cases_are_listed_and_read_with_when_they_were(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        asked = sent(basket())
        await desk.commit(Happened(), asked)
        await desk.commit(Happened(), doubt(asked, asked.attempts[0].id).to(SaleState.REVIEW))
        (case,) = (await desk.perform(FindCases("c"), CasesFound)).cases
        assert (case.sale_id, case.amount, case.state) == ("sale-1", asked.total, "UNKNOWN")
        assert case.when
        read = await desk.perform(ReadSale("r", "sale-1"), SaleRead)
        assert read.sale is not None
        assert read.sale.state is SaleState.REVIEW
        assert (await desk.x()).reviews == 1
        assert (await desk.perform(ReadSale("r", "other"), SaleRead)).sale is None

    on_desk(tmp_path, story)


def test_receipts_are_listed_with_the_newest_first(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        sales = [await desk.sold(f"sale-{n}") for n in range(3)]
        found = (await desk.perform(FindReceipts("f"), ReceiptsFound)).receipts
        assert [own.sale_id for own in found] == [sale.id for sale in reversed(sales)]

    on_desk(tmp_path, story)


@pytest.mark.parametrize(("number", "is_copy"), [(0, False), (7, False), (7, True)])
def test_a_report_on_paper_says_what_it_is(tmp_path: Path, number: int, is_copy: bool) -> None:
    async def story(desk: Desk) -> None:
        await desk.sold("sale-1")
        paper = PrintDay("p", await desk.x(), number, 200, "sofia", is_copy)
        assert (await desk.perform(paper, DayPrinted)).verdict == "DONE"
        printed = str(cast(Printer, desk.devices["printer"]).requests[0].blocks)
        assert ("Z-RAPPORT 7" in printed, "X-RAPPORT" in printed) == (number == 7, number == 0)
        assert ("KOPIE" in printed) is is_copy
        assert "2,01" in printed
        assert ("0,01" in printed) is (number == 7), "the difference stands on a Z"

    on_desk(tmp_path, story)


def test_without_a_printer_the_report_is_not_on_paper_and_says_so(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        del desk.devices["printer"]
        printed = await desk.perform(PrintDay("p", await desk.x()), DayPrinted)
        assert (printed.verdict, printed.reason) == ("FAILED", "AWAY")

    on_desk(tmp_path, story)


def test_the_lane_is_found_after_a_restart_as_it_was_left(tmp_path: Path) -> None:
    async def paused(desk: Desk) -> None:
        assert lanes.left_as(desk.database) is None
        await desk.commit(await desk.perform(SetLane("a", LaneState.PAUSED, SOFIA, 15), LaneTold))

    async def still(desk: Desk) -> None:
        left = lanes.left_as(desk.database)
        assert left is not None
        assert (left.state, left.is_forced) == ("paused", False)
        assert len(left.back_at) == 5
        await desk.commit(await desk.perform(SetLane("b", LaneState.OPEN, SOFIA), LaneTold))
        assert lanes.left_as(desk.database) is None

    for story in (paused, still):
        on_desk(tmp_path, story)


def test_a_report_is_found_by_its_number(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        zs = [await desk.closed() for _ in range(2)]
        with desk.database.reader.connect() as connection:
            assert [last_close(connection, number) for number in (1, 2, 3)] == [*zs, None]
            assert last_close(connection) == zs[-1]

    on_desk(tmp_path, story)
