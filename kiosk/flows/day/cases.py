"""Payments whose outcome nobody knows: the evidence, a person's word on it, and what follows from that word.

The sale is read again after leave was given: what the kiosk settled by itself meanwhile is never overwritten.
"""

from __future__ import annotations

from kiosk.domain.access.roles import Permission, Person
from kiosk.domain.sale import Sale
from kiosk.domain.settling.resolving import Outcome, is_case, outcomes, resolved
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.day.events import (
    CaseChosen,
    CasesFound,
    FindCases,
    OutcomeChosen,
    ReadSale,
    ResolvePressed,
    SaleRead,
    SaleSettled,
)
from kiosk.flows.day.states import Case, Choosing, Reviews, Stepped
from kiosk.flows.guests import Tell
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record


def begun(person: Person, at: Stamp) -> tuple[Reviews, tuple[Effect, ...]]:
    """Begin with the list."""
    key = uuid7(at, 60)
    return Reviews(person, key), (FindCases(key),)


def reviews(state: Reviews, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event of the list."""
    match event:
        case BackPressed():
            return Choosing(state.person), ()
        case CasesFound(key=key, cases=cases) if key == state.key:
            return replace(state, cases=cases), ()
        case EffectFailed(key=key) if key == state.key:
            return replace(state, is_out=True), ()
        case CaseChosen(sale_id=sale_id):  # the list was passing: an incident that plays again has none
            return _read(Case(state.person, "", sale_id), at, site)
        case _:
            return state, ()


def case(state: Case, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event of a case."""
    match event:
        case BackPressed() if not state.ask_id and not state.is_deciding:
            return begun(state.person, at)
        case SaleRead(key=key) if key == state.key:
            return _known(state, event, at, site)
        case EffectFailed(key=key) if key and key in (state.key, state.ask_id):
            return replace(state, ask_id="", is_deciding=False, problem="failed"), ()
        case _ if state.sale is None or state.decided is not None or state.is_deciding:
            return state, ()
        case OutcomeChosen(outcome=name) if name in offered(state, site) and not state.ask_id:
            return replace(state, chosen=Outcome(name), problem=""), ()
        case ResolvePressed() if state.chosen is not None and not state.ask_id:
            ask_id = uuid7(at, 61)
            asking = replace(state, ask_id=ask_id, problem="")
            return asking, (AskPermit(ask_id, Permission.RESOLVE_REVIEW, state.person),)
        case NotPermitted(ask_id=own, why=why) if own == state.ask_id and own:
            return replace(state, ask_id="", problem=why), ()
        case Permitted(ask_id=own, second_id=second) if own == state.ask_id and own:
            return _read(replace(state, ask_id="", second_id=second, is_deciding=True), at, site)
        case _:
            return state, ()


def offered(state: Case, site: Site) -> tuple[Outcome, ...]:
    """Return what may be said of the case now; nothing while its customer is at the glass, or once it is no case."""
    sale = state.sale
    if sale is None or state.decided is not None or is_theirs(sale, site):
        return ()
    return outcomes(sale)


def is_theirs(sale: Sale, site: Site) -> bool:
    """True while the customer who is served beneath is the one of this sale."""
    return site.customer is not None and bool(site.customer.id) and site.customer.id == sale.session_id


def _held(sale_id: str, site: Site) -> Sale | None:
    """Return the sale as the session beneath holds it: newer than what is stored, while it is asked about."""
    held = site.customer.sales if site.customer is not None else ()
    return next((own for own in held if own.id == sale_id), None)


def _read(state: Case, at: Stamp, site: Site) -> tuple[Case, tuple[Effect, ...]]:
    key = uuid7(at, 62)
    return replace(state, key=key, was_held=_held(state.sale_id, site) is not None), (ReadSale(key, state.sale_id),)


def _known(state: Case, event: SaleRead, at: Stamp, site: Site) -> Stepped:
    held = _held(state.sale_id, site)
    if held is None and state.was_held:  # settled by itself between the question and its answer
        return _read(state, at, site)
    sale = held if held is not None else event.sale
    known = replace(state, key="", sale=sale, when=event.when or state.when)
    if not state.is_deciding:
        return known, ()
    if state.chosen is None or sale is None or state.chosen not in offered(known, site):
        is_over = sale is None or not is_case(sale)
        return replace(known, chosen=None, is_deciding=False, problem="settled" if is_over else "changed"), ()
    after = resolved(sale, state.chosen)
    done = replace(known, is_deciding=False, decided=after)
    return Tell(SaleSettled(after), done), (_record(state, sale, after),)


def _record(state: Case, before: Sale, after: Sale) -> Record:
    why = state.chosen.value if state.chosen is not None else ""
    return Record(
        Permission.RESOLVE_REVIEW, state.person, state.sale_id, why, before.state.value, after.state.value,
        state.second_id,
    )  # fmt: skip
