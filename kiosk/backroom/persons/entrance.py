"""Performs who comes in: signing in, the first admin, leave for one act, and what is written of it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from kiosk.domain.access.roles import Person, Verdict
from kiosk.effects.base import Perform
from kiosk.flows.base import Effect, Event
from kiosk.flows.staff.events import (
    BeginFirst,
    CodeRefused,
    FirstBegun,
    FirstFounded,
    FirstRefused,
    LookWho,
    ProveFirst,
    WhoKnown,
)
from kiosk.flows.staffed import (
    AskPermit,
    NotPermitted,
    Permitted,
    Record,
    SignedIn,
    SignIn,
    SignInRefused,
)
from kiosk.people.audit import Audited, Deed
from kiosk.people.badges import read
from kiosk.people.door import Admitted, Refused
from kiosk.people.founding import Begun
from kiosk.people.opening import People
from kiosk.people.register import LONGEST_WHY
from kiosk.upkeep.clock import is_clock_believed

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside

KEY_LOST: Final = "key-lost"
CANNOT: Final = "cannot-check"
log = logging.getLogger(__name__)


def table(inside: Inside) -> Mapping[type[Effect], Perform]:
    """Return who performs the effects of the entrance."""
    own = Entrance(inside)
    return {
        LookWho: own.look_who,
        SignIn: own.sign_in,
        BeginFirst: own.begin_first,
        ProveFirst: own.prove_first,
        AskPermit: own.ask_permit,
        Record: own.record,
    }


class Entrance:
    """Asks `kiosk.people`, and tells the flows. A key file that is lost lets nobody in, and says so."""

    def __init__(self, inside: Inside) -> None:
        self._inside = inside
        self._tasks = inside.tasks
        self._rule = inside.settings.people.rule
        self._keys = inside.settings.people.public_keys

    def look_who(self, effect: LookWho) -> None:
        """Tell whether anybody can sign in here."""
        self._tasks.start(effect, effect.key, self._look_who())

    async def _look_who(self) -> None:
        people = await self._people()
        if people is None:
            self._post(WhoKnown(has_admin=True, problem=KEY_LOST))
            return
        code = await people.first.code()
        self._post(WhoKnown(has_admin=code is None, code=code or ""))

    def sign_in(self, effect: SignIn) -> None:
        """Check an id and a PIN, or a badge and a PIN."""
        self._tasks.start(effect, effect.key, self._sign_in(effect))

    async def _sign_in(self, effect: SignIn) -> None:
        people = await self._people()
        if people is None:
            self._post(SignInRefused(CANNOT))
            return
        if effect.badge:
            zone, utc_ms = self._inside.settings.site.timezone, self._inside.utc_ms()
            issuer = people.badges.issuer
            keys = {**self._keys, issuer.key_id: issuer.public}
            badge = read(effect.badge, keys, utc_ms, is_clock_believed=is_clock_believed(utc_ms, zone))
            came = await people.door.log_in_by_badge(badge, effect.pin)
        else:
            came = await people.door.log_in(effect.person_id, effect.pin)
        self._post(_signed_in(came.person) if isinstance(came, Admitted) else SignInRefused(came.why, came.wait_s))

    def begin_first(self, effect: BeginFirst) -> None:
        """Take who wants to be the first admin."""
        self._tasks.start(effect, effect.key, self._begin_first(effect))

    async def _begin_first(self, effect: BeginFirst) -> None:
        people = await self._people()
        if people is None:
            self._post(FirstRefused(CANNOT))
            return
        made = await people.first.begin(effect.code, effect.person_id, effect.pin)
        self._post(FirstBegun(made.person_id, made.uri) if isinstance(made, Begun) else FirstRefused(made.value))

    def prove_first(self, effect: ProveFirst) -> None:
        """Enrol the first admin when their authenticator app has its secret."""
        self._tasks.start(effect, effect.key, self._prove_first(effect))

    async def _prove_first(self, effect: ProveFirst) -> None:
        people = await self._people()
        if people is None:
            self._post(CodeRefused(CANNOT))
            return
        proved = await people.first.prove(effect.code)
        if isinstance(proved, Person):
            self._post(FirstFounded(proved.id, _roles(proved)))
        elif isinstance(proved, Refused):
            self._post(CodeRefused(proved.why, proved.wait_s))
        else:
            self._post(FirstRefused(proved.value))

    # --- one act ----------------------------------------------------------------------------------------------------

    def ask_permit(self, effect: AskPermit) -> None:
        """Say whether an act may be done now; a second person signs in first."""
        self._tasks.start(effect, effect.key, self._ask_permit(effect))

    async def _ask_permit(self, ask: AskPermit) -> None:
        people = await self._people()
        if people is None:
            self._post(NotPermitted(ask.ask_id, CANNOT))
            return
        second: Person | None = None
        if ask.second_id:
            came = await people.door.log_in(ask.second_id, ask.second_pin)
            if isinstance(came, Refused):
                self._post(NotPermitted(ask.ask_id, came.why, came.wait_s))
                return
            second = came.person
        found = await people.door.permit(ask.act, ask.person, self._rule, second=second, code=ask.code or None)
        self._post(_permit(ask, second, found))

    def record(self, effect: Record) -> None:
        """Write what staff did in the journal."""
        self._post(
            Audited(
                Deed.ACTED, effect.person.id, effect.subject, effect.act.value, effect.why[:LONGEST_WHY],
                effect.before, effect.after, effect.second_id,
            )
        )  # fmt: skip

    async def _people(self) -> People | None:
        """Return persons; None when the key file is lost or damaged, which the log names."""
        try:
            return await self._inside.persons.opened()
        except OSError as error:
            log.error("staff cannot sign in: %s", error)
            return None

    def _post(self, event: Event) -> None:
        self._inside.post(event)


def _signed_in(person: Person) -> SignedIn:
    return SignedIn(person.id, _roles(person))


def _roles(person: Person) -> tuple[str, ...]:
    return tuple(sorted(role.value for role in person.roles))


def _permit(ask: AskPermit, second: Person | None, found: Verdict | Refused) -> Event:
    if isinstance(found, Refused):
        return NotPermitted(ask.ask_id, found.why, found.wait_s)
    if found is not Verdict.ALLOWED:
        return NotPermitted(ask.ask_id, found.value)
    return Permitted(ask.ask_id, ask.act.value, ask.person.id, second.id if second is not None else "")
