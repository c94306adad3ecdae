"""What the kiosk finds of itself when it starts: unfinished sales, and whether its journals can be believed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, exists, not_, or_, select, text

from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Event
from kiosk.store import schema
from kiosk.store.codec import Codec
from kiosk.store.database import Database
from kiosk.store.journal import second
from kiosk.store.journal.chain import ChainProblem, verify
from kiosk.store.journal.second import SecondJournalProblem
from kiosk.store.private import Seal
from kiosk.store.rows import load_sales

WATCH_MS: Final = 48 * 3600 * 1000  # no request is held back for longer; the end of the day has asked by then
WATCH_EVENTS: Final = 20_000  # two days of many customers: by number, for a clock that jumped makes all of them old


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """A session as the file knows it. `ended_seq` None: it was cut off. Replay it only if the version is ours."""

    id: str
    code_version: str
    started_seq: int
    ended_seq: int | None


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was found; `last_utc_ms` is the time of the last event, 0 without one.

    With a problem in either journal: take no payments and call a technician.
    """

    sales: tuple[Sale, ...]
    last_utc_ms: int
    last_session: SessionSeen | None
    chain_problem: ChainProblem | None
    second_journal_problem: SecondJournalProblem | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event as it happened."""

    seq: int
    event: Event
    at: Stamp
    session_id: str


def recover(database: Database) -> Recovered:
    """Load what is unfinished, check both journals, and add a last payment commit that the second one misses.

    Sales are those not VOID or FULFILLED, those with a print job QUEUED or SENDING, and those with an attempt that
    needs its terminal or is on the watch list, oldest first. Raises
    `OSError`, `sqlalchemy.exc.DBAPIError`.
    """
    with database.reader.connect() as connection:
        chain_problem = verify(connection)
        second_problem = None
        if database.second_journal is not None:
            second_problem = second.compare(connection, database.second_journal)
        own = schema.journal.c
        newest = select(own.seq, own.utc_ms).order_by(own.seq.desc()).limit(1)
        last_seq, last_utc_ms = connection.execute(newest).one_or_none() or (0, 0)
        sales, session = _unfinished(connection, last_seq, last_utc_ms), _last_session(connection)
        return Recovered(sales, last_utc_ms, session, chain_problem, second_problem)


def _unfinished(connection: Connection, last_seq: int, last_utc_ms: int) -> tuple[Sale, ...]:
    sale, job, own = schema.sale, schema.print_job, schema.attempt
    printing = exists().where(job.c.sale_id == sale.c.id, job.c.state.in_((PrintState.QUEUED, PrintState.SENDING)))
    # Goods are given or taken back, and money is still on its way: an orphan, or what may yet turn out to be one.
    owed = sale.c.id.in_(select(own.c.sale_id).where(text(schema.UNSETTLED)))
    watched = sale.c.id.in_(select(own.c.sale_id).where(text(schema.WATCHED)))
    is_new = or_(sale.c.opened_utc_ms > last_utc_ms - WATCH_MS, sale.c.opened_seq > last_seq - WATCH_EVENTS)
    is_late = and_(is_new, watched)
    is_over = sale.c.state.in_((SaleState.FULFILLED, SaleState.VOID))
    return load_sales(connection, or_(not_(is_over), printing, owed, is_late))


def _last_session(connection: Connection) -> SessionSeen | None:
    own = schema.session
    row = connection.execute(select(own).order_by(own.c.started_seq.desc()).limit(1)).one_or_none()
    return SessionSeen(*row) if row is not None else None


def verify_all(database: Database) -> ChainProblem | None:
    """Check the whole chain and every anchor; for maintenance, it reads the whole journal."""
    with database.reader.connect() as connection:
        return verify(connection, is_full=True)


def events_of(database: Database, session: SessionSeen) -> Iterator[Recorded]:
    """Read a session's events in order, for replay. Raises `NotDecodable`, `Erased`, `NotAuthentic`."""
    own = schema.journal
    with database.reader.connect() as connection:
        mine = own.c.session_id == session.id
        yield from decoded(connection, select(own).where(mine, own.c.seq >= session.started_seq).order_by(own.c.seq))


def events_between(
    connection: Connection, kinds: Collection[str], begin_utc_ms: int, end_utc_ms: int
) -> Iterator[Recorded]:
    """Read the events of these kinds from a time to before another, of all sessions. Raises as `events_of`."""
    own = schema.journal
    wanted = own.c.kind.in_(kinds), own.c.utc_ms >= begin_utc_ms, own.c.utc_ms < end_utc_ms
    yield from decoded(connection, select(own).where(*wanted).order_by(own.c.seq))


def decoded(connection: Connection, wanted: Select[Any]) -> Iterator[Recorded]:
    """Read events, each with the key of its session; a key that is gone is missed only where a field needs it."""
    codec, keys = Codec(), schema.session_key
    seals: dict[str, Seal] = {}
    for row in connection.execute(wanted):
        if row.session_id not in seals:
            key = connection.execute(select(keys.c.key).where(keys.c.session_id == row.session_id)).scalar()
            seals[row.session_id] = Seal(row.session_id, key)
        at = Stamp(row.utc_ms, row.mono_ms, int(row.draw, 16))
        yield Recorded(row.seq, codec.decode(row.kind, row.payload, seals[row.session_id]), at, row.session_id)
