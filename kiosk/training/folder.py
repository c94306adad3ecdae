"""Makes the data folder of a training, with the persons of this kiosk, and ends it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import insert, select

from kiosk.configuring.overlay import FOLDER as SETTINGS
from kiosk.configuring.overlay import NOW
from kiosk.people.secret import KEY_NAME
from kiosk.store.database import Database, open_database
from kiosk.store.tables import people
from kiosk.training.mark import mark_of, own_folder

PERSONS: Final = (
    people.person,
    people.person_role,
    people.person_pin,
    people.person_totp,
    people.totp_used,
    people.badge_spent,
    people.lockout,
    people.pin_cost,
)
"""Who may sign in, and what keeps others out: a lock-out goes along, or training would be a way around it."""
FILES: Final = (KEY_NAME, f"{SETTINGS}/{NOW}")


def begin(database: Database, data_dir: Path, step: Callable[[str], None] = lambda _done: None) -> Path:
    """Make a training for the next start; return its data folder. An earlier one is gone with all it held.

    Raises `OSError`, `StorageUnusable`; then the next start is no training. `step` is told of each step, for tests.
    """
    own = own_folder(data_dir)
    shutil.rmtree(own.parent, ignore_errors=True)
    own.mkdir(parents=True, mode=0o700)
    for name in FILES:
        if (data_dir / name).is_file():
            (own / name).parent.mkdir(exist_ok=True)
            shutil.copy2(data_dir / name, own / name)  # with its mode: a key is its owner's alone
    step("files")
    _copy_persons(database, own)
    step("persons")
    number = os.open(mark_of(own), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.fsync(number)
    os.close(number)
    step("mark")
    return own


def _copy_persons(database: Database, own: Path) -> None:
    fresh = open_database(own)
    try:
        with database.reader.connect() as old, fresh.writer.begin() as new:
            for table in PERSONS:
                rows = [dict(row._mapping) for row in old.execute(select(table))]  # noqa: SLF001  # SQLAlchemy's name
                if rows:
                    new.execute(insert(table), rows)
    finally:
        fresh.close()


def end(own: Path) -> None:
    """Make the next start a real one. `own` is the data folder of the training. Raises `OSError`.

    The folder stays until the next training: a running kiosk still writes to it.
    """
    mark_of(own).unlink(missing_ok=True)
