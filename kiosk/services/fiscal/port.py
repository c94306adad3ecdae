"""What the kiosk asks of a device that signs receipts."""

from __future__ import annotations

from typing import Protocol

from kiosk.domain.fiscal.signing import Signature, ToSign


class NotSigned(Exception):
    """The device did not sign. `reason` is a word for logs and staff: `DOWN`, `FULL`, `CLOCK`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Silent(NotSigned):
    """The device took the receipt and said nothing: it may have signed it, and is asked by its id."""

    def __init__(self) -> None:
        super().__init__("SILENT")


class SigningDevice(Protocol):
    """Signs receipts, each once: the same `id` gets the same signature, whenever it is asked for."""

    async def sign(self, own: ToSign) -> Signature:
        """Sign one receipt. Raises `Silent` when nobody knows whether it did, `NotSigned` when it did not."""
        ...

    async def signed(self, paper_id: str) -> Signature | None:
        """Return the signature of an id that was sent before; None: it never came. Raises `NotSigned`."""
        ...

    async def ready(self) -> None:
        """Raise `NotSigned` while the device is known to be away; nothing is sent for this."""
        ...
