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
FIRST_BOOK: Final = 1


class Series(StrEnum):
    """Which numbers a receipt is counted by."""

    SALE = "SALE"
    RETURN = "RETURN"


@dataclass(frozen=True, slots=True)
class PaperNo:
    """The number of one receipt. `about` is the sale or, of money that went back, its attempt; `n` orders all.

    `book` is the file it stands in: a kiosk that had to begin a fresh one counts from 1 again, in its next book.
    """

    n: int
    about: str
    sale_id: str
    series: Series
    no: int
    book: int = FIRST_BOOK

    @property
    def text(self) -> str:
        """The number as it stands on paper: `12`, of money that went back `R12`; in the second book `2-12`."""
        own = f"R{self.no}" if self.series is Series.RETURN else str(self.no)
        return own if self.book == FIRST_BOOK else f"{self.book}-{own}"


@dataclass(frozen=True, slots=True)
class ToSign:
    """What is signed: no goods. `id` makes it happen once; what went back is negative.

    `taxes` are rate in basis points, net and tax, the lowest rate first; of what went back the device gets the sum.
    `customer_no` is the customer's tax number where they wanted it on the receipt. `book`, `series` and `no` together
    are never sent for two receipts.
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
    book: int = FIRST_BOOK


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
    told = (paper.about, paper.series, paper.no, kiosk, utc_ms, sale.currency)
    if paper.series is Series.RETURN:
        back = sum(own.held.minor for own in given_back(sale, paper.about) if own.id == paper.about)
        return ToSign(*told, -back, book=paper.book)
    rows = tax_rows(sale.lines, sale.currency, sale.facts.tax)
    taxes = tuple((row.vat_bp, row.net.minor, row.tax.minor) for row in rows)
    return ToSign(*told, sale.total.minor, taxes, customer_no, paper.book)
