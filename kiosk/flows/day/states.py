"""What the pages of a day hold while they are on the glass."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from kiosk.domain.access.roles import Person
from kiosk.domain.sale import Sale
from kiosk.domain.settling.resolving import Outcome
from kiosk.flows.base import Effect
from kiosk.flows.day.events import DayClosed, Doubt, ReceiptFound, Reckoned
from kiosk.flows.guests import Gone, Pass, Tell


@dataclass(frozen=True, slots=True)
class Choosing:
    """The pages of a day that this person may read."""

    person: Person


@dataclass(frozen=True, slots=True)
class Figures:
    """An X: where the day stands. `day` None: it is reckoned. `printing`: the paper that is awaited; `note`: its end.

    `is_out`: it could not be reckoned.
    """

    person: Person
    key: str
    day: Reckoned | None = None
    printing: str = ""
    note: str = ""
    is_out: bool = False


class Stage(StrEnum):
    """How far the closing of a day is."""

    RECKONING = "reckoning"
    READY = "ready"
    ASKING = "asking"  # whether the terminal may be closed
    TERMINAL = "terminal"
    PERMITTING = "permitting"  # whether the day may be closed
    WRITING = "writing"
    CLOSED = "closed"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Closing:
    """A Z. `key`: the question that waits. `why`: what stood against it, or what the terminal said instead of a sum.

    `closed`: the report, once the journal holds it; `printing` and `note` as in `Figures`.
    """

    person: Person
    key: str
    stage: Stage = Stage.RECKONING
    day: Reckoned | None = None
    why: str = ""
    closed: DayClosed | None = None
    printing: str = ""
    note: str = ""
    prints: int = 0


@dataclass(frozen=True, slots=True)
class Reviews:
    """The sales of which a person must say what became of their money. `cases` None: they are looked for."""

    person: Person
    key: str
    cases: tuple[Doubt, ...] | None = None
    is_out: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One of them. `chosen`: the outcome; `ask_id`: leave is asked for; `second_id`: who confirmed besides.

    `was_held`: the session beneath held the sale when it was last read. `decided`: what was written.
    `problem`: why nothing was.
    """

    person: Person
    key: str
    sale_id: str
    sale: Sale | None = None
    when: str = ""
    chosen: Outcome | None = None
    ask_id: str = ""
    second_id: str = ""
    is_deciding: bool = False
    was_held: bool = False
    decided: Sale | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Copies:
    """Receipts of sales that were carried out. `receipts` None: they are looked for.

    `chosen`: the sale whose receipt is wanted; `ask_id`: leave is asked for; `sale`: what is printed now, by `job_id`.
    """

    person: Person
    key: str
    receipts: tuple[ReceiptFound, ...] | None = None
    chosen: str = ""
    ask_id: str = ""
    sale: Sale | None = None
    job_id: str = ""
    note: str = ""
    is_out: bool = False


State: TypeAlias = "Choosing | Figures | Closing | Reviews | Case | Copies"
Stepped: TypeAlias = "tuple[State | Pass | Tell | Gone, tuple[Effect, ...]]"
