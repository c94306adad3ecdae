"""Persons in the kiosk's file. Each function is one transaction on the journal's writer; nothing is told before it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, Protocol, TypeAlias, TypeVar

from kiosk.domain.access.roles import Person, Role
from kiosk.people.lockout import FADE_MS, Now, Tries, failed, locked_ms, taken_back
from kiosk.people.pins import Cost

R = TypeVar("R")
Proof: TypeAlias = Literal["pin", "code"]
KIOSK: Final = "kiosk"
REVOKED, USED = "REVOKED", "USED"

_PERSON: Final = (
    "SELECT is_active, p.hash, p.pepper_id, t.sealed, t.pepper_id FROM person "
    "LEFT JOIN person_pin p ON p.person_id = id LEFT JOIN person_totp t ON t.person_id = id WHERE id = ?"
)
_ROLES: Final = "SELECT role FROM person_role WHERE person_id = ?"
_IDS: Final = "SELECT id FROM person ORDER BY id"
_ADMINS: Final = "SELECT count(*) FROM person_role JOIN person ON id = person_id WHERE role = 'admin' AND is_active = 1"
_ENROL: Final = "INSERT INTO person (id, is_active) VALUES (?, 1)"
_ACTIVE: Final = "UPDATE person SET is_active = ? WHERE id = ?"
_ADD_ROLE: Final = "INSERT OR IGNORE INTO person_role (person_id, role) VALUES (?, ?)"
_DROP_ROLE: Final = "DELETE FROM person_role WHERE person_id = ? AND role = ?"
_PIN: Final = (
    "INSERT INTO person_pin (person_id, hash, pepper_id) VALUES (?, ?, ?) "
    "ON CONFLICT (person_id) DO UPDATE SET hash = excluded.hash, pepper_id = excluded.pepper_id"
)
_TOTP: Final = (
    "INSERT INTO person_totp (person_id, sealed, pepper_id) VALUES (?, ?, ?) "
    "ON CONFLICT (person_id) DO UPDATE SET sealed = excluded.sealed, pepper_id = excluded.pepper_id"
)
_STEPS: Final = "SELECT step FROM totp_used WHERE person_id = ? AND step BETWEEN ? AND ?"
_USE_STEP: Final = "INSERT OR IGNORE INTO totp_used (person_id, step) VALUES (?, ?)"
_SPENT: Final = "SELECT why FROM badge_spent WHERE serial = ?"
_SPEND: Final = "INSERT OR IGNORE INTO badge_spent (serial, why) VALUES (?, ?)"
_HELD: Final = "SELECT serial FROM badge_held WHERE person_id = ?"
_HOLD: Final = (
    "INSERT INTO badge_held (person_id, serial) VALUES (?, ?) "
    "ON CONFLICT (person_id) DO UPDATE SET serial = excluded.serial"
)
_GOOD_BADGES: Final = "SELECT person_id, serial FROM badge_held WHERE serial NOT IN (SELECT serial FROM badge_spent)"
_TRIES: Final = "SELECT failures, seq, waited_ms, boot_id, at_boot_ms FROM lockout WHERE subject = ?"
_NEW_TRIES: Final = "INSERT OR IGNORE INTO lockout VALUES (?, 0, 0, 0, '', 0)"
_SET_TRIES: Final = (
    "UPDATE lockout SET failures = ?, seq = ?, waited_ms = ?, boot_id = ?, at_boot_ms = ? WHERE subject = ?"
)
_COST: Final = "SELECT memory_kib, rounds, lanes FROM pin_cost"
_SET_COST: Final = (
    "INSERT INTO pin_cost (id, memory_kib, rounds, lanes) VALUES (1, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
    "memory_kib = excluded.memory_kib, rounds = excluded.rounds, lanes = excluded.lanes"
)
_HAS_SECRETS: Final = "SELECT EXISTS (SELECT 1 FROM person_pin) OR EXISTS (SELECT 1 FROM person_totp)"


class Beside(Protocol):
    """Where rows that are no event become durable; `kiosk.store.journal.SqliteJournal` is one."""

    async def aside(self, act: Callable[[sqlite3.Connection], None]) -> None:
        """Write in a transaction of its own, durable when it returns. Raises `sqlite3.Error`, `CommitFailed`."""
        ...


@dataclass(frozen=True, slots=True)
class Stored:
    """A person with what proves them. The pepper ids say with which key file it was made."""

    person: Person
    is_active: bool
    pin_hash: str | None
    pin_pepper_id: str | None
    totp: bytes | None
    totp_pepper_id: str | None


@dataclass(frozen=True, slots=True)
class Locked:
    """No try is taken for so long."""

    wait_ms: int
    tries_seq: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A try that is already counted as wrong, with the rows before and after; None for a person that is unknown.

    `subject` is the row of the person: PINs and codes are counted apart, so that a right PIN buys no tries of codes.
    """

    subject: str
    stored: Stored | None
    kiosk_before: Tries
    kiosk: Tries
    own_before: Tries | None
    own: Tries | None

    @property
    def is_alert(self) -> bool:
        """Whether there were ten wrong tries or more, of this person or here."""
        return self.kiosk.is_alert or (self.own is not None and self.own.is_alert)


