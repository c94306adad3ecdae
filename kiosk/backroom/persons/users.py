"""Performs changes of who may sign in, and looks them up for the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kiosk.backroom.persons import badges
from kiosk.effects.base import Perform
from kiosk.flows.base import Effect, Event
from kiosk.flows.users.events import ChangeMember, ListMembers, MemberChanged, MemberNotChanged, MembersListed
from kiosk.flows.users.states import Member
from kiosk.people.door import Refused
from kiosk.people.pins import PinProblem
from kiosk.people.register import Problem
from kiosk.people.store import Stored

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside


def table(inside: Inside) -> Mapping[type[Effect], Perform]:
    """Return who performs the effects of the register."""
    own = Users(inside)
    return {ListMembers: own.list_all, ChangeMember: own.change}


class Users:
    """Asks the register; who changes is checked there once more, as they are known now."""

    def __init__(self, inside: Inside) -> None:
        self._inside = inside

    def list_all(self, effect: ListMembers) -> None:
        """Tell everybody."""
        self._inside.tasks.start(effect, effect.key, self._list_all())

    async def _list_all(self) -> None:
        people = await self._inside.persons.opened()
        found, good = await people.store.everybody(), await people.store.good_badges()
        self._inside.post(MembersListed(tuple(_member(stored, good.get(stored.person.id, "")) for stored in found)))

    def change(self, effect: ChangeMember) -> None:
        """Do one change."""
        self._inside.tasks.start(effect, effect.key, self._change(effect))

    async def _change(self, effect: ChangeMember) -> None:
        self._inside.post(await self._changed(effect))

    async def _changed(self, effect: ChangeMember) -> Event:
        register, by, draft = (await self._inside.persons.opened()).register, effect.by, effect.draft
        who, site = draft.person_id, self._inside.settings.site
        made: object
        match draft.kind:
            case "enrol":
                made = await register.enrol(by, who, draft.roles, draft.pin)
            case "roles":
                made = await register.set_roles(by, who, draft.roles)
            case "pin":
                made = await register.reset_pin(by, who, draft.pin)
            case "code":
                made = await register.new_code(by, who, f"{site.name} {site.kiosk}")
            case "badge":
                made = await badges.make(self._inside, by, who)
            case "revoke":
                made = await register.revoke_badge(by, draft.serial, draft.why)
            case "end" | "resume":
                made = await register.set_active(by, who, is_active=draft.kind == "resume", why=draft.why)
        if isinstance(made, Problem | PinProblem | Refused | badges.NotOnPaper):
            return MemberNotChanged(made.why if isinstance(made, Refused) else made.value)
        return MemberChanged(draft.kind, who, made if isinstance(made, str) else "")


def _member(stored: Stored, badge: str) -> Member:
    roles = tuple(sorted(role.value for role in stored.person.roles))
    return Member(stored.person.id, roles, stored.is_active, stored.totp is not None, badge)
