"""The numbers of receipts and their signatures as the tables have them."""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy import ColumnElement, Connection, func, select

from kiosk.domain.fiscal.signing import FIRST_BOOK, PaperNo, Series, Signature
from kiosk.domain.sale import AttemptKind
from kiosk.flows.checkout.taxno.events import TaxNumberTold
from kiosk.flows.signing import PaperSigned
from kiosk.store import schema
from kiosk.store.codec import Codec
from kiosk.store.private import Erased
from kiosk.store.recovery import decoded
from kiosk.store.tables.days import sale_end
from kiosk.store.tables.papers import BOOK, fiscal_begin, fiscal_signed, paper_no

_JOURNAL: Final = schema.journal.c
_PAID: Final = (_JOURNAL.seq, _JOURNAL.session_id, _JOURNAL.boot_id)
_BEGIN: Final = "INSERT OR IGNORE INTO fiscal_begin (id, from_n) SELECT 1, coalesce(max(n), 0) + 1 FROM paper_no"


def begin(connection: sqlite3.Connection) -> None:
    """Have receipts signed from the next one on; a kiosk that began before goes on where it was."""
    connection.execute(_BEGIN)


def number_of(connection: Connection, about: str) -> PaperNo | None:
    """Return the number of a sale's receipt, or that of money that went back with an attempt; None: it has none."""
    return next(iter(_numbers(connection, paper_no.c.about == about, 1)), None)


def due(connection: Connection, most: int) -> tuple[PaperNo, ...]:
    """Return what has still to be signed, the oldest first; nothing before `begin`."""
    first = select(fiscal_begin.c.from_n).scalar_subquery()
    is_signed = select(fiscal_signed.c.n).where(fiscal_signed.c.n == paper_no.c.n).exists()
    return _numbers(connection, (paper_no.c.n >= first) & ~is_signed, most)


def is_due(connection: Connection, own: PaperNo) -> bool:
    """True for a receipt that has to be signed, whether it is yet or not."""
    first = connection.execute(select(fiscal_begin.c.from_n)).scalar()
    return first is not None and own.n >= first


def _numbers(connection: Connection, which: ColumnElement[bool], most: int) -> tuple[PaperNo, ...]:
    found = connection.execute(select(paper_no).where(which).order_by(paper_no.c.n).limit(most))
    book = book_of(connection)
    return tuple(PaperNo(row.n, row.about, row.sale_id, Series(row.series), row.no, book) for row in found)


def book_of(connection: Connection) -> int:
    """Return which book of numbers this file is: each file that takes the place of a damaged one begins the next."""
    own = schema.counter.c
    return connection.execute(select(own.value).where(own.name == BOOK)).scalar() or FIRST_BOOK


def signature_of(connection: Connection, n: int) -> Signature | None:
    """Return what the device said of receipt `n` of all; None: it has not said it. Raises `NotDecodable`."""
    own = schema.journal.c
    wanted = select(own.kind, own.payload).join(fiscal_signed, fiscal_signed.c.seq == own.seq)
    row = connection.execute(wanted.where(fiscal_signed.c.n == n)).one_or_none()
    event = None if row is None else Codec().decode(row.kind, row.payload)
    return event.signature if isinstance(event, PaperSigned) else None


def customer_no(connection: Connection, sale_id: str) -> str:
    """Return the tax number that was the sale's when it was paid; empty: none, or it is erased.

    What was told before a restart does not count: who goes on with a basket then may be somebody else.
    """
    asked = connection.execute(select(*_PAID).where(_JOURNAL.seq == _paid_seq(connection, sale_id))).one_or_none()
    if asked is None or asked.session_id is None:
        return ""
    began = select(schema.session.c.started_seq).where(schema.session.c.id == asked.session_id).scalar_subquery()
    told = (
        _JOURNAL.kind == TaxNumberTold.__name__, _JOURNAL.session_id == asked.session_id,
        _JOURNAL.boot_id == asked.boot_id, _JOURNAL.seq >= began, _JOURNAL.seq < asked.seq,
    )  # fmt: skip
    wanted = select(schema.journal).where(*told).order_by(_JOURNAL.seq)
    try:
        events = [own.event for own in decoded(connection, wanted)]
    except Erased:
        return ""
    own = [one for one in events if isinstance(one, TaxNumberTold) and one.sale_id == sale_id and not one.problem]
    return own[-1].number.value if own else ""


def _paid_seq(connection: Connection, sale_id: str) -> int:
    """Return the row by which its last payment was sent; where nothing was due that of its end, or the newest yet."""
    own = schema.attempt.c
    is_its = own.sale_id == sale_id, own.kind == AttemptKind.PAYMENT.value
    sent = connection.execute(select(func.max(own.sent_seq)).where(*is_its)).scalar()
    ended = connection.execute(select(sale_end.c.seq).where(sale_end.c.sale_id == sale_id)).scalar()
    return sent or ended or connection.execute(select(func.max(_JOURNAL.seq))).scalar() or 0


def missing_numbers(connection: Connection) -> dict[str, int]:
    """Return how many numbers each series lacks between 1 and its highest: 0 each, unless the file was damaged."""
    own = paper_no.c
    wanted = select(own.series, func.max(own.no) - func.count()).group_by(own.series).order_by(own.series)
    return {row[0]: row[1] for row in connection.execute(wanted)}


def unsigned(connection: Connection) -> int:
    """Return how many receipts wait for their signature."""
    first = select(fiscal_begin.c.from_n).scalar_subquery()
    is_signed = select(fiscal_signed.c.n).where(fiscal_signed.c.n == paper_no.c.n).exists()
    which = (paper_no.c.n >= first) & ~is_signed
    return connection.execute(select(func.count()).select_from(paper_no).where(which)).scalar() or 0
