"""What staff do at the entrance, what is asked of `kiosk.people`, and its answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from kiosk.domain.access.roles import Person, Role
from kiosk.flows.base import NOT_KEPT, Effect, Event

# --- pressed --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WhoGiven(Event):
    """Who wants to sign in, as it was typed; it may be a PIN by mistake."""

    person_id: str = field(repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class FirstGiven(Event):
    """What was typed for the first admin: code, id, PIN, or the PIN again."""

    text: str = field(repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class TryAgainPressed(Event):
    """Once more, after a refusal."""


@dataclass(frozen=True, slots=True)
class SecretSeenPressed(Event):
    """The code for an authenticator app was scanned."""


@dataclass(frozen=True, slots=True)
class AreaPressed(Event):
    """One of the staff's flows was chosen."""

    flow: str


# --- asked ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LookWho(Effect):
    """Look whether anybody can sign in here; answers `WhoKnown`. Where nobody is enrolled a one-time code is drawn."""

    is_for_the_moment: ClassVar[bool] = True

    @property
    def key(self) -> str:
        """One look at a time."""
        return "look-who"


@dataclass(frozen=True, slots=True)
class BeginFirst(Effect):
    """Take who wants to be the first admin; answers `FirstBegun` or `FirstRefused`."""

    code: str = field(repr=False)
    person_id: str = field(repr=False)
    pin: str = field(repr=False)

    @property
    def key(self) -> str:
        """One at a time."""
        return "first"


@dataclass(frozen=True, slots=True)
class ProveFirst(Effect):
    """Enrol the first admin, whose app shows `code`; answers `FirstFounded`, `CodeRefused` or `FirstRefused`."""

    code: str = field(repr=False)

    @property
    def key(self) -> str:
        """One at a time."""
        return "prove-first"


# --- answered -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WhoKnown(Event):
    """Whether anybody is enrolled. `code` is shown to the first admin; `problem`: why nobody can sign in now."""

    is_activity: ClassVar[bool] = False
    has_admin: bool
    code: str = field(default="", repr=False, metadata=NOT_KEPT)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FirstBegun(Event):
    """Who wants to be the first admin may be; `uri` is what their authenticator app scans. Nobody is enrolled yet."""

    is_activity: ClassVar[bool] = False
    person_id: str
    uri: str = field(default="", repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class FirstFounded(Event):
    """The first admin is enrolled: their authenticator app has its secret."""

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    person_id: str
    roles: tuple[str, ...]

    @property
    def person(self) -> Person:
        """The person, as the permission table knows them."""
        return Person(self.person_id, frozenset(Role(role) for role in self.roles))


@dataclass(frozen=True, slots=True)
class FirstRefused(Event):
    """Nobody was enrolled: `why` is a `Problem` of `kiosk.people.register` or a `PinProblem`."""

    is_activity: ClassVar[bool] = False
    why: str


@dataclass(frozen=True, slots=True)
class CodeRefused(Event):
    """The code was not taken; `why` is a `Refusal` of `kiosk.people.door`."""

    is_activity: ClassVar[bool] = False
    why: str
    wait_s: int = 0
