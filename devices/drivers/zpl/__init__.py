"""Printers of bag tags and boarding passes that speak ZPL II, over TCP, a serial line or a USB printer device.

Document: Zebra ZPL II programming guide, as summed up in protocols.md 7. Revision: 2026.
Frames (H = kiosk, P = printer):

| bytes                                        | way | meaning                                                       |
|----------------------------------------------|-----|---------------------------------------------------------------|
| `~HS`                                        | H>P | status, answered at once, also while a label prints           |
| `02 aaa,b,c,dddd,eee,f,g,h,iii,j,k,l 03 0D 0A` | P>H | b out of stock, c paused, e formats waiting, f buffer full, |
|                                              |     | h half a format, j memory lost, l head too hot                |
| `02 mmm,n,o,p,q,r,s,t,uuuuuuuu,v,www 03 0D 0A` | P>H | o head open, p out of ribbon, t label waits, u labels left  |
| `02 xxxx,y 03 0D 0A`                         | P>H | password, memory: not used                                    |
| `~JA`                                        | H>P | forget every format: at opening, and after an error           |
| `^XA ^CI28 ^PW ^LL ^JZN` .. `^PQ1 ^XZ`       | H>P | one page; `^JZN`: nothing prints again by itself after an error |
| `^FOx,y` `^A0o,h` `^FH_` `^FD` text `^FS`    | H>P | text; `_hh` for ^, ~, _ and what is not ASCII (UTF-8)         |
| `^BY` with `^B2 ^BC ^B7`, `^BO`, `^BQ`, `^GB`| H>P | ITF, Code 128, PDF417, Aztec, QR, filled bar                  |

There is no job number in ZPL: a tag is proven by time, two idle and clean answers that can only be newer than the
job, and no error in between. Some firmware answers no `~HS` while it is out of stock or open: then a job is UNKNOWN.
"""

from __future__ import annotations

from devices.api import Card, DriverUrl
from devices.drivers.zpl.printer import ZplPrinter
from devices.drivers.zpl.profile import load
from devices.transport import OpenPort
from devices.url import Option, options, require_transport, word

__all__ = ["CARD", "OPTIONS", "open"]

CARD = Card(document="Zebra ZPL II programming guide, protocols.md 7, 2026")

PROFILE: Option[str] = word("profile", "zpl-203")
OPTIONS = options(PROFILE)


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> ZplPrinter:
    """Make a printer for a URL. It needs no secret. Raises `UrlError` for an unknown profile."""
    require_transport(url, ("tcp", "serial", "file"))
    return ZplPrinter(url, open_port, load(PROFILE.of(url)))
