"""A sale with its lines, tenders, attempts and print jobs: the aggregate the store keeps row by row.

Every change returns a new `Sale`; what changed is found by comparing rows, so no flow speaks of tables.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.bagging.state import EMPTY, Bagging
from kiosk.domain.goods.facts import PLAIN, LineFacts
from kiosk.domain.goods.sale_facts import NOTHING_MORE, SaleFacts
from kiosk.domain.money import Money, total_of
from kiosk.domain.moves import (
    ATTEMPT_MOVES,
    PRINT_MOVES,
    SALE_MOVES,
    TENDER_MOVES,
    AttemptState,
    PrintState,
    SaleState,
    TenderState,
    checked,
)
from kiosk.domain.pricing.book import NO_OFFERS, Book
from kiosk.domain.private import NOT_KEPT
from kiosk.domain.text import LocalText
from kiosk.domain.values import replace


class LineKind(StrEnum):
    """What a line is.

    Goods of the catalogue, one piece whose amount stands on its own label, a travel service, or what a customer gives
    for a good cause.
    """

    GOODS = "GOODS"
    LABEL = "LABEL"
    SERVICE = "SERVICE"
    DONATION = "DONATION"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a basket. `qty` pieces at `unit`, or one weighed piece of `weight_g`; price frozen when scanned.

    `n` is its number in the sale, never used again. `vat_bp` is tax in basis points, contained in the price. `total` is
    what is due: a discount is off already. `list_unit` is the price before staff set another, None while nobody did;
    `discount_minor` what staff took off the line; `why` the reason code of what staff changed last, empty for nothing.
    `facts` is what is known besides of few lines: batch, date, tare, deposit, savings.
    """

    n: int
    sku: str
    gtin: str
    name: LocalText
    detail: LocalText
    art: str
    qty: int
    unit: Money
    total: Money
    vat_bp: int
    catalogue_version: int
    weight_g: int | None = None
    is_removed: bool = False
    kind: LineKind = LineKind.GOODS
    list_unit: Money | None = None
    discount_minor: int = 0
    why: str = ""
    facts: LineFacts = PLAIN

    @property
    def gross(self) -> Money:
        """What the line would cost without its discount and its savings."""
        return Money(self.total.minor + self.discount_minor + self.saved_minor, self.total.currency)

    @property
    def saved_minor(self) -> int:
        """What promotions take off the line."""
        return sum(own.minor for own in self.facts.savings)

    @property
    def goods_minor(self) -> int:
        """What the goods themselves cost, before anything is off and without their deposit."""
        return self.total.minor + self.discount_minor + self.saved_minor - self.facts.deposit_minor

    @property
    def is_repriced(self) -> bool:
        """True when staff set another price or took something off: no more pieces join such a line."""
        return self.list_unit is not None or self.discount_minor > 0


class TenderKind(StrEnum):
    """Ways to pay."""

    CARD = "CARD"
    GIFT = "GIFT"
    VOUCHER = "VOUCHER"
    CASH = "CASH"


@dataclass(frozen=True, slots=True)
class Tender:
    """One way of paying one part of a sale."""

    id: str
    n: int
    kind: TenderKind
    amount: Money
    received: Money
    state: TenderState = TenderState.OPEN

    def to(self, state: TenderState) -> Tender:
        """Move; raises `IllegalMove`."""
        return replace(self, state=checked(TENDER_MOVES, self.state, state))


class AttemptKind(StrEnum):
    """What an attempt asks of a terminal."""

    PAYMENT = "PAYMENT"
    REVERSAL = "REVERSAL"
    REFUND = "REFUND"
    ORPHAN = "ORPHAN"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One dialogue with one terminal about money. `ref` is ours; `prior_receipt_no` was the terminal's last before it.

    `sent_mono_ms` is None until the request was about to leave, and after a restart. `left_minor` is what the card held
    after it, None where nobody said so.
    """

    id: str
    tender_id: str
    n: int
    kind: AttemptKind
    terminal_id: str
    proto: str
    ref: str
    amount: Money
    state: AttemptState = AttemptState.NEW
    reverses_id: str | None = None
    approved_minor: int | None = None
    prior_receipt_no: int | None = None
    receipt_no: int | None = None
    trace_no: str = ""
    poi_tx_id: str = ""
    auth_code: str = ""
    scheme: str = ""
    last4: str = ""
    result_code: str = ""
    refusal: str = ""
    receipt_text: str = ""
    watch: bool = False
    sent_mono_ms: int | None = None
    left_minor: int | None = None

    @property
    def held(self) -> Money:
        """What the terminal approved, or what it was asked for while nothing is approved."""
        return self.amount if self.approved_minor is None else Money(self.approved_minor, self.amount.currency)

    def to(self, state: AttemptState) -> Attempt:
        """Move; raises `IllegalMove`."""
        return replace(self, state=checked(ATTEMPT_MOVES, self.state, state))


class PaperKind(StrEnum):
    """What a print job puts on paper. REVERSAL and REFUND are of money that went back, KEPT is a kept basket's code.

    SERVICES: which travel services were taken back.
    """

    CUSTOMER = "CUSTOMER"
    REVERSAL = "REVERSAL"
    REFUND = "REFUND"
    MERCHANT = "MERCHANT"
    SLIP = "SLIP"
    SERVICES = "SERVICES"
    KEPT = "KEPT"
    BAGTAG = "BAGTAG"
    BOARDING = "BOARDING"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One try to put one document on paper. `copy_no` above 1 prints COPY. `number` goes to the printer and back."""

    id: str
    doc: str
    copy_no: int
    kind: PaperKind
    number: int
    language: str
    attempt_id: str | None = None
    state: PrintState = PrintState.QUEUED
    reason: str = ""

    def to(self, state: PrintState, reason: str = "") -> PrintJob:
        """Move; raises `IllegalMove`."""
        return replace(self, state=checked(PRINT_MOVES, self.state, state), reason=reason or self.reason)


