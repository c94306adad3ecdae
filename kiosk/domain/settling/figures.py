"""What a stretch of the journal sold and took: the figures of an X and of a Z, in minor units.

They stand on numbers that are written once, when a sale ends and when money is certain: reckoned again later, a stretch
has the same figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.domain.basket import tax_rows
from kiosk.domain.money import Money
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Attempt, AttemptKind, Line, LineKind, Sale
from kiosk.domain.settling.day import SchemeSum, at_terminal_minor, booked


@dataclass(frozen=True, slots=True)
class TaxSum:
    """The tax that sales contain at one rate, rounded on each receipt. `vat_bp`: the rate in basis points."""

    vat_bp: int
    net_minor: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class Period:
    """What happened from one number of the journal to another, both included.

    `ended` are the sales that were carried out or given up, `paid` what became money, `back` the reversals and refunds
    that became certain, `originals` the payments those are about. `reviews` wait for a person now.
    """

    currency: str
    from_seq: int
    to_seq: int
    since_utc_ms: int
    until_utc_ms: int
    ended: tuple[Sale, ...] = ()
    paid: tuple[Attempt, ...] = ()
    back: tuple[Attempt, ...] = ()
    originals: tuple[Attempt, ...] = ()
    reviews: int = 0


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The sums of a period. `given_up` counts sales that were void with goods in them, `refunds` money for returns.

    `late_pieces` were taken out by customers after the total had been asked for, also where nothing was sold then;
    `donations` is what was rounded up for a good cause, contained in what was sold.
    """

    currency: str
    from_seq: int
    to_seq: int
    since_utc_ms: int
    until_utc_ms: int
    schemes: tuple[SchemeSum, ...] = ()
    taxes: tuple[TaxSum, ...] = ()
    sales: int = 0
    pieces: int = 0
    sold_minor: int = 0
    given_up: int = 0
    given_up_minor: int = 0
    discounts: int = 0
    discount_minor: int = 0
    refunds: int = 0
    refunded_minor: int = 0
    reviews: int = 0
    late_pieces: int = 0
    late_minor: int = 0
    donations: int = 0
    donated_minor: int = 0

    @property
    def held_minor(self) -> int:
        """What cards paid, less what went back to them."""
        return sum(one.held_minor for one in self.schemes)

    @property
    def at_terminal_minor(self) -> int:
        """What of it the terminal must name, too."""
        return at_terminal_minor(self.schemes)

    @property
    def is_empty(self) -> bool:
        """True when nothing was sold, given up, taken or given back."""
        return not (self.sales or self.given_up or self.schemes)

    def money(self, minor: int) -> Money:
        """Return minor units as an amount."""
        return Money(minor, self.currency)


def figures(period: Period) -> DayFigures:
    """Add a period up."""
    sold = [sale for sale in period.ended if sale.state is SaleState.FULFILLED]
    given_up = [sale for sale in period.ended if sale.state is SaleState.VOID and sale.lines]
    off = [line.discount_minor for line in _lines(sold) if line.discount_minor]
    given = [line.total.minor for line in _lines(sold) if line.kind is LineKind.DONATION]
    refunds = [own.held.minor for own in period.back if own.kind is AttemptKind.REFUND]
    return DayFigures(
        period.currency, period.from_seq, period.to_seq, period.since_utc_ms, period.until_utc_ms,
        schemes=booked(period.paid, period.back, period.originals),
        taxes=_taxes(sold, period.currency),
        sales=len(sold), pieces=sum(sale.pieces for sale in sold), sold_minor=_total(sold),
        given_up=len(given_up), given_up_minor=_total(given_up),
        discounts=len(off), discount_minor=sum(off),
        refunds=len(refunds), refunded_minor=sum(refunds),
        reviews=period.reviews,
        late_pieces=sum(sale.facts.late_pieces for sale in period.ended),
        late_minor=sum(sale.facts.late_minor for sale in period.ended),
        donations=len(given), donated_minor=sum(given),
    )  # fmt: skip


def _lines(sales: Sequence[Sale]) -> Iterable[Line]:
    return (line for sale in sales for line in sale.lines)


def _total(sales: Sequence[Sale]) -> int:
    return sum(sale.total.minor for sale in sales)


def _taxes(sales: Sequence[Sale], currency: str) -> tuple[TaxSum, ...]:
    found: dict[int, TaxSum] = {}
    for row in (row for sale in sales for row in tax_rows(sale.lines, currency, sale.facts.tax)):
        own = found.get(row.vat_bp, TaxSum(row.vat_bp, 0, 0))
        found[row.vat_bp] = TaxSum(row.vat_bp, own.net_minor + row.net.minor, own.tax_minor + row.tax.minor)
    return tuple(found[vat_bp] for vat_bp in sorted(found))
