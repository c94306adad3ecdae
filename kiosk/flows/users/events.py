"""What administrators press, what is asked of the register, and its answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from kiosk.domain.access.roles import Person
from kiosk.flows.base import NOT_KEPT, Effect, Event
from kiosk.flows.users.states import Draft, Member

# --- pressed --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MemberChosen(Event):
    """One of the persons was chosen."""

    person_id: str


@dataclass(frozen=True, slots=True)
class MemberChangePressed(Event):
    """A change was chosen; `kind` is one of `states.KINDS`."""

    kind: str


@dataclass(frozen=True, slots=True)
class MemberTyped(Event):
    """What was typed: an id, a PIN, the PIN again, or the number of a badge."""

    text: str = field(repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class RoleToggled(Event):
    """A role was given or taken on the page; `role` is a value of `Role`."""

    role: str


@dataclass(frozen=True, slots=True)
class RolesSettledPressed(Event):
    """The roles are as they shall be."""


@dataclass(frozen=True, slots=True)
class MemberReasonChosen(Event):
    """Why somebody is ended or taken back, or a badge is revoked: one of `states.REASONS`."""

    why: str


# --- asked ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListMembers(Effect):
    """Look up everybody; answers `MembersListed`."""

    @property
    def key(self) -> str:
        """One look at a time."""
        return "list-members"


@dataclass(frozen=True, slots=True)
class ChangeMember(Effect):
    """Do a change that was permitted; answers `MemberChanged` or `MemberNotChanged`."""

    by: Person
    draft: Draft

    @property
    def key(self) -> str:
        """One change at a time."""
        return "change-member"


# --- answered -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MembersListed(Event):
    """Everybody, ordered by id."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class MemberChanged(Event):
    """The change was done. `shown` is what an authenticator app scans, once."""

    is_activity: ClassVar[bool] = False
    kind: str
    person_id: str
    shown: str = field(default="", repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class MemberNotChanged(Event):
    """Nothing was changed: `why` is a `Problem` of `kiosk.people.register`, a `PinProblem`, or of a badge's paper."""

    is_activity: ClassVar[bool] = False
    why: str
