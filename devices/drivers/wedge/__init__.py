"""Barcode scanners and document readers that type like a keyboard, read from the input device and held alone.

Document: linux/input.h and linux/input-event-codes.h (Linux 6.1). Revision: protocols.md 5, 9 (2026).
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

With `reads=mrz` each line of a document ends at the suffix key and 300 ms of quiet end the document; what is read then
is personal and goes to the listener alone.

`wedge+keys://window` is the way without privileges: the kiosk's window hands over what was typed in one burst (see
`window.py`). It needs no input device and no group, but the window has to have the focus, and the layout of this
machine has to be the scanner's.
"""

from __future__ import annotations

from devices.api import Card, DriverUrl, Reason
from devices.drivers.wedge.framer import KeyFramer, KeyPages
from devices.drivers.wedge.window import BurstFramer
from devices.scanning import PREFIX, SAME, CodeFramer, Doubt, KeyboardFramer, PageFramer, PageReader, PortScanner
from devices.transport import OpenPort
from devices.url import choice, options, require_transport, whole

CARD = Card(document="linux/input.h, Linux 6.1; protocols.md 5, 9, 2026")

READS = choice("reads", "codes", "mrz")
SUFFIX = choice("suffix", "enter", "tab")
GAP = whole("gap_ms", 20, 1000, "ms between two keys of a scan", default=100)
OPTIONS = options(READS, SUFFIX, PREFIX, GAP, SAME)

_CODES = Doubt(Reason.FORMAT_ERROR, "scans", "layout (US), suffix and pauses of the scanner")
_DOCUMENTS = Doubt(Reason.FORMAT_ERROR, "documents", "layout (US) and suffix of the reader")


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> PortScanner | PageReader:
    """Make a scanner for a URL, or a document reader. It needs no secret."""
    require_transport(url, ("hid", "serial", "keys"))
    is_window = url.transport == "keys"
    if READS.of(url) == "mrz":

        def pages() -> PageFramer:
            return KeyboardFramer() if is_window else KeyPages(SUFFIX.of(url))

        return PageReader(url, open_port, pages, _DOCUMENTS)
    prefix = PREFIX.of(url)
    framer: CodeFramer = BurstFramer(prefix) if is_window else KeyFramer(SUFFIX.of(url), prefix, GAP.of(url))
    return PortScanner(url, open_port, framer, _CODES)
