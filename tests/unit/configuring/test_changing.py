"""Changed settings: all of them right or nothing is applied; a power cut leaves the old or the new."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.configuring import overlay as files
from kiosk.configuring.changing import Configuring, Draft, Stale
from kiosk.configuring.keys import describe, field_of, written
from kiosk.domain.staff.configured import Kind, Source, Wrong
from kiosk.settings import Settings, load
from tests.unit.configuring.given import configuring, draft

ROOT = Path(__file__).resolve().parents[3]


def wrong(own: Configuring, name: str, text: str) -> str:
    """Return what is said of one value, which is not applied."""
    found = own.checked({name: text})
    assert not isinstance(found, Draft)
    assert own.in_force() == files.NONE
    return "\n".join(str(one) for one in found)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("screen.viewing_m", "500", "nearest: screen.viewing_mm"),
        ("sreen.look", "dark", "nearest: screen.look"),
        ("", "", "there is no such key"),
        ("site.name.more", "x", "there is no such key"),
        ("site", "x", "there is no such key"),
        ("screen.viewing_mm", "near", "screen.viewing_mm = 'near': Input should be a valid number"),
        ("screen.viewing_mm", "nan", "screen.viewing_mm"),
        ("screen.viewing_mm", "10000", "less than or equal to 1500"),
        ("screen.width_px", "1080.5", "integer"),
        ("screen.look", "pink", "'light', 'dark' or 'contrast'"),
        ("audio.sounds", "perhaps", "boolean"),
        ("site.languages", "nl tlh", "site.languages.1 = 'tlh'"),
        ("site.name", "", "at least 1 character"),
        ("site.name", "x" * 501, "at most 500 characters"),
        ("site.name", "Kade\u202eMarkt", "U+202E is not"),
        ("site.person.desk.nl", "", "at least 1 character"),
        ("store.data_dir", "/elsewhere", "only the settings file changes it"),
        ("service.bundle_keys", "x", "a table"),
        ("devices.printer", "nonsense", "no driver of this name"),
        ("devices.scanner", "linescan+x nonsense", "no driver of this name"),
        ("brand.file", "none.toml", "none.toml"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_and_nothing_is_changed(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    assert said in wrong(configuring(tmp_path), name, text)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    found = configuring(tmp_path).checked({"screen.look": "pink", "screen.viewing_mm": "1"})
    assert [one.key for one in found if isinstance(one, Wrong)] == ["screen.viewing_mm", "screen.look"]  # type: ignore[union-attr]  # a draft has none


def test_values_that_are_right_alone_and_wrong_together_are_refused(tmp_path: Path) -> None:
    found = configuring(tmp_path).checked({"screen.bottom_edge_mm": "950", "screen.obstruction": "forward"})
    assert not isinstance(found, Draft)


def test_the_difference_says_before_and_after_and_masks_secrets(tmp_path: Path) -> None:
    own = configuring(tmp_path)
    found = draft(own, screen__viewing_mm="600,5", devices__printer="escpos+tcp://me:word@10.0.0.7:9100?token=abc")
    said = {change.key: (change.before, change.after) for change in found.changes}
    assert said["screen.viewing_mm"] == ("500", "600.5")
    assert "word" not in said["devices.printer"][1]
    assert "abc" not in said["devices.printer"][1]
    assert found.needs_restart


def test_the_same_value_changes_nothing(tmp_path: Path) -> None:
    assert draft(configuring(tmp_path), screen__viewing_mm="500").changes == ()


def test_what_was_applied_is_in_force_and_the_site_s_file_stays(tmp_path: Path) -> None:
    own = configuring(tmp_path)
    before = (tmp_path / "kiosk.toml").read_bytes()
    standing = own.apply(draft(own, screen__look="dark", devices__scanner="linescan+a linescan+b"))
    assert (standing.generation, standing.has_last) == (1, True)
    assert own.settings().screen.look == "dark"
    assert own.settings().devices.scanner == ("linescan+a", "linescan+b")
    assert {key.name for key in own.known() if key.is_changed} == {"screen.look", "devices.scanner"}
    assert (tmp_path / "kiosk.toml").read_bytes() == before


def test_going_back_and_going_back_again(tmp_path: Path) -> None:
    own = configuring(tmp_path)
    own.apply(draft(own, screen__look="dark"))
    own.apply(draft(own, screen__look="contrast"))
    seen = []
    for _time in range(3):
        back = own.to_last()
        assert isinstance(back, Draft)
        assert back.source is Source.LAST
        own.apply(back)
        seen.append((own.settings().screen.look, own.standing().generation))
    assert seen == [("dark", 3), ("contrast", 4), ("dark", 5)]


def test_a_difference_that_was_made_before_another_change_is_not_applied(tmp_path: Path) -> None:
    own = configuring(tmp_path)
    early, late = draft(own, screen__look="dark"), draft(own, screen__look="contrast")
    own.apply(late)
    with pytest.raises(Stale):
        own.apply(early)
    assert own.settings().screen.look == "contrast"


# --- any value ------------------------------------------------------------------------------------------------------

TYPED = [key for key in describe(load(), {}) if not key.is_fixed]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([key.name for key in TYPED]), st.one_of(st.text(max_size=60), st.integers().map(str)))
def test_any_text_for_any_key_is_named_or_applied_and_reads_back(tmp_path: Path, name: str, text: str) -> None:
    own = configuring(tmp_path)
    found = own.checked({name: text})
    if not isinstance(found, Draft):
        assert found
        assert all(one.allowed for one in found)
        return
    own.apply(found)
    assert own.settings(found.overlay) == own.settings()


@pytest.mark.parametrize("key", TYPED, ids=lambda key: key.name)
def test_a_value_as_it_is_shown_can_be_typed_again(key: object, tmp_path: Path) -> None:
    """Otherwise a person who looks at a key and leaves it as it is would change it."""
    file = tmp_path / "kiosk.toml"
    file.write_bytes((ROOT / "config" / "kiosk.toml").read_bytes())
    own = configuring(tmp_path)
    one = next(found for found in own.known() if found == key)
    assert draft(own, **{one.name.replace(".", "__"): one.value}).changes == ()


def test_every_key_of_the_schema_is_described_once_with_how_it_is_written() -> None:
    names = [key.name for key in describe(load(), {})]
    assert len(set(names)) == len(names)
    assert {name.partition(".")[0] for name in names} == set(Settings.model_fields)
    assert all(field_of(name) is not None for name in names)
    assert {key.kind for key in TYPED} == set(Kind) - {Kind.TABLE}
    assert written(True) == "true"


# --- a power cut ----------------------------------------------------------------------------------------------------

CUT = """
import os, sys
from pathlib import Path
from tests.unit.configuring.given import configuring, draft
own = configuring(Path(sys.argv[1]))
left = [int(sys.argv[2])]
def step(_done):
    left[0] -= 1
    if left[0] < 0:
        os._exit(9)
