"""The certificate on paper: everything that was expected and measured, in every language, and a failure as one."""

from __future__ import annotations

import pytest

from kiosk.domain import selftests
from kiosk.domain.selftests import Ask, Expected, Finding, Judge, Kind, Measured, SelfTest, Verdict
from kiosk.domain.values import replace
from kiosk.effects.print import finished
from kiosk.flows.selftest.examples import EXAMPLES
from kiosk.flows.selftest.states import Result
from kiosk.papers.certificate import certificate
from kiosk.papers.document import Line, Pair
from kiosk.words import LANGUAGES, SiteFormat, Words

SHA256 = "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"
WEIGHED = Finding(
    Ask.WEIGHT, Judge.DEVICE, Verdict.FAILED, Expected("weight", amount=1000, within=5),
    Measured("weight", amount=1012), "off", tries=2,
)  # fmt: skip
READ = Finding(
    Ask.SCAN, Judge.DEVICE, Verdict.PASSED, Expected("code", "PT1234561000"), Measured("code", "PT1234561000", 12)
)
ONE = SelfTest(
    "0199a3f0-0000-7000-8000-000000000001", "Market", "lane-1", "1.0", "tessa", 1_790_000_000_000, 1_790_000_300_000,
    (
        selftests.Tested(Kind.SCAN, "scanner", "linescan", "", "bronze: never met hardware", (READ,)),
        selftests.Tested(Kind.WEIGH, "scale", "toledo8217", "8217", "bronze: never met hardware", (WEIGHED,)),
    ),
)  # fmt: skip
GOLDEN = """Certificate of self-test
Market
Failed
1 passed, 1 failed, 0 not tried
Kiosk | lane-1
Version | 1.0
Tried by | tessa
Scanner | Passed
scanner, linescan
bronze: never met hardware
Read a code | Passed
Expected: Code PT1234561000
Measured: Code PT1234561000
Scale | Failed
scale, toledo8217, 8217
bronze: never met hardware
Known weight | Failed
Expected: 1000 g, at most 5 g off
Measured: 1012 g
The weight is off
Times tried: 2
Reference | 0000-0000-0001
SHA-256 of what is stored
8f434346648f6b96df89dda901c5176b
10a6d83961dd3c1ac88b59b2dc327aa4
Signature
.............................."""


def said(self_test: SelfTest, language: str = "en") -> list[str]:
    words = Words(language, SiteFormat())
    found = []
    for block in certificate(self_test, SHA256):
        if isinstance(block, Line):
            found.append(finished(block.text, words))
        elif isinstance(block, Pair):
            found.append(f"{finished(block.left, words)} | {finished(block.right, words)}")
    return found


def test_the_paper_says_what_was_expected_and_measured() -> None:
    lines = said(ONE)
    assert [line for line in lines if not line.startswith(("Begun", "Ended"))] == GOLDEN.splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_test_and_reason_has_its_words_in_every_language(language: str) -> None:
    example = EXAMPLES["Result"]
    assert isinstance(example, Result)
    lines = said(example.self_test, language)
    assert all(line.strip() for line in lines)
    assert len(lines) > 60


def test_a_demo_says_so() -> None:
    assert said(replace(ONE, is_demo=True))[0] == Words("en", SiteFormat()).say("demo.paper")
