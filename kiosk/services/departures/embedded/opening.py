"""Open the departures database: SQLite in a file of its own, or PostgreSQL by URL."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, inspect, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from kiosk.services.departures.embedded import schema

# FULL: a seat or a bag number that a traveller was told must outlive a power cut. The busy time is long enough for
# a queue of kiosks on one file.
_BUSY_S: Final = 10
_AGAIN_S: Final = 0.02
_PRAGMAS: Final = (
    ("busy_timeout", _BUSY_S * 1000),
    ("synchronous", 2),
    ("foreign_keys", 1),
    ("secure_delete", 1),
    ("trusted_schema", 0),
    ("cell_size_check", 1),
)
POSTGRESQL: Final = "postgresql+psycopg"


class NoDepartures(RuntimeError):
    """The departures database cannot be used; the text says what to do, and holds no password."""


def database_url(place: Path | str) -> URL:
    """Return the URL of a data folder's own file, or check the URL of a PostgreSQL database. Raises `NoDepartures`."""
    if isinstance(place, Path):
        return URL.create("sqlite", database=str(place / schema.FILE_NAME))
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise NoDepartures("departures: allowed is postgresql://user@host/database") from error
    if url.get_backend_name() != "postgresql":
        raise NoDepartures(f"departures: {url.get_backend_name()}: allowed is postgresql://user@host/database")
    return url.set(drivername=POSTGRESQL)


def open_engine(place: Path | str) -> Engine:
    """Open the database and, where it is new, make its tables. Raises `NoDepartures`."""
    url = database_url(place)
    shown = url.render_as_string(hide_password=True)
    try:
        engine = _sqlite(url) if url.get_backend_name() == "sqlite" else create_engine(url, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError) as error:
        raise NoDepartures(f"{shown}: PostgreSQL needs the extra: pip install 'pronto[postgresql]'") from error
    try:
        _prepare(engine, shown)
    except DBAPIError as error:
        engine.dispose()
        raise NoDepartures(f"{shown}: {error.orig}") from error
    except NoDepartures:
        engine.dispose()
        raise
    return engine


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # sqlite3 must not begin or commit by itself
        for name, value in _PRAGMAS:
            connection.execute(f"PRAGMA {name}={value}")
        _write_ahead(connection)

    @event.listens_for(engine, "begin")
    def do_begin(connection: Connection) -> None:
        is_reading = connection.get_execution_options().get("is_reading", False)
        connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")

    return engine


def _write_ahead(connection: DBAPIConnection) -> None:
    """Let the file keep a write-ahead log.

    SQLite does not wait for the lock this needs: of two kiosks that open a new file at once the second asks again, for
    as long as it would wait for any other lock.
    """
    due = time.monotonic() + _BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode=wal")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > due:
                raise
            time.sleep(_AGAIN_S)
        else:
            return


def _prepare(engine: Engine, shown: str) -> None:
    with engine.begin() as connection:
        if not inspect(connection).has_table(schema.edition.name):
            try:
                with connection.begin_nested():
                    schema.metadata.create_all(connection)
                    connection.execute(insert(schema.edition).values(format=schema.FORMAT))
            except DBAPIError:
                if not inspect(connection).has_table(schema.edition.name):  # another kiosk did not make them either
                    raise
        found = connection.execute(select(schema.edition.c.format)).scalar_one_or_none()
    if found != schema.FORMAT:
        raise NoDepartures(
            f"{shown}: its format is {found}, this program reads {schema.FORMAT}: start the version that wrote it, "
            "or move it away and import again"
        )
