"""Mutants of goods that come back piece by piece."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

PIECES: Final = (
    "tests/unit/domain/settling",
    "tests/unit/flows/checkout/attended/test_pieces_back.py",
    "tests/unit/flows/assist/test_returns.py",
)

MUTANTS: Final = (
    Mutant(
        "pieces-come-back-at-the-first-price",
        "kiosk/domain/settling/giving_back.py",
        "lines[n].qty, gone.get(n, 0), count)",
        "lines[n].qty, 0, count)",
        "pieces given back one by one come to another sum",
        PIECES,
    ),
    Mutant(
        "refused-and-gone",
        "kiosk/domain/settling/giving_back.py",
        "NOT_GONE = (AttemptState.DECLINED, AttemptState.REVERSED)",
        "NOT_GONE = (AttemptState.REVERSED,)",
        "a refund that was declined takes the goods all the same",
        PIECES,
    ),
    Mutant(
        "a-part-of-the-money-is-all",
        "kiosk/domain/settling/giving_back.py",
        "for attempt in own.attempts) >= own.minor:",
        "for attempt in own.attempts) >= 0:",
        "goods are gone before their money is back",
        PIECES,
    ),
    Mutant(
        "the-last-card-alone-brings",
        "kiosk/domain/settling/giving_back.py",
        "attempts=(*own.attempts, attempt_id))",
        "attempts=(attempt_id,))",
        "goods that two cards paid come back twice",
        PIECES,
    ),
    Mutant(
        "the-return-before-is-forgotten",
        "kiosk/domain/settling/giving_back.py",
        "returns=(*before, named))",
        "returns=(named,))",
        "the same piece comes back again tomorrow",
        PIECES,
    ),
    Mutant(
        "a-return-takes-the-place-of-one",
        "kiosk/domain/settling/giving_back.py",
        "returns=(*sale.facts.returns, Return(pieces, minor))",
        "returns=(Return(pieces, minor),)",
        "what came back before is on sale again",
        PIECES,
    ),
)
