"""The states of a sale, a tender, an attempt and a print job, and the only moves between them.

No edge leads back to NEW: a time-out, a tap or a restart can only ask, never pay again.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar


class IllegalMove(RuntimeError):
    """A state change that is on no table: a fault of the program, never of a customer or a device."""


class SaleState(StrEnum):
    """Where a sale stands."""

    OPEN = "OPEN"
    SUSPENDED = "SUSPENDED"
    PAYING = "PAYING"
    PAID = "PAID"
    FULFILLED = "FULFILLED"
    VOID = "VOID"
    REVIEW = "REVIEW"


class TenderState(StrEnum):
    """Where one way of paying a part of a sale stands."""

    OPEN = "OPEN"
    CONFIRMED = "CONFIRMED"
    VOID = "VOID"
    REVERSING = "REVERSING"
    REVERSED = "REVERSED"


class AttemptState(StrEnum):
    """Where one dialogue with a terminal stands. APPROVED is not yet money; CONFIRMED is."""

    NEW = "NEW"
    INTENT = "INTENT"
    SENT = "SENT"
    CANCELLING = "CANCELLING"
    UNKNOWN = "UNKNOWN"
    APPROVED = "APPROVED"
    CONFIRMED = "CONFIRMED"
    DECLINED = "DECLINED"
    REVERSING = "REVERSING"
    REVERSED = "REVERSED"
    REVIEW = "REVIEW"


class PrintState(StrEnum):
    """Where one try to put a document on paper stands."""

    QUEUED = "QUEUED"
    SENDING = "SENDING"
    DONE = "DONE"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"


S, T, A, P = SaleState, TenderState, AttemptState, PrintState

SALE_MOVES: Mapping[SaleState, frozenset[SaleState]] = {
    S.OPEN: frozenset({S.SUSPENDED, S.PAYING, S.PAID, S.VOID}),
    S.SUSPENDED: frozenset({S.OPEN, S.VOID}),
    S.PAYING: frozenset({S.PAID, S.OPEN, S.VOID, S.REVIEW}),
    S.PAID: frozenset({S.FULFILLED, S.PAYING}),
    S.REVIEW: frozenset({S.PAID, S.OPEN, S.VOID}),
    S.FULFILLED: frozenset(),
    S.VOID: frozenset(),
}
TENDER_MOVES: Mapping[TenderState, frozenset[TenderState]] = {
    T.OPEN: frozenset({T.CONFIRMED, T.VOID, T.REVERSING, T.REVERSED}),
    T.CONFIRMED: frozenset({T.REVERSING}),
    T.REVERSING: frozenset({T.REVERSED, T.CONFIRMED}),
    T.VOID: frozenset(),
    T.REVERSED: frozenset(),
}
ATTEMPT_MOVES: Mapping[AttemptState, frozenset[AttemptState]] = {
    A.NEW: frozenset({A.INTENT, A.APPROVED}),
    A.INTENT: frozenset({A.SENT, A.DECLINED}),
    A.SENT: frozenset({A.APPROVED, A.DECLINED, A.UNKNOWN, A.CANCELLING}),
    A.CANCELLING: frozenset({A.APPROVED, A.DECLINED, A.UNKNOWN}),
    A.UNKNOWN: frozenset({A.APPROVED, A.DECLINED, A.REVIEW}),
    A.APPROVED: frozenset({A.CONFIRMED, A.REVERSING, A.REVERSED, A.REVIEW}),
    A.CONFIRMED: frozenset({A.REVERSING}),
    A.REVERSING: frozenset({A.REVERSED, A.REVIEW}),
    A.REVIEW: frozenset({A.CONFIRMED, A.DECLINED, A.REVERSED}),
    A.DECLINED: frozenset(),
    A.REVERSED: frozenset(),
}
PRINT_MOVES: Mapping[PrintState, frozenset[PrintState]] = {
    P.QUEUED: frozenset({P.SENDING, P.FAILED}),
    P.SENDING: frozenset({P.DONE, P.FAILED, P.UNKNOWN}),
    P.UNKNOWN: frozenset({P.DONE, P.FAILED}),
    P.DONE: frozenset(),
    P.FAILED: frozenset(),
}

# A payment in one of these states may hold money of its tender (index U1) or its terminal (index U2).
HOLDS_TENDER = frozenset({A.INTENT, A.SENT, A.CANCELLING, A.UNKNOWN, A.APPROVED, A.CONFIRMED, A.REVERSING, A.REVIEW})
HOLDS_TERMINAL = frozenset({A.INTENT, A.SENT, A.CANCELLING, A.UNKNOWN, A.APPROVED})

AnyState = TypeVar("AnyState", SaleState, TenderState, AttemptState, PrintState)


def checked(moves: Mapping[AnyState, frozenset[AnyState]], start: AnyState, to: AnyState) -> AnyState:
    """Return `to` when the table allows the move from `start`; raises `IllegalMove` otherwise."""
    if to not in moves[start]:
        raise IllegalMove(f"{type(start).__name__}: {start} -> {to}")
    return to
