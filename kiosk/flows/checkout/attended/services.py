"""Travel services are taken back before their money is: what the departures system takes back is owed, and no more.

That it is asked is kept first, then it is asked, then its answer is kept, and only then may a refund begin. It does the
same thing once, so after silence or a restart it is asked the same again. What is owed stays owed in the sale until it
went back: the lane shows such a sale before any other.
"""

from __future__ import annotations

from typing import TypeAlias

from kiosk.domain.access.roles import Permission, Person
from kiosk.domain.sale import PaperKind, Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.travel.selling.taking_back import TakenBack
from kiosk.domain.values import replace
from kiosk.flows.base import Abandoned, BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.checkout import receipt
from kiosk.flows.checkout.attended import refunding
from kiosk.flows.checkout.attended.events import (
    AskAgainPressed,
    RefundBegun,
    RefundConfirmed,
    ServicesTold,
    TakeServicesBack,
)
from kiosk.flows.checkout.events import Beep, FinishPressed, PrintEnded, PrintPaper, PrintPressed
from kiosk.flows.checkout.states import Ended, State, TakingBack
from kiosk.flows.staffed import Record

UNKNOWN = "unknown"
Stepped: TypeAlias = "tuple[State, tuple[Effect, ...]]"


def take_back(event: RefundBegun, at: Stamp, site: Site) -> Stepped | None:
    """Ask for the services of a sale; of one that was answered, give back what is still owed. None as for goods."""
    if event.sale.facts.back is not None:
        return refunding.refund(event, at, site)
    if not refunding.may_begin(event, site):
        return None
    sale = replace(event.sale, facts=replace(event.sale.facts, is_asked_back=True))
    return TakingBack(sale, at.utc_ms, event.why, event.by), (TakeServicesBack(sale.id), Beep("attention"))


def taking_back(state: TakingBack, event: Event, at: Stamp, site: Site) -> Stepped:
    """Wait for the answer, show it, and go on to the refund by the word of staff."""
    is_open = state.sale.facts.back is None
    match event:
        case ServicesTold(sale_id=of) if of == state.sale.id and is_open:
            return _told(state, event, at, site)
        case EffectFailed(effect="TakeServicesBack", key=of) if of == state.sale.id and is_open:
            return replace(state, problem="silent"), (Beep("attention"),)
        case AskAgainPressed() if is_open and state.problem:
            return replace(state, problem="", since_utc_ms=at.utc_ms), (TakeServicesBack(state.sale.id),)
        case PrintEnded() | EffectFailed(effect="PrintPaper"):
            sale = receipt.printed(state.sale, event)
            return (state, ()) if sale is state.sale else (replace(state, sale=sale), ())
        case _:
            return (state, ()) if receipt.is_printing(state.sale) else _pressed(state, event, at, site)


def _pressed(state: TakingBack, event: Event, at: Stamp, site: Site) -> Stepped:
    match event:
        case RefundConfirmed() if state.sale.facts.back is not None:
            minor = refunding.refundable_of(state.sale).minor
            begun = refunding.refund(RefundBegun(state.sale, minor, state.why, state.by), at, site)
            return (state, ()) if begun is None else begun
        case PrintPressed() if may_print(state, site):
            return _printed(state, at, site)
        case BackPressed() | FinishPressed() | Abandoned():
            return Ended(state.sale), ()
        case _:
            return state, ()


def stage_of(state: TakingBack, site: Site) -> str:
    """Return where it stands: `asking`, a problem, `nothing` of it comes back, `owed`, or `away` is the terminal."""
    if state.sale.facts.back is None or state.problem:
        return state.problem or "asking"
    owed = refunding.refundable_of(state.sale).minor
    if not owed:
        return "nothing"
    return "owed" if refunding.is_in_reach(state.sale, owed, site) else "away"


def may_print(state: TakingBack, site: Site) -> bool:
    """True when there is something to put on a slip, and a printer for it."""
    back = state.sale.facts.back
    return back is not None and bool(back.back) and site.is_usable("printer")


def _told(state: TakingBack, event: ServicesTold, at: Stamp, site: Site) -> Stepped:
    told = event.told
    if told is None and event.problem == UNKNOWN:  # it will never take back what it never sold
        told = TakenBack(state.sale.id, state.sale.currency)
        return _answered(replace(state, problem=UNKNOWN), told), (_record(state, told), Beep("attention"))
    if told is None:
        return replace(state, problem="silent"), (Beep("attention"),)
    if not _fits(state.sale, told):
        return replace(state, problem="unclear"), (Beep("attention"),)
    known, effects = _answered(replace(state, problem=""), told), (_record(state, told), Beep("attention"))
    if not may_print(known, site):
        return known, effects
    printing, more = _printed(known, at, site)
    return printing, (*effects, *more)


def _fits(sale: Sale, told: TakenBack) -> bool:
    """True for an answer about this sale, in its money, that owes no more than was paid."""
    is_right = all(own.amount_minor > 0 for own in told.services) and told.minor <= sale.total.minor
    return is_right and (told.order_id, told.currency) == (sale.id, sale.currency)


def _answered(state: TakingBack, told: TakenBack) -> TakingBack:
    return replace(state, sale=replace(state.sale, facts=replace(state.sale.facts, back=told)))


def _printed(state: TakingBack, at: Stamp, site: Site) -> Stepped:
    """Put on a slip what was taken back, which seats are the travellers' now, and what is owed."""
    paper = receipt.Paper(f"services:{state.sale.id}", PaperKind.SERVICES, site.language)
    sale, job = receipt.start(state.sale, paper, at)
    return replace(state, sale=sale), (PrintPaper(job, sale),)


def _record(state: TakingBack, told: TakenBack) -> Record:
    """Return what the audit log keeps of the answer: of how many services, how many, and for how much."""
    person = Person(state.by, frozenset())
    after = f"{len(told.back)} of {len(told.services)} taken back, {told.minor} {told.currency}"
    why = f"services:{state.why}"
    return Record(Permission.REFUND_LAST_SALE, person, state.sale.id, why, _paid(state.sale), after)


def _paid(sale: Sale) -> str:
    return f"{sale.total.minor} {sale.currency}"
