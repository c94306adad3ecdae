"""Driver and simulator face to face over what a plain payment does not need: time, texts, passwords, character sets."""

from __future__ import annotations

import asyncio

import pytest

from devices.api import Ack, DialogueEnd, PaymentResult, Refusal
from devices.drivers.zvt.purchase import DECIDE_S
from tests.unit.devices.pairs import Pair
from tests.unit.devices.zvt.zvt_pair import PairDesk, booked, with_pair


@pytest.mark.parametrize("seconds", [DECIDE_S + 1, 2 * DECIDE_S + 5])
def test_a_terminal_whose_result_the_kiosk_is_still_writing_down_is_told_to_ask_again(seconds: float) -> None:
    async def script(pair: Pair, desk: PairDesk) -> None:
        desk.before_answer = lambda: asyncio.sleep(seconds)
        assert (await desk.connect_and_pay()).end is DialogueEnd.COMPLETED
        assert [result.approved for result in desk.results] == [True]
        assert booked(pair) == [("payment", 1299, "done", False)]

    with_pair(script)


def test_a_kiosk_that_never_gets_its_result_written_down_leaves_it_to_be_asked_about() -> None:
    async def script(pair: Pair, desk: PairDesk) -> None:
        desk.before_answer = lambda: asyncio.sleep(3600)
        assert (await desk.connect_and_pay()).end is DialogueEnd.UNKNOWN
        assert booked(pair) == [("payment", 1299, "undone", True)]
        last = await desk.terminal.last_payment("R1")
        assert last.result is None

    with_pair(script)


def test_what_keeps_a_result_may_fail_and_its_failure_is_not_swallowed() -> None:
    class Broken(RuntimeError):
        pass

    async def fails(_: PaymentResult) -> Ack:
        raise Broken

    async def script(pair: Pair, desk: PairDesk) -> None:
        await desk.terminal.connect()
        with pytest.raises(Broken):
            await desk.terminal.purchase("R1", 1299, "EUR", desk.prompts.append, fails)
        await asyncio.sleep(60)
        assert booked(pair) == [("payment", 1299, "undone", True)]

    with_pair(script)


def test_the_text_of_a_receipt_that_was_lost_comes_with_the_answer_to_the_question() -> None:
    async def script(pair: Pair, desk: PairDesk) -> None:
        await desk.terminal.connect()
        pair.fault("after 06 D3: drop link")
        assert (await desk.pay()).end is DialogueEnd.UNKNOWN
        last = await desk.terminal.last_payment("R1")
        assert last.result is not None
        assert any("APPROVED" in line for line in last.receipt_lines)

    with_pair(script, missing_ack="keep")


def test_what_the_maker_says_of_an_error_reaches_the_technician() -> None:
    async def script(pair: Pair, desk: PairDesk) -> None:
        pair.fault("maker text")
        pair.do("auto", on=True, delay_s=1, result="74")
        end = await desk.connect_and_pay()
        assert end.end is DialogueEnd.COMPLETED
        assert end.detail.endswith("0411 PIN pad: call 0800")
        assert [result.refusal for result in desk.results] == [Refusal.HARDWARE]

    with_pair(script)


@pytest.mark.parametrize("name", ["latin1", "utf8", "cp437"])
def test_texts_are_read_in_the_character_set_that_the_terminal_agreed_to(name: str) -> None:
    async def script(pair: Pair, desk: PairDesk) -> None:
        pair.do("auto", on=False)
        paying = asyncio.ensure_future(desk.connect_and_pay())
        while not desk.prompts:
            await asyncio.sleep(0.1)
        pair.do("card", how="tap", scheme="CAFÉ")
        assert any("CAFÉ" in line for line in (await paying).receipt_lines)

    with_pair(script, charset=name)


def test_services_carry_the_password_of_the_terminal() -> None:
    async def script(pair: Pair, desk: PairDesk) -> None:
        await desk.connect_and_pay()
        assert (await desk.terminal.end_of_day()).total_minor == 1299
        pair.do("knobs", set={"condition": "51"})
        running = asyncio.ensure_future(desk.terminal.run())
        await asyncio.sleep(60)
        assert pair.do("knobs")["knobs"]["condition"] == "00"
        running.cancel()
        await asyncio.wait([running])

    with_pair(script, password="000000")  # noqa: S106 - of a simulator
