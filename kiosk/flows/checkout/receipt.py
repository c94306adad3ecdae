"""Paper after payment: a job is done only on the printer's word, and nothing prints twice by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.sale import AttemptKind, PaperKind, PrintJob, Sale
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.flows.base import Effect, EffectFailed, Event, Site, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout.benefits.events import CouponRead, MemberRead
from kiosk.flows.checkout.events import (
    Beep,
    CodeMade,
    FinishPressed,
    NoReceiptPressed,
    PrintEnded,
    PrintPaper,
    PrintPressed,
    Scanned,
)
from kiosk.flows.checkout.gifts.events import GiftRead
from kiosk.flows.checkout.states import Ended, Receipt, State, ThankYou

Stepped = tuple[State, tuple[Effect, ...]]
CLOSE_TIMER = "checkout.close"
CLOSE_S = 15
CLOSE_PRINTED_S = 8
OUTCOMES = {"DONE": PrintState.DONE, "FAILED": PrintState.FAILED, "UNKNOWN": PrintState.UNKNOWN}


def released(sale: Sale, at: Stamp) -> Stepped:
    """The goods are the customer's: FULFILLED is durable before success is shown."""
    return Receipt(sale.to(SaleState.FULFILLED)), (Beep("ok"),)


@dataclass(frozen=True, slots=True)
class Paper:
    """Which document, in which language, for which attempt."""

    doc: str
    kind: PaperKind
    language: str
    attempt_id: str | None = None


def back_paper(sale: Sale, attempt_id: str, language: str) -> Paper:
    """Name the receipt of money that went back with a reversal or a refund."""
    attempt = sale.attempt(attempt_id)
    is_refund = attempt is not None and attempt.kind is AttemptKind.REFUND
    kind = PaperKind.REFUND if is_refund else PaperKind.REVERSAL
    return Paper(f"{kind.value.lower()}:{attempt_id}", kind, language, attempt_id)


def start(sale: Sale, paper: Paper, at: Stamp) -> tuple[Sale, PrintJob]:
    """Open a print job in SENDING; the second of a document is a copy and says so.

    A job that still waits is taken first: no byte of it was sent, so what it prints is no copy.
    """
    own = [job for job in sale.jobs if job.doc == paper.doc]
    waiting = next((job for job in own if job.state is PrintState.QUEUED), None)
    if waiting is None:
        number = 1 + at.draw % 0xFFFF_FFFE  # what the printer echoes; zero is not used
        copy_no = max((job.copy_no for job in own), default=0) + 1
        waiting = PrintJob(uuid7(at, 4), paper.doc, copy_no, paper.kind, number, paper.language, paper.attempt_id)
    sending = waiting.to(PrintState.SENDING)
    return sale.with_job(sending), sending


def start_receipt(state: Receipt, at: Stamp, language: str) -> Stepped:
    """Put the receipt on paper."""
    printing, job = start(state.sale, Paper(f"receipt:{state.sale.id}", PaperKind.CUSTOMER, language), at)
    return replace(state, sale=printing, job_id=job.id), (PrintPaper(job, printing),)


def slip(sale: Sale, attempt_id: str, at: Stamp, language: str) -> tuple[Sale, tuple[Effect, ...]]:
    """Print the slip of an unclear payment; one at a time."""
    printing, job = start(sale, Paper(f"slip:{attempt_id}", PaperKind.SLIP, language, attempt_id), at)
    return printing, (PrintPaper(job, printing),)


def is_printing(sale: Sale) -> bool:
    """True while the printer owes its word on a job of this sale."""
    return any(job.state is PrintState.SENDING for job in sale.jobs)


def printed(sale: Sale, event: PrintEnded | EffectFailed) -> Sale:
    """Keep the printer's word, UNKNOWN when the effect failed; a late word for a decided job changes nothing."""
    told = event if isinstance(event, PrintEnded) else PrintEnded(event.key, "UNKNOWN", "SOFTWARE_ERROR")
    job = sale.job(told.job_id)
    if job is None or job.state is not PrintState.SENDING:
        return sale
    return sale.with_job(job.to(OUTCOMES.get(told.verdict, PrintState.UNKNOWN), told.reason))


def receipt(state: Receipt, event: Event, at: Stamp, site: Site) -> Stepped:
    """Print when asked, again only when asked again; leave only after the choice is carried out."""
    match event:
        case PrintPressed() if not is_printing(state.sale):
            return start_receipt(state, at, site.language)
        case CodeMade(sale_id=of, link=link, about="") if of == state.sale.id:
            return replace(state, code=link), ()
        case PrintEnded() | EffectFailed(effect="PrintPaper"):
            sale = printed(state.sale, event)
            return (state, ()) if sale is state.sale else _print_ended(replace(state, sale=sale), site)
        case NoReceiptPressed() | FinishPressed() if not is_printing(state.sale):
            return _thanked(state.sale, site.slowed(CLOSE_S))
        case _:
            return state, ()


def _print_ended(state: Receipt, site: Site) -> Stepped:
    job = state.sale.job(state.job_id) if state.job_id is not None else None
    if job is not None and job.state is PrintState.DONE:
        return _thanked(state.sale, site.slowed(CLOSE_PRINTED_S))
    return state, (Beep("attention"),)


def _thanked(sale: Sale, closes_s: int) -> Stepped:
    return ThankYou(sale, closes_s), (StartTimer(CLOSE_TIMER, closes_s),)


def thank_you(state: ThankYou, event: Event) -> Stepped:
    """End by touch, by time, or by the next customer's first scan."""
    match event:
        case FinishPressed() | Scanned() | CouponRead() | MemberRead() | GiftRead():
            return Ended(state.sale), (StopTimer(CLOSE_TIMER),)
        case TimedOut(timer=timer) if timer == CLOSE_TIMER:
            return Ended(state.sale), ()
        case _:
            return state, ()
