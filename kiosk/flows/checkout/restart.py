"""What a restart makes of the sales it finds: money and paper from the tables, never from memory."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.gifts.using import without_gift
from kiosk.domain.moves import AttemptState, PrintState, SaleState
from kiosk.domain.payment import doubt, give_up, is_undecided, reopen, void_unpaid, without_money
from kiosk.domain.sale import AttemptKind, PaperKind, PrintJob, Sale
from kiosk.domain.settling.undoing import NOT_SENT
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Effect, StartTimer
from kiosk.flows.checkout import inquiry as asking
from kiosk.flows.checkout import paying
from kiosk.flows.checkout.events import MakeCode, ReleaseGoods
from kiosk.flows.checkout.states import (
    GivingBack,
    PartPaid,
    Paying,
    PaymentUnclear,
    Phase,
    Receipt,
    ResumeOffer,
    Returned,
    State,
    held,
)
from kiosk.flows.checkout.undoing import settling, stages
from kiosk.flows.checkout.undoing.settling import Settling
from kiosk.flows.checkout.undoing.unwinding import Unwinding

OFFER_MS = 10 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a restart makes of the sales it finds: all as they stand now, what the glass shows, what is asked behind."""

    sales: tuple[Sale, ...]
    state: State | None = None
    inquiry: Settling | None = None
    effects: tuple[Effect, ...] = ()


def recover(sales: tuple[Sale, ...], at: Stamp, seen_utc_ms: int = 0) -> Recovered:
    """Settle the sales a restart finds, and choose the one whose customer may still stand there.

    First what each sale has become: INTENT was never sent and is DECLINED, SENT may have been and is UNKNOWN, paper
    under way is UNKNOWN, old baskets are VOID. Then what the glass takes up, the most urgent first: a payment that is
    not known, one that staff must see, what is paid, paper that may not have come out, a basket. Of two baskets one
    is offered. Nothing is printed, and an older or reviewed payment is asked about behind the glass.
    """
    settled = tuple(_settled(sale, at, seen_utc_ms) for sale in sales)
    at_terminal = {sale.id for sale in settled if settling.holds_terminal(sale)}
    for was, sale in sorted(zip(sales, settled, strict=True), key=lambda pair: pair[1].id not in at_terminal):
        is_asked = bool(at_terminal - {sale.id})
        is_there = _is_recent(sale, at, seen_utc_ms) and not _has_left(sale, settled)
        urgent = _urgent(was, sale, at, is_there=is_there, is_asked=is_asked)
        if urgent is not None:
            kept = tuple(_void_unless(own, urgent[0]) for own in settled)
            behind, effects = _behind(kept, urgent[0], at) if is_asked else (None, ())
            return Recovered(kept, urgent[0], behind, (*effects, *urgent[1]))
    shown = _seen_by_staff(sales, settled, at, seen_utc_ms)
    state, more = (shown, ()) if shown is not None else _taken_up(sales, settled, at, seen_utc_ms)
    kept = tuple(_void_unless(sale, state) for sale in settled)
    inquiry, effects = _behind(kept, state, at)
    return Recovered(kept, state, inquiry, (*effects, *more))


def _urgent(
    was: Sale, sale: Sale, at: Stamp, *, is_there: bool, is_asked: bool
) -> tuple[State, tuple[Effect, ...]] | None:
    """Return what a customer who still stands there waits for: their payment is not known, or their money goes back.

    `is_asked`: the terminal has to be asked about another sale first; what goes back waits for its turn.
    """
    if sale.state is not SaleState.PAYING or not is_there:
        return None
    begun = settling.opened(sale, at, is_all=False)
    if begun is None:
        return None
    found, effects = begun
    if isinstance(found, Unwinding) and is_asked:
        return stages.give_back_in_turn(sale, at, is_all=False, goes_on=True, is_asked=True)
    if isinstance(found, Unwinding):
        budget = StartTimer(stages.BUDGET_TIMER, stages.BUDGET_S)
        return GivingBack(found, goes_on=True, since_utc_ms=at.utc_ms), (*effects, budget)
    asked = was.attempt(found.attempt_id)
    wants_back = asked is not None and asked.state is AttemptState.CANCELLING
    budget = StartTimer(paying.BUDGET_TIMER, paying.BUDGET_S)
    return PaymentUnclear(found, at.utc_ms, wants_back=wants_back), (*effects, budget)


