"""A ZVT terminal over TCP or a serial line: implements `Terminal`, `CanReverse` and `CanCloseDay`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from devices.api import (
    Ack,
    DayTotals,
    DeviceError,
    DialogueEnd,
    DriverUrl,
    Garbled,
    HealthState,
    LastPayment,
    Original,
    PaymentResult,
    Prompt,
    PurchaseEnd,
    Reason,
    Refused,
    TerminalCapabilities,
    TerminalReady,
    Unplugged,
)
from devices.condition import Conditioned
from devices.drivers.zvt import codes, messages
from devices.drivers.zvt.block_port import BlockPort
from devices.drivers.zvt.dialogue import Close, StillMaster
from devices.drivers.zvt.link import Link
from devices.drivers.zvt.profile import TerminalProfile
from devices.drivers.zvt.purchase import Purchase, show_nobody, why_no_amount, why_no_link
from devices.drivers.zvt.queries import QUERY_LIMIT_S, Query, refused
from devices.drivers.zvt.receipts import ReceiptText
from devices.drivers.zvt.wire import bmp
from devices.drivers.zvt.wire.frames import Apdu
from devices.paying import Verbs, alarm
from devices.transport import OpenPort, Port

T = TypeVar("T")

BUSY = "BUSY"
STILL_BUSY_S = 1.0
WATCH_S = 5.0
REMEDY_TRIES = 3
"""How often a remedy is tried before a technician is left to it; the count ends when the terminal is ready."""

log = logging.getLogger(__name__)


class ZvtTerminal(Conditioned):
    """One terminal. `run` keeps it registered; the verbs take turns with the status enquiries of `run`.

    A verb reopens a lost link by itself where it may (`connect`, `last_payment`); `purchase` never does.
    """

    def __init__(self, url: DriverUrl, open_port: OpenPort, profile: TerminalProfile) -> None:
        super().__init__()
        self._url = url
        self._open_port = open_port
        self._profile = profile
        self._turn = asyncio.Lock()
        self._verbs = Verbs()
        self._link: Link | None = None
        self._purchase: Purchase | None = None
        self._terminal_id = ""
        self._codec = messages.CODECS[messages.CP437]  # of texts, as agreed at registration
        self._status = 0x00  # the status byte last heard: 00 ready
        self._remedies_tried = 0
        self._is_unresolved = False  # money may have moved, and nobody has asked yet

    @property
    def capabilities(self) -> TerminalCapabilities:
        """What this terminal's profile allows."""
        return self._profile.capabilities

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
                if link is not None and (link.loss is not None or not self._verbs.running):
                    await self._drop_link("closed by the kiosk")

    async def _serve(self) -> None:
        link = await self._first_link()
        loop = asyncio.get_running_loop()
        enquire_at = loop.time()
        while True:
            if loop.time() >= enquire_at and not self._turn.locked():
                async with self._turn:
                    link = await self._ready_link()
                    await self._enquire(link)
                    await self._recover(link)
                enquire_at = loop.time() + self._profile.idle_s
            # A verb that lasts longer than the terminal was to be idle: its turn is waited for, not spun upon.
            wait_s = WATCH_S if self._turn.locked() else min(WATCH_S, max(0.0, enquire_at - loop.time()))
            try:
                async with asyncio.timeout(wait_s):
                    await link.ended.wait()
            except TimeoutError:
                self._check_idle(link)
            else:
                link = await self._successor_of(link)

    async def _first_link(self) -> Link:
        """Give the registered link. A terminal that still ends a dialogue of before is waited for, for T4 at most.

        On a serial line it does not learn that the kiosk went away in a payment. Raises `DeviceError`.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + self._profile.limits.t4_s
        while True:
            async with self._turn:
                try:
                    link = await self._ready_link()
                    await self._recover(link)
                    return link
                except Refused as refusal:
                    if refusal.code != BUSY or loop.time() >= until:
                        raise
                    self._condition.set(HealthState.STARTING, detail=refusal.text)
            await asyncio.sleep(STILL_BUSY_S)

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
        command = messages.registration(
            profile.password, profile.config, profile.currency, profile.columns, profile.charset
        )
        try:
            ended = await Query(link, profile).run(command)
        except StillMaster as error:
            raise Refused(BUSY, str(error)) from None
        if ended.code == codes.PLEASE_WAIT:
            raise Refused(BUSY, codes.text(codes.PLEASE_WAIT))
        if ended.close is not Close.COMPLETED:
            raise refused(ended)
        clean = messages.read_completion(ended.unit)
        self._terminal_id = messages.terminal_id(clean) or self._terminal_id
        self._codec = messages.CODECS[messages.charset(clean)]
        status = clean.value(bmp.STATUS) or b"\0"
        self._show_idle(codes.status_of_registration(status[0]))

    async def _enquire(self, link: Link) -> None:
        ended = await Query(link, self._profile).run(messages.status_enquiry())
        if ended.close is Close.COMPLETED:
            _, status = messages.read_enquiry(ended.unit)
            self._show_idle(status)
            if status == 0x00:
                self._remedies_tried = 0

    async def _recover(self, link: Link) -> None:
        """Give an idle terminal the remedy that its status asks for. Hold the turn. Raises `DeviceError`.

        Not while a verb waits, nor while a payment is unresolved: a remedy may change what the terminal remembers.
        """
        remedy = codes.remedy(self._status)
        if remedy is None or self._verbs.running or self._is_unresolved:
            return
        command, name = remedy
        if self._remedies_tried == REMEDY_TRIES:
            self._show_idle(self._status, f"{name} did not help {REMEDY_TRIES} times")
            return
        self._remedies_tried += 1
        self._show_idle(self._status, f"{name} is running")
        if await self._ask(link, lambda query: query.remedy(command), self._profile.limits.t4_s):
            log.info("terminal status %02X: %s done", self._status, name)
            self._show_idle(0x00)
            await self._enquire(link)
        else:
            self._show_idle(self._status, f"{name} did not help")

    async def _ask(self, link: Link, question: Callable[[Query], Awaitable[T]], limit_s: float = QUERY_LIMIT_S) -> T:
        """Put a question in a dialogue of its own, and tell of card data that came in it."""
        query = Query(link, self._profile, limit_s, self._codec)
        try:
            return await question(query)
        finally:
            alarm(query.alarms)

    def _show_idle(self, status: int, words: str = "") -> None:
        self._status = status
        state, reasons, detail = codes.condition_of_status(status)
        self._condition.set(state, *reasons, detail=f"{detail}; {words}" if words else detail)

    # --- verbs ---

    async def connect(self) -> TerminalReady:
        """Register where needed and learn the last receipt number. Raises `DeviceError`; nothing was charged then."""
        with self._verbs.claim("connect"):
            async with self._turn:
                link = await self._ready_link()
                last = await self._ask(link, Query.last_payment)
        prior = None if last.result is None else last.result.receipt_no
        return TerminalReady(prior, self._terminal_id)

    async def last_payment(self, reference: str) -> LastPayment:
        """Reset the old link, register anew and ask (06 20). Raises `DeviceError`: then nothing is known.

        ZVT has no references: the answer is the terminal's last payment, whichever that was.
        """
        with self._verbs.claim("last_payment"):
            async with self._turn:
                await self._drop_link("the last payment is asked on a new link")
                link = await self._ready_link()
                with_text = self._profile.has_terminal_text
                last = await self._ask(link, lambda query: query.last_payment(with_text=with_text))
                self._is_unresolved = False
                return last

    async def end_of_day(self) -> DayTotals:
        """Close the day (06 50). Raises `DeviceError`; while a payment is unresolved, `Refused`."""
        if self._is_unresolved:  # the terminal may forget its last payment with the day
            raise Refused("BUSY", "what became of the last payment has to be asked first")
        return await self._serviced("end_of_day", Query.end_of_day)

    async def diagnose(self) -> str:
        """Let the terminal test itself and its host line (06 70), and give its own words. Raises `DeviceError`."""
        return await self._serviced("diagnose", Query.diagnose)

    async def _serviced(self, verb: str, service: Callable[[Query], Awaitable[T]]) -> T:
        """Carry out a service command, which may ask the host and print; then learn the status that it left."""
        with self._verbs.claim(verb):
            async with self._turn:
                link = await self._ready_link()
                said = await self._ask(link, service, self._profile.limits.t4_s)
                await self._enquire(link)
                return said

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
        return await self._move(
            "purchase",
            lambda number: messages.authorise(amount_minor, number),
            why_no_amount(amount_minor, currency),
            currency,
            on_prompt,
            on_result,
        )

    async def reverse(
        self, reference: str, original: Original, on_result: Callable[[PaymentResult], Awaitable[Ack]]
    ) -> PurchaseEnd:
        """Undo a whole payment (06 30), by its receipt number. See `devices.api.CanReverse`."""
        receipt_no = original.receipt_no or 0
        problem = why_no_amount(original.amount_minor, original.currency)
        if not 0 < receipt_no <= messages.MAX_RECEIPT_NO:
            problem = "the payment has no receipt number of this terminal"
        return await self._move(
            "reverse",
            lambda number: messages.reversal(self._profile.password, receipt_no, original.amount_minor, number),
            problem,
            original.currency,
            show_nobody,
            on_result,
        )

    async def refund(
        self,
        reference: str,
        original: Original,
        amount_minor: int,
        on_result: Callable[[PaymentResult], Awaitable[Ack]],
    ) -> PurchaseEnd:
        """Give money back to the card that the customer shows (06 31). See `devices.api.CanReverse`.

        ZVT does not tie it to the payment: that no more goes back than was paid is the caller's to keep.
        """
        if not self._profile.capabilities.can_refund:
            raise Refused("PROFILE", "this terminal gives nothing back")
        problem = why_no_amount(amount_minor, original.currency)
        if amount_minor > original.amount_minor:
            problem = "more than was paid"
        return await self._move(
            "refund",
            lambda number: messages.refund(self._profile.password, amount_minor, number),
            problem,
            original.currency,
            show_nobody,
            on_result,
        )

    async def _move(
        self,
        verb: str,
        command: Callable[[int], Apdu],
        problem: str,
        currency: str,
        on_prompt: Callable[[Prompt], None],
        on_result: Callable[[PaymentResult], Awaitable[Ack]],
    ) -> PurchaseEnd:
        """Send one command that moves money, once, on the link as it is; never on one opened for it."""
        with self._verbs.claim(verb):
            async with self._turn:
                link, number = self._link, codes.currency_number(currency)
                problem = problem or why_no_link(link)
                if problem or link is None or number is None:
                    return PurchaseEnd(DialogueEnd.NOT_SENT, detail=problem)
                purchase = Purchase(
                    link,
                    self._profile.limits,
                    ReceiptText(self._profile.columns, self._codec),
                    on_prompt,
                    on_result,
                    aborts_at_t4=self._profile.capabilities.can_abort,
                )
                return await self._see_through(purchase, link, command(number))

    async def _see_through(self, purchase: Purchase, link: Link, command: Apdu) -> PurchaseEnd:
        self._condition.set(HealthState.BUSY)
        self._purchase = purchase
        self._is_unresolved = True
        try:
            end = await purchase.run(command)
            self._is_unresolved = end.end is DialogueEnd.UNKNOWN
            return end
        finally:
            self._purchase = None
            alarm(purchase.alarms)
            if purchase.is_in_step and not purchase.lacks_registration:
                self._show_idle(self._status)
            else:
                why = "the terminal forgot the kiosk" if purchase.is_in_step else "outcome unknown"
                self._condition.set(HealthState.ABSENT, Reason.NOT_REACHABLE, detail=f"link dropped: {why}")
                await link.abort(why)

    async def abort(self) -> bool:
        """Send `06 B0` where the profile allows it and a payment runs that has no result yet."""
        purchase = self._purchase
        if purchase is None or not self._profile.capabilities.can_abort:
            return False
        try:
            return await purchase.abort()
        except DeviceError:
            return False  # the line is lost: the payment itself says so
