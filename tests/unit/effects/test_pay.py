"""Payments: sent once per attempt, acknowledged only by an effect, and every failure reaches the flow that waits."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from devices.api import (
    Ack,
    DialogueEnd,
    Garbled,
    LastPayment,
    NoAnswer,
    Original,
    PaymentResult,
    Prompt,
    PurchaseEnd,
    Refusal,
    Refused,
    TerminalCapabilities,
    TerminalReady,
    Unplugged,
)
from kiosk.domain.money import Money
from kiosk.domain.payment import Result
from kiosk.domain.sale import Attempt, AttemptKind
from kiosk.effects.pay import Payments, result_of
from kiosk.flows.base import EffectFailed
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
from tests.unit.effects.rig import Ready, Rig
from tests.virtual_time import run

YES = PaymentResult(True, 1672, "EUR", 12, "1", "A1", "T1", "Demo", "4471", "00")
NO = PaymentResult(False, None, None, None, code="05", refusal=Refusal.CARD)
GIVEN = TypeVar("GIVEN")
SEND = SendPayment("a", Money(1672, "EUR"), "R1")


class Terminal(Ready):
    """A terminal that plays what it was given and writes down what it was asked."""

    capabilities = TerminalCapabilities(can_abort=True)

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.acks: list[Ack] = []
        self.ready: TerminalReady | Exception = TerminalReady(11, "T1")
        self.results = [YES]
        self.end: PurchaseEnd | Exception = PurchaseEnd(DialogueEnd.COMPLETED, ("line 1", "line 2"))
        self.last: LastPayment | Exception = LastPayment(YES, True, ("again",))
        self.abort_fails: Exception | None = None

    async def connect(self) -> TerminalReady:
        self.asked.append("connect")
        return _given(self.ready)

    async def purchase(
        self,
        reference: str,
        amount_minor: int,
        currency: str,
        on_prompt: Callable[[Prompt], None],
        on_result: Callable[[PaymentResult], Awaitable[Ack]],
    ) -> PurchaseEnd:
        self.asked.append((reference, amount_minor, currency))
        on_prompt(Prompt.PRESENT_CARD)
        for result in self.results:
            self.acks.append(await on_result(result))
        return _given(self.end)

    async def reverse(
        self, reference: str, original: Original, on_result: Callable[[PaymentResult], Awaitable[Ack]]
    ) -> PurchaseEnd:
        self.asked.append((reference, original))
        self.acks.extend([await on_result(result) for result in self.results])
        return _given(self.end)

    async def refund(
        self,
        reference: str,
        original: Original,
        amount_minor: int,
        on_result: Callable[[PaymentResult], Awaitable[Ack]],
    ) -> PurchaseEnd:
        self.asked.append(amount_minor)
        return await self.reverse(reference, original, on_result)

    async def last_payment(self, reference: str) -> LastPayment:
        self.asked.append(("last_payment", reference))
        return _given(self.last)

    async def abort(self) -> bool:
        self.asked.append("abort")
        if self.abort_fails is not None:
            raise self.abort_fails
        return True


def _given(value: GIVEN | Exception) -> GIVEN:
    if isinstance(value, Exception):
        raise value
    return value


# --- connecting -----------------------------------------------------------------------------------------------------


@pytest.mark.allowed_logs("WARNING kiosk.effects.pay: terminal not reached: ")
@pytest.mark.parametrize("error", [Unplugged("gone"), NoAnswer("mute"), Garbled("noise"), Refused("83", "busy")])
def test_a_terminal_that_is_not_reached_is_told_with_its_kind(error: Exception) -> None:
    async def connect() -> None:
        rig, terminal = Rig(), Terminal()
        terminal.ready = error
        Payments(terminal, rig.tasks).connect(ConnectTerminal("a"))
        assert await rig.done() == [TerminalNotReached("a", f"{type(error).__name__}: {error}")]

    run(connect())


@pytest.mark.allowed_logs("ERROR kiosk.effects.base: ConnectTerminal raised .*a fault")
def test_a_driver_that_breaks_while_connecting_is_told_to_the_flow_that_waits() -> None:
    async def connect() -> None:
        rig, terminal = Rig(), Terminal()
        terminal.ready = ValueError("a fault")
        Payments(terminal, rig.tasks).connect(ConnectTerminal("a"))
        assert await rig.done() == [EffectFailed("ConnectTerminal", "a")]

    run(connect())


def test_a_terminal_that_is_reached_names_itself_and_its_last_receipt() -> None:
    async def connect() -> None:
        rig = Rig()
        Payments(Terminal(), rig.tasks).connect(ConnectTerminal("a"))
        assert await rig.done() == [TerminalConnected("a", "T1", 11)]

    run(connect())


# --- paying ---------------------------------------------------------------------------------------------------------


@pytest.mark.allowed_logs("ERROR kiosk.effects.pay: attempt a was sent before; not sent again")
def test_an_attempt_is_sent_once_whatever_arrives_twice() -> None:
    async def pay() -> None:
        rig, terminal = Rig(), Terminal()
        payments = Payments(terminal, rig.tasks)
        payments.send(SEND)
        payments.send(SEND)
        await rig.until(2)
        payments.ack(AckResult("a", True))
        await rig.done()
        payments.send(SEND)
        await rig.done()
        assert terminal.asked == [("R1", 1672, "EUR")]

    run(pay())


@pytest.mark.parametrize(("is_accepted", "ack"), [(True, Ack.ACCEPT), (False, Ack.REVERSE)])
def test_the_terminal_waits_for_the_effect_and_gets_no_word_before_it(is_accepted: bool, ack: Ack) -> None:
    async def pay() -> None:
        rig, terminal = Rig(), Terminal()
        payments = Payments(terminal, rig.tasks)
        payments.send(SEND)
        assert await rig.until(2) == [TerminalPrompted("a", "present_card"), TerminalAnswered("a", result_of(YES))]
        await asyncio.sleep(100)
        assert terminal.acks == []
        payments.ack(AckResult("a", is_accepted))
        await rig.done()
        assert terminal.acks == [ack]
        assert rig.posted[2:] == [DialogueEnded("a", "completed", "line 1\nline 2", "")]

    run(pay())


@pytest.mark.allowed_logs("WARNING kiosk.effects.pay: no result of attempt (a|other) waits for an answer")
def test_an_acknowledgement_nobody_waits_for_is_said_and_changes_nothing() -> None:
    async def pay() -> None:
        rig, terminal = Rig(), Terminal()
        payments = Payments(terminal, rig.tasks)
        payments.ack(AckResult("a", True))
        payments.send(SEND)
        await rig.until(2)
        payments.ack(AckResult("other", True))
        payments.ack(AckResult("a", True))
        payments.ack(AckResult("a", False))
        await rig.done()
        payments.ack(AckResult("a", True))
        assert terminal.acks == [Ack.ACCEPT]

    run(pay())


def test_a_result_that_comes_twice_is_asked_about_twice() -> None:
    async def pay() -> None:
        rig, terminal = Rig(), Terminal()
        terminal.results = [YES, NO]
        payments = Payments(terminal, rig.tasks)
        payments.send(SEND)
        await rig.until(2)
        payments.ack(AckResult("a", True))
        await rig.until(3)
        payments.ack(AckResult("a", False))
        await rig.done()
        assert terminal.acks == [Ack.ACCEPT, Ack.REVERSE]

    run(pay())


@pytest.mark.allowed_logs("payment dialogue ended unknown: the link broke", "payment dialogue ended not_sent: ")
@pytest.mark.parametrize("end", [DialogueEnd.UNKNOWN, DialogueEnd.NOT_SENT])
def test_a_dialogue_that_is_lost_says_so(end: DialogueEnd) -> None:
    async def pay() -> None:
        rig, terminal = Rig(), Terminal()
        terminal.results = []
        terminal.end = PurchaseEnd(end, detail="the link broke")
        Payments(terminal, rig.tasks).send(SEND)
        assert (await rig.done())[-1] == DialogueEnded("a", end.value, "", "the link broke")

    run(pay())


@pytest.mark.allowed_logs("ERROR kiosk.effects.base: SendPayment raised .*a fault", "no result of attempt a waits")
def test_a_driver_that_breaks_while_paying_is_told_and_never_paid_again() -> None:
    async def pay() -> None:
        rig, terminal = Rig(), Terminal()
        terminal.end = ValueError("a fault")
        payments = Payments(terminal, rig.tasks)
        payments.send(SEND)
        await rig.until(2)
        payments.ack(AckResult("a", True))
        assert (await rig.done())[-1] == EffectFailed("SendPayment", "a")
        payments.ack(AckResult("a", True))
        assert terminal.acks == [Ack.ACCEPT]

    run(pay())


def test_a_result_is_told_in_the_words_of_the_payment_machine() -> None:
    assert result_of(YES) == Result(True, Money(1672, "EUR"), 12, "1", "A1", "T1", "Demo", "4471", "00", "")
    assert result_of(NO) == Result(False, None, None, code="05", refusal="card")
    assert result_of(PaymentResult(True, 1672, None, 12)).amount is None
    assert result_of(PaymentResult(True, None, "EUR", 12)).amount is None
    tied = result_of(replace(YES, transaction_id="tx-9", is_for_reference=True))
    assert (tied.transaction_id, tied.is_for_reference) == ("tx-9", True)


# --- giving up ------------------------------------------------------------------------------------------------------


@pytest.mark.allowed_logs("WARNING kiosk.effects.pay: abort of attempt a: Unplugged gone")
@pytest.mark.parametrize("error", [None, Unplugged("gone")])
def test_giving_up_is_asked_for_and_its_failure_ends_nothing(error: Exception | None) -> None:
    async def abort() -> None:
        rig, terminal = Rig(), Terminal()
        terminal.abort_fails = error
        Payments(terminal, rig.tasks).abort(AbortPayment("a"))
        assert await rig.done() == []
        assert terminal.asked == ["abort"]

    run(abort())


# --- asking ---------------------------------------------------------------------------------------------------------


@pytest.mark.allowed_logs("ERROR kiosk.effects.pay: asking for attempt a raised")
@pytest.mark.parametrize(
    ("error", "detail"), [(NoAnswer("mute"), "NoAnswer: mute"), (ValueError("a fault"), "SOFTWARE_ERROR")]
)
def test_a_terminal_that_cannot_be_asked_is_silent_whatever_the_reason(error: Exception, detail: str) -> None:
    async def ask() -> None:
        rig, terminal = Rig(), Terminal()
        terminal.last = error
        Payments(terminal, rig.tasks).ask(AskLastPayment("a", "R1"))
        assert await rig.done() == [LastPaymentSilent("a", detail)]

    run(ask())


@pytest.mark.parametrize("told", [YES, None])
def test_what_the_terminal_says_of_the_last_payment_is_passed_on(told: PaymentResult | None) -> None:
    async def ask() -> None:
        rig, terminal = Rig(), Terminal()
        terminal.last = LastPayment(told, False, ("one", "two"))
        Payments(terminal, rig.tasks).ask(AskLastPayment("a", "R1"))
        result = result_of(told) if told is not None else None
        assert await rig.done() == [LastPaymentTold("a", result, False, "one\ntwo")]

    run(ask())


# --- giving back ----------------------------------------------------------------------------------------------------

PAID = Attempt(
    "p", "t", 1, AttemptKind.PAYMENT, "T1", "", "R0", Money(2000, "EUR"), approved_minor=1672, receipt_no=12,
    poi_tx_id="X1",
)  # fmt: skip
ORIGINAL = Original(1672, "EUR", 12, "X1", "R0")
BACK = [
    (SendReversal("a", "R1", PAID), [("R1", ORIGINAL)]),
    (SendRefund("a", "R1", PAID, Money(50, "EUR")), [50, ("R1", ORIGINAL)]),
]


class Giving(Terminal):
    """A terminal that gives back."""

    capabilities = TerminalCapabilities(can_abort=True, can_reverse=True, can_refund=True, takes_parts=True)


def start(payments: Payments, effect: SendReversal | SendRefund) -> None:
    if isinstance(effect, SendRefund):
        payments.refund(effect)
    else:
        payments.reverse(effect)


@pytest.mark.allowed_logs("ERROR kiosk.effects.pay: attempt a was sent before; not sent again")
@pytest.mark.parametrize(("effect", "asked"), BACK)
def test_what_goes_back_is_sent_once_for_the_payment_as_it_was_kept(
    effect: SendReversal | SendRefund, asked: list[object]
) -> None:
    async def give_back() -> None:
        rig, terminal = Rig(), Giving()
        payments = Payments(terminal, rig.tasks)
        start(payments, effect)
        start(payments, effect)
        assert await rig.until(1) == [TerminalAnswered("a", result_of(YES))]
        payments.ack(AckResult("a", True))
        assert (await rig.done())[1:] == [DialogueEnded("a", "completed", "line 1\nline 2")]
        assert (terminal.asked, terminal.acks) == (asked, [Ack.ACCEPT])

    run(give_back())


@pytest.mark.allowed_logs("ERROR kiosk.effects.pay: attempt a: this terminal gives nothing back")
@pytest.mark.parametrize(("effect", "asked"), BACK)
def test_a_terminal_that_gives_nothing_back_is_a_refusal_and_is_not_asked(
    effect: SendReversal | SendRefund, asked: list[object]
) -> None:
    async def give_back() -> None:
        rig, terminal = Rig(), Terminal()
        start(Payments(terminal, rig.tasks), effect)
        told = await rig.done()
        assert told == [
            TerminalAnswered("a", Result(False, None, None, refusal="rule")),
            DialogueEnded("a", "completed"),
        ]
        assert terminal.asked == []

    run(give_back())


def test_a_terminal_that_takes_parts_says_so_when_it_is_reached() -> None:
    async def connect() -> None:
        rig = Rig()
        Payments(Giving(), rig.tasks).connect(ConnectTerminal("a"))
        assert await rig.done() == [TerminalConnected("a", "T1", 11, takes_parts=True)]

    run(connect())


@pytest.mark.allowed_logs("ERROR kiosk.effects.pay: attempt a: this terminal gives nothing back")
@pytest.mark.parametrize(("effect", "asked"), BACK)
@pytest.mark.parametrize("is_refund", [True, False])
def test_a_terminal_is_asked_only_for_the_way_back_that_it_knows(
    effect: SendReversal | SendRefund, asked: list[object], is_refund: bool
) -> None:
    async def give_back() -> None:
        rig, terminal = Rig(), Giving()
        terminal.capabilities = TerminalCapabilities(True, can_reverse=not is_refund, can_refund=is_refund)
        terminal.results = []
        start(Payments(terminal, rig.tasks), effect)
        await rig.done()
        assert terminal.asked == (asked if isinstance(effect, SendRefund) is is_refund else [])

    run(give_back())
