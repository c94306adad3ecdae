"""Input devices of Linux: found by vendor and product, or by path, and held for this program alone."""

from __future__ import annotations

import errno
import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

from devices.api import Unplugged
from devices.url import vendor_and_product

SYSTEM = Path("/sys/class/input")
NODES = Path("/dev/input")
_GRAB = 0x40044590
"""EVIOCGRAB, `_IOW('E', 0x90, int)`. Source: linux/input.h."""
_ENTER = 28


@dataclass(frozen=True, slots=True)
class InputDevice:
    """One event node as the system describes it."""

    node: Path
    vendor: int
    product: int
    name: str
    has_enter: bool

    def __str__(self) -> str:
        return f"{self.node} {self.vendor:04x}:{self.product:04x} {self.name}"


def input_devices(system: Path = SYSTEM) -> list[InputDevice]:
    """Give the event nodes there are; those that go away meanwhile are left out."""
    found = []
    for folder in sorted(system.glob("event*")):
        own = folder / "device"
        try:
            vendor, product = (int((own / "id" / part).read_text(), 16) for part in ("vendor", "product"))
            name = (own / "name").read_text().strip()
            # Words of 64 bits in hex, the lowest last: keys 0 to 63 stand in it.
            lowest = int((own / "capabilities" / "key").read_text().split()[-1], 16)
        except (OSError, ValueError, IndexError):
            continue
        found.append(InputDevice(NODES / folder.name, vendor, product, name, bool(lowest >> _ENTER & 1)))
    return found


def node_of(address: str, system: Path = SYSTEM) -> Path:
    """Give the event node that an address names. Raises `Unplugged`, naming what there is."""
    if address.startswith("/"):
        return Path(os.path.realpath(address))  # a link of udev points to another node after each plugging in
    wanted = vendor_and_product(address)
    known = input_devices(system)
    same = [device for device in known if (device.vendor, device.product) == wanted]
    typing = [device for device in same if device.has_enter]
    if len(typing) == 1:
        return typing[0].node
    if typing:
        names = "; ".join(map(str, typing))
        raise Unplugged(f"{len(typing)} input devices are {address}: {names}; name one by its path in /dev/input/by-id")
    if same:
        raise Unplugged(f"{address} has no Enter key: {'; '.join(map(str, same))}; set the scanner to keyboard mode")
    raise Unplugged(f"no input device is {address}; there are: {'; '.join(map(str, known)) or 'none'}")


def open_held(address: str) -> int:
    """Open an input device and hold it alone; give its descriptor. Raises `Unplugged` in words for a technician."""
    node = node_of(address)
    try:
        number = os.open(node, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except PermissionError:
        raise Unplugged(f"{node}: this user may not read it; add the user to the group input") from None
    except OSError as error:
        raise Unplugged(f"{node}: {error.strerror}") from error
    try:
        fcntl.ioctl(number, _GRAB, 1)
    except OSError as error:
        os.close(number)
        if error.errno == errno.EBUSY:
            raise Unplugged(f"{node}: another program holds it") from None
        raise Unplugged(f"{node} is no input device") from error
    return number
