"""The texts of a stored catalogue, one after the other: for who looks at all of them before a customer does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import URL, create_engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from kiosk.services.catalogue import tables
from kiosk.services.catalogue.lookup import NoCatalogue


def stored_texts(data_dir: Path) -> Iterator[tuple[str, str]]:
    """Yield every name and detail of the catalogue in `data_dir`, with its place; nothing when there is none.

    Raises `NoCatalogue` when the file cannot be read.
    """
    path = data_dir / tables.FILE_NAME
    if not path.exists():
        return
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    goods = select(tables.product.c.sku, tables.product.c.names, tables.product.c.details)
    try:
        with engine.connect() as connection:
            for sku, *texts in connection.execute(goods):
                yield from ((f"{path}: {sku}", text) for local in texts for _, text in json.loads(local))
    except DBAPIError as error:
        raise NoCatalogue(f"{path}: it is no catalogue ({error.orig}); import the products again") from error