def _seen_by_staff(sales: tuple[Sale, ...], settled: tuple[Sale, ...], at: Stamp, seen_utc_ms: int) -> State | None:
    """Return the payment that became a person's by this restart, for the customer who still stands there."""
    for was, sale in zip(sales, settled, strict=True):
        is_new = was.state is SaleState.PAYING and sale.state is SaleState.REVIEW
        if is_new and _is_recent(sale, at, seen_utc_ms):
            told = asking.Inquiry(sale, sale.attempts[-1].id, at.mono_ms)
            return PaymentUnclear(told, at.utc_ms, is_review=True)
    return None


def _taken_up(
    found: tuple[Sale, ...], sales: tuple[Sale, ...], at: Stamp, seen_utc_ms: int
) -> tuple[State | None, tuple[Effect, ...]]:
    """Return what the glass goes on with once no payment is in question: paid goods, paper, the newest basket."""
    for sale in sales:
        if sale.state is SaleState.PAID:
            return Paying(sale, "", Phase.FINISHING, is_recovered=True), (ReleaseGoods(sale.id, sale.is_service),)
    for sale in sales:
        is_there = _is_recent(sale, at, seen_utc_ms) and not _has_left(sale, sales)
        if sale.state is SaleState.PAYING and is_there:
            return _returned(sale, at) if _is_just_back(sale) else (PartPaid(sale), ())
    for was, sale in reversed(tuple(zip(found, sales, strict=True))):
        job = _paper_in_doubt(was, sale, at, seen_utc_ms)
        if job is not None:
            return Receipt(sale, job.id), (MakeCode(sale, job.language, at.utc_ms),)
    for sale in reversed(sales):
        if sale.state is SaleState.OPEN:
            return ResumeOffer(sale), ()
    return None, ()


def _is_just_back(sale: Sale) -> bool:
    """Tell whether money came back last: then the receipt of it was on the glass."""
    last = sale.last_attempt
    is_back = last is not None and last.kind is AttemptKind.REVERSAL and last.state is AttemptState.CONFIRMED
    return is_back and sale.state is SaleState.PAYING and not any(map(is_undecided, sale.attempts))


def _returned(sale: Sale, at: Stamp) -> tuple[State, tuple[Effect, ...]]:
    """Offer the receipt of what went back: paper that was under way is in doubt, and is not printed by itself."""
    about = sale.attempts[-1].id
    job = next((own for own in reversed(sale.jobs) if own.attempt_id == about), None)
    if job is None:
        return Returned(sale, goes_on=True, about=about), ()
    return Returned(sale, True, about, job.id), (MakeCode(sale, job.language, at.utc_ms, about),)


def _paper_in_doubt(was: Sale, sale: Sale, at: Stamp, seen_utc_ms: int) -> PrintJob | None:
    """Return the paper of the customer who was cut off, if it may not have come out; it is offered, never printed.

    Paper that was in doubt before this start is an earlier customer's, and so is what has waited for long.
    """
    job = sale.jobs[-1] if sale.jobs else None
    if job is None or job.kind is not PaperKind.CUSTOMER or sale.state is not SaleState.FULFILLED:
        return None
    if was.jobs[-1].state is PrintState.SENDING:
        return job if _is_recent(sale, at, seen_utc_ms) else None
    return job if job.state is PrintState.QUEUED and _is_recent(sale, at, 0) else None


