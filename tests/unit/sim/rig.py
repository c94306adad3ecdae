"""A simulated device on a wire of memory and a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from devices.sim.faults import Faults
from devices.sim.machine import Machine, Outlet
from devices.sim.simulation import Simulation


class MemoryWire:
    """Keeps what the host would get, write by write, and what happened to the link."""

    def __init__(self) -> None:
        self.writes: list[bytes] = []
        self.happenings: list[str] = []
        self.has_host = True

    def send(self, chunk: bytes) -> bool:
        if self.has_host:
            self.writes.append(chunk)
        return self.has_host

    def look(self) -> None:
        pass

    def drop(self) -> None:
        self.happenings.append("drop")
        self.has_host = False

    def unplug(self, quietly: bool) -> None:
        self.happenings.append("unplug quietly" if quietly else "unplug")
        self.has_host = False

    def replug(self) -> None:
        self.happenings.append("replug")


class Rig:
    """One machine with its simulation; already connected."""

    def __init__(self, build: Callable[[Faults, Outlet], Machine], seed: int = 0) -> None:
        self.now_s = 0.0
        self.wire = MemoryWire()
        self.events: list[dict[str, Any]] = []
        faults, outlet = Faults(), Outlet()
        self.machine = build(faults, outlet)
        self.simulation = Simulation(self.machine, faults, outlet, self.wire, lambda: self.now_s, seed)
        self.simulation.watch(self.events.append)
        self.simulation.connected()

    def connect(self) -> None:
        """The host opens the link again."""
        self.wire.has_host = True
        self.simulation.connected()

    def host(self, octets: bytes | str) -> bytes:
        """Send bytes (or hex) as the host; gives what came back at once."""
        self.simulation.received(bytes.fromhex(octets) if isinstance(octets, str) else octets)
        self.simulation.tick()
        return self.taken()

    def taken(self) -> bytes:
        """What the host got since the last look."""
        got = b"".join(self.wire.writes)
        self.wire.writes.clear()
        return got

    def advance(self, seconds: float) -> bytes:
        """Let time pass, stopping at each deadline; gives what came meanwhile."""
        end_s = self.now_s + seconds
        while (due_s := self.simulation.due_s) is not None and due_s <= end_s:
            self.now_s = max(self.now_s, due_s)
            self.simulation.tick()
        self.now_s = end_s
        return self.taken()

    def do(self, verb: str, **arguments: Any) -> dict[str, Any]:
        """A control request that must succeed."""
        reply = self.simulation.control({"do": verb, **arguments})
        assert reply["ok"], reply
        return reply

    def refuse(self, verb: str, **arguments: Any) -> str:
        """A control request that must fail; gives the error."""
        reply = self.simulation.control({"do": verb, **arguments})
        assert not reply["ok"], reply
        return str(reply["error"])

    def fault(self, script: str) -> None:
        """Arm a script."""
        self.do("fault", script=script)
