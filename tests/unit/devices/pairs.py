"""A driver and its simulator on memory pipes in virtual time: the two texts of one protocol, face to face."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from devices.api import DriverUrl, Health, HealthState, Unplugged
from devices.sim.faults import Faults
from devices.sim.machine import Machine, Outlet
from devices.sim.nexo.lines import LinedOutlet, Lines
from devices.sim.process.served import simulated
from devices.transport import MemoryPort, OpenPort, Port, memory_pipe
from tests.virtual_time import run


class PipeWire:
    """The simulator's ends of the pipes, by connection; a pulled cable closes them and refuses to be opened.

    A device with one connection at a time uses number 0 for each. `node` is the path behind the stable link: another
    one after each plugging in, as with USB.
    """

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.ends: dict[int, MemoryPort] = {}
        self.is_plugged = True
        self.node = 1
        self._dead: list[MemoryPort] = []

    def send(self, chunk: bytes) -> bool:
        end = self.ends.get(self.lines.current)
        if end is None or end.is_closed:
            return False
        try:
            end.write(chunk).send(None)  # a memory pipe takes everything at once
        except StopIteration:
            return True
        except Unplugged:
            return False  # the host closed meanwhile: on a real wire these bytes are lost, too
        raise AssertionError("a memory pipe waited")

    def look(self) -> None:
        pass

    def drop(self) -> None:
        end = self.ends.pop(self.lines.current, None)
        if end is not None:
            end.abort()

    def unplug(self, quietly: bool) -> None:
        self.is_plugged = False
        ends = list(self.ends.values())
        self.ends.clear()
        if quietly:
            self._dead += ends
            return
        for end in ends:
            end.abort()

    def replug(self) -> None:
        self.is_plugged = True
        self.node += 1
        dead, self._dead = self._dead, []
        for end in dead:
            end.abort()


class Pair:
    """Make it inside the loop. `open_port` is for the driver; `hosts` are the ports that it was given.

    `outlet` with lines: a device that has several connections at once.
    """

    def __init__(self, build: Callable[[Faults, Outlet], Machine], outlet: Outlet | None = None, seed: int = 0) -> None:
        loop = asyncio.get_running_loop()
        faults, outlet = Faults(), outlet or Outlet()
        self._lines = outlet.lines if isinstance(outlet, LinedOutlet) else None
        self.wire = PipeWire(self._lines or Lines())
        self.machine = build(faults, outlet)
        self.simulation = simulated(self.machine, faults, outlet, self.wire, loop.time, seed)
        self.events: list[dict[str, Any]] = []
        self.simulation.watch(self.events.append)
        self.opened: list[DriverUrl] = []
        self.hosts: list[MemoryPort] = []
        self._serving: dict[int, asyncio.Task[None]] = {}
        self._timer: asyncio.TimerHandle | None = None

    async def open_port(self, url: DriverUrl) -> Port:
        self.opened.append(url)
        if not self.wire.is_plugged:
            raise Unplugged("no such device")
        line = 0 if self._lines is None else len(self.opened)
        if line in self._serving:  # a newer connection replaces an older one
            await self._end(self._serving.pop(line))
        host, device = memory_pipe()
        self.hosts.append(host)
        self.wire.ends[line] = device
        with self.wire.lines.at(line):
            self.simulation.connected()
        self._rearm()
        self._serving[line] = asyncio.ensure_future(self._serve(line, device))
        return host

    async def _serve(self, line: int, end: MemoryPort) -> None:
        try:
            while True:
                chunk = await end.read(4096)
                with self.wire.lines.at(line):
                    self.simulation.received(chunk)
                self._rearm()
        except Unplugged:
            if self.wire.ends.get(line) is end:
                del self.wire.ends[line]
            with self.wire.lines.at(line):
                self.simulation.disconnected()
            end.close()
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
        for serving in self._serving.values():
            await self._end(serving)
        self._serving.clear()
        if self._timer is not None:
            self._timer.cancel()

    @staticmethod
    async def _end(serving: asyncio.Task[None]) -> None:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


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
