"""A card terminal that answers at once: what it does with one card after the other is said by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kiosk.domain.money import Money
from kiosk.domain.payment import Result
from kiosk.domain.sale import Attempt
from kiosk.flows.base import Effect, Event
from kiosk.flows.checkout.events import (
    AskLastPayment,
    ConnectTerminal,
    DialogueEnded,
    LastPaymentTold,
    SendPayment,
    SendRefund,
    SendReversal,
    TerminalAnswered,
    TerminalConnected,
)

PART: Final = "part:"
"""Before the amount that a card has left: the terminal approves that much."""


class CardTerminal:
    """`cards` is what becomes of the next cards, approved when it is empty; `truth` what is told when asked.

    `takes_parts`: it may approve less than it was asked for.
    """

    def __init__(self, attempt_of: Callable[[str], Attempt]) -> None:
        self._attempt_of = attempt_of
        self.cards: list[str] = []
        self.truth = "approved"
        self.takes_parts = False
        self.receipts = 11
        self.booked: dict[str, int] = {}

    def answers(self, effect: Effect) -> tuple[Event, ...] | None:
        """Return what is answered; None: it is not asked."""
        match effect:
            case ConnectTerminal(attempt_id=of):
                return (TerminalConnected(of, "T1", self.receipts, self.takes_parts),)
            case SendPayment(attempt_id=of) | SendReversal(attempt_id=of) | SendRefund(attempt_id=of):
                return self._carried_out(of)
            case AskLastPayment(attempt_id=of):
                return (LastPaymentTold(of, self._result(of, self.truth), is_idle=True),)
            case _:
                return None

    def _carried_out(self, of: str) -> tuple[Event, ...]:
        card = self.cards.pop(0) if self.cards else "approved"
        if card == "lost":
            return (DialogueEnded(of, "unknown"),)
        return (TerminalAnswered(of, self._result(of, card)), DialogueEnded(of, "completed", "CARD"))

    def _result(self, of: str, card: str) -> Result:
        amount = self._attempt_of(of).held
        if card.startswith(PART):
            amount = Money(int(card.removeprefix(PART)), amount.currency)
        is_yes = card == "approved" or card.startswith(PART)
        if is_yes and of not in self.booked:
            self.booked[of] = self.receipts = self.receipts + 1
        number = self.booked.get(of, self.receipts)
        return Result(is_yes, amount, number, "1", "A1", "T1", "Demo", "4471", "00", "" if is_yes else "card")
