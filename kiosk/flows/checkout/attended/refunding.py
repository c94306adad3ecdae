"""Money of a finished sale goes back to the cards that paid it, and its receipt is printed again: with staff there.

A refund is an attempt of its own in the write-ahead order of a payment. What is lost on the way is asked for and never
sent again; after three minutes the glass is free, and the asking goes on behind it.
"""

from __future__ import annotations

from typing import TypeAlias

from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, PrintState, SaleState
from kiosk.domain.payment import is_undecided
from kiosk.domain.sale import Attempt, AttemptKind, PaperKind, PrintJob, Sale, Tender, TenderKind
from kiosk.domain.settling.giving_back import NOT_GONE, brought_by, coming_back
from kiosk.domain.settling.undoing import refundable
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.values import replace
from kiosk.flows.base import Abandoned, Effect, EffectFailed, Event, Site, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout import receipt
from kiosk.flows.checkout.attended.events import RefundBegun, ReprintBegun
from kiosk.flows.checkout.events import Beep, FinishPressed, MakeCode, PrintEnded, PrintPaper
from kiosk.flows.checkout.states import Ended, Refunding, Reprinting, Returned, State
from kiosk.flows.checkout.undoing import unwinding
from kiosk.flows.checkout.undoing.unwinding import Unwinding

BUDGET_TIMER = "checkout.refund_budget"
BUDGET_S = 180
Stepped: TypeAlias = "tuple[State, tuple[Effect, ...]]"


def refundable_of(sale: Sale) -> Money:
    """Return what of a finished sale can still go back; of travel services that were asked about: what is owed."""
    if sale.state is not SaleState.FULFILLED:
        return Money(0, sale.currency)
    left_minor = sum(_left_minor(sale, own.id) for own in sale.tenders)
    back = sale.facts.back
    if back is None:
        return Money(left_minor, sale.currency)
    return Money(max(0, min(left_minor, back.minor - _gone_minor(sale))), sale.currency)


def is_open(sale: Sale) -> bool:
    """True while services of it are being taken back, or money for them is owed: nobody may forget it."""
    return sale.facts.is_asked_back and (sale.facts.back is None or refundable_of(sale).minor > 0)


def _gone_minor(sale: Sale) -> int:
    """Return what went back already, or may have."""
    own = (one for one in sale.attempts if one.kind is AttemptKind.REFUND and one.state not in NOT_GONE)
    return sum(one.amount.minor for one in own)


def _left_minor(sale: Sale, tender_id: str) -> int:
    """Return what of one tender can go back now: nothing while a person has to decide about an earlier refund of it."""
    own = (one for one in sale.attempts if one.kind is AttemptKind.REFUND and one.tender_id == tender_id)
    return 0 if any(map(is_undecided, own)) else refundable(sale, tender_id).minor


def refund(event: RefundBegun, at: Stamp, site: Site) -> Stepped | None:
    """Begin a refund; None while what it goes back by is busy or away, and for more than there is."""
    if not may_begin(event, site):
        return None
    return _next(coming_back(event.sale, event.pieces, event.minor), event.minor, at.utc_ms, at, site)


def may_begin(event: RefundBegun, site: Site) -> bool:
    """True when a refund may begin: that much can still go back, and what it goes back by is there and free."""
    return 0 < event.minor <= refundable_of(event.sale).minor and is_in_reach(event.sale, event.minor, site)


def is_in_reach(sale: Sale, minor: int, site: Site) -> bool:
    """True when that much can go back by what is there: a gift card needs no terminal."""
    there = sum(_left_minor(sale, own.id) for own in sale.tenders if _is_there(own, site))
    return not site.is_terminal_asked and minor <= there


def _is_there(tender: Tender, site: Site) -> bool:
    return tender.kind is TenderKind.GIFT or site.is_usable("terminal")


def _turn(sale: Sale, site: Site) -> Tender:
    """Return whose turn it is: what paid last goes back first; what is away waits for the others."""
    left = [own for own in reversed(sale.tenders) if _left_minor(sale, own.id)]
    return next((own for own in left if _is_there(own, site)), left[0])


def _next(sale: Sale, minor: int, since_utc_ms: int, at: Stamp, site: Site) -> Stepped:
    """Refund the next card with something left; `minor` is what is still to go back, all of it together."""
    tender = _turn(sale, site)
    own = min(minor, _left_minor(sale, tender.id))
    going, effects = unwinding.refunded(sale, tender.id, Money(own, sale.currency), at)
    going = replace(going, sale=brought_by(going.sale, going.attempt_id))
    state = Refunding(going, since_utc_ms, minor - own, going.attempt_id)
    return state, (*effects, StartTimer(BUDGET_TIMER, BUDGET_S), Beep("attention"))


