"""The certificate of a self-test: what was tried on which kiosk, by whom and when, expected and measured."""

from __future__ import annotations

from kiosk.domain.selftests import Finding, SelfTest, Tested
from kiosk.domain.selftests.words import expected_text, measured_text, step_text, tally, verdict_text, why_text
from kiosk.domain.stamp import short_id
from kiosk.domain.text import text
from kiosk.papers.document import Block, Feed, Line, Logo, Moment, Pair, Paper, Rule


def certificate(self_test: SelfTest, sha256: str) -> Paper:
    """Return the paper. `sha256` is the hash of what is stored, in hex: whoever holds the paper can compare it."""
    head: list[Block] = [Line(text("demo.paper"), "centre", is_bold=True), Rule()] if self_test.is_demo else []
    head += [
        Logo(),
        Line(text("selftest.certificate.title"), "centre", is_bold=True, is_double=True),
        Line(self_test.site, "centre"),
        Feed(),
        Line(verdict_text(self_test.verdict), "centre", is_bold=True, is_double=True),
        Line(tally(self_test), "centre"),
        Rule(),
        Pair(text("selftest.kiosk"), self_test.kiosk),
        Pair(text("selftest.version"), self_test.version),
        Pair(text("selftest.tester"), self_test.person_id),
        Pair(text("selftest.began"), Moment(self_test.began_utc_ms)),
        Pair(text("selftest.ended"), Moment(self_test.ended_utc_ms)),
    ]
    tests = [block for test in self_test.tests for block in (Rule(), *_test(test))]
    return (*head, *tests, Rule(), *_foot(self_test, sha256))


def _foot(self_test: SelfTest, sha256: str) -> list[Block]:
    halves = (sha256[:32], sha256[32:])
    return [
        Pair(text("selftest.reference"), short_id(self_test.id)),
        Line(text("selftest.hash")),
        *(Line(half) for half in halves if half),
        Feed(2),
        Line(text("selftest.signature")),
        Feed(2),
        Line("." * 30),
    ]


def _test(test: Tested) -> list[Block]:
    blocks: list[Block] = [Pair(text(f"selftest.kind.{test.kind.value}"), verdict_text(test.verdict), is_bold=True)]
    device = ", ".join(filter(None, (test.part, test.driver, test.model)))
    blocks.append(Line(device))
    if test.card:
        blocks.append(Line(test.card))
    return blocks + [block for finding in test.findings for block in _finding(finding)]


def _finding(finding: Finding) -> list[Block]:
    blocks: list[Block] = [Pair(step_text(finding.ask), verdict_text(finding.verdict))]
    blocks.append(Line(text("selftest.line.expected", what=expected_text(finding.expected))))
    if finding.measured.what:
        blocks.append(Line(text("selftest.line.measured", what=measured_text(finding.measured))))
    if finding.why:
        blocks.append(Line(why_text(finding.why)))
    if finding.tries > 1:
        blocks.append(Line(text("selftest.tries", count=finding.tries)))
    return blocks
