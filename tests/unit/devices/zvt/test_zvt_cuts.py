"""The link is cut at every byte of a payment and of the question after it."""

from __future__ import annotations

import asyncio

import pytest

from devices.api import DeviceError, DialogueEnd, DriverUrl, PurchaseEnd, Unplugged
from devices.transport import MemoryPort, Port, memory_pipe
from tests.unit.devices.paying.cut_port import Cut
from tests.unit.devices.zvt.zvt_desk import WIRE, Desk
from tests.virtual_time import run
from tests.wire.player import Step, read

PAYMENT = bytes.fromhex("06010C")
ACKS_THAT_BOOK = 7  # 04 FF, 04 FF, 04 0F, two lines, a block, 04 FF: the terminal goes on only after each


class Terminal:
    """Plays one list of steps per connection and keeps what it received."""

    def __init__(self, *connections: list[Step]) -> None:
        self._connections = list(connections)
        self._tasks: list[asyncio.Task[None]] = []
        self.received: list[bytearray] = []
        self.cut_after: dict[int, int] = {}
        self.is_silent = False

    async def open_port(self, url: DriverUrl) -> Port:
        number = len(self.received)
        host, device = memory_pipe()
        self.received.append(bytearray())
        self._tasks.append(asyncio.ensure_future(self._play(self._connections[number], device, self.received[-1])))
        if number not in self.cut_after:
            return host
        return Cut(host, self.cut_after[number], is_silent=self.is_silent)

    async def _play(self, steps: list[Step], device: MemoryPort, received: bytearray) -> None:
        try:
            for step in steps:
                if step.kind == "<":
                    await device.write(step.sent)
                    continue
                wanted = len(received) + len(step.sent)
                while len(received) < wanted:
                    received += await device.read(wanted - len(received))
            await device.read(1)
        except Unplugged:
            device.close()

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def steps(name: str, connection: int = 0) -> list[Step]:
    return read(WIRE / f"{name}.wire")[connection]


def length(of: list[Step]) -> int:
    return sum(len(step.sent) for step in of)


PURCHASE = steps("purchase")
BEFORE_PAYMENT = length(PURCHASE[:10])
HOST_BYTES_BEFORE_PAYMENT = length([step for step in PURCHASE[:10] if step.kind == ">"])
TOTAL = length(PURCHASE)


def pay_with_cut(after: int, *, is_silent: bool) -> tuple[PurchaseEnd | None, Desk, Terminal]:
    ends: list[PurchaseEnd | None] = []
    terminal = Terminal(PURCHASE)
    terminal.cut_after[0] = after
    terminal.is_silent = is_silent
    desks: list[Desk] = []

    async def main() -> None:
        desk = Desk(terminal.open_port)
        desks.append(desk)
        try:
            ends.append(await desk.connect_and_pay())
        except DeviceError:
            ends.append(None)
        await desk.terminal.reset()
        await terminal.stop()

    run(main())
    return ends[0], desks[0], terminal


@pytest.mark.parametrize("is_silent", [False, True], ids=["write raises", "write is lost silently"])
def test_a_cut_at_any_byte_of_a_payment_never_gives_a_wrong_verdict(is_silent: bool) -> None:
    seen: dict[DialogueEnd | None, int] = {}
    for after in range(TOTAL + 1):
        end, desk, terminal = pay_with_cut(after, is_silent=is_silent)
        verdict = None if end is None else end.end
        seen[verdict] = seen.get(verdict, 0) + 1
        received = bytes(terminal.received[0])
        acks = received.partition(PAYMENT)[2].count(b"\x80\x00\x00")
        where = f"cut after byte {after} of {TOTAL}"
        if after < BEFORE_PAYMENT - 3:  # in the last three bytes lies an acknowledgement that may vanish silently
            assert verdict in (None, DialogueEnd.NOT_SENT), where
        if verdict in (None, DialogueEnd.NOT_SENT):
            assert len(received) <= HOST_BYTES_BEFORE_PAYMENT, where
            assert desk.results == [], where
        elif verdict is DialogueEnd.COMPLETED:
            assert acks >= ACKS_THAT_BOOK, where
            assert [result.approved for result in desk.results] == [True], where
        else:
            assert after < TOTAL, where
        assert len(desk.results) <= 1, where
        assert received.count(PAYMENT) <= 1, where
    assert seen[DialogueEnd.COMPLETED] == (4 if is_silent else 1)
    assert sum(seen.values()) == TOTAL + 1
    assert seen[DialogueEnd.UNKNOWN] > 100


def test_a_cut_at_any_byte_of_the_question_gives_the_right_answer_or_none() -> None:
    query = steps("last_payment_new", 1)
    answered = 0
    for after in range(length(query) + 1):
        terminal = Terminal(steps("last_payment_new", 0)[:-1], query)
        terminal.cut_after = {0: BEFORE_PAYMENT + 20, 1: after}

        async def main(terminal: Terminal = terminal) -> bool:
            desk = Desk(terminal.open_port)
            assert (await desk.connect_and_pay()).end is DialogueEnd.UNKNOWN
            try:
                last = await desk.terminal.last_payment("R1")
            except DeviceError:
                return False
            finally:
                await desk.terminal.reset()
                await terminal.stop()
            assert last.result is not None
            assert (last.result.receipt_no, last.result.amount_minor, last.result.approved) == (42, 1299, True)
            return True

        answered += run(main())
        assert b"".join(terminal.received).count(PAYMENT) <= 1
    assert answered >= 1


def test_a_payment_is_not_sent_over_a_link_that_is_known_to_be_lost() -> None:
    terminal = Terminal(PURCHASE[:10])

    async def main() -> None:
        desk = Desk(terminal.open_port)
        assert (await desk.pay()).end is DialogueEnd.NOT_SENT  # never connected
        await desk.terminal.connect()
        await terminal.stop()
        await desk.terminal.reset()
        end = await desk.pay()
        assert end.end is DialogueEnd.NOT_SENT
        assert "no link" in end.detail

    run(main())


@pytest.mark.parametrize(("amount", "currency"), [(0, "EUR"), (-5, "EUR"), (10**12, "EUR"), (100, "XXX"), (100, "eur")])
def test_a_payment_that_the_protocol_cannot_carry_is_not_sent(amount: int, currency: str) -> None:
    terminal = Terminal(PURCHASE[:10])

    async def main() -> None:
        desk = Desk(terminal.open_port)
        await desk.terminal.connect()
        end = await desk.terminal.purchase("R1", amount, currency, desk.prompts.append, desk.on_result)
        assert end.end is DialogueEnd.NOT_SENT
        assert end.detail
        await desk.terminal.reset()
        await terminal.stop()
        assert PAYMENT[:2] not in terminal.received[0][20:]

    run(main())