@dataclass(frozen=True, slots=True)
class Sale:
    """One customer's purchase. `version` grows with every change of the basket; `next_n` numbers the next line.

    `facts` is what is known besides of few sales. `offers` are the promotions that held when it was opened; after a
    restart those that hold then. `bag` is what a bagging scale makes of it; what lies there after a
    restart is believed.
    """

    id: str
    currency: str
    session_id: str
    opened_utc_ms: int
    state: SaleState = SaleState.OPEN
    version: int = 0
    next_n: int = 1
    lines: tuple[Line, ...] = ()
    removed: tuple[Line, ...] = ()
    tenders: tuple[Tender, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    jobs: tuple[PrintJob, ...] = ()
    facts: SaleFacts = NOTHING_MORE
    bag: Bagging = field(default=EMPTY, compare=False, repr=False, metadata=NOT_KEPT)
    offers: Book = field(default=NO_OFFERS, compare=False, repr=False, metadata=NOT_KEPT)

    @property
    def saved(self) -> Money:
        """What promotions take off all lines."""
        return Money(sum(line.saved_minor for line in self.lines if line.facts.savings), self.currency)

    @property
    def total(self) -> Money:
        """The amount due: the sum of the lines."""
        return total_of((line.total for line in self.lines), self.currency)

    @property
    def is_service(self) -> bool:
        """True when a departures system has to carry out what is paid for."""
        return any(line.kind is LineKind.SERVICE for line in self.lines)

    @property
    def is_under_way(self) -> bool:
        """True while money or paper of it is in between: not the moment to start the kiosk again."""
        is_printing = any(job.state is PrintState.SENDING for job in self.jobs)
        return is_printing or self.state in (SaleState.PAYING, SaleState.PAID)

    @property
    def pieces(self) -> int:
        """How many pieces are in the basket; weighed goods count as one, what is given for a good cause as none."""
        return sum(line.qty for line in self.lines if line.kind is not LineKind.DONATION)

    @property
    def spent(self) -> Money:
        """What is due for goods and services: the total without what is given for a good cause."""
        return total_of((line.total for line in self.lines if line.kind is not LineKind.DONATION), self.currency)

    @property
    def confirmed(self) -> Money:
        """What confirmed tenders sum to."""
        held = (tender.amount for tender in self.tenders if tender.state is TenderState.CONFIRMED)
        return total_of(held, self.currency)

    @property
    def last_attempt(self) -> Attempt | None:
        """The newest attempt of any kind, if there was one."""
        return self.attempts[-1] if self.attempts else None

    def attempt(self, attempt_id: str) -> Attempt | None:
        """Find an attempt of this sale."""
        return next((attempt for attempt in self.attempts if attempt.id == attempt_id), None)

    def kind_of(self, attempt_id: str) -> TenderKind:
        """Return with what an attempt pays, or what it gives back: who is asked about it. `CARD` for an unknown one."""
        attempt = self.attempt(attempt_id)
        tender = self.tender(attempt.tender_id) if attempt is not None else None
        return TenderKind.CARD if tender is None else tender.kind

    def tender(self, tender_id: str) -> Tender | None:
        """Find a tender of this sale."""
        return next((tender for tender in self.tenders if tender.id == tender_id), None)

    def job(self, job_id: str) -> PrintJob | None:
        """Find a print job of this sale."""
        return next((job for job in self.jobs if job.id == job_id), None)

    def to(self, state: SaleState) -> Sale:
        """Move; raises `IllegalMove`."""
        return replace(self, state=checked(SALE_MOVES, self.state, state))

    def with_attempt(self, attempt: Attempt) -> Sale:
        """Replace the attempt of the same id, or add it."""
        if self.attempt(attempt.id) is None:
            return replace(self, attempts=(*self.attempts, attempt))
        return replace(self, attempts=tuple(attempt if own.id == attempt.id else own for own in self.attempts))

    def with_tender(self, tender: Tender) -> Sale:
        """Replace the tender of the same id, or add it."""
        if self.tender(tender.id) is None:
            return replace(self, tenders=(*self.tenders, tender))
        return replace(self, tenders=tuple(tender if own.id == tender.id else own for own in self.tenders))

    def with_job(self, job: PrintJob) -> Sale:
        """Replace the print job of the same id, or add it."""
        if self.job(job.id) is None:
            return replace(self, jobs=(*self.jobs, job))
        return replace(self, jobs=tuple(job if own.id == job.id else own for own in self.jobs))
