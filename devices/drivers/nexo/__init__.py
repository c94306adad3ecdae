"""Payment terminals that speak nexo Retailer as JSON over HTTP.

Document: nexo Retailer Protocol; Adyen Terminal API (JSON), OpenAPI document version 1. Revision: 3.0.
Every message is one HTTP POST on a connection of its own, `SaleToPOIRequest` out and `SaleToPOIResponse` back; the
answer has to carry our ServiceID, SaleID and POIID. With `secret` each is sealed (AES-256-CBC, HMAC-SHA256).

| MessageCategory     | meaning                                                                            |
|---------------------|------------------------------------------------------------------------------------|
| `Diagnosis`         | how the terminal is: asked while idle, and before a payment                        |
| `Login`             | begin to work, where the terminal wants it (`login=on`)                            |
| `Payment`           | a payment under our reference (ServiceID); its response commits                    |
| `Abort`             | give up the running payment; the payment may still win                             |
| `TransactionStatus` | what became of a reference: the verdict is inside, in RepeatedMessageResponse      |
| `Reversal`          | take a payment back, all or (ReversedAmount) a part                                |
| `Reconciliation`    | end of day                                                                         |

Nothing here pays twice: a payment without a verdict is asked about by its reference.
Not built: what a terminal sends to an address of the kiosk by itself (display, print and event messages), and Logout.
"""

from __future__ import annotations

from devices.api import Card, DriverUrl
from devices.drivers.nexo.profile import OPTIONS, profile_of
from devices.drivers.nexo.terminal import NexoTerminal
from devices.transport import OpenPort

__all__ = ["CARD", "OPTIONS", "open"]

CARD = Card(document="nexo Retailer 3.0, Adyen Terminal API version 1 (JSON)")


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> NexoTerminal:
    """Make a terminal for a URL. `secret` is the passphrase of its local encryption. Raises `UrlError`."""
    return NexoTerminal(url, open_port, profile_of(url, secret))
