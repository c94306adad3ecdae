"""Reads the log for its page, and writes an incident's bundle."""

from __future__ import annotations

import asyncio
import errno
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from kiosk.backroom.places import export_folder
from kiosk.flows.base import Event
from kiosk.flows.logs.events import SESSION, IncidentFailed, IncidentMade, LogLine, LogTold, MakeIncident, ReadLog
from kiosk.health.redaction import redacted
from kiosk.store import schema
from kiosk.store.database import Database
from kiosk.upkeep.incident.bundle import write
from kiosk.upkeep.incident.collecting import LOG, collected

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside
    from kiosk.backroom.tables import Table

MOST_LINES: Final = 400
TAIL_BYTES: Final = 1_000_000
LONGEST: Final = 300  # signs of a line on the page; the whole one is in the file
SEVERE: Final = {"all": 0, "warning": 1, "error": 2}
_RANKS: Final = {"DEBUG": 0, "INFO": 0, "WARNING": 1, "ERROR": 2, "CRITICAL": 2}
_LINE: Final = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z) ([A-Z]+) +(.*)")
BEGINNING: Final = datetime.min.replace(tzinfo=UTC)
log = logging.getLogger(__name__)


def table(inside: Inside) -> Table:
    """Return what performs the log's effects."""

    def read_log(effect: ReadLog) -> None:
        inside.tasks.start(effect, "", _told(inside, effect))

    def make(effect: MakeIncident) -> None:
        inside.tasks.start(effect, effect.key, _made(inside))

    return {ReadLog: read_log, MakeIncident: make}


async def _told(inside: Inside, effect: ReadLog) -> None:
    zone = ZoneInfo(inside.settings.site.timezone)
    lines = await asyncio.to_thread(_read, inside, effect, zone)
    now = datetime.fromtimestamp(inside.utc_ms() / 1000, zone)
    inside.post(LogTold(effect.level, effect.about, lines, f"UTC{now.isoformat()[-6:]}"))


def _read(inside: Inside, effect: ReadLog, zone: ZoneInfo) -> tuple[LogLine, ...]:
    since = _session_begin(inside.database) if effect.about == SESSION else BEGINNING
    about = "" if effect.about == SESSION else effect.about
    return tuple(newest(tail(inside.data_dir / LOG), zone, SEVERE[effect.level], about, since))


def tail(path: Path) -> list[str]:
    """Return the last lines of a log, whole ones; none where there is no log. Raises `OSError`."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - TAIL_BYTES))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return []
    return lines[1:] if size > TAIL_BYTES else lines


def newest(
    lines: Iterable[str], zone: ZoneInfo, least: int = 0, about: str = "", since: datetime = BEGINNING
) -> Iterator[LogLine]:
    """Yield what is wanted of a log, the newest first, with its times taken to `zone`.

    What follows a line without a time of its own (a traceback) stays with the line it explains.
    """
    whole: list[tuple[datetime, LogLine]] = []
    for said in lines:
        found = _LINE.fullmatch(said)
        if found is not None:
            written, level, words = found.groups()
            at = datetime.fromisoformat(written)
            time = f"{at.astimezone(zone):%H:%M:%S.%f}"[:-3]
            whole.append((at, LogLine(time, level, redacted(words)[:LONGEST])))
        elif whole:
            at, last = whole[-1]
            whole[-1] = (at, LogLine(last.time, last.level, f"{last.text} {redacted(said).strip()}"[:LONGEST]))
    count = 0
    for at, line in reversed(whole):
        is_wanted = _RANKS.get(line.level, 0) >= least and (not about or about in line.text)
        if is_wanted and at >= since and count < MOST_LINES:
            count += 1
            yield line


def _session_begin(database: Database) -> datetime:
    """Return when the last customer's session began."""
    own, journal = schema.session.c, schema.journal.c
    newest_session = select(own.started_seq).order_by(own.started_seq.desc()).limit(1).scalar_subquery()
    with database.reader.connect() as connection:
        utc_ms = connection.execute(select(journal.utc_ms).where(journal.seq == newest_session)).scalar()
    if utc_ms is None:
        return BEGINNING
    return datetime.fromtimestamp(utc_ms / 1000, UTC)


async def _made(inside: Inside) -> None:
    inside.post(await asyncio.to_thread(_written, inside))


def _written(inside: Inside) -> Event:
    session, now = inside.session(), inside.utc_ms()
    folder = export_folder(inside)
    name = f"incident-{datetime.fromtimestamp(now / 1000, UTC):%Y-%m-%d-%H%M%S}.jsonl"
    try:
        site = replace(session.site, language=session.home_language)
        bundle = collected(inside.database, inside.data_dir, site, (inside.version, now), session)
        if not inside.settings.service.media:
            folder.mkdir(parents=True, exist_ok=True)  # ours; a stick's folder that is missing is a missing stick
        write(folder / name, bundle)
    except (OSError, DBAPIError) as error:
        log.error("no incident was written: %s", error)
        return IncidentFailed(_why(error, folder))
    return IncidentMade(name, len(bundle.rows), bundle.is_same)


def _why(error: Exception, folder: Path) -> str:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "full"
    return "failed" if folder.is_dir() else "no-folder"
