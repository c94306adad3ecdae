"""What a restart makes of the sales it finds: money and paper from the tables, never from memory."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.moves import AttemptState, PrintState, SaleState
from kiosk.domain.payment import doubt, give_up, reopen, without_money
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Effect, StartTimer
from kiosk.flows.checkout import inquiry as asking
from kiosk.flows.checkout import paying
from kiosk.flows.checkout.events import ReleaseGoods
from kiosk.flows.checkout.states import Paying, PaymentUnclear, Phase, ResumeOffer, State

OFFER_MS = 10 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a restart makes of the sales it finds: all as they stand now, what the glass shows, what is asked behind."""

    sales: tuple[Sale, ...]
    state: State | None = None
    inquiry: asking.Inquiry | None = None
    effects: tuple[Effect, ...] = ()


def recover(sales: tuple[Sale, ...], at: Stamp, seen_utc_ms: int = 0) -> Recovered:
    """Settle the sales a restart finds. INTENT was never sent: DECLINED. SENT may have been: UNKNOWN, and is asked.

    The customer of the last minutes is taken to stand there still; an older or reviewed payment is asked about
    behind the glass.
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
    for sale in settled:
        if sale.state is SaleState.PAID:
            paid = Paying(sale, "", Phase.FINISHING, is_recovered=True)
            return Recovered(settled, paid, inquiry, (*effects, ReleaseGoods(sale.id)))
    for sale in reversed(settled):
        if sale.state is SaleState.OPEN:
            return Recovered(settled, ResumeOffer(sale), inquiry, effects)
    return Recovered(settled, None, inquiry, effects)


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
