"""Logging in: a person id or badge with a PIN, and the code that a dangerous act wants.

A try is counted as wrong, and that is on the disk, before the PIN is looked at: a cut of the power tells nothing and
saves no try. One try is under way at a time.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.domain.access.roles import DANGEROUS, Permission, Person, Rule, Verdict, verdict
from kiosk.people.audit import Audited, Deed, Record
from kiosk.people.badges import PERSON_ID, Badge, BadgeFault
from kiosk.people.lockout import Now
from kiosk.people.pins import HashUnusable, Pins, is_pin
from kiosk.people.store import REVOKED, USED, Counted, Locked, PeopleStore, Stored
from kiosk.people.totp import Step, TotpRefusal, checked, near
from kiosk.store.private import NotAuthentic

log = logging.getLogger(__name__)


class Refusal(StrEnum):
    """What a person is told. `WRONG` never says which part was wrong."""

    WRONG = "wrong"
    LOCKED = "locked"
    BAD_BADGE = "bad-badge"
    CODE_WRONG = "code-wrong"
    NO_CLOCK = "no-clock"
    NO_CODE_SET_UP = "no-code-set-up"
    CANNOT_CHECK = "cannot-check"
    NOT_PERMITTED = "not-permitted"


@dataclass(frozen=True, slots=True)
class Refused:
    """Nobody came in. `wait_s`: so long no try is taken; 0 is at once."""

    why: Refusal
    wait_s: int = 0


@dataclass(frozen=True, slots=True)
class Admitted:
    """A person proved who they are."""

    person: Person


@dataclass(frozen=True, slots=True)
class Clocks:
    """The boot's running time for locks; the wall clock, and whether it can be believed, for codes and badges."""

    now: Callable[[], Now]
    utc_ms: Callable[[], int]
    is_clock_believed: Callable[[], bool]


CODE_WORDS: Final = {
    TotpRefusal.WRONG: Refusal.CODE_WRONG,
    TotpRefusal.USED: Refusal.CODE_WRONG,
    TotpRefusal.NO_CLOCK: Refusal.NO_CLOCK,
    TotpRefusal.NOT_SET_UP: Refusal.NO_CODE_SET_UP,
}


_LIKE_AN_ATTACK: Final = frozenset({
    BadgeFault.FORGED, BadgeFault.REPLAYED, BadgeFault.REVOKED, BadgeFault.REPLACED, BadgeFault.UNKNOWN_KEY,
})  # fmt: skip


