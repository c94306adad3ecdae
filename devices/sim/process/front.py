"""The one front end: `python -m devices.sim NAME` makes a simulator a process of its own.

It prints one JSON line with its addresses, then serves until SIGTERM, SIGINT, or (with `--with-parent`) until its
standard input ends.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
from collections.abc import Callable
from pathlib import Path

from devices.sim.faults import Faults
from devices.sim.machine import Machine, Outlet
from devices.sim.nexo.lines import LinedOutlet, LinedSimulation
from devices.sim.process.control import ControlServer
from devices.sim.process.ending import ending
from devices.sim.process.folders import FolderWire
from devices.sim.process.kinds import NAMES, TERMINALS, build, outlet_for, usual_listen
from devices.sim.process.many import ManyTcpWire
from devices.sim.process.together import run_together
from devices.sim.process.wires import PtyWire, TcpWire
from devices.sim.simulation import Simulation, Wire


class Server:
    """A simulation with its wire, its control socket and its timer on the running event loop."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        loop = asyncio.get_running_loop()
        faults, outlet = Faults(), outlet_for(options.sim)
        self._machine = build(options.sim, options, faults, outlet)
        self._wire = open_wire(options, self._machine.wants_more, outlet)
        self._simulation = simulated(self._machine, faults, outlet, self._wire, loop.time, options.seed)
        self._control = ControlServer(self._simulation, self._rearm)
        self._timer: asyncio.TimerHandle | None = None

    async def start(self) -> dict[str, object]:
        """Open everything; gives the line to print."""
        self._wire.start(self)
        control = await self._control.start(_port(self._options.control))
        if self._options.fault:
            reply = self._simulation.control({"do": "fault", "script": self._options.fault})
            if not reply["ok"]:
                raise SystemExit(f"--fault: {reply['error']}")
        self._rearm()
        return {"sim": self._options.sim, "address": self._wire.address, "control": control, "pid": os.getpid()}

    async def close(self) -> None:
        """Close everything; the symlink goes too."""
        if self._timer is not None:
            self._timer.cancel()
        await self._control.close()
        self._wire.close()

    def connected(self) -> None:
        """The wire: a host opened the link."""
        self._simulation.connected()
        self._rearm()

    def disconnected(self) -> None:
        """The wire: the host is gone."""
        self._simulation.disconnected()
        self._rearm()

    def received(self, chunk: bytes) -> None:
        """The wire: bytes."""
        self._simulation.received(chunk)
        self._rearm()

    def _rearm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._wire.resume()
        due_s = self._simulation.due_s
        if due_s is not None:
            self._timer = asyncio.get_running_loop().call_at(due_s, self._tick)

    def _tick(self) -> None:
        self._simulation.tick()
        self._rearm()


def open_wire(
    options: argparse.Namespace, wants_more: Callable[[], bool], outlet: Outlet
) -> TcpWire | PtyWire | ManyTcpWire | FolderWire:
    """The wire that `--listen` and `--link` name."""
    listen = options.listen or usual_listen(options.sim)
    if isinstance(outlet, LinedOutlet):
        return ManyTcpWire(outlet.lines, _port(listen))
    if listen == "folder":
        return FolderWire(Path(options.pictures) if options.pictures else None)
    if listen == "pty":
        return PtyWire(Path(options.link) if options.link else None, wants_more)
    return TcpWire(_port(listen), wants_more)


def simulated(
    machine: Machine, faults: Faults, outlet: Outlet, wire: Wire, clock: Callable[[], float], seed: int
) -> Simulation:
    """The machine on its wire, which may carry several connections."""
    if isinstance(outlet, LinedOutlet):
        return LinedSimulation(machine, faults, outlet, wire, clock, seed)
    return Simulation(machine, faults, outlet, wire, clock, seed)


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m devices.sim", description="Run one simulated device.")
    parser.add_argument("sim", choices=[*NAMES, "all"], help="which device; `all` starts every one as a child")
    parser.add_argument("--listen", metavar="tcp|tcp:PORT|pty", help="the link (default: the device's usual one)")
    parser.add_argument("--link", metavar="PATH", help="pty: a symlink that always names the present slave")
    parser.add_argument("--control", metavar="tcp:PORT", default="tcp:0", help="where control requests are served")
    parser.add_argument("--seed", type=int, default=0, help="same seed, same faults")
    parser.add_argument("--fault", metavar="SCRIPT", default="", help="faults armed from the start")
    parser.add_argument("--with-parent", action="store_true", help="end when standard input ends")
    parser.add_argument("--terminal", choices=TERMINALS, default=TERMINALS[0], help="all: which payment terminal")
    parser.add_argument("--only", metavar="NAME,NAME", default="", help="all: only these devices")
    parser.add_argument("--dir", metavar="DIR", default="var/sim", help="all: where links, stores and receipts go")
    parser.add_argument("--prefix", choices=["aim", "none"], default="aim", help="linescan: AIM identifier")
    parser.add_argument("--suffix", choices=["cr", "lf", "crlf", "tab", "none"], default="cr", help="linescan")
    parser.add_argument("--receipts", metavar="DIR", help="escpos: write each receipt as PNG and text there")
    parser.add_argument("--tags", metavar="DIR", help="zpl: write each tag as PNG there")
    parser.add_argument("--pictures", metavar="DIR", help="camera: pictures come there (default: a new folder)")
    parser.add_argument("--width-dots", type=int, default=576, help="escpos: dots of the print head")
    parser.add_argument("--state", metavar="PATH", help="zvt, nexo: what was booked; survives a restart")
    parser.add_argument(
        "--knob", metavar="NAME=VALUE", action="append", default=[], help="zvt, nexo: a setting; all: zvt.NAME=VALUE"
    )
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run until told to end; 0 on a clean end."""
    options = arguments().parse_args(argv)
    if options.sim == "all":
        return asyncio.run(
            run_together(_together(options), Path(options.dir), options.seed, options.with_parent, options.knob)
        )
    return asyncio.run(_serve(options))


def _together(options: argparse.Namespace) -> tuple[str, ...]:
    """Every device once, or those of `--only`, with the payment terminal that was chosen."""
    wanted = tuple(options.only.split(",")) if options.only else NAMES
    if unknown := [name for name in wanted if name not in NAMES]:
        raise SystemExit(f"--only: {unknown[0]!r} is not one of {', '.join(NAMES)}")
    return tuple(name for name in wanted if name not in TERMINALS or name == options.terminal)


async def _serve(options: argparse.Namespace) -> int:
    server = Server(options)
    ended = ending(options.with_parent)
    try:
        print(json.dumps(await server.start()), flush=True)
        await ended.wait()
    finally:
        await server.close()
    return 0


def _port(listen: str) -> int:
    kind, _, port = listen.partition(":")
    if kind != "tcp" or (port and not port.isdecimal()):
        raise SystemExit(f"{listen!r} is not tcp, tcp:PORT or pty")
    return int(port or 0)
