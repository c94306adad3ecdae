"""A driver and its simulator on one memory pipe in virtual time: the two texts of one protocol, face to face."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from devices.api import DriverUrl, Health, HealthState, Unplugged
from devices.sim.faults import Faults
from devices.sim.machine import Machine, Outlet
from devices.sim.simulation import Simulation
from devices.transport import MemoryPort, OpenPort, Port, memory_pipe
from tests.virtual_time import run


class PipeWire:
    """The simulator's end of the pipe; a pulled cable closes it and refuses to be opened."""

    def __init__(self) -> None:
        self.end: MemoryPort | None = None
        self.is_plugged = True
        self._giving: set[asyncio.Future[None]] = set()

    def send(self, chunk: bytes) -> bool:
        if self.end is None or self.end.is_closed:
            return False
        giving = asyncio.ensure_future(self._give(self.end, chunk))
        self._giving.add(giving)
        giving.add_done_callback(self._giving.discard)
        return True

    async def _give(self, end: MemoryPort, chunk: bytes) -> None:
        try:
            await end.write(chunk)
        except Unplugged:
            return  # the host closed meanwhile: on a real wire these bytes are lost, too

    def look(self) -> None:
        pass

    def drop(self) -> None:
        if self.end is not None:
            self.end.abort()

    def unplug(self, quietly: bool) -> None:
        self.is_plugged = False
        if not quietly:
            self.drop()

    def replug(self) -> None:
        self.is_plugged = True


class Pair:
    """Make it inside the loop. `open_port` is for the driver."""

    def __init__(self, build: Callable[[Faults, Outlet], Machine]) -> None:
        loop = asyncio.get_running_loop()
        faults, outlet = Faults(), Outlet()
        self.wire = PipeWire()
        self.machine = build(faults, outlet)
        self.simulation = Simulation(self.machine, faults, outlet, self.wire, loop.time)
        self.events: list[dict[str, Any]] = []
        self.simulation.watch(self.events.append)
        self.opened: list[DriverUrl] = []
        self._serving: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    async def open_port(self, url: DriverUrl) -> Port:
        self.opened.append(url)
        if not self.wire.is_plugged:
            raise Unplugged("no such device")
        await self.stop()
        host, self.wire.end = memory_pipe()
        self.simulation.connected()
        self._rearm()
        self._serving = asyncio.ensure_future(self._serve(self.wire.end))
        return host

    async def _serve(self, end: MemoryPort) -> None:
        try:
            while True:
                self.simulation.received(await end.read(4096))
                self._rearm()
        except Unplugged:
            self.simulation.disconnected()
            self._rearm()

    def _rearm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        due_s = self.simulation.due_s
        loop = asyncio.get_running_loop()
        self._timer = None if due_s is None else loop.call_at(due_s, self._tick)

    def _tick(self) -> None:
        self.simulation.tick()
        self._rearm()

    def do(self, verb: str, **arguments: Any) -> dict[str, Any]:
        reply = self.simulation.control({"do": verb, **arguments})
        assert reply["ok"], reply
        self._rearm()
        return reply

    def fault(self, script: str) -> None:
        self.do("fault", script=script)

    async def stop(self) -> None:
        if self._serving is not None:
            self._serving.cancel()
            await asyncio.gather(self._serving, return_exceptions=True)
        if self._timer is not None:
            self._timer.cancel()


class Watched:
    """A device that runs, with its conditions."""

    def __init__(self, device: Any) -> None:
        self.device = device
        self.health: list[Health] = []
        device.on_health(self.health.append)
        self.running = asyncio.ensure_future(device.run())

    def states(self) -> list[HealthState]:
        return [health.state for health in self.health]

    async def until(self, state: HealthState) -> None:
        async with asyncio.timeout(200):
            while self.device.health.state is not state:
                await asyncio.sleep(0.01)

    async def end(self) -> BaseException | None:
        self.running.cancel()
        await asyncio.wait([self.running])
        return None if self.running.cancelled() else self.running.exception()


def face_to_face(
    build: Callable[[Faults, Outlet], Machine],
    make: Callable[[OpenPort], Any],
    script: Callable[[Pair, Watched], Coroutine[Any, Any, None]],
) -> None:
    """Run a script on a pair whose driver runs; everything is closed afterwards."""

    async def main() -> None:
        pair = Pair(build)
        watched = Watched(make(pair.open_port))
        try:
            await script(pair, watched)
        finally:
            await watched.end()
            await pair.stop()
        await asyncio.sleep(0.01)

    run(main())
