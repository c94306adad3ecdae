"""One request that moves money, a payment or a reversal: sent once, and its verdict handed on.

The response commits; nothing is acknowledged. Whatever is lost after the first byte left is UNKNOWN and asked about by
reference. Source: protocols.md 3; reliability.md 5.3.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from devices.api import Ack, DeviceError, DialogueEnd, Garbled, PaymentResult, PurchaseEnd
from devices.drivers.nexo import answers
from devices.drivers.nexo.answers import Asked, Told
from devices.drivers.nexo.codes import PARTIAL
from devices.drivers.nexo.wire.envelope import Header, Json
from devices.drivers.nexo.wire.exchange import Caller

AFTER_ABORT_S = 10.0
"""How long a payment that was given up at its limit may still say what became of it."""

Read = Callable[[Json, Asked, int], Told]
READERS: dict[str, Read] = {"Payment": answers.payment, "Reversal": answers.reversal}
OnResult = Callable[[PaymentResult], Awaitable[Ack]]
TakeBack = Callable[[Told], Awaitable[bool]]


@dataclass(slots=True)
class Charge:
    """One such request. `take_back` reverses what was approved and may not stay, and says whether that is proven.

    `takes_parts`: a part of the sum may stay, and the kiosk says what becomes of it.
    """

    caller: Caller
    category: str
    asked: Asked
    body: Json
    columns: int
    limit_s: float
    take_back: TakeBack
    give_up: Callable[[], Awaitable[bool]] | None = None
    on_sent: Callable[[], None] | None = None
    takes_parts: bool = False
    has_left: bool = False
    alarms: list[str] = field(default_factory=list)

    async def run(self, on_result: OnResult) -> PurchaseEnd:
        """Send it and see it through. Raises only what `on_result` raises."""
        try:
            told = READERS[self.category](await self._verdict(), self.asked, self.columns)
            self.alarms += told.alarms
            if told.is_running:
                raise Garbled("the terminal answered, and has not ended the transaction")
        except DeviceError as error:
            end = DialogueEnd.UNKNOWN if self.has_left else DialogueEnd.NOT_SENT
            return PurchaseEnd(end, detail=f"{type(error).__name__}: {error}")
        result = await settled(told, self.take_back, takes_parts=self.takes_parts)
        ack = await on_result(result)
        if ack is Ack.REVERSE and result.approved and not await self.take_back(told):
            return PurchaseEnd(DialogueEnd.UNKNOWN, told.lines, "approved, not kept, and not proven to be taken back")
        return PurchaseEnd(DialogueEnd.COMPLETED, told.lines, told.condition)

    def _leaving(self) -> None:
        self.has_left = True
        if self.on_sent is not None:
            self.on_sent()

    async def _verdict(self) -> Json:
        """Wait for the answer; at the limit the terminal is asked to give up, and may still have the last word."""
        header = Header(self.category, self.asked.reference, self.asked.names)
        whole_s = self.limit_s + (AFTER_ABORT_S if self.give_up else 0.0)
        call = asyncio.ensure_future(self.caller.call(header, self.category, self.body, whole_s, self._leaving))
        try:
            done, _ = await asyncio.wait({call}, timeout=self.limit_s)
            if not done and self.give_up is not None:
                await self.give_up()
            return await call
        finally:
            if not call.done():
                call.cancel()
                await asyncio.gather(call, return_exceptions=True)


async def settled(told: Told, take_back: TakeBack, *, takes_parts: bool) -> PaymentResult:
    """Give the result to hand on. A partial approval is taken back and refused, but for where parts are taken.

    Where that is not proven it stands as approved without a sum, which fits no payment: a person decides.
    """
    if told.verdict != PARTIAL or (takes_parts and told.result.amount_minor):
        return told.result
    if await take_back(told):
        return answers.undone(told)
    return replace(told.result, amount_minor=None, currency=None)
