"""A basket that is kept for its customer: for a quarter of an hour, brought back once, by its code."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.values import replace

KEEP_MS: Final = 15 * 60 * 1000
MARK: Final = "PRONTO-BASKET:"  # before the code in a symbol: no code of goods begins like it
DIGITS: Final = 6
MOST: Final = 20  # that one kiosk keeps


@dataclass(frozen=True, slots=True)
class Kept:
    """A basket in SUSPENDED, until when it can be brought back, and since when; 0: since before a restart."""

    sale: Sale
    until_utc_ms: int
    since_utc_ms: int = 0

    @property
    def code(self) -> str:
        """The six digits that bring it back."""
        return code_of(self.sale)


def may_keep(sale: Sale) -> bool:
    """True for a basket with goods in it of which nothing is paid, and about which no terminal is asked any more.

    A travel service begins anew with its document.
    """
    is_quiet = all(own.state is AttemptState.DECLINED and not own.watch for own in sale.attempts)
    return sale.state is SaleState.OPEN and bool(sale.lines) and not sale.is_service and is_quiet


def kept(sale: Sale) -> Sale:
    """Set a basket aside; its version grows, so that no code ever comes a second time. Raises `IllegalMove`."""
    return replace(sale.to(SaleState.SUSPENDED), version=sale.version + 1)


def taken_back(sale: Sale) -> Sale:
    """Bring it back as it was. Raises `IllegalMove`."""
    return sale.to(SaleState.OPEN)


def code_of(sale: Sale) -> str:
    """Return the digits that bring this basket back as it stands now. They tell nothing of what is in it."""
    digest = sha256(f"{sale.id}:{sale.version}".encode()).digest()
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}}"


def found(baskets: tuple[Kept, ...], code: str, utc_ms: int) -> Kept | None:
    """Return the one basket of a code whose time is not over; None when there is none, or more than one."""
    own = [basket for basket in in_time(baskets, utc_ms) if basket.code == code]
    return own[0] if len(own) == 1 else None


def of_sale(baskets: tuple[Kept, ...], sale_id: str, version: int, utc_ms: int) -> Kept | None:
    """Return the basket of a sale as it was seen, while its time is not over."""
    seen = (sale_id, version)
    return next((own for own in in_time(baskets, utc_ms) if (own.sale.id, own.sale.version) == seen), None)


def in_time(baskets: tuple[Kept, ...], utc_ms: int) -> tuple[Kept, ...]:
    """Return the baskets whose time is not over."""
    return tuple(own for own in baskets if utc_ms <= own.until_utc_ms)


def in_groups(code: str, gap: str = "\u00a0") -> str:
    """Return the digits as they are read aloud and typed: in two groups, which stay on one line."""
    return f"{code[:3]}{gap}{code[3:]}"
