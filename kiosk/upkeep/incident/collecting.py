"""A bundle out of the journal and the log of a running kiosk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, select

from kiosk.flows.base import Site
from kiosk.flows.shell.session import Session, Started
from kiosk.health.redaction import redacted
from kiosk.store import schema
from kiosk.store.database import Database
from kiosk.upkeep.incident.bundle import MOST_EVENTS, MOST_LINES, Bundle, Row
from kiosk.upkeep.incident.replaying import Player, state_of

BEFORE: Final = 200  # events before a start that may be its own: devices are told before the session begins
LOG: Final = Path("logs") / "kiosk.log"


def collected(
    database: Database, data_dir: Path, site: Site, now: tuple[str, int], running: Session | None = None,
    starts: int = 2,
) -> Bundle:  # fmt: skip
    """Return what happened since the last `starts` starts. `now` is the version and UTC milliseconds.

    `site` is that of the settings, in the kiosk's own language; `running` is the session as it is, to be held against
    what replaying comes to. Reads the file; raises `OSError`, `sqlalchemy.exc.DBAPIError`.
    """
    with database.reader.connect() as connection:
        rows = tuple(_rows(connection, _begin(connection, starts)))
    rows, last = _with_states(rows, site)
    is_same = running is not None and last is not None and state_of(running) == state_of(last)
    version, made_utc_ms = now
    log = tuple(_log(data_dir / LOG))
    return Bundle(version, made_utc_ms, values_of(site), site.receipt, site.required, site.is_demo, is_same, rows, log)


def values_of(site: Site) -> dict[str, Any]:
    """Return the site as the settings' `[site]` has it, which `kiosk.site.site_of` reads."""
    place = site.place
    person = {"desk": dict(place.desk.texts), "phone": place.phone, "opens": place.opens, "closes": place.closes}
    return {
        "name": site.name, "kiosk": site.kiosk, "currency": site.currency, "languages": list(site.languages),
        "language": site.language, "journeys": list(site.journeys), "person": person,
    }  # fmt: skip


def _begin(connection: Connection, starts: int) -> int:
    own = schema.journal.c
    newest = select(own.seq).where(own.kind == Started.__name__).order_by(own.seq.desc()).limit(starts)
    found = list(connection.execute(newest).scalars())
    return found[-1] if found else 0


def _rows(connection: Connection, begin_seq: int) -> Iterator[Row]:
    """Yield the events from a start on, what was told of the devices just before it first; the newest, if too many."""
    own = schema.journal.c
    newest = connection.execute(select(own.seq).order_by(own.seq.desc()).limit(1)).scalar() or 0
    first = max(begin_seq - BEFORE, newest - MOST_EVENTS + 1, 0)
    told = ("DeviceChanged", "OpeningTold")
    for row in connection.execute(select(schema.journal).where(own.seq >= first).order_by(own.seq)):
        if row.seq >= begin_seq or row.kind in told:
            yield Row(row.seq, row.kind, row.utc_ms, row.mono_ms, row.draw, row.session_id or "", row.payload, "", "")


def _with_states(rows: tuple[Row, ...], site: Site) -> tuple[tuple[Row, ...], Session | None]:
    """Play what can be played and note what it came to; from the first personal event on, payloads are left out."""
    player, is_open = Player(site, site.required), True
    found: list[Row] = []
    for row in rows:
        is_open = is_open and player.take(row)
        if not is_open:
            found.append(replace(row, payload=""))
            continue
        screen, digest = state_of(player.session)
        found.append(replace(row, screen=screen, digest=digest))
    return tuple(found), player.session if is_open else None


def _log(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return [redacted(line) for line in lines[-MOST_LINES:]]
