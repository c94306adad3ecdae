"""A call for a person: from which step, why, how long ago, and whether somebody comes. It stands beside a flow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil
from statistics import median
from typing import Final

from kiosk.domain.private import NOT_KEPT

UNDO_S: Final = 8
ESCALATE_S: Final = (30, 60, 120)  # after the call: the next contact, the one after, and then: nobody comes
GONE_S: Final = 15 * 60  # a call that nobody accepted says nothing any more about who stands there
MOST_QUESTION: Final = 120  # characters of what was typed that go along with a call
LAST: Final = 20  # calls that an expected wait is estimated from


class Stage(StrEnum):
    """How far a call has come. Only `COMING` means that a person said so."""

    SENT = "sent"  # the lights show it; no call board has answered
    HEARD = "heard"  # a call board shows it
    COMING = "coming"
    HERE = "here"
    ENDING = "ending"  # over for the customer; the boards are being told


class How(StrEnum):
    """How a call ended."""

    DONE = "done"  # by the person who came
    UNDONE = "undone"  # within the seconds of its undo
    WITHDRAWN = "withdrawn"  # by the customer, later
    LEFT = "left"  # with the session of its customer
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `step` names the screen (`checkout/Scanning`), `reasons` are codes of blockers, nothing is personal.

    `raised_utc_ms` and what follows from it survive a restart. `level` counts escalations, 0 to 3; `placed` is the
    last of them that lights and boards were given. `by` is the name that the person who comes gave to the call board,
    which the journal does not keep; `article` the help that did not help. `is_for_hold`: nobody pressed for it, it was
    sent because the basket waits for staff, and it goes when the basket waits no more.
    """

    id: str
    raised_utc_ms: int
    step: str
    reasons: tuple[str, ...]
    language: str
    article: str = ""
    stage: Stage = Stage.SENT
    level: int = 0
    placed: int = -1
    by: str = field(default="", repr=False, metadata=NOT_KEPT)
    how: How | None = None
    question: str = field(default="", repr=False, metadata=NOT_KEPT)
    is_for_hold: bool = False

    @property
    def is_waiting(self) -> bool:
        """True until a person accepted it."""
        return self.stage in (Stage.SENT, Stage.HEARD)

    @property
    def is_open(self) -> bool:
        """True while its customer waits for a person, or has one."""
        return self.stage is not Stage.ENDING

    @property
    def is_unanswered(self) -> bool:
        """True when the last contact had its time, too: the customer is told where else a person is."""
        return self.is_waiting and self.level == len(ESCALATE_S)


def due_in_s(call: Call, now_utc_ms: int) -> float:
    """Return the seconds until the next escalation, 0 when it is due; 0 as well with none left."""
    if call.level >= len(ESCALATE_S):
        return 0
    age_s = max(0, now_utc_ms - call.raised_utc_ms) / 1000  # a clock that was set back makes nobody wait longer
    return max(0.0, min(ESCALATE_S[call.level] - age_s, ESCALATE_S[call.level]))


def usual_wait_min(waited_s: Sequence[int]) -> int | None:
    """Return how many minutes it usually takes until somebody accepts; None without any call to know it by.

    The median of the last calls, rounded up. `waited_s`: seconds from call to acceptance, the newest last.
    """
    last = waited_s[-LAST:]
    return max(1, ceil(median(last) / 60)) if last else None
