"""Bookings as most programs would find them: mapped classes, a session per call, relations loaded as they are met.

The tables, the keys to look under and the choice among what was found are the product's: only the way to the rows is
the twin's own.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter
from sqlalchemy import ForeignKey, and_, create_engine, or_, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

from kiosk.domain.travel.asking import Answer, Facts
from kiosk.domain.travel.booking import Booking
from kiosk.domain.travel.booking import Segment as Way
from kiosk.domain.travel.flight import Flight
from kiosk.domain.values import replace
from kiosk.services.departures.embedded.schema import FILE_NAME
from kiosk.services.departures.finding import asked_keys, chosen

BOOKING = TypeAdapter(Booking)
FLIGHT = TypeAdapter(Flight)


class Base(DeclarativeBase):
    """What is mapped."""


class FlightRow(Base):
    """A flight as it is now."""

    __tablename__ = "flight"
    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    body: Mapped[str]


class SegmentRow(Base):
    """A flight of a booking."""

    __tablename__ = "segment"
    ref: Mapped[str] = mapped_column(ForeignKey("booking.ref"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    flight_id: Mapped[str] = mapped_column(ForeignKey("flight.id"))
    flight: Mapped[FlightRow] = relationship()


class LookupRow(Base):
    """What a booking is found by."""

    __tablename__ = "lookup"
    kind: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(ForeignKey("booking.ref"), primary_key=True)


class BookingRow(Base):
    """A booking."""

    __tablename__ = "booking"
    ref: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    body: Mapped[str]
    segments: Mapped[list[SegmentRow]] = relationship(order_by=SegmentRow.n)
    ways: Mapped[list[LookupRow]] = relationship()


class OrmDepartures:
    """The departures of a data folder through the ORM, with an engine that is kept."""

    def __init__(self, data_dir: Path) -> None:
        self._engine = create_engine(f"sqlite:///{data_dir / FILE_NAME}")

    def find(self, facts: Facts, now_utc_ms: int) -> Answer:
        """Find the one booking that all facts fit."""
        keys = asked_keys(facts)
        with Session(self._engine) as session:
            query = select(BookingRow)
            if facts.ref:
                query = query.where(BookingRow.ref.in_([value for _, value in keys]))
            else:
                under = [and_(LookupRow.kind == kind, LookupRow.value == value) for kind, value in keys]
                query = query.join(BookingRow.ways).where(or_(*under)).distinct()
            found = [_booking(row) for row in session.scalars(query)]
        return chosen(facts, found, now_utc_ms)

    def close(self) -> None:
        """Let the file go."""
        self._engine.dispose()


def _booking(row: BookingRow) -> Booking:
    ways = tuple(
        Way(own.n, replace(FLIGHT.validate_json(own.flight.body), version=own.flight.version)) for own in row.segments
    )
    return replace(BOOKING.validate_json(row.body), segments=ways, version=row.version)
