"""The tables of a catalogue file. A file is built once, never changed, and replaced as a whole by the next edition.

A product is found by any of its codes: several GTINs may lead to one product, each with the pieces it stands for. One
code leads to several rows where a price changes on a day: on each day one of them holds, `valid_from` to `valid_to`
(yyyymmdd).
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    bindparam,
    literal_column,
    select,
)
from sqlalchemy.dialects import sqlite

FILE_NAME: Final = "catalogue.db"
PREVIOUS_NAME: Final = "catalogue.previous.db"
FORMAT: Final = 4

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
    Column("valid_from", Integer, nullable=False),
    Column("valid_to", Integer, nullable=False),
    Column("deposit_minor", Integer, nullable=False),
    Column("expected_g", Integer),
    Column("tare_g", Integer, nullable=False),
    Column("plu", String, nullable=False),
    Column("season", String, nullable=False),
    Column("keywords", String, nullable=False),
    Column("terms", String, nullable=False),
)  # fmt: skip
code: Final = Table(
    "code", metadata,
    Column("gtin", Integer, primary_key=True, autoincrement=False),
    Column("product_id", Integer, ForeignKey("product.id"), primary_key=True),
    Column("pack_qty", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
in_store: Final = Table(
    "in_store", metadata,
    Column("item", String, primary_key=True),
    Column("product_id", Integer, ForeignKey("product.id"), primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
BY_SKU: Final = Index("product_by_sku", product.c.sku, product.c.valid_from, unique=True)
BY_PLU: Final = Index(
    "product_by_plu", product.c.plu, product.c.valid_from, sqlite_where=product.c.plu != "", unique=True
)
TABLES: Final = (edition, product, code, in_store)

_WANTED: Final = (
    product.c.sku, product.c.gtin, product.c.names, product.c.details, product.c.art, product.c.price_minor,
    product.c.vat_bp, product.c.is_weighed, product.c.category, product.c.deposit_minor, product.c.expected_g,
    product.c.tare_g, product.c.plu, product.c.terms,
)  # fmt: skip
_HOLDS: Final = (product.c.valid_from <= bindparam("day"), product.c.valid_to >= bindparam("day"))
_ONE: Final[ColumnElement[int]] = literal_column("1").label("pack_qty")


def _text(query: Select[Any]) -> str:
    return str(query.compile(dialect=sqlite.dialect()))


# Constant SQL for the driver: a scan does not wait for a query to be put together. Each is asked with what is looked
# for and, twice, the day.
FIND_GTIN: Final = _text(select(*_WANTED, code.c.pack_qty).join(code).where(code.c.gtin == bindparam("gtin"), *_HOLDS))
FIND_NUMBER: Final = _text(select(*_WANTED, _ONE).where(product.c.id == bindparam("number"), *_HOLDS))
FIND_SKU: Final = _text(select(*_WANTED, _ONE).where(product.c.sku == bindparam("sku"), *_HOLDS))
FIND_PLU: Final = _text(
    select(*_WANTED, _ONE).where(product.c.plu == bindparam("plu"), literal_column("product.plu <> ''"), *_HOLDS)
)
FIND_IN_STORE: Final = _text(select(*_WANTED, _ONE).join(in_store).where(in_store.c.item == bindparam("item"), *_HOLDS))
