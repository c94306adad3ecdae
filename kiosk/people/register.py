"""The register of persons: enrolling, changing and ending. The first one comes by `founding`."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.people.audit import Audited, Deed, Record
from kiosk.people.badges import PERSON_ID
from kiosk.people.door import Admitted, Door, Refused
from kiosk.people.pins import PinProblem, Pins, problem_of
from kiosk.people.store import REVOKED, NotKept, PeopleStore
from kiosk.people.totp import enrolment_uri, new_secret

LONGEST_WHY: Final = 200


class Problem(StrEnum):
    """Why nothing was changed."""

    NOT_PERMITTED = "not-permitted"
    BAD_ID = "bad-id"
    ID_TAKEN = "id-taken"
    NOBODY = "nobody"
    NO_ROLE = "no-role"
    LAST_ADMIN = "last-admin"
    CODE_WRONG = "code-wrong"
    CODE_OVER = "code-over"
    LOCKED = "locked"
    NO_CLOCK = "no-clock"


class Register:
    """Changes of persons by persons. Each is refused without the right to, and stands in the journal.

    Ask `Door.permit` for `Permission.USERS` first: it is a dangerous act.
    """

    def __init__(self, store: PeopleStore, pins: Pins, record: Record, door: Door) -> None:
        self._store, self._pins, self._record, self._door = store, pins, record, door

    async def enrol(
        self, by: Person, person_id: object, roles: frozenset[Role], pin: object
    ) -> Person | Problem | PinProblem:
        """Enrol a person, who should change the PIN at once."""
        if not await self.may(by):
            return Problem.NOT_PERMITTED
        wanted = wanted_of(person_id, pin)
        if not isinstance(wanted, tuple):
            return wanted
        if not roles:
            return Problem.NO_ROLE
        person = Person(wanted[0], roles)
        hashed = await self._pins.hashed(*wanted)
        try:
            await self._store.enrol(person, (hashed, self._pins.pepper.id))
        except NotKept:
            return Problem.ID_TAKEN
        await self._record(Audited(Deed.ENROLLED, by.id, person.id, after=_names(roles)))
        return person

    async def change_pin(self, person: Person, old: object, new: object) -> Refused | PinProblem | None:
        """Change one's own PIN; None: it is changed."""
        entered = await self._door.log_in(person.id, old)
        if not isinstance(entered, Admitted):
            return entered
        return await self._keep_pin(person.id, person.id, new)

    async def reset_pin(self, by: Person, person_id: str, new: object) -> Problem | PinProblem | None:
        """Give somebody who forgot theirs a new PIN; None: they have it."""
        if not await self.may(by):
            return Problem.NOT_PERMITTED
        if await self._store.stored(person_id) is None:
            return Problem.NOBODY
        return await self._keep_pin(by.id, person_id, new)

    async def new_code(self, by: Person, person_id: str, site: str) -> str | Problem:
        """Draw a new TOTP secret; returns what an authenticator app scans, to be shown once."""
        if not await self.may(by):
            return Problem.NOT_PERMITTED
        secret, pepper = new_secret(), self._pins.pepper
        sealed = pepper.seal(person_id).close(secret.encode("ascii"), "totp")
        try:
            await self._store.set_totp(person_id, sealed, pepper.id)
        except NotKept:
            return Problem.NOBODY
        await self._record(Audited(Deed.TOTP_CHANGED, by.id, person_id))
        return enrolment_uri(secret, person_id, site)

    async def set_roles(self, by: Person, person_id: str, roles: frozenset[Role]) -> Problem | None:
        """Give a person other roles; None: they have them. The last admin stays one."""
        if not await self.may(by):
            return Problem.NOT_PERMITTED
        before = await self._store.stored(person_id)
        if before is None:
            return Problem.NOBODY
        if not roles:
            return Problem.NO_ROLE
        try:
            await self._store.set_roles(Person(person_id, roles))
        except NotKept:
            return Problem.LAST_ADMIN
        told = Audited(
            Deed.ROLES_CHANGED, by.id, person_id, before=_names(before.person.roles), after=_names(roles)
        )  # fmt: skip
        await self._record(told)
        return None

    async def set_active(self, by: Person, person_id: str, *, is_active: bool, why: str) -> Problem | None:
        """End or resume a person, for a reason; None: it is so. The last admin cannot be ended."""
        if not await self.may(by):
            return Problem.NOT_PERMITTED
        if await self._store.stored(person_id) is None:
            return Problem.NOBODY
        deed = Audited(Deed.ENABLED if is_active else Deed.DISABLED, by.id, person_id, why=why[:LONGEST_WHY])
        try:
            await self._store.set_active(person_id, is_active=is_active)
        except NotKept:
            return Problem.LAST_ADMIN
        await self._record(deed)
        return None

    async def revoke_badge(self, by: Person, serial: str, why: str) -> Problem | None:
        """Let a lost badge open nothing any more; None: it does not."""
        if not await self.may(by):
            return Problem.NOT_PERMITTED
        if PERSON_ID.fullmatch(serial) is None:
            return Problem.BAD_ID
        await self._store.spend(serial, REVOKED)
        await self._record(Audited(Deed.BADGE_REVOKED, by.id, serial, why=why[:LONGEST_WHY]))
        return None

    async def may(self, by: Person) -> bool:
        """Whether who asks may change persons: as the register knows them now, not as they came in."""
        stored = await self._store.stored(by.id)
        return stored is not None and stored.is_active and stored.person.may(Permission.USERS)

    async def _keep_pin(self, by_id: str, person_id: str, new: object) -> PinProblem | None:
        problem = problem_of(new, person_id)
        if problem is not None or not isinstance(new, str):
            return problem or PinProblem.NOT_DIGITS
        await self._store.set_pin(person_id, await self._pins.hashed(person_id, new), self._pins.pepper.id)
        await self._record(Audited(Deed.PIN_CHANGED, by_id, person_id))
        return None


def wanted_of(person_id: object, pin: object) -> tuple[str, str] | Problem | PinProblem:
    """Return the id and PIN of somebody to be enrolled, or what is wrong with them."""
    if not isinstance(person_id, str) or PERSON_ID.fullmatch(person_id) is None:
        return Problem.BAD_ID
    problem = problem_of(pin, person_id)
    if problem is not None or not isinstance(pin, str):
        return problem or PinProblem.NOT_DIGITS
    return person_id, pin


def _names(roles: frozenset[Role]) -> str:
    return ",".join(sorted(roles))
