"""A scale's condition: what its answers, bad answers and a state that lasts too long mean for who uses it."""

from __future__ import annotations

import asyncio
from collections import deque

from devices.api import HealthState, Reason, Settling
from devices.condition import Condition

BAD_ANSWERS = 5
BAD_WINDOW_S = 10.0
LASTING_S = {Settling.UNDER_ZERO: 10.0, Settling.OVER_CAPACITY: 10.0, Settling.MOVING: 30.0}
_LASTING = {
    Settling.UNDER_ZERO: (HealthState.NEEDS_PERSON, Reason.UNDER_ZERO, "the plate is off, or zero has drifted"),
    Settling.OVER_CAPACITY: (HealthState.NEEDS_PERSON, Reason.OVER_CAPACITY, "a load over the capacity stays on it"),
    Settling.MOVING: (HealthState.DEGRADED, Reason.NOT_SETTLED, "no rest for 30 s: draught, or something leans on it"),
}


class Judge:
    """Holds the condition. READY needs a good answer; everything it says is taken back by the next good one."""

    def __init__(self) -> None:
        self.condition = Condition()
        self._bad: deque[float] = deque(maxlen=BAD_ANSWERS)
        self._settling = Settling.STABLE
        self._since_mono = 0.0
        self._problem = ""

    def forget(self) -> None:
        """Begin anew."""
        self._bad.clear()
        self._settling = Settling.STABLE

    def spoilt(self, problem: str) -> None:
        """Count a bad answer."""
        self._bad.append(asyncio.get_running_loop().time())
        self._problem = problem

    def answered(self, settling: Settling) -> None:
        """Take a good answer."""
        now = asyncio.get_running_loop().time()
        if settling is not self._settling:
            self._settling, self._since_mono = settling, now
        recent = [at for at in self._bad if at > now - BAD_WINDOW_S]
        if settling in _LASTING and now - self._since_mono >= LASTING_S[settling]:
            state, reason, detail = _LASTING[settling]
            self.condition.set(state, reason, detail=detail)
        elif len(recent) >= BAD_ANSWERS:
            detail = f"{BAD_ANSWERS} bad answers in {BAD_WINDOW_S:g} s, the last: {self._problem}"
            self.condition.set(HealthState.DEGRADED, Reason.BAUD_MISMATCH, detail=detail)
        else:
            self.condition.set(HealthState.READY)
