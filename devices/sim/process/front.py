"""The one front end: `python -m devices.sim NAME` makes a simulator a process of its own.

It prints one JSON line with its addresses, then serves until SIGTERM, SIGINT, or (with `--with-parent`) until its
standard input ends.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
from pathlib import Path

from devices.sim.process.control import ControlServer
from devices.sim.process.ending import ending
from devices.sim.process.kinds import NAMES, TERMINALS
from devices.sim.process.served import Served, port_of
from devices.sim.process.together import run_together


class Server:
    """A simulation on its wire, with its control socket."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._served = Served(options)
        self._control = ControlServer(self._served.simulation, self._served.rearm)

    async def start(self) -> dict[str, object]:
        """Open everything; gives the line to print."""
        self._served.start()
        control = await self._control.start(port_of(self._options.control))
        if self._options.fault:
            reply = self._served.control({"do": "fault", "script": self._options.fault})
            if not reply["ok"]:
                raise SystemExit(f"--fault: {reply['error']}")
        self._served.rearm()
        return {"sim": self._options.sim, "address": self._served.address, "control": control, "pid": os.getpid()}

    async def close(self) -> None:
        """Close everything; the symlink goes too."""
        await self._control.close()
        self._served.close()


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
    parser.add_argument("--state", metavar="PATH", help="zvt, nexo, signdemo: what was booked; survives a restart")
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
