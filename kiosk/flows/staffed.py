"""What staff flows share: signing in, asking for one act, and what is written of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.flows.base import NOT_KEPT, Effect, Event

BADGE_MARK: Final = "PB1."
"""What the code of a staff badge begins with; nothing that is sold or travels does."""

# --- signing in -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StaffPressed(Event):
    """The corner was held, or the service key turned: somebody of the staff wants the glass."""


@dataclass(frozen=True, slots=True)
class BadgeRead(Event):
    """A reader saw what begins like a badge; whose it is, and whether it is genuine, is not known yet."""

    text: str = field(repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class SignInTried(Event):
    """Who and PIN as they were typed; `badge`: what was read instead of typing who."""

    person_id: str = field(repr=False, metadata=NOT_KEPT)
    pin: str = field(repr=False, metadata=NOT_KEPT)
    badge: str = field(default="", repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    """A person proved who they are; `roles` are values of `Role`."""

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    person_id: str
    roles: tuple[str, ...]

    @property
    def person(self) -> Person:
        """The person, as the permission table knows them."""
        return Person(self.person_id, frozenset(Role(role) for role in self.roles))


@dataclass(frozen=True, slots=True)
class SignInRefused(Event):
    """Nobody came in. `why` is a `Refusal` value of `kiosk.people.door`; no try is taken for `wait_s` seconds."""

    is_activity: ClassVar[bool] = False
    why: str
    wait_s: int = 0


@dataclass(frozen=True, slots=True)
class SignIn(Effect):
    """Check who it is; answers `SignedIn` or `SignInRefused`. `badge` instead of `person_id`: as it was read."""

    is_for_the_moment: ClassVar[bool] = True
    person_id: str = field(repr=False)
    pin: str = field(repr=False)
    badge: str = field(default="", repr=False)

    @property
    def key(self) -> str:
        """One try waits at a time."""
        return "sign-in"


# --- one act --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskPermit(Effect):
    """Ask whether `person` may do `act` now; answers `Permitted` or `NotPermitted` with the same `ask_id`.

    A staff flow gives the first three and waits in a state of its own. When a code or a second person is wanted, the
    shell asks for it on its own page and asks again: the flow hears the end of it only.
    """

    ask_id: str
    act: Permission
    person: Person
    code: str = field(default="", repr=False)
    second_id: str = field(default="", repr=False)
    second_pin: str = field(default="", repr=False)

    @property
    def key(self) -> str:
        """The question that waits for its answer."""
        return self.ask_id


@dataclass(frozen=True, slots=True)
class Permitted(Event):
    """The act may be done once, now. The journal keeps it: it is what an act stands on."""

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    ask_id: str
    act: str
    person_id: str
    second_id: str = ""


@dataclass(frozen=True, slots=True)
class NotPermitted(Event):
    """The act may not be done. `why` is a value of `Verdict`, of `Refusal`, or `withdrawn`."""

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    ask_id: str
    why: str
    wait_s: int = 0


@dataclass(frozen=True, slots=True)
class Record(Effect):
    """Write in the audit log that `act` was done: to `subject` (an internal id), why, and the values before and after.

    Nothing personal and no free text but `why`, which staff chose or typed of the matter.
    """

    act: Permission
    person: Person
    subject: str = ""
    why: str = ""
    before: str = ""
    after: str = ""
    second_id: str = ""


# --- the page that asks for a code, or for a second person ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CodeGiven(Event):
    """The six digits of an authenticator app."""

    code: str = field(repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class SecondNamed(Event):
    """Who else confirms, as it was typed; their PIN is asked for next."""

    person_id: str = field(repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class SecondGiven(Event):
    """The PIN of who else confirms, as it was typed."""

    pin: str = field(repr=False, metadata=NOT_KEPT)
