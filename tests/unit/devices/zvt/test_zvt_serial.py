"""Payments over the serial line: what a bad line does to them, and one on a real pseudo-terminal."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from pathlib import Path

import pytest

from devices import registry, transport
from devices.api import (
    DayTotals,
    DeviceError,
    DialogueEnd,
    DriverUrl,
    Health,
    HealthState,
    LastPayment,
    Original,
    PurchaseEnd,
)
from devices.drivers import zvt
from devices.drivers.zvt.terminal import ZvtTerminal
from devices.loop import supervise
from tests.unit.devices.pairs import Pair
from tests.unit.devices.zvt.zvt_desk import AMOUNT, WIRE, Desk
from tests.unit.devices.zvt.zvt_pair import PairDesk, booked, with_pair
from tests.unit.sim.processes import running
from tests.virtual_time import run
from tests.wire.player import Player

PAID = [("payment", AMOUNT, "done", False)]
PATIENCE_S = 60


@pytest.mark.parametrize(
    "script",
    [
        "after amount: flip bit",
        "after amount: flip bit received",
        "after amount: refuse block",
        "after amount: repeat block",
        "after amount: lose block answer",
        "after amount: lose block answer 2",
        "after booking: lose block answer",
        "after 04 0F: repeat block",
        "after 04 0F: flip bit",
        "one byte at a time",
        "glue",
    ],
)
def test_a_bad_line_delays_a_payment_and_books_it_once(script: str) -> None:
    async def pay(pair: Pair, desk: PairDesk) -> None:
        await desk.terminal.connect()
        pair.fault(script)
        assert (await desk.pay()).end is DialogueEnd.COMPLETED
        assert [result.approved for result in desk.results] == [True]
        assert booked(pair) == PAID
        assert pair.do("state")["waiting_frames"] == 0

    with_pair(pay, is_serial=True)


def test_the_command_itself_sent_three_times_is_one_payment() -> None:
    async def pay(pair: Pair, desk: PairDesk) -> None:
        await desk.terminal.connect()
        pair.fault("lose block answer 1; lose block answer 1; truncate")
        assert (await desk.pay()).end is DialogueEnd.COMPLETED
        assert booked(pair) == PAID

    with_pair(pay, is_serial=True)


@pytest.mark.parametrize("place", ["after amount", "after booking", "after line"])
def test_a_terminal_that_still_ends_a_dialogue_of_before_is_waited_for_and_no_technician_is_called(place: str) -> None:
    async def pay(pair: Pair, desk: PairDesk) -> None:
        heard: list[Health] = []
        running = asyncio.ensure_future(supervise(desk.terminal, heard.append))
        await desk.terminal.connect()
        pair.fault(f"{place}: unplug")
        assert (await desk.pay()).end is DialogueEnd.UNKNOWN
        pair.do("replug")
        await answer_of(desk)
        await asyncio.sleep(60)
        assert desk.terminal.health.state is HealthState.READY
        running.cancel()
        assert HealthState.FAULT not in [health.state for health in heard], heard

    with_pair(pay, is_serial=True, cards=True)


@pytest.mark.parametrize("place", ["after amount", "after booking", "after 04 0F", "after line", "after commit"])
def test_a_line_lost_in_a_payment_never_leads_to_a_wrong_verdict(place: str) -> None:
    async def pay(pair: Pair, desk: PairDesk) -> None:
        await desk.terminal.connect()
        pair.fault(f"{place}: silent")
        end = await desk.pay()
        pair.do("silent", on=False)
        if end.end is DialogueEnd.COMPLETED:
            assert booked(pair) == PAID
            return
        last = await answer_of(desk)
        kept = [row for row in booked(pair) if row[2] == "done"]
        assert (last.result is not None) is bool(kept)

    with_pair(pay, is_serial=True)


@pytest.mark.parametrize("direction", ["sent", "received"])
def test_a_serial_payment_cut_at_any_byte_never_gets_a_wrong_verdict(direction: str) -> None:
    total = 0
    seen: set[bool] = set()

    async def measure(pair: Pair, desk: PairDesk) -> None:
        nonlocal total
        await desk.terminal.connect()
        before = len(pair.do("log")["entries"])
        await desk.pay()
        entries = pair.do("log")["entries"][before:]
        total = sum(entry["length"] for entry in entries if entry["what"] == direction)

    async def cut(byte: int, pair: Pair, desk: PairDesk) -> None:
        await desk.terminal.connect()
        pair.fault(f"drop link at byte {byte} {direction}")
        end = await desk.pay()
        pair.do("faults_clear")
        if end.end is DialogueEnd.UNKNOWN:
            result = (await answer_of(desk)).result
        else:
            result = desk.results[0] if desk.results else None
        await asyncio.sleep(60)  # whatever the terminal still does by itself
        rows = booked(pair)
        assert len(rows) <= 1, f"cut at byte {byte}: paid twice"
        is_paid = result is not None and result.approved
        assert is_paid is (rows == PAID), f"cut at byte {byte}: {end.end}"
        seen.add(is_paid)

    with_pair(measure, is_serial=True, columns="20")
    for byte in range(1, total + 1):
        with_pair(partial(cut, byte), is_serial=True, columns="20")
    assert total > 50
    assert seen == {True, False}


async def answer_of(desk: Desk) -> LastPayment:
    """Ask until the terminal is free to answer."""
    for _ in range(40):
        with contextlib.suppress(DeviceError):
            return await desk.terminal.last_payment("R1")
        await asyncio.sleep(10)
    raise AssertionError("the terminal never answered")


def test_blocks_that_break_or_come_twice_leave_the_dialogue_as_it_was() -> None:
    async def script(desk: Desk) -> None:
        desk.terminal = zvt.open(DriverUrl("zvt", "serial", "/dev/ttyS0", {}), player.open_port)
        assert (await desk.terminal.connect()).prior_receipt_no == 1010
        await asyncio.sleep(0.1)
        await desk.terminal.reset()
        await player.finish()

    name = "serial_connect"
    player = Player(WIRE / f"{name}.wire")
    run(script(Desk(player.open_port)))


def test_the_line_has_the_standards_format_unless_the_url_says_otherwise() -> None:
    async def look(pair: Pair, desk: PairDesk) -> None:
        await desk.terminal.connect()
        assert pair.opened[-1].options["format"] == "8N2"

    with_pair(look, is_serial=True)


def test_a_day_over_a_real_pseudo_terminal_with_the_simulator_as_a_process(
    tmp_path: Path,
) -> None:
    line = tmp_path / "terminal"

    async def pay() -> PurchaseEnd:
        terminal = registry.open_device(f"zvt+serial://{line}?baud=115200")
        assert isinstance(terminal, ZvtTerminal)
        desk = Desk(transport.open_port)
        desk.terminal = terminal
        running_task = asyncio.ensure_future(terminal.run())
        try:
            async with asyncio.timeout(PATIENCE_S):
                ready = await terminal.connect()
                assert ready.prior_receipt_no is None
                end = await desk.pay()
                last = await terminal.last_payment("R1")
                assert last.result == desk.results[0]
                original = Original(AMOUNT, "EUR", desk.results[0].receipt_no)
                assert (await terminal.reverse("R2", original, desk.on_result)).end is DialogueEnd.COMPLETED
                totals = await terminal.end_of_day()
                assert totals == DayTotals(2, 0, "EUR", totals.receipt_lines)
                assert "O.K." in await terminal.diagnose()
                assert terminal.health.state is HealthState.READY
                return end
        finally:
            running_task.cancel()
            await asyncio.wait([running_task])

    with running("zvt", "--listen", "pty", "--link", str(line), "--knob", "host_s=0") as (_process, control):
        control.do(do="auto", on=True, delay_s=0)
        end = asyncio.run(pay())
        assert end.end is DialogueEnd.COMPLETED
        assert any("APPROVED" in text for text in end.receipt_lines)
        rows = control.do(do="turnovers")["turnovers"]
        assert [(row["kind"], row["state"]) for row in rows] == [("payment", "done"), ("reversal", "done")]
