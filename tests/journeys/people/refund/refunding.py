"""A badge is made on paper and read from it; its supervisor gives the last sale's money back with a colleague."""

from __future__ import annotations

import asyncio
import base64
import time
from io import BytesIO
from pathlib import Path
from typing import Final

import pyotp
import zxingcpp
from PIL import Image

from kiosk.domain.access.roles import Person, Role
from kiosk.domain.fiscal.returning import MARK
from kiosk.people.audit import Audited
from kiosk.people.boot import boot_clock
from kiosk.people.door import Clocks
from kiosk.people.opening import opened
from kiosk.store.database import open_database
from kiosk.store.journal import SqliteJournal
from kiosk.words import SiteFormat, Words
from tests.journeys.people.assisting import deed_chosen, sends
from tests.journeys.people.signing_in import PIN, entered, pressed, signed_in
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import HOME_LANGUAGE, demand, paid_by_tap, said
from tests.journeys.scripts.shopping import MILK, attract, receipt_taken, scanned

ADMIN, WHO, SECOND = "noor", "lena", "omar"
APPS: Final = {ADMIN: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", WHO: "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"}  # of invented people
ROLES: Final = {ADMIN: Role.ADMIN, WHO: Role.SUPERVISOR, SECOND: Role.SUPERVISOR}


def enrol_all(data_dir: Path) -> None:
    """Enrol an admin and two supervisors with `PIN`, and the apps of two of them, at a kiosk that does not run."""

    async def nowhere(_event: Audited) -> None:
        """A test writes no audit of itself."""

    async def enrolled() -> None:
        database = open_database(data_dir)
        journal = SqliteJournal(database, "test")
        clocks = Clocks(boot_clock(), lambda: 0, lambda: True)
        people = await opened(journal, data_dir, nowhere, clocks, "Site", lambda _cost: 200.0)
        pepper = people.pins.pepper
        for who, role in ROLES.items():
            hashed = await people.pins.hashed(who, PIN)
            await people.store.enrol(Person(who, frozenset({role})), (hashed, pepper.id))
        for who, app in APPS.items():
            await people.store.set_totp(who, pepper.seal(who).close(app.encode("ascii"), "totp"), pepper.id)
        people.pins.close()
        await journal.close()
        database.close()

    asyncio.run(enrolled())


def refunded_by_badge(stage: Stage) -> Script:
    """A customer pays and leaves; a badge is made; with it, a colleague and a code of an app the money goes back."""
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    yield from paid_by_tap(stage)
    yield from receipt_taken(stage)
    yield attract(stage)
    yield from _badge_made(stage)
    stage.bench.scan(_badge_on(stage))
    yield stage.on("staff/SignIn")
    yield from typed(stage, PIN)
    yield stage.on("staff/Menu")
    yield from _refunded(stage)


def refunded_by_code(stage: Stage) -> Script:
    """A customer pays; staff read the code on the receipt, and the money goes back; then nothing is left."""
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    yield from paid_by_tap(stage)
    yield from receipt_taken(stage)
    yield attract(stage)
    code = _code_on(stage, MARK)
    yield from signed_in(stage, WHO)
    yield from _code_read(stage, MARK + "A" * 110, "assist/Lane")
    yield Until("that it is nobody's", lambda: stage.glass.instruction == said("assist.problem.not_ours"))
    yield from pressed(stage, "back")
    yield stage.on("staff/Menu")
    yield from _code_read(stage, code, "assist/Refund")
    yield from stage.picture("a-receipt-brings-its-sale")
    yield from pressed(stage, "primary")
    yield stage.on("assist/Reason")
    yield from pressed(stage, "choice", stage.glass.parts["choices"][0]["name"])
    yield stage.on("confirm/Code")
    yield from _money_back(stage)
    yield from signed_in(stage, WHO)
    yield from _code_read(stage, code, "assist/Lane")
    yield Until("that it is back already", lambda: stage.glass.instruction == said("assist.problem.returned"))


def _code_read(stage: Stage, code: str, screen: str) -> Script:
    yield from entered(stage, "assist")
    yield Until("the last sale", lambda: bool(stage.glass.parts["rows"]))
    stage.bench.scan(code)
    yield stage.on(screen)


def _badge_made(stage: Stage) -> Script:
    glass, before = stage.glass, len(stage.bench.receipts())
    yield from signed_in(stage, ADMIN)
    yield from entered(stage, "users")
    yield from _member(stage)
    yield stage.on("users/One")
    yield from pressed(stage, "row", said("users.change.badge"))
    yield stage.on("confirm/Code")
    yield from typed(stage, code_of(ADMIN))
    yield Until("a badge on paper", lambda: len(stage.bench.receipts()) > before)
    yield stage.on("users/Everybody")
    told = Words(HOME_LANGUAGE, SiteFormat()).say("users.done.badge", person=WHO)
    yield Until("that it is done", lambda: glass.instruction == told)
    yield from stage.picture("a-badge-is-made")
    for screen in ("staff/Menu", "shell/Attract"):
        yield from pressed(stage, "back")
        yield stage.on(screen)


def _member(stage: Stage) -> Script:
    glass = stage.glass
    yield Until("everybody", lambda: any(row["title"] == WHO for row in glass.parts["rows"]))
    yield from pressed(stage, "row", WHO)


def _badge_on(stage: Stage) -> str:
    """Return the code of the newest paper, read as a scanner reads it."""
    drawn = Image.open(BytesIO(base64.b64decode(stage.bench.ask("printer", "receipt_png")["png_base64"])))
    (code,) = zxingcpp.read_barcodes(drawn.convert("L"))
    return code.text


def _code_on(stage: Stage, mark: str) -> str:
    """Return the code of the newest paper that begins with a mark, read as a scanner reads it."""
    drawn = Image.open(BytesIO(base64.b64decode(stage.bench.ask("printer", "receipt_png")["png_base64"])))
    (code,) = (own.text for own in zxingcpp.read_barcodes(drawn.convert("L")) if own.text.startswith(mark))
    return code


def _refunded(stage: Stage) -> Script:
    glass = stage.glass
    yield from entered(stage, "assist")
    yield Until("the last sale", lambda: any(sends(row, "DeedChosen", "refund") for row in glass.parts["rows"]))
    yield from deed_chosen(stage, "refund")
    yield stage.on("assist/Refund")
    yield from pressed(stage, "primary")
    yield stage.on("assist/Reason")
    yield from pressed(stage, "choice", glass.parts["choices"][0]["name"])
    yield from _seconded(stage, WHO, "same-person")
    yield from _seconded(stage, SECOND, "")
    yield stage.on("confirm/Code")
    yield from typed(stage, "000000")
    yield Until("a wrong code", lambda: glass.parts["field"]["problem"] == said("staff.why.code-wrong"))
    yield from stage.picture("a-refund-wants-a-code")
    yield from _money_back(stage)


def _money_back(stage: Stage) -> Script:
    """Type the code of an app; then the card that paid is held at the terminal, and its receipt comes."""
    yield from typed(stage, code_of(WHO))
    before = len(stage.bench.receipts())
    yield stage.on("checkout/Refunding")
    yield Until("the terminal asks for the card", stage.bench.is_card_wanted)
    stage.bench.card("tap")
    yield stage.on("checkout/Returned")
    yield from stage.picture("the-money-went-back")
    yield Until("its receipt", lambda: len(stage.bench.receipts()) > before)
    yield from pressed(stage, "primary")
    yield attract(stage)


def _seconded(stage: Stage, who: str, problem: str) -> Script:
    """Confirm as somebody else; `problem`: why they may not."""
    glass = stage.glass
    yield stage.on("confirm/Second")
    yield Until("who else", lambda: glass.parts.get("stage") == "id")
    yield from typed(stage, who)
    yield Until("their PIN", lambda: glass.parts.get("stage") == "pin")
    yield from typed(stage, PIN)
    if problem:
        yield Until(problem, lambda: glass.parts["field"]["problem"] == said(f"staff.why.{problem}"))


def typed(stage: Stage, signs: str) -> Script:
    """Type on the keys of the glass, and go on."""
    demand(bool(signs), "nothing to type")
    for sign in signs:
        yield from pressed(stage, f"key:{sign}")
    yield from pressed(stage, "primary")


def code_of(who: str) -> str:
    """Return what the app of a person shows now."""
    return pyotp.TOTP(APPS[who]).at(int(time.time()))