def _void_unless(sale: Sale, state: State | None) -> Sale:
    """One customer stands there: a basket that is not offered to them is nobody's, nor is what was given back."""
    if _is_just_back(sale) and (state is None or sale.id not in {own.id for own in held(state)}):
        return void_unpaid(sale)
    is_offered = isinstance(state, ResumeOffer) and state.sale.id == sale.id
    return sale if is_offered or sale.state is not SaleState.OPEN else sale.to(SaleState.VOID)


def _behind(sales: tuple[Sale, ...], state: State | None, at: Stamp) -> tuple[Settling | None, tuple[Effect, ...]]:
    """Begin with the first sale that needs the terminal and is not on the glass; the others wait for their turn.

    What holds the terminal comes before what has to go back.
    """
    shown = {sale.id for sale in held(state)} if state is not None else set()
    for sale in sorted(sales, key=lambda own: not settling.holds_terminal(own)):
        begun = settling.opened(sale, at) if sale.id not in shown else None
        if begun is not None:
            return begun
    return None, ()


def _is_recent(sale: Sale, at: Stamp, seen_utc_ms: int) -> bool:
    """Tell whether the customer may still stand there: by the last event before the restart, not by the first scan."""
    return at.utc_ms - max(sale.opened_utc_ms, seen_utc_ms) <= OFFER_MS


def _has_left(sale: Sale, sales: tuple[Sale, ...]) -> bool:
    """Tell whether somebody else's basket was begun after this sale: its customer does not stand there any more."""
    later = sales[sales.index(sale) + 1 :]
    return any(own.state is SaleState.OPEN and own.session_id != sale.session_id for own in later)


def _settled(sale: Sale, at: Stamp, seen_utc_ms: int) -> Sale:
    sale = without_gift(sale)  # its number was in memory only
    for job in sale.jobs:
        if job.state is PrintState.SENDING:
            sale = sale.with_job(job.to(PrintState.UNKNOWN, "RESTART"))
    for attempt in sale.attempts:
        if attempt.state is AttemptState.INTENT:
            sale = give_up(sale, attempt.id, NOT_SENT if attempt.reverses_id is not None else "restart")
        elif attempt.state in (AttemptState.SENT, AttemptState.CANCELLING):
            sale = doubt(sale, attempt.id)
    if sale.state is SaleState.PAYING:
        sale = _settled_payment(sale, at, seen_utc_ms)
    is_basket = bool(sale.lines) and not sale.is_service  # who bought a service begins anew with their document
    if sale.state is SaleState.OPEN and not (is_basket and _is_recent(sale, at, seen_utc_ms)):
        return sale.to(SaleState.VOID)
    if sale.state is SaleState.SUSPENDED and not _is_recent(sale, at, seen_utc_ms):
        return sale.to(SaleState.VOID)
    if sale.state is SaleState.PAID and not sale.is_service and not _is_recent(sale, at, seen_utc_ms):
        return sale.to(SaleState.FULFILLED)  # paid and gone: what was bought is nobody else's to see
    return without_money(sale)


def _settled_payment(sale: Sale, at: Stamp, seen_utc_ms: int) -> Sale:
    """Back to the basket when nothing is held; to staff when a person has to decide or nobody waits for an answer.

    What is paid in part, and what is going back, stays: it can be completed for ten minutes, then all of it goes back.
    """
    payments = [own for own in sale.attempts if own.kind is not AttemptKind.ORPHAN]
    states = {attempt.state for attempt in payments}
    if AttemptState.REVIEW in states:
        return sale.to(SaleState.REVIEW)
    if not any(map(is_undecided, payments)) and not sale.confirmed.minor:
        is_shown = _is_just_back(sale) and _is_recent(sale, at, seen_utc_ms)
        return sale if is_shown else reopen(sale)
    is_unclear = bool(states & {AttemptState.UNKNOWN, AttemptState.APPROVED})
    return sale.to(SaleState.REVIEW) if is_unclear and not _is_recent(sale, at, seen_utc_ms) else sale
