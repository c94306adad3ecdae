"""Who keeps the gift cards of the week: the product's own ledger, performers and faults, with invented cards."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final

from devices.api import Ack, NoAnswer, PaymentResult, PurchaseEnd
from kiosk.domain.gifts.number import GiftNumber
from kiosk.domain.money import Money
from kiosk.domain.sale import TenderKind
from kiosk.effects.gifts.hand import GiftsRead
from kiosk.effects.gifts.terminal import GiftTerminal
from kiosk.effects.pay import original_of, result_of
from kiosk.flows.base import Effect, Event
from kiosk.flows.checkout.events import (
    AskLastPayment,
    ConnectTerminal,
    DialogueEnded,
    LastPaymentSilent,
    LastPaymentTold,
    SendPayment,
    SendRefund,
    SendReversal,
    TerminalAnswered,
    TerminalConnected,
)
from kiosk.flows.checkout.gifts.events import AskGift, ForgetGifts, TakeGift
from kiosk.services.gift_cards.cards import Issued
from kiosk.services.gift_cards.embedded import Embedded
from kiosk.services.gift_cards.sim import Fault, Faulty
from tests.unit.effects.rig import Rig

ISSUED: Final = {
    "twenty": ("990000000010000034", Money(2000, "EUR"), ""),
    "fifty": ("990000000020000065", Money(5000, "EUR"), "2099-12-31"),
    "ended": ("990000000030000097", Money(500, "EUR"), "2020-12-31"),
    "empty": ("990000000040000129", Money(0, "EUR"), ""),
    "pounds": ("990000000050000159", Money(2500, "GBP"), ""),
}
NUMBERS: Final = {
    **{name: own[0] for name, own in ISSUED.items()},
    "nobodys": "990000000060000181",
    "torn": "990000000010000035",  # its check digit is wrong
}
"""The numbers of gift cards by what a step calls them."""


class Gifts:
    """The gift cards of one customer's kiosk: opened when first asked, behind a line that `plan` gives faults."""

    def __init__(self, folder: Path, today: Callable[[], str]) -> None:
        self._folder, self._today = folder, today
        self._open: Embedded | None = None

    @property
    def kept(self) -> Embedded:
        """Who keeps them."""
        if self._open is None:
            issued = {
                number: Issued(GiftNumber(number), name, loaded, last_day)
                for name, (number, loaded, last_day) in ISSUED.items()
            }
            self._open = Embedded(self._folder, issued, lambda: self._today()[: len("2026-09-21")])
            self.host = Faulty(self._open)
            self.up()
        return self._open

    def up(self) -> None:
        """Start the kiosk: no number outlives its memory."""
        if self._open is not None:
            self.rig = Rig()
            self.read = GiftsRead(self.host, self.rig.tasks)
            self.terminal = GiftTerminal(self.host, self.read.card)

    def plan(self, *faults: Fault) -> None:
        """Let these happen to the next requests."""
        assert self.kept is self._open
        self.host.plan(*faults)

    def close(self) -> None:
        """Let the file go."""
        if self._open is not None:
            self._open.close()

    def off(self, name: str) -> int:
        """Return what is off a card."""
        balance = self.kept.balance(GiftNumber(NUMBERS[name]), "EUR")
        assert balance is not None
        return ISSUED[name][1].minor - balance.left.minor

    def event_of(self, content: str, is_typed: bool) -> Event | None:
        """Return that a gift card was read; None: it is none."""
        if content not in NUMBERS.values():
            return None
        assert self.kept is self._open
        return self.read.event_of(content, is_typed)

    def answers(self, effect: Effect) -> tuple[Event, ...] | None:
        """Return what is answered; None: nobody is asked."""
        if self._open is None:
            return None
        match effect:
            case AskGift():
                return asyncio.run(self._asked(effect))
            case TakeGift():
                self.read.take(effect)
                return ()
            case ForgetGifts():
                self.read.forget(effect)
                return ()
            case ConnectTerminal() | SendPayment() | SendReversal() | SendRefund() | AskLastPayment():
                return asyncio.run(self._paid(effect)) if effect.kind is TenderKind.GIFT else None
            case _:
                return None

    async def _asked(self, effect: AskGift) -> tuple[Event, ...]:
        self.read.ask(effect)
        told = tuple(await self.rig.done())
        self.rig.posted.clear()
        return told

    async def _paid(self, effect: Effect) -> tuple[Event, ...]:
        match effect:
            case ConnectTerminal(attempt_id=of):
                ready = await self.terminal.connect()
                return (TerminalConnected(of, ready.terminal_id, ready.prior_receipt_no, takes_parts=True),)
            case SendPayment(attempt_id=of, reference=ref, amount=amount):
                return await _sent(
                    of, lambda heard: self.terminal.purchase(ref, amount.minor, amount.currency, lambda _: None, heard)
                )
            case SendReversal(attempt_id=of, reference=ref, original=original):
                return await _sent(of, lambda heard: self.terminal.reverse(ref, original_of(original), heard))
            case SendRefund(attempt_id=of, reference=ref, original=original, amount=amount):
                own = original_of(original)
                return await _sent(of, lambda heard: self.terminal.refund(ref, own, amount.minor, heard))
            case AskLastPayment(attempt_id=of, reference=ref):
                return (await self._last(of, ref),)
        return ()

    async def _last(self, of: str, ref: str) -> Event:
        try:
            told = await self.terminal.last_payment(ref)
        except NoAnswer as error:
            return LastPaymentSilent(of, str(error))
        assert told.result is not None
        return LastPaymentTold(of, result_of(told.result), is_idle=told.is_idle)


Heard = Callable[[PaymentResult], Coroutine[Any, Any, Ack]]


async def _sent(of: str, verb: Callable[[Heard], Coroutine[Any, Any, PurchaseEnd]]) -> tuple[Event, ...]:
    """Return the answer, which the kiosk keeps at once, and how the dialogue ended."""
    told: list[Event] = []

    async def heard(result: PaymentResult) -> Ack:
        told.append(TerminalAnswered(of, result_of(result)))
        return Ack.ACCEPT

    ended = await verb(heard)
    return (*told, DialogueEnded(of, ended.end.value, "", ended.detail))
