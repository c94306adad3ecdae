"""One receipt as a signing device gets it, and what the device says of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.domain.basket import tax_rows
from kiosk.domain.private import Private
from kiosk.domain.sale import Sale
from kiosk.domain.settling.undoing import given_back

NOBODYS: Final = Private("")


class Series(StrEnum):
    """Which numbers a receipt is counted by."""

    SALE = "SALE"
    RETURN = "RETURN"


@dataclass(frozen=True, slots=True)
class PaperNo:
    """The number of one receipt. `about` is the sale or, of money that went back, its attempt; `n` orders all."""

    n: int
    about: str
    sale_id: str
    series: Series
    no: int

    @property
    def text(self) -> str:
        """The number as it stands on paper: `12`, of money that went back `R12`."""
        return f"R{self.no}" if self.series is Series.RETURN else str(self.no)


@dataclass(frozen=True, slots=True)
class ToSign:
    """What is signed: no goods. `id` makes it happen once; what went back is negative.

    `taxes` are rate in basis points, net and tax, the lowest rate first; of what went back the device gets the sum.
    `customer_no` is the customer's tax number where they wanted it on the receipt.
    """

    id: str
    series: Series
    no: int
    kiosk: str
    utc_ms: int
    currency: str
    total_minor: int
    taxes: tuple[tuple[int, int, int], ...] = ()
    customer_no: Private[str] = NOBODYS


@dataclass(frozen=True, slots=True)
class Signature:
    """A device's word. `counter` is its own and has no gap; `at` its own time, ISO 8601; `code` is for a QR code."""

    device: str
    counter: int
    at: str
    value: str
    code: str = ""


def to_sign(paper: PaperNo, sale: Sale, kiosk: str, utc_ms: int, customer_no: Private[str] = NOBODYS) -> ToSign:
    """Return what the device gets of a receipt of this sale."""
    if paper.series is Series.RETURN:
        back = sum(own.held.minor for own in given_back(sale, paper.about) if own.id == paper.about)
        return ToSign(paper.about, paper.series, paper.no, kiosk, utc_ms, sale.currency, -back)
    rows = tax_rows(sale.lines, sale.currency, sale.facts.tax)
    taxes = tuple((row.vat_bp, row.net.minor, row.tax.minor) for row in rows)
    return ToSign(
        paper.about, paper.series, paper.no, kiosk, utc_ms, sale.currency, sale.total.minor, taxes, customer_no
    )  # fmt: skip
