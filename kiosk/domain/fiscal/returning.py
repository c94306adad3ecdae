"""The code on a receipt by which its goods come back: the sale and its day, signed by the kiosk that sold them.

`PRONTO-RETURN:` + base64url of 16 bytes of the sale's id, 2 of the day since 1970-01-01, and 64 of an Ed25519 signature
over mark and those 18. Nothing of the customer is in it. Source: RFC 4648 clause 5, RFC 8032.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from kiosk.domain.sale import Sale

MARK: Final = "PRONTO-RETURN:"
LENGTH: Final = 110  # of the code behind its mark
_DAY_MS: Final = 86_400_000
_TOLD: Final = 18


class Key(Protocol):
    """The kiosk's key for receipts."""

    def sign(self, content: bytes) -> bytes:
        """Return the 64 bytes of a signature."""
        ...

    def is_own(self, content: bytes, signature: bytes) -> bool:
        """True for a signature of this kiosk."""
        ...


@dataclass(frozen=True, slots=True)
class Returning:
    """How long goods come back: `days` from the day of the sale on, or what `days_of` says of their category."""

    key: Key
    days: int
    days_of: Mapping[str, int]
    day_of: Callable[[int], int]

    def code_of(self, sale: Sale) -> tuple[str, int]:
        """Return the code of a receipt and the last day anything of it comes back; empty where nothing does."""
        sold = self.day_of(sale.opened_utc_ms)
        days = max((self.days_for(line.facts.category) for line in sale.lines), default=0)
        if not days or sale.is_service:
            return "", 0
        told = UUID(sale.id).bytes + sold.to_bytes(2, "big")
        signed = told + self.key.sign(MARK.encode() + told)
        return MARK + urlsafe_b64encode(signed).rstrip(b"=").decode("ascii"), sold + days

    def days_for(self, category: str) -> int:
        """Return how many days goods of a category come back."""
        return self.days_of.get(category, self.days)

    def sale_of(self, code: str) -> tuple[str, int] | None:
        """Return the sale of a code behind its mark, and its day; None for what this kiosk did not sign."""
        try:
            signed = urlsafe_b64decode(code + "=" * (-len(code) % 4))
        except ValueError:
            return None
        told, signature = signed[:_TOLD], signed[_TOLD:]
        if len(told) != _TOLD or not self.key.is_own(MARK.encode() + told, signature):
            return None
        return str(UUID(bytes=told[:16])), int.from_bytes(told[16:], "big")

    def late(self, sale: Sale, sold: int, today: int) -> tuple[int, ...]:
        """Return the lines that come back no more."""
        return tuple(own.n for own in sale.lines if sold + self.days_for(own.facts.category) < today)
