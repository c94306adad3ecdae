"""Remedies of an idle terminal, and answers out of step: what belongs to another command proves nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from devices.api import DayTotals, DeviceError, DialogueEnd, DriverUrl, Garbled, HealthState, Reason
from devices.drivers.zvt.link import Link
from devices.drivers.zvt.messages import MAX_AMOUNT
from devices.drivers.zvt.purchase import why_no_amount, why_no_link
from devices.sim.zvt.frames import Assembler
from devices.transport import MemoryPort, Port, memory_pipe
from tests.unit.devices.pairs import Pair
from tests.unit.devices.zvt.zvt_desk import Desk
from tests.unit.devices.zvt.zvt_pair import PairDesk, with_pair
from tests.virtual_time import run


def commands(pair: Pair) -> list[str]:
    """Give the control bytes of the commands that the terminal received over TCP, in order."""
    entries = pair.do("log")["entries"]
    received = b"".join(bytes.fromhex(entry["hex"]) for entry in entries if entry["what"] == "received")
    return [frame.name for frame in Assembler().feed(received) if frame.control[0] != 0x80]


async def served(desk: PairDesk, seconds: float) -> asyncio.Task[None]:
    task = asyncio.ensure_future(desk.terminal.run())
    await asyncio.sleep(seconds)
    return task


async def ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])


def test_no_remedy_is_given_while_a_payment_is_unresolved() -> None:
    async def script(pair: Pair, desk: PairDesk) -> None:
        await desk.terminal.connect()
        pair.fault("after booking: drop link")
        assert (await desk.pay()).end is DialogueEnd.UNKNOWN
        pair.do("knobs", set={"condition": "62"})
        task = await served(desk, 120)
        assert "06 70" not in commands(pair)
        assert Reason.SOFTWARE_ERROR in desk.terminal.health.reasons
        await desk.terminal.last_payment("R1")
        await asyncio.sleep(60)
        assert commands(pair).count("06 70") == 1
        assert desk.terminal.health.state is HealthState.READY
        await ended(task)

    with_pair(script)


def test_an_end_of_day_is_left_to_the_kiosk_and_heals_when_it_asks() -> None:
    async def script(pair: Pair, desk: PairDesk) -> None:
        await desk.connect_and_pay()
        pair.do("knobs", set={"condition": "F0"})
        task = await served(desk, 120)
        assert desk.terminal.health.reasons == (Reason.RECONCILIATION_REQUIRED,)
        assert "06 50" not in commands(pair)
        totals = await desk.terminal.end_of_day()
        assert totals == DayTotals(1, 1299, "EUR", totals.receipt_lines)
        assert "Bookings 1" in totals.receipt_lines
        assert desk.terminal.health.state is HealthState.READY
        await ended(task)

    with_pair(script)


@pytest.mark.parametrize(("condition", "remedy"), [("51", "06 93"), ("62", "06 70"), ("C2", "06 70")])
def test_a_condition_is_healed_once_by_its_remedy(condition: str, remedy: str) -> None:
    async def script(pair: Pair, desk: PairDesk) -> None:
        pair.do("knobs", set={"condition": condition})
        task = await served(desk, 120)
        assert commands(pair).count(remedy) == 1
        assert desk.terminal.health.state is HealthState.READY
        await ended(task)

    with_pair(script)


def test_a_card_that_was_inserted_while_idle_is_given_back() -> None:
    async def script(pair: Pair, desk: PairDesk) -> None:
        task = await served(desk, 1)
        pair.do("card", how="insert")
        await asyncio.sleep(60)
        assert commands(pair).count("06 B0") == 1
        assert pair.do("state")["card_inside"] is False
        assert desk.terminal.health.state is HealthState.READY
        await ended(task)

    with_pair(script, cards=False)


def test_a_payment_longer_than_the_idle_time_costs_the_loop_nothing() -> None:
    async def script(pair: Pair, desk: PairDesk) -> None:
        turns = 0

        async def count() -> None:
            nonlocal turns
            while True:
                await asyncio.sleep(1)
                turns += 1

        running = await served(desk, 1.0)  # enquired once, so that the next enquiry falls into the payment
        counting = asyncio.ensure_future(count())
        await desk.terminal.connect()
        pair.fault("after card: silent")
        assert (await desk.pay()).end is DialogueEnd.UNKNOWN
        running.cancel()
        counting.cancel()
        await asyncio.gather(running, counting, return_exceptions=True)
        assert turns > 60  # the clock went on: nobody spun while the turn was taken

    with_pair(script)


# --- out of step ---

ACK = "80 00 00"
REGISTERED = "06 0F 0C 19 00 29 00 02 96 50 49 09 78 06 00"
CONDITION = "06 0F 09 F0 F0 F5 31 2E 34 2E 30 00"
NOTHING = "06 0F 00"
ENDED = "06 0F 00"


class Fake:
    """A terminal that answers each command with units of a table, whatever they mean."""

    def __init__(self, answers: dict[str, tuple[str, ...]]) -> None:
        self._answers = answers
        self._serving: list[asyncio.Task[None]] = []

    async def open_port(self, _url: DriverUrl) -> Port:
        host, device = memory_pipe()
        self._serving.append(asyncio.ensure_future(self._serve(device)))
        return host

    async def _serve(self, end: MemoryPort) -> None:
        assembler = Assembler()
        while True:
            for frame in assembler.feed(await end.read(4096)):
                for unit in self._answers.get(frame.name, ()):
                    await end.write(bytes.fromhex(unit))

    async def stop(self) -> None:
        for serving in self._serving:
            serving.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)


def with_fake(script: Callable[[Desk], Awaitable[None]], **answers: tuple[str, ...]) -> None:
    async def main() -> None:
        fake = Fake({name.replace("_", " ").strip(): units for name, units in answers.items()})
        desk = Desk(fake.open_port)
        try:
            await script(desk)
        finally:
            await desk.terminal.reset()
            await fake.stop()

    run(main())


@pytest.mark.parametrize("end", [CONDITION, REGISTERED])
def test_the_end_of_another_command_does_not_mean_that_no_payment_is_stored(end: str) -> None:
    async def script(desk: Desk) -> None:
        with pytest.raises(Garbled, match="another command"):
            await desk.terminal.connect()
        with pytest.raises(DeviceError):
            await desk.terminal.last_payment("R1")

    with_fake(script, _06_00=(ACK, REGISTERED), _06_20=(ACK, end))


def test_the_end_of_the_question_itself_does() -> None:
    async def script(desk: Desk) -> None:
        assert (await desk.terminal.connect()).prior_receipt_no is None
        assert (await desk.terminal.last_payment("R1")).result is None

    with_fake(script, _06_00=(ACK, REGISTERED), _06_20=(ACK, NOTHING))
    with_fake(script, _06_00=(ACK, REGISTERED), _06_20=(ACK, "06 0F 02 06 00"))


def stored(receipt_no: str) -> str:
    """An approved payment of 12.99 EUR as the terminal tells of it."""
    return f"04 0F 0F 27 00 04 00 00 00 00 12 99 49 09 78 87 {receipt_no}"


def test_a_terminal_that_names_two_last_payments_has_named_none() -> None:
    async def script(desk: Desk) -> None:
        with pytest.raises(Garbled, match="two different last payments"):
            await desk.terminal.connect()
        with pytest.raises(DeviceError):
            await desk.terminal.last_payment("R1")

    two = (ACK, stored("00 12"), stored("00 13"), ENDED)
    with_fake(script, _06_00=(ACK, REGISTERED), _06_20=two)


def test_a_terminal_that_names_one_last_payment_twice_has_named_it() -> None:
    async def script(desk: Desk) -> None:
        assert (await desk.terminal.connect()).prior_receipt_no == 12
        told = (await desk.terminal.last_payment("R1")).result
        assert told is not None
        assert (told.receipt_no, told.amount_minor, told.currency) == (12, 1299, "EUR")

    with_fake(script, _06_00=(ACK, REGISTERED), _06_20=(ACK, stored("00 12"), stored("00 12"), ENDED))


def test_a_link_that_is_lost_or_that_the_terminal_wrote_on_unasked_takes_no_payment() -> None:
    async def main() -> None:
        assert why_no_link(None) == "no link to the terminal: not connected"
        host, device = memory_pipe()
        link = Link(host)
        assert why_no_link(link) == ""
        await device.write(bytes.fromhex(CONDITION))
        await asyncio.sleep(0.01)
        assert "without being asked" in why_no_link(link)
        device.close()
        await link.ended.wait()
        assert why_no_link(link).startswith("no link to the terminal: ")
        await link.abort("the end of a test")
        lost, far = memory_pipe()
        silent = Link(lost)
        far.close()
        await silent.ended.wait()
        assert why_no_link(silent).startswith("no link to the terminal: ")
        await silent.abort("the end of a test")

    run(main())


@pytest.mark.parametrize("amount_minor", [0, -1, MAX_AMOUNT + 1])
def test_an_amount_that_does_not_fit_the_protocol_is_never_sent(amount_minor: int) -> None:
    assert why_no_amount(amount_minor, "EUR") == "the amount does not fit the protocol"


def test_an_amount_that_fits_is_sent_in_a_currency_the_driver_knows() -> None:
    assert [why_no_amount(minor, "EUR") for minor in (1, MAX_AMOUNT)] == ["", ""]
    assert "XTS" in why_no_amount(1, "XTS")
