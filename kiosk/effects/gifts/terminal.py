"""The gift host as a payment terminal: one set of rules for all money, intend, send, answer, keep, confirm, ask.

The number of the card is in memory only. After a restart nothing new is sent with it; what was sent is asked about.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from devices.api import (
    Ack,
    DialogueEnd,
    Health,
    HealthState,
    LastPayment,
    NoAnswer,
    Original,
    PaymentResult,
    Prompt,
    PurchaseEnd,
    Refusal,
    TerminalCapabilities,
    TerminalReady,
)
from kiosk.domain.gifts.host import GiftCards, HostAway, HostSilent
from kiosk.domain.gifts.number import GiftNumber
from kiosk.domain.gifts.telling import Movement, Stage
from kiosk.domain.money import Money

TERMINAL_ID: Final = "gift"
SCHEME: Final = "gift"
Answered = Callable[[PaymentResult], Awaitable[Ack]]


class GiftTerminal:
    """A `devices.api.Terminal` that takes gift cards. `card` is the one in hand, None while there is none."""

    capabilities = TerminalCapabilities(can_abort=False, can_reverse=True, can_refund=True, takes_parts=True)
    health = Health(HealthState.READY)

    def __init__(self, host: GiftCards, card: Callable[[], GiftNumber | None]) -> None:
        self._host = host
        self._card = card

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """It is there as long as the kiosk is; each request says for itself whether the host was."""

    async def run(self) -> None:
        """Nothing has to be kept open."""
        await asyncio.get_running_loop().create_future()

    async def reset(self) -> None:
        """Nothing is under way between two requests."""

    async def connect(self) -> TerminalReady:
        """Be ready: who gives back needs no card in hand, and who takes without one is told that nothing was sent."""
        return TerminalReady(None, TERMINAL_ID)

    async def purchase(
        self,
        reference: str,
        amount_minor: int,
        currency: str,
        on_prompt: Callable[[Prompt], None],
        on_result: Answered,
    ) -> PurchaseEnd:
        """Take an amount from the card in hand, or the part that is on it; final once the kiosk has kept it."""
        card, amount = self._card(), Money(amount_minor, currency)
        if card is None:
            return PurchaseEnd(DialogueEnd.NOT_SENT, detail="no gift card is in hand")
        on_prompt(Prompt.WAIT)
        return await self._moved(lambda: self._host.authorise(reference, card, amount), on_result)

    async def reverse(self, reference: str, original: Original, on_result: Answered) -> PurchaseEnd:
        """Put all that was taken back on the card."""
        return await self.refund(reference, original, original.amount_minor, on_result)

    async def refund(self, reference: str, original: Original, amount_minor: int, on_result: Answered) -> PurchaseEnd:
        """Put a part of what was taken back on the card, or all of it."""
        amount = Money(amount_minor, original.currency)
        return await self._moved(lambda: self._host.give_back(reference, original.reference, amount), on_result)

    async def abort(self) -> bool:
        """Nothing is waited for at a gift host: it answers at once or not at all."""
        return False

    async def last_payment(self, reference: str) -> LastPayment:
        """Ask what became of a reference. Raises `NoAnswer`.

        What is held is made final before it is told: whoever asks takes it for money. What never came is told as
        refused, for it cannot come any more.
        """
        try:
            known = await asyncio.to_thread(self._host.told, reference)
            if known.stage is Stage.HELD:
                known = await asyncio.to_thread(self._host.capture, reference)
        except HostSilent as error:
            raise NoAnswer(f"gift host: {error}") from error
        return LastPayment(_result(known), is_idle=True)

    async def _moved(self, verb: Callable[[], Movement], on_result: Answered) -> PurchaseEnd:
        try:
            known = await asyncio.to_thread(verb)
        except HostAway as error:
            return PurchaseEnd(DialogueEnd.NOT_SENT, detail=str(error))
        except HostSilent as error:
            return PurchaseEnd(DialogueEnd.UNKNOWN, detail=str(error))
        ack = await on_result(_result(known))
        return await self._finished(known, ack)

    async def _finished(self, known: Movement, ack: Ack) -> PurchaseEnd:
        """Make final what the kiosk keeps, free what it could not; silence here leaves it to be asked about."""
        if known.stage is not Stage.HELD:
            is_kept = ack is Ack.ACCEPT or not known.is_standing
            return PurchaseEnd(DialogueEnd.COMPLETED if is_kept else DialogueEnd.UNKNOWN)
        verb, wanted = (self._host.capture, Stage.DONE) if ack is Ack.ACCEPT else (self._host.free, Stage.FREED)
        try:
            ended = await asyncio.to_thread(verb, known.ref)
        except HostSilent as error:
            return PurchaseEnd(DialogueEnd.UNKNOWN, detail=str(error))
        return PurchaseEnd(DialogueEnd.COMPLETED if ended.stage is wanted else DialogueEnd.UNKNOWN)


def _result(known: Movement) -> PaymentResult:
    is_approved = known.is_standing
    amount = known.amount if is_approved else None
    return PaymentResult(
        approved=is_approved,
        amount_minor=amount.minor if amount is not None else None,
        currency=amount.currency if amount is not None else None,
        receipt_no=None,
        terminal_id=TERMINAL_ID,
        scheme=SCHEME,
        last4=known.last4,
        code=known.why.value if known.why is not None else "",
        refusal=None if is_approved else Refusal.CARD,
        transaction_id=known.ref,
        is_for_reference=True,
        left_minor=known.left.minor if is_approved and known.left is not None else None,
    )
