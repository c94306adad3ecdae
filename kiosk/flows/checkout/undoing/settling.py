"""Whatever a sale still needs of its terminal: first the asking, then the giving back."""

from __future__ import annotations

from typing import TypeAlias

from kiosk.domain.moves import HOLDS_TERMINAL, AttemptState, SaleState
from kiosk.domain.sale import AttemptKind, Sale
from kiosk.domain.settling.undoing import next_to_reverse
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Effect, Event
from kiosk.flows.checkout import inquiry as asking
from kiosk.flows.checkout.inquiry import Inquiry
from kiosk.flows.checkout.undoing import unwinding
from kiosk.flows.checkout.undoing.unwinding import Unwinding

Settling: TypeAlias = Inquiry | Unwinding


def gives_all_back(sale: Sale) -> bool:
    """True when nobody waits for this sale any more, so that everything paid goes back."""
    return sale.state in (SaleState.REVIEW, SaleState.PAYING)


def needs_settling(sale: Sale, *, is_all: bool | None = None) -> bool:
    """True while the terminal has to be asked about an attempt of this sale, or something of it has to go back."""
    if any(attempt.kind is not AttemptKind.ORPHAN and attempt.state in HOLDS_TERMINAL for attempt in sale.attempts):
        return True
    return next_to_reverse(sale, is_all=gives_all_back(sale) if is_all is None else is_all) is not None


def holds_terminal(sale: Sale) -> bool:
    """True while an attempt that was sent is not decided: nothing else goes to the terminal before it is."""
    begun = HOLDS_TERMINAL - {AttemptState.INTENT}
    return any(own.kind is not AttemptKind.ORPHAN and own.state in begun for own in sale.attempts)


def opened(sale: Sale, at: Stamp, *, is_all: bool | None = None) -> tuple[Settling, tuple[Effect, ...]] | None:
    """Begin with what the sale needs first; None when it needs nothing.

    `is_all`: what is confirmed goes back too; None: when nobody waits for this sale any more.
    """
    for attempt in sale.attempts:
        is_payment = attempt.kind is AttemptKind.PAYMENT
        is_unclear = attempt.state in (AttemptState.UNKNOWN, AttemptState.APPROVED)
        if is_payment and is_unclear:
            return asking.opened(sale, attempt.id, at)
    all_back = gives_all_back(sale) if is_all is None else is_all
    return unwinding.opened(sale, at, is_all=all_back) if needs_settling(sale, is_all=all_back) else None


def step(settling: Settling, event: Event, at: Stamp) -> tuple[Settling, tuple[Effect, ...]]:
    """Take one event; the same value back means that nobody took it."""
    if isinstance(settling, Unwinding):
        return unwinding.step(settling, event, at)
    asked, effects = asking.step(settling, event, at)
    if not asked.is_heard:
        return asked, effects
    back, more = unwinding.opened(asked.sale, at, is_all=gives_all_back(asked.sale), first=asked.attempt_id)
    return back, (*effects, *more)
