"""What happens while somebody becomes a member, and what is asked of who keeps the members."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from kiosk.domain.benefits.changing import Member
from kiosk.domain.private import Private
from kiosk.flows.base import NOT_KEPT, Effect, Event


@dataclass(frozen=True, slots=True)
class EnrolPressed(Event):
    """The customer wants to become a member."""


@dataclass(frozen=True, slots=True)
class EnrolTyped(Event):
    """The customer agreed, with an e-mail address or a phone number as it stood in the field."""

    text: str = field(repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class EnrolTold(Event):
    """The answer to `Enrol`: the new member; None: `contact` cannot be one, or `already` belongs to a member."""

    sale_id: str
    problem: str = ""
    member: Member | None = None
    is_activity: ClassVar[bool] = False


# --- effects ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Enrol(Effect):
    """Make somebody a member; answers `EnrolTold`. Asked again for the same sale it is the same member."""

    sale_id: str
    contact: Private[str]

    @property
    def key(self) -> str:
        """The sale that waits for its answer; who keeps the members goes by it, too."""
        return self.sale_id
