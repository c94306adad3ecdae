"""Transcripts written from the protocol's text, played against the driver, and their requests at the simulator."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from devices.api import (
    Ack,
    DialogueEnd,
    DriverUrl,
    LastPayment,
    NoAnswer,
    PaymentResult,
    PurchaseEnd,
    Refusal,
)
from devices.drivers.nexo.profile import profile_of
from devices.drivers.nexo.terminal import NexoTerminal
from tests.unit.devices.nexo.nexo_pair import ADDRESS, POI, SALE, at_noon
from tests.unit.sim.nexo.nexo_host import Register
from tests.virtual_time import run
from tests.wire.player import Player, read

WIRE = Path(__file__).parents[3] / "wire" / "nexo"
APPROVED = PaymentResult(
    approved=True,
    amount_minor=1299,
    currency="EUR",
    receipt_no=None,
    auth_code="123456",
    terminal_id=POI,
    scheme="mc",
    last4="9999",
    code="00",
    transaction_id="BV0q.1@2026-11-21T12:00:00.000Z",
    is_for_reference=True,
)


class Desk:
    """One driver on a transcript."""

    def __init__(self, player: Player) -> None:
        url = DriverUrl("nexo", "http", ADDRESS, {"poi": POI, "sale": SALE})
        numbers = iter(range(1, 100))
        self.terminal = NexoTerminal(
            url, player.open_port, profile_of(url, None), lambda: f"U{next(numbers):09d}", at_noon
        )
        self.results: list[PaymentResult] = []

    async def on_result(self, result: PaymentResult) -> Ack:
        self.results.append(result)
        return Ack.ACCEPT

    async def pay(self) -> PurchaseEnd:
        await self.terminal.connect()
        return await self.terminal.purchase("REF1", 1299, "EUR", lambda _prompt: None, self.on_result)

    async def ask(self) -> LastPayment:
        return await self.terminal.last_payment("REF1")


def on_transcript(name: str, script: Callable[[Desk], Awaitable[None]]) -> None:
    async def main() -> None:
        player = Player(WIRE / f"{name}.wire")
        await script(Desk(player))
        await asyncio.sleep(0.1)
        await player.finish()

    run(main())


@pytest.mark.parametrize("name", ["orphan", "extra_decimal"])
def test_an_answer_that_is_not_ours_or_has_no_amount_is_unknown(name: str) -> None:
    async def script(desk: Desk) -> None:
        assert (await desk.pay()).end is DialogueEnd.UNKNOWN
        assert desk.results == []

    on_transcript(name, script)


def test_a_line_that_ends_in_the_answer_is_asked_about() -> None:
    async def script(desk: Desk) -> None:
        assert (await desk.pay()).end is DialogueEnd.UNKNOWN
        told = await desk.ask()
        assert (told.result, told.is_idle) == (APPROVED, True)
        assert told.receipt_lines[0].split() == ["TOTAL", "12.99"]

    on_transcript("cut_in_answer", script)


def test_outer_success_says_nothing_and_the_inner_failure_counts() -> None:
    async def script(desk: Desk) -> None:
        told = (await desk.ask()).result
        assert told is not None
        assert (told.approved, told.refusal) == (False, Refusal.CANCELLED)

    on_transcript("inner_failure", script)


def test_a_transaction_in_progress_is_no_answer() -> None:
    async def script(desk: Desk) -> None:
        with pytest.raises(NoAnswer):
            await desk.ask()

    on_transcript("in_progress", script)


@pytest.mark.parametrize(("name", "is_idle"), [("not_found", True), ("not_found_busy", False)])
def test_not_found_is_none_with_the_terminal_s_own_word_on_being_idle(name: str, is_idle: bool) -> None:
    async def script(desk: Desk) -> None:
        assert await desk.ask() == LastPayment(None, is_idle)

    on_transcript(name, script)


def test_a_refusal_of_the_bank_is_one() -> None:
    async def script(desk: Desk) -> None:
        assert (await desk.pay()).end is DialogueEnd.COMPLETED
        assert [(result.approved, result.refusal) for result in desk.results] == [(False, Refusal.CARD)]

    on_transcript("declined", script)


def test_a_payment_is_approved_with_all_it_said() -> None:
    async def script(desk: Desk) -> None:
        assert (await desk.pay()).end is DialogueEnd.COMPLETED
        assert desk.results == [APPROVED]

    on_transcript("purchase", script)


@pytest.mark.parametrize("path", sorted(WIRE.glob("*.wire")), ids=lambda path: path.stem)
def test_the_simulator_understands_every_request_of_the_transcripts(path: Path) -> None:
    register = Register()
    register.do("auto", delay_s=0)
    for steps in read(path):
        for step in steps:
            if step.kind == ">":
                line = register.raw(step.sent)
                register.advance(1)
                told = register.told(line)
                asked = json.loads(step.sent.partition(b"\r\n\r\n")[2])["SaleToPOIRequest"]["MessageHeader"]
                assert told["MessageHeader"] == {**asked, "MessageType": "Response"}
