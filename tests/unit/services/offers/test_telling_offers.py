"""Which promotions hold is told by clock and file: changes alone, and never a file with a fault."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain import basket
from kiosk.domain.money import Money
from kiosk.domain.text import LocalText
from kiosk.flows.base import Event
from kiosk.flows.checkout import flow
from kiosk.flows.checkout.examples import AT
from kiosk.flows.checkout.states import Scanning
from kiosk.flows.shell.examples import SESSION
from kiosk.flows.shell.session import OffersTold
from kiosk.flows.shell.step import step
from kiosk.services.offers.telling import Offering
from tests.virtual_time import run

HEAD = "id,kind,percent,first_day,last_day,from_time,until_time,text_en\n"
EVENING = HEAD + "evening,percent,10,,,18:00,20:00,Ten off\nday,percent,5,2026-11-23,2026-11-23,,,Five off\n"


def told_over(file: Path, first: datetime, hours: float, change: Callable[[], object] = lambda: None) -> list[Event]:
    """Return what is told from a time on; `change` is done in the middle."""
    posted: list[Event] = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        now = lambda: first + timedelta(seconds=loop.time() - begun)  # noqa: E731  # the clock of this test
        Offering(loop, posted.append, file, "EUR", now, lambda _sku: None).look()
        await asyncio.sleep(hours * 1800)
        change()
        await asyncio.sleep(hours * 1800)

    run(main())
    return posted


def ids(events: list[Event]) -> list[list[str]]:
    """Return the ids of what each event tells."""
    return [[own.id for own in event.book.promotions] for event in events if isinstance(event, OffersTold)]


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Path:
    file = tmp_path / "offers.csv"
    file.write_text(EVENING, encoding="utf-8")
    return file


def test_a_file_that_turns_bad_leaves_what_holds_and_every_fault_in_the_log(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bad = EVENING + "x,percent,0,,,,,Nothing off\n"
    assert ids(told_over(file, datetime(2026, 11, 22, 18, 30), 1, lambda: file.write_text(bad))) == [["evening"]]
    assert "promotions not used: offers.csv, line 4: promotion x: the percentage" in caplog.text


def test_a_file_that_is_gone_leaves_what_holds_and_says_so_once(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert ids(told_over(file, datetime(2026, 11, 22, 18, 30), 1, file.unlink)) == [["evening"]]
    assert len([own for own in caplog.records if own.levelno == logging.WARNING]) == 1


def test_promotions_begin_and_end_by_the_sites_clock_and_at_midnight(file: Path) -> None:
    told = ids(told_over(file, datetime(2026, 11, 22, 17, 0), 33))
    assert told == [[], ["evening"], [], ["day"], ["day", "evening"], ["day"], []]


def test_another_file_is_read_without_a_restart(file: Path) -> None:
    other = HEAD + "all,percent,50,,,,,Half\n"
    told = ids(told_over(file, datetime(2026, 11, 22, 18, 30), 0.5, lambda: file.write_text(other)))
    assert told == [["evening"], ["all"]]


def test_an_open_sale_keeps_its_promotions_and_the_next_one_has_the_new_ones(file: Path) -> None:
    (evening, none) = told_over(file, datetime(2026, 11, 22, 19, 30), 1)
    milk = basket.Product(
        "a", "", LocalText(()), LocalText(()), "", Money(100, "EUR"), 900, is_weighed=False, catalogue_version=1
    )
    before, _ = step(SESSION, evening, AT)
    begun = flow.begin(None, AT, before.site, "s")
    after, _ = step(before, none, AT)
    assert begun is not None
    assert isinstance(begun[0], Scanning)
    assert basket.add(begun[0].sale, milk).total.minor == 90
    fresh = flow.begin(None, AT, after.site, "s")
    assert fresh is not None
    assert isinstance(fresh[0], Scanning)
    assert basket.add(fresh[0].sale, milk).total.minor == 100


def test_a_promotion_of_goods_that_nobody_sells_holds_and_the_log_says_so(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.write_text("id,kind,percent,skus,text_en\nslip,percent,10,nobody has,Ten off\n", encoding="utf-8")
    assert ids(told_over(file, datetime(2026, 11, 22, 18, 30), 1)) == [["slip"]]
    assert "offers.csv, line 2: slip is for goods that are not sold here now" in caplog.text
