"""The end of a day: what the kiosk holds per scheme against what its terminal says, and which attempts may explain it.

A payment counts once it was money; a reversal or refund takes its amount away again. What the terminal undid by itself
counts on neither side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.moves import AttemptState
from kiosk.domain.sale import Attempt, AttemptKind

_A, _K = AttemptState, AttemptKind
GIFT_SCHEME = "gift"  # of gift cards: no terminal knows of them
_DOUBTFUL = frozenset({_A.SENT, _A.CANCELLING, _A.UNKNOWN, _A.APPROVED, _A.REVERSING, _A.REVIEW})


def at_terminal_minor(schemes: Sequence[SchemeSum]) -> int:
    """Return what is held by cards of the terminal: it says nothing of gift cards."""
    return sum(one.held_minor for one in schemes if one.scheme != GIFT_SCHEME)


@dataclass(frozen=True, slots=True)
class SchemeSum:
    """What one scheme of cards holds: payments and orphans, less reversals and refunds, in minor units."""

    scheme: str
    payments: int
    paid_minor: int
    returns: int
    returned_minor: int

    @property
    def held_minor(self) -> int:
        """Payments less what went back."""
        return self.paid_minor - self.returned_minor


def sums(attempts: Sequence[Attempt]) -> tuple[SchemeSum, ...]:
    """Add a day's attempts per scheme, by name. A reversal counts for the scheme of its payment."""
    paid = [own for own in attempts if _was_money(own, attempts)]
    return booked(paid, [own for own in attempts if _went_back(own)], attempts)


def booked(paid: Sequence[Attempt], back: Sequence[Attempt], known: Sequence[Attempt]) -> tuple[SchemeSum, ...]:
    """Add up what was paid and what went back, per scheme, by name; `known` holds the payments that went back."""
    by_id = {attempt.id: attempt for attempt in known}
    found: dict[str, SchemeSum] = {}
    for is_back, attempt in (*((False, own) for own in paid), *((True, own) for own in back)):
        scheme = attempt.scheme or by_id.get(attempt.reverses_id or "", attempt).scheme
        own = found.get(scheme, SchemeSum(scheme, 0, 0, 0, 0))
        minor = attempt.held.minor
        if is_back:
            own = SchemeSum(scheme, own.payments, own.paid_minor, own.returns + 1, own.returned_minor + minor)
        else:
            own = SchemeSum(scheme, own.payments + 1, own.paid_minor + minor, own.returns, own.returned_minor)
        found[scheme] = own
    return tuple(sorted(found.values(), key=lambda one: one.scheme))


def _was_money(attempt: Attempt, attempts: Sequence[Attempt]) -> bool:
    if attempt.kind not in (_K.PAYMENT, _K.ORPHAN):
        return False
    is_orphan = attempt.kind is _K.ORPHAN and attempt.state is _A.APPROVED
    is_held = attempt.state in (_A.CONFIRMED, _A.REVERSING) or is_orphan
    return is_held or any(own.reverses_id == attempt.id and _went_back(own) for own in attempts)


def _went_back(attempt: Attempt) -> bool:
    return attempt.kind in (_K.REVERSAL, _K.REFUND) and attempt.state is _A.CONFIRMED


def candidates(attempts: Sequence[Attempt], difference_minor: int) -> tuple[Attempt, ...]:
    """Return the attempts that may explain a difference: in doubt or unheard first, then of its amount."""
    if not difference_minor:
        return ()
    doubtful = [own for own in attempts if own.state in _DOUBTFUL or own.watch]
    same = [own for own in attempts if own not in doubtful and own.held.minor == abs(difference_minor)]
    return (*doubtful, *same)
