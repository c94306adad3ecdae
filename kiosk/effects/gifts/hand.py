"""The numbers of gift cards, in memory only: read, asked about beside the loop, used once, forgotten."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Mapping
from typing import Final

from kiosk.domain.gifts.host import GiftCards, HostSilent
from kiosk.domain.gifts.number import GiftNumber, NotAGiftCard, looks_like_one
from kiosk.effects.base import Perform, Tasks
from kiosk.flows.base import Effect, Event
from kiosk.flows.checkout.gifts.events import AskGift, ForgetGifts, GiftRead, GiftTold, TakeGift

ANSWER_S: Final = 3.0
MOST: Final = 2  # the card in hand, and the one that was read after it
log: Final = logging.getLogger(__name__)


class GiftsRead:
    """Performs `AskGift`, `TakeGift` and `ForgetGifts`. Flows know a card by a key that says nothing."""

    def __init__(self, host: GiftCards, tasks: Tasks) -> None:
        self._host = host
        self._tasks = tasks
        self._numbers: dict[str, GiftNumber] = {}
        self._taken = ""

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs what."""
        return {AskGift: self.ask, TakeGift: self.take, ForgetGifts: self.forget}

    def event_of(self, content: str, is_typed: bool) -> Event | None:
        """Return that a gift card was read; None for what has not the shape of one."""
        if not looks_like_one(content):
            return None
        try:
            number = GiftNumber(content)
        except NotAGiftCard:
            return GiftRead("", is_typed=is_typed)
        key = secrets.token_hex(8)
        while len(self._numbers) >= MOST:
            del self._numbers[next(own for own in self._numbers if own != self._taken)]
        self._numbers[key] = number
        return GiftRead(key, number.last4, is_typed)

    def card(self) -> GiftNumber | None:
        """Return the card that shall pay; None while none is in hand."""
        return self._numbers.get(self._taken)

    def take(self, effect: TakeGift) -> None:
        """Have this card pay, and forget the others."""
        self._taken = effect.gift
        self._numbers = {key: own for key, own in self._numbers.items() if key == effect.gift}

    def forget(self, _effect: ForgetGifts) -> None:
        """Forget every number."""
        self._taken = ""
        self._numbers.clear()

    def ask(self, effect: AskGift) -> None:
        """Ask what is on a card; silence is told as such."""
        self._tasks.start(effect, effect.key, self._asked(effect))

    async def _asked(self, effect: AskGift) -> None:
        told = await self._told(effect)
        if told.left is None and effect.gift != self._taken:
            self._numbers.pop(effect.gift, None)
        self._tasks.post(told)

    async def _told(self, effect: AskGift) -> GiftTold:
        number = self._numbers.get(effect.gift)
        nothing = GiftTold(effect.sale_id, effect.gift, effect.last4)
        if number is None:
            return nothing
        try:
            async with asyncio.timeout(ANSWER_S):
                balance = await asyncio.to_thread(self._host.balance, number, effect.currency)
        except (HostSilent, TimeoutError):
            log.info("who keeps gift cards does not answer")
            return GiftTold(effect.sale_id, effect.gift, effect.last4, why="silent")
        if balance is None:
            return nothing
        if balance.why is not None:
            return GiftTold(effect.sale_id, effect.gift, effect.last4, why=balance.why.value)
        return GiftTold(effect.sale_id, effect.gift, effect.last4, balance.left)
