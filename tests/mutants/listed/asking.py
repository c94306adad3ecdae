"""Mutants of the question: what became of a payment whose answer was lost."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

INQUIRY: Final = "kiosk/flows/checkout/inquiry.py"
TESTS: Final = ("tests/unit/flows/checkout/test_inquiry.py", "tests/unit/flows/checkout", "tests/unit/flows/walk")

MUTANTS: Final = (
    Mutant(
        "asks-about-another", INQUIRY,
        "case LastPaymentTold(attempt_id=attempt_id) if attempt_id == inquiry.attempt_id:",
        "case LastPaymentTold():",
        "the answer about another payment decides this one", TESTS,
    ),
    Mutant(
        "one-yes-is-enough", INQUIRY,
        "is_agreed = is_tied or any(at.mono_ms - earlier.mono_ms >= FENCE_APART_MS for earlier in inquiry.yes)",
        "is_agreed = True",
        "an approval that the terminal undoes a moment later is taken for money", TESTS,
    ),
    Mutant(
        "a-busy-yes-is-enough", INQUIRY, "if not (is_agreed and told.is_idle):", "if not is_agreed:",
        "a terminal that has not finished is believed", TESTS,
    ),
    Mutant(
        "another-approval-is-ours", INQUIRY,
        "    if _is_other(inquiry, yes):", "    if False:",
        "two different approvals are taken for one", TESTS,
    ),
    Mutant(
        "gone-at-once", INQUIRY, "if idle and idle[-1] - idle[0] >= FENCE_APART_MS:", "if idle:",
        "an approval we hold is given up at the first wrong answer", TESTS,
    ),
    Mutant(
        "a-no-overrules-a-yes", INQUIRY,
        "verdict = Verdict.CONTRADICTION  # we hold a yes: whatever else is said now, a person decides", "pass",
        "money that was approved is called refused, and paid again", TESTS,
    ),
    Mutant(
        "the-restart-is-the-sending", INQUIRY,
        "sent = attempt.sent_mono_ms if attempt is not None and attempt.sent_mono_ms is not None else at.mono_ms",
        "sent = 0",
        "after a restart the fence is passed at once", TESTS,
    ),
    Mutant(
        "gives-up-asking", INQUIRY,
        "case LastPaymentSilent(attempt_id=attempt_id) if attempt_id == inquiry.attempt_id:\n"
        "            return _next_round(inquiry)",
        "case LastPaymentSilent(attempt_id=attempt_id) if attempt_id == inquiry.attempt_id:\n"
        "            return inquiry, ()",
        "one silence and nobody ever learns what was charged", TESTS,
    ),
)  # fmt: skip
