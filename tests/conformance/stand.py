"""Where a driver and its simulator stand while the suite breaks what is between them."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from tempfile import TemporaryDirectory
from typing import Any

from devices.api import DriverUrl
from devices.registry import open_device
from devices.sim.process.front import arguments
from devices.sim.process.kinds import build, outlet_for
from devices.sim.process.served import Served
from devices.transport import Port
from tests.conformance.cases import Case
from tests.unit.devices.pairs import Pair


class Metered:
    """A host's port that counts what the driver writes."""

    def __init__(self, port: Port, stand: Stand) -> None:
        self._port = port
        self._stand = stand
        self.is_closed = False

    async def read(self, limit: int) -> bytes:
        return await self._port.read(limit)

    async def write(self, chunk: bytes) -> None:
        self._stand.bytes_written += len(chunk)
        await self._port.write(chunk)

    def abort(self) -> None:
        self.is_closed = True
        self._port.abort()

    def close(self) -> None:
        self.is_closed = True
        self._port.close()


class Stand(ABC):
    """What the suite does to a simulator and reads from it, whatever the link."""

    device: Any
    open_ports = 0
    bytes_written = 0

    @abstractmethod
    def do(self, verb: str, **arguments: Any) -> dict[str, Any]:
        """Carry out a control verb."""

    @abstractmethod
    async def stop(self) -> None:
        """End everything."""

    def knows(self, action: str) -> bool:
        """Whether the simulator's vocabulary has an action."""
        words = [known["words"].split(" [")[0] for known in self.do("vocabulary")["actions"]]
        return any(action.split() == _fixed(known, action) for known in words)

    def passed(self) -> dict[str, int]:
        """How many bytes the simulator received and sent so far."""
        entries = self.do("log")["entries"]
        return {way: sum(entry["length"] for entry in entries if entry["what"] == way) for way in ("received", "sent")}


class MemoryStand(Stand):
    """A driver and its simulator on memory pipes. Make it inside the loop."""

    def __init__(self, case: Case) -> None:
        options = arguments().parse_args([case.driver, "--listen", case.listen])
        self._pair = Pair(lambda faults, outlet: build(case.driver, options, faults, outlet), outlet_for(case.driver))
        self.ports: list[Metered] = []
        self.device = open_device(case.url(), open_port=self._open_port)

    async def _open_port(self, url: DriverUrl) -> Port:
        self.ports.append(Metered(await self._pair.open_port(url), self))
        return self.ports[-1]

    @property
    def open_ports(self) -> int:  # type: ignore[override]  # counted, where a folder has none
        """How many ports the driver holds."""
        return sum(not port.is_closed for port in self.ports)

    def do(self, verb: str, **arguments: Any) -> dict[str, Any]:
        return self._pair.do(verb, **arguments)

    async def stop(self) -> None:
        await self._pair.stop()


class FolderStand(Stand):
    """A driver that reads files, and the simulator that writes them into a folder of its own."""

    def __init__(self, case: Case) -> None:
        self._place = TemporaryDirectory()
        self._served = Served(arguments().parse_args([case.driver, "--pictures", f"{self._place.name}/pictures"]))
        self._served.start()
        self.device = open_device(case.url(self._served.address.partition("://")[2]))

    def do(self, verb: str, **arguments: Any) -> dict[str, Any]:
        reply = self._served.control({"do": verb, **arguments})
        assert reply["ok"], reply
        return reply

    async def stop(self) -> None:
        self._served.close()
        self._place.cleanup()


def stand_for(case: Case) -> Stand:
    """Set a driver and its simulator up on the link that both have. Call it inside the loop."""
    return FolderStand(case) if case.transport == "folder" else MemoryStand(case)


def _fixed(known: str, action: str) -> list[str]:
    """Give a phrase with the placeholders filled as in the action."""
    given = action.split()
    return [
        given[at] if word in ("N", "HH", "HHHH", "T", "P") and at < len(given) else word
        for at, word in enumerate(known.split())
    ]


class AtOnce(ThreadPoolExecutor):
    """Runs what blocks at once, so that no thread's time passes beside the virtual one."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except BaseException as error:
            done.set_exception(error)
        return done


def without_threads() -> Executor:
    """Let the running loop do blocking work at once."""
    executor = AtOnce(1)
    asyncio.get_running_loop().set_default_executor(executor)
    return executor