class Door:
    """Lets staff in, or says why not. Every answer stands in the journal and its count on the disk before it is told.

    Raises `sqlite3.Error` and `CommitFailed` when nothing can be written: then nobody comes in.
    """

    def __init__(self, store: PeopleStore, pins: Pins, record: Record, clocks: Clocks, own_key_id: str = "") -> None:
        """`own_key_id`: the key of badges that are made here, of which only the newest of each person opens."""
        self._own_key_id = own_key_id
        self._store = store
        self._pins = pins
        self._record = record
        self._clocks = clocks
        self._turn = asyncio.Lock()

    async def log_in(self, person_id: object, pin: object) -> Admitted | Refused:
        """Check a typed id and PIN. What has not their shape counts as a wrong try, too."""
        async with self._turn:
            return await self._log_in(person_id, pin, "pin")

    async def log_in_by_badge(self, badge: Badge | BadgeFault, pin: object) -> Admitted | Refused:
        """Check a badge that was read (`badges.read`), and the PIN of the person it names."""
        async with self._turn:
            fault = await self._fault_of(badge)
            if fault is not None or isinstance(badge, BadgeFault):
                return await self._bad_badge(fault or BadgeFault.FOREIGN)
            entered = await self._log_in(badge.person_id, pin, "badge")
            if isinstance(entered, Admitted) and badge.is_once and not await self._store.spend(badge.serial, USED):
                return await self._bad_badge(BadgeFault.REPLAYED)
            return entered

    async def confirm(self, person: Person, code: object) -> Admitted | Refused:
        """Check the TOTP code of somebody who is logged in; each code is taken once. Wrong ones lock like PINs."""
        async with self._turn:
            counted = await self._store.count_try(person.id, self._clocks.now(), "code")
            if isinstance(counted, Locked):
                return await self._locked(counted)
            found = await self._code(counted.stored, code)
            if isinstance(found, Refused):
                await self._store.take_back(counted)
                return found
            if isinstance(found, TotpRefusal):
                return await self._code_refused(person, counted, found)
            await self._store.admit(counted)
            await self._record(Audited(Deed.CODE_TAKEN, person.id))
            return Admitted(person)

    async def permit(
        self, act: Permission, first: Person, rule: Rule, *, second: Person | None = None, code: object = None
    ) -> Verdict | Refused:
        """Ask for one act; only `Verdict.ALLOWED` allows it. The code is looked at last, and only if it decides.

        Roles are taken as the register has them now: who was ended while logged in may nothing. Whoever does the act
        records it, with why, before and after.
        """
        here, other = await self._present(first), await self._present(second)
        if here is None or (second is not None and other is None):
            return Verdict.NOT_PERMITTED if here is None else Verdict.SECOND_NOT_PERMITTED
        with_code = verdict(act, here, rule, second=other, has_fresh_totp=True)
        if with_code is not Verdict.ALLOWED or code is None:
            return verdict(act, here, rule, second=other) if with_code is Verdict.ALLOWED else with_code
        if act not in DANGEROUS:
            return with_code
        confirmed = await self.confirm(here, code)
        return confirmed if isinstance(confirmed, Refused) else with_code

    async def _present(self, person: Person | None) -> Person | None:
        stored = await self._store.stored(person.id) if person is not None else None
        return stored.person if stored is not None and stored.is_active else None

    async def _log_in(self, person_id: object, pin: object, way: str) -> Admitted | Refused:
        known = person_id if isinstance(person_id, str) and PERSON_ID.fullmatch(person_id) else ""
        counted = await self._store.count_try(known, self._clocks.now())
        if isinstance(counted, Locked):
            return await self._locked(counted)
        stored = counted.stored
        if stored is not None and stored.pin_pepper_id not in (None, self._pins.pepper.id):
            return await self._cannot_check(known, counted, "made with another key file")
        own = stored.pin_hash if stored is not None and stored.is_active else None
        typed = pin if isinstance(pin, str) and is_pin(pin) else ""
        try:
            found = await self._pins.check(known, typed, own)
        except HashUnusable:
            return await self._cannot_check(known, counted, "the stored hash is damaged")
        if stored is None or not found.is_right:
            return await self._wrong(stored, counted, way)
        new_pin = (found.new_hash, self._pins.pepper.id) if found.new_hash is not None else None
        await self._store.admit(counted, new_pin)
        await self._record(Audited(Deed.ADMITTED, known, why=way, tries_seq=counted.kiosk.seq + 1))
        return Admitted(stored.person)

    async def _code(self, stored: Stored | None, code: object) -> Step | TotpRefusal | Refused:
        if stored is None or not stored.is_active:
            return Refused(Refusal.NOT_PERMITTED)
        if stored.totp is None:
            return TotpRefusal.NOT_SET_UP
        utc_ms, person_id = self._clocks.utc_ms(), stored.person.id
        try:
            secret = self._pins.pepper.seal(person_id).open(stored.totp, "totp").decode("ascii")
        except NotAuthentic:
            log.error("the code secret of %s does not open: the key file is another, or the row is damaged", person_id)
            return Refused(Refusal.CANNOT_CHECK)
        used = await self._store.used_steps(person_id, near(utc_ms))
        found = checked(secret, code, utc_ms, used, is_clock_believed=self._clocks.is_clock_believed())
        if isinstance(found, Step) and not await self._store.use_step(person_id, found.number):
            return TotpRefusal.USED
        return found

    async def _code_refused(self, person: Person, counted: Counted, why: TotpRefusal) -> Refused:
        await self._record(Audited(Deed.CODE_REFUSED, person.id, why=why.value, tries_seq=counted.kiosk.seq))
        if why in (TotpRefusal.NO_CLOCK, TotpRefusal.NOT_SET_UP):
            await self._store.take_back(counted)  # no fault of the person
            return Refused(CODE_WORDS[why])
        await self._alert_if_due(counted)
        return Refused(CODE_WORDS[why])

    async def _fault_of(self, badge: Badge | BadgeFault) -> BadgeFault | None:
        if isinstance(badge, BadgeFault):
            return badge
        spent = await self._store.spent(badge.serial)
        if spent is not None:
            return {REVOKED: BadgeFault.REVOKED, USED: BadgeFault.REPLAYED}[spent]
        if self._own_key_id and badge.key_id == self._own_key_id:
            is_newest = await self._store.held_badge(badge.person_id) == badge.serial
            return None if is_newest else BadgeFault.REPLACED
        return None

    async def _bad_badge(self, fault: BadgeFault) -> Refused:
        """Count what looks like an attack; a cut or expired badge is nobody's fault."""
        counted: Counted | Locked | None = None
        if fault in _LIKE_AN_ATTACK:
            counted = await self._store.count_try("", self._clocks.now())
        if isinstance(counted, Locked):
            return await self._locked(counted)
        await self._record(Audited(Deed.BADGE_REFUSED, why=fault.value))
        if counted is not None:
            await self._alert_if_due(counted)
        return Refused(Refusal.NO_CLOCK if fault is BadgeFault.NO_CLOCK else Refusal.BAD_BADGE)

    async def _wrong(self, stored: Stored | None, counted: Counted, way: str) -> Refused:
        who = stored.person.id if stored is not None else ""  # what was typed as an id may be a PIN
        await self._record(Audited(Deed.REFUSED, subject=who, why=way, tries_seq=counted.kiosk.seq))
        await self._alert_if_due(counted)
        return Refused(Refusal.WRONG)

    async def _cannot_check(self, person_id: str, counted: Counted, why: str) -> Refused:
        await self._store.take_back(counted)
        log.error("the PIN of %s cannot be checked: %s", person_id, why)
        await self._record(Audited(Deed.CANNOT_CHECK, subject=person_id, why=why))
        return Refused(Refusal.CANNOT_CHECK)

    async def _locked(self, locked: Locked) -> Refused:
        await self._record(Audited(Deed.REFUSED, why="locked", tries_seq=locked.tries_seq))
        return Refused(Refusal.LOCKED, -(-locked.wait_ms // 1000))

    async def _alert_if_due(self, counted: Counted) -> None:
        if counted.is_alert:
            log.error("alert: ten wrong tries or more to log in")
            who = counted.stored.person.id if counted.stored is not None else ""
            await self._record(Audited(Deed.ALERT, subject=who, tries_seq=counted.kiosk.seq))
