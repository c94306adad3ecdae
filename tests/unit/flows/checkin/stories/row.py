"""One row of the table of travellers: what they do, and where it leaves them, in words, money and papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Final, TypeAlias

from kiosk.domain.moves import SaleState
from kiosk.domain.text import Text
from kiosk.domain.travel.booking import Booking
from kiosk.domain.travel.flight import Flight
from kiosk.flows.base import Event, Site, View
from kiosk.flows.checkin.samples import ALONE
from kiosk.services.departures.ledger import OrderState
from kiosk.words import SiteFormat, Words
from tests.unit.flows.checkin.given import site_with
from tests.unit.flows.checkin.stories.kiosk import AtKiosk

Act: TypeAlias = Event | Callable[[AtKiosk], object]
SITE: Final = site_with()


@dataclass(frozen=True, slots=True)
class Story:
    """A traveller: `acts` one after the other, then the screen it `ends` on and the keys of words it `says`.

    `in_`: who is checked in where. `money`: sales that asked for it, each with its state and what is confirmed.
    `papers`: those a printer said came out. `logs`: what the log may hold of it.
    """

    name: str
    story: str
    acts: tuple[Act, ...]
    ends: str
    says: tuple[str, ...]
    in_: str = ""
    money: str = ""
    papers: tuple[str, ...] = ()
    bookings: tuple[Booking, ...] = (ALONE,)
    site: Site = SITE
    flights: tuple[Flight, ...] = ()
    logs: tuple[str, ...] = ()

    def played(self) -> AtKiosk:
        """Play it; at every step the traveller has a way on, or is being served."""
        run = AtKiosk(*self.bookings, site=self.site, flights=self.flights)
        for act in self.acts:
            if isinstance(act, Event):
                run.take(act)
            else:
                act(run)
            assert has_way(run), (self.name, run.kind(), act)
        return run


def has_way(run: AtKiosk) -> bool:
    """True when a key leads on or back, a reader is armed, or something is under way that ends by itself."""
    view = run.shown
    keys = (view.primary, view.secondary, view.back)
    is_served = bool(run.kept) or run.kind() in ("Paying", "PaymentUnclear", "GivingBack")
    return any(own is not None and own.is_enabled for own in keys) or view.takes_scans or is_served


def is_left_alone(run: AtKiosk) -> bool:
    """True when no key that leads on, or back, can be pressed, and nobody new is waited for."""
    view = run.shown
    keys = (view.primary, view.secondary, view.back)
    is_open = any(own is not None and own.is_enabled and not own.is_busy for own in keys)
    return not (is_open or view.takes_scans or run.kind() == "Attract")


@cache
def words() -> Words:
    """Return the words of one language; that all have the same is another test's."""
    return Words("en", SiteFormat())


def texts_of(shown: object) -> Iterator[Text]:
    """Yield all words in a view."""
    if isinstance(shown, Text):
        yield shown
        for _, own in shown.args:
            yield from texts_of(own)
    elif isinstance(shown, Mapping):
        for own in shown.values():
            yield from texts_of(own)
    elif isinstance(shown, tuple):
        for own in shown:
            yield from texts_of(own)
    elif is_dataclass(shown):
        for one in fields(shown):
            yield from texts_of(getattr(shown, one.name))


def said(view: View) -> set[str]:
    """Return the keys of all words a view shows or speaks."""
    return {own.key for own in texts_of(view)}


def torn(run: AtKiosk) -> list[str]:
    """Return the sales of which money was kept and nothing done, or all was done and no money kept."""
    orders = {name: kept for name, kept in run.kept_there.orders().items() if name in run.books}
    done = {name for name, kept in orders.items() if kept.state is OrderState.DONE and kept.order.amount_minor}
    paid = {own.id for own in run.books.values() if own.confirmed.minor and own.state is SaleState.FULFILLED}
    asked = {own.id for own in run.books.values() if own.state in (SaleState.PAYING, SaleState.PAID, SaleState.REVIEW)}
    return sorted((done ^ paid) - asked)
