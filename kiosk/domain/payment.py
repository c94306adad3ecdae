"""The payment machine: never twice, never free. Pure moves of a sale through tender and attempt.

Each function is one durable step (W1 to W4) or one judgement of what a terminal said. The order is kept by the flow
that calls them: commit first, message after.
Source: PA00P015 rev. 13.08, 2.2.8 and 2.4 (commit of a ZVT payment).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.goods.holds import holds
from kiosk.domain.money import Money, total_of
from kiosk.domain.moves import AttemptState, IllegalMove, SaleState, TenderState
from kiosk.domain.sale import Attempt, AttemptKind, Sale, Tender, TenderKind
from kiosk.domain.settling.undoing import NOT_SENT, after_decline, after_review, is_held_apart, taken_back
from kiosk.domain.values import replace

FENCE_AFTER_MS = 30_000  # a late request may still be executed: "not found" counts only from here on
FENCE_APART_MS = 5_000


@dataclass(frozen=True, slots=True)
class Result:
    """What a terminal said of a payment, as the flow gets it. Empty fields: not told.

    `is_for_reference`: the terminal's protocol ties it to the reference of our attempt, so no receipt number has to.
    `transaction_id` is the terminal's own name for it, which a reversal gives back; `left_minor`: left on the card.
    """

    is_approved: bool
    amount: Money | None
    receipt_no: int | None
    trace_no: str = ""
    auth_code: str = ""
    terminal_id: str = ""
    scheme: str = ""
    last4: str = ""
    code: str = ""
    refusal: str = ""
    transaction_id: str = ""
    is_for_reference: bool = False
    left_minor: int | None = None


class Verdict(StrEnum):
    """What an answer means for our attempt. PARTIAL: yes to less than was asked for."""

    APPROVED = "approved"
    PARTIAL = "partial"
    DECLINED = "declined"
    NOT_FOUND = "not_found"
    CONTRADICTION = "contradiction"


def judge_answer(attempt: Attempt, result: Result) -> Verdict:
    """Judge the result of a live dialogue. An approval of more or of an old receipt is a contradiction."""
    if not result.is_approved:
        return Verdict.DECLINED
    is_new = result.receipt_no is not None and result.receipt_no != attempt.prior_receipt_no
    return _judge_amount(attempt, result) if result.is_for_reference or is_new else Verdict.CONTRADICTION


def _judge_amount(attempt: Attempt, result: Result) -> Verdict:
    amount, held = result.amount, attempt.held
    if amount == held:
        return Verdict.APPROVED
    is_open = attempt.kind is AttemptKind.PAYMENT and attempt.approved_minor is None
    is_part = amount is not None and amount.currency == held.currency and 0 < amount.minor < held.minor
    return Verdict.PARTIAL if is_open and is_part else Verdict.CONTRADICTION


def judge_last_payment(attempt: Attempt, result: Result | None) -> Verdict:
    """Judge what the terminal names as its last payment. Receipt numbers are compared for inequality: they wrap.

    An approval of our amount without a number may be ours or the one before: a person decides. What the terminal tells
    of our own reference needs no number.
    """
    if result is None:
        return Verdict.NOT_FOUND
    if result.is_for_reference:
        return _judge_ours(attempt, result)
    if result.receipt_no is None:
        is_like_ours = result.is_approved and result.amount == attempt.held
        return Verdict.CONTRADICTION if is_like_ours else Verdict.NOT_FOUND
    if result.receipt_no == attempt.prior_receipt_no:
        return Verdict.NOT_FOUND
    return _judge_ours(attempt, result)


def _judge_ours(attempt: Attempt, result: Result) -> Verdict:
    """Judge what can only be about our payment: by its amount, then by what became of it.

    A part that stands under a new number only may be another sale's: a person decides.
    """
    if not result.is_approved:
        return Verdict.DECLINED if result.amount in (None, attempt.held) else Verdict.CONTRADICTION
    verdict = _judge_amount(attempt, result)
    return verdict if verdict is not Verdict.PARTIAL or result.is_for_reference else Verdict.CONTRADICTION


@dataclass(frozen=True, slots=True)
class NotFound:
    """One "not found" answer: when, and whether the terminal was idle."""

    mono_ms: int
    is_idle: bool


def is_fenced(sent_mono_ms: int, answers: Sequence[NotFound]) -> bool:
    """True when "not found" may be believed: twice, apart, late enough, from an idle terminal."""
    idle = [answer.mono_ms for answer in answers if answer.is_idle]
    if not idle:
        return False
    last = idle[-1]
    return last - sent_mono_ms >= FENCE_AFTER_MS and any(last - earlier >= FENCE_APART_MS for earlier in idle)


def due(sale: Sale) -> Money:
    """What is still to pay: the total less all tenders that hold or may hold money."""
    holding = (TenderState.OPEN, TenderState.CONFIRMED, TenderState.REVERSING)
    return sale.total - total_of((t.amount for t in sale.tenders if t.state in holding), sale.currency)


def intend(
    sale: Sale,
    tender_id: str,
    attempt_id: str,
    ref: str,
    amount: Money | None = None,
    kind: TenderKind = TenderKind.CARD,
) -> Sale:
    """W1: freeze the basket, open a tender of what is due (or take the open one) with an attempt in INTENT.

    `amount` is a part of what is due, for who pays with several cards. An open tender of another amount or kind is
    void. Raises `IllegalMove`.
    """
    if any(is_undecided(attempt) for attempt in sale.attempts):
        raise IllegalMove("an attempt of this sale is not decided")
    if held := holds(sale):
        raise IllegalMove(f"{held[0].code} keeps payment shut")
    frozen = sale if sale.state is SaleState.PAYING else sale.to(SaleState.PAYING)
    tender = next((t for t in frozen.tenders if t.state is TenderState.OPEN), None)
    if tender is not None and (tender.kind is not kind or amount not in (None, tender.amount)):
        frozen, tender = frozen.with_tender(tender.to(TenderState.VOID)), None
    if tender is None:
        rest = due(frozen)
        own = rest if amount is None else amount
        if not 0 < own.minor <= rest.minor:
            raise IllegalMove("nothing is due" if rest.minor <= 0 else "more than is due")
        tender = Tender(tender_id, len(frozen.tenders) + 1, kind, own, Money(0, sale.currency))
    attempt = Attempt(
        attempt_id, tender.id, len(frozen.attempts) + 1, AttemptKind.PAYMENT, "", "", ref, tender.amount
    )  # fmt: skip
    return frozen.with_tender(tender).with_attempt(attempt.to(AttemptState.INTENT))


def send(sale: Sale, attempt_id: str, terminal_id: str, prior_receipt_no: int | None, mono_ms: int) -> Sale:
    """W2: the request may leave from now on."""
    attempt = _attempt(sale, attempt_id)
    known = replace(attempt, terminal_id=terminal_id, prior_receipt_no=prior_receipt_no, sent_mono_ms=mono_ms)
    return sale.with_attempt(known.to(AttemptState.SENT))


def decide(sale: Sale, attempt_id: str, verdict: Verdict, result: Result | None) -> Sale:
    """W3: keep the terminal's word with all it said. NOT_FOUND here is a fence that was passed: declined, watched.

    An approval that is held keeps its own numbers when it is contradicted: a reversal needs them.
    """
    attempt = _attempt(sale, attempt_id)
    is_held = attempt.state is AttemptState.APPROVED
    if result is not None and not is_held:
        attempt = _with_result(attempt, result)
    if verdict in (Verdict.APPROVED, Verdict.PARTIAL):
        return sale.with_attempt(attempt.to(AttemptState.APPROVED))
    if verdict is Verdict.CONTRADICTION:
        unsure = attempt if attempt.state is not AttemptState.SENT else attempt.to(AttemptState.UNKNOWN)
        unsure = unsure if unsure.state is not AttemptState.CANCELLING else unsure.to(AttemptState.UNKNOWN)
        return after_review(sale.with_attempt(unsure.to(AttemptState.REVIEW)), attempt)
    declined = attempt.to(AttemptState.DECLINED)
    if verdict is Verdict.NOT_FOUND:
        declined = replace(declined, watch=True, refusal="not_received")
    return after_decline(sale.with_attempt(declined), declined)


def _with_result(attempt: Attempt, result: Result) -> Attempt:
    return replace(
        attempt,
        receipt_no=result.receipt_no,
        approved_minor=result.amount.minor if result.is_approved and result.amount else None,
        trace_no=result.trace_no,
        poi_tx_id=result.transaction_id,
        auth_code=result.auth_code,
        terminal_id=result.terminal_id or attempt.terminal_id,
        scheme=result.scheme,
        last4=result.last4,
        result_code=result.code,
        refusal=result.refusal,
        left_minor=result.left_minor,
    )


def accept_part(sale: Sale, attempt_id: str) -> Sale:
    """Let a part that was approved be the tender, where the site takes parts; the rest is the next tender."""
    attempt = _attempt(sale, attempt_id)
    tender = sale.tender(attempt.tender_id)
    if tender is None or attempt.state is not AttemptState.APPROVED or not is_held_apart(sale, attempt):
        raise IllegalMove(f"attempt {attempt_id} holds no part of its tender")
    return sale.with_tender(replace(tender, amount=attempt.held))


def confirm(sale: Sale, attempt_id: str, receipt_text: str) -> Sale:
    """W4: the terminal said its last word. The tender is money; the sale is PAID when all of it is confirmed.

    A confirmed reversal takes its payment back in the same step.
    """
    attempt = _attempt(sale, attempt_id)
    own = sale.tender(attempt.tender_id)
    if attempt.kind is AttemptKind.PAYMENT and own is not None and attempt.held != own.amount:
        raise IllegalMove(f"attempt {attempt_id} holds another amount than its tender")
    attempt = replace(attempt.to(AttemptState.CONFIRMED), receipt_text=receipt_text)
    if attempt.kind is not AttemptKind.PAYMENT:
        return taken_back(sale.with_attempt(attempt), attempt)
    tender = sale.tender(attempt.tender_id)
    if tender is None:
        raise IllegalMove(f"attempt {attempt_id} has no tender")
    tender = replace(tender.to(TenderState.CONFIRMED), received=tender.amount)
    paid = sale.with_attempt(attempt).with_tender(tender)
    if paid.state is SaleState.PAYING and paid.confirmed == paid.total:
        return paid.to(SaleState.PAID)
    return paid


def give_up(sale: Sale, attempt_id: str, refusal: str) -> Sale:
    """An attempt that was never sent ends DECLINED. Raises `IllegalMove` for one that may have left."""
    attempt = _attempt(sale, attempt_id)
    if attempt.state is not AttemptState.INTENT:
        raise IllegalMove(f"attempt {attempt_id} is {attempt.state}: it may have been sent")
    return sale.with_attempt(replace(attempt.to(AttemptState.DECLINED), refusal=refusal))


def never_left(sale: Sale, attempt_id: str) -> Sale:
    """The request did not leave this machine: DECLINED, and of a reversal it does not count as a refusal."""
    attempt = _attempt(sale, attempt_id)
    return sale.with_attempt(replace(attempt.to(AttemptState.DECLINED), refusal=NOT_SENT))


def doubt(sale: Sale, attempt_id: str) -> Sale:
    """The dialogue was lost: UNKNOWN. An approval that was heard stays APPROVED, and is asked for all the same."""
    attempt = _attempt(sale, attempt_id)
    if attempt.state is AttemptState.APPROVED:
        return sale
    return sale.with_attempt(attempt.to(AttemptState.UNKNOWN))


def undone_by_terminal(sale: Sale, attempt_id: str) -> Sale:
    """An approval we hold is gone from the terminal: it reversed by itself; the basket is kept.

    Of a reversal that the terminal undid, the payment goes on being reversed.
    """
    attempt = replace(_attempt(sale, attempt_id).to(AttemptState.REVERSED), watch=True)
    tender = sale.tender(attempt.tender_id) if attempt.kind is AttemptKind.PAYMENT else None
    undone = sale.with_attempt(attempt)
    return undone if tender is None else undone.with_tender(tender.to(TenderState.REVERSED))


def reopen(sale: Sale) -> Sale:
    """The customer goes back to the basket: the open tender is void, nothing is held. Raises `IllegalMove`."""
    return _without_tenders(sale).to(SaleState.OPEN)


def without_money(sale: Sale) -> Sale:
    """A sale in REVIEW of which nothing was charged after all is VOID by itself; any other is returned as it is."""
    return void_unpaid(sale) if sale.state is SaleState.REVIEW else sale


def void_unpaid(sale: Sale) -> Sale:
    """A sale that was given up is VOID once nothing of it is held; with money or a doubt left it stays as it is."""
    held = (TenderState.CONFIRMED, TenderState.REVERSING)
    is_held = any(tender.state in held for tender in sale.tenders) or any(map(is_undecided, sale.attempts))
    is_over = sale.state not in (SaleState.REVIEW, SaleState.PAYING)
    return sale if is_held or is_over else _without_tenders(sale).to(SaleState.VOID)


def _without_tenders(sale: Sale) -> Sale:
    if any(is_undecided(attempt) for attempt in sale.attempts):
        raise IllegalMove("a payment is not decided")
    tenders = tuple(t.to(TenderState.VOID) if t.state is TenderState.OPEN else t for t in sale.tenders)
    if any(t.state in (TenderState.CONFIRMED, TenderState.REVERSING) for t in tenders):
        raise IllegalMove("a part is paid")
    return replace(sale, tenders=tenders)


def is_undecided(attempt: Attempt) -> bool:
    """True while nobody knows what an attempt ends as, or it is being taken back. An orphan is nobody's payment."""
    ended = (AttemptState.DECLINED, AttemptState.REVERSED, AttemptState.CONFIRMED)
    return attempt.kind is not AttemptKind.ORPHAN and attempt.state not in ended


def _attempt(sale: Sale, attempt_id: str) -> Attempt:
    attempt = sale.attempt(attempt_id)
    if attempt is None:
        raise IllegalMove(f"no attempt {attempt_id} in sale {sale.id}")
    return attempt
