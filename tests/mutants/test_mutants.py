"""The mutants fit the source, and what runs them notices a survivor and a test that fails by itself."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.mutants import host
from tests.mutants.__main__ import main
from tests.mutants.crew import Ask, Found, copied
from tests.mutants.host import OUT_OF_TIME
from tests.mutants.listed import ALL
from tests.mutants.mutant import ROOT, DoesNotFit, Mutant
from tests.mutants.sweep import changes
from tests.mutants.worker import LIMIT_S, Told, carried_out

SPARE = Mutant(
    "spare", "kiosk/domain/money.py", "return Money(-self.minor, self.currency)",
    "return Money(self.minor, self.currency)", "a refund is a payment", ("tests/unit/domain/test_money.py",),
)  # fmt: skip


def test_there_are_enough_and_no_two_share_a_name() -> None:
    assert len(ALL) >= 40
    assert len({mutant.name for mutant in ALL}) == len(ALL)
    assert len({(mutant.file, mutant.old, mutant.new) for mutant in ALL}) == len(ALL)


@pytest.mark.parametrize("mutant", ALL, ids=lambda mutant: mutant.name)
def test_each_mutant_fits_the_source_once_and_is_a_program_still(mutant: Mutant) -> None:
    compile(mutant.changed(), mutant.file, "exec")
    assert mutant.danger
    for part in mutant.tests:
        assert (ROOT / part.partition("::")[0]).exists(), part


def test_a_text_that_is_gone_or_there_twice_does_not_fit() -> None:
    for source in ("", SPARE.old * 2):
        with pytest.raises(DoesNotFit, match="spare"):
            SPARE.applied(source)


PROOF = "tests/unit/domain/test_money.py::test_a_refund"
NO_PROOF = Told(has_failed=True, part="tests/unit/domain", by=OUT_OF_TIME, seconds=240.0)


@dataclass
class Workers:
    """Answers at once, and keeps which parts were asked for with a mutant and without one."""

    changed: Told
    clean: Told = field(default_factory=lambda: Told(False))
    asked: list[tuple[bool, tuple[str, ...]]] = field(default_factory=list)

    def ask(self, mutant: Mutant | None, parts: Sequence[str]) -> Told:
        self.asked.append((mutant is not None, tuple(parts)))
        return self.clean if mutant is None else self.changed

    def here(self) -> AbstractContextManager[Ask]:
        return nullcontext(self.ask)


@pytest.fixture(autouse=True)
def _one_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare each test the reading of the whole checkout."""
    monkeypatch.setattr("tests.mutants.__main__.fingerprint", lambda: "tree")


@pytest.mark.parametrize(
    ("workers", "status", "said"),
    [
        (Workers(Told(True, SPARE.tests[0], f"{PROOF}[EUR]")), 0, "1 mutants, 1 found, 0 not"),
        (Workers(Told(False)), 1, "SURVIVED: a refund is a payment"),
        (Workers(Told(False, misfit="gone")), 1, "DOES NOT FIT: gone"),
        (Workers(Told(True, SPARE.tests[0], PROOF), Told(True, PROOF, PROOF)), 1, "fails without any mutant"),
        (Workers(NO_PROOF, Told(False, seconds=LIMIT_S / 2)), 1, "running out of time tells nothing"),
        (Workers(NO_PROOF, Told(False, seconds=2.0)), 0, "1 mutants, 1 found, 0 not"),
    ],
)
def test_a_survivor_and_a_test_that_fails_by_itself_are_failures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], workers: Workers, status: int, said: str
) -> None:
    assert main([], [SPARE], workers.here(), tmp_path) == status
    assert said in capsys.readouterr().out


def test_a_name_of_none_is_a_failure(tmp_path: Path) -> None:
    workers = Workers(Told(False))
    assert main(["--only", "nothing is called so"], [SPARE], workers.here(), tmp_path) == 1
    assert workers.asked == []


def test_a_run_that_was_cut_short_goes_on_and_begins_with_what_found_it_the_last_time(tmp_path: Path) -> None:
    workers = Workers(Told(True, SPARE.tests[0], f"{PROOF}[EUR]"))
    assert [main([], [SPARE], workers.here(), tmp_path) for _ in range(2)] == [0, 0]
    assert workers.asked == [(True, SPARE.tests), (False, (PROOF,))]
    assert main(["--again"], [SPARE], workers.here(), tmp_path) == 0
    assert workers.asked[2] == (True, (PROOF, *SPARE.tests))
    other = replace(SPARE, new="return self")
    assert main([], [other], workers.here(), tmp_path) == 0
    assert len(workers.asked) == 6


def test_what_a_test_that_fails_by_itself_found_is_not_kept(tmp_path: Path) -> None:
    main([], [SPARE], Workers(Told(True, SPARE.tests[0], PROOF), Told(True, PROOF, PROOF)).here(), tmp_path)
    assert Found(tmp_path / "found.json", "tree").by(SPARE) == ""


def test_a_copy_of_the_checkout_leaves_out_what_belongs_to_this_machine(tmp_path: Path) -> None:
    for name in ("kiosk/sale.py", "var/journal.db", ".git/HEAD", "kiosk/__pycache__/sale.pyc"):
        (tmp_path / "own" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "own" / name).write_text(name)
    copy = copied(tmp_path / "copy", tmp_path / "own")
    assert [path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()] == ["kiosk/sale.py"]


def test_a_mutant_that_does_not_fit_runs_nothing() -> None:
    gone = replace(SPARE, old="there is no such line")
    assert "stands 0 times" in carried_out(gone, ["tests/there/is/none.py"]).misfit


def test_the_first_test_that_failed_is_told_and_no_line_of_a_log() -> None:
    def work() -> int:
        os.write(1, b"ERROR    kiosk.effects.pay:pay.py:141 an attempt was sent before\n")
        os.write(1, b"FAILED tests/unit/one.py::test_a[not sent] - AssertionError: assert 1 == 2\n")
        return 1

    assert host.run(work, None, 60.0).by == "tests/unit/one.py::test_a[not sent]"


def test_the_module_that_is_imported_is_the_changed_one(tmp_path: Path) -> None:
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
