"""When a load is at rest: the same stable answer twice in a row. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from devices.api import Settling


@dataclass(frozen=True, slots=True)
class Verdict:
    """What two equal answers in a row say."""

    settling: Settling
    weight_g: int | None


class Rest:
    """Waits for two equal answers that are not MOVING."""

    def __init__(self) -> None:
        self._last: Verdict | None = None

    def begin(self) -> None:
        """Forget the answer before: something stood in between."""
        self._last = None

    def take(self, settling: Settling, weight_g: int | None) -> Verdict | None:
        """Take an answer; give the verdict when it equals the one before it."""
        seen = None if settling is Settling.MOVING else Verdict(settling, weight_g)
        is_repeated = seen is not None and seen == self._last
        self._last = seen
        return seen if is_repeated else None
