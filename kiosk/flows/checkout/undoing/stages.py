"""The part paid, and the money going back, on the glass."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.payment import reopen, void_unpaid
from kiosk.domain.sale import AttemptKind, Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Effect, EffectFailed, Event, Site, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout import receipt
from kiosk.flows.checkout.events import Beep, FinishPressed, NotReleased, PrintEnded, PrintPressed
from kiosk.flows.checkout.states import Ended, GivingBack, PartPaid, Paying, Scanning, State
from kiosk.flows.checkout.undoing import unwinding
from kiosk.flows.checkout.undoing.unwinding import RETRY_TIMER, Unwinding

BUDGET_TIMER = "checkout.back_budget"
BUDGET_S = 180
TURN_TIMER = "checkout.turn"
TURN_S = 5
Stepped = tuple[State, tuple[Effect, ...]]


def give_back(sale: Sale, at: Stamp, *, is_all: bool, goes_on: bool, first: str = "") -> Stepped:
    """Begin to give back: with `is_all` everything that is paid, else the payment `first` and what cannot stay."""
    going, effects = unwinding.opened(sale, at, is_all=is_all, first=first)
    state = GivingBack(going, goes_on, at.utc_ms)
    return state, (*effects, StartTimer(BUDGET_TIMER, BUDGET_S), Beep("attention"))


def give_back_in_turn(sale: Sale, at: Stamp, *, is_all: bool, goes_on: bool, is_asked: bool) -> Stepped:
    """Begin to give back, or wait while the terminal is asked about another sale (`is_asked`)."""
    if not is_asked:
        return give_back(sale, at, is_all=is_all, goes_on=goes_on)
    timers = (StartTimer(TURN_TIMER, TURN_S), StartTimer(BUDGET_TIMER, BUDGET_S))
    return GivingBack(Unwinding(sale, is_all), goes_on, at.utc_ms), (*timers, Beep("attention"))


def not_released(state: Paying, event: NotReleased, at: Stamp, site: Site) -> Stepped:
    """What was paid for cannot be given: all of the money goes back, and the customer to where they came from."""
    sale = state.sale
    if event.sale_id != sale.id or sale.state is not SaleState.PAID:
        return state, ()
    unpaid = sale.to(SaleState.PAYING)
    if not unpaid.confirmed.minor:
        return goes_on(unpaid), (Beep("attention"),)
    return give_back_in_turn(unpaid, at, is_all=True, goes_on=True, is_asked=site.is_terminal_asked)


def _turn(state: GivingBack, at: Stamp, site: Site) -> Stepped:
    if site.is_terminal_asked:
        return state, (StartTimer(TURN_TIMER, TURN_S),)
    going, effects = unwinding.opened(state.sale, at, is_all=state.unwinding.is_all)
    return replace(state, unwinding=going), effects


def is_part_paid(sale: Sale) -> bool:
    """True when something of an unfinished sale is money already."""
    return sale.state is SaleState.PAYING and sale.confirmed.minor > 0


def giving_back(state: GivingBack, event: Event, at: Stamp, site: Site) -> Stepped:
    """Go on giving back; after three minutes the sale goes to staff with a slip, and the rest happens behind."""
    match event:
        case TimedOut(timer=timer) if state.unwinding.is_waiting and timer in (TURN_TIMER, RETRY_TIMER):
            return _turn(state, at, site) if timer == TURN_TIMER else (state, ())  # the other is of whom it waits for
        case TimedOut(timer=timer) if timer == BUDGET_TIMER and not state.is_review and state.unwinding.is_open:
            return _to_staff(state)
        case PrintPressed() if state.is_review and not receipt.is_printing(state.sale):
            sale, effects = receipt.slip(state.sale, subject(state.sale), at, site.language)
            return _with_sale(state, sale), effects
        case PrintEnded() | EffectFailed(effect="PrintPaper"):
            sale = receipt.printed(state.sale, event)
            return (state, ()) if sale is state.sale else (_with_sale(state, sale), ())
        case FinishPressed() if may_leave(state):
            return ended(state), ()
        case _:
            return _unwound(state, event, at)


def may_leave(state: GivingBack) -> bool:
    """True when staff took over, and no slip is under way."""
    return state.is_review and not receipt.is_printing(state.sale)


def _unwound(state: GivingBack, event: Event, at: Stamp) -> Stepped:
    going, effects = unwinding.step(state.unwinding, event, at)
    if going is state.unwinding:
        return state, effects
    known = replace(state, unwinding=going)
    if not state.is_review and going.sale.state is SaleState.REVIEW:
        reviewed, more = _to_staff(known)
        return reviewed, (*effects, *more)
    if going.is_open or state.is_review:
        return known, effects
    return known, (*effects, StopTimer(BUDGET_TIMER), StopTimer(RETRY_TIMER), Beep("ok"))


def _to_staff(state: GivingBack) -> Stepped:
    sale = state.sale if state.sale.state is SaleState.REVIEW else state.sale.to(SaleState.REVIEW)
    return replace(_with_sale(state, sale), is_review=True), (StopTimer(BUDGET_TIMER), Beep("attention"))


def _with_sale(state: GivingBack, sale: Sale) -> GivingBack:
    inquiry = state.unwinding.inquiry
    going: Unwinding = replace(
        state.unwinding, sale=sale, inquiry=replace(inquiry, sale=sale) if inquiry is not None else None
    )
    return replace(state, unwinding=going)


def subject(sale: Sale) -> str:
    """Return the payment a slip is about: the one that is not back yet, the newest first."""
    payments = [own for own in sale.attempts if own.kind is not AttemptKind.REVERSAL]
    unclear = [own for own in payments if own.state in (AttemptState.REVERSING, AttemptState.REVIEW)]
    return (unclear or payments)[-1].id


def goes_on(sale: Sale) -> PartPaid | Scanning:
    """Return to the basket, or to what is still paid."""
    return PartPaid(sale) if is_part_paid(sale) else Scanning(reopen(sale))


def ended(state: GivingBack) -> Ended:
    """Leave; what is not back yet goes on behind the glass."""
    if state.unwinding.is_open:
        return Ended(state.sale, None if state.unwinding.is_waiting else state.unwinding)
    return Ended(void_unpaid(state.sale))
