"""Payments at the terminal of each kind of tender: connect, send once, acknowledge after the commit, ask, give up."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, TypeAlias, cast

from devices.api import (
    Ack,
    CanReverse,
    DeviceError,
    DialogueEnd,
    Original,
    PaymentResult,
    Prompt,
    PurchaseEnd,
    Terminal,
    Unplugged,
)
from kiosk.domain.money import Money
from kiosk.domain.payment import Result
from kiosk.domain.sale import Attempt, TenderKind
from kiosk.effects.base import Perform, Tasks
from kiosk.flows.base import Effect
from kiosk.flows.checkout.events import (
    AbortPayment,
    AckResult,
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
    TerminalNotReached,
    TerminalPrompted,
)

log = logging.getLogger(__name__)

Answered: TypeAlias = Callable[[PaymentResult], Awaitable[Ack]]


def result_of(told: PaymentResult) -> Result:
    """Return a terminal's result in the words of the payment machine."""
    amount = None
    if told.amount_minor is not None and told.currency is not None:
        amount = Money(told.amount_minor, told.currency)
    return Result(
        is_approved=told.approved,
        amount=amount,
        receipt_no=told.receipt_no,
        trace_no=told.trace_no,
        auth_code=told.auth_code,
        terminal_id=told.terminal_id,
        scheme=told.scheme,
        last4=told.last4,
        code=told.code,
        refusal=told.refusal.value if told.refusal is not None else "",
        transaction_id=told.transaction_id,
        is_for_reference=told.is_for_reference,
        left_minor=told.left_minor,
    )


def original_of(attempt: Attempt) -> Original:
    """Return a payment that was kept, in the words of the terminal that shall give it back."""
    held = attempt.held
    return Original(held.minor, held.currency, attempt.receipt_no, attempt.poi_tx_id, attempt.ref)


