"""The states of the register of persons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from kiosk.domain.access.roles import Person, Role
from kiosk.flows.base import Effect
from kiosk.flows.guests import Gone, Pass

Kind: TypeAlias = Literal["enrol", "roles", "pin", "code", "badge", "end", "resume", "revoke"]
Fact: TypeAlias = Literal["id", "pin", "again", "serial"]
KINDS: Final[tuple[Kind, ...]] = ("enrol", "roles", "pin", "code", "badge", "end", "resume", "revoke")
REASONS: Final = ("left", "lost", "misuse", "returned", "mistake")


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the register, as the list shows them. `badge`: the number of the one that was made here."""

    person_id: str
    roles: tuple[str, ...] = ()
    is_active: bool = True
    has_code: bool = False
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that is being put together."""

    kind: Kind
    person_id: str = ""
    roles: frozenset[Role] = frozenset()
    pin: str = field(default="", repr=False)
    serial: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Everybody:
    """The list. `members` None: it is being looked up. `done` and `who`: the change that was just made."""

    by: Person
    members: tuple[Member, ...] | None = None
    done: str = ""
    who: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class One:
    """One person, and what can be changed of them."""

    by: Person
    member: Member


@dataclass(frozen=True, slots=True)
class Typed:
    """Something of a change is typed."""

    by: Person
    draft: Draft
    asks: Fact
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of a change are chosen."""

    by: Person
    draft: Draft
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a person is ended or taken back, or a badge is revoked."""

    by: Person
    draft: Draft


@dataclass(frozen=True, slots=True)
class Asking:
    """Leave for the change is asked; `is_doing`: it was given, and the change is being made."""

    by: Person
    draft: Draft
    ask_id: str
    is_doing: bool = False


@dataclass(frozen=True, slots=True)
class NewCode:
    """What the person's authenticator app scans, shown once."""

    by: Person
    person_id: str
    uri: str = field(repr=False)


State: TypeAlias = "Everybody | One | Typed | Roles | Reason | Asking | NewCode"
Stepped: TypeAlias = "tuple[State | Gone | Pass, tuple[Effect, ...]]"
