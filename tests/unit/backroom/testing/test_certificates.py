"""Certificates as files: what was altered is found, what cannot be read stops nothing, and the last ones are known."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kiosk.backroom.testing.certificates import FOLDER, keep, last_results, listed, newest, read
from kiosk.domain.selftests import Kind, SelfTest, Verdict
from kiosk.domain.values import replace
from kiosk.flows.selftest.examples import EXAMPLES
from kiosk.flows.selftest.states import Result


def self_test(n: int = 1) -> SelfTest:
    example = EXAMPLES["Result"]
    assert isinstance(example, Result)
    own = example.self_test
    later_ms = own.ended_utc_ms + n * 1000
    return replace(own, id=f"{own.id[:-4]}{n:04d}", ended_utc_ms=later_ms)


def altered(file: Path, change: Any) -> None:
    content = json.loads(file.read_text(encoding="utf-8"))
    change(content)
    file.write_text(json.dumps(content), encoding="utf-8")


def failed_to_passed(content: dict[str, Any]) -> None:
    for test in content["self_test"]["tests"]:
        for finding in test["findings"]:
            finding |= {"verdict": "passed", "why": ""}


@pytest.mark.parametrize(
    "change",
    [
        failed_to_passed,
        lambda content: content["self_test"].update(person_id="somebody"),
        lambda content: content["self_test"].update(ended_utc_ms=1),
        lambda content: content.update(before="00"),
        lambda content: content.update(format=2),
        lambda content: content.update(sha256="00"),
    ],
    ids=["verdicts", "person", "time", "before", "format", "hash"],
)
def test_a_certificate_that_was_altered_is_found_by_its_hash(tmp_path: Path, change: Any) -> None:
    keep(tmp_path, self_test())
    (kept,) = listed(tmp_path)
    assert kept.is_genuine
    altered(kept.file, change)
    assert not read(kept.file).is_genuine
    assert last_results(tmp_path) == {}


def test_one_that_is_taken_away_is_missed_by_the_one_after_it(tmp_path: Path) -> None:
    hashes = [keep(tmp_path, self_test(n)) for n in (1, 2, 3)]
    chain = list(listed(tmp_path))
    assert [own.sha256 for own in chain] == hashes[::-1]
    assert [own.before for own in chain] == [hashes[1], hashes[0], ""]
    chain[1].file.unlink()
    left = list(listed(tmp_path))
    assert left[0].before not in {own.sha256 for own in left}


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", "{}", '{"sha256": "", "before": ""}', "[" * 100_000, "\udcff"]
)
def test_what_is_no_certificate_is_told_and_stops_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "99999999T999999-x.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    keep(tmp_path, self_test())
    bad, good = listed(tmp_path)
    assert (bad.self_test, bad.is_genuine, good.is_genuine) == (None, False, True)
    assert last_results(tmp_path)[Kind.PAPER, "printer"] == (Verdict.FAILED, self_test().ended_utc_ms)


def test_what_a_crash_left_half_is_no_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep(tmp_path, self_test())
    assert newest(tmp_path) is None
    monkeypatch.undo()
    keep(tmp_path, self_test())
    assert len(list(listed(tmp_path))) == 1


def test_what_is_kept_comes_back_whole_and_once(tmp_path: Path) -> None:
    first = keep(tmp_path, self_test())
    assert keep(tmp_path, self_test()) == first
    kept = newest(tmp_path)
    assert kept is not None
    assert kept.self_test == self_test()
    assert len(list(listed(tmp_path))) == 1


def test_without_a_folder_there_is_none(tmp_path: Path) -> None:
    assert newest(tmp_path / "nowhere") is None
    assert last_results(tmp_path) == {}
