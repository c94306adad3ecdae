"""Finds the sale of a return code at this kiosk, for staff who give its money back."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from kiosk.domain.fiscal.returning import Returning
from kiosk.domain.moves import SaleState
from kiosk.flows.assist.events import FindReturn, ReturnFound
from kiosk.services.receipt_key import ReceiptKey, receipt_key
from kiosk.settings import Settings
from kiosk.store.day import sale_with

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside
    from kiosk.backroom.tables import Table

EPOCH: Final = 719_163  # of 1970-01-01, as `date.toordinal` counts
log: Final = logging.getLogger(__name__)


def table(inside: Inside) -> Table:
    """Return who finds sales that goods come back of."""

    async def find(effect: FindReturn) -> None:
        inside.post(await asyncio.to_thread(found, inside, effect.code))

    return {FindReturn: lambda effect: inside.tasks.start(effect, effect.key, find(effect))}


def found(inside: Inside, code: str) -> ReturnFound:
    """Return the sale of a code with the lines that come back no more, or why none of it does."""
    returning = returning_of(inside.settings, inside.data_dir)
    told = returning.sale_of(code) if returning is not None else None
    if returning is None or told is None:
        return ReturnFound(None, why="not_ours")
    with inside.database.reader.connect() as connection:
        sale = sale_with(connection, told[0])
    if sale is None or sale.state is not SaleState.FULFILLED:
        return ReturnFound(None, why="not_ours")
    late = returning.late(sale, told[1], returning.day_of(inside.utc_ms()))
    return ReturnFound(None, why="too_late") if len(late) == len(sale.lines) else ReturnFound(sale, late)


def key_of(folder: Path) -> ReceiptKey | None:
    """Return the kiosk's key for receipts; None, with the reason in the log, where there is none."""
    try:
        return receipt_key(folder)
    except OSError as error:
        log.error("no signed receipts: %s", error)
        return None


def returning_of(settings: Settings, folder: Path) -> Returning | None:
    """Return what makes and reads the codes of returns; None where nothing comes back by one."""
    own, zone = settings.fiscal, ZoneInfo(settings.site.timezone)
    if not own.return_days and not any(own.return_days_of.values()):
        return None
    key = key_of(folder)
    return None if key is None else Returning(key, own.return_days, own.return_days_of, partial(day_of, zone=zone))


def day_of(utc_ms: int, zone: tzinfo) -> int:
    """Return the day of a time at the site, in days since 1970-01-01."""
    return datetime.fromtimestamp(utc_ms / 1000, UTC).astimezone(zone).toordinal() - EPOCH
