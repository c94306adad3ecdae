"""The gift host as a terminal: what is lost is asked about, and only what the kiosk keeps is final."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from devices.api import (
    Ack,
    CanReverse,
    DialogueEnd,
    HealthState,
    NoAnswer,
    Original,
    PaymentResult,
    PurchaseEnd,
    Refusal,
    Terminal,
)
from kiosk.domain.gifts.number import GiftNumber
from kiosk.domain.gifts.telling import Stage, Why
from kiosk.domain.money import Money
from kiosk.domain.payment import Result
from kiosk.domain.sale import Attempt, AttemptKind
from kiosk.effects.gifts.terminal import TERMINAL_ID, GiftTerminal
from kiosk.effects.pay import Payments
from kiosk.flows.checkout.events import (
    AckResult,
    AskLastPayment,
    ConnectTerminal,
    DialogueEnded,
    LastPaymentSilent,
    LastPaymentTold,
    SendPayment,
    SendReversal,
    TerminalAnswered,
    TerminalConnected,
    TerminalPrompted,
)
from kiosk.services.gift_cards.cards import Issued
from kiosk.services.gift_cards.embedded import Embedded
from kiosk.services.gift_cards.sim import Fault, Faulty
from tests.unit.effects.rig import Rig
from tests.virtual_time import run

CARD = GiftNumber("990000000010000034")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Embedded]:
    own = Embedded(tmp_path, {CARD.digits: Issued(CARD, "g-1", Money(2000, "EUR"))}, lambda: "2026-05-31")
    yield own
    own.close()


def left(ledger: Embedded) -> int:
    balance = ledger.balance(CARD, "EUR")
    assert balance is not None
    return balance.left.minor


async def purchase(
    far: Faulty, minor: int, ack: Ack = Ack.ACCEPT, ref: str = "R1"
) -> tuple[PurchaseEnd, list[PaymentResult]]:
    heard: list[PaymentResult] = []

    async def on_result(result: PaymentResult) -> Ack:
        heard.append(result)
        return ack

    end = await GiftTerminal(far, lambda: CARD).purchase(ref, minor, "EUR", lambda _prompt: None, on_result)
    return end, heard


# --- faults -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "end", "after"),
    [
        (Fault.AWAY, DialogueEnd.NOT_SENT, 2000),
        (Fault.UNHEARD, DialogueEnd.UNKNOWN, 2000),
        (Fault.LATE, DialogueEnd.UNKNOWN, 2000),
        (Fault.LOST, DialogueEnd.UNKNOWN, 1500),
    ],
)
def test_a_request_that_is_lost_is_unknown_unless_it_never_left(
    ledger: Embedded, fault: Fault, end: DialogueEnd, after: int
) -> None:
    ended, heard = run(purchase(Faulty(ledger, [fault]), 500))
    assert (ended.end, heard, left(ledger)) == (end, [], after)


def test_what_was_lost_on_the_way_back_is_found_by_asking_and_final_then(ledger: Embedded) -> None:
    async def asked() -> PaymentResult | None:
        far = Faulty(ledger, [Fault.LOST])
        await purchase(far, 500)
        return (await GiftTerminal(far, lambda: None).last_payment("R1")).result

    told = run(asked())
    assert told is not None
    assert (told.approved, told.amount_minor, told.is_for_reference) == (True, 500, True)
    assert ledger.told("R1").stage is Stage.DONE


def test_what_never_came_is_told_as_refused_and_cannot_come_any_more(ledger: Embedded) -> None:
    async def asked() -> PaymentResult | None:
        far = Faulty(ledger, [Fault.LATE])
        await purchase(far, 500)
        told = (await GiftTerminal(far, lambda: None).last_payment("R1")).result
        far.arrive()
        return told

    told = run(asked())
    assert told is not None
    assert (told.approved, told.code, told.refusal) == (False, Why.CLOSED.value, Refusal.CARD)
    assert left(ledger) == 2000


@pytest.mark.parametrize("faults", [[Fault.UNHEARD], [Fault.NONE, Fault.LOST]])
def test_silence_when_asked_is_silence(ledger: Embedded, faults: list[Fault]) -> None:
    ledger.authorise("R1", CARD, Money(500, "EUR"))
    with pytest.raises(NoAnswer):
        run(GiftTerminal(Faulty(ledger, faults), lambda: CARD).last_payment("R1"))


@pytest.mark.parametrize("ack", [Ack.ACCEPT, Ack.REVERSE])
def test_silence_after_the_answer_leaves_it_to_be_asked_about(ledger: Embedded, ack: Ack) -> None:
    ended, heard = run(purchase(Faulty(ledger, [Fault.NONE, Fault.UNHEARD]), 500, ack))
    assert (ended.end, heard[0].approved, left(ledger)) == (DialogueEnd.UNKNOWN, True, 1500)


def test_what_the_kiosk_cannot_keep_is_freed(ledger: Embedded) -> None:
    ended, _ = run(purchase(Faulty(ledger), 500, Ack.REVERSE))
    assert (ended.end, left(ledger)) == (DialogueEnd.COMPLETED, 2000)


def test_a_refusal_is_told_with_its_reason_and_takes_nothing(ledger: Embedded) -> None:
    ended, heard = run(purchase(Faulty(ledger, [Fault.REFUSED]), 500))
    assert (ended.end, heard[0].approved, heard[0].code) == (DialogueEnd.COMPLETED, False, Why.EMPTY.value)
    assert left(ledger) == 2000


def test_without_a_card_in_hand_nothing_is_sent(ledger: Embedded) -> None:
    async def tried() -> PurchaseEnd:
        terminal = GiftTerminal(ledger, lambda: None)
        assert (await terminal.connect()).terminal_id == TERMINAL_ID  # what goes back needs no card
        return await terminal.purchase("R1", 500, "EUR", lambda _prompt: None, never)

    async def never(_result: PaymentResult) -> Ack:
        raise AssertionError

    assert run(tried()).end is DialogueEnd.NOT_SENT
    assert left(ledger) == 2000


def test_a_giving_back_that_the_kiosk_cannot_keep_is_asked_about(ledger: Embedded) -> None:
    async def tried() -> PurchaseEnd:
        await purchase(Faulty(ledger), 500)
        return await GiftTerminal(ledger, lambda: None).reverse("B1", Original(500, "EUR", None, "R1", "R1"), refused)

    async def refused(_result: PaymentResult) -> Ack:
        return Ack.REVERSE

    assert run(tried()).end is DialogueEnd.UNKNOWN


# --- by the rules of the terminal -------------------------------------------------------------------------------------


def test_it_is_a_terminal_that_gives_back_and_takes_parts(ledger: Embedded) -> None:
    own = GiftTerminal(ledger, lambda: CARD)
    terminal: Terminal = own
    back: CanReverse = own
    assert terminal.capabilities.takes_parts
    assert terminal.capabilities.can_reverse
    assert terminal.health.state is HealthState.READY
    assert back is cast(object, own)

    async def kept() -> bool:
        terminal.on_health(lambda _health: None)
        await terminal.reset()
        serving = asyncio.create_task(terminal.run())
        await asyncio.sleep(1)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        return await terminal.abort()

    assert run(kept()) is False


def test_a_payment_and_its_reversal_go_the_way_of_every_payment(ledger: Embedded) -> None:
    paid = Attempt("a", "t", 1, AttemptKind.PAYMENT, TERMINAL_ID, "", "R1", Money(2500, "EUR"), approved_minor=2000)

    async def both() -> Rig:
        rig = Rig()
        payments = Payments(GiftTerminal(ledger, lambda: CARD), rig.tasks)
        payments.connect(ConnectTerminal("a"))
        await rig.until(1)
        payments.send(SendPayment("a", Money(2500, "EUR"), "R1"))
        await rig.until(3)
        payments.ack(AckResult("a", is_accepted=True))
        await rig.until(4)
        payments.reverse(SendReversal("b", "B1", paid))
        await rig.until(5)
        payments.ack(AckResult("b", is_accepted=True))
        await rig.until(6)
        payments.ask(AskLastPayment("b", "B1"))
        await rig.done()
        return rig

    posted = run(both()).posted
    assert posted[0] == TerminalConnected("a", TERMINAL_ID, None, takes_parts=True)
    assert isinstance(posted[1], TerminalPrompted)
    answers = [own.result for own in posted if isinstance(own, TerminalAnswered)]
    assert [(own.is_approved, own.amount, own.last4) for own in answers] == [(True, Money(2000, "EUR"), "0034")] * 2
    assert posted[3] == DialogueEnded("a", DialogueEnd.COMPLETED.value)
    assert posted[5] == DialogueEnded("b", DialogueEnd.COMPLETED.value)
    told = cast(LastPaymentTold, posted[6])
    assert cast(Result, told.result).amount == Money(2000, "EUR")
    assert left(ledger) == 2000
    assert CARD.digits not in repr(posted)


def test_a_host_that_is_silent_and_a_hand_without_a_card_reach_the_flow(
    ledger: Embedded, caplog: pytest.LogCaptureFixture
) -> None:
    async def both() -> Rig:
        rig = Rig()
        payments = Payments(GiftTerminal(Faulty(ledger, [Fault.UNHEARD]), lambda: None), rig.tasks)
        payments.send(SendPayment("a", Money(500, "EUR"), "R1"))
        await rig.done()
        payments.ask(AskLastPayment("a", "R1"))
        await rig.done()
        return rig

    posted = run(both()).posted
    assert [type(own) for own in posted] == [DialogueEnded, LastPaymentSilent]
    caplog.clear()
