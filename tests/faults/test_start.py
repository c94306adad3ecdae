"""A start that cannot be: one clear sentence and an exit status, or a screen with words and a code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import main
from devices.sim.fleet import ROLES, ROOT, Fleet
from kiosk import arguments
from kiosk.services.catalogue import import_products
from kiosk.settings import PROFILES
from kiosk.store.database import FILE_NAME, LOCK_NAME
from tests.faults.programs import settings_with, started
from tests.journeys.floor import Floor, environment, until

pytestmark = [pytest.mark.slow]
DEMO_STORE = ROOT / "assets" / "catalogue" / "demo-store.csv"


# --- settings -------------------------------------------------------------------------------------------------------

SCREEN_LINE = (ROOT / "config" / "kiosk.toml").read_text(encoding="utf-8").splitlines().index("[screen]") + 1
BROKEN = [
    ("[screen]", "[screen", ("is not TOML", f"line {SCREEN_LINE}")),
    ('look = "light"', 'look = "pink"', ("screen.look = 'pink'", "'light', 'dark' or 'contrast'")),
    ('timezone = "Europe/Amsterdam"', 'timezone = "Mars/Base"', ("site.timezone = 'Mars/Base'", "IANA")),
    ('locale = "nl_NL"', 'locale = "zz_ZZ"', ("site.locale = 'zz_ZZ'", "CLDR")),
    ('phone = "4410"', "", ("site.person.phone", "required")),
    ('scanner = ""', 'scanner = "linescan+serial://x"', ("devices.scanner = 'linescan+serial://x'", "absolute path")),
    ("width_px = 1080", 'width_pxx = 1080', ("screen.width_pxx = 1080", "width_px, height_px")),
]  # fmt: skip


@pytest.mark.glass
@pytest.mark.parametrize(("old", "new", "named"), BROKEN)
def test_broken_settings_end_the_start_with_file_key_value_and_what_is_allowed(
    tmp_path: Path, old: str, new: str, named: tuple[str, ...]
) -> None:
    locked = ("--kiosk",) if old == "[screen]" else ()
    file = settings_with(tmp_path, old, new)
    (tmp_path / "data").mkdir()
    with started(tmp_path, "--config", str(file), *locked) as kiosk:
        assert kiosk.ended() == main.BAD_SETTINGS
    (line,) = kiosk.said.splitlines()
    assert line.startswith(f"{file}: ")
    assert all(words in line for words in named)


@pytest.mark.glass
def test_settings_that_are_not_there_are_named(tmp_path: Path) -> None:
    with started(tmp_path, "--config", "nowhere.toml") as kiosk:
        assert kiosk.ended() == main.BAD_SETTINGS
    assert kiosk.said == "nowhere.toml: there is no such file\n"


def test_every_profile_of_the_command_line_is_there() -> None:
    assert {path.stem for path in PROFILES.glob("*.toml")} == set(arguments.PROFILES)


# --- the data folder ------------------------------------------------------------------------------------------------


def out_of_service(floor: Floor, *facts: str) -> None:
    """Play the customer's side, then read the technician's."""
    floor.allow("out of service: ", "no log file: ")
    played = floor.play("out_of_service")
    told = played.errors + played.log
    assert "Traceback" not in told
    assert all(fact in told for fact in facts), told


@pytest.mark.wire
@pytest.mark.glass
def test_a_data_folder_that_is_not_there_is_said_on_the_screen_and_is_not_made(floor: Floor) -> None:
    floor.data_dir = floor.folder / "not-mounted" / "kiosk"
    out_of_service(floor, str(floor.data_dir), "the folder does not exist: mount or create it")
    assert not floor.data_dir.exists()


@pytest.mark.wire
@pytest.mark.glass
def test_a_file_in_the_place_of_the_data_folder_is_said_on_the_screen(floor: Floor) -> None:
    floor.data_dir.rmdir()
    floor.data_dir.write_text("not a folder")
    out_of_service(floor, str(floor.data_dir), "the folder does not exist: mount or create it")
    assert floor.data_dir.read_text() == "not a folder"


@pytest.mark.wire
@pytest.mark.glass
def test_a_damaged_file_is_said_on_the_screen_and_kept_for_examination(floor: Floor) -> None:
    damaged = b"SQLite format 3\0" + b"\xff" * 8192
    (floor.data_dir / FILE_NAME).write_bytes(damaged)
    out_of_service(floor, str(floor.data_dir / FILE_NAME), "the file is damaged: keep it for examination")
    assert (floor.data_dir / FILE_NAME).read_bytes() == damaged


@pytest.mark.wire
@pytest.mark.glass
def test_a_kiosk_without_goods_says_what_to_import(floor: Floor) -> None:
    floor.is_demo = False
    floor.allow("out of service: ")
    played = floor.play("no_goods")
    assert "import products with import-catalogue" in played.log


@pytest.mark.wire
@pytest.mark.glass
def test_a_data_folder_that_can_only_be_read_is_said_on_the_screen(floor: Floor) -> None:
    floor.data_dir.chmod(0o555)
    floor.prefix = without_rights()
    try:
        out_of_service(floor, str(floor.data_dir), "it cannot be written: check its owner, its mode")
    finally:
        floor.data_dir.chmod(0o755)
    assert list(floor.data_dir.iterdir()) == []


def without_rights() -> list[str]:
    """Return a command in front of another that takes the rights of root away, where this user has them."""
    if os.geteuid() != 0:
        return []
    command = ["unshare", "--user"]  # in a user namespace of its own, root has no power over files
    try:
        tried = subprocess.run([*command, "true"], capture_output=True, timeout=300, check=False)
    except FileNotFoundError:
        pytest.skip("there is no unshare to take the rights of root away")
    if tried.returncode != 0:
        pytest.skip(f"root cannot lay its rights down here: {tried.stderr.decode().strip()}")
    return command


# --- simulators -----------------------------------------------------------------------------------------------------


def test_simulators_that_all_say_where_they_are_in_one_breath_are_all_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("linescan", "escpos", "zvt")
    lines = [json.dumps({"sim": name, "address": "tcp://127.0.0.1:1", "control": "127.0.0.1:2"}) for name in names]
    (tmp_path / "lines").write_text("".join(f"{line}\n" for line in lines))
    stand_in = tmp_path / "python"
    stand_in.write_text(f"#!/bin/sh\ncat {tmp_path}/lines -\n")
    stand_in.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(stand_in))
    monkeypatch.setattr("devices.sim.fleet.START_S", 60.0)
    fleet = Fleet(tmp_path)
    fleet.stop()
    assert set(fleet.urls) == set(ROLES)


# --- a second instance, and no display -----------------------------------------------------------------------------


@pytest.mark.glass
@pytest.mark.parametrize("locked", [(), ("--kiosk",)])
def test_a_second_kiosk_on_the_same_data_ends_with_one_sentence_that_names_the_first(
    tmp_path: Path, locked: tuple[str, ...]
) -> None:
    (tmp_path / "data").mkdir()
    second_folder = tmp_path / "second"
    second_folder.mkdir()
    import_products(DEMO_STORE, tmp_path / "data")
    with started(tmp_path, *locked) as first:
        until((tmp_path / "data" / LOCK_NAME).is_file, "the first one's hold on its folder")
        with started(second_folder, "--data", str(first.data_dir), *locked) as second:
            assert second.ended() == main.ALREADY_RUNNING
        said = [line for line in second.said.splitlines() if "PROGRAM_MISSING" not in line]  # speech is optional
        assert said == [f"{first.data_dir}: another kiosk is running on it, process {first.process.pid}"]
        assert first.process.poll() is None


@pytest.mark.glass
@pytest.mark.wire
def test_a_second_simulated_kiosk_leaves_the_devices_of_the_first_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    second_folder = tmp_path / "second"
    second_folder.mkdir()
    with started(tmp_path, "--sim") as first:
        first.wait_for_log("terminal READY")
        devices = first.data_dir / "sim"
        before = (devices / "scanner").readlink()
        with started(second_folder, "--sim", "--data", str(first.data_dir)) as second:
            assert second.ended() == main.ALREADY_RUNNING
        assert second.said == f"{devices}: another kiosk uses these simulated devices\n"
        assert (devices / "scanner").readlink() == before
        assert first.process.poll() is None


def test_no_display_is_one_sentence_and_an_exit_status() -> None:
    named = environment()
    del named["QT_QPA_PLATFORM"]
    command = [sys.executable, str(ROOT / "main.py")]
    ended = subprocess.run(command, capture_output=True, text=True, env=named, timeout=300, check=False)
    assert (ended.returncode, ended.stdout) == (main.NO_DISPLAY, "")
    assert ended.stderr == "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"


@pytest.mark.parametrize(
    ("arguments", "terminal"),
    [
        (["--sim", "--windowed"], "zvt"),
        (["--sim", "--windowed", "--terminal", "nexo"], "nexo"),
        (["--sim"], ""),
        (["--windowed"], ""),
        (["--kiosk"], ""),
    ],
)
def test_without_a_display_only_the_simulated_kiosk_in_a_window_plays_the_demo_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], terminal: str
) -> None:
    called: list[list[str]] = []

    def call(command: list[str], **_: object) -> int:
        called.append(command)
        return 7

    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setattr(subprocess, "call", call)
    status = main.main(arguments)
    said = capsys.readouterr().err
    assert "There is no display" in said
    assert ("Playing the demo instead, without a display." in said) is bool(terminal)
    assert status == (7 if terminal else main.NO_DISPLAY)
    demo = [sys.executable, "-m", "tests.journeys.demo", "--terminal", terminal, "--scanner", "linescan"]
    assert called == ([demo] if terminal else [])
