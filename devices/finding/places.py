"""Where devices hang on this machine: each place with what the system tells of the device there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from devices.hid import SYSTEM, input_devices
from devices.url import UrlError, host_and_port

BY_ID = Path("/dev/serial/by-id")
PRINTERS = Path("/dev/usb")
LONGEST = 262
"""A name of 255 signs with a port. Source: RFC 1035, 2.3.4."""
_PORT = re.compile(r"-(?:port|if)\d+")


@dataclass(frozen=True, slots=True)
class Place:
    """A place by transport and address. `model` is the same for equal devices, empty where nothing tells it.

    `name` is what the system calls what hangs there, for technicians.
    """

    transport: str
    address: str
    name: str = ""
    model: str = ""

    @property
    def node(self) -> str:
        """The same for two ways to write one place."""
        return os.path.realpath(self.address) if self.address.startswith("/") else self.address


def model_of(link: str) -> str:
    """Give the model that a name in `/dev/serial/by-id` begins with, empty for another name.

    `usb-MAKER_MODEL_SERIAL-if00-port0`: a maker and model, then a serial number where there is one. Source: systemd,
    rules.d/60-serial.rules.
    """
    name = _PORT.sub("", link)
    if not name.startswith("usb-"):
        return ""
    maker_and_model, _, serial = name.rpartition("_")
    is_serial = bool(re.search(r"\d", serial)) and len(serial) >= 4
    return maker_and_model if is_serial and "_" in maker_and_model else name


def serial_lines(folder: Path = BY_ID) -> list[Place]:
    """Give the serial lines that have a stable name."""
    return [Place("serial", str(link), link.name, model_of(link.name)) for link in _entries(folder)]


def printer_nodes(folder: Path = PRINTERS) -> list[Place]:
    """Give the nodes of USB printers that the kernel made (`usblp`)."""
    return [Place("file", str(node), node.name) for node in _entries(folder) if node.name.startswith("lp")]


def typing_devices(system: Path = SYSTEM) -> list[Place]:
    """Give input devices with keys that have a vendor: scanners that type, keypads."""
    found = {}
    for device in input_devices(system):
        if device.has_keys and device.vendor and device.has_enter:
            address = f"{device.vendor:04x}:{device.product:04x}"
            found[address] = Place("hid", address, device.name, address)
    return list(found.values())


def network(addresses: Iterable[str]) -> list[Place]:
    """Give places on the network by `host:port`; what has not that shape is left out."""
    found = []
    for address in addresses:
        if len(address) > LONGEST:
            continue
        try:
            host_and_port(address)
        except UrlError:
            continue
        found.append(Place("tcp", address, address))
    return found


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:  # none of them: the folder is there only with a device
        return []
