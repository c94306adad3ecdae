"""`make night`: it goes on where it was cut, believes no result of another tree, and says what did not run."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.night.__main__ import line, main
from tests.night.rows import ROOT, ROWS, Row
from tests.night.running import Kept, Outcome, begun, run_row

ROW = Row("T0", "tests.none", ("--sessions", "{n}", "--seed", "{seed}"), 250, 100, "sessions", "tests")
PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")


class Launched:
    """Answers instead of a process, and keeps what was asked."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.asked: list[list[str]] = []

    def __call__(self, arguments: list[str], environment: dict[str, str], limit_s: float) -> tuple[int, str]:
        del environment, limit_s
        self.asked.append(arguments)
        return self.statuses.pop(0), "seed: 0 doubled"


def fresh(seed: int | None = None) -> Outcome:
    return begun(ROW, None, "tree", seed)


def test_a_slice_that_fails_ends_the_row_and_its_seed_can_be_read(tmp_path: Path) -> None:
    launched = Launched(0, 1)
    outcome = run_row(ROW, fresh(), 60, Kept(tmp_path), launched)
    assert (outcome.state, outcome.done, outcome.said[-1]) == ("failed", 100, "exit status 1")
    assert launched.asked[1][-4:] == ["--sessions", "100", "--seed", "2"]


def test_what_ran_out_of_time_does_not_count_and_goes_on_with_its_seed(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    cut = run_row(ROW, fresh(), 60, kept, Launched(0, 124))
    assert (cut.state, cut.done, cut.slices) == ("part", 100, 1)
    launched = Launched(0, 0)
    done = run_row(ROW, begun(ROW, kept.read(ROW), "tree", None), 60, kept, launched)
    assert (done.state, done.done) == ("passed", 250)
    assert [asked[-4:] for asked in launched.asked] == [
        ["--sessions", "100", "--seed", "2"],
        ["--sessions", "50", "--seed", "3"],
    ]
    assert run_row(ROW, begun(ROW, kept.read(ROW), "tree", None), 60, kept, Launched()) == done


@pytest.mark.parametrize(
    ("tree", "seed", "state"), [("another", None, "passed"), ("tree", 9, "passed"), ("tree", None, "failed")]
)
def test_a_result_of_another_tree_of_another_seed_or_a_failure_is_run_again(
    tree: str, seed: int | None, state: str
) -> None:
    known = replace(fresh(), state=state, done=250, date="today")
    assert begun(ROW, known, tree, seed).done == 0


@pytest.mark.parametrize("text", ["", "{", "[]", '{"id": "T0"}'])
def test_a_result_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "T0").mkdir()
    (tmp_path / "T0" / "outcome.json").write_text(text)
    assert Kept(tmp_path).read(ROW) is None


def test_a_row_that_nothing_can_run_says_why(tmp_path: Path) -> None:
    assert Row("T0", why_not="no machine").reason_not_to_run() == "no machine"
    assert "is not there" in replace(ROW, stands_on="tests/none").reason_not_to_run()
    assert line(replace(ROW, why_not="no machine"), None) == "T0       not run   no machine"


def test_a_name_of_no_row_is_told_with_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "T99"]) == 2
    assert "T23" in capsys.readouterr().err


def test_every_row_of_the_page_has_its_entry_and_every_entry_its_row() -> None:
    named = re.findall(r"^\| (T\d+) \|", PAGE, re.MULTILINE)
    assert named == [f"T{number}" for number in range(1, 24)]
    assert [row.id for row in ROWS if row.id.startswith("T")] == named


def test_a_row_that_the_page_calls_not_built_starts_nothing() -> None:
    for row in ROWS:
        found = re.search(rf"^\| {row.id} \|.*\| not built: (.*) \|$", PAGE, re.MULTILINE)
        if found is not None:
            assert row.why_not == found[1]