class Payments:
    """Performs the payment effects. A payment is sent once per attempt id, whatever arrives twice.

    `terminal` takes cards, `gift` gift cards; None: there is none here. What is answered or given up goes where it was
    sent, by its attempt.
    """

    def __init__(self, terminal: Terminal | None, tasks: Tasks, gift: Terminal | None = None) -> None:
        self._terminals = {TenderKind.CARD: terminal, TenderKind.GIFT: gift}
        self._tasks = tasks
        self._at: dict[str, Terminal] = {}
        self._acks: dict[str, asyncio.Future[Ack]] = {}
        self._sent: set[str] = set()

    def table(self) -> Mapping[type[Effect], Perform]:
        """Return who performs which effect."""
        return {
            ConnectTerminal: self.connect,
            SendPayment: self.send,
            SendReversal: self.reverse,
            SendRefund: self.refund,
            AckResult: self.ack,
            AbortPayment: self.abort,
            AskLastPayment: self.ask,
        }

    def connect(self, effect: ConnectTerminal) -> None:
        """Register with the terminal."""
        self._tasks.start(effect, effect.attempt_id, self._connect(effect.attempt_id, effect.kind))

    def _terminal(self, kind: TenderKind) -> Terminal:
        """Return the terminal of a kind. Raises `Unplugged` where there is none."""
        found = self._terminals.get(kind)
        if found is None:
            raise Unplugged(f"no terminal for {kind.lower()}")
        return found

    async def _connect(self, attempt_id: str, kind: TenderKind) -> None:
        try:
            terminal = self._terminal(kind)
            ready = await terminal.connect()
        except DeviceError as error:
            log.warning("terminal not reached: %s %s", type(error).__name__, error)
            self._tasks.post(TerminalNotReached(attempt_id, f"{type(error).__name__}: {error}"))
            return
        takes_parts = terminal.capabilities.takes_parts
        self._tasks.post(TerminalConnected(attempt_id, ready.terminal_id, ready.prior_receipt_no, takes_parts))

    def send(self, effect: SendPayment) -> None:
        """Send the payment; the same attempt a second time is refused here."""

        def prompted(prompt: Prompt) -> None:
            self._tasks.post(TerminalPrompted(effect.attempt_id, prompt.value))

        amount, terminal = effect.amount, self._terminal(effect.kind)
        self._send_once(
            effect,
            lambda answered: terminal.purchase(effect.reference, amount.minor, amount.currency, prompted, answered),
        )

    def reverse(self, effect: SendReversal) -> None:
        """Take a payment back; once, as a payment is sent."""
        original = original_of(effect.original)
        self._give_back(effect, lambda terminal, answered: terminal.reverse(effect.reference, original, answered))

    def refund(self, effect: SendRefund) -> None:
        """Give back part of a payment or all of it; once, as a payment is sent."""
        original, minor = original_of(effect.original), effect.amount.minor
        self._give_back(effect, lambda terminal, answered: terminal.refund(effect.reference, original, minor, answered))

    def _give_back(
        self,
        effect: SendReversal | SendRefund,
        verb: Callable[[CanReverse, Answered], Coroutine[Any, Any, PurchaseEnd]],
    ) -> None:
        terminal = self._terminal(effect.kind)
        can = terminal.capabilities
        is_able = can.can_refund if isinstance(effect, SendRefund) else can.can_reverse
        if is_able:
            self._send_once(effect, lambda answered: verb(cast(CanReverse, terminal), answered))
            return
        log.error("attempt %s: this terminal gives nothing back", effect.attempt_id)
        self._tasks.post(TerminalAnswered(effect.attempt_id, Result(False, None, None, refusal="rule")))
        self._tasks.post(DialogueEnded(effect.attempt_id, DialogueEnd.COMPLETED.value))

    def _send_once(
        self,
        effect: SendPayment | SendReversal | SendRefund,
        verb: Callable[[Answered], Coroutine[Any, Any, PurchaseEnd]],
    ) -> None:
        if effect.attempt_id in self._sent:
            log.error("attempt %s was sent before; not sent again", effect.attempt_id)
            return
        self._sent.add(effect.attempt_id)
        self._at[effect.attempt_id] = self._terminal(effect.kind)
        self._tasks.start(effect, effect.attempt_id, self._send(effect.attempt_id, verb))

    async def _send(self, attempt_id: str, verb: Callable[[Answered], Coroutine[Any, Any, PurchaseEnd]]) -> None:
        async def answered(told: PaymentResult) -> Ack:
            decision: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
            self._acks[attempt_id] = decision
            self._tasks.post(TerminalAnswered(attempt_id, result_of(told)))
            return await decision

        try:
            ended = await verb(answered)
        finally:
            self._acks.pop(attempt_id, None)
            self._at.pop(attempt_id, None)
        if ended.end is not DialogueEnd.COMPLETED:
            log.warning("payment dialogue ended %s: %s", ended.end.value, ended.detail)
        receipt_text = "\n".join(ended.receipt_lines)
        self._tasks.post(DialogueEnded(attempt_id, ended.end.value, receipt_text, ended.detail))

    def ack(self, effect: AckResult) -> None:
        """Answer the terminal, now that its word is durable."""
        decision = self._acks.get(effect.attempt_id)
        if decision is None or decision.done():
            log.warning("no result of attempt %s waits for an answer", effect.attempt_id)
            return
        decision.set_result(Ack.ACCEPT if effect.is_accepted else Ack.REVERSE)

    def abort(self, effect: AbortPayment) -> None:
        """Ask the terminal to give up; the verdict comes from the dialogue."""
        self._tasks.start(effect, "", self._abort(effect.attempt_id))

    async def _abort(self, attempt_id: str) -> None:
        terminal = self._at.get(attempt_id) or self._terminals[TenderKind.CARD]
        if terminal is None:
            return
        try:
            is_asked = await terminal.abort()
        except DeviceError as error:
            log.warning("abort of attempt %s: %s %s", attempt_id, type(error).__name__, error)
            return
        log.info("abort of attempt %s asked: %s", attempt_id, is_asked)

    def ask(self, effect: AskLastPayment) -> None:
        """Ask what became of a payment."""
        self._tasks.start(effect, "", self._ask(effect))

    async def _ask(self, effect: AskLastPayment) -> None:
        attempt_id = effect.attempt_id
        try:
            told = await self._terminal(effect.kind).last_payment(effect.reference)
        except DeviceError as error:
            self._tasks.post(LastPaymentSilent(attempt_id, f"{type(error).__name__}: {error}"))
            return
        except Exception:
            log.exception("asking for attempt %s raised", attempt_id)
            self._tasks.post(LastPaymentSilent(attempt_id, "SOFTWARE_ERROR"))
            return
        result = result_of(told.result) if told.result is not None else None
        self._tasks.post(LastPaymentTold(attempt_id, result, told.is_idle, "\n".join(told.receipt_lines)))
