"""A ZVT terminal over TCP or a serial line: implements `devices.api.Terminal`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from devices.api import (
    Ack,
    DeviceError,
    DialogueEnd,
    DriverUrl,
    Garbled,
    Health,
    HealthState,
    LastPayment,
    PaymentResult,
    Prompt,
    PurchaseEnd,
    Reason,
    Refused,
    TerminalCapabilities,
    TerminalReady,
    Unplugged,
)
from devices.condition import Condition
from devices.drivers.zvt import codes, messages
from devices.drivers.zvt.block_port import BlockPort
from devices.drivers.zvt.dialogue import Close, Dialogue, Ended, Limits
from devices.drivers.zvt.link import Link
from devices.drivers.zvt.profile import TerminalProfile
from devices.drivers.zvt.purchase import Purchase
from devices.drivers.zvt.receipts import ReceiptText
from devices.drivers.zvt.wire import bmp
from devices.drivers.zvt.wire.frames import Apdu
from devices.transport import OpenPort, Port

QUERY_LIMIT_S = 30.0
"""How long a registration or a query may stay silent between two messages; no customer acts in it."""
WATCH_S = 5.0

log = logging.getLogger(__name__)


class ZvtTerminal:
    """One terminal. `run` keeps it registered; the verbs take turns with the status enquiries of `run`.

    A verb reopens a lost link by itself where it may (`connect`, `last_payment`); `purchase` never does.
    """

    def __init__(self, url: DriverUrl, open_port: OpenPort, profile: TerminalProfile) -> None:
        self._url = url
        self._open_port = open_port
        self._profile = profile
        self._condition = Condition()
        self._turn = asyncio.Lock()
        self._verb = ""
        self._link: Link | None = None
        self._purchase: Purchase | None = None
        self._terminal_id = ""
        self._idle_condition: codes.Condition = (HealthState.READY, (), "")

    @property
    def health(self) -> Health:
        """The condition now."""
        return self._condition.health

    @property
    def capabilities(self) -> TerminalCapabilities:
        """What this terminal's profile allows."""
        return self._profile.capabilities

    def on_health(self, listener: Callable[[Health], None]) -> None:
        """Tell `listener` each new condition."""
        self._condition.listen(listener)

    async def reset(self) -> None:
        """Drop the link; `run` or the next verb that may opens a new one. A running payment becomes UNKNOWN."""
        await self._drop_link("reset by the kiosk")

    # --- the life of the link ---

    async def run(self) -> None:
        """Register and stay registered; ask for the condition while idle. Raises `DeviceError`."""
        has_link = self._link is not None and self._link.loss is None  # opened by a verb, which may be running
        with self._condition.opened(is_first=not has_link):
            try:
                await self._serve()
            finally:
                link = self._link
                if link is not None and (link.loss is not None or not self._verb):
                    await self._drop_link("closed by the kiosk")

    async def _serve(self) -> None:
        async with self._turn:
            link = await self._ready_link()
        loop = asyncio.get_running_loop()
        enquire_at = loop.time()
        while True:
            if loop.time() >= enquire_at and not self._turn.locked():
                async with self._turn:
                    link = await self._ready_link()
                    await self._enquire(link)
                enquire_at = loop.time() + self._profile.idle_s
            try:
                async with asyncio.timeout(min(WATCH_S, max(0.0, enquire_at - loop.time()))):
                    await link.ended.wait()
            except TimeoutError:
                self._check_idle(link)
            else:
                link = await self._successor_of(link)

    async def _successor_of(self, link: Link) -> Link:
        """Go on with the link that a verb opened in place of a lost one. Raises the loss when there is none."""
        async with self._turn:  # a verb that is just opening one finishes first
            if self._link is None or self._link.loss is not None:
                raise link.loss or Unplugged("the link to the terminal ended")
            return self._link

    def _check_idle(self, link: Link) -> None:
        if link.waiting and not self._turn.locked():
            raise Garbled(f"the terminal sent {link.waiting} without being asked")

    async def _ready_link(self) -> Link:
        """Give the registered link, opened anew when it is lost. Hold the turn. Raises `DeviceError`."""
        if self._link is not None and self._link.loss is None:
            return self._link
        link = Link(await self._open())
        self._link = link
        try:
            await self._register(link)
        except BaseException:
            await self._drop_link("not registered")
            raise
        return link

    async def _open(self) -> Port:
        """Open the port; a serial line has the standard's 8N2 unless its URL says otherwise."""
        if self._url.transport != "serial":
            return await self._open_port(self._url)
        url = replace(self._url, options={"format": "8N2", **self._url.options})
        return BlockPort(await self._open_port(url))

    async def _drop_link(self, why: str) -> None:
        link, self._link = self._link, None
        if link is not None:
            await link.abort(why)

    async def _register(self, link: Link) -> None:
        profile = self._profile
        command = messages.registration(profile.password, profile.config, profile.currency, profile.columns)
        ended = await self._query(link, command)
        if ended.close is not Close.COMPLETED:
            raise _refused(ended)
        clean = messages.read_completion(ended.unit)
        self._terminal_id = messages.terminal_id(clean) or self._terminal_id
        status = clean.value(bmp.STATUS) or b"\0"
        self._show_idle(codes.condition_of_registration(status[0]))

    async def _enquire(self, link: Link) -> None:
        ended = await self._query(link, messages.status_enquiry())
        if ended.close is Close.COMPLETED:
            _, status = messages.read_enquiry(ended.unit)
            self._show_idle(codes.condition_of_status(status))

    async def _query(
        self,
        link: Link,
        command: Apdu,
        receipt: ReceiptText | None = None,
        on_status: Callable[[Apdu], Awaitable[Apdu]] | None = None,
    ) -> Ended:
        """Hold a dialogue that charges nobody. An error drops the link: it is out of step."""
        limits = Limits(self._profile.limits.t3_s, QUERY_LIMIT_S)
        dialogue = Dialogue(link, limits, receipt or ReceiptText(self._profile.columns))
        if on_status is not None:
            dialogue.on_status = on_status
        try:
            return await dialogue.run(command)
        except BaseException:
            await link.abort("a query failed")
            raise

    def _show_idle(self, condition: codes.Condition) -> None:
        self._idle_condition = condition
        state, reasons, detail = condition
        self._condition.set(state, *reasons, detail=detail)

    # --- verbs ---

    @contextmanager
    def _claim(self, verb: str) -> Iterator[None]:
        if self._verb:
            raise Refused("BUSY", f"{self._verb} is still running")
        self._verb = verb
        try:
            yield
        finally:
            self._verb = ""

    async def connect(self) -> TerminalReady:
        """Register where needed and learn the last receipt number. Raises `DeviceError`; nothing was charged then."""
        with self._claim("connect"):
            async with self._turn:
                link = await self._ready_link()
                last = await self._ask_last(link)
        prior = None if last.result is None else last.result.receipt_no
        return TerminalReady(prior, self._terminal_id)

    async def last_payment(self, reference: str) -> LastPayment:
        """Reset the old link, register anew and ask (06 20). Raises `DeviceError`: then nothing is known.

        ZVT has no references: the answer is the terminal's last payment, whichever that was.
        """
        with self._claim("last_payment"):
            async with self._turn:
                await self._drop_link("the last payment is asked on a new link")
                link = await self._ready_link()
                return await self._ask_last(link)

    async def _ask_last(self, link: Link) -> LastPayment:
        """Ask for the stored status of the last payment. Raises `Refused` when the terminal did not answer that.

        An executed question that ends without a status (06 0F, or 06 1E with a code that is not passing) means that
        nothing is stored. A refusal (84 xx) proves nothing: the question was not executed, and taking it for "none"
        would later let an old payment pass for a new one. Only a terminal whose URL says `empty=refused` may mean it.
        """
        results: list[PaymentResult] = []

        async def on_status(unit: Apdu) -> Apdu:
            read = messages.read_status(unit)
            self._alarm(read.alarms)
            results.append(read.result)
            return messages.ACK

        receipt = ReceiptText(self._profile.columns)
        ended = await self._query(link, messages.repeat_receipt(self._profile.password), receipt, on_status)
        self._alarm(receipt.alarms)
        stored = [result for result in results if result.approved or result.receipt_no is not None]
        if stored and all(result == stored[0] for result in stored):
            return LastPayment(stored[0], True, receipt.lines())
        if stored:
            raise Garbled("the terminal named two different last payments")
        code = _code_of(ended, results)
        if ended.close is Close.REFUSED:
            is_none = self._profile.refuses_when_empty and code == codes.NOT_POSSIBLE
        else:
            is_none = code is None or not codes.is_passing(code)
        if not is_none:
            raise Refused(f"{code or 0:02X}", codes.text(code or 0))
        return LastPayment(None, True)

    async def purchase(
        self,
        reference: str,
        amount_minor: int,
        currency: str,
        on_prompt: Callable[[Prompt], None],
        on_result: Callable[[PaymentResult], Awaitable[Ack]],
    ) -> PurchaseEnd:
        """Send one payment, once, on the link that `connect` made ready. ZVT has no references.

        See `devices.api.Terminal`.
        """
        with self._claim("purchase"):
            async with self._turn:
                link, number = self._link, codes.currency_number(currency)
                problem = _why_not(link, amount_minor, currency)
                if problem or link is None or number is None:
                    return PurchaseEnd(DialogueEnd.NOT_SENT, detail=problem)
                purchase = Purchase(
                    link,
                    self._profile.limits,
                    self._profile.columns,
                    on_prompt,
                    on_result,
                    aborts_at_t4=self._profile.capabilities.can_abort,
                )
                return await self._see_through(purchase, link, amount_minor, number)

    async def _see_through(self, purchase: Purchase, link: Link, amount_minor: int, currency: int) -> PurchaseEnd:
        self._condition.set(HealthState.BUSY)
        self._purchase = purchase
        try:
            return await purchase.run(amount_minor, currency)
        finally:
            self._purchase = None
            self._alarm(purchase.alarms)
            if purchase.is_in_step:
                self._show_idle(self._idle_condition)
            else:
                self._condition.set(HealthState.ABSENT, Reason.NOT_REACHABLE, detail="link dropped: outcome unknown")
                await link.abort("the payment's outcome is unknown")

    async def abort(self) -> bool:
        """Send `06 B0` where the profile allows it and a payment runs that has no result yet."""
        purchase = self._purchase
        if purchase is None or not self._profile.capabilities.can_abort:
            return False
        try:
            return await purchase.abort()
        except DeviceError:
            return False  # the line is lost: the payment itself says so

    def _alarm(self, alarms: tuple[str, ...] | list[str]) -> None:
        for alarm in alarms:
            log.error("terminal sent card data that it must not send, dropped: %s", alarm)


def _why_not(link: Link | None, amount_minor: int, currency: str) -> str:
    """Say why a payment cannot be sent, empty when it can. Nothing has left the machine then."""
    if link is None or link.loss is not None:
        return f"no link to the terminal: {'not connected' if link is None else link.loss}"
    if link.waiting:
        return f"the terminal sent {link.waiting} without being asked"
    if not 0 < amount_minor <= messages.MAX_AMOUNT:
        return "the amount does not fit the protocol"
    if codes.currency_number(currency) is None:
        return f"the driver does not know the currency {currency}"
    return ""


def _code_of(ended: Ended, results: list[PaymentResult]) -> int | None:
    """Give the code that explains why there is no stored payment."""
    if ended.code is not None:
        return ended.code
    return int(results[-1].code, 16) if results else None


def _refused(ended: Ended) -> Refused:
    code = ended.code or 0
    return Refused(f"{code:02X}", codes.text(code))
