"""The check-in reducer: which stage takes which event, and how a traveller leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.text import text
from kiosk.domain.values import replace
from kiosk.flows.base import (
    Abandoned,
    BackPressed,
    CancelConfirmed,
    Entry,
    Event,
    ForPayment,
    Site,
    StopTimer,
)
from kiosk.flows.checkin.aside import after, bags, documents, extras, goods, seats, seen
from kiosk.flows.checkin.aside.events import ExtrasPressed
from kiosk.flows.checkin.events import (
    BagsPressed,
    CardRead,
    DocumentRead,
    GoodsAnswered,
    PassRead,
    PrintPassesPressed,
    SeatsPressed,
)
from kiosk.flows.checkin.identify import identify, one_more, read, strange, typing
from kiosk.flows.checkin.issuing import completing, let_go_of, ordered
from kiosk.flows.checkin.issuing import settled as settle
from kiosk.flows.checkin.onward import Stepped, left, open_of, passengers
from kiosk.flows.checkin.printing import CLOSE_TIMER, printing_step, refused, thank_you
from kiosk.flows.checkin.states import (
    Bags,
    CheckedIn,
    Completing,
    Details,
    Documents,
    Extras,
    Goods,
    GoodsAdvice,
    Identify,
    OneMore,
    Passengers,
    Printing,
    Refused,
    Seats,
    State,
    Summary,
    ThankYou,
    Typing,
    held,
)
from kiosk.flows.checkout.attended.events import BlockerResolved, SessionEnded
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.checkout.receipt import is_printing
from kiosk.flows.checkout.states import Ended

SCREENS: tuple[type[State], ...] = (
    Identify,
    Typing,
    OneMore,
    Refused,
    Passengers,
    Documents,
    Details,
    Summary,
    Seats,
    Bags,
    Extras,
    GoodsAdvice,
    Completing,
    Printing,
    CheckedIn,
    ThankYou,
)
RESUMES: tuple[type[State], ...] = ()
FOUND: frozenset[type[object]] = frozenset({OneMore, Refused, CheckedIn, Passengers, Documents, Details, Summary})
MOVES: Mapping[type[object], frozenset[type[object]]] = {
    Identify: FOUND | {Typing, Ended},
    Typing: FOUND | {Identify, Ended},
    OneMore: FOUND - {OneMore} | {Identify, Ended},
    Refused: frozenset({Passengers, Documents, Details, Summary, Ended}),
    Passengers: frozenset({Identify, Documents, Details, Summary, Ended}),
    Documents: frozenset({Details, Passengers, Identify, Summary, CheckedIn, Ended}),
    Details: frozenset({Documents, Passengers, Identify, Summary, CheckedIn, Ended}),
    Summary: frozenset({Passengers, Identify, Seats, Bags, Extras, GoodsAdvice, Completing, Ended}),
    Seats: frozenset({Summary, CheckedIn, Ended}),
    Bags: frozenset({Summary, CheckedIn, Ended}),
    Extras: frozenset({Summary, Ended}),
    GoodsAdvice: frozenset({Summary, Ended}),
    Completing: frozenset({Summary, CheckedIn, Refused, Printing, ThankYou, ForPayment, Ended}),
    ForPayment: frozenset({Completing, Summary, CheckedIn}),
    Printing: frozenset({ThankYou, Ended}),
    CheckedIn: frozenset({Summary, Seats, Bags, Completing, Printing, Ended}),
    ThankYou: frozenset({Ended}),
}
ENTRY = Entry(
    flow="checkin",
    order=2,
    title=text("checkin.entry.title"),
    text=text("checkin.entry.text"),
    art="check-in",
    needs=(),
)


def begin(event: Event | None, at: Stamp, site: Site, session_id: str) -> Stepped | None:
    """Start a check-in from home (`event` None) or by a document on the glass; None when the event starts none."""
    sale = Sale(uuid7(at, 10), site.currency, session_id, at.utc_ms)
    match event:
        case None:
            return Identify(sale), ()
        case PassRead() | CardRead() | DocumentRead():
            return read(sale, event, at)
        case Scanned():  # where goods are sold, too, theirs is the first word
            return strange(sale, event)
        case _:
            return None


def sales(state: State) -> tuple[Sale, ...]:
    """Return the sales a state holds, for the store."""
    return held(state)


def settled(state: State, sale: Sale, at: Stamp, site: Site) -> Stepped:
    """Go on when the payment of an order is over. Raises `TypeError`: no other state lends the glass."""
    if not isinstance(state, Completing):
        raise TypeError(f"{type(state).__name__} lends the glass to nobody")
    return settle(state, sale, at, site)


def step(state: State, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event. An event that a state does not take returns the same state and no effects."""
    if isinstance(event, CancelConfirmed):
        return _cancelled(state)
    if isinstance(event, Abandoned):
        return _abandoned(state)
    if isinstance(event, SessionEnded):
        return _cancelled(state)
    if isinstance(event, BlockerResolved):
        return seen.resolved(state, event, at, site)
    match state:
        case Identify():
            return identify(state, event, at, site)
        case Typing():
            return typing(state, event, at, site)
        case OneMore():
            return one_more(state, event, at, site)
        case Refused():
            return refused(state, event, at, site)
        case Passengers():
            return passengers(state, event, at, site)
        case Summary():
            return _summary(state, event, at, site)
        case Completing():
            return completing(state, event, at, site)
        case Printing():
            return printing_step(state, event, at, site)
        case ThankYou():
            return thank_you(state, event)
        case Ended():
            return state, ()
        case _:
            return _aside(state, event, at, site)


