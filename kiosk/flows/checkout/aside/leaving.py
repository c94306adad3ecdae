"""How a customer leaves: by giving up, or because nobody is there any more."""

from __future__ import annotations

from typing import TypeAlias

from kiosk.domain.aside.keeping import kept, may_keep
from kiosk.domain.moves import SaleState
from kiosk.domain.payment import reopen
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Abandoned, Effect, Site, StopTimer
from kiosk.flows.checkout import receipt
from kiosk.flows.checkout.aside import keeping
from kiosk.flows.checkout.attended import refunding, services
from kiosk.flows.checkout.states import (
    UNDO_TIMER,
    Declined,
    Ended,
    GivingBack,
    Keeping,
    PartPaid,
    PaymentUnclear,
    Receipt,
    Refunding,
    Reprinting,
    ResumeOffer,
    Returned,
    Shopping,
    State,
    TakingBack,
    ThankYou,
)
from kiosk.flows.checkout.undoing import returned, stages

Stepped: TypeAlias = "tuple[State, tuple[Effect, ...]]"


def may_end(state: State) -> bool:
    """True when staff may end the session: nothing is paid, and nothing is on its way."""
    is_basket = isinstance(state, Shopping | ResumeOffer)
    return is_basket or (isinstance(state, Declined) and not stages.is_part_paid(state.sale))


def cancelled(state: State, at: Stamp, site: Site) -> Stepped:
    """Give all up, because the customer or staff want it: what is paid goes back, the basket is void."""
    if isinstance(state, Returned) and not receipt.is_printing(state.sale):
        return returned.ended(state), ()
    if isinstance(state, Shopping | ResumeOffer):
        return Ended(state.sale.to(SaleState.VOID)), (StopTimer(UNDO_TIMER),)
    if isinstance(state, Declined | PartPaid):
        if stages.is_part_paid(state.sale):
            is_asked = site.is_terminal_asked
            return stages.give_back_in_turn(state.sale, at, is_all=True, goes_on=False, is_asked=is_asked)
        return Ended(reopen(state.sale).to(SaleState.VOID)), ()
    return state, ()


def abandoned(state: State, at: Stamp, site: Site) -> Stepped:
    """End as far as that may be with nobody there: a basket is kept, what is paid goes back behind the glass."""
    if isinstance(state, Declined | PartPaid) and stages.is_part_paid(state.sale):
        return Ended(state.sale), ()  # what is paid goes back behind the glass
    if isinstance(state, GivingBack) and stages.may_leave(state):
        return stages.ended(state), ()
    if isinstance(state, Returned):
        return returned.ended(state), ()
    if isinstance(state, PaymentUnclear) and state.is_review:
        return Ended(state.inquiry.sale, state.inquiry if state.inquiry.is_open else None), ()
    if isinstance(state, Receipt):
        return Ended(state.sale), ()
    if isinstance(state, Refunding):
        return refunding.refunding(state, Abandoned(), at, site)
    if isinstance(state, TakingBack):
        return services.taking_back(state, Abandoned(), at, site)
    if isinstance(state, Reprinting):
        return refunding.reprinting(state, Abandoned())
    if isinstance(state, ThankYou):
        return Ended(state.sale), (StopTimer(receipt.CLOSE_TIMER),)
    if isinstance(state, Keeping):
        return keeping.left(state)
    if isinstance(state, Shopping | Declined):
        sale = reopen(state.sale) if isinstance(state, Declined) else state.sale
        if may_keep(sale):
            return Ended(kept(sale)), (StopTimer(UNDO_TIMER),)
    return cancelled(state, at, site)
