"""A ZVT driver on a transcript or on any port, and what it told the kiosk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from devices.api import Ack, DriverUrl, Health, PaymentResult, Prompt, PurchaseEnd
from devices.drivers import zvt
from devices.drivers.zvt.terminal import ZvtTerminal
from devices.transport import OpenPort
from tests.virtual_time import run
from tests.wire.player import Player

WIRE = Path(__file__).parents[3] / "wire" / "zvt"
AMOUNT = 1299


class Desk:
    """Holds one terminal and notes prompts, results and health."""

    def __init__(self, open_port: OpenPort, **options: str) -> None:
        url = DriverUrl("zvt", "tcp", "10.0.0.5:20007", options)
        self.terminal: ZvtTerminal = zvt.open(url, open_port)
        self.prompts: list[Prompt] = []
        self.results: list[PaymentResult] = []
        self.health: list[Health] = []
        self.answer = Ack.ACCEPT
        self.before_answer: Callable[[], Awaitable[object]] | None = None
        self.terminal.on_health(self.health.append)

    async def on_result(self, result: PaymentResult) -> Ack:
        self.results.append(result)
        if self.before_answer is not None:
            await self.before_answer()
        return self.answer

    async def pay(self) -> PurchaseEnd:
        return await self.terminal.purchase("R1", AMOUNT, "EUR", self.prompts.append, self.on_result)

    async def connect_and_pay(self) -> PurchaseEnd:
        await self.terminal.connect()
        return await self.pay()


def on_transcript(name: str, script: Callable[[Desk], Awaitable[None]], **options: str) -> Desk:
    """Play a transcript against a script; fail on any byte that is not as written."""
    desks: list[Desk] = []

    async def main() -> None:
        player = Player(WIRE / f"{name}.wire")
        desk = Desk(player.open_port, **options)
        desks.append(desk)
        await script(desk)
        await asyncio.sleep(0.1)  # lets the player see what the driver did last
        await desk.terminal.reset()
        await player.finish()

    run(main())
    return desks[0]
