"""What staff did is in the journal's chain, comes back from the tables to the cent, and replays to the same session."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.backroom.sales.last_sale import last_sale
from kiosk.domain.aside.keeping import KEEP_MS
from kiosk.domain.aside.keeping import Kept as Waiting
from kiosk.domain.aside.keeping import kept as set_aside
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.travel.selling.taking_back import TakenBack
from kiosk.flows.assist.events import DeedChosen, KeptChosen, LineChosen, NumberGiven, ReasonChosen
from kiosk.flows.assist.states import Lane
from kiosk.flows.base import Effect, Event
from kiosk.flows.checkout import EXAMPLES as CHECKOUT
from kiosk.flows.checkout.events import PrintEnded, PrintPaper
from kiosk.flows.checkout.states import TakingBack
from kiosk.flows.shell import EXAMPLES, Session, step
from kiosk.flows.shell.session import Attract, InFlow, Over
from kiosk.flows.staffed import AskPermit, Permitted, Record
from kiosk.people.audit import Audited, Deed
from kiosk.store import schema
from kiosk.store.database import Database, open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.recovery import events_of, recover, verify_all
from kiosk.store.rows import load_sales
from tests.unit.flows.assist.test_assist import LEAD
from tests.unit.flows.given import Checkout, Clock
from tests.unit.store.samples import as_loaded

BASE = EXAMPLES["checkout/Scanning"]
ACTS: tuple[Event, ...] = (
    LineChosen(1), DeedChosen("price"), NumberGiven("100"), ReasonChosen("shelf"),
    LineChosen(2), DeedChosen("quantity"), NumberGiven("3"), ReasonChosen("counted"),
    LineChosen(0), DeedChosen("percent_off"), NumberGiven("15"), ReasonChosen("goodwill"),
    LineChosen(3), DeedChosen("void"), ReasonChosen("damaged"),
)  # fmt: skip


class Kept:
    """A session whose every event is committed as the runtime does, with leave for whatever staff ask."""

    def __init__(self, folder: Path, session: Session) -> None:
        self.database: Database = open_database(folder)
        self.journal = SqliteJournal(self.database, "1.0", "boot")
        self.clock = Clock()
        self.begun = self.session = session
        self.asyncio = asyncio.Runner()

    def take(self, event: Event) -> tuple[Effect, ...]:
        """Take one event, keep it, and answer what staff ask leave for and what is recorded."""
        at, before = self.clock.stamp(), self.session
        stepped, effects = step(before, event, at)
        if stepped is not before or event.is_kept:
            work = self.journal.commit(event, at, before.id or stepped.id, before.sales, stepped.sales)
            self.asyncio.run(work)
        self.session = stepped
        for effect in effects:
            if isinstance(effect, AskPermit):
                self.take(Permitted(effect.ask_id, effect.act.value, effect.person.id, "p-second"))
            elif isinstance(effect, Record):
                own = (effect.person.id, effect.subject, effect.act.value, effect.why, effect.before, effect.after)
                self.take(Audited(Deed.ACTED, *own, effect.second_id))
        return effects

    def keep(self, sales: tuple[Sale, ...]) -> None:
        """Keep sales as they are, with an event that nobody takes."""
        work = self.journal.commit(PrintEnded("nobody's", "DONE"), self.clock.stamp(), "session-1", (), sales)
        self.asyncio.run(work)

    def loaded(self, sale_id: str) -> Sale:
        """Return a sale as the tables have it."""
        with self.database.reader.connect() as connection:
            (found,) = load_sales(connection, schema.sale.c.id == sale_id)
            return found

    def close(self) -> None:
        self.asyncio.run(self.journal.close())
        self.asyncio.close()
        self.database.close()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    run = Checkout().scan(0, 1, 2)
    base = replace(BASE, id="session-1", screen=InFlow("checkout", run.state))
    own = Kept(tmp_path, replace(base, over=Over("assist", Lane(LEAD), "en", base.access)))
    own.keep((run.sale,))
    yield own
    own.close()


def test_each_act_is_in_the_chain_with_who_second_what_why_before_and_after(kept: Kept) -> None:
    for event in ACTS:
        kept.take(event)
    seen = recover(kept.database).last_session
    assert seen is not None
    deeds = [own.event for own in events_of(kept.database, seen) if isinstance(own.event, Audited)]
    told = [(own.who, own.second, own.act, own.why) for own in deeds]
    assert told == [
        (LEAD.id, "p-second", "change-price", "price:shelf"),
        (LEAD.id, "p-second", "change-quantity", "quantity:counted"),
        (LEAD.id, "p-second", "discount", "percent_off:goodwill"),
        (LEAD.id, "p-second", "void-line", "void:damaged"),
    ]
    assert all(own.before and own.after and own.before != own.after for own in deeds)
    assert deeds[0].after.endswith("= 100 EUR")
    assert deeds[3].after == "out"
    assert verify_all(kept.database) is None


def test_the_tables_give_the_basket_back_as_staff_left_it(kept: Kept) -> None:
    for event in ACTS:
        kept.take(event)
        sale = kept.session.sales[-1]
        assert kept.loaded(sale.id) == as_loaded(sale)
    sale = kept.loaded(kept.session.sales[-1].id)
    assert [(line.n, line.why) for line in sale.removed] == [(3, "damaged")]
    assert sale.lines[0].list_unit is not None
    assert sale.total.minor == sum(line.unit.minor * line.qty - line.discount_minor for line in sale.lines)


def test_the_journal_replays_to_the_same_session(kept: Kept) -> None:
    for event in ACTS:
        kept.take(event)
    seen = recover(kept.database).last_session
    assert seen is not None
    again = kept.begun
    for own in events_of(kept.database, seen):
        again, _ = step(again, own.event, own.at)
    assert again == kept.session


def test_the_last_sale_is_the_newest_that_was_paid(tmp_path: Path) -> None:
    run = Checkout().scan(0)
    first, second = run.receipt().sale, Checkout().receipt().sale
    state = InFlow("checkout", Checkout().scan().state)
    own = Kept(tmp_path, replace(BASE, screen=state))
    for sale in (first, second):
        own.keep((sale,))
    with own.database.reader.connect() as connection:
        assert last_sale(connection) == as_loaded(second)
    own.close()


def test_a_sale_whose_services_are_asked_back_comes_before_newer_ones_until_it_is_settled(tmp_path: Path) -> None:
    owing, asked = CHECKOUT["TakingBack"], CHECKOUT["TakingBack-asking"]
    assert isinstance(owing, TakingBack)
    assert isinstance(asked, TakingBack)
    settled = replace(owing.sale, facts=replace(owing.sale.facts, back=TakenBack(owing.sale.id, "EUR")))
    own = Kept(tmp_path, replace(BASE, screen=InFlow("checkout", Checkout().scan().state)))
    newest = Checkout().receipt().sale
    for sale in (asked.sale, newest):
        own.keep((sale,))
    for sale, last in ((asked.sale, asked.sale), (owing.sale, owing.sale), (settled, newest)):
        own.keep((sale,))
        with own.database.reader.connect() as connection:
            found = last_sale(connection)
        assert found == as_loaded(last)
    own.close()


def test_a_kiosk_that_sold_nothing_has_no_last_sale(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    with database.reader.connect() as connection:
        assert last_sale(connection) is None
    database.close()


def test_no_paper_is_printed_by_a_change(kept: Kept) -> None:
    assert not [own for event in ACTS for own in kept.take(event) if isinstance(own, PrintPaper)]


def test_a_kept_basket_that_staff_open_is_open_in_the_tables_with_who_did_it(tmp_path: Path) -> None:
    basket = set_aside(Checkout().scan(0, 1).sale)
    waiting = (Waiting(basket, Clock().stamp().utc_ms + KEEP_MS),)
    over = Over("assist", Lane(LEAD), "en", BASE.access)
    own = Kept(tmp_path, replace(BASE, id="", screen=Attract(), kept=waiting, over=over))
    own.keep((basket,))
    assert own.loaded(basket.id).state is SaleState.SUSPENDED
    for event in (DeedChosen("bring_back"), KeptChosen(basket.id), ReasonChosen("code_lost")):
        own.take(event)
    loaded = own.loaded(basket.id)
    assert (loaded.state, loaded.total) == (SaleState.OPEN, basket.total)
    seen = recover(own.database).last_session
    assert seen is not None
    (deed,) = [one.event for one in events_of(own.database, seen) if isinstance(one.event, Audited)]
    assert (deed.who, deed.act, deed.subject) == (LEAD.id, "bring-back", basket.id)
    assert (deed.why, deed.before, deed.after) == ("bring_back:code_lost", "SUSPENDED", "OPEN")
    assert verify_all(own.database) is None
    own.close()
