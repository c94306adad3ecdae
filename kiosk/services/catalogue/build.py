"""Building a new edition of the catalogue beside the old one, and putting it in its place in one step."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, create_engine, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from kiosk.disk.durable import flush
from kiosk.services.catalogue import tables
from kiosk.services.catalogue.finding import write_words
from kiosk.services.catalogue.mapping import OURS, BadLayout, Layout, read_layout
from kiosk.services.catalogue.table import Goods, ImportRefused, Problem, read_goods
from kiosk.services.catalogue.terms import terms_text

_BATCH: Final = 10_000
_TEXTS: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
WRITE_PRODUCT: Final = f"INSERT INTO product VALUES ({', '.join('?' * len(tables.product.columns))})"  # noqa: S608  # signs only
_IN_STORE: Final = "INSERT INTO in_store VALUES (?, ?)"
_PACK: Final = "INSERT INTO code VALUES (?, ?, ?)"
INDEX_GTINS: Final = "INSERT INTO code SELECT CAST(gtin AS INTEGER), id, 1 FROM product WHERE gtin <> '' ORDER BY 1, 2"
_DESCRIBE: Final = "INSERT INTO edition VALUES (?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was imported: the edition's number, how many products, and where they are."""

    version: int
    products: int
    path: Path
    places: Mapping[str, str] = field(default_factory=dict)  # a character beyond ASCII -> where it stands first


def import_products(
    file: Path, data_dir: Path, mapping: Path | None = None, rates: Collection[int] = ()
) -> ImportReport:
    """Import a CSV of products as the next edition; the edition before is kept. Raises `ImportRefused`.

    `mapping` is a TOML file that says what its columns are called, for a file that is not in our own. `rates` are those
    of tax that a product may have, in basis points; none: any.
    A running kiosk goes on with its edition until it refreshes, between customers.
    """
    new = data_dir / f"{tables.FILE_NAME}.new"
    if not data_dir.is_dir():
        raise ImportRefused([Problem(0, "", str(data_dir), "the data folder does not exist: make it or name another")])
    try:
        layout = read_layout(mapping) if mapping is not None else OURS
        with _alone(data_dir):
            try:
                report = _built(file, new, _next_version(data_dir), layout, rates)
                _put_in_place(new, data_dir)
            finally:
                new.unlink(missing_ok=True)
    except BadLayout as bad:
        raise ImportRefused([Problem(0, f"{mapping}: {key}", value, why) for key, value, why in bad.problems]) from bad
    except OSError as error:
        raise ImportRefused([Problem(0, "", str(error.filename or data_dir), error.strerror or str(error))]) from error
    except DBAPIError as error:
        raise ImportRefused([Problem(0, "", str(new), f"the catalogue could not be written: {error.orig}")]) from error
    return replace(report, path=data_dir / tables.FILE_NAME)


@contextlib.contextmanager
def _alone(data_dir: Path) -> Iterator[None]:
    """One import at a time: two would build the same file."""
    lock_fd = os.open(data_dir / "catalogue.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock_fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise ImportRefused([Problem(0, "", str(data_dir), "another import is running: wait for its end")]) from None
    finally:
        os.close(lock_fd)


def _next_version(data_dir: Path) -> int:
    """Return one more than any edition here: a basket's lines tell by it what they were priced with."""
    found = 0
    for name in (tables.FILE_NAME, tables.PREVIOUS_NAME):
        path = data_dir / name
        if path.exists():
            engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
            with contextlib.suppress(DBAPIError), engine.connect() as connection:  # a damaged one is replaced
                found = max(found, connection.execute(select(tables.edition.c.version)).scalar_one())
    return found + 1


def _built(file: Path, new: Path, version: int, layout: Layout, rates: Collection[int]) -> ImportReport:
    new.unlink(missing_ok=True)
    problems: list[Problem] = []
    places: dict[str, str] = {}
    with file.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    engine = create_engine(URL.create("sqlite", database=str(new)), poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=OFF")  # nobody reads it before it is whole and flushed
        connection.exec_driver_sql("PRAGMA synchronous=OFF")
        for table in tables.TABLES:
            connection.execute(CreateTable(table))
        count, codes, currency = _fill(connection, read_goods(file, problems, places, layout, rates))
        if not count and not problems:
            problems.append(Problem(0, "", str(file), "there are no products in the file"))
        if problems:
            raise ImportRefused(problems)
        connection.exec_driver_sql(INDEX_GTINS)
        for index in (tables.BY_SKU, tables.BY_PLU):
            index.create(connection)
        write_words(connection)
        made = (tables.FORMAT, version, currency, count, time.time_ns() // 1_000_000, file.name, digest)
        connection.exec_driver_sql(_DESCRIBE, made)
        connection.commit()
        _verify(connection, new, count, codes)
    flush(new)
    return ImportReport(version, count, new, places)


def _fill(connection: Connection, goods: Iterator[Goods]) -> tuple[int, int, str]:
    """Write the rows in batches; return how many, how many codes they have, and their currency. Labels follow: few."""
    count, codes, currency = 0, 0, ""
    items: list[tuple[str, int]] = []
    while batch := list(islice(goods, _BATCH)):
        currency = batch[0].currency
        numbered = list(enumerate(batch, start=count + 1))
        connection.exec_driver_sql(WRITE_PRODUCT, [row_of(number, own) for number, own in numbered])
        items += [(own.item, number) for number, own in numbered if own.item]
        more = [(int(gtin), number, pieces) for number, own in numbered for gtin, pieces in own.packs]
        if more:
            connection.exec_driver_sql(_PACK, more)
        codes += len(more) + sum(1 for own in batch if own.gtin or own.item)
        count += len(batch)
    if items:
        connection.exec_driver_sql(_IN_STORE, items)
    return count, codes, currency


def row_of(number: int, own: Goods) -> tuple[str | int | None, ...]:
    """Return one product as it is written."""
    names, details = map(_TEXTS.encode, (own.names, own.details))
    return (
        number, own.sku, own.gtin, names, details, own.art, own.category, own.price_minor, own.vat_bp,
        int(own.is_weighed), *own.days, own.deposit_minor, own.expected_g, own.tare_g, own.plu, own.season,
        _TEXTS.encode(own.keywords) if own.keywords else "", terms_text(own.terms),
    )  # fmt: skip


def _verify(connection: Connection, new: Path, count: int, codes: int) -> None:
    """Read back what was written: every product, every code, and the file's own check."""
    products = connection.execute(select(func.count()).select_from(tables.product)).scalar_one()
    gtins = connection.execute(select(func.count()).select_from(tables.code)).scalar_one()
    labels = connection.execute(select(func.count()).select_from(tables.in_store)).scalar_one()
    sound = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if (products, gtins + labels, sound) != (count, codes, "ok"):
        found = f"{products} products, {gtins} GTINs and {labels} labels of {codes} were found again: {sound}"
        raise ImportRefused([Problem(0, "", str(new), found)])


def _put_in_place(new: Path, data_dir: Path) -> None:
    """Keep the edition before and swap: there is a whole catalogue at every moment, also at a power cut."""
    current, previous = data_dir / tables.FILE_NAME, data_dir / tables.PREVIOUS_NAME
    if current.exists():
        kept = data_dir / f"{tables.PREVIOUS_NAME}.new"
        kept.unlink(missing_ok=True)
        kept.hardlink_to(current)
        kept.replace(previous)
    new.replace(current)
    flush(data_dir)
