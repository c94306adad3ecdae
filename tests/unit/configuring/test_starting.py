"""A start with changed settings: what does not come into service is left for the last good ones, and said."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.configuring.overlay import NONE, NOW, Overlay, folder_in, read
from kiosk.configuring.starting import Start, begin, data_dir_in, in_force, leave, served, settings_check
from kiosk.settings import SettingsError
from tests.unit.configuring.given import configuring, draft

pytestmark = pytest.mark.allowed_logs("last good", "the settings file alone counts")


def no_problem(_values: object) -> str:
    return ""


def changed(folder: Path) -> Path:
    """Apply two changes, the first of which served; return the data folder."""
    own = configuring(folder)
    own.apply(draft(own, screen__look="dark"))
    served(folder / "data", own.in_force())
    own.apply(draft(own, screen__look="contrast"))
    return folder / "data"


def test_without_changes_nothing_lies_over_the_file_and_nothing_is_written(tmp_path: Path) -> None:
    assert begin(tmp_path, no_problem) == NONE
    served(tmp_path, NONE)
    assert list(tmp_path.iterdir()) == []


def test_two_starts_without_service_lead_back_and_the_reason_stays(tmp_path: Path) -> None:
    data_dir = changed(tmp_path)
    looks = [begin(data_dir, no_problem).values["screen"]["look"] for _start in range(3)]
    assert looks == ["contrast", "contrast", "dark"]
    assert "did not come into service" in read(folder_in(data_dir) / NOW).fell_back
    assert configuring(tmp_path).standing().fell_back


def test_a_change_that_served_is_never_checked_or_counted_again(tmp_path: Path) -> None:
    data_dir = changed(tmp_path)
    served(data_dir, begin(data_dir, no_problem))
    for _start in range(5):
        assert begin(data_dir, lambda _values: "not asked").values["screen"]["look"] == "contrast"


def test_a_change_that_the_schema_does_not_take_any_more_is_left_at_once(tmp_path: Path) -> None:
    data_dir = changed(tmp_path)
    (tmp_path / "kiosk.toml").write_text((tmp_path / "kiosk.toml").read_text() + 'obstruction = "forward"\n')
    own = Overlay(9, {"screen": {"bottom_edge_mm": 950}})
    from kiosk.configuring.overlay import put

    put(folder_in(data_dir), NOW, own)
    overlay = begin(data_dir, settings_check(tmp_path / "kiosk.toml", None))
    assert overlay.values == {"screen": {"look": "dark"}}
    assert "bottom_edge_mm" in overlay.fell_back
    assert overlay.generation == 10


def test_when_the_last_good_ones_do_not_fit_either_the_file_alone_counts(tmp_path: Path) -> None:
    data_dir = changed(tmp_path)
    overlay = leave(data_dir, begin(data_dir, no_problem), "why", lambda values: "wrong" if values else "")
    assert overlay.values == {}
    assert overlay.fell_back == "why"


def test_damaged_files_lead_back_to_the_file_alone(tmp_path: Path) -> None:
    data_dir = changed(tmp_path)
    for name in ("now.json", "last.json", "starts.json"):
        (folder_in(data_dir) / name).write_bytes(b"\0")
    overlay = begin(data_dir, no_problem)
    assert overlay.values == {}
    assert "now.json" in overlay.fell_back


def test_going_back_does_not_make_an_older_bundle_new(tmp_path: Path) -> None:
    data_dir = changed(tmp_path)
    left = Overlay(4, {"screen": {"look": "dark"}}, 12, "id")
    assert leave(data_dir, left, "why", no_problem).bundle_version == 12


def test_the_data_folder_is_found_in_values_that_nobody_checked() -> None:
    assert data_dir_in({"store": {"data_dir": "/srv/kiosk"}}) == Path("/srv/kiosk")
    assert data_dir_in({"store": 5}).parts[-2:] == data_dir_in({}).parts[-2:] == ("var", "kiosk")


# --- one start, as `main` sees it -----------------------------------------------------------------------------------


def start(folder: Path) -> Start:
    return Start(folder / "kiosk.toml", None, folder / "data")


def test_a_start_shows_and_checks_file_and_changes_together(tmp_path: Path) -> None:
    changed(tmp_path)
    own = start(tmp_path)
    assert own.values()["screen"] == {"viewing_mm": 500, "look": "contrast"}
    assert own.settings().screen.look == "contrast"
    assert own.settings() == in_force(tmp_path / "kiosk.toml", None, tmp_path / "data")


def test_a_start_that_did_not_come_into_service_with_a_new_change_is_tried_again_without_it(tmp_path: Path) -> None:
    changed(tmp_path)
    first = start(tmp_path)
    first.values()
    assert first.ended(is_in_service=False)
    second = start(tmp_path)
    assert second.values()["screen"]["look"] == "dark"
    assert not second.ended(is_in_service=True)
    assert "did not come into service" in configuring(tmp_path).standing().fell_back


def test_a_change_that_served_before_is_not_at_fault_when_the_store_is_away(tmp_path: Path) -> None:
    changed(tmp_path)
    for is_in_service in (True, False):
        own = start(tmp_path)
        own.values()
        assert not own.ended(is_in_service=is_in_service)
    assert start(tmp_path).values()["screen"]["look"] == "contrast"


def test_settings_that_are_refused_are_left_and_another_error_leaves_them(tmp_path: Path) -> None:
    changed(tmp_path)
    own = start(tmp_path)
    own.values()
    assert not own.refused(OSError("the data folder is in use"))
    assert own.refused(SettingsError(["a driver is gone"]))
    assert start(tmp_path).values()["screen"]["look"] == "dark"


def test_a_start_that_fails_without_changes_has_nothing_to_leave(tmp_path: Path) -> None:
    configuring(tmp_path)
    own = start(tmp_path)
    own.values()
    assert not own.refused(SettingsError(["x"]))
    assert not own.ended(is_in_service=False)


def test_falling_back_to_what_failed_is_falling_back_to_the_file(tmp_path: Path) -> None:
    """Otherwise a change that is applied twice would be tried for ever."""
    changed(tmp_path)
    for _start in range(2):
        own = start(tmp_path)
        own.values()
        assert own.refused(SettingsError(["x"]))
    assert start(tmp_path).values()["screen"] == {"viewing_mm": 500}


def test_damaged_changes_leave_the_commands_the_file(tmp_path: Path) -> None:
    data_dir = changed(tmp_path)
    (folder_in(data_dir) / NOW).write_bytes(b"x")
    assert in_force(tmp_path / "kiosk.toml", None, data_dir).screen.look == "light"
