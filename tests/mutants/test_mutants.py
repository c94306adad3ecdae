"""The mutants fit the source, and what runs them notices a survivor and a test that fails by itself."""

from __future__ import annotations

import importlib.util
import pathlib

import pytest

from tests.mutants import host
from tests.mutants.__main__ import ALL, main, runs_of
from tests.mutants.mutant import ROOT, DoesNotFit, Mutant
from tests.mutants.sweep import changes

SPARE = Mutant(
    "spare", "kiosk/domain/money.py", "return Money(-self.minor, self.currency)",
    "return Money(self.minor, self.currency)", "a refund is a payment", ("tests/unit/domain/test_money.py",),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _not_warm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let children be made here, where the product is imported already: they are not made by these tests."""
    monkeypatch.setattr("tests.mutants.__main__.warm", lambda: None)


def test_there_are_enough_and_no_two_share_a_name() -> None:
    assert len(ALL) >= 40
    assert len({mutant.name for mutant in ALL}) == len(ALL)
    assert len({(mutant.file, mutant.old, mutant.new) for mutant in ALL}) == len(ALL)


@pytest.mark.parametrize("mutant", ALL, ids=lambda mutant: mutant.name)
def test_each_mutant_fits_the_source_once_and_is_a_program_still(mutant: Mutant) -> None:
    compile(mutant.changed(), mutant.file, "exec")
    assert mutant.danger
    for part in runs_of(mutant.tests):
        assert (ROOT / part[0].partition("::")[0]).exists(), part


def test_a_text_that_is_gone_or_there_twice_does_not_fit() -> None:
    for source in ("", SPARE.old * 2):
        with pytest.raises(DoesNotFit, match="spare"):
            SPARE.applied(source)


def answer(*, fails_clean: bool, fails_changed: bool) -> object:
    def run(work: object, finder: host.Finder | None, limit_s: float, environment: object = None) -> host.Ran:
        del work, limit_s, environment
        has_failed = fails_clean if finder is None else fails_changed
        return host.Ran(has_failed, "a test" if has_failed else "", 0.1, "")

    return run


@pytest.mark.parametrize(
    ("fails_clean", "fails_changed", "status", "said"),
    [
        (False, True, 0, "1 mutants, 1 found, 0 not"),
        (False, False, 1, "SURVIVED: a refund is a payment"),
        (True, True, 1, "fails without any mutant"),
    ],
)
def test_a_survivor_and_a_test_that_fails_by_itself_are_failures(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fails_clean: bool,
    fails_changed: bool,
    status: int,
    said: str,
) -> None:
    monkeypatch.setattr("tests.mutants.__main__.run", answer(fails_clean=fails_clean, fails_changed=fails_changed))
    assert main([], [SPARE]) == status
    assert said in capsys.readouterr().out


def test_a_mutant_that_no_longer_fits_and_a_name_of_none_are_failures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.mutants.__main__.run", answer(fails_clean=False, fails_changed=True))
    gone = Mutant("gone", SPARE.file, "there is no such line", "", "none", SPARE.tests)
    assert main([], [gone]) == 1
    assert "DOES NOT FIT" in capsys.readouterr().out
    assert main(["--only", "nothing is called so"], [SPARE]) == 1


def test_the_module_that_is_imported_is_the_changed_one(tmp_path: pathlib.Path) -> None:
    finder = host.Finder("spare_module", tmp_path / "spare_module.py", "VALUE = 2\n")
    spec = finder.find_spec("spare_module", None)
    assert spec is not None
    assert spec.loader is not None
    own = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(own)
    assert own.VALUE == 2
    assert finder.find_spec("another_module", None) is None


def test_the_rules_change_comparisons_conditions_states_and_calls() -> None:
    source = (
        "def f(a, b):\n    if a >= 1 and not b:\n        call(a)\n    return (one(a), two(b)) if a else A.X + A.Y\n"
    )
    made = {change.new for change in changes(source)}
    assert {"(a > 1)", "(b)", "pass", "2", "True", "not (a)", "(two(b),)"} <= made
