"""A simulation on the wire that the command line names, with its timer, on the running event loop."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from devices.sim.faults import Faults
from devices.sim.machine import Machine, Outlet, Reply
from devices.sim.nexo.lines import LinedOutlet, LinedSimulation
from devices.sim.process.folders import FolderWire
from devices.sim.process.kinds import build, outlet_for, usual_listen
from devices.sim.process.many import ManyTcpWire
from devices.sim.process.wires import PtyWire, TcpWire
from devices.sim.simulation import Simulation, Wire


class Served:
    """Make it inside the loop; nobody reaches it before `start`. The wire tells it what a host does."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._loop = asyncio.get_running_loop()
        faults, outlet = Faults(), outlet_for(options.sim)
        machine = build(options.sim, options, faults, outlet)
        self._wire = open_wire(options, machine.wants_more, outlet)
        self.simulation = simulated(machine, faults, outlet, self._wire, self._loop.time, options.seed)
        self._timer: asyncio.TimerHandle | None = None

    @property
    def address(self) -> str:
        """Where a host finds it, once it is started."""
        return self._wire.address

    def start(self) -> None:
        """Open the wire."""
        self._wire.start(self)

    def close(self) -> None:
        """Close the wire; a symlink goes too."""
        if self._timer is not None:
            self._timer.cancel()
        self._wire.close()

    def control(self, request: Mapping[str, object]) -> Reply:
        """Carry out a control verb."""
        reply = self.simulation.control(request)
        self.rearm()
        return reply

    def connected(self) -> None:
        """The wire: a host opened the link."""
        self.simulation.connected()
        self.rearm()

    def disconnected(self) -> None:
        """The wire: the host is gone."""
        self.simulation.disconnected()
        self.rearm()

    def received(self, chunk: bytes) -> None:
        """The wire: bytes."""
        self.simulation.received(chunk)
        self.rearm()

    def rearm(self) -> None:
        """Set the timer to what is due next, after anything that may have moved it."""
        if self._timer is not None:
            self._timer.cancel()
        self._wire.resume()
        due_s = self.simulation.due_s
        self._timer = None if due_s is None else self._loop.call_at(due_s, self._tick)

    def _tick(self) -> None:
        self.simulation.tick()
        self.rearm()


def open_wire(
    options: argparse.Namespace, wants_more: Callable[[], bool], outlet: Outlet
) -> TcpWire | PtyWire | ManyTcpWire | FolderWire:
    """The wire that `--listen` and `--link` name."""
    listen = options.listen or usual_listen(options.sim)
    if isinstance(outlet, LinedOutlet):
        return ManyTcpWire(outlet.lines, port_of(listen))
    if listen == "folder":
        return FolderWire(Path(options.pictures) if options.pictures else None)
    if listen == "pty":
        return PtyWire(Path(options.link) if options.link else None, wants_more)
    return TcpWire(port_of(listen), wants_more)


def simulated(
    machine: Machine, faults: Faults, outlet: Outlet, wire: Wire, clock: Callable[[], float], seed: int
) -> Simulation:
    """The machine on its wire, which may carry several connections."""
    if isinstance(outlet, LinedOutlet):
        return LinedSimulation(machine, faults, outlet, wire, clock, seed)
    return Simulation(machine, faults, outlet, wire, clock, seed)


def port_of(listen: str) -> int:
    """The port of `tcp:PORT`; 0, which is any that is free, of `tcp`. Raises `SystemExit`."""
    kind, _, port = listen.partition(":")
    if kind != "tcp" or (port and not port.isdecimal()):
        raise SystemExit(f"{listen!r} is not tcp, tcp:PORT or pty")
    return int(port or 0)