class NotKept(ValueError):
    """A change that the rules of the tables refuse: an id that is taken, the last admin, nobody of that id."""


class PeopleStore:
    """Reads and changes persons. All of it is durable when it returns, or nothing is."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside

    async def count_try(self, person_id: str, now: Now, proof: Proof = "pin") -> Counted | Locked:
        """Count a try as wrong before it is looked at, unless no try is taken now. `person_id` empty: nobody's."""
        return await self._do(lambda own: _count_try(own, person_id, now, proof))

    async def admit(self, counted: Counted, new_pin: tuple[str, str] | None = None) -> None:
        """Take the count of a right try back, with the person's wrong ones; `new_pin` is `(hash, pepper_id)`."""
        await self._do(lambda own: _admit(own, counted, new_pin))

    async def take_back(self, counted: Counted) -> None:
        """Take the count of a try back that could not be looked at; what was counted before stays."""
        await self._do(lambda own: _take_back(own, counted))

    async def locked(self, now: Now) -> int:
        """Return the milliseconds for which this kiosk takes no try."""
        return await self._do(lambda own: locked_ms(_tries(own, KIOSK), now))

    async def stored(self, person_id: str) -> Stored | None:
        """Return a person; None when nobody has this id."""
        return await self._do(lambda own: _stored(own, person_id))

    async def everybody(self) -> tuple[Stored, ...]:
        """Return all persons, those who were ended too, by id."""
        return await self._do(_everybody)

    async def active_admins(self) -> int:
        """Count them: none means that the first one is still to come."""
        return await self._do(lambda own: int(own.execute(_ADMINS).fetchone()[0]))

    async def has_secrets(self) -> bool:
        """Whether anything is stored that the key file is needed for."""
        return await self._do(lambda own: bool(own.execute(_HAS_SECRETS).fetchone()[0]))

    async def found(self, person: Person, pin: tuple[str, str], totp: tuple[bytes, str], step: int) -> None:
        """Keep the first admin, with PIN, TOTP secret and the step it was proved with.

        Raises `NotKept` when there is one by now.
        """
        await self._do(lambda own: _found(own, person, pin, totp, step))

    async def enrol(self, person: Person, pin: tuple[str, str]) -> None:
        """Keep a new person with `(hash, pepper_id)`. Raises `NotKept`."""
        await self._do(lambda own: _enrol(own, person, pin))

    async def set_roles(self, person: Person) -> None:
        """Give a person exactly these roles. Raises `NotKept`."""
        await self._do(lambda own: _set_roles(own, person))

    async def set_active(self, person_id: str, *, is_active: bool) -> None:
        """End or resume a person. Raises `NotKept`."""
        await self._do(lambda own: _changed(own.execute(_ACTIVE, (is_active, person_id)).rowcount, person_id))

    async def set_pin(self, person_id: str, hashed: str, pepper_id: str) -> None:
        """Replace a PIN. Raises `NotKept`."""
        await self._do(lambda own: _run(own, _PIN, (person_id, hashed, pepper_id)))

    async def set_totp(self, person_id: str, sealed: bytes, pepper_id: str) -> None:
        """Replace a TOTP secret. Raises `NotKept`."""
        await self._do(lambda own: _run(own, _TOTP, (person_id, sealed, pepper_id)))

    async def used_steps(self, person_id: str, steps: Iterable[int]) -> frozenset[int]:
        """Return which of a few steps in a row this person's codes were taken for."""
        few = sorted(steps)
        sql_args = (person_id, few[0], few[-1])
        return await self._do(lambda own: frozenset(step for (step,) in own.execute(_STEPS, sql_args)))

    async def use_step(self, person_id: str, step: int) -> bool:
        """Keep a step as used; False when it was already."""
        return await self._do(lambda own: own.execute(_USE_STEP, (person_id, step)).rowcount == 1)

    async def spent(self, serial: str) -> str | None:
        """Return why a badge opens nothing any more (`REVOKED`, `USED`); None when it does."""
        return await self._do(lambda own: next((why for (why,) in own.execute(_SPENT, (serial,))), None))

    async def spend(self, serial: str, why: str) -> bool:
        """Let a badge open nothing any more; False when it did not before."""
        return await self._do(lambda own: own.execute(_SPEND, (serial, why)).rowcount == 1)

    async def held_badge(self, person_id: str) -> str:
        """Return the number of the newest badge that was made here for a person; empty when none was."""
        return await self._do(lambda own: _held(own, person_id))

    async def hold_badge(self, person_id: str, serial: str) -> str:
        """Let a badge be the newest of an active person; return the number of the one before. Raises `NotKept`."""
        return await self._do(lambda own: _hold(own, person_id, serial))

    async def good_badges(self) -> Mapping[str, str]:
        """Return by person the number of the badge that was made here and not revoked."""
        return await self._do(lambda own: dict(own.execute(_GOOD_BADGES).fetchall()))

    async def cost(self) -> Cost | None:
        """Return what a PIN's hash costs on this machine; None before it was calibrated."""
        return await self._do(lambda own: next((Cost(*row) for row in own.execute(_COST)), None))

    async def set_cost(self, cost: Cost) -> None:
        """Keep what a PIN's hash costs from now on."""
        await self._do(lambda own: _run(own, _SET_COST, (cost.memory_kib, cost.rounds, cost.lanes)))

    async def _do(self, act: Callable[[sqlite3.Connection], R]) -> R:
        found: list[R] = []
        try:
            await self._beside.aside(lambda own: found.append(act(own)))
        except sqlite3.IntegrityError as error:
            raise NotKept(str(error)) from error
        return found[0]


