"""The texts and names of a stored catalogue, asked all at once: for who looks at them before a customer does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, create_engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from kiosk.services.catalogue import tables
from kiosk.services.catalogue.lookup import NoCatalogue

_AT_ONCE: Final = 500
"""How many numbers one query asks for: SQLite has a most."""


def stored_texts(data_dir: Path) -> Iterator[tuple[str, str]]:
    """Yield every name and detail of the catalogue in `data_dir`, with its place; nothing when there is none.

    Raises `NoCatalogue` when the file cannot be read.
    """
    path = data_dir / tables.FILE_NAME
    if not path.exists():
        return
    goods = select(tables.product.c.sku, tables.product.c.names, tables.product.c.details)
    with _asking(path) as connection:
        for sku, *texts in connection.execute(goods):
            yield from ((f"{path}: {sku}", text) for local in texts for _, text in json.loads(local))


def stored_names(data_dir: Path, skus: Set[str], categories: Set[str]) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return which of these the catalogue in `data_dir` has, on whatever day; None when there is no catalogue.

    Raises `NoCatalogue` when the file cannot be read.
    """
    path = data_dir / tables.FILE_NAME
    if not path.exists():
        return None
    product = tables.product.c
    asked = sorted(skus)
    with _asking(path) as connection:
        sold = [
            sku
            for first in range(0, len(asked), _AT_ONCE)
            for (sku,) in connection.execute(
                select(product.sku).where(product.sku.in_(asked[first : first + _AT_ONCE]))
            )
        ]
        known = [category for (category,) in connection.execute(select(product.category).distinct())]
    return frozenset(sold), frozenset(known) & categories


@contextmanager
def _asking(path: Path) -> Iterator[Connection]:
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise NoCatalogue(f"{path}: it is no catalogue ({error.orig}); import the products again") from error
