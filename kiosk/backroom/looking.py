"""Looks at the devices and at the machine for the technician's first pages, and starts a device anew."""

from __future__ import annotations

import asyncio
import platform
import sys
from dataclasses import replace
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from devices.api import Health, HealthState
from kiosk.backroom.logs import newest, tail
from kiosk.backroom.testing.certificates import last_tried
from kiosk.domain.text import text
from kiosk.flows.maintenance.events import (
    BeginCounts,
    LookAtMachine,
    LookAtParts,
    MachineSeen,
    PartActed,
    PartsSeen,
    StartPartAnew,
)
from kiosk.flows.maintenance.values import MachineFact, Seen, Tried, Why
from kiosk.store import schema
from kiosk.store.recovery import verify_all
from kiosk.store.space import LOW_BYTES, free_bytes
from kiosk.upkeep.clock import clock_amiss
from kiosk.upkeep.incident.collecting import LOG

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside
    from kiosk.backroom.tables import Table
    from kiosk.health.view import Part

LINES: Final = 3  # of the log, of one device
ANEW_S: Final = 10.0  # a device that is started anew has so long to say that it is ready
LOOK_S: Final = 0.1


def table(inside: Inside) -> Table:
    """Return what performs the effects of the technician's first pages."""
    start = inside.tasks.start
    return {
        LookAtParts: lambda effect: start(effect, "", _look(inside, effect.part)),
        LookAtMachine: lambda effect: start(effect, "", _machine(inside)),
        StartPartAnew: lambda effect: start(effect, effect.key, _anew(inside, effect.part)),
        BeginCounts: lambda effect: start(effect, effect.key, _counts(inside, effect.part)),
    }


# --- devices ----------------------------------------------------------------------------------------------------------


async def _look(inside: Inside, part: str) -> None:
    view = inside.upkeep.board.view()
    zone = ZoneInfo(inside.settings.site.timezone)
    log = await asyncio.to_thread(_log_of, inside, part, zone) if part else ()
    tried = await asyncio.to_thread(_tried, inside, part, zone) if part else None
    parts = (_seen(own, zone) for own in view.parts if own.url)
    seen = (replace(own, log=log, tried=tried) if own.part == part else own for own in parts)
    inside.post(PartsSeen(tuple(seen)))


def _tried(inside: Inside, part: str, zone: ZoneInfo) -> Tried | None:
    last = last_tried(inside.data_dir, part)
    if last is None:
        return None
    verdict, own = last
    ended = datetime.fromtimestamp(own.ended_utc_ms / 1000, zone)
    return Tried(verdict, f"{ended:%Y-%m-%d %H:%M}", own.person_id)


def _log_of(inside: Inside, part: str, zone: ZoneInfo) -> tuple[tuple[str, str], ...]:
    try:
        lines = tail(inside.data_dir / LOG)
    except OSError as error:
        return (("", str(error)),)
    found = (own for own in newest(lines, zone, about=part))
    return tuple((f"{own.time} {own.level}", own.text) for own, _ in zip(found, range(LINES), strict=False))


def _seen(own: Part, zone: ZoneInfo) -> Seen:
    since = datetime.fromtimestamp(own.since_utc_ms / 1000, zone).strftime("%H:%M") if own.since_utc_ms else ""
    return Seen(
        part=own.id, state=own.state.value, is_usable=own.is_usable, is_required=own.is_required, driver=own.driver,
        model=own.model, remark=own.remark, since=since, detail=own.detail, because_of=own.because_of,
        whys=tuple(Why(why.code, why.article) for why in own.reasons), counts=tuple(own.tally.period.items()),
        left=tuple((left.name, left.supply) for left in own.consumables),
    )  # fmt: skip


async def _anew(inside: Inside, part: str) -> None:
    """Reset a device and wait a while for what it says then; whatever it raises is what came of it."""
    device = inside.devices.get(part)
    if device is None:
        inside.post(PartActed(part, problem="it is not fitted"))
        return
    before: Health = device.health
    try:
        async with asyncio.timeout(ANEW_S):
            await device.reset()
            while device.health.state is HealthState.STARTING:
                await asyncio.sleep(LOOK_S)
    except Exception as error:  # a driver of anybody's: the page says what it was
        inside.post(PartActed(part, before.state.value, problem=f"{type(error).__name__} {error}".strip()))
        return
    inside.post(PartActed(part, before.state.value, device.health.state.value))


async def _counts(inside: Inside, part: str) -> None:
    await inside.upkeep.reset(part)
    inside.post(PartActed(part))


# --- the machine ------------------------------------------------------------------------------------------------------


async def _machine(inside: Inside) -> None:
    inside.post(MachineSeen(await asyncio.to_thread(_facts, inside)))


def _facts(inside: Inside) -> tuple[MachineFact, ...]:
    now = datetime.fromtimestamp(inside.utc_ms() / 1000, ZoneInfo(inside.settings.site.timezone))
    free = free_bytes(inside.data_dir)
    is_clock_well = not clock_amiss(now)
    with inside.database.reader.connect() as connection:
        count = connection.execute(select(func.max(schema.journal.c.seq))).scalar() or 0
    chain = verify_all(inside.database)
    said = text(f"maintenance.machine.{'no' if chain is not None else 'yes'}")
    size = inside.database.path.stat().st_size
    return (
        MachineFact("disk", f"{free / 1e9:.1f} GB", "good" if free >= LOW_BYTES else "bad"),
        MachineFact("clock", now.strftime("%Y-%m-%d %H:%M:%S"), "good" if is_clock_well else "bad"),
        MachineFact("records", f"{count}", "plain"),
        MachineFact("chain", said, "good" if chain is None else "bad"),
        MachineFact("database", f"{size / 1e6:.1f} MB"),
        MachineFact("version", inside.version),
        MachineFact("python", platform.python_version()),
        MachineFact("qt", _version("PySide6")),
        MachineFact("kernel", f"{sys.platform} {platform.release()}"),
        MachineFact("licence", "Apache-2.0"),
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
