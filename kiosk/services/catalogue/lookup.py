"""Finding products in the catalogue file: a prepared query on a kept, read-only connection per thread."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import quote

from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, PoolProxiedConnection

from kiosk.domain.basket import Product
from kiosk.domain.money import Money
from kiosk.domain.text import LocalText
from kiosk.formats.ean import is_digits
from kiosk.services.catalogue import tables
from kiosk.services.catalogue.build import import_products
from kiosk.services.catalogue.finding import MOST_FOUND, Group, groups, search
from kiosk.services.catalogue.port import Catalogue
from kiosk.services.catalogue.terms import terms_of

_MMAP_BYTES: Final = 1 << 30
_CACHE_KIB: Final = 64 * 1024
_EDITION: Final = "SELECT format, version, currency, products, imported_utc_ms, source_name, source_sha256 FROM edition"


class NoCatalogue(RuntimeError):
    """There is no usable catalogue; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a catalogue file says of itself."""

    version: int
    currency: str
    products: int
    imported_utc_ms: int
    source_name: str
    source_sha256: str


@dataclass(frozen=True, slots=True)
class _Opened:
    generation: int
    edition: Edition
    held: PoolProxiedConnection
    connection: sqlite3.Connection


def open_catalogue(data_dir: Path, demo_goods: Path | None = None, today: Callable[[], date] = date.today) -> Catalogue:
    """Open the catalogue in `data_dir`. Raises `NoCatalogue`, `ImportRefused`.

    `demo_goods` is the CSV of the demo store: it is imported when there is no catalogue, or when the one there was
    made from an older copy of it. A catalogue of the site's own is never replaced. `today` is the site's day: a price
    that is valid from a day on is asked from its midnight, without a restart.
    """
    path = data_dir / tables.FILE_NAME
    if demo_goods is not None and not path.exists():
        import_products(demo_goods, data_dir)
    if demo_goods is not None and not _is_readable(path) and _source_of(path) == demo_goods.name:
        import_products(demo_goods, data_dir)  # made by a program before this one
    catalogue = StoredCatalogue(path, today)
    if demo_goods is not None and _is_outdated(catalogue.edition, demo_goods):
        import_products(demo_goods, data_dir)
        catalogue.refresh()
    return catalogue


def _asked_once(path: Path, column: str) -> object:
    """Return what a file, of this format or another, says of itself; None where it says nothing."""
    engine = _engine(path)
    try:
        with engine.connect() as connection:
            return connection.exec_driver_sql(f"SELECT {column} FROM edition").scalar()  # noqa: S608  # our own names
    except (DBAPIError, sqlite3.Error):
        return None  # whoever opens it says why
    finally:
        engine.dispose()


def _is_readable(path: Path) -> bool:
    return _asked_once(path, "format") == tables.FORMAT


def _source_of(path: Path) -> object:
    return _asked_once(path, "source_name")


def _is_outdated(edition: Edition, demo_goods: Path) -> bool:
    if edition.source_name != demo_goods.name:
        return False
    return edition.source_sha256 != hashlib.sha256(demo_goods.read_bytes()).hexdigest()


class StoredCatalogue:
    """The catalogue in a file. Any thread may ask; each keeps a connection of its own. Raises `NoCatalogue`."""

    def __init__(self, path: Path, today: Callable[[], date] = date.today) -> None:
        self._path = path
        self._today = today
        self._engine = _engine(path)
        self._local = threading.local()
        self._all: list[_Opened] = []
        self._generation = 0
        self._file = _identity(path)
        _require_sound(self._here(), path)

    @property
    def edition(self) -> Edition:
        """The edition that answers in this thread."""
        return self._here().edition

    def find(self, code: str) -> Product | None:
        """See `Catalogue.find`."""
        if len(code) == 14 and is_digits(code):
            return self._found(tables.FIND_GTIN, int(code))
        return self._found(tables.FIND_SKU, code)

    def find_plu(self, plu: str) -> Product | None:
        """See `Catalogue.find_plu`."""
        return self._found(tables.FIND_PLU, plu)

    def find_in_store(self, item: str) -> Product | None:
        """See `Catalogue.find_in_store`."""
        return self._found(tables.FIND_IN_STORE, item)

    def search(
        self, asked: str, language: str, category: str = "", limit: int = MOST_FOUND, *, is_loose: bool = True
    ) -> tuple[Product, ...]:
        """See `Catalogue.search`."""
        opened = self._here()
        try:
            found = search(opened.connection, asked, language, category, limit, day=self._day(), is_loose=is_loose)
            known = [self._asked(opened, tables.FIND_NUMBER, number) for number in found]
        except sqlite3.Error as error:
            raise NoCatalogue(f"{self._path}: {error}; import the products again") from error
        return tuple(own for own in known if own is not None)  # None: midnight came between

    def groups(self) -> tuple[Group, ...]:
        """See `Catalogue.groups`."""
        try:
            return groups(self._here().connection, self._day())
        except sqlite3.Error as error:
            raise NoCatalogue(f"{self._path}: {error}; import the products again") from error

    def refresh(self) -> bool:
        """See `Catalogue.refresh`. A file that is damaged raises `NoCatalogue`, and the edition at hand goes on."""
        found = _identity(self._path)
        if found == self._file:
            return False
        newer = self._open()
        try:
            _require_sound(newer, self._path)
        finally:
            newer.held.close()
        self._file = found
        self._generation += 1
        return True

    def close(self) -> None:
        """See `Catalogue.close`; no thread may ask any more."""
        for opened in self._all:
            opened.held.close()
        self._all.clear()

    def _day(self) -> int:
        """Return the site's day, as `yyyymmdd`."""
        today = self._today()
        return today.year * 10_000 + today.month * 100 + today.day

    def _found(self, sql: str, code: int | str) -> Product | None:
        opened = self._here()
        try:
            return self._asked(opened, sql, code)
        except UnicodeEncodeError:
            return None  # garbage of a scanner: no text in the file can be equal to it
        except sqlite3.Error as error:
            raise NoCatalogue(f"{self._path}: {error}; import the products again") from error

    def _asked(self, opened: _Opened, sql: str, code: int | str) -> Product | None:
        day = self._day()
        row = opened.connection.execute(sql, (code, day, day)).fetchone()
        return None if row is None else _product(row, opened.edition)

    def _here(self) -> _Opened:
        opened: _Opened | None = getattr(self._local, "opened", None)
        if opened is None or opened.generation != self._generation:
            if opened is not None:
                self._all.remove(opened)
                opened.held.close()
            opened = self._local.opened = self._open()
            self._all.append(opened)
        return opened

    def _open(self) -> _Opened:
        try:
            held = self._engine.raw_connection()
        except (DBAPIError, sqlite3.Error) as error:
            raise NoCatalogue(f"{self._path}: {error}; import products with import-catalogue") from error
        connection = cast(sqlite3.Connection, held.driver_connection)
        try:
            found, *edition = connection.execute(_EDITION).fetchone()
        except (sqlite3.Error, TypeError) as error:  # TypeError: the table has no row
            held.close()
            raise NoCatalogue(f"{self._path}: it is no catalogue ({error}); import the products again") from error
        if found != tables.FORMAT:
            held.close()
            raise NoCatalogue(f"{self._path}: format {found}, this program reads {tables.FORMAT}; import again")
        return _Opened(self._generation, Edition(*edition), held, connection)


