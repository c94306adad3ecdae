"""Events that are looked for later, noted beside their row so that nobody reads the whole journal for them."""

from __future__ import annotations

import sqlite3
from typing import Final

from kiosk.flows.base import Event
from kiosk.flows.day.events import DayClosed
from kiosk.flows.lane.events import LaneTold
from kiosk.flows.signing import PaperSigned

_CLOSE: Final = "INSERT INTO day_close (number, seq, from_seq, to_seq) VALUES (?, ?, ?, ?)"
_LANE: Final = "INSERT INTO lane_told (id, seq) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq"

_SIGNED: Final = "INSERT OR IGNORE INTO fiscal_signed (n, seq) VALUES (?, ?)"  # the first word stands


def note(connection: sqlite3.Connection, event: Event, seq: int) -> None:
    """Note where a day was closed, a receipt signed and the lane told of, in the transaction of row `seq`."""
    if isinstance(event, DayClosed):
        connection.execute(_CLOSE, (event.number, seq, event.figures.from_seq, event.figures.to_seq))
    elif isinstance(event, LaneTold):
        connection.execute(_LANE, (seq,))
    elif isinstance(event, PaperSigned):
        connection.execute(_SIGNED, (event.n, seq))
