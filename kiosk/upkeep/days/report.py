"""The command `report day`: the X of now, or a Z by its number, with the figures that the glass shows."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError

from kiosk.configuring.starting import in_force
from kiosk.domain.settling.figures import DayFigures
from kiosk.settings import DEFAULT_FILE, SettingsError, data_dir_of
from kiosk.store import papers
from kiosk.store.codec import NotDecodable
from kiosk.store.database import FILE_NAME
from kiosk.store.day import last_close
from kiosk.upkeep.days.reckoning import standing

DONE, NOT_FOUND, BAD_CALL = 0, 1, 2


def day(options: argparse.Namespace) -> int:
    """Print the figures; 1 when there is no report of that number, 2 for a bad call. Nothing is written."""
    try:
        settings = in_force(options.config or DEFAULT_FILE, options.profile, options.data)
        folder = options.data or data_dir_of(settings)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return BAD_CALL
    if not (folder / FILE_NAME).is_file():
        print(f"{folder}: no kiosk has kept anything here", file=sys.stderr)
        return BAD_CALL
    engine = create_engine(f"sqlite:///file:{folder / FILE_NAME}?mode=ro&uri=true")
    try:
        with engine.connect() as connection:
            if options.z is None:
                now = standing(connection, settings.site.currency, time.time_ns() // 1_000_000)
                print("\n".join((*lines("X", now.figures, now.terminal_minor), *paper_lines(connection))))
                return DONE
            closed = last_close(connection, options.z)
    except (DBAPIError, NotDecodable) as error:
        print(f"report day: {folder / FILE_NAME} cannot be read: {type(error).__name__}", file=sys.stderr)
        return BAD_CALL
    finally:
        engine.dispose()
    if closed is None:
        print(f"report day: there is no Z {options.z}", file=sys.stderr)
        return NOT_FOUND
    print("\n".join(lines(f"Z {closed.number} by {closed.person_id}", closed.figures, closed.terminal_minor)))
    return DONE


def paper_lines(connection: Connection) -> Iterator[str]:
    """Write whether the numbers of receipts have a gap, and how many receipts wait for their signature."""
    for series, missing in papers.missing_numbers(connection).items():
        yield f"receipt numbers missing, {series.lower()}: {missing}"
    yield f"receipts to be signed: {papers.unsigned(connection)}"


def lines(title: str, own: DayFigures, terminal_minor: int | None) -> Iterator[str]:
    """Write the figures: amounts in minor units, as the tables hold them."""
    yield f"{title}: journal {own.from_seq} to {own.to_seq} ({own.currency}, minor units)"
    yield f"sales: {own.sales}, pieces: {own.pieces}, sold: {own.sold_minor}"
    for row in own.taxes:
        yield f"tax {row.vat_bp / 100:g} %: net {row.net_minor}, tax {row.tax_minor}"
    yield f"discounts: {own.discounts}, {own.discount_minor}"
    yield f"refunds: {own.refunds}, {own.refunded_minor}"
    yield f"given up: {own.given_up}, {own.given_up_minor}"
    yield f"taken out after the total: {own.late_pieces}, {own.late_minor}"
    yield f"donations: {own.donations}, {own.donated_minor}"
    for one in own.schemes:
        paid, back = f"{one.payments}, {one.paid_minor}", f"{one.returns}, {one.returned_minor}"
        yield f"{one.scheme or '?'}: paid {paid}; back {back}; held {one.held_minor}"
    yield f"held: {own.held_minor}"
    if terminal_minor is not None:
        yield f"terminal: {terminal_minor}, difference: {terminal_minor - own.at_terminal_minor}"
    yield f"for a person (REVIEW): {own.reviews}"
