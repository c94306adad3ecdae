"""No device: in a country where receipts need no signature."""

from __future__ import annotations

from kiosk.domain.fiscal.signing import Signature, ToSign
from kiosk.services.fiscal.port import NotSigned


class NoDevice:
    """Signs nothing; asked all the same, it says so."""

    async def sign(self, own: ToSign) -> Signature:
        """Raise `NotSigned`."""
        raise NotSigned(f"NONE:{own.series}")

    async def signed(self, paper_id: str) -> Signature | None:
        """Return None: nothing was ever signed."""
        return None

    async def ready(self) -> None:
        """Raise `NotSigned`."""
        raise NotSigned("NONE")
