"""What pieces of each product weigh, learned at the bagging scale; nothing of whose they were.

docs/reference/schema.md explains it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import CheckConstraint, Column, Integer, String, Table

from kiosk.domain.bagging.expected import Expected
from kiosk.store.tables.declaring import metadata

pack_weight = Table(
    "pack_weight", metadata,
    Column("sku", String, primary_key=True),
    Column("n", Integer, nullable=False),
    Column("mean_mg", Integer, nullable=False),
    Column("m2_mg2", Integer, nullable=False),
    Column("outside", Integer, nullable=False),
    CheckConstraint("n >= 1 AND mean_mg > 0 AND m2_mg2 >= 0 AND outside >= 0", name="pack_weight_learned"),
    sqlite_with_rowid=False,
)  # fmt: skip

TABLES: Final = (pack_weight,)

_PUT: Final = (
    "INSERT INTO pack_weight (sku, n, mean_mg, m2_mg2, outside) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (sku) DO UPDATE SET n = excluded.n, mean_mg = excluded.mean_mg, m2_mg2 = excluded.m2_mg2, "
    "outside = excluded.outside"
)
_ALL: Final = "SELECT sku, n, mean_mg, m2_mg2, outside FROM pack_weight"


def put(connection: sqlite3.Connection, changed: Mapping[str, Expected]) -> None:
    """Keep what was learned."""
    rows = [(sku, own.n, own.mean_mg, own.m2_mg2, own.outside) for sku, own in sorted(changed.items())]
    connection.executemany(_PUT, rows)


def stored_weights(file: Path) -> dict[str, Expected]:
    """Read what a kiosk's file has, without changing it. Raises `sqlite3.Error`."""
    if not file.is_file():
        return {}
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return {sku: Expected(*row) for sku, *row in connection.execute(_ALL)}
