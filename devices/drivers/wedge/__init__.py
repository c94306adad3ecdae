"""Barcode scanners that type like a keyboard, read from the input device and held for this program alone.

Document: linux/input.h and linux/input-event-codes.h (Linux 6.1). Revision: protocols.md 5 (2026).
Frames, kernel to host, 24 bytes each on 64-bit machines (there are none the other way):

| bytes | part      | meaning                                                                        |
|-------|-----------|--------------------------------------------------------------------------------|
| 0-15  | time      | seconds and microseconds, 8 bytes each                                         |
| 16-17 | type      | 1: a key; 0 with code 3: events were lost; others are passed over              |
| 18-19 | code      | the key by its place, read as a US keyboard; Control with `]` is GS (1D)       |
| 20-23 | value     | 0 up, 1 down, 2 repeat (passed over)                                           |

The device is grabbed, so no key reaches the glass or another program, and focus and keyboard layout do not matter. A
scan ends at the suffix key; a pause within it drops what came before. What has a key without a character in it, or lost
events, is a `BadScan`. Over `serial` the same bytes are read from a line: that is how the simulator is opened.
"""

from __future__ import annotations

from devices.api import Card, DriverUrl, Reason
from devices.drivers.wedge.framer import KeyFramer
from devices.scanning import PREFIX, SAME, Doubt, PortScanner
from devices.transport import OpenPort
from devices.url import choice, options, require_transport, whole

CARD = Card(document="linux/input.h, Linux 6.1; protocols.md 5, 2026")

SUFFIX = choice("suffix", "enter", "tab")
GAP = whole("gap_ms", 20, 1000, "ms between two keys of a scan", default=100)
OPTIONS = options(SUFFIX, PREFIX, GAP, SAME)

_DOUBT = Doubt(Reason.FORMAT_ERROR, "scans", "layout (US), suffix and pauses of the scanner")


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> PortScanner:
    """Make a scanner for a URL. It needs no secret."""
    require_transport(url, ("hid", "serial"))
    return PortScanner(url, open_port, KeyFramer(SUFFIX.of(url), PREFIX.of(url), GAP.of(url)), _DOUBT)
