"""What staff did, as an event for the journal: chained, and neither altered nor deleted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeAlias

from kiosk.flows.base import Event


class Deed(StrEnum):
    """What happened."""

    ADMITTED = "admitted"
    REFUSED = "refused"
    ALERT = "alert"
    CODE_TAKEN = "code-taken"
    CODE_REFUSED = "code-refused"
    BADGE_REFUSED = "badge-refused"
    CANNOT_CHECK = "cannot-check"
    FOUNDED = "founded"
    ENROLLED = "enrolled"
    ROLES_CHANGED = "roles-changed"
    PIN_CHANGED = "pin-changed"
    TOTP_CHANGED = "totp-changed"
    DISABLED = "disabled"
    ENABLED = "enabled"
    BADGE_REVOKED = "badge-revoked"
    BADGE_MADE = "badge-made"
    ACTED = "acted"


@dataclass(frozen=True, slots=True)
class Audited(Event):
    """One deed. `who` is a known staff id or empty, `subject` whom or what it was done to, `second` who confirmed it.

    `act` names a permission when `what` is ACTED; `why`, `before` and `after` are codes and values, nothing personal.
    `tries_seq` is the lock-out's number: a gap shows that its rows were meddled with.
    """

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    what: Deed = Deed.ACTED
    who: str = ""
    subject: str = ""
    act: str = ""
    why: str = ""
    before: str = ""
    after: str = ""
    second: str = ""
    tries_seq: int = 0


Record: TypeAlias = "Callable[[Audited], Awaitable[None]]"
"""Has the deed written to the journal."""


def posted(post: Callable[[Event], None]) -> Record:
    """Return what hands deeds to the runtime (`Runtime.post`), in their order, between the events of the session.

    A kill may lose the last ones; the count of wrong tries, which the tables keep first, then shows a gap.
    """

    async def record(event: Audited) -> None:
        post(event)

    return record
