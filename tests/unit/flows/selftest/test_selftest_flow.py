"""The guided self-tests as a flow: what fails stays failed, what is left early says so, and late words are dropped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import pytest

from kiosk.domain import selftests
from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.selftests import Ask, Fitted, Judge, Kind, Measured, Verdict, planned
from kiosk.domain.selftests.judging import CELLS, SHADES
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import Abandoned, BackPressed, EffectFailed, StartTimer, StopTimer, TimedOut
from kiosk.flows.guests import Gone, Pass
from kiosk.flows.selftest import events as e
from kiosk.flows.selftest.examples import EXAMPLES
from kiosk.flows.selftest.flow import MOVES, SCREENS, enter, step
from kiosk.flows.selftest.states import Certificate, Colours, Plan, Result, Running, Touch
from kiosk.flows.selftest.steps import TOUCH_TIMER, number_of, numbers
from kiosk.flows.selftest.view import view
from kiosk.flows.shell.examples import SITE
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record

TESSA = Person("tessa", frozenset({Role.TECHNICIAN}))
PRINTER = Fitted("printer", "escpos", can=frozenset({"cutter"}))
SCANNER = Fitted("scanner", "linescan")
SCALE = Fitted("scale", "toledo8217", resolution_g=5, most_g=15_000)
LIGHTS = Fitted("lights", "lights")
NO_READER = Fitted("documents")


class Glass:
    """A technician at the self-tests; moves are checked against the map."""

    def __init__(self, *fitted: Fitted) -> None:
        self.ticks = 0
        self.effects: tuple[Any, ...] = ()
        self.state: Any
        self.state, self.effects = enter(TESSA, self.at(), SITE)
        self.take(e.SelfTestsFound(planned(fitted, {}), "Market", "lane-1", "0.7.0"))

    def at(self) -> Stamp:
        self.ticks += 1
        return Stamp(1_790_000_000_000 + self.ticks, self.ticks, 123_456_789 + self.ticks)

    def take(self, event: Any) -> Any:
        before = self.state
        self.state, self.effects = step(before, event, self.at(), SITE)
        moved = type(self.state)
        assert moved is type(before) or moved in MOVES[type(before)], f"{type(before).__name__} to {moved.__name__}"
        if moved in SCREENS:
            view(self.state, SITE)
        return self.state

    def choose(self, n: int = 0) -> Any:
        self.take(e.SelfTestChosen(n))
        (ask,) = self.effects
        assert isinstance(ask, AskPermit)
        assert ask.act is Permission.DEVICE_TESTS
        return self.take(Permitted(ask.ask_id, ask.act.value, TESSA.id))

    def measured(self, found: Measured, is_right: bool = True, why: str = "") -> Any:
        return self.take(e.StepMeasured(self.state.step_id, is_right, found, why))

    def effect(self, kind: type) -> Any:
        (own,) = (effect for effect in self.effects if isinstance(effect, kind))
        return own

    @property
    def verdicts(self) -> Mapping[Kind, Verdict]:
        return {own.kind: own.verdict for own in self.state.self_test.tests}


def glass_alone(glass: Glass) -> None:
    """Pass the tests that need no device but the glass and the speaker."""
    glass.take(e.StepAnswered("yes"))
    for cell in range(CELLS):
        glass.take(e.CellTouched(cell))
    for _ in SHADES:
        glass.take(e.StepPassedOn())
    glass.take(e.StepAnswered("yes"))


def test_nothing_runs_without_leave() -> None:
    glass = Glass(SCANNER)
    glass.take(e.SelfTestChosen(1))
    ask = glass.effect(AskPermit)
    assert glass.take(Permitted("another", ask.act.value, TESSA.id)).ask_id == ask.ask_id
    refused = glass.take(NotPermitted(ask.ask_id, "not-permitted"))
    assert (refused.ask_id, refused.problem) == ("", "not-permitted")
    glass.take(e.SelfTestChosen(1))
    assert glass.take(EffectFailed("AskPermit", glass.state.ask_id)).problem == "cannot-check"
    assert isinstance(glass.state, Plan)


def test_nobody_signed_in_has_no_tests() -> None:
    assert enter(None, Stamp(1, 1, 1), SITE) == (Gone(), ())


def test_a_printer_without_paper_fails_whatever_is_pressed_after_it() -> None:
    glass = Glass(PRINTER)
    glass.choose(1)
    glass.measured(Measured("words", "MEDIA_EMPTY"), is_right=False, why="paper-out")
    assert glass.state.finding.verdict is Verdict.FAILED
    for event in (e.StepAnswered("yes"), e.StepSkipped(), e.WeightLaid(1000)):
        assert glass.take(event).finding.verdict is Verdict.FAILED
    glass.take(e.StepPassedOn())
    assert isinstance(glass.state, Result)
    (paper,) = glass.state.self_test.tests
    assert [own.verdict for own in paper.findings] == [Verdict.FAILED, *[Verdict.SKIPPED] * 3]
    assert {own.why for own in paper.findings[1:]} == {"nothing-printed"}
    assert (paper.verdict, paper.why, glass.state.self_test.verdict) == (Verdict.FAILED, "paper-out", Verdict.FAILED)


def test_a_paper_passes_when_its_own_code_is_read_back_and_a_person_saw_letters_and_cut() -> None:
    glass = Glass(PRINTER)
    glass.choose(1)
    code = glass.effect(e.MeasureStep).step.expected.text
    glass.measured(Measured("printed"))
    glass.take(e.StepPassedOn())
    assert glass.effect(e.MeasureStep).step.ask is Ask.READ_BACK
    glass.measured(Measured("code", code))
    glass.take(e.StepPassedOn())
    glass.take(e.StepAnswered("yes"))
    glass.take(e.StepAnswered("yes"))
    assert glass.verdicts == {Kind.PAPER: Verdict.PASSED}


def test_a_word_that_all_is_right_is_not_believed_against_what_was_measured() -> None:
    glass = Glass(PRINTER, SCALE)
    glass.choose(1)
    glass.measured(Measured("printed"))
    glass.take(e.StepPassedOn())
    assert glass.measured(Measured("code", "PT0000001000"), is_right=True).finding.why == "another-code"
    weighing = Glass(SCALE)
    weighing.choose(1)
    assert weighing.measured(Measured("weight", amount=12), is_right=True).finding.why == "off"


def test_a_number_that_nobody_read_fails_the_paper() -> None:
    glass = Glass(PRINTER)
    glass.choose(1)
    glass.measured(Measured("printed"))
    glass.take(e.StepPassedOn())
    code = glass.state.step.expected.text
    assert len(set(numbers(code))) == 4
    assert glass.take(e.StepAnswered("yes")).finding is None
    wrong = next(own for own in numbers(code) if own != number_of(code))
    glass.take(e.StepAnswered(wrong))
    assert isinstance(glass.effect(e.StopStep), e.StopStep)
    finding = glass.state.run.findings[-1]
    assert (finding.verdict, finding.judge, finding.why) == (Verdict.FAILED, Judge.PERSON, "another-code")


def test_the_number_of_a_paper_stands_for_its_code() -> None:
    glass = Glass(PRINTER)
    glass.choose(1)
    glass.measured(Measured("printed"))
    glass.take(e.StepPassedOn())
    glass.take(e.StepAnswered(number_of(glass.state.step.expected.text)))
    assert glass.state.run.findings[-1].verdict is Verdict.PASSED


def test_a_weight_is_judged_by_one_division() -> None:
    found = {}
    for grams in (1000, 1005, 1006, 995, 994):
        glass = Glass(SCALE)
        glass.choose(1)
        glass.measured(Measured("weight", amount=0))
        assert glass.take(e.StepPassedOn()).is_acting is False
        assert glass.take(e.WeightLaid(1001)).is_acting is False
        glass.take(e.WeightLaid(1000))
        assert glass.effect(e.MeasureStep).step.expected.amount == 1000
        found[grams] = glass.measured(Measured("weight", amount=grams)).finding.verdict
    assert found == {
        1000: Verdict.PASSED, 1005: Verdict.PASSED, 1006: Verdict.FAILED, 995: Verdict.PASSED, 994: Verdict.FAILED
    }  # fmt: skip


def test_what_is_done_once_more_is_told_and_what_comes_late_is_dropped() -> None:
    glass = Glass(SCANNER)
    first = glass.choose(1).step_id
    glass.measured(Measured("another-code", "", 9), is_right=False, why="another-code")
    again = glass.take(e.StepRepeated())
    assert again.step_id != first
    glass.take(e.StepMeasured(first, True, Measured("code", again.step.expected.text)))
    assert glass.state is again
    glass.take(e.StepProgressed(first, Measured("code", "x")))
    assert glass.state is again
    finding = glass.measured(Measured("code", again.step.expected.text)).finding
    assert (finding.verdict, finding.tries) == (Verdict.PASSED, 2)


def test_a_program_that_raises_fails_the_step() -> None:
    glass = Glass(SCANNER)
    running = glass.choose(1)
    assert glass.take(EffectFailed("MeasureStep", "another")) is running
    assert glass.take(EffectFailed("MeasureStep", running.step_id)).finding.why == "software"


def test_lamps_that_are_refused_fail_and_those_that_shine_wait_for_a_person() -> None:
    glass = Glass(LIGHTS)
    glass.choose(1)
    assert glass.measured(Measured("lamps", amount=4)).finding is None
    glass.take(e.StepAnswered("no"))
    assert glass.verdicts[Kind.LAMPS] is Verdict.FAILED
    broken = Glass(LIGHTS)
    broken.choose(1)
    assert broken.measured(Measured("words", "relay 2"), is_right=False, why="refused").finding.why == "refused"


def test_a_glass_that_does_not_feel_everywhere_fails_with_the_places() -> None:
    glass = Glass()
    glass.choose(2)
    assert glass.effect(StartTimer).timer == TOUCH_TIMER
    for cell in range(CELLS - 2):
        glass.take(e.CellTouched(cell))
    assert glass.take(e.CellTouched(0)) is glass.state
    assert glass.take(e.CellTouched(CELLS)).touched == tuple(range(CELLS - 2))
    glass.take(TimedOut("another"))
    glass.take(TimedOut(TOUCH_TIMER))
    assert isinstance(glass.effect(StopTimer), StopTimer)
    (finding,) = glass.state.self_test.tests[0].findings
    assert (finding.why, finding.measured.amount, finding.measured.text) == (
        "cells-missed",
        CELLS - 2,
        f"{CELLS - 1} {CELLS}",
    )


def test_what_is_left_early_says_what_was_not_tried() -> None:
    glass = Glass(PRINTER, SCANNER, NO_READER)
    glass.choose(0)
    glass.measured(Measured("printed"))
    glass.take(BackPressed())
    tests = {own.kind: own for own in glass.state.self_test.tests}
    assert tests[Kind.PAPER].findings[0].verdict is Verdict.PASSED
    assert (tests[Kind.PAPER].verdict, tests[Kind.SCAN].why) == (Verdict.SKIPPED, "ended")
    assert tests[Kind.DOCUMENT].verdict is Verdict.NOT_POSSIBLE
    assert glass.state.self_test.verdict is Verdict.SKIPPED


@pytest.mark.parametrize("n", [1, 2, 3])
def test_a_run_that_tried_nothing_leaves_no_certificate(n: int) -> None:
    glass = Glass()
    glass.choose(n)
    glass.take(BackPressed())
    assert isinstance(glass.state, Plan)
    assert not any(isinstance(own, e.KeepCertificate) for own in glass.effects)


def test_leaving_stops_what_the_device_does() -> None:
    for leave in (BackPressed(), Abandoned()):
        glass = Glass(SCANNER)
        step_id = glass.choose(1).step_id
        glass.take(leave)
        assert glass.effect(e.StopStep).step_id == step_id


def test_every_test_of_a_kiosk_passes_in_one_run_and_its_certificate_is_kept_and_printed() -> None:
    glass = Glass(SCANNER, NO_READER)
    glass.choose(0)
    glass.measured(Measured("code", glass.state.step.expected.text))
    glass.take(e.StepPassedOn())
    glass_alone(glass)
    kept = glass.effect(e.KeepCertificate).self_test
    assert glass.take(e.CertificateWanted()) is glass.state  # not before it is stored
    glass.take(e.CertificateKept("another", "00"))
    glass.take(e.CertificateKept(kept.id, "ab"))
    record = glass.effect(Record)
    assert (record.act, record.subject, record.after) == (Permission.DEVICE_TESTS, kept.id, "not-possible ab")
    assert isinstance(glass.take(e.CertificateWanted()), Certificate)
    glass.take(e.CertificatePrintPressed())
    assert glass.effect(e.PrintCertificate).self_test is kept
    assert glass.take(e.CertificatePrintPressed()) is glass.state
    assert glass.take(e.CertificatePrinted(kept.id, "FAILED", "MEDIA_EMPTY")).reason == "MEDIA_EMPTY"
    glass.take(e.CertificatePrintPressed())
    assert glass.take(EffectFailed("PrintCertificate", kept.id)).printed == "FAILED"
    assert glass.take(BackPressed()).sha256 == "ab"
    assert isinstance(glass.take(BackPressed()), Plan)
    assert glass.take(BackPressed()) == Pass("staff", TESSA)


def test_a_certificate_that_cannot_be_stored_is_tried_again() -> None:
    glass = Glass(SCANNER)
    glass.choose(1)
    glass.measured(Measured("code", glass.state.step.expected.text))
    glass.take(e.StepPassedOn())
    own = glass.state.self_test.id
    assert glass.take(e.CertificateLost(own)).is_lost
    assert not glass.take(e.StepRepeated()).is_lost
    assert glass.effect(e.KeepCertificate).self_test.id == own
    assert glass.take(EffectFailed("KeepCertificate", own)).is_lost
    assert glass.take(e.CertificateKept(own, "ab")).sha256 == "ab"


def test_what_is_not_fitted_can_be_looked_at_and_not_chosen() -> None:
    glass = Glass(NO_READER)
    before = glass.state
    assert glass.take(e.SelfTestChosen(1)) is before
    assert glass.take(e.SelfTestChosen(99)) is before
    assert glass.take(EffectFailed("FindSelfTests", "selftests")).problem == "cannot-look"


def test_colours_can_be_seen_again_before_the_answer() -> None:
    glass = Glass()
    glass.choose(3)
    for _ in SHADES:
        assert isinstance(glass.state, Colours)
        glass.take(e.StepPassedOn())
    assert isinstance(glass.state, Running)
    assert isinstance(glass.take(e.StepRepeated()), Colours)


def test_whoever_cannot_do_a_step_skips_it() -> None:
    glass = Glass(SCANNER)
    glass.choose(0)
    glass.take(e.StepSkipped())
    glass.take(e.StepSkipped())
    assert isinstance(glass.state, Touch)
    glass.take(e.StepSkipped())
    assert isinstance(glass.state, Colours)


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_nobody_there_ends_every_page_and_what_is_not_taken_changes_nothing(example: Any) -> None:
    state, _ = step(example, Abandoned(), Stamp(1, 1, 1), SITE)
    assert state == Gone()
    same, effects = step(example, TimedOut("nobody's"), Stamp(1, 1, 1), SITE)
    assert same is example
    assert effects == ()


def test_the_verdict_on_nothing_is_that_nothing_was_possible() -> None:
    assert selftests.verdict_of(()) is Verdict.NOT_POSSIBLE


def test_a_tag_is_not_proven_by_a_receipt() -> None:
    glass = Glass(PRINTER, Fitted("tags", "zpl"))
    glass.choose(0)
    codes = {step.ask: step.expected.text for test in glass.state.run.waiting for step in test.steps}
    assert codes[Ask.READ_BACK] != codes[Ask.TAG_BACK]


def test_what_was_found_and_not_yet_seen_counts_when_the_run_is_left() -> None:
    glass = Glass(SCANNER)
    glass.choose(1)
    glass.measured(Measured("words", "x"), is_right=False, why="no-answer")
    glass.take(BackPressed())
    assert glass.state.self_test.tests[0].why == "no-answer"


def test_every_word_of_a_device_can_be_shown_while_a_step_lasts() -> None:
    glass = Glass(SCANNER)
    glass.choose(1)
    for measured in (
        Measured("lamp", "free"), Measured("moving"), Measured("under_zero"), Measured("bad-scan", "not_ascii"),
        Measured("document", "TD3", 5), Measured("identity", "DEMO-1", 7),
        Measured("connection", "T1", 3), Measured("words"), Measured("keys", "up", 1),
    ):  # fmt: skip
        shown = glass.take(e.StepProgressed(glass.state.step_id, measured))
        assert view(shown, SITE).parts["facts"]


def test_a_tag_and_a_paper_are_named_by_their_last_run() -> None:
    last = {(Kind.SCAN, "scanner"): (Verdict.FAILED, 1_790_000_000_000)}
    glass = Glass()
    glass.take(e.SelfTestsFound(planned([SCANNER, NO_READER], last), "Market", "lane-1", "0.7.0"))
    rows = view(glass.state, SITE).parts["rows"]
    assert isinstance(rows, tuple)
    assert [cast(Any, row)["kind"] for row in rows[:2]] == ["bad", "off"]


def test_an_answer_that_was_not_offered_is_none() -> None:
    glass = Glass(LIGHTS)
    asked = glass.choose(1)
    assert glass.take(e.StepAnswered("perhaps")) is asked


def test_each_effect_that_is_waited_for_names_what_waits() -> None:
    example = EXAMPLES["Result"]
    assert isinstance(example, Result)
    own = example.self_test
    running = EXAMPLES["Running"]
    assert isinstance(running, Running)
    effects = (
        e.FindSelfTests(), e.MeasureStep("1", "printer", running.step, "en"), e.KeepCertificate(own),
        e.PrintCertificate(own, "ab", "en"),
    )  # fmt: skip
    assert [effect.key for effect in effects] == ["selftests", "1", own.id, own.id]
