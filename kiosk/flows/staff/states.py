"""The states of the entrance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kiosk.domain.access.roles import Person
from kiosk.flows.base import Effect
from kiosk.flows.guests import Gone, Pass

Fact: TypeAlias = Literal["code", "id", "pin", "again"]


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who it is, then the PIN. `badge` was read instead of typing who; `asks`: which of the two is typed now."""

    asks: Literal["id", "pin"] = "id"
    person_id: str = field(default="", repr=False)
    badge: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Checking:
    """Something is looked at; `what` is waited for. `badge` was read meanwhile."""

    what: Literal["who", "person", "first"] = "who"
    badge: str = field(default="", repr=False)
    first: First | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Nobody came in. No try is taken before `until_ms` of the running time; `left_s` is what is left of it."""

    why: str
    until_ms: int = 0
    left_s: int = 0


@dataclass(frozen=True, slots=True)
class First:
    """The first admin of this kiosk: the code that is shown is typed, then an id, a PIN, and the PIN again."""

    shown: str = field(default="", repr=False)
    asks: Fact = "code"
    code: str = field(default="", repr=False)
    person_id: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Secret:
    """What the authenticator app of the first admin scans; they are enrolled when a code of it was right."""

    person_id: str
    uri: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Prove:
    """A code of the app shows that it has the secret."""

    person_id: str
    uri: str = field(repr=False)
    problem: str = ""
    is_checking: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """What this person may do here."""

    person: Person


State: TypeAlias = "SignIn | Checking | Refused | First | Secret | Prove | Menu"
Stepped: TypeAlias = "tuple[State | Gone | Pass, tuple[Effect, ...]]"
