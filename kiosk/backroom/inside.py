"""What the staff's pages may reach of the running kiosk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from devices.api import Device
from kiosk.effects.base import Post, Tasks
from kiosk.flows.shell.session import Session
from kiosk.health.view import Fitting
from kiosk.people.opening import Persons
from kiosk.phrases import Speaker
from kiosk.settings import Settings
from kiosk.store.database import Database
from kiosk.store.journal import SqliteJournal
from kiosk.upkeep.keeping import Upkeep

if TYPE_CHECKING:
    from kiosk.backroom.far import Far


@dataclass(frozen=True, slots=True)
class Inside:
    """The running kiosk, as an area of the backroom sees it. Used on the core's loop.

    `config` is the settings file, `profile` the chosen one or None; `session` gives the session as it is now;
    `persons` are opened by the first who needs them;
    `devices` are by part (`printer`, `scanner-2`) and counted; `far` is what only `main` can reach.
    """

    settings: Settings
    config: Path
    profile: str | None
    data_dir: Path
    version: str
    database: Database
    journal: SqliteJournal
    upkeep: Upkeep
    persons: Persons
    devices: Mapping[str, Device]
    fittings: Sequence[Fitting]
    session: Callable[[], Session]
    post: Post
    tasks: Tasks
    utc_ms: Callable[[], int]
    words_for: Callable[[str], Speaker]
    far: Far
