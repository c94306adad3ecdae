"""Receipt printers that speak ESC/POS over a serial line, TCP or a USB printer device.

Document: Epson ESC/POS command reference, as summed up in protocols.md 4. Revision: 2026.
Frames (H = kiosk, P = printer):

| bytes                             | way | meaning                                                         |
|-----------------------------------|-----|-----------------------------------------------------------------|
| `10 04 n`, n 1..4                 | H>P | status, answered at once by one byte with fixed bits            |
| `1D 61 0F`                        | H>P | push the status (ASB): four bytes now and on each change        |
| `1B 40`, `1B 74 n`                | H>P | initialise, code page: once at the start of a job               |
| text, `1B 45`, `1B 61`, `1D 21`   | H>P | lines of the document; data never holds 00-1F                   |
| `1D 28 6B ..`, `1D 6B 49 ..`      | H>P | QR code and PDF417, Code 128                                    |
| `1D 76 30 00 xL xH yL yH ..`      | H>P | a picture: lines that the code page cannot say, passes          |
| `1D 28 4C .. 30 43 ..`, `1C 71 ..`| H>P | keep a picture (technician); `.. 30 45 ..`, `1C 70 n 00` print it |
| `1B 70 00 19 FA`                  | H>P | open the drawer; pin 3 is told in every status                  |
| `1D 56 ..`                        | H>P | cut                                                             |
| `1D 28 48 06 00 30 30 d1..d4`     | H>P | process id, after the cut                                       |
| `37 22 d1..d4 00`                 | P>H | all before this process id was processed: the proof             |
| `10 14 08 01 03 14 01 06 02 08`   | H>P | forget everything that is not printed; answer `37 25 00`        |

A job whose proof stays out is UNKNOWN; nothing is sent a second time and nothing old prints after a reload.
"""

from __future__ import annotations

from devices.api import Card, DriverUrl
from devices.drivers.escpos.passes import EscposPassPrinter
from devices.drivers.escpos.printer import EscposPrinter
from devices.drivers.escpos.profile import load
from devices.transport import OpenPort
from devices.url import Option, choice, options, require_transport, word

__all__ = ["CARD", "OPTIONS", "open"]

CARD = Card(document="Epson ESC/POS command reference, protocols.md 4, 2026")

PROFILE: Option[str] = word("profile", "tm-t88v")
PAGE: Option[str] = word("page", "")
PRINTS: Option[str] = choice("prints", "receipts", "passes")
DRAWER: Option[str] = choice("drawer", "unknown", "high", "low")
OPTIONS = options(PROFILE, PAGE, PRINTS, DRAWER)


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> EscposPrinter | EscposPassPrinter:
    """Make a printer for a URL. It needs no secret. Raises `UrlError` for an unknown profile or page."""
    require_transport(url, ("tcp", "serial", "file"))
    profile, drawer = load(PROFILE.of(url), PAGE.of(url)), DRAWER.of(url)
    printer = EscposPrinter(url, open_port, profile, "" if drawer == "unknown" else drawer)
    return printer if PRINTS.of(url) == "receipts" else EscposPassPrinter(printer, profile)
