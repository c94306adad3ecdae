"""Signing devices of the demo protocol: a line of JSON each way. No certified device speaks this.

Document: this page and docs/reference/devices.md; it is our own. Its words are those of BSI TR-03151-1
(StartTransaction, FinishTransaction, transactionNumber, signatureCounter, logTime, serialNumber, processType,
processData, clientId), its frames and rules are not. Revision: 1 (2026).
A line, both ways: LF, CRC-32 of the text as 8 hex digits, a blank, the text (JSON, ASCII, 4096 bytes at most), LF.
The first LF ends what noise began; empty lines mean nothing. A line whose sum is wrong was not heard.

| command             | fields beside `reference`                                          | answer                 |
|---------------------|--------------------------------------------------------------------|------------------------|
| `GetStatus`         | (no `reference` either)                                            | the device             |
| `StartTransaction`  | `clientId`                                                         | `transactionNumber`    |
| `FinishTransaction` | `transactionNumber`, `processType`, `processData`, `externalData`  | the signature          |
| `GetTransaction`    |                                                                    | `state`, the signature |

Each has `command` and a number `request`; the answer repeats both, and the reference. An answer with an `error` and its
`text` says that nothing was signed. The device: `serialNumber`, `certificate` (DER in base64), `certificateUntil`,
`signatureCounter`, `transactionsLeft`, `condition` (`OK`, or the error it would answer). The signature: `reference`,
`serialNumber`, `transactionNumber`, `signatureCounter`, `logTime`, `signedText`, `signatureValue`, `publicKey`.
`state`: `FINISHED`; `UNKNOWN`, and then the device forgets a transaction of that reference that was only started.

`signedText` = `DEMO1;clientId;reference;processType;processData;transactionNumber;signatureCounter;logTime;algorithm`.
Signed are these bytes, and `;` with `externalData` behind them where there is some: ECDSA over P-256 with SHA-256, the
value r and s of 32 bytes each in base64, the key a compressed point in base64. Two devices never sign for one till.
"""

from __future__ import annotations

from devices.api import Card, DriverUrl
from devices.drivers.signdemo.unit import DemoSigner
from devices.transport import OpenPort
from devices.url import options, require_transport

CARD = Card(document="our own demo protocol, revision 1, 2026, with the words of BSI TR-03151-1: no certified device")
OPTIONS = options()


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> DemoSigner:
    """Make a signing device for a URL. It needs no secret."""
    require_transport(url, ("tcp", "serial"))
    return DemoSigner(url, open_port)


__all__ = ["CARD", "OPTIONS", "open"]
