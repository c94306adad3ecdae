"""One payment, reversal or refund: what the terminal says of it, and when that may be acknowledged.

A result is given to the kiosk and acknowledged only when the kiosk has answered for it; until then the terminal is told
to ask again (84 9C). The end is COMPLETED only when the terminal's last word agrees with its result; anything else is
UNKNOWN, and asked by `06 20`, never paid again.
Source: protocols.md 2.4; reliability.md 5.3.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from devices.api import Ack, DeviceError, DialogueEnd, Garbled, PaymentResult, Prompt, PurchaseEnd
from devices.drivers.zvt import codes, messages
from devices.drivers.zvt.dialogue import Close, Dialogue, Ended, Limits
from devices.drivers.zvt.link import Link
from devices.drivers.zvt.receipts import ReceiptText
from devices.drivers.zvt.wire.frames import Apdu
from devices.paying import tell

DECIDE_S = 27.0
"""How long a result waits for the kiosk before the terminal is told to ask again; it waits 30 s, then reverses."""


class Purchase:
    """One dialogue that moves money, on a registered link. Make it, `run` it once."""

    def __init__(
        self,
        link: Link,
        limits: Limits,
        receipt: ReceiptText,
        on_prompt: Callable[[Prompt], None],
        on_result: Callable[[PaymentResult], Awaitable[Ack]],
        *,
        aborts_at_t4: bool,
    ) -> None:
        self._on_prompt = on_prompt
        self._on_result = on_result
        self._receipt = receipt
        self._result: PaymentResult | None = None
        self._deciding: asyncio.Future[Ack] | None = None
        self._maker = ""
        self._ack = Ack.ACCEPT
        self.alarms: list[str] = []
        self.is_in_step = False  # True when the terminal handed the master rights back
        self._dialogue = Dialogue(
            link,
            limits,
            self._receipt,
            on_status=self._status,
            on_intermediate=self._prompt,
            on_end=self._end,
            aborts_at_t4=aborts_at_t4,
        )

    async def run(self, command: Apdu) -> PurchaseEnd:
        """Send the command once and see it through. Raises only what `on_result` raises."""
        try:
            ended = await self._dialogue.run(command)
        except DeviceError as error:
            return self._say(DialogueEnd.UNKNOWN, f"{type(error).__name__}: {error}")
        finally:
            await self._leave_undecided()
            self.alarms += self._receipt.alarms
        self.is_in_step = True
        contradiction = self._contradiction(ended)
        if contradiction:
            return self._say(DialogueEnd.UNKNOWN, contradiction)
        told = ["" if ended.code is None else codes.text(ended.code), self._maker]
        return self._say(DialogueEnd.COMPLETED, "; ".join(words for words in told if words))

    @property
    def lacks_registration(self) -> bool:
        """True when the terminal refused because it forgot the kiosk, as after a power cut."""
        return self._result is not None and self._result.code == f"{codes.NOT_REGISTERED:02X}"

    async def abort(self) -> bool:
        """Ask the terminal to give up, unless it has already said its result."""
        return self._result is None and await self._dialogue.abort()

    def _say(self, end: DialogueEnd, detail: str) -> PurchaseEnd:
        return PurchaseEnd(end, self._receipt.lines(), detail)

    def _prompt(self, code: int) -> None:
        tell(self._on_prompt, codes.prompt(code))

    async def _status(self, unit: Apdu) -> Apdu:
        read = messages.read_status(unit)
        self.alarms += read.alarms
        self._maker = read.maker or self._maker
        if self._result is None:
            self._result = read.result
            self._deciding = asyncio.ensure_future(self._on_result(read.result))
        elif read.result != self._result and (read.result.approved or self._ack is Ack.ACCEPT):
            # Not acknowledged, so that a terminal that books on acknowledgement does not book it.
            raise Garbled("a second status information contradicts the first")
        if not await self._is_decided():
            return messages.ASK_AGAIN
        return messages.ACK if self._ack is Ack.ACCEPT else messages.ISSUE_FAILED

    async def _is_decided(self) -> bool:
        """Wait a while for the kiosk's answer to the result."""
        if self._deciding is not None:
            await asyncio.wait({self._deciding}, timeout=DECIDE_S)
            if not self._deciding.done():
                return False
            self._ack = self._deciding.result()
        return True

    async def _leave_undecided(self) -> None:
        """The dialogue is over: an answer that still is not there would reach nobody."""
        if self._deciding is not None and not self._deciding.done():
            self._deciding.cancel()
            await asyncio.wait({self._deciding})

    async def _end(self, ended: Ended) -> None:
        """Give a refusal without a status information to the kiosk before it is acknowledged."""
        if self._result is None and ended.close is not Close.COMPLETED and ended.code != codes.APPROVED:
            self._result = messages.refused(ended.code)
            self._ack = await self._on_result(self._result)

    def _contradiction(self, ended: Ended) -> str:
        """Say why the last word does not go with the result, empty when it does."""
        if self._result is None:
            return "the terminal ended the dialogue without a result"
        if not self._result.approved:
            return ""
        was_kept = self._ack is Ack.ACCEPT
        if was_kept and ended.close is not Close.COMPLETED:
            return "the terminal aborted after its approval was acknowledged"
        if not was_kept and ended.close is Close.COMPLETED:
            return "the terminal completed a payment that it was told to reverse"
        return ""


def show_nobody(_: Prompt) -> None:
    """Staff read the terminal's own display during a reversal or refund."""


def why_no_amount(amount_minor: int, currency: str) -> str:
    """Say why an amount cannot be sent, empty when it can."""
    if not 0 < amount_minor <= messages.MAX_AMOUNT:
        return "the amount does not fit the protocol"
    if codes.currency_number(currency) is None:
        return f"the driver does not know the currency {currency}"
    return ""


def why_no_link(link: Link | None) -> str:
    """Say why nothing can be sent on a link, empty when it can. Nothing has left the machine then."""
    if link is None or link.loss is not None:
        return f"no link to the terminal: {'not connected' if link is None else link.loss}"
    if link.waiting:
        return f"the terminal sent {link.waiting} without being asked"
    return ""
