"""The tables of the embedded departures system. docs/reference/departures.md says why they are a file of their own.

What two kiosks must never do is impossible by a key: one seat twice (`seat_use`), one sequence number twice
(`boarding`), one bag number twice (`plate`). What nobody asks for alone stands in `body`: the domain's value as JSON.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    text,
)

FILE_NAME: Final = "departures.db"
FORMAT: Final = 1

metadata: Final = MetaData()

edition: Final = Table("departures_edition", metadata, Column("format", Integer, primary_key=True))

flight: Final = Table(
    "flight", metadata,
    Column("id", String, primary_key=True),
    Column("date", String, nullable=False, index=True),
    Column("departs_utc_ms", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("last_sequence", Integer, nullable=False),
    Column("body", String, nullable=False),
    Column("seating", String, nullable=False),
)  # fmt: skip

booking: Final = Table(
    "booking", metadata,
    Column("ref", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("ends_utc_ms", BigInteger, nullable=False, index=True),
    Column("body", String, nullable=False),
)  # fmt: skip

segment: Final = Table(
    "segment", metadata,
    Column("ref", String, ForeignKey("booking.ref", ondelete="CASCADE"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("flight_id", String, ForeignKey("flight.id"), nullable=False, index=True),
    PrimaryKeyConstraint("ref", "n"),
)  # fmt: skip

lookup: Final = Table(
    "lookup", metadata,
    Column("kind", String, nullable=False),
    Column("value", String, nullable=False),
    Column("ref", String, ForeignKey("booking.ref", ondelete="CASCADE"), nullable=False, index=True),
    PrimaryKeyConstraint("kind", "value", "ref"),
)  # fmt: skip

seat_use: Final = Table(
    "seat_use", metadata,
    Column("flight_id", String, ForeignKey("flight.id"), nullable=False),
    Column("seat", String, nullable=False),
    Column("ref", String, nullable=False, index=True),
    Column("passenger_id", String, nullable=False),
    Column("order_id", String, nullable=False, index=True),
    PrimaryKeyConstraint("flight_id", "seat"),
)  # fmt: skip
Index(
    "seat_use_one_each", seat_use.c.flight_id, seat_use.c.ref, seat_use.c.passenger_id, unique=True,
    sqlite_where=text("order_id = ''"), postgresql_where=text("order_id = ''"),
)  # fmt: skip

boarding: Final = Table(
    "boarding", metadata,
    Column("flight_id", String, ForeignKey("flight.id"), nullable=False),
    Column("sequence", Integer, nullable=False),
    UniqueConstraint("flight_id", "sequence"),
)  # fmt: skip

order_: Final = Table(
    "travel_order", metadata,
    Column("id", String, primary_key=True),
    Column("ref", String, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("until_utc_ms", BigInteger, nullable=False),
    Column("body", String, nullable=False),
)  # fmt: skip
Index("travel_order_due", order_.c.state, order_.c.until_utc_ms)

plate: Final = Table(
    "plate", metadata,
    Column("plate", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("ref", String, nullable=False),
    Column("given_utc_ms", BigInteger, nullable=False),
    Column("instead", String, nullable=False),
)  # fmt: skip

serial: Final = Table(
    "plate_serial", metadata,
    Column("carrier_numeric", String, primary_key=True),
    Column("last", Integer, nullable=False),
)  # fmt: skip
