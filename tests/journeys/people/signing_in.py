"""Staff come to the glass: enrolled before it starts or as its first, by the corner, an id and a PIN."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pyotp

from kiosk.domain.access.roles import Person, Role
from kiosk.people.audit import Audited
from kiosk.people.boot import boot_clock
from kiosk.people.door import Clocks
from kiosk.people.opening import opened
from kiosk.store.database import open_database
from kiosk.store.journal import SqliteJournal
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.shopping import MILK, attract, scanned

PIN = "482913"
WHO, WRONG = "anna", "905172"


def enrol(data_dir: Path, person_id: str, *roles: Role, also: tuple[Person, ...] = ()) -> None:
    """Enrol a person with `PIN`, an admin, and others, at a kiosk that does not run."""

    async def nowhere(_event: Audited) -> None:
        """A test writes no audit of itself."""

    async def enrolled() -> None:
        database = open_database(data_dir)
        journal = SqliteJournal(database, "test")
        clocks = Clocks(boot_clock(), lambda: 0, lambda: True)
        people = await opened(journal, data_dir, nowhere, clocks, "Site", lambda _cost: 200.0)
        for person in (Person("boss", frozenset({Role.ADMIN})), Person(person_id, frozenset(roles)), *also):
            hashed = await people.pins.hashed(person.id, PIN)
            await people.store.enrol(person, (hashed, people.pins.pepper.id))
        people.pins.close()
        await journal.close()
        database.close()

    asyncio.run(enrolled())


def pressed(stage: Stage, name: str, said: str = "") -> Script:
    """Touch a part as soon as it takes touches, on whichever page it stands."""
    glass = stage.glass

    def takes() -> bool:
        item = glass.find(name, said)
        return item is not None and not item.property("isGuarded") and not item.property("isBusy")

    yield Until(f"{name} {said} takes a touch", takes)
    while not glass.is_seen(name, said):
        yield from pressed(stage, "later")
    glass.touch(name, said)


def signed_in(stage: Stage, person_id: str) -> Script:
    """Hold the corner, type who and PIN, and wait for the menu."""
    glass = stage.glass
    let_go = glass.hold("corner")
    yield stage.on("staff/SignIn")
    let_go()
    for field in (person_id, PIN):
        stage_now = "pin" if field == PIN else "id"
        yield Until(f"the field of the {stage_now}", lambda now=stage_now: glass.parts.get("stage") == now)  # type: ignore[misc]  # mypy infers no lambda with a default
        for sign in field:
            yield from pressed(stage, f"key:{sign}")
        yield from pressed(stage, "primary")
    yield stage.on("staff/Menu")


def entered(stage: Stage, flow: str) -> Script:
    """Choose an area of the menu."""
    title = next(row["title"] for row in stage.glass.parts["rows"] if row["args"].get("flow") == flow)
    yield from pressed(stage, "row", title)
    yield Until(f"the area {flow}", lambda: stage.glass.screen.startswith(f"{flow}/"))


def first_admin_and_wrong_pins(stage: Stage) -> Script:
    """Over a customer's basket: enrolled, shown the app's code, out, three times wrong, once right, out again."""
    glass = stage.glass
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    let_go = glass.hold("corner")
    yield stage.on("staff/First")
    let_go()
    shown = glass.instruction.rpartition(" ")[2].replace("-", "")
    for stage_of, typed in (("code", shown), ("id", WHO), ("pin", PIN), ("again", PIN)):
        yield from typed_in(stage, stage_of, typed)
    yield stage.on("staff/Secret")
    app = pyotp.TOTP(str(glass.parts["plain"]).replace(" ", ""))
    yield from stage.picture("an-apps-code")
    yield from pressed(stage, "primary")
    yield stage.on("staff/Prove")
    for digit in app.at(int(time.time())):  # the machine's own clock is what the kiosk goes by
        yield from pressed(stage, f"key:{digit}")
    yield from pressed(stage, "primary")
    yield stage.on("staff/Menu")
    yield from out_again(stage)
    let_go = glass.hold("corner")
    yield stage.on("staff/SignIn")
    let_go()
    for _ in range(3):
        yield from typed_in(stage, "id", WHO)
        yield from typed_in(stage, "pin", WRONG)
        yield stage.on("staff/Refused")
        yield from pressed(stage, "primary")
        yield stage.on("staff/SignIn")
    yield from pressed(stage, "back")
    yield stage.on("checkout/Scanning")
    yield from signed_in(stage, WHO)
    yield from stage.picture("a-menu")
    yield from out_again(stage)


def typed_in(stage: Stage, fact: str, typed: str) -> Script:
    """Type on the keys of the glass what a page asks for, and go on."""
    yield Until(f"the field of the {fact}", lambda: stage.glass.parts.get("stage") == fact)
    for sign in typed:
        yield from pressed(stage, f"key:{sign.lower()}")
    yield from pressed(stage, "primary")


def out_again(stage: Stage) -> Script:
    """Sign out; the customer's basket is there as it was."""
    yield from pressed(stage, "back")
    yield stage.on("checkout/Scanning")
    demand(stage.glass.rows == 1, "the basket is not as it was")
