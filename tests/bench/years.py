"""A journal as years of selling leave it: rows, chain, anchors and the second journal, made faster than by selling."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from kiosk.store.database import FILE_NAME, SECOND_JOURNAL_NAME, open_database
from kiosk.store.journal.chain import GENESIS, Record, hash_of
from kiosk.store.journal.writer import ANCHOR_ROWS

EVENT_MS: Final = 3_000
PAYMENT_EVERY: Final = 25
# As long as the payload of a scanned product.
PAYLOAD: Final = (
    '{"code":"09520001000010","product":{"art":"milk","detail":[["en","1 l"]],"gtin":"09520001000010",'
    '"name":[["en","Whole milk"],["nl","Volle melk"],["pt-BR","Leite integral"]],"price":{"currency":"EUR",'
    '"minor":129},"vat_bp":900}}'
)


def fill_journal(folder: Path, rows: int) -> None:
    """Write `rows` events into a new kiosk file in `folder`, each 25th of them of a payment."""
    open_database(folder).close()
    connection = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")  # they would look for the highest number a million times
    connection.execute("BEGIN")
    hashed = GENESIS
    with (folder / SECOND_JOURNAL_NAME).open("w", encoding="ascii") as second:
        for seq in range(1, rows + 1):
            attempt = f"attempt-{seq}" if seq % PAYMENT_EVERY == 0 else None
            record = Record(seq, seq * EVENT_MS, "boot", seq * EVENT_MS, f"{seq:019x}", None, "Scanned", attempt,
                            PAYLOAD, hashed)  # fmt: skip
            text = record.text()
            hashed = hash_of(text)
            fields = (seq, seq * EVENT_MS, "boot", seq * EVENT_MS, f"{seq:019x}", None, "Scanned", attempt, PAYLOAD)
            values = (*fields, record.prev_hash, hashed)
            connection.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
            if seq % ANCHOR_ROWS == 0:
                own = (seq, record.utc_ms, hashed)
                connection.execute("INSERT INTO anchor (seq, utc_ms, hash) VALUES (?, ?, ?)", own)
            if attempt:
                second.write(f'{{"hash":"{hashed}","record":{text}}}\n')
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.close()
