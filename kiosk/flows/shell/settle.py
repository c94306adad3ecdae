"""Payments behind the glass: one sale at a time is asked about or given back, the others wait for their turn."""

from __future__ import annotations

from kiosk.domain.payment import void_unpaid
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.values import replace
from kiosk.flows.base import Effect, Event
from kiosk.flows.checkout import Recovered
from kiosk.flows.checkout.events import LastPaymentTold, TerminalAnswered
from kiosk.flows.checkout.undoing import settling, watching
from kiosk.flows.registry import flows
from kiosk.flows.shell.session import InFlow, Session

Stepped = tuple[Session, tuple[Effect, ...]]


def noted(session: Session, found: Recovered) -> Session:
    """Take note of what a restart leaves: sales that wait for the terminal, and payments that ended unheard."""
    own = {found.inquiry.sale.id} if found.inquiry is not None else set()
    own |= {sale.id for sale in flows()["checkout"].sales(found.state)} if found.state is not None else set()
    waiting = (sale for sale in found.sales if sale.id not in own and settling.needs_settling(sale))
    watched = (sale for sale in found.sales if sale.id not in own and watching.watched(sale))
    return replace(session, unsettled=tuple(waiting), watched=tuple(watched))


def left(session: Session, sale: Sale, at: Stamp) -> Stepped:
    """Take note of what a customer leaves, and begin with it when the terminal is free."""
    is_own = session.inquiry is not None and session.inquiry.sale.id == sale.id
    if not is_own and settling.needs_settling(sale):
        session = replace(session, unsettled=(*session.unsettled, sale))
    if watching.watched(sale):
        others = (own for own in session.watched if own.id != sale.id)
        session = replace(session, watched=(*others, sale))
    return _next(session, at)


def closed(session: Session, done: settling.Settling, at: Stamp) -> Stepped:
    """Go on with what the sale needs further, else with the next; a sale of which nothing is held is void."""
    return _taken(replace(session, inquiry=None), void_unpaid(done.sale), at)


def settled(session: Session, sale: Sale, at: Stamp) -> Stepped:
    """Take a sale as staff left it: written with this event, asked about no more, and settled in what it still needs.

    One that a customer at the glass holds is theirs: nothing is taken.
    """
    if any(own.id == sale.id for own in _on_the_glass(session)):
        return session, ()
    is_asked = session.inquiry is not None and session.inquiry.sale.id == sale.id
    return _taken(replace(session, inquiry=None) if is_asked else session, sale, at)


def _taken(session: Session, sale: Sale, at: Stamp) -> Stepped:
    """Keep a sale as it is now, whatever of it waits further, and go on with the next."""
    waiting = tuple(own for own in session.unsettled if own.id != sale.id)
    if settling.needs_settling(sale):
        waiting = (sale, *waiting)
    known = {own.id: own for own in session.watched} | {sale.id: sale}  # never a picture of before
    watched = tuple(own for own in known.values() if watching.watched(own))
    free = replace(session, unsettled=waiting, watched=watched, closed=(*session.closed, sale))
    return _next(free, at)


def _next(session: Session, at: Stamp) -> Stepped:
    """Begin with the next sale: first what holds the terminal, then what has to go back, each in its turn."""
    waiting = tuple(sorted(session.unsettled, key=lambda sale: not settling.holds_terminal(sale)))
    effects: tuple[Effect, ...] = ()
    if session.inquiry is None and waiting:
        begun = settling.opened(waiting[0], at)
        inquiry, effects = begun if begun is not None else (None, ())
        session = replace(session, inquiry=inquiry, unsettled=waiting[1:])
    site = replace(session.site, is_terminal_asked=session.inquiry is not None)
    return replace(session, site=site), effects


def _in_hand(session: Session) -> set[str]:
    waiting = {sale.id for sale in (*session.unsettled, *_on_the_glass(session))}
    return waiting | {session.inquiry.sale.id} if session.inquiry is not None else waiting


def _on_the_glass(session: Session) -> tuple[Sale, ...]:
    return flows()[session.screen.flow].sales(session.screen.state) if isinstance(session.screen, InFlow) else ()


def asks(session: Session) -> tuple[tuple[str, str], ...]:
    """Return the attempts of other sales to ask about before the next payment, with their references."""
    return tuple((own.id, own.ref) for sale in session.watched for own in watching.watched(sale))


def overheard(session: Session, event: Event, at: Stamp) -> Session:
    """Take what the terminal tells of a payment that ended unheard: a late approval waits to be given back.

    What was told once is not asked before each payment for ever; the end of the day asks again.
    """
    if not session.watched or not isinstance(event, LastPaymentTold | TerminalAnswered):
        return session
    of = next((sale for sale in session.watched if sale.attempt(event.attempt_id) is not None), None)
    if of is None:
        return session
    if of.id in _in_hand(session):
        return session  # it is being asked about, refunded or given back: what is known here is a picture of before
    rest = tuple(sale for sale in session.watched if sale.id != of.id)
    if isinstance(event, LastPaymentTold) and event.result is not None and not event.result.is_for_reference:
        return replace(session, watched=rest)  # its last payment, which may be the next customer's: never given back
    known = watching.heard(of, event.attempt_id, event.result, at, (*session.sales, *session.watched))
    if known is of:
        return session if isinstance(event, TerminalAnswered) else replace(session, watched=rest)
    return replace(session, watched=rest, unsettled=(*session.unsettled, known))
