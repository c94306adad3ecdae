"""What glass and paper both say of a self-test."""

from __future__ import annotations

from kiosk.domain.selftests.values import Ask, Expected, Measured, SelfTest, Verdict
from kiosk.domain.text import Text, text


def verdict_text(verdict: Verdict) -> Text:
    """Return a verdict in a word."""
    return text(f"selftest.verdict.{verdict.value}")


def why_text(why: str) -> Text:
    """Return why a step did not pass."""
    return text(f"selftest.why.{why}")


def tally(self_test: SelfTest) -> Text:
    """Return how many tests passed, failed, and were not tried."""
    passed, failed = self_test.count(Verdict.PASSED), self_test.count(Verdict.FAILED)
    rest = len(self_test.tests) - passed - failed
    return text("selftest.tally", passed=passed, failed=failed, rest=rest)


def expected_text(expected: Expected) -> Text:
    """Return what was expected, in words."""
    match expected.what:
        case "weight":
            return text("selftest.expected.weight", grams=expected.amount, within=expected.within)
        case "code":
            return text("selftest.expected.code", code=expected.text)
        case "letters":
            return text("selftest.expected.letters")
        case "keys" | "cells" | "shades" | "lamps":
            return text(f"selftest.expected.{expected.what}", count=expected.amount)
        case _:
            return text(f"selftest.expected.{expected.what}")


_COUNTED = ("keys", "cells", "shades", "lamps")
_TOLD = ("words", "bad-scan", "bad-document")


def measured_text(measured: Measured) -> Text | str:
    """Return what was measured: in words, or in the device's own where it has said some."""
    match measured.what:
        case "weight":
            return text("selftest.measured.weight", grams=measured.amount)
        case "code" | "number":
            return text("selftest.measured.code", code=measured.text)
        case "another-code":
            return text("selftest.measured.another-code", count=measured.amount)
        case "connection" | "diagnosis":
            return text("selftest.measured.terminal", words=measured.text, number=measured.amount)
        case "identity":
            return text("selftest.measured.identity", words=measured.text, count=measured.amount)
        case "document":
            return text("selftest.measured.document", format=measured.text, count=measured.amount)
        case "lamp":
            return text(f"selftest.lamp.{measured.text}")
        case own if own in _COUNTED:
            missed = text("selftest.missed", which=measured.text) if measured.text else text("selftest.none_missed")
            return text(f"selftest.measured.{own}", count=measured.amount, missed=missed)
        case own if own in _TOLD:
            return measured.text or text("selftest.measured.nothing")
        case "":
            return text("selftest.measured.nothing")
        case own:
            return text(f"selftest.measured.{own}")


def step_text(ask: Ask) -> Text:
    """Return the name of a step."""
    return text(f"selftest.step.{ask.value}")