def _product(row: tuple[Any, ...], edition: Edition) -> Product:
    (
        sku, gtin, names, details, art, price_minor, vat_bp, is_weighed, category, deposit_minor, expected_g, tare_g,
        plu, terms, pack_qty,
    ) = row  # fmt: skip
    return Product(
        sku, gtin, _local_text(names), _local_text(details), art, Money(price_minor, edition.currency), vat_bp,
        bool(is_weighed), edition.version, category, pack_qty, deposit_minor, expected_g, tare_g, plu, terms_of(terms),
    )  # fmt: skip


def _local_text(texts: str) -> LocalText:
    return LocalText(tuple(map(tuple, json.loads(texts))))


def _identity(path: Path) -> tuple[int, int]:
    """Tell one edition's file from the next, which has the same name."""
    try:
        found = path.stat()
    except OSError as error:
        raise NoCatalogue(f"{path}: {error.strerror}; import products with import-catalogue") from error
    return found.st_ino, found.st_mtime_ns


def _engine(path: Path) -> Engine:
    """Open read-only and immutable (the file is only ever replaced), so that no lock is taken for a lookup."""
    uri = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        connection.execute(f"PRAGMA mmap_size={_MMAP_BYTES}")
        connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        connection.execute("PRAGMA trusted_schema=0")
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=NullPool)


def _require_sound(opened: _Opened, path: Path) -> None:
    try:
        (found,) = opened.connection.execute("PRAGMA quick_check(1)").fetchone()
        (products,) = opened.connection.execute("SELECT count(*) FROM product").fetchone()
    except sqlite3.Error as error:
        raise NoCatalogue(f"{path}: {error}; import the products again") from error
    if (found, products) != ("ok", opened.edition.products):
        raise NoCatalogue(f"{path}: it is damaged ({found}, {products} products); import the products again")
