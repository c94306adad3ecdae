"""Guided self-tests: what is tried, expected and measured, and the verdict."""

from kiosk.domain.selftests.plan import Fitted, planned
from kiosk.domain.selftests.values import (
    NOTHING,
    Ask,
    Expected,
    Finding,
    Judge,
    Kind,
    Measured,
    SelfTest,
    Step,
    Test,
    Tested,
    Verdict,
    verdict_of,
)

__all__ = [
    "NOTHING",
    "Ask",
    "Expected",
    "Finding",
    "Fitted",
    "Judge",
    "Kind",
    "Measured",
    "SelfTest",
    "Step",
    "Test",
    "Tested",
    "Verdict",
    "planned",
    "verdict_of",
]
