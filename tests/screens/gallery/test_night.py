"""The full product is cut into groups that are kept, so that a night that was cut short goes on in the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from screens.gallery import night
from screens.gallery.axes import PANELS, REACHES, TEXTS, TONGUES
from screens.gallery.examples import screen_names
from screens.gallery.night import all_groups, fingerprint, look_at, report


def test_the_groups_hold_every_combination_once() -> None:
    cases = [case for group in all_groups() for case in group.cases()]
    assert len(cases) == len(set(cases))
    assert len(cases) == len(screen_names()) * len(PANELS) * len(TONGUES) * 3 * len(TEXTS) * len(REACHES)
    assert len({group.name for group in all_groups()}) == len(all_groups())


def test_a_group_that_was_not_looked_at_is_told(tmp_path: Path) -> None:
    groups = all_groups()
    for group in groups[1:]:
        (tmp_path / group.name).write_text("", encoding="utf-8")
    (tmp_path / groups[1].name).write_text("a: too wide\n", encoding="utf-8")
    assert report(tmp_path) == [f"not looked at: {groups[0].name}", "a: too wide"]


@pytest.mark.glass
def test_a_group_leaves_its_misfits_and_is_not_looked_at_again(
    qapp: QGuiApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    group = all_groups()[0]
    monkeypatch.setattr(night, "screen_names", lambda: ["shell/Home"])
    monkeypatch.setattr(night, "problems", lambda _stage, case: ["wide"] if case.language == "nl" else [])
    look_at([group], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [group.name]
    assert (tmp_path / group.name).read_text(encoding="utf-8").splitlines() == [
        f"{case}: wide" for case in group.cases() if case.language == "nl"
    ]
    capsys.readouterr()
    look_at([group], tmp_path)
    assert capsys.readouterr().out == ""


def test_a_changed_file_is_another_tree(tmp_path: Path) -> None:
    (tmp_path / "screens").mkdir()
    page = tmp_path / "screens" / "Page.qml"
    page.write_text("a", encoding="utf-8")
    first = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == first
    page.write_text("b", encoding="utf-8")
    assert fingerprint(tmp_path) != first
