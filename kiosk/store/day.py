"""What a day left in the tables: its attempts, those that a person must see, and those that ended unheard."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from kiosk.domain.moves import AttemptState
from kiosk.domain.sale import Attempt
from kiosk.store import schema
from kiosk.store.rows import load_attempts


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
