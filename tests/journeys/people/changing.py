"""An admin changes the kiosk's name on the glass, sees it after the next start, and takes it back."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Final

import pyotp

from kiosk.domain.access.roles import Role
from kiosk.people.secret import pepper_in
from kiosk.people.store import PeopleStore
from kiosk.store.database import open_database
from kiosk.store.journal import SqliteJournal
from tests.journeys.people.signing_in import enrol, entered, pressed, signed_in
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.shopping import attract

ADMIN: Final = "noor"
APP: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # the app of an invented person, in base32
STEP_S: Final = 30


def enrol_admin(data_dir: Path) -> None:
    """Enrol the admin with PIN and authenticator app at a kiosk that does not run."""
    enrol(data_dir, ADMIN, Role.ADMIN)

    async def enrolled() -> None:
        database = open_database(data_dir)
        journal = SqliteJournal(database, "test")
        pepper = pepper_in(data_dir, has_pins=True)
        sealed = pepper.seal(ADMIN).close(APP.encode("ascii"), "totp")
        await PeopleStore(journal).set_totp(ADMIN, sealed, pepper.id)
        await journal.close()
        database.close()

    asyncio.run(enrolled())


def name_changed(stage: Stage) -> Script:
    """Another name is typed, the difference seen, a code given; the name is that of the next start."""
    glass = stage.glass
    yield attract(stage)
    yield from signed_in(stage, ADMIN)
    yield from entered(stage, "configure")
    yield Until("the sections", lambda: len(glass.parts["rows"]) > 10)
    yield from stage.picture("settings")
    yield from pressed(stage, "row", "Locatie")
    yield stage.on("configure/Keys")
    yield from pressed(stage, "row", "kiosk")
    yield stage.on("configure/Edit")
    yield from pressed(stage, "key:x")
    yield from pressed(stage, "primary")
    yield stage.on("configure/Keys")
    yield from pressed(stage, "primary")
    yield stage.on("configure/Difference")
    (row,) = glass.parts["rows"]
    demand(row["text"] == "Kiosk 4 → Kiosk 4x", f"the difference says {row}")
    yield from stage.picture("settings-difference")
    yield from _applied(stage, 0)
    yield from pressed(stage, "primary")
    yield Until("that a person has to start it again", lambda: glass.action("primary") is None)
    yield from _left(stage)


def name_taken_back(stage: Stage) -> Script:
    """The kiosk has its new name; the settings before these are wanted back."""
    glass = stage.glass
    yield attract(stage)
    demand("Kiosk 4x" in glass.texts(), f"the kiosk's name is not the new one: {glass.texts()}")
    yield from signed_in(stage, ADMIN)
    yield from entered(stage, "configure")
    yield Until("the sections", lambda: len(glass.parts["rows"]) > 10)
    yield from pressed(stage, "row", "Terug naar de vorige")
    yield stage.on("configure/Difference")
    (row,) = glass.parts["rows"]
    demand(row["text"] == "Kiosk 4x → Kiosk 4", f"the way back says {row}")
    yield from _applied(stage, 1)
    yield from _left(stage)


def name_as_before(stage: Stage) -> Script:
    """The kiosk has its old name again."""
    yield attract(stage)
    demand("Kiosk 4" in stage.glass.texts(), f"the kiosk's name is not the old one: {stage.glass.texts()}")


def _applied(stage: Stage, steps_on: int) -> Script:
    """Apply, with a code of the app; the second within a minute is the next one."""
    yield from pressed(stage, "primary")
    yield stage.on("confirm/Code")
    code = pyotp.TOTP(APP).at(time.time() + steps_on * STEP_S)
    for sign in code:
        yield from pressed(stage, f"key:{sign}")
    yield from pressed(stage, "primary")
    yield stage.on("configure/Applied")
    yield from stage.picture("settings-applied")


def _left(stage: Stage) -> Script:
    for screen in ("configure/Sections", "staff/Menu", "shell/Attract"):
        yield from pressed(stage, "back")
        yield stage.on(screen)
