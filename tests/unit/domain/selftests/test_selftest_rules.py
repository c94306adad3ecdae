"""The rules of self-tests: what is planned for what is fitted, and that nothing untried counts as passed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.selftests import Ask, Expected, Finding, Fitted, Judge, Kind, Measured, Step, Verdict, planned
from kiosk.domain.selftests import verdict_of as over_all
from kiosk.domain.selftests.judging import CELLS, measured, not_tried, seen, touched
from kiosk.domain.selftests.plan import weights

WEIGHING = Step(Ask.WEIGHT, Judge.DEVICE, Expected("weight", amount=1000, within=5))
READING = Step(Ask.SCAN, Judge.DEVICE, Expected("code", "PT1"))


@given(st.integers(-50_000, 50_000), st.booleans())
def test_a_weight_passes_within_one_division_and_never_when_the_device_says_it_is_wrong(
    grams: int, is_right: bool
) -> None:
    finding = measured(WEIGHING, Measured("weight", amount=grams), is_right=is_right)
    assert (finding.verdict is Verdict.PASSED) == (is_right and 995 <= grams <= 1005)
    assert (finding.verdict is Verdict.PASSED) == (finding.why == "")


@given(st.lists(st.sampled_from(Verdict)))
def test_all_is_passed_only_when_each_is(verdicts: list[Verdict]) -> None:
    findings = [Finding(Ask.SCAN, Judge.DEVICE, own, READING.expected) for own in verdicts]
    verdict = over_all(findings)
    assert (verdict is Verdict.PASSED) == (bool(verdicts) and set(verdicts) == {Verdict.PASSED})
    assert (verdict is Verdict.FAILED) == (Verdict.FAILED in verdicts)


@given(st.sets(st.integers(-5, CELLS + 5)))
def test_a_glass_passes_when_every_field_was_felt(cells: set[int]) -> None:
    step = Step(Ask.TOUCH, Judge.GLASS, Expected("cells", amount=CELLS), acts=False)
    finding = touched(step, tuple(cells))
    assert (finding.verdict is Verdict.PASSED) == (set(range(CELLS)) <= cells)


def test_a_code_counts_by_what_was_read_not_by_who_says_so() -> None:
    assert measured(READING, Measured("code", "PT1"), is_right=True).verdict is Verdict.PASSED
    assert measured(READING, Measured("code", "PT2"), is_right=True).why == "another-code"
    assert measured(READING, Measured("code", "PT1"), is_right=False).why == "wrong"


def test_the_word_of_a_person_and_what_was_not_tried_are_told_as_such() -> None:
    assert seen(READING, Measured(), is_yes=False).why == "person-says-no"
    assert seen(READING, Measured(), is_yes=True).judge is Judge.PERSON
    assert not_tried(READING, "ended").verdict is Verdict.SKIPPED
    assert not_tried(READING, "not-fitted", is_possible=False).verdict is Verdict.NOT_POSSIBLE


def test_each_device_has_its_tests_in_one_order_and_the_glass_comes_last() -> None:
    fitted = [
        Fitted("lights", "lights"), Fitted("scanner-2", "wedge"), Fitted("scanner", "linescan"), Fitted("documents"),
        Fitted("printer", "escpos"), Fitted("terminal", "zvt"), Fitted("beeper", "beeper"),
        Fitted("signing", "signdemo"),
    ]  # fmt: skip
    tests = planned(fitted, {(Kind.SCAN, "scanner-2"): (Verdict.FAILED, 7)})
    assert [own.n for own in tests] == list(range(1, len(tests) + 1))
    assert [(own.kind, own.part) for own in tests] == [
        (Kind.PAPER, "printer"), (Kind.SCAN, "scanner"), (Kind.SCAN, "scanner-2"), (Kind.TERMINAL, "terminal"),
        (Kind.DOCUMENT, "documents"), (Kind.LAMPS, "lights"), (Kind.SIGN, "signing"),
        (Kind.SOUND, "speaker"), (Kind.TOUCH, "glass"),
        (Kind.COLOURS, "glass"),
    ]  # fmt: skip
    by_part = {(own.kind, own.part): own for own in tests}
    assert by_part[Kind.DOCUMENT, "documents"].amiss == "not-fitted"
    assert (by_part[Kind.SCAN, "scanner-2"].last, by_part[Kind.SCAN, "scanner"].last) == (Verdict.FAILED, None)
    assert Ask.CUT not in [step.ask for step in by_part[Kind.PAPER, "printer"].steps]
    assert by_part[Kind.TERMINAL, "terminal"].steps[0].expected.what == "connection"


def test_no_known_weight_is_more_than_the_scale_takes() -> None:
    assert list(weights(6000)) == [100, 200, 500, 1000, 2000, 5000]
    assert list(weights(0)) == []
