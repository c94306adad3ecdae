"""What a start finds in memory: the sales that `store.recovery` would load, and whether the chain holds."""

from __future__ import annotations

from operator import itemgetter
from typing import Final, cast

from sqlalchemy import RowMapping

from kiosk.domain.moves import HOLDS_TERMINAL, AttemptState, PrintState, SaleState
from kiosk.domain.sale import Sale
from kiosk.store.journal.chain import GENESIS, ChainProblem, walk
from kiosk.store.journal.ram.journal import RamStore
from kiosk.store.journal.ram.limits import Held
from kiosk.store.journal.ram.tables import Tables
from kiosk.store.recovery import WATCH_EVENTS, WATCH_MS, Recovered
from kiosk.store.rows import sale_of

_OVER: Final = frozenset({SaleState.FULFILLED, SaleState.VOID})
_PRINTING: Final = frozenset({PrintState.QUEUED, PrintState.SENDING})
_OWED: Final = HOLDS_TERMINAL | {AttemptState.REVERSING}


def recover(store: RamStore) -> Recovered:
    """Load what is unfinished and check the chain from its last anchor; there is no second journal."""
    last_seq, last_utc_ms = (store.journal[-1][0].seq, store.journal[-1][0].utc_ms) if store.journal else (0, 0)
    session = max(store.sessions.values(), key=lambda own: own.started_seq, default=None)
    return Recovered(_unfinished(store.tables, last_seq, last_utc_ms), last_utc_ms, session, _problem(store), None)


def _problem(store: RamStore) -> ChainProblem | None:
    first = max(store.tail.anchor_seq, 1)
    anchored = store.anchors.get(first)
    return walk(store.journal[first - 1 :], first, GENESIS if anchored is None else None, anchored)


def _unfinished(tables: Tables, last_seq: int, last_utc_ms: int) -> tuple[Sale, ...]:
    found = sorted(tables.sale.by_key.values(), key=lambda sale: int(sale["opened_seq"]))
    return tuple(_loaded(tables, sale) for sale in found if _is_unfinished(tables, sale, last_seq, last_utc_ms))


def _is_unfinished(tables: Tables, sale: Held, last_seq: int, last_utc_ms: int) -> bool:
    if sale["state"] not in _OVER or any(own["state"] in _PRINTING for own in tables.job.of_sale(sale["id"])):
        return True
    is_late = sale["opened_utc_ms"] > last_utc_ms - WATCH_MS or sale["opened_seq"] > last_seq - WATCH_EVENTS
    return any(own["state"] in _OWED or (is_late and own["watch"]) for own in tables.attempt.of_sale(sale["id"]))


def _loaded(tables: Tables, sale: Held) -> Sale:
    ordered = (
        (tables.line, "place"),
        (tables.facts, "sale_id"),
        (tables.tender, "n"),
        (tables.attempt, "n"),
        (tables.job, "n"),
    )
    parts = {rows.name: sorted(rows.of_sale(sale["id"]), key=itemgetter(by)) for rows, by in ordered}
    return sale_of(cast(RowMapping, sale), cast(dict[str, list[RowMapping]], parts))  # what is read is the same
