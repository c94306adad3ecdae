"""Answers that belong to another command: what a link that is out of step by one dialogue must never prove."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from devices.api import DeviceError, DriverUrl, Garbled
from devices.sim.zvt.frames import Assembler
from devices.transport import MemoryPort, Port, memory_pipe
from tests.unit.devices.zvt.zvt_desk import Desk
from tests.virtual_time import run

ACK = "80 00 00"
REGISTERED = "06 0F 0C 19 00 29 00 02 96 50 49 09 78 06 00"
CONDITION = "06 0F 09 F0 F0 F5 31 2E 34 2E 30 00"
NOTHING = "06 0F 00"


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
