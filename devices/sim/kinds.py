"""Which simulators there are and how each is built from the command line."""

from __future__ import annotations

import argparse

from devices.sim.faults import Faults
from devices.sim.linescan import LineScanner
from devices.sim.machine import Machine, Outlet

DEFAULT_LISTEN = {"linescan": "pty"}
NAMES = tuple(DEFAULT_LISTEN)


def build(name: str, options: argparse.Namespace, faults: Faults, outlet: Outlet) -> Machine:
    """The machine called `name`. Raises `SystemExit` with a sentence for a bad option."""
    return LineScanner(faults, outlet, options.seed, options.prefix == "aim", options.suffix)
