"""What a restart makes of the sales it finds: money and paper from the tables, never from memory."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.moves import AttemptState, PrintState, SaleState
from kiosk.domain.payment import doubt, give_up, reopen, without_money
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Effect, StartTimer
from kiosk.flows.checkout import inquiry as asking
from kiosk.flows.checkout import paying
from kiosk.flows.checkout.events import MakeCode, ReleaseGoods
from kiosk.flows.checkout.states import Paying, PaymentUnclear, Phase, Receipt, ResumeOffer, State

OFFER_MS = 10 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a restart makes of the sales it finds: all as they stand now, what the glass shows, what is asked behind."""

    sales: tuple[Sale, ...]
    state: State | None = None
    inquiry: asking.Inquiry | None = None
    effects: tuple[Effect, ...] = ()


def recover(sales: tuple[Sale, ...], at: Stamp, seen_utc_ms: int = 0) -> Recovered:
    """Settle the sales a restart finds, and choose the one whose customer may still stand there.

    First what each sale has become: INTENT was never sent and is DECLINED, SENT may have been and is UNKNOWN, paper
    under way is UNKNOWN, old baskets are VOID. Then what the glass takes up, the most urgent first: a payment that is
    not known, one that staff must see, what is paid, paper that may not have come out, a basket. Of two baskets one
    is offered. Nothing is printed, and an older or reviewed payment is asked about behind the glass.
    """
    settled = tuple(_settled(sale, at, seen_utc_ms) for sale in sales)
    inquiry, effects = _undecided(settled, at)
    if inquiry is not None and inquiry.sale.state is SaleState.PAYING:
        budget = StartTimer(paying.BUDGET_TIMER, paying.BUDGET_S)
        return Recovered(settled, PaymentUnclear(inquiry, at.utc_ms), None, (*effects, budget))
    for was, sale in zip(sales, settled, strict=True):
        if was.state is SaleState.PAYING and sale.state is SaleState.REVIEW and _is_recent(sale, at, seen_utc_ms):
            told = asking.Inquiry(sale, sale.attempts[-1].id, at.mono_ms)
            return Recovered(settled, PaymentUnclear(told, at.utc_ms, is_review=True), inquiry, effects)
    state, more = _taken_up(settled, at, seen_utc_ms)
    kept = tuple(_void_unless(sale, state) for sale in settled)
    return Recovered(kept, state, inquiry, (*effects, *more))


def _taken_up(sales: tuple[Sale, ...], at: Stamp, seen_utc_ms: int) -> tuple[State | None, tuple[Effect, ...]]:
    """Return what the glass goes on with once no payment is in question: paid goods, paper, the newest basket."""
    for sale in sales:
        if sale.state is SaleState.PAID:
            return Paying(sale, "", Phase.FINISHING, is_recovered=True), (ReleaseGoods(sale.id),)
    for sale in reversed(sales):
        job = _paper_in_doubt(sale)
        if job is not None and _is_recent(sale, at, seen_utc_ms):
            return Receipt(sale, job.id), (MakeCode(sale, job.language, at.utc_ms),)
    for sale in reversed(sales):
        if sale.state is SaleState.OPEN:
            return ResumeOffer(sale), ()
    return None, ()


def _paper_in_doubt(sale: Sale) -> PrintJob | None:
    """Return the customer's paper of a finished sale that may not have come out; it is offered, never printed."""
    waiting = (PrintState.UNKNOWN, PrintState.QUEUED)
    own = sale.jobs[-1] if sale.jobs else None
    is_offered = sale.state is SaleState.FULFILLED and own is not None and own.state in waiting
    return own if is_offered and own is not None and own.kind is PaperKind.CUSTOMER else None


def _void_unless(sale: Sale, state: State | None) -> Sale:
    """One customer stands there: a basket that is not offered to them is nobody's."""
    is_offered = isinstance(state, ResumeOffer) and state.sale.id == sale.id
    return sale if is_offered or sale.state is not SaleState.OPEN else sale.to(SaleState.VOID)


def _undecided(sales: tuple[Sale, ...], at: Stamp) -> tuple[asking.Inquiry | None, tuple[Effect, ...]]:
    for sale in sales:
        attempt = sale.last_attempt
        if attempt is not None and attempt.state in (AttemptState.UNKNOWN, AttemptState.APPROVED):
            return asking.opened(sale, attempt.id, at)
    return None, ()


def _is_recent(sale: Sale, at: Stamp, seen_utc_ms: int) -> bool:
    """Tell whether the customer may still stand there: by the last event before the restart, not by the first scan."""
    return at.utc_ms - max(sale.opened_utc_ms, seen_utc_ms) <= OFFER_MS


def _settled(sale: Sale, at: Stamp, seen_utc_ms: int) -> Sale:
    for job in sale.jobs:
        if job.state is PrintState.SENDING:
            sale = sale.with_job(job.to(PrintState.UNKNOWN, "RESTART"))
    for attempt in sale.attempts:
        if attempt.state is AttemptState.INTENT:
            sale = give_up(sale, attempt.id, "restart")
        elif attempt.state in (AttemptState.SENT, AttemptState.CANCELLING):
            sale = doubt(sale, attempt.id)
    if sale.state is SaleState.PAYING:
        sale = _settled_payment(sale, at, seen_utc_ms)
    if sale.state is SaleState.OPEN and not (sale.lines and _is_recent(sale, at, seen_utc_ms)):
        return sale.to(SaleState.VOID)
    if sale.state is SaleState.PAID and not _is_recent(sale, at, seen_utc_ms):
        return sale.to(SaleState.FULFILLED)  # paid and gone: what was bought is nobody else's to see
    return without_money(sale)


def _settled_payment(sale: Sale, at: Stamp, seen_utc_ms: int) -> Sale:
    """Back to the basket when nothing was charged; to staff when a person has to decide or nobody waits any more."""
    states = {attempt.state for attempt in sale.attempts}
    if states <= {AttemptState.DECLINED, AttemptState.REVERSED}:
        return reopen(sale)
    if AttemptState.REVIEW in states or not _is_recent(sale, at, seen_utc_ms):
        return sale.to(SaleState.REVIEW)
    return sale
