"""A nexo terminal over HTTP: implements `devices.api.Terminal`, `CanReverse` and `CanCloseDay`."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

from devices.api import (
    Ack,
    DayTotals,
    DeviceError,
    DialogueEnd,
    DriverUrl,
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
)
from devices.condition import Conditioned
from devices.drivers.nexo import answers, codes, messages
from devices.drivers.nexo.answers import Asked, Told
from devices.drivers.nexo.charge import Charge
from devices.drivers.nexo.profile import TerminalProfile
from devices.drivers.nexo.question import Question
from devices.drivers.nexo.wire.amounts import MAX_MINOR, is_currency
from devices.drivers.nexo.wire.envelope import Header, Json
from devices.drivers.nexo.wire.exchange import Caller
from devices.paying import Verbs, alarm, tell
from devices.transport import OpenPort

DIAGNOSIS_LIMIT_S = 10.0
ABORT_LIMIT_S = 5.0
REVERSAL_LIMIT_S = 60.0
RECONCILIATION_LIMIT_S = 60.0
_REFERENCE = re.compile(r"[A-Z0-9]{1,10}")
_ID_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

log = logging.getLogger(__name__)


def own_id() -> str:
    """Make the id of a request that moves no money: a U, which no reference begins with, and nine random signs."""
    return "U" + "".join(secrets.choice(_ID_SIGNS) for _ in range(9))


class NexoTerminal(Conditioned):
    """One terminal. Each request has a connection of its own; the verbs take turns with the diagnoses of `run`."""

    def __init__(
        self,
        url: DriverUrl,
        open_port: OpenPort,
        profile: TerminalProfile,
        new_id: Callable[[], str] = own_id,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        self._profile = profile
        self._new_id = new_id
        self._wall = wall
        self._caller = Caller(url, open_port, profile.box)
        self._turn = asyncio.Lock()
        self._look_soon = asyncio.Event()
        self._verbs = Verbs(self._verb_ended)
        self._paying: Asked | None = None
        self._last_asked: Asked | None = None
        self._is_logged_in = not profile.logs_in
        self._idle_condition: codes.Condition = codes.READY
        self._question = Question(
            self._caller,
            profile.columns,
            new_id,
            self._is_idle,
            self._tell_to_give_up,
            self._take_back,
            profile.capabilities.takes_parts,
        )

    @property
    def capabilities(self) -> TerminalCapabilities:
        """What this terminal's profile allows."""
        return self._profile.capabilities

    async def reset(self) -> None:
        """Reset every connection. A running payment becomes UNKNOWN."""
        self._caller.drop()

    # --- health ---

    async def run(self) -> None:
        """Ask how the terminal is, again and again while it is idle. Raises `DeviceError`."""
        with self._condition.opened():
            try:
                while True:
                    async with self._turn:
                        self._look_soon.clear()
                        await self._look()
                    await self._pause()
            finally:
                if not self._verbs.running:
                    self._caller.drop()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(self._profile.idle_s):
                await self._look_soon.wait()
        except TimeoutError:
            return

    async def _look(self) -> codes.Condition:
        if not self._is_logged_in:
            await self._log_in()
        condition = answers.condition(await self._diagnosis(with_host=False))
        if condition == codes.LOGGED_OUT and self._profile.logs_in:
            await self._log_in()
            condition = answers.condition(await self._diagnosis(with_host=False))
        self._idle_condition = condition
        state, reasons, detail = condition
        self._condition.set(state, *reasons, detail=detail)
        return condition

    async def _log_in(self) -> None:
        body = messages.login(self._wall())
        answer = await self._caller.call(self._header("Login"), "Login", body, DIAGNOSIS_LIMIT_S)
        verdict, error = answers.verdict_of(answer)
        if verdict != codes.SUCCESS:
            raise Refused(error or verdict, "the terminal refused the login")
        self._is_logged_in = True

    async def _diagnosis(self, *, with_host: bool) -> Json:
        body = messages.diagnosis(with_host=with_host)
        return await self._caller.call(self._header("Diagnosis"), "Diagnosis", body, DIAGNOSIS_LIMIT_S)

    async def _is_idle(self) -> bool:
        """Whether the terminal says that it holds no transaction; without its word it may."""
        try:
            state, _, _ = answers.condition(await self._diagnosis(with_host=False))
        except DeviceError:
            return False
        return state in (HealthState.READY, HealthState.DEGRADED)

    def _header(self, category: str) -> Header:
        return Header(category, self._new_id(), self._profile.names)

    def _verb_ended(self) -> None:
        if not self._condition.health.is_usable:
            self._look_soon.set()  # the next diagnosis says whether that still holds

    # --- verbs ---

    async def connect(self) -> TerminalReady:
        """Ask how the terminal is, and refuse one that is not ready. Raises `DeviceError`; nothing was charged then."""
        with self._verbs.claim("connect"):
            async with self._turn:
                state, _, detail = await self._look()
        if state not in (HealthState.READY, HealthState.DEGRADED):
            raise Refused(state.value, detail)
        return TerminalReady(None, self._profile.names.poi_id)

    async def purchase(
        self,
        reference: str,
        amount_minor: int,
        currency: str,
        on_prompt: Callable[[Prompt], None],
        on_result: Callable[[PaymentResult], Awaitable[Ack]],
    ) -> PurchaseEnd:
        """Send one payment, once. See `devices.api.Terminal`."""
        with self._verbs.claim("purchase"):
            async with self._turn:
                problem = _why_not(reference, amount_minor, currency)
                if problem:
                    return PurchaseEnd(DialogueEnd.NOT_SENT, detail=problem)
                asked = Asked(reference, self._profile.names, currency, amount_minor)
                charge = self._charge(
                    "Payment", asked, messages.payment(reference, self._wall(), amount_minor, currency)
                )
                charge.limit_s = self._profile.limit_s
                charge.on_sent = lambda: tell(on_prompt, Prompt.PRESENT_CARD)
                charge.give_up = self.abort if self._profile.capabilities.can_abort else None
                charge.takes_parts = self._profile.capabilities.takes_parts
                self._paying = asked
                try:
                    return await self._see_through(charge, on_result)
                finally:
                    self._paying = None

    async def reverse(
        self, reference: str, original: Original, on_result: Callable[[PaymentResult], Awaitable[Ack]]
    ) -> PurchaseEnd:
        """Undo the whole payment. See `devices.api.CanReverse`."""
        return await self._give_back("reverse", reference, original, None, on_result)

    async def refund(
        self,
        reference: str,
        original: Original,
        amount_minor: int,
        on_result: Callable[[PaymentResult], Awaitable[Ack]],
    ) -> PurchaseEnd:
        """Give back part or all of it. See `devices.api.CanReverse`."""
        if not self._profile.capabilities.can_refund:
            raise Refused("PROFILE", "the profile of this terminal has no refunds")
        return await self._give_back("refund", reference, original, amount_minor, on_result)

    async def last_payment(self, reference: str) -> LastPayment:
        """Reset what is open and ask what became of a payment or reversal. Raises `DeviceError`."""
        with self._verbs.claim("last_payment"):
            async with self._turn:
                self._caller.drop()
                last = self._last_asked
                is_same = last is not None and last.reference == reference
                asked = last if last is not None and is_same else self._asked(reference)
                try:
                    return await self._question.ask(asked)
                finally:
                    alarm(self._question.alarms)
                    self._question.alarms.clear()

    async def abort(self) -> bool:
        """Ask the terminal to give up the running payment; True: it took the request. The payment may still win."""
        asked = self._paying
        if asked is None or not self._profile.capabilities.can_abort:
            return False
        try:
            return await self._tell_to_give_up(asked.reference)
        except DeviceError:
            return False  # the payment itself says what became of it

    async def end_of_day(self) -> DayTotals:
        """Close the day at the terminal. Raises `DeviceError`."""
        with self._verbs.claim("end_of_day"):
            async with self._turn:
                header = self._header("Reconciliation")
                body = await self._caller.call(
                    header, "Reconciliation", messages.reconciliation(), RECONCILIATION_LIMIT_S
                )
                return answers.totals(body, self._profile.currency)

    async def diagnose(self) -> str:
        """Let the terminal test itself and its host line. Raises `DeviceError`."""
        with self._verbs.claim("diagnose"):
            async with self._turn:
                return answers.diagnosis_words(await self._diagnosis(with_host=True))

    # --- what moves money ---

    def _asked(self, reference: str) -> Asked:
        return Asked(reference, self._profile.names, self._profile.currency)

    def _charge(self, category: str, asked: Asked, body: Json) -> Charge:
        self._last_asked = asked
        return Charge(
            self._caller, category, asked, body, self._profile.columns, REVERSAL_LIMIT_S, self._take_back
        )  # fmt: skip

    async def _give_back(
        self,
        verb: str,
        reference: str,
        original: Original,
        amount_minor: int | None,
        on_result: Callable[[PaymentResult], Awaitable[Ack]],
    ) -> PurchaseEnd:
        with self._verbs.claim(verb):
            async with self._turn:
                sum_minor = original.amount_minor if amount_minor is None else amount_minor
                problem = _why_not(reference, sum_minor, original.currency)
                if not problem and not (original.transaction_id and sum_minor <= original.amount_minor):
                    problem = "the payment has no name at the terminal, or is smaller than what goes back"
                if problem:
                    return PurchaseEnd(DialogueEnd.NOT_SENT, detail=problem)
                asked = Asked(reference, self._profile.names, original.currency, sum_minor)
                body = messages.reversal(original, reference, self._wall(), amount_minor, "MerchantCancel")
                return await self._see_through(self._charge("Reversal", asked, body), on_result)

    async def _see_through(self, charge: Charge, on_result: Callable[[PaymentResult], Awaitable[Ack]]) -> PurchaseEnd:
        self._condition.set(HealthState.BUSY)
        end = PurchaseEnd(DialogueEnd.UNKNOWN)
        try:
            end = await charge.run(on_result)
        finally:
            alarm(charge.alarms)
            if end.end is DialogueEnd.COMPLETED:
                state, reasons, detail = self._idle_condition
                self._condition.set(state, *reasons, detail=detail)
            else:
                self._condition.set(HealthState.ABSENT, Reason.NOT_REACHABLE, detail=end.detail or "given up")
        return end

    async def _tell_to_give_up(self, reference: str) -> bool:
        body = messages.abort("Payment", reference, self._profile.names)
        return await self._caller.tell(self._header("Abort"), "Abort", body, ABORT_LIMIT_S)

    async def _take_back(self, told: Told) -> bool:
        """Reverse a payment that may not stay; True only when the terminal said that it did."""
        own = told.result
        if not own.transaction_id:
            return False
        original = Original(own.amount_minor or 0, own.currency or self._profile.currency, None, own.transaction_id)
        header = self._header("Reversal")
        body = messages.reversal(original, header.service_id, self._wall(), None, "Unable2Compl")
        asked = replace(self._asked(header.service_id), currency=original.currency)
        try:
            answer = await self._caller.call(header, "Reversal", body, REVERSAL_LIMIT_S)
            return answers.reversal(answer, asked, self._profile.columns).result.approved
        except DeviceError as error:
            log.error("taking back %s is not proven: %s", header.service_id, type(error).__name__)
            return False


def _why_not(reference: str, amount_minor: int, currency: str) -> str:
    """Say why a request cannot be sent, empty when it can. Nothing has left the machine then."""
    if not _REFERENCE.fullmatch(reference):
        return "the reference is not 1 to 10 of A-Z and 0-9"
    if not 0 < amount_minor <= MAX_MINOR:
        return "the amount does not fit the protocol"
    if not is_currency(currency):
        return "the currency is not three capital letters"
    return ""