def _run(own: sqlite3.Connection, sql: str, values: tuple[str | int | bytes, ...]) -> None:
    own.execute(sql, values)


def _changed(count: int, person_id: str) -> None:
    if count != 1:
        raise NotKept(f"person: nobody is {person_id}")


def _held(own: sqlite3.Connection, person_id: str) -> str:
    return next((str(serial) for (serial,) in own.execute(_HELD, (person_id,))), "")


def _hold(own: sqlite3.Connection, person_id: str, serial: str) -> str:
    stored = _stored(own, person_id)
    if stored is None or not stored.is_active:
        raise NotKept(f"person: nobody is {person_id}")
    before = _held(own, person_id)
    own.execute(_HOLD, (person_id, serial))
    return before


def _tries(own: sqlite3.Connection, subject: str) -> Tries:
    row = own.execute(_TRIES, (subject,)).fetchone()
    return Tries(*row) if row is not None else Tries()


def _keep_tries(own: sqlite3.Connection, subject: str, tries: Tries) -> None:
    own.execute(_NEW_TRIES, (subject,))
    values = (tries.failures, tries.seq, tries.waited_ms, tries.boot_id, tries.at_boot_ms, subject)
    own.execute(_SET_TRIES, values)


def _stored(own: sqlite3.Connection, person_id: str) -> Stored | None:
    row = own.execute(_PERSON, (person_id,)).fetchone()
    if row is None:
        return None
    roles = frozenset(Role(role) for (role,) in own.execute(_ROLES, (person_id,)))
    is_active, *proofs = row
    return Stored(Person(person_id, roles), bool(is_active), *proofs)


