"""The hash chain of the journal: what a row is, which hash it must have, and whether the chain holds."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from json.encoder import encode_basestring_ascii as quoted
from typing import Final, NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from kiosk.store import schema

GENESIS: Final = "0" * 64  # the hash before the first row


class Record(NamedTuple):  # made at every event: a frozen dataclass of ten fields takes as long as its hash
    """One row of the journal before its hash. `payload` is canonical JSON, personal fields as ciphertext in it."""

    seq: int
    utc_ms: int
    boot_id: str
    mono_ms: int
    draw: str
    session_id: str | None
    kind: str
    attempt_id: str | None
    payload: str
    prev_hash: str

    def text(self) -> str:
        """Return the canonical JSON that is hashed: keys sorted, the payload inside as it is."""
        return (
            f'{{"attempt_id":{_nullable(self.attempt_id)},"boot_id":{quoted(self.boot_id)},'
            f'"draw":{quoted(self.draw)},"kind":{quoted(self.kind)},"mono_ms":{self.mono_ms},'
            f'"payload":{self.payload},"prev_hash":{quoted(self.prev_hash)},"seq":{self.seq},'
            f'"session_id":{_nullable(self.session_id)},"utc_ms":{self.utc_ms}}}'
        )


def _nullable(value: str | None) -> str:
    return "null" if value is None else quoted(value)


def hash_of(text: str) -> str:
    """Return the SHA-256 of a record's text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Tail(NamedTuple):
    """The end of the chain: number and hash of the last row, and where the last anchor stands."""

    seq: int
    hash: str
    anchor_seq: int
    anchor_utc_ms: int


def tail_of(connection: sqlite3.Connection) -> Tail:
    """Read the end of the chain."""
    last = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    anchor = connection.execute("SELECT seq, utc_ms FROM anchor ORDER BY seq DESC LIMIT 1").fetchone()
    return Tail(*(last or (0, GENESIS)), *(anchor or (0, 0)))


@dataclass(frozen=True, slots=True)
class ChainProblem:
    """The chain does not hold at row `seq`: rows were altered, lost or damaged. `what` is for technicians."""

    seq: int
    what: str


def verify(connection: Connection, *, is_full: bool = False) -> ChainProblem | None:
    """Recompute the chain from the last anchor, or from the first row; None when it holds."""
    anchors = select(schema.anchor.c.seq, schema.anchor.c.hash).order_by(schema.anchor.c.seq.desc())
    if is_full:
        for seq, anchored in connection.execute(anchors).all():
            found = connection.execute(select(schema.journal.c.hash).where(schema.journal.c.seq == seq)).scalar()
            if found != anchored:
                return ChainProblem(seq, f"the anchor says {anchored}, the row {found}")
        return _walk(connection, 1, GENESIS, None)
    anchor = connection.execute(anchors.limit(1)).one_or_none()
    if anchor is None:
        return _walk(connection, 1, GENESIS, None)
    return _walk(connection, anchor.seq, None, anchor.hash)


def _walk(connection: Connection, first: int, prev_hash: str | None, anchored: str | None) -> ChainProblem | None:
    own = schema.journal
    rows = connection.execute(select(own).where(own.c.seq >= first).order_by(own.c.seq))
    return walk(((Record(*fields), stored) for *fields, stored in rows), first, prev_hash, anchored)


def walk(
    rows: Iterable[tuple[Record, str]], first: int, prev_hash: str | None, anchored: str | None
) -> ChainProblem | None:
    """Recompute the chain over rows with their stored hashes, from number `first`; None when it holds.

    `prev_hash` None: the first row's own word is taken, because `anchored` vouches for the row.
    """
    expected = first
    try:
        for record, stored in rows:
            fault = _fault(record, stored, expected, prev_hash) or _astray(stored, anchored)
            if fault is not None:
                return ChainProblem(expected, fault)
            expected, prev_hash, anchored = expected + 1, stored, None
    except (DBAPIError, TypeError) as error:  # text that is no UTF-8, a number where text was
        return ChainProblem(expected, f"the row cannot be read: {error}")
    return None if anchored is None else ChainProblem(first, "the anchored row is gone")


def _fault(record: Record, stored: str, expected: int, prev_hash: str | None) -> str | None:
    if record.seq != expected:
        return f"the row is gone, {record.seq} follows"
    if prev_hash is not None and record.prev_hash != prev_hash:
        return "the row does not continue the one before it"
    if hash_of(record.text()) != stored:
        return "the row was altered: its hash does not fit its contents"
    return None


def _astray(stored: str, anchored: str | None) -> str | None:
    return None if anchored in (None, stored) else f"the anchor says {anchored}, the row {stored}"
