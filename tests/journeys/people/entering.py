"""Nobody is enrolled yet: the first admin comes by the code on the glass, and later by a PIN that is typed wrongly."""

from __future__ import annotations

import time

import pyotp

from tests.journeys.people.signing_in import PIN, pressed, signed_in
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.shopping import MILK, attract, scanned

WHO, WRONG = "anna", "905172"


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
