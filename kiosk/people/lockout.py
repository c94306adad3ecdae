"""When somebody may try again: counts of wrong tries and the running time that has passed since the last one.

The wall clock is not asked, so setting it changes nothing. Of earlier boots nothing counts but what was written down;
of this one all its running time, because the failure was before it began. A lock is therefore never shorter than its
rule, and longer after a restart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

FREE_FAILURES: Final = 5
FIRST_MS: Final = 60_000
LONGEST_MS: Final = 3_600_000
ALERT_FAILURES: Final = 10
FADE_MS: Final = 24 * 3_600_000
"""After so long without a wrong try the kiosk's count begins anew; a person's does not until they come in."""


@dataclass(frozen=True, slots=True)
class Now:
    """The boot of the machine, and the milliseconds it has been running."""

    boot_id: str
    boot_ms: int


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong tries of one person, or at this kiosk. `waited_ms` had passed since the last one at `at_boot_ms`.

    `seq` grows by one with every change and is never reset.
    """

    failures: int = 0
    seq: int = 0
    waited_ms: int = 0
    boot_id: str = ""
    at_boot_ms: int = 0

    @property
    def is_alert(self) -> bool:
        """Whether somebody should be told."""
        return self.failures >= ALERT_FAILURES


def lock_ms(failures: int) -> int:
    """Return how long the last of so many failures locks: nothing up to 5, then 60 s, doubling to one hour."""
    over = failures - FREE_FAILURES
    return 0 if over <= 0 else min(LONGEST_MS, FIRST_MS << min(over - 1, 10))


def waited_ms(tries: Tries, now: Now) -> int:
    """Return how long the last failure is certainly ago."""
    passed = now.boot_ms - tries.at_boot_ms if now.boot_id == tries.boot_id else now.boot_ms
    return tries.waited_ms + max(0, passed)


def locked_ms(tries: Tries, now: Now) -> int:
    """Return how long no try is taken yet; 0: try."""
    return max(0, lock_ms(tries.failures) - waited_ms(tries, now))


def failed(tries: Tries, now: Now, *, fade_ms: int | None = None) -> Tries:
    """Count one more failure. `fade_ms`: older counts are forgotten."""
    is_old = fade_ms is not None and waited_ms(tries, now) >= fade_ms
    at_boot_ms = max(now.boot_ms, tries.at_boot_ms) if now.boot_id == tries.boot_id else now.boot_ms
    return Tries(1 if is_old else tries.failures + 1, tries.seq + 1, 0, now.boot_id, at_boot_ms)


def taken_back(before: Tries, counted: Tries, own_failures: int) -> Tries:
    """Undo the count of a try that was right, and forget `own_failures` of the person who made them.

    Others' failures at this kiosk stay: who has a PIN of their own must not be able to wipe them away.
    """
    return replace(before, failures=max(0, before.failures - own_failures), seq=counted.seq + 1)
