"""Baskets that are kept behind the glass for customers who come back: put there, brought back once, or void in time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from kiosk.domain.aside.keeping import KEEP_MS, MOST, Kept, found, of_sale, taken_back
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.values import replace
from kiosk.flows.base import Effect, Event, StartTimer
from kiosk.flows.checkout.attended.events import BasketBroughtBack
from kiosk.flows.checkout.benefits.bringing import freed
from kiosk.flows.checkout.events import KeptCodeRead, Scanned
from kiosk.flows.checkout.states import Scanning, Typing
from kiosk.flows.shell.session import Attract, Home, InFlow, Language, OutOfService, Session, Starting
from kiosk.flows.signing import ReturnCodeRead

Stepped: TypeAlias = tuple[Session, tuple[Effect, ...]]
Below: TypeAlias = Callable[[Session, Event, Stamp], Stepped]
KEPT_TIMER = "shell.kept"


def set_aside(session: Session, sale: Sale, at: Stamp) -> Stepped:
    """Keep a basket that its customer left in SUSPENDED; of more than `MOST` the oldest is given up."""
    if sale.state is not SaleState.SUSPENDED:
        return session, ()
    closed = tuple(own for own in session.closed if own.id != sale.id)
    kept = (*session.kept, Kept(sale, at.utc_ms + KEEP_MS, at.utc_ms))
    full = _given_up(replace(session, kept=kept[-MOST:], closed=closed), kept[:-MOST])
    return full, (*_timed(full, at), *freed(session.closed, full.closed))


def again(session: Session, sales: tuple[Sale, ...], until_utc_ms: int, at: Stamp) -> Stepped:
    """Keep what a start found kept."""
    kept = tuple(Kept(sale, until_utc_ms) for sale in sales if sale.state is SaleState.SUSPENDED)
    if not kept:
        return session, ()
    known = replace(session, kept=kept)
    return known, _timed(known, at)


def expired(session: Session, at: Stamp) -> Stepped:
    """Give up what nobody came back for, and wait for the next."""
    due = tuple(own for own in session.kept if own.until_utc_ms <= at.utc_ms)
    rest = tuple(own for own in session.kept if own.until_utc_ms > at.utc_ms)
    known = _given_up(replace(session, kept=rest), due) if due else session
    return known, (*_timed(known, at), *freed(session.closed, known.closed))


def read(
    session: Session, event: KeptCodeRead | BasketBroughtBack | ReturnCodeRead, at: Stamp, below: Below
) -> Stepped:
    """Bring a kept basket back where no other is begun; else the flow says why not. A return is for staff alone."""
    if isinstance(event, ReturnCodeRead):
        return below(session, Scanned(problem="NOT_AN_ITEM"), at)
    if isinstance(event, BasketBroughtBack):
        return _by_staff(session, event, at)
    if isinstance(session.screen, Starting | OutOfService) or (event.is_typed and not _is_awaited(session)):
        return session, ()  # a late answer to a number that was typed and left is nobody's
    back = brought_back(session, found(session.kept, event.code, at.utc_ms), at)
    if back is not None:
        return back, freed(session.closed, back.closed)
    why = "KEPT_LATER" if found(session.kept, event.code, at.utc_ms) else "KEPT_UNKNOWN"
    return below(session, Scanned(problem=why, is_typed=event.is_typed), at)


def _by_staff(session: Session, event: BasketBroughtBack, at: Stamp) -> Stepped:
    """Bring back what staff chose, at a glass that is nobody's."""
    own = of_sale(session.kept, event.sale_id, event.version, at.utc_ms)
    back = brought_back(session, own, at) if isinstance(session.screen, Attract) else None
    return (session if back is None else back), ()


def _is_awaited(session: Session) -> bool:
    """Tell whether somebody has typed a number and waits for what it is."""
    return (
        isinstance(session.screen, InFlow)
        and isinstance(session.screen.state, Typing)
        and (session.screen.state.is_looking_up)
    )


def brought_back(session: Session, own: Kept | None, at: Stamp) -> Session | None:
    """Put a kept basket on the glass, in place of an empty one; None: there is none, or another is begun."""
    here = _empty(session)
    if own is None or here is None:
        return None
    rest = tuple(basket for basket in session.kept if basket is not own)
    closed = (*session.closed, *(sale.to(SaleState.VOID) for sale in here))
    screen = InFlow("checkout", Scanning(taken_back(own.sale)))
    session_id = session.id or uuid7(at, 20)
    return replace(session, id=session_id, screen=screen, sheet=None, kept=rest, closed=closed)


def _empty(session: Session) -> tuple[Sale, ...] | None:
    """Return the empty basket that makes room; nothing where nobody shops yet; None where there are goods."""
    match session.screen:
        case Attract() | Language() | Home():
            return ()
        case InFlow(state=Scanning(sale=sale) | Typing(sale=sale)) if not sale.lines:
            return (sale,)
        case _:
            return None


def _given_up(session: Session, baskets: tuple[Kept, ...]) -> Session:
    return replace(session, closed=(*session.closed, *(own.sale.to(SaleState.VOID) for own in baskets)))


def _timed(session: Session, at: Stamp) -> tuple[Effect, ...]:
    if not session.kept:
        return ()
    first = min(own.until_utc_ms for own in session.kept)
    return (StartTimer(KEPT_TIMER, max(1, (first - at.utc_ms) // 1000 + 1)),)
