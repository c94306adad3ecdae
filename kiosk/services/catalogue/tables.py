"""The tables of a catalogue file. A file is built once, never changed, and replaced as a whole by the next edition.

A product is found by any of its codes: several GTINs may lead to one product.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Select, String, Table, bindparam, select
from sqlalchemy.dialects import sqlite

FILE_NAME: Final = "catalogue.db"
PREVIOUS_NAME: Final = "catalogue.previous.db"
FORMAT: Final = 2

metadata: Final = MetaData()
edition: Final = Table(
    "edition", metadata,
    Column("format", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("currency", String, nullable=False),
    Column("products", Integer, nullable=False),
    Column("imported_utc_ms", Integer, nullable=False),
    Column("source_name", String, nullable=False),
    Column("source_sha256", String, nullable=False),
)  # fmt: skip
product: Final = Table(
    "product", metadata,
    Column("id", Integer, primary_key=True),
    Column("sku", String, nullable=False),
    Column("gtin", String, nullable=False),
    Column("names", String, nullable=False),
    Column("details", String, nullable=False),
    Column("art", String, nullable=False),
    Column("category", String, nullable=False),
    Column("price_minor", Integer, nullable=False),
    Column("vat_bp", Integer, nullable=False),
    Column("is_weighed", Integer, nullable=False),
)  # fmt: skip
code: Final = Table(
    "code", metadata,
    Column("gtin", Integer, primary_key=True),
    Column("product_id", Integer, ForeignKey("product.id"), nullable=False),
)  # fmt: skip
in_store: Final = Table(
    "in_store", metadata,
    Column("item", String, primary_key=True),
    Column("product_id", Integer, ForeignKey("product.id"), nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
BY_SKU: Final = Index("product_by_sku", product.c.sku, unique=True)
TABLES: Final = (edition, product, code, in_store)

_WANTED: Final = (
    product.c.sku, product.c.gtin, product.c.names, product.c.details, product.c.art, product.c.price_minor,
    product.c.vat_bp, product.c.is_weighed,
)  # fmt: skip


def _text(query: Select[tuple[str, str, str, str, str, int, int, int]]) -> str:
    return str(query.compile(dialect=sqlite.dialect()))


# Constant SQL for the driver: a scan does not wait for a query to be put together.
FIND_GTIN: Final = _text(select(*_WANTED).join(code).where(code.c.gtin == bindparam("gtin")))
FIND_NUMBER: Final = _text(select(*_WANTED).where(product.c.id == bindparam("number")))
FIND_SKU: Final = _text(select(*_WANTED).where(product.c.sku == bindparam("sku")))
FIND_IN_STORE: Final = _text(select(*_WANTED).join(in_store).where(in_store.c.item == bindparam("item")))
