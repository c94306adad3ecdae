"""What staff change at the customer's screen, and what they resolve there: once, and of the basket they saw."""

from __future__ import annotations

from typing import Final, TypeAlias

from kiosk.domain.blockers import Blocker, Resolver
from kiosk.domain.goods.holds import HOLDS, holds, resolved
from kiosk.domain.sale import Sale
from kiosk.domain.staff import attending
from kiosk.domain.staff.attending import CannotChange
from kiosk.domain.values import replace
from kiosk.flows.base import Effect, Event
from kiosk.flows.checkout.attended.events import BlockerResolved, Discounted, LineVoided, PriceSet, QuantitySet
from kiosk.flows.checkout.enrolling.states import Enrolling
from kiosk.flows.checkout.extras.states import Extras
from kiosk.flows.checkout.loose.states import Choosing, Naming, Weighing
from kiosk.flows.checkout.states import Explained, Membership, PartPaid, Scanning, Shopping, State, Typing, held
from kiosk.flows.checkout.taxno.states import TaxNumber

Change: TypeAlias = LineVoided | QuantitySet | PriceSet | Discounted
CHANGES: Final = (LineVoided, QuantitySet, PriceSet, Discounted)
Stepped: TypeAlias = "tuple[State, tuple[Effect, ...]]"


def changed(sale: Sale, event: Change) -> Sale:
    """Return the basket as staff want it. Raises `CannotChange`, with STALE when it changed since, `IllegalMove`."""
    if event.version != sale.version:
        raise CannotChange("STALE")
    match event:
        case LineVoided(n=n, why=why):
            return attending.voided(sale, n, why)
        case QuantitySet(n=n, qty=qty, why=why):
            return attending.with_quantity(sale, n, qty, why)
        case PriceSet(n=n, unit_minor=unit_minor, why=why):
            return attending.with_price(sale, n, unit_minor, why)
        case Discounted(n=n, minor=minor, bp=bp, why=why):
            return attending.discounted(sale, n, minor, bp, why)


def may_resolve(blocker: Blocker, way: str) -> bool:
    """True when staff on the glass may resolve a blocker in this way."""
    kind = blocker.kind
    return Resolver.ATTENDANT in kind.resolvers and way in kind.ways


def attended(state: State, event: Event) -> Stepped:
    """Take a change of the basket, or a blocker that was resolved; what does not fit what is there changes nothing."""
    match event, state:
        case BlockerResolved(), Scanning() | PartPaid():
            return _resolved(state, event)
        case (
            LineVoided() | QuantitySet() | PriceSet() | Discounted(),
            Scanning()
            | Typing()
            | TaxNumber()
            | Explained()
            | Membership()
            | Enrolling()
            | Choosing()
            | Naming()
            | Weighing()
            | Extras(),
        ):
            return _changed(state, event)
        case _:
            return state, ()


def _changed(state: Shopping, event: Change) -> Stepped:
    try:
        sale = changed(state.sale, event)
    except CannotChange:
        return state, ()
    if not isinstance(state, Scanning):
        return replace(state, sale=sale), ()
    newest = event.n if any(line.n == event.n for line in sale.lines) else None
    return replace(state, sale=sale, newest_n=newest, notice=_still(state.notice, sale)), ()


def still_told(stepped: Stepped) -> Stepped:
    """Say no more of a hold that the customer settled: what was too much is out of the bag."""
    state, effects = stepped
    if not isinstance(state, Scanning) or _still(state.notice, state.sale) is state.notice:
        return stepped
    return replace(state, notice=None), effects


def _still(notice: Blocker | None, sale: Sale) -> Blocker | None:
    """Return a notice unless it was about a hold that is open no more."""
    is_hold = notice is not None and notice.code in HOLDS
    return None if is_hold and notice not in holds(sale) else notice


def _resolved(state: Scanning | PartPaid, event: BlockerResolved) -> Stepped:
    """Resolve a hold of the basket, or take the notice away: what that was about is not in the basket."""
    notice = state.notice
    hold = next((own for own in holds(state.sale) if own.id == event.blocker_id), None)
    if isinstance(state, Scanning) and hold is not None:
        if state.sale.version != event.version or not may_resolve(hold, event.way):
            return state, ()
        sale = resolved(state.sale, hold, event.way)
        return replace(state, sale=sale, notice=_still(notice, sale), undo_n=None), ()
    if notice is None or notice.id != event.blocker_id or held(state)[-1].version != event.version:
        return state, ()
    return (replace(state, notice=None), ()) if may_resolve(notice, event.way) else (state, ())
