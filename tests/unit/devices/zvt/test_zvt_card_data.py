"""A terminal that sends a whole card number and a track: none of it gets past the driver, whatever was asked."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import pytest

from devices.api import DialogueEnd, Original
from tests.unit.devices.pairs import Pair
from tests.unit.devices.zvt.zvt_desk import AMOUNT
from tests.unit.devices.zvt.zvt_pair import PairDesk, with_pair

FULL_NUMBER = "4000001234567899"
ALARMS = {"card number with 16 clear digits", "track 2"}


async def a_payment(desk: PairDesk) -> object:
    end = await desk.pay()
    assert end.end is DialogueEnd.COMPLETED
    return end


async def a_reversal(desk: PairDesk) -> object:
    end = await desk.terminal.reverse("R2", Original(AMOUNT, "EUR", 1), desk.on_result)
    assert end.end is DialogueEnd.COMPLETED
    return end


async def a_refund(desk: PairDesk) -> object:
    end = await desk.terminal.refund("R2", Original(AMOUNT, "EUR", 1), 500, desk.on_result)
    assert end.end is DialogueEnd.COMPLETED
    return end


async def a_question(desk: PairDesk) -> object:
    return await desk.terminal.last_payment("R1")


@pytest.mark.parametrize("asked", [a_payment, a_reversal, a_refund, a_question])
@pytest.mark.parametrize("is_serial", [False, True], ids=["tcp", "serial"])
def test_a_whole_card_number_raises_the_alarm_and_comes_no_further(
    asked: Callable[[PairDesk], Awaitable[object]], is_serial: bool, caplog: pytest.LogCaptureFixture
) -> None:
    said: list[object] = []

    async def script(pair: Pair, desk: PairDesk) -> None:
        await desk.connect_and_pay()
        pair.fault("pan present")
        said.extend((await asked(desk), desk.results, desk.health, desk.terminal.health, repr(desk.terminal)))

    with caplog.at_level(logging.DEBUG):
        with_pair(script, is_serial=is_serial)
    alarms = {record.getMessage().rpartition(": ")[2] for record in caplog.records if record.levelno == logging.ERROR}
    assert alarms == ALARMS
    everything = repr(said) + caplog.text
    assert FULL_NUMBER not in everything
    assert FULL_NUMBER[4:12] not in everything
    assert "last4='7899'" in everything
    assert not logged_bytes(caplog)


def logged_bytes(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Give the records that hold the digits as the wire carries them."""
    return [record.getMessage() for record in caplog.records if "40 00 00 12" in record.getMessage()]
