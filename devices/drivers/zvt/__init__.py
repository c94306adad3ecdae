"""Payment terminals that speak ZVT over TCP or a serial line.

Document: PA00P015 (application) and PA00P016 (transport), VdTH. Revision: 13.08 and 03.
Deviations of one acquirer: card complete, ZVT-Praezisierung, ed. 22 (profile `card_complete`).
Frames: `CLASS INSTR LEN data`; answer `80 00 00`, refusal `84 xx`. K = kiosk, T = terminal:

| unit    | way | meaning                                                                      |
|---------|-----|------------------------------------------------------------------------------|
| `06 00` | K>T | registration: password, config byte, currency, TLV                           |
| `06 01` | K>T | payment: amount, currency, payment type                                      |
| `06 20` | K>T | the last payment again                                                       |
| `06 30` | K>T | reversal: password, receipt number, amount, currency                         |
| `06 31` | K>T | refund: password, amount, currency                                           |
| `05 01` | K>T | status enquiry, while idle                                                   |
| `06 50` | K>T | end of day; `06 70` diagnosis; `06 93` initialisation                        |
| `06 B0` | K>T | give up the running payment                                                  |
| `04 0F` | T>K | status information: the result; acknowledged after the kiosk has kept it     |
| `04 FF` | T>K | intermediate status: for the screen only                                     |
| `06 D1` | T>K | receipt line; `06 D3` receipt block: kept in memory, acknowledged at once    |
| `06 0F` | T>K | completion; `06 1E` abort: the last word, hands the master rights back       |

Nothing here moves money twice: a payment, reversal or refund that is not COMPLETED is asked about on a new connection.
Serial lines carry each unit in a block `10 02 .. 10 03 CRC`, answered by 06 or 15 (`block_port.py`).
"""

from __future__ import annotations

from devices.api import Card, DriverUrl
from devices.drivers.zvt.profile import OPTIONS, profile_of
from devices.drivers.zvt.terminal import ZvtTerminal
from devices.transport import OpenPort

__all__ = ["CARD", "OPTIONS", "open"]

CARD = Card(document="PA00P015 rev. 13.08, PA00P016 rev. 03")


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> ZvtTerminal:
    """Make a terminal for a URL. `secret` is its six-digit password. Raises `UrlError`."""
    return ZvtTerminal(url, open_port, profile_of(url, secret))
