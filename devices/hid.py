"""Input devices of Linux: found by vendor and product, or by path, and held for this program alone."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import struct
from dataclasses import dataclass
from pathlib import Path

from devices.api import DriverUrl, Unplugged
from devices.url import Option, options, vendor_and_product, word

SYSTEM = Path("/sys/class/input")
NODES = Path("/dev/input")
_GRAB = 0x40044590
"""EVIOCGRAB, `_IOW('E', 0x90, int)`. Source: linux/input.h."""
_SWITCHES = 0x8008451B
"""EVIOCGSW of 8 bytes, `_IOC(_IOC_READ, 'E', 0x1b, 8)`. Source: linux/input.h."""
_EVENT = struct.Struct("@llHHi")
_SWITCH = 5
_ENTER = 28


def _port(text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3}){0,6}", text):
        raise ValueError("usb")
    return text


USB = Option("usb", "the USB port as the kernel numbers it, such as 1.4", _port, "")
SERIAL = word("serial_no", "")
OPTIONS = options(USB, SERIAL)
"""Which of several equal devices is meant: the port it hangs on, or the serial number it tells."""


@dataclass(frozen=True, slots=True)
class InputDevice:
    """One event node as the system describes it."""

    node: Path
    vendor: int
    product: int
    name: str
    has_enter: bool
    has_keys: bool = True
    place: str = ""
    serial: str = ""

    @property
    def usb_port(self) -> str:
        """The port in the kernel's words, `1.4` of `usb-0000:00:14.0-1.4/input0`; empty for what is on no USB."""
        return self.place.partition("/")[0].rpartition("-")[2] if self.place.startswith("usb-") else ""

    def __str__(self) -> str:
        known = {"usb": self.usb_port, "serial_no": self.serial}
        more = "".join(f" {name}={value}" for name, value in known.items() if value)
        return f"{self.node} {self.vendor:04x}:{self.product:04x} {self.name}{more}"


def input_devices(system: Path = SYSTEM) -> list[InputDevice]:
    """Give the event nodes there are; those that go away meanwhile are left out."""
    found = []
    for folder in sorted(system.glob("event*")):
        own = folder / "device"
        try:
            vendor, product = (int((own / "id" / part).read_text(), 16) for part in ("vendor", "product"))
            name = (own / "name").read_text().strip()
            # Words of 64 bits in hex, the lowest last: keys 0 to 63 stand in it.
            words = [int(word, 16) for word in (own / "capabilities" / "key").read_text().split()]
            has_enter = bool(words[-1] >> _ENTER & 1)
        except (OSError, ValueError, IndexError):
            continue
        place, serial = (_told(own / part) for part in ("phys", "uniq"))
        node = NODES / folder.name
        found.append(InputDevice(node, vendor, product, name, has_enter, any(words), place, serial))
    return found


def _told(file: Path) -> str:
    """Give what a device tells of itself, empty when it tells nothing."""
    try:
        return file.read_text().strip()
    except (OSError, ValueError):
        return ""


def node_of(address: str, system: Path = SYSTEM, usb: str = "", serial: str = "") -> Path:
    """Give the event node that an address names. Raises `Unplugged`, naming what there is.

    Of a device with several nodes the one with an Enter key is meant, else the only one with keys.
    """
    if address.startswith("/"):
        return Path(os.path.realpath(address))  # a link of udev points to another node after each plugging in
    wanted = vendor_and_product(address)
    known = input_devices(system)
    same = [device for device in known if (device.vendor, device.product) == wanted]
    meant = [device for device in same if usb in ("", device.usb_port) and serial in ("", device.serial)]
    typing = [device for device in meant if device.has_enter]
    chosen = typing or [device for device in meant if device.has_keys]
    if len(chosen) == 1:
        return chosen[0].node
    if chosen:
        ways = "name one by usb= or serial_no= as they stand there, or by its path in /dev/input/by-path"
        raise Unplugged(f"{len(chosen)} input devices are {address}: {_names(chosen)}; {ways}")
    if same and (usb or serial):
        raise Unplugged(f"no {address} is at that port or has that serial number; there are: {_names(same)}")
    if same:
        raise Unplugged(f"{address} has no keys: {_names(same)}; set it to keyboard mode")
    raise Unplugged(f"no input device is {address}; there are: {_names(known) or 'none'}")


def _names(devices: list[InputDevice]) -> str:
    return "; ".join(map(str, devices))


def open_held(url: DriverUrl) -> int:
    """Open an input device and hold it alone; give its descriptor. Raises `Unplugged` in words for a technician."""
    node = node_of(url.address, usb=USB.of(url), serial=SERIAL.of(url))
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


def switched_on(number: int) -> bytes:
    """Give an event for each switch that is closed already, as of a headset that is in: the kernel tells changes only.

    Empty for a device without switches.
    """
    closed = bytearray(8)
    try:
        fcntl.ioctl(number, _SWITCHES, closed)
    except OSError:
        return b""
    bits = int.from_bytes(closed, "little")
    return b"".join(_EVENT.pack(0, 0, _SWITCH, code, 1) for code in range(64) if bits >> code & 1)
