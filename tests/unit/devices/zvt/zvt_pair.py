"""The ZVT driver and its simulator face to face in virtual time, over TCP bytes or over serial blocks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from devices.api import DriverUrl
from devices.drivers import zvt
from devices.sim.faults import Faults
from devices.sim.machine import Machine, Outlet
from devices.sim.zvt.knobs import Knobs
from devices.sim.zvt.serial_line import SerialTerminal
from devices.sim.zvt.store import TurnoverStore
from devices.sim.zvt.terminal import ZvtTerminal
from devices.transport import OpenPort
from tests.unit.devices.pairs import Pair
from tests.unit.devices.zvt.zvt_desk import Desk
from tests.virtual_time import run


def build(*, is_serial: bool, **knobs: object) -> Callable[[Faults, Outlet], Machine]:
    """Give what makes a terminal whose wall clock stands still and whose host answers at once."""

    def make(faults: Faults, outlet: Outlet) -> Machine:
        settings = Knobs(host_s=0.0, pin_s=0.0)
        for name, value in knobs.items():
            settings.set(name, value)

        def terminal(inner: Outlet) -> ZvtTerminal:
            return ZvtTerminal(faults, inner, settings, TurnoverStore(), lambda: datetime(2026, 11, 21, 14, 32, 5))

        return SerialTerminal(faults, outlet, terminal) if is_serial else terminal(outlet)

    return make


class PairDesk(Desk):
    """A desk whose terminal is the simulator, on TCP or on a serial line."""

    def __init__(self, open_port: OpenPort, *, is_serial: bool, **options: str) -> None:
        super().__init__(open_port, **options)
        if is_serial:
            self.terminal = zvt.open(DriverUrl("zvt", "serial", "/dev/ttyS0", options), open_port)
            self.terminal.on_health(self.health.append)


def with_pair(
    script: Callable[[Pair, PairDesk], Awaitable[None]],
    *,
    is_serial: bool = False,
    cards: bool = True,
    columns: str = "42",
    charset: str = "cp437",
    **knobs: object,
) -> None:
    """Run a script on a pair; each payment's card shows itself after a second. Everything is closed afterwards."""

    async def main() -> None:
        pair = Pair(build(is_serial=is_serial, **knobs))
        desk = PairDesk(pair.open_port, is_serial=is_serial, columns=columns, charset=charset)
        if cards:
            pair.do("auto", on=True, delay_s=1)
        try:
            await script(pair, desk)
        finally:
            await desk.terminal.reset()
            await pair.stop()
        await asyncio.sleep(0.01)

    run(main())


def booked(pair: Pair) -> list[tuple[str, int, str, bool]]:
    """Give the terminal's ledger: kind, amount, state, reversed."""
    rows = pair.do("turnovers")["turnovers"]
    return [(row["kind"], row["amount_minor"], row["state"], row["reversed"]) for row in rows]