own.apply(draft(own, screen__look="contrast"), step)
"""


@pytest.mark.parametrize("steps", range(7))
def test_a_process_that_ends_between_any_two_steps_leaves_the_old_or_the_new(tmp_path: Path, steps: int) -> None:
    own = configuring(tmp_path)
    own.apply(draft(own, screen__look="dark"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", CUT, str(tmp_path), str(steps)]
    ended = subprocess.run(command, env=environment, check=False)
    assert ended.returncode == (9 if steps < 6 else 0)
    after = configuring(tmp_path)
    assert after.settings().screen.look == ("contrast" if steps >= 5 else "dark")
    assert after.standing().fell_back == ""
    back = after.to_last()
    assert isinstance(back, Draft)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b"{" * 9999, b'{"form": 1}', b"x" * 1_100_000])
def test_a_damaged_overlay_is_told_and_the_file_counts(tmp_path: Path, content: bytes) -> None:
    own = configuring(tmp_path)
    own.apply(draft(own, screen__look="dark"))
    (tmp_path / "data" / "settings" / "now.json").write_bytes(content)
    assert "now.json" in own.standing().fell_back
    assert own.settings().screen.look == "light"


def test_a_byte_that_a_bad_disk_changed_is_found(tmp_path: Path) -> None:
    own = configuring(tmp_path)
    own.apply(draft(own, screen__viewing_mm="600"))
    file = tmp_path / "data" / "settings" / "now.json"
    file.write_text(file.read_text().replace("600", "900"))
    with pytest.raises(files.OverlayDamaged, match="hash"):
        files.read(file)


def test_without_a_data_folder_nothing_is_made(tmp_path: Path) -> None:
    own = configuring(tmp_path)
    found = draft(own, screen__look="dark")
    (tmp_path / "data").rmdir()
    with pytest.raises(FileNotFoundError):
        own.apply(found)
    assert not (tmp_path / "data").exists()
