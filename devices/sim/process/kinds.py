"""Which simulators there are and how each is built from the command line."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol, cast

from devices.sim.escpos.printer import EscPosPrinter
from devices.sim.faults import Faults
from devices.sim.keys.keypad import Keypad
from devices.sim.lights.board import RelayBoard
from devices.sim.machine import Machine, Outlet
from devices.sim.mrzserial.reader import MrzReader
from devices.sim.nexo.knobs import Knobs as NexoKnobs
from devices.sim.nexo.ledger import Ledger
from devices.sim.nexo.lines import LinedOutlet, Lines
from devices.sim.nexo.terminal import NexoTerminal
from devices.sim.scales.cas import CasScale
from devices.sim.scales.toledo8217 import Toledo8217
from devices.sim.scanners.camera import CameraMachine
from devices.sim.scanners.linescan import LineScanner
from devices.sim.scanners.wedge import WedgeScanner
from devices.sim.signdemo.device import SigningDevice
from devices.sim.signdemo.store import SignedStore
from devices.sim.zpl.printer import ZplPrinter
from devices.sim.zvt.knobs import Knobs
from devices.sim.zvt.serial_line import SerialTerminal
from devices.sim.zvt.store import TurnoverStore
from devices.sim.zvt.terminal import ZvtTerminal

DEFAULT_LISTEN = {
    "linescan": "pty",
    "escpos": "tcp",
    "zvt": "tcp",
    "nexo": "tcp",
    "toledo8217": "pty",
    "cas": "pty",
    "mrzserial": "pty",
    "zpl": "tcp",
    "wedge": "pty",
    "camera": "folder",
    "lights": "pty",
    "keypad": "pty",
    "signdemo": "tcp",
}
GROUP = "kiosk.simulators"
"""The entry-point group by which others add theirs, as they add drivers by `kiosk.drivers`."""
_OUTSIDE: dict[str, EntryPoint] = {
    point.name: point for point in entry_points(group=GROUP) if point.name not in DEFAULT_LISTEN
}
NAMES = (*DEFAULT_LISTEN, *sorted(_OUTSIDE))
TERMINALS = ("zvt", "nexo")


class SimulatorModule(Protocol):
    """What a simulator from outside exposes. `LISTEN` is its usual link: `pty` or `tcp`.

    `URL` is how its driver is told of it, such as `beeper+{address}?tone=high`.
    """

    LISTEN: str
    URL: str

    @staticmethod
    def build(faults: Faults, outlet: Outlet, knobs: dict[str, str], seed: int) -> Machine:
        """The machine. Raises `ValueError` for a bad knob."""
        ...


def _outside(name: str) -> SimulatorModule:
    return cast(SimulatorModule, _OUTSIDE[name].load())


def usual_url(name: str) -> str | None:
    """How the driver of a simulator from outside is told of it; None for one of our own."""
    return _outside(name).URL if name in _OUTSIDE else None


def usual_listen(name: str) -> str:
    """The link that the simulator called `name` has unless another is asked for."""
    return DEFAULT_LISTEN.get(name) or _outside(name).LISTEN


def outlet_for(name: str) -> Outlet:
    """Where the machine called `name` puts its bytes: a device that is spoken to over HTTP has several connections."""
    return LinedOutlet(Lines()) if name == "nexo" else Outlet()


def build(name: str, options: argparse.Namespace, faults: Faults, outlet: Outlet) -> Machine:
    """The machine called `name`. Raises `SystemExit` with a sentence for a bad option."""
    try:
        match name:
            case "zvt":
                return _terminal(options, faults, outlet)
            case "nexo" if isinstance(outlet, LinedOutlet):
                return _nexo(options, faults, outlet)
            case "escpos":
                folder = Path(options.receipts) if options.receipts else None
                return EscPosPrinter(faults, outlet, options.width_dots, folder)
            case "toledo8217":
                return Toledo8217(faults, outlet, dict(_settings(options.knob)))
            case "cas":
                return CasScale(faults, outlet, dict(_settings(options.knob)))
            case "keypad":
                return Keypad(faults, outlet, dict(_settings(options.knob)))
            case "lights":
                return RelayBoard(faults, outlet, dict(_settings(options.knob)))
            case "mrzserial":
                return MrzReader(faults, outlet, dict(_settings(options.knob)), options.seed)
            case "wedge":
                knobs = dict(_settings(options.knob))
                return WedgeScanner(faults, outlet, options.seed, options.prefix == "aim", knobs)
            case "camera":
                return CameraMachine(faults, outlet, options.seed)
            case "zpl":
                tags = Path(options.tags) if options.tags else None
                return ZplPrinter(faults, outlet, dict(_settings(options.knob)), tags)
            case "signdemo":
                return _signer(options, faults, outlet)
            case "linescan":
                return LineScanner(faults, outlet, options.seed, options.prefix == "aim", options.suffix)
        return _outside(name).build(faults, outlet, dict(_settings(options.knob)), options.seed)
    except ValueError as error:
        raise SystemExit(f"{name}: {error}") from error


def _terminal(options: argparse.Namespace, faults: Faults, outlet: Outlet) -> Machine:
    knobs = Knobs()
    for name, value in _settings(options.knob):
        knobs.set(name, value)
    store = TurnoverStore(Path(options.state) if options.state else None)

    def machine(outlet: Outlet) -> ZvtTerminal:
        return ZvtTerminal(faults, outlet, knobs, store, datetime.now, options.seed)

    return SerialTerminal(faults, outlet, machine) if options.listen == "pty" else machine(outlet)


def _nexo(options: argparse.Namespace, faults: Faults, outlet: LinedOutlet) -> Machine:
    knobs = NexoKnobs()
    for name, value in _settings(options.knob):
        knobs.set(name, value)
    ledger = Ledger(Path(options.state) if options.state else None)
    return NexoTerminal(faults, outlet, knobs, ledger, lambda: datetime.now(UTC), options.seed)


def _signer(options: argparse.Namespace, faults: Faults, outlet: Outlet) -> SigningDevice:
    store = SignedStore(Path(options.state) if options.state else None, options.seed, datetime.now(UTC))
    return SigningDevice(faults, outlet, dict(_settings(options.knob)), store, lambda: datetime.now(UTC))


def _settings(knobs: list[str]) -> list[tuple[str, str]]:
    pairs = [knob.partition("=") for knob in knobs]
    if wrong := [name for name, sign, _value in pairs if not sign]:
        raise ValueError(f"--knob {wrong[0]} is not NAME=VALUE")
    return [(name, value) for name, _sign, value in pairs]
