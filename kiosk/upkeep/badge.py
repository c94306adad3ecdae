"""The command `badge`: makes a staff badge as a picture for a printer of cards, while the kiosk does not run.

No PIN and no code are asked for. Who may read `people.key` and write the tables, which is the user of the kiosk alone,
could make a badge without this command; a question would stop nobody and look as if it did. The journal says that the
command made it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import sqlite3
import sys
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kiosk.configuring.starting import in_force
from kiosk.disk.durable import replacing
from kiosk.domain.stamp import Stamp
from kiosk.people.audit import Audited
from kiosk.people.badges.making import BadgeMaking, Drawn
from kiosk.people.badges.picture import FORMATS, picture_of
from kiosk.people.boot import boot_clock
from kiosk.people.door import Clocks
from kiosk.people.register import Problem
from kiosk.people.secret import pepper_in
from kiosk.people.store import PeopleStore
from kiosk.settings import SettingsError, data_dir_of
from kiosk.store.database import FILE_NAME, open_database
from kiosk.store.errors import AlreadyRunning, CommitFailed, StorageUnusable
from kiosk.store.journal import SqliteJournal
from kiosk.upkeep.clock import is_clock_believed

MADE, REFUSED, BAD_CALL = 0, 1, 2
WHY: Final = "command"
_WORDS: Final = {
    Problem.NOBODY: "nobody who may sign in has this staff ID",
    Problem.NO_CLOCK: "the clock of this machine is wrong, so how long a badge is good cannot be said",
}


@dataclass(frozen=True, slots=True)
class _Order:
    person_id: str
    out: Path
    folder: Path
    timezone: str


def badge(options: argparse.Namespace) -> int:
    """Write the picture and let the badge open; 0: it does, 1: nothing was made, 2 for a bad call."""
    try:
        settings = in_force(options.config, options.profile, options.data)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return BAD_CALL
    folder = options.data or data_dir_of(settings)
    order = _Order(options.person, options.out, folder, settings.site.timezone)
    if (problem := _problem_of(order)) is not None:
        print(f"badge: {problem}", file=sys.stderr)
        return BAD_CALL
    try:
        return asyncio.run(_made(order))
    except AlreadyRunning:
        print("badge: a kiosk is running on this data folder: stop it, or make the badge on its page", file=sys.stderr)
    except (StorageUnusable, CommitFailed, OSError, sqlite3.Error) as error:
        print(f"badge: nothing was made: {error}", file=sys.stderr)
    return REFUSED


def _problem_of(order: _Order) -> str | None:
    """Return what is wrong with the call. What another user leaves here, the kiosk could not write."""
    if order.out.suffix.lower() not in FORMATS:
        return f"--out {str(order.out)!r}: allowed is a file that ends with {' or '.join(FORMATS)}"
    if not (order.folder / FILE_NAME).is_file():
        return f"{order.folder}: no kiosk has kept anything here"
    if order.folder.stat().st_uid != os.geteuid():
        return f"{order.folder}: only the user that owns it makes badges"
    return None


async def _made(order: _Order) -> int:
    database = open_database(order.folder)
    journal = SqliteJournal(database, WHY)
    try:
        return await _drawn(order, journal)
    finally:
        await journal.close()
        database.close()


async def _drawn(order: _Order, journal: SqliteJournal) -> int:
    store = PeopleStore(journal)
    if not await store.has_secrets():
        return _refused(Problem.NOBODY)

    async def record(event: Audited) -> None:
        await journal.commit(event, Stamp(_utc_ms(), 0, secrets.randbits(74)), "", (), ())

    clocks = Clocks(boot_clock(), _utc_ms, lambda: is_clock_believed(_utc_ms(), order.timezone))
    making = BadgeMaking(store, pepper_in(order.folder, has_pins=True), record, clocks)
    drawn = await making.draw(order.person_id)
    if isinstance(drawn, Problem):
        return _refused(drawn)
    with replacing(order.out, 0o600) as stream:
        stream.write(picture_of(drawn.text, order.out.suffix.lower()))
    if (problem := await making.keep(drawn, "", WHY)) is not None:
        order.out.unlink(missing_ok=True)
        return _refused(problem)
    _say(order, drawn, making)
    return MADE


def _refused(problem: Problem) -> int:
    print(f"badge: {_WORDS.get(problem, problem.value)}", file=sys.stderr)
    return REFUSED


def _say(order: _Order, drawn: Drawn, making: BadgeMaking) -> None:
    """Print what is no secret: number and last day, and the key by which other kiosks know this one's badges."""
    until = datetime.fromtimestamp(drawn.badge.valid_until_s, UTC)
    public = urlsafe_b64encode(making.issuer.public).rstrip(b"=").decode("ascii")
    print(f"{order.out}: badge {drawn.badge.serial} of {drawn.badge.person_id}, good until {until:%Y-%m-%d %H:%M} UTC")
    print("An older badge of this person that was made here opens nothing any more.")
    print(f'Other kiosks take it with {making.issuer.key_id} = "{public}" in [people] badge_keys.')


def _utc_ms() -> int:
    return time.time_ns() // 1_000_000
