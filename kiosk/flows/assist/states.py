"""Where staff stand with a lane: one value per page, each with who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from kiosk.domain.access.roles import Person
from kiosk.domain.aside.keeping import Kept
from kiosk.domain.sale import Sale
from kiosk.flows.assist.acts import Wish


@dataclass(frozen=True, slots=True)
class Lane:
    """What the customer has, or with nobody there the last sale. `problem`: why the last act was not done.

    `done` is the act that was done last, empty for none; `is_asked`: the last sale is being looked up.
    """

    person: Person
    problem: str = ""
    done: str = ""
    last: Sale | None = None
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What can be changed of line `n`, of the basket of this `version`; `n` 0: of all of it."""

    person: Person
    n: int
    version: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number is typed for an act. `problem`: why the last one was not taken."""

    person: Person
    wish: Wish
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, from the act's own list."""

    person: Person
    wish: Wish


@dataclass(frozen=True, slots=True)
class Resolving:
    """How a blocker is resolved, from its kind's own list, as far as it can be done here."""

    person: Person
    wish: Wish
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refund:
    """What of a sale comes back: the pieces `chosen`, or with none of them all that is left to refund.

    A line's number stands in `chosen` once for each of its pieces.
    `late` are lines that come back no more; with any of them lines have to be chosen.
    """

    person: Person
    sale: Sale
    chosen: tuple[int, ...] = ()
    problem: str = ""
    late: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Baskets:
    """The baskets that wait behind the glass, the newest first, as they stood at `seen_utc_ms`."""

    person: Person
    kept: tuple[Kept, ...]
    seen_utc_ms: int


@dataclass(frozen=True, slots=True)
class Asking:
    """Leave for one act is being asked for, under `ask_id`."""

    person: Person
    wish: Wish
    ask_id: str


State: TypeAlias = "Lane | Line | Number | Reason | Resolving | Refund | Baskets | Asking"
