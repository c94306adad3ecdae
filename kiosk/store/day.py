"""What a day left in the tables: what it sold and took, what a person must see, and the reports that closed days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from kiosk.domain.moves import AttemptState, SaleState
from kiosk.domain.sale import Attempt, AttemptKind, Sale
from kiosk.domain.settling.figures import Period
from kiosk.flows.base import Event
from kiosk.flows.day.events import DayClosed, TerminalDayTold
from kiosk.flows.lane.events import LaneTold
from kiosk.store import schema
from kiosk.store.codec import Codec
from kiosk.store.rows import load_attempts, load_sales
from kiosk.store.tables.days import day_close, lane_told, sale_end

_BACK: Final = (AttemptKind.REVERSAL.value, AttemptKind.REFUND.value)


@dataclass(frozen=True, slots=True)
class DayFound:
    """The attempts decided since a moment; with them, of any age, those in REVIEW and those on the watch list."""

    attempts: tuple[Attempt, ...]
    reviewed: tuple[Attempt, ...]
    watched: tuple[Attempt, ...]


def day_since(connection: Connection, since_utc_ms: int) -> DayFound:
    """Read the attempts decided at or after `since_utc_ms`, by the order of the journal and not by the clock."""
    own, journal = schema.attempt, schema.journal
    first = connection.execute(select(func.min(journal.c.seq)).where(journal.c.utc_ms >= since_utc_ms)).scalar()
    seq = func.coalesce(own.c.completed_seq, own.c.decided_seq)
    return DayFound(
        load_attempts(connection, seq >= first) if first is not None else (),
        load_attempts(connection, own.c.state == AttemptState.REVIEW.value),
        load_attempts(connection, own.c.watch == 1),
    )


def period(connection: Connection, currency: str, now_utc_ms: int) -> Period:
    """Read what happened since the last report, or ever: in one transaction, so that nothing is between two periods."""
    journal = schema.journal.c
    from_seq = (connection.execute(select(func.max(day_close.c.to_seq))).scalar() or 0) + 1
    to_seq = connection.execute(select(func.max(journal.seq))).scalar() or 0
    began = select(journal.utc_ms).where(journal.seq == (from_seq - 1 if from_seq > 1 else 1))
    since_utc_ms = connection.execute(began).scalar() or now_utc_ms
    return stretch(connection, Period(currency, from_seq, to_seq, since_utc_ms, now_utc_ms))


def stretch(connection: Connection, own: Period) -> Period:
    """Fill a period from its first to its last number. What it holds but `reviews` is the same whenever it is read."""
    attempt, sale = schema.attempt.c, schema.sale.c
    ended = select(sale_end.c.sale_id).where(sale_end.c.seq.between(own.from_seq, own.to_seq))
    is_back = and_(attempt.kind.in_(_BACK), attempt.completed_seq.between(own.from_seq, own.to_seq))
    reversed_ids = select(attempt.reverses_id).where(is_back)
    is_unfinished = and_(attempt.kind == "PAYMENT", attempt.completed_seq.is_(None))  # approved in part, and given back
    is_paid = or_(
        and_(attempt.kind == "PAYMENT", attempt.completed_seq.between(own.from_seq, own.to_seq)),
        and_(attempt.kind == "ORPHAN", attempt.decided_seq.between(own.from_seq, own.to_seq)),
        and_(is_unfinished, attempt.id.in_(reversed_ids)),
    )
    return Period(
        own.currency, own.from_seq, own.to_seq, own.since_utc_ms, own.until_utc_ms,
        ended=load_sales(connection, sale.id.in_(ended)),
        paid=load_attempts(connection, is_paid),
        back=load_attempts(connection, is_back),
        originals=load_attempts(connection, attempt.id.in_(reversed_ids)),
        reviews=connection.execute(select(func.count()).select_from(schema.sale).where(_is_case())).scalar() or 0,
    )  # fmt: skip


def _is_case() -> ColumnElement[bool]:
    own, sale = schema.attempt.c, schema.sale.c
    is_judged = exists().where(own.sale_id == sale.id, own.state == AttemptState.REVIEW.value)
    return or_(sale.state == SaleState.REVIEW.value, is_judged)


def cases(connection: Connection) -> tuple[Sale, ...]:
    """Load the sales of which a person must say what became of their money, oldest first."""
    return load_sales(connection, _is_case())


def carried_out(connection: Connection, most: int) -> tuple[tuple[Sale, int], ...]:
    """Load the sales last carried out, the newest first, each with the time it was."""
    journal, sale = schema.journal.c, schema.sale.c
    newest = (
        select(sale_end.c.sale_id, journal.utc_ms)
        .join(schema.sale, sale.id == sale_end.c.sale_id)
        .join(schema.journal, journal.seq == sale_end.c.seq)
        .where(sale.state == SaleState.FULFILLED.value)
        .order_by(sale_end.c.seq.desc())
        .limit(most)
    )
    times = {row.sale_id: row.utc_ms for row in connection.execute(newest)}
    found = {own.id: own for own in load_sales(connection, sale.id.in_(times))}
    return tuple((found[sale_id], utc_ms) for sale_id, utc_ms in times.items())


def sale_with(connection: Connection, sale_id: str) -> Sale | None:
    """Load one sale."""
    return next(iter(load_sales(connection, schema.sale.c.id == sale_id)), None)


def decided_utc_ms(connection: Connection, attempt_id: str) -> int:
    """Return when an attempt was decided, else sent; 0 for neither."""
    own, journal = schema.attempt.c, schema.journal.c
    seq = select(func.coalesce(own.decided_seq, own.sent_seq)).where(own.id == attempt_id).scalar_subquery()
    return connection.execute(select(journal.utc_ms).where(journal.seq == seq)).scalar() or 0


def last_close(connection: Connection, number: int | None = None) -> DayClosed | None:
    """Return the last report that closed a day, or the one of a number. Raises `NotDecodable`."""
    wanted = select(day_close.c.seq)
    if number is not None:
        wanted = wanted.where(day_close.c.number == number)
    seq = connection.execute(wanted.order_by(day_close.c.number.desc()).limit(1)).scalar()
    found = None if seq is None else _event_at(connection, seq)
    return found if isinstance(found, DayClosed) else None


def lane_left(connection: Connection) -> LaneTold | None:
    """Return what was told of the lane last; None when nobody ever paused or closed it. Raises `NotDecodable`."""
    seq = connection.execute(select(lane_told.c.seq)).scalar()
    found = None if seq is None else _event_at(connection, seq)
    return found if isinstance(found, LaneTold) else None


def _event_at(connection: Connection, seq: int) -> Event:
    own = schema.journal.c
    row = connection.execute(select(own.kind, own.payload).where(own.seq == seq)).one()
    return Codec().decode(row.kind, row.payload)


def told_since(connection: Connection, from_seq: int) -> tuple[TerminalDayTold, ...]:
    """Return what the terminal said of its day from a number of the journal on. Raises `NotDecodable`."""
    own, codec = schema.journal.c, Codec()
    wanted = select(own.kind, own.payload).where(own.seq >= from_seq, own.kind == TerminalDayTold.__name__)
    decoded = (codec.decode(row.kind, row.payload) for row in connection.execute(wanted.order_by(own.seq)))
    return tuple(one for one in decoded if isinstance(one, TerminalDayTold))
