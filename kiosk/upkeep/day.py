"""The command `report end-of-day`: what the kiosk holds, what its terminal says, and what a person must see."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine

from devices.api import CanCloseDay, DayTotals, Device, DeviceError, HealthState
from kiosk.configuring.starting import in_force
from kiosk.domain.sale import Attempt
from kiosk.domain.settling.day import at_terminal_minor, candidates, sums
from kiosk.domain.stamp import short_id
from kiosk.settings import DEFAULT_FILE, Settings, SettingsError, data_dir_of
from kiosk.store.database import FILE_NAME
from kiosk.store.day import DayFound, day_since
from kiosk.upkeep.inspection import Open, Supervise
from kiosk.upkeep.keeping import is_running

AGREES, DIFFERS, BAD_CALL = 0, 1, 2
WAIT_S = 20.0


def end_of_day(options: argparse.Namespace, open_all: Open, supervise: Supervise) -> int:
    """Print the day; 0 when nothing is left to do, 1 for a difference or open cases, 2 for a bad call.

    `--close` needs the terminal for itself: it is refused while a kiosk runs on the data folder.
    """
    file = options.config or DEFAULT_FILE
    try:
        settings = in_force(file, options.profile, options.data)
        folder = options.data or data_dir_of(settings)
        since_utc_ms = _since(options.since, settings)
    except (SettingsError, ValueError) as error:
        print(error, file=sys.stderr)
        return BAD_CALL
    if options.close and is_running(folder):
        print("A kiosk is running on this data folder: stop it before its terminal closes the day.", file=sys.stderr)
        return BAD_CALL
    if not (folder / FILE_NAME).is_file():
        print(f"{folder}: no kiosk has kept anything here", file=sys.stderr)
        return BAD_CALL
    found = _found(folder, since_utc_ms)
    told: DayTotals | None = None
    if options.close:
        try:
            opened, _ = open_all(file, settings)
            told = asyncio.run(closed(opened["terminal"], supervise))
        except (SettingsError, KeyError, DeviceError, TimeoutError) as error:
            print(f"the terminal did not close its day: {type(error).__name__} {error}", file=sys.stderr)
            return DIFFERS
    print("\n".join(lines(found, told, settings.site.currency)))
    return DIFFERS if is_open(found, told) else AGREES


def _since(day: str | None, settings: Settings) -> int:
    zone = ZoneInfo(settings.site.timezone)
    own = date.fromisoformat(day) if day is not None else datetime.now(zone).date()
    return int(datetime(own.year, own.month, own.day, tzinfo=zone).timestamp()) * 1000


def _found(folder: Path, since_utc_ms: int) -> DayFound:
    """Read beside a running kiosk: nothing is written."""
    engine = create_engine(f"sqlite:///file:{folder / FILE_NAME}?mode=ro&uri=true")
    try:
        with engine.connect() as connection:
            return day_since(connection, since_utc_ms)
    finally:
        engine.dispose()


async def closed(terminal: Device, supervise: Supervise) -> DayTotals:
    """Wait for the terminal and let it close its day. Raises `DeviceError`, `TimeoutError`."""
    ready = asyncio.Event()
    alive = asyncio.ensure_future(
        supervise(terminal, lambda health: ready.set() if health.state is HealthState.READY else None)
    )
    try:
        async with asyncio.timeout(WAIT_S):
            await ready.wait()
        return await cast(CanCloseDay, terminal).end_of_day()
    finally:
        alive.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await cast("asyncio.Task[Any]", alive)


def difference_minor(found: DayFound, told: DayTotals | None) -> int:
    """Return what the terminal holds more than the kiosk; 0 where it named no sum."""
    if told is None or told.total_minor is None:
        return 0
    return told.total_minor - at_terminal_minor(sums(found.attempts))


def is_open(found: DayFound, told: DayTotals | None) -> bool:
    """True when a person has something to do."""
    return bool(found.reviewed or found.watched or difference_minor(found, told))


def lines(found: DayFound, told: DayTotals | None, currency: str) -> Iterator[str]:
    """Write the day for a person: amounts in minor units, as the tables hold them."""
    yield f"scheme, payments, minor units, back, minor units, held ({currency})"
    for one in sums(found.attempts):
        values = (one.payments, one.paid_minor, one.returns, one.returned_minor, one.held_minor)
        yield f"{one.scheme or '?'}: {', '.join(map(str, values))}"
    if told is not None:
        yield f"terminal: {told.total_minor if told.total_minor is not None else 'named no sum'}"
        difference = difference_minor(found, told)
        yield f"difference: {difference}"
        yield from _cases("may explain it", candidates(found.attempts, difference))
    yield from _cases("for a person (REVIEW)", found.reviewed)
    yield from _cases("ended unheard (watch list)", found.watched)


def _cases(title: str, attempts: Sequence[Attempt]) -> Iterator[str]:
    yield f"{title}: {len(attempts)}"
    for own in attempts:
        name = own.poi_tx_id or (f"receipt {own.receipt_no}" if own.receipt_no is not None else "no receipt")
        yield f"  {short_id(own.id)} {own.kind} {own.state} {own.held.minor} {own.terminal_id} {own.ref} {name}"
