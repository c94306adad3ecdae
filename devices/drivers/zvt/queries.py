"""Commands that charge nobody: registration, questions, end of day, diagnosis, and a terminal's remedies.

Source: PA00P015 rev. 13.08 ch. 2; protocols.md 2.3, 2.6.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from devices.api import DayTotals, Garbled, LastPayment, PaymentResult, Refused
from devices.drivers.zvt import codes, messages
from devices.drivers.zvt.dialogue import Close, Dialogue, Ended, Limits
from devices.drivers.zvt.link import Link
from devices.drivers.zvt.profile import TerminalProfile
from devices.drivers.zvt.receipts import ReceiptText
from devices.drivers.zvt.wire.frames import Apdu

QUERY_LIMIT_S = 30.0
"""How long a registration or a question may stay silent between two messages; no customer acts in it."""

OnStatus = Callable[[Apdu], Awaitable[Apdu]]


@dataclass(slots=True)
class Query:
    """One dialogue that charges nobody, on one link; `run` it once. `receipt` and `alarms` hold what came in it."""

    link: Link
    profile: TerminalProfile
    limit_s: float = QUERY_LIMIT_S
    codec: str = "cp437"
    alarms: list[str] = field(default_factory=list)
    receipt: ReceiptText = field(init=False)

    def __post_init__(self) -> None:
        self.receipt = ReceiptText(self.profile.columns, self.codec)

    async def run(self, command: Apdu, on_status: OnStatus | None = None) -> Ended:
        """Hold the dialogue. An error drops the link: it is out of step. So does a forgotten registration."""
        dialogue = Dialogue(self.link, Limits(self.profile.limits.t3_s, self.limit_s), self.receipt)
        if on_status is not None:
            dialogue.on_status = on_status
        try:
            ended = await dialogue.run(command)
        except BaseException:
            await self.link.abort("a query failed")
            raise
        finally:
            self.alarms += self.receipt.alarms
        if ended.code == codes.NOT_REGISTERED:
            await self.link.abort("the terminal forgot its registration")
        return ended

    async def last_payment(self, *, with_text: bool = False) -> LastPayment:
        """Ask for the stored status of the last payment (06 20). Raises `Refused` when the terminal did not answer it.

        `with_text`: and for its receipt, which a lost dialogue did not bring.

        An executed question that ends without a status (06 0F, or 06 1E with a code that is not passing) means that
        nothing is stored. A refusal (84 xx) proves nothing: the question was not executed, and taking it for "none"
        would later let an old payment pass for a new one. Only a terminal whose URL says `empty=refused` may mean it.
        """
        results: list[PaymentResult] = []

        async def on_status(unit: Apdu) -> Apdu:
            read = messages.read_status(unit)
            self.alarms += read.alarms
            results.append(read.result)
            return messages.ACK

        ended = await self.run(messages.repeat_receipt(self.profile.password, with_text=with_text), on_status)
        stored = [result for result in results if result.approved or result.receipt_no is not None]
        if stored and all(result == stored[0] for result in stored):
            return LastPayment(stored[0], True, self.receipt.lines())
        if stored:
            raise Garbled("the terminal named two different last payments")
        if ended.close is Close.COMPLETED and messages.ends_another_command(ended.unit):
            await self.link.abort("out of step with the terminal")
            raise Garbled("the end of another command, not of 06 20")
        code = _code_of(ended, results)
        if ended.close is Close.REFUSED:
            is_none = self.profile.refuses_when_empty and code == codes.NOT_POSSIBLE
        else:
            is_none = code is None or not codes.is_passing(code)
        if not is_none:
            raise Refused(f"{code or 0:02X}", codes.text(code or 0))
        return LastPayment(None, True)

    async def end_of_day(self) -> DayTotals:
        """Close the day (06 50) and give what the terminal said of it. Raises `Refused` when it did not close it."""
        found: list[messages.TotalsRead] = []

        async def on_status(unit: Apdu) -> Apdu:
            read = messages.read_totals(unit)
            self.alarms += read.alarms
            found.append(read)
            return messages.ACK

        ended = await self.run(messages.end_of_day(self.profile.password), on_status)
        totals = found[-1] if found else messages.TotalsRead(codes.APPROVED)
        if ended.close is not Close.COMPLETED or totals.code != codes.APPROVED:
            code = totals.code if ended.code is None else ended.code
            raise Refused(f"{code:02X}", codes.text(code))
        return DayTotals(totals.count, totals.total_minor, totals.currency, self.receipt.lines())

    async def diagnose(self) -> str:
        """Let the terminal test itself and its host line (06 70); its receipt's words, else its last text.

        Raises `Refused`.
        """
        ended = await self.run(Apdu(messages.DIAGNOSIS), self._heed)
        if ended.close is not Close.COMPLETED:
            raise refused(ended)
        return "\n".join(self.receipt.lines()) or messages.read_text(ended.unit)

    async def remedy(self, command: int) -> bool:
        """Send the remedy of a condition; True when the terminal carried it out."""
        if command == messages.ABORT:  # answered, and no dialogue follows
            await self.link.send(Apdu(command))
            return messages.is_ack(await self.link.receive(self.profile.limits.t3_s))
        unit = messages.initialisation(self.profile.password) if command == messages.INITIALISATION else Apdu(command)
        ended = await self.run(unit, self._heed)
        return ended.close is Close.COMPLETED

    async def _heed(self, unit: Apdu) -> Apdu:
        self.alarms += messages.read_totals(unit).alarms
        return messages.ACK


def refused(ended: Ended) -> Refused:
    """Give the refusal that an ended dialogue stands for."""
    code = ended.code or 0
    return Refused(f"{code:02X}", codes.text(code))


def _code_of(ended: Ended, results: list[PaymentResult]) -> int | None:
    """Give the code that explains why there is no stored payment."""
    if ended.code is not None:
        return ended.code
    return int(results[-1].code, 16) if results else None