def _everybody(own: sqlite3.Connection) -> tuple[Stored, ...]:
    found = (_stored(own, person_id) for (person_id,) in own.execute(_IDS).fetchall())
    return tuple(stored for stored in found if stored is not None)


def _count_try(own: sqlite3.Connection, person_id: str, now: Now, proof: Proof) -> Counted | Locked:
    subject = f"{proof}:{person_id}"
    stored = _stored(own, person_id) if person_id else None
    kiosk_before = _tries(own, KIOSK)
    own_before = _tries(own, subject) if stored is not None else None
    wait_ms = max(locked_ms(kiosk_before, now), locked_ms(own_before, now) if own_before is not None else 0)
    if wait_ms:
        return Locked(wait_ms, kiosk_before.seq)
    kiosk = failed(kiosk_before, now, fade_ms=FADE_MS)
    _keep_tries(own, KIOSK, kiosk)
    own_now = failed(own_before, now) if own_before is not None else None
    if own_now is not None:
        _keep_tries(own, subject, own_now)
    return Counted(subject, stored, kiosk_before, kiosk, own_before, own_now)


def _admit(own: sqlite3.Connection, counted: Counted, new_pin: tuple[str, str] | None) -> None:
    own_failures = 0
    if counted.own_before is not None and counted.own is not None:
        own_failures = counted.own_before.failures
        _restore(own, counted.subject, counted.own, taken_back(counted.own_before, counted.own, own_failures))
    _restore(own, KIOSK, counted.kiosk, taken_back(counted.kiosk_before, counted.kiosk, own_failures))
    if new_pin is not None and counted.stored is not None:
        own.execute(_PIN, (counted.stored.person.id, *new_pin))


def _take_back(own: sqlite3.Connection, counted: Counted) -> None:
    _restore(own, KIOSK, counted.kiosk, taken_back(counted.kiosk_before, counted.kiosk, 0))
    if counted.own_before is not None and counted.own is not None:
        _restore(own, counted.subject, counted.own, taken_back(counted.own_before, counted.own, 0))


def _restore(own: sqlite3.Connection, subject: str, counted: Tries, tries: Tries) -> None:
    """Undo a count, unless another try was counted since: then it stays, so that none of the two is lost."""
    if _tries(own, subject).seq == counted.seq:
        _keep_tries(own, subject, tries)


def _found(own: sqlite3.Connection, person: Person, pin: tuple[str, str], totp: tuple[bytes, str], step: int) -> None:
    if own.execute(_ADMINS).fetchone()[0]:
        raise NotKept("person: there is an admin")
    _enrol(own, person, pin)
    own.execute(_TOTP, (person.id, *totp))
    own.execute(_USE_STEP, (person.id, step))


def _enrol(own: sqlite3.Connection, person: Person, pin: tuple[str, str]) -> None:
    own.execute(_ENROL, (person.id,))
    own.execute(_PIN, (person.id, *pin))
    own.executemany(_ADD_ROLE, [(person.id, role.value) for role in sorted(person.roles)])


def _set_roles(own: sqlite3.Connection, person: Person) -> None:
    before = _stored(own, person.id)
    if before is None:
        raise NotKept(f"person: nobody is {person.id}")
    own.executemany(_ADD_ROLE, [(person.id, role.value) for role in sorted(person.roles - before.person.roles)])
    own.executemany(_DROP_ROLE, [(person.id, role.value) for role in sorted(before.person.roles - person.roles)])
