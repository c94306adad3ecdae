"""The first admin of a kiosk: a code on the screen, who it is, and proof that their authenticator app has its secret.

Nothing is kept before that proof. Whoever leaves, or is cut off, before it leaves a kiosk where nobody is enrolled, and
the next one begins anew with another code: an admin without an app could do nothing that wants one, nor give one.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from typing import Final

from kiosk.domain.access.roles import Person, Role
from kiosk.people.audit import Audited, Deed, Record
from kiosk.people.door import CODE_WORDS, Clocks, Refusal, Refused
from kiosk.people.lockout import Now
from kiosk.people.pins import PinProblem, Pins
from kiosk.people.register import Problem, wanted_of
from kiosk.people.secret import legible
from kiosk.people.store import Counted, Locked, NotKept, PeopleStore
from kiosk.people.totp import TotpRefusal, checked, enrolment_uri, new_secret

CODE_MS: Final = 15 * 60_000
_CODE_SIGNS: Final = 10


@dataclass(frozen=True, slots=True)
class Begun:
    """Who wants to be the first admin. `uri` is what an authenticator app scans: shown, and kept nowhere in clear."""

    person_id: str
    uri: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Until:
    """The running time of one boot up to which something is open."""

    boot_id: str
    boot_ms: int

    def is_over(self, now: Now) -> bool:
        return self.boot_id != now.boot_id or now.boot_ms >= self.boot_ms


@dataclass(frozen=True, slots=True)
class _Code:
    mark: bytes
    until: _Until


@dataclass(frozen=True, slots=True)
class _Wanted:
    person_id: str
    pin_hash: str
    secret: str
    until: _Until


class FirstAdmin:
    """The way in where nobody is enrolled. All of it is in memory until the end: a start in between forgets it."""

    def __init__(self, store: PeopleStore, pins: Pins, record: Record, clocks: Clocks, site: str) -> None:
        self._store, self._pins, self._record, self._clocks, self._site = store, pins, record, clocks, site
        self._code: _Code | None = None
        self._wanted: _Wanted | None = None

    async def code(self) -> str | None:
        """Draw a code to show, in two groups of five; what began before is over. None: there is an admin."""
        self._code = self._wanted = None
        if await self._store.active_admins():
            return None
        signs = legible(_CODE_SIGNS)
        self._code = _Code(self._pins.pepper.mark(signs), self._until())
        return f"{signs[:5]}-{signs[5:]}"

    async def begin(self, code: object, person_id: object, pin: object) -> Begun | Problem | PinProblem:
        """Take who wants to be the first admin, and draw their TOTP secret. A wrong code counts as a try."""
        counted = await self._store.count_try("", self._clocks.now())
        if isinstance(counted, Locked):
            return Problem.LOCKED
        refused = self._refused(code)
        if refused is not None:
            await self._record(Audited(Deed.REFUSED, why=f"first-{refused.value}", tries_seq=counted.kiosk.seq))
            return refused
        await self._store.take_back(counted)
        wanted = wanted_of(person_id, pin)
        if not isinstance(wanted, tuple):
            return wanted
        return await self._begun(*wanted)

    async def _begun(self, person_id: str, pin: str) -> Begun | Problem:
        code, self._code = self._code, None  # single use, also when two come at once
        if await self._store.stored(person_id) is not None:
            self._code = code  # the id is of somebody who was ended: another one may be chosen
            return Problem.ID_TAKEN
        secret = new_secret()
        self._wanted = _Wanted(person_id, await self._pins.hashed(person_id, pin), secret, self._until())
        return Begun(person_id, enrolment_uri(secret, person_id, self._site))

    async def prove(self, code: object) -> Person | Refused | Problem:
        """Enrol who began, with every right an admin has, when `code` is one of their app's. Wrong ones lock like PINs.

        `Problem.CODE_OVER`: nobody began, it took too long, or there is an admin by now.
        """
        wanted, now = self._wanted, self._clocks.now()
        if wanted is None or wanted.until.is_over(now):
            return Problem.CODE_OVER
        counted = await self._store.count_try("", now)
        if isinstance(counted, Locked):
            return Refused(Refusal.LOCKED, -(-counted.wait_ms // 1000))
        is_believed = self._clocks.is_clock_believed()
        found = checked(wanted.secret, code, self._clocks.utc_ms(), frozenset(), is_clock_believed=is_believed)
        if isinstance(found, TotpRefusal):
            return await self._not_proved(counted, found)
        await self._store.take_back(counted)
        return await self._founded(wanted, found.number)

    async def _not_proved(self, counted: Counted, why: TotpRefusal) -> Refused:
        await self._record(Audited(Deed.CODE_REFUSED, why=f"first-{why.value}", tries_seq=counted.kiosk.seq))
        if why is TotpRefusal.NO_CLOCK:
            await self._store.take_back(counted)  # no fault of the person
        return Refused(CODE_WORDS[why])

    async def _founded(self, wanted: _Wanted, step: int) -> Person | Problem:
        person, pepper = Person(wanted.person_id, frozenset({Role.ADMIN})), self._pins.pepper
        sealed = pepper.seal(person.id).close(wanted.secret.encode("ascii"), "totp")
        self._wanted = None
        try:
            await self._store.found(person, (wanted.pin_hash, pepper.id), (sealed, pepper.id), step)
        except NotKept:
            return Problem.CODE_OVER
        await self._record(Audited(Deed.FOUNDED, person.id, person.id, after=Role.ADMIN.value))
        return person

    def _until(self) -> _Until:
        now = self._clocks.now()
        return _Until(now.boot_id, now.boot_ms + CODE_MS)

    def _refused(self, code: object) -> Problem | None:
        own = self._code
        if own is None or own.until.is_over(self._clocks.now()):
            return Problem.CODE_OVER
        if not isinstance(code, str) or len(code) > 2 * _CODE_SIGNS:
            return Problem.CODE_WRONG
        signs = code.upper().replace("-", "").replace(" ", "")
        return None if hmac.compare_digest(self._pins.pepper.mark(signs), own.mark) else Problem.CODE_WRONG
