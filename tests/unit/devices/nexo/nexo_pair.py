"""The nexo driver and the simulated terminal, joined by memory pipes on one virtual clock, with every byte to count."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from devices.api import Ack, DriverUrl, Health, PaymentResult, Prompt, PurchaseEnd, Unplugged
from devices.drivers.nexo.profile import profile_of
from devices.drivers.nexo.terminal import NexoTerminal as Driver
from devices.sim.faults import Faults
from devices.sim.nexo.knobs import Knobs
from devices.sim.nexo.ledger import Ledger, Transaction
from devices.sim.nexo.lines import LinedOutlet, LinedSimulation, Lines
from devices.sim.nexo.terminal import NexoTerminal as Simulator
from devices.transport import MemoryPort, Port, memory_pipe
from tests.unit.devices.paying.cut_port import Cut
from tests.virtual_time import run

POI, SALE = "V400m-000000001", "K1"
ADDRESS = "127.0.0.1:8443/nexo"
PASSPHRASE = "ção"  # noqa: S105 - of a simulator
T = TypeVar("T")


def at_noon() -> datetime:
    return datetime(2026, 11, 21, 12, tzinfo=UTC)


class Pipes:
    """The simulator's wire: one memory pipe per connection of the host."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.ports: dict[int, MemoryPort] = {}
        self.told: dict[int, bytearray] = {}
        self.is_plugged = True

    def send(self, chunk: bytes) -> bool:
        port = self.ports.get(self.lines.current)
        if port is None or port.is_closed:
            return False
        self.told.setdefault(self.lines.current, bytearray()).extend(chunk)
        try:
            port.write(chunk).send(None)  # a memory pipe takes everything at once
        except StopIteration:
            return True
        except Unplugged:
            return False
        raise AssertionError("a memory pipe waited")

    def look(self) -> None:
        pass

    def drop(self) -> None:
        if (port := self.ports.pop(self.lines.current, None)) is not None:
            port.close()

    def unplug(self, quietly: bool) -> None:
        self.is_plugged = False
        for port in self.ports.values():
            port.abort()
        self.ports.clear()

    def replug(self) -> None:
        self.is_plugged = True


class Pair:
    """One driver at one terminal. `cuts`: after how many bytes which connection, counted from 1, is cut."""

    def __init__(self, *, is_sealed: bool = False, **options: str) -> None:
        self.lines = Lines()
        outlet, faults = LinedOutlet(self.lines), Faults()
        self.knobs = Knobs(poi_id=POI, passphrase=PASSPHRASE if is_sealed else "")
        self.ledger = Ledger()
        machine = Simulator(faults, outlet, self.knobs, self.ledger, at_noon)
        self.wire = Pipes(self.lines)
        loop = asyncio.get_running_loop()
        self.simulation = LinedSimulation(machine, faults, outlet, self.wire, loop.time)
        keys = {"poi": POI, "sale": SALE, **({"keyid": "kiosk", "secret": "s"} if is_sealed else {}), **options}
        url = DriverUrl("nexo", "http", ADDRESS, keys)
        self.ids = 0
        self.driver = Driver(
            url, self.open_port, profile_of(url, PASSPHRASE if is_sealed else None), self._new_id, at_noon
        )
        self.driver.on_health(lambda health: self.health.append(health))
        self.health: list[Health] = []
        self.prompts: list[Prompt] = []
        self.results: list[PaymentResult] = []
        self.answer = Ack.ACCEPT
        self.cuts: dict[int, tuple[int, bool]] = {}
        self.opened = 0
        self.sent: list[bytearray] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._timer: asyncio.TimerHandle | None = None

    def _new_id(self) -> str:
        self.ids += 1
        return f"U{self.ids:09d}"

    async def open_port(self, _url: DriverUrl) -> Port:
        if not self.wire.is_plugged:
            raise Unplugged("the cable is out")
        self.opened += 1
        line = self.opened
        host, device = memory_pipe()
        self.wire.ports[line] = device
        self.sent.append(bytearray())
        with self.lines.at(line):
            self.simulation.connected()
        self._tasks.append(asyncio.ensure_future(self._serve(line, device)))
        if line in self.cuts:
            after, is_silent = self.cuts[line]
            return Cut(host, after, is_silent=is_silent)
        return host

    async def _serve(self, line: int, device: MemoryPort) -> None:
        try:
            while True:
                chunk = await device.read(4096)
                self.sent[line - 1] += chunk
                with self.lines.at(line):
                    self.simulation.received(chunk)
                self.rearm()
        except Unplugged:
            self.wire.ports.pop(line, None)
            with self.lines.at(line):
                self.simulation.disconnected()
            device.close()

    def rearm(self) -> None:
        """Wake the simulator when it wants to be."""
        if self._timer is not None:
            self._timer.cancel()
        due_s = self.simulation.due_s
        self._timer = None if due_s is None else asyncio.get_running_loop().call_at(due_s, self._tick)

    def _tick(self) -> None:
        self.simulation.tick()
        self.rearm()

    def do(self, verb: str, **arguments: Any) -> dict[str, Any]:
        """A control request that must succeed."""
        reply = self.simulation.control({"do": verb, **arguments})
        assert reply["ok"], reply
        self.rearm()
        return reply

    def fault(self, script: str) -> None:
        """Arm a script."""
        self.do("fault", script=script)

    async def on_result(self, result: PaymentResult) -> Ack:
        self.results.append(result)
        return self.answer

    async def pay(self, reference: str = "REF1", minor: int = 1299, currency: str = "EUR") -> PurchaseEnd:
        return await self.driver.purchase(reference, minor, currency, self.prompts.append, self.on_result)

    def approved(self) -> list[Transaction]:
        """The payments that the terminal charged and kept."""
        return [
            row for row in self.ledger.rows if row.category == "Payment" and row.is_approved and not row.is_reversed
        ]

    async def stop(self) -> None:
        """End everything."""
        if self._timer is not None:
            self._timer.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def paired(script: Callable[[Pair], Awaitable[T]], *, is_sealed: bool = False, auto: bool = True, **options: str) -> T:
    """Play a script on a fresh pair in virtual time; `auto`: a card shows itself to every payment."""

    async def main() -> T:
        pair = Pair(is_sealed=is_sealed, **options)
        if auto:
            pair.do("auto")
        try:
            return await script(pair)
        finally:
            await pair.stop()

    return run(main())