def refunding(state: Refunding, event: Event, at: Stamp, site: Site) -> Stepped:
    """Follow the terminal; then the receipt, and the next card where several paid."""
    match event:
        case TimedOut(timer=timer) if timer == BUDGET_TIMER and state.unwinding.is_open:
            return replace(state, is_review=True), (Beep("attention"),)
        case PrintEnded() | EffectFailed(effect="PrintPaper"):
            sale = receipt.printed(state.sale, event)
            return (state, ()) if sale is state.sale else (_with_sale(state, sale), ())
        case FinishPressed() | Abandoned() if may_leave(state):
            return Ended(state.sale, state.unwinding if state.unwinding.is_open else None), ()
        case _:
            return _unwound(state, event, at, site)


def attempt_of(state: Refunding) -> Attempt:
    """Return the refund that is under way, or was last."""
    attempt = state.sale.attempt(state.attempt_id)
    if attempt is None:
        raise LookupError(state.attempt_id)
    return attempt


def may_leave(state: Refunding) -> bool:
    """True when it came to nothing, or a person has to see to it; and no paper is under way."""
    return (state.is_review or not state.unwinding.is_open) and not receipt.is_printing(state.sale)


def _unwound(state: Refunding, event: Event, at: Stamp, site: Site) -> Stepped:
    going, effects = unwinding.step(state.unwinding, event, at)
    if going is state.unwinding:
        return state, effects
    known = replace(state, unwinding=going)
    if going.is_open:
        return known, effects
    over = (*effects, StopTimer(BUDGET_TIMER))
    if attempt_of(known).state is not AttemptState.CONFIRMED:
        is_unclear = attempt_of(known).state is AttemptState.REVIEW
        return replace(known, is_review=known.is_review or is_unclear), (*over, Beep("attention"))
    stepped, more = _gone_back(known, at, site)
    return stepped, (*over, *more)


def _gone_back(state: Refunding, at: Stamp, site: Site) -> Stepped:
    """Give the receipt of what went back, and go on with the next card while something is left."""
    sale, printing = _receipt(state, at, site)
    if state.left_minor:
        stepped, effects = _next(sale, state.left_minor, state.since_utc_ms, at, site)
        return stepped, (*printing, *effects)
    job = sale.jobs[-1].id if printing else None
    code = MakeCode(sale, site.language, at.utc_ms, state.attempt_id)
    return Returned(sale, goes_on=False, about=state.attempt_id, job_id=job), (code, *printing, Beep("ok"))


def _receipt(state: Refunding, at: Stamp, site: Site) -> tuple[Sale, tuple[Effect, ...]]:
    if not site.is_usable("printer"):
        return state.sale, ()
    sale, job = receipt.start(state.sale, receipt.back_paper(state.sale, state.attempt_id, site.language), at)
    return sale, (PrintPaper(job, sale),)


def _with_sale(state: Refunding, sale: Sale) -> Refunding:
    going: Unwinding = state.unwinding
    inquiry = replace(going.inquiry, sale=sale) if going.inquiry is not None else None
    return replace(state, unwinding=replace(going, sale=sale, inquiry=inquiry))


# --- the receipt again ------------------------------------------------------------------------------------------------


def reprint(event: ReprintBegun, at: Stamp, site: Site) -> Stepped | None:
    """Print the receipt of a finished sale again; it says COPY even where none was printed before."""
    sale = event.sale
    if sale.state is not SaleState.FULFILLED or not site.is_usable("printer") or receipt.is_printing(sale):
        return None
    doc = f"receipt:{sale.id}"
    copy_no = max((job.copy_no for job in sale.jobs if job.doc == doc), default=1) + 1
    number = 1 + at.draw % 0xFFFF_FFFE  # what the printer echoes; zero is not used
    queued = PrintJob(uuid7(at, 4), doc, copy_no, PaperKind.CUSTOMER, number, site.language)
    job = queued.to(PrintState.SENDING)
    printing = sale.with_job(job)
    return Reprinting(printing, job.id), (PrintPaper(job, printing),)


def reprinting(state: Reprinting, event: Event) -> Stepped:
    """Wait for the printer's word; leave when it came."""
    match event:
        case PrintEnded() | EffectFailed(effect="PrintPaper"):
            sale = receipt.printed(state.sale, event)
            return (state, ()) if sale is state.sale else (replace(state, sale=sale), (Beep("attention"),))
        case FinishPressed() | Abandoned() if not receipt.is_printing(state.sale):
            return Ended(state.sale), ()
        case _:
            return state, ()
