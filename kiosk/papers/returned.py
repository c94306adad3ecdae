"""The receipt of money that went back: one block for each card with the terminal's own text, and what is still open."""

from __future__ import annotations

from kiosk.domain.money import Money, total_of
from kiosk.domain.moves import AttemptState
from kiosk.domain.sale import Attempt, AttemptKind, Sale, TenderKind
from kiosk.domain.settling.undoing import original_of
from kiosk.domain.stamp import short_id
from kiosk.domain.text import Text, text
from kiosk.domain.travel.selling.taking_back import BAGS
from kiosk.papers.document import Block, Line, Pair, Rule

STILL_TO_COME = frozenset({AttemptState.REVERSING, AttemptState.REVIEW, AttemptState.UNKNOWN, AttemptState.APPROVED})


def last4_of(sale: Sale, attempt: Attempt) -> str:
    """Return the end of the card's number as the terminal told it: of what went back, else of what was paid."""
    return attempt.last4 or original_of(sale, attempt).last4


def card_of(sale: Sale, attempt: Attempt) -> Text:
    """Return the words of one amount that went back."""
    last4 = last4_of(sale, attempt)
    if sale.kind_of(attempt.id) is TenderKind.GIFT:
        return text("paper.back.gift", last4=last4)
    return text("paper.back.card", last4=last4) if last4 else text("paper.back.card_plain")


def total_back(sale: Sale, attempts: tuple[Attempt, ...]) -> Money:
    """Return what these attempts gave back together."""
    return total_of((own.held for own in attempts), sale.currency)


def still_to_come(sale: Sale) -> Money:
    """Return what was taken or may have been, and is neither the sale's nor back."""
    kinds = (AttemptKind.PAYMENT, AttemptKind.ORPHAN)
    own = (one.held for one in sale.attempts if one.kind in kinds and one.state in STILL_TO_COME)
    return total_of(own, sale.currency)


def returned(sale: Sale, attempts: tuple[Attempt, ...]) -> list[Block]:
    """Return what went back, card by card in its order, then the sum, what is still to come, and what stays paid."""
    blocks: list[Block] = []
    for attempt in attempts:
        blocks += [*one_back(sale, attempt), Rule()]
    blocks.append(Pair(text("paper.back.total"), total_back(sale, attempts), is_bold=True, is_double=True))
    for key, amount in (("paper.back.open", still_to_come(sale)), ("paper.back.kept", kept(sale))):
        if amount.minor:
            blocks.append(Pair(text(key), amount, is_bold=True))
    is_at_bank = any(sale.kind_of(own.id) is not TenderKind.GIFT for own in attempts)
    return [*blocks, Line(text("paper.back.bank"))] if is_at_bank else blocks


def one_back(sale: Sale, attempt: Attempt) -> list[Block]:
    """Return one amount that went back: card, the terminal's own text verbatim, terminal and reference."""
    is_gift = sale.kind_of(attempt.id) is TenderKind.GIFT
    return [
        Pair(card_of(sale, attempt), attempt.held, is_bold=True),
        *left_on_card(attempt),
        *(Line(own) for own in attempt.receipt_text.splitlines()),
        *([] if is_gift else [Pair(text("paper.slip.terminal"), attempt.terminal_id or "-")]),
        Pair(text("checkout.reference"), short_id(attempt.id)),
    ]


def left_on_card(attempt: Attempt) -> list[Block]:
    """Return what the card still holds, also where that is nothing; no line where nobody said so."""
    if attempt.left_minor is None:
        return []
    return [Pair(text("paper.gift_left"), Money(attempt.left_minor, attempt.amount.currency))]


def kept(sale: Sale) -> Money:
    """Return what stays paid: of a refund, what is left after every refund."""
    refunds = [one for one in sale.attempts if one.kind is AttemptKind.REFUND and one.state is AttemptState.CONFIRMED]
    return sale.confirmed - total_of((one.held for one in refunds), sale.currency)


def services_back(sale: Sale) -> list[Block]:
    """Return which services were taken back, with the seats there are now, what stays and why, and what is owed."""
    back = sale.facts.back
    if back is None:
        return []
    blocks: list[Block] = []
    for own in (*back.back, *(one for one in back.services if not one.is_back)):
        amount = Money(own.amount_minor, back.currency)
        blocks.append(Pair(own.name, amount if own.is_back else text("paper.services.stay")))
        if own.note is not None:
            blocks.append(Line(own.note))
    blocks += [Rule(), Pair(text("paper.services.owed"), Money(back.minor, back.currency), is_bold=True)]
    blocks += [Line(text(f"paper.services.{key}")) for key in ("how", "keep")]
    if any(own.seat_now for own in back.back):
        blocks.append(Line(text("paper.services.pass"), is_bold=True))
    if any(own.what == BAGS for own in back.back):
        blocks.append(Line(text("paper.services.tags"), is_bold=True))
    return [*blocks, Rule()]