def _aside(
    state: Documents | Details | Seats | Bags | Extras | GoodsAdvice | CheckedIn, event: Event, at: Stamp, site: Site
) -> Stepped:
    """Take an event beside the straight way."""
    match state:
        case Documents():
            return documents.documents(state, event, at, site)
        case Details():
            return documents.details(state, event, at, site)
        case Seats():
            return seats.seats(state, event, at, site)
        case Bags():
            return bags.bags(state, event, at, site)
        case Extras():
            return extras.extras(state, event, at, site)
        case GoodsAdvice():
            return goods.goods_advice(state, event, at, site)
        case CheckedIn():
            return after.checked_in(state, event, at, site)
        case _:
            assert_never(state)


def _summary(state: Summary, event: Event, at: Stamp, site: Site) -> Stepped:
    trip = state.trip
    match event:
        case GoodsAnswered(answer=Goods.NONE.value):
            return replace(state, trip=replace(trip, goods=Goods.NONE, goods_utc_ms=at.utc_ms)), ()
        case GoodsAnswered(answer=Goods.SOME.value):
            return GoodsAdvice(replace(trip, goods=Goods.SOME, goods_utc_ms=at.utc_ms)), ()
        case SeatsPressed():
            return seats.begin(trip, at, site)
        case BagsPressed():
            return bags.begin(trip, at, site)
        case ExtrasPressed() if extras.offers_of(trip, site):
            return extras.begin(trip, at, site)
        case PrintPassesPressed() if trip.goods.is_settled:
            return ordered(trip, at, site, coupons=open_of(trip))
        case BackPressed() if len(trip.booking.passengers) > 1:
            return Passengers(trip), ()
        case BackPressed():
            return Identify(trip.sale), ()
        case _:
            return state, ()


def _cancelled(state: State) -> Stepped:
    """Give up what is not done; what is checked in stays so."""
    if isinstance(state, Completing | Printing | ThankYou | Ended):
        return state, ()
    if isinstance(state, Refused) and is_printing(state.trip.sale):
        return state, ()
    sale = held(state)[-1]
    return left(sale), let_go_of(sale)


def _abandoned(state: State) -> Stepped:
    if isinstance(state, Ended):
        return state, ()
    sale = held(state)[-1]
    return left(sale), (StopTimer(CLOSE_TIMER),) if isinstance(state, ThankYou) else let_go_of(sale)
