"""The set-up of a fresh machine, with stand-ins for apt, dpkg and pip; docs/fresh-machine.md has the real runs."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import time
from pathlib import Path

import debian
import pytest
import setup
from debian import SetupError

PYPROJECT = """
[project]
dependencies = ["alpha>=1"]
[project.optional-dependencies]
dev = ["beta<2"]
"""
APT = """#!/bin/sh
echo "$@" >> "{log}"
case "$*" in
*"install -s"*) printf 'Inst libgl1 (1.6)\\nInst libllvm15 (15)\\nInst libgl1-mesa-dri (22)\\nInst libx11-6 (2)\\n' ;;
*download*) for last; do :; done; touch libgl1_1.deb ;;
esac
exit {code}
"""
DPKG = """#!/bin/sh
mkdir -p "$3/usr/lib/x86_64-linux-gnu" && touch "$3/usr/lib/x86_64-linux-gnu/"{sonames}
"""


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "setup.log"


def programs(folder: Path, apt_exit: int = 0, sonames: str = "libGL.so.1") -> Path:
    """Stand-ins for apt-get and dpkg-deb; every call of apt-get is written to the returned file."""
    folder.mkdir()
    for name, text in (("apt-get", APT.format(log=folder / "calls", code=apt_exit)), ("dpkg-deb", DPKG)):
        (folder / name).write_text(text.replace("{sonames}", sonames), encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder / "calls"


def on_a_machine(monkeypatch: pytest.MonkeyPatch, path: Path, is_root: bool, lacking: set[str]) -> None:
    """A machine with these programs first in PATH, on which the loader finds all libraries but these."""
    monkeypatch.setenv("PATH", f"{path}:/usr/bin:/bin")
    monkeypatch.setattr(os, "geteuid", lambda: 0 if is_root else 1000)
    monkeypatch.setattr(debian, "is_loadable", lambda name: name not in lacking)


def test_missing_libraries_are_named_in_one_line_before_anything_is_downloaded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, log: Path, said: list[str]
) -> None:
    on_a_machine(monkeypatch, tmp_path, is_root=False, lacking={"libGL.so.1", "libzbar.so.0"})
    monkeypatch.setattr(debian, "is_debian", lambda: False)
    with pytest.raises(SetupError) as error:
        debian.get_libraries(tmp_path / "system", log, said.append)
    assert "libGL.so.1" in str(error.value)
    assert "\n" not in str(error.value)
    assert (said, log.exists(), (tmp_path / "system").exists()) == ([], False, False)


@pytest.mark.parametrize(
    ("soname", "consequence"), [("libzbar.so.0", "reading codes with zbar"), ("libxcb-cursor.so.0", "windows")]
)
def test_a_library_that_qt_can_start_without_is_said_and_stops_nothing(
    soname: str, consequence: str, said: list[str]
) -> None:
    debian.judge({soname: "package"}, said.append)
    assert len(said) == 1
    assert soname in said[0]
    assert consequence in said[0]


def test_nothing_is_run_when_nothing_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, log: Path, said: list[str]
) -> None:
    calls = programs(tmp_path / "bin")
    on_a_machine(monkeypatch, tmp_path / "bin", is_root=True, lacking=set())
    debian.get_libraries(tmp_path / "system", log, said.append)
    assert (said, calls.exists()) == ([], False)


def test_without_root_nothing_is_run_for_an_optional_library(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, log: Path, said: list[str]
) -> None:
    calls = programs(tmp_path / "bin")
    on_a_machine(monkeypatch, tmp_path / "bin", is_root=False, lacking={"libzbar.so.0"})
    debian.get_libraries(tmp_path / "system", log, said.append)
    assert (len(said), calls.exists()) == (1, False)


def test_with_root_the_missing_packages_are_installed_and_the_optional_one_apart(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, log: Path, said: list[str]
) -> None:
    calls = programs(tmp_path / "bin")
    on_a_machine(monkeypatch, tmp_path / "bin", is_root=True, lacking={"libxcb-cursor.so.0", "libzbar.so.0"})
    debian.get_libraries(tmp_path / "system", log, said.append)
    words = [line.split("--no-install-recommends ")[-1] for line in calls.read_text(encoding="utf-8").splitlines()]
    assert words[0].endswith("update")
    assert words[1:] == ["libxcb-cursor0", "libzbar0"]


def test_without_root_packages_are_unpacked_privately_and_graphics_drivers_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, log: Path, said: list[str]
) -> None:
    calls = programs(tmp_path / "bin")
    on_a_machine(monkeypatch, tmp_path / "bin", is_root=False, lacking={"libGL.so.1", "libzbar.so.0"})
    system = tmp_path / "system"
    debian.get_libraries(system, log, said.append)
    update, plan, download = calls.read_text(encoding="utf-8").splitlines()
    assert f"Dir::State::lists={system}/apt/lists" in update
    assert plan.endswith("install -s --no-install-recommends libgl1")
    assert download.endswith("download libgl1 libx11-6")
    assert debian.missing(system) == {"libzbar.so.0": "libzbar0"}
    assert not (system / "apt").exists()


def test_libraries_of_an_interrupted_set_up_are_fetched_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, log: Path, said: list[str]
) -> None:
    programs(tmp_path / "bin")
    on_a_machine(monkeypatch, tmp_path / "bin", is_root=False, lacking={"libGL.so.1"})
    half = tmp_path / "system/usr/lib/x86_64-linux-gnu/libGL.so.1"
    half.parent.mkdir(parents=True)
    half.write_text("half", encoding="utf-8")
    debian.get_libraries(tmp_path / "system", log, said.append)
    assert half.read_text(encoding="utf-8") == ""


def test_when_apt_fails_the_libraries_are_named_and_the_log_has_its_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, log: Path, said: list[str]
) -> None:
    programs(tmp_path / "bin", apt_exit=100)
    on_a_machine(monkeypatch, tmp_path / "bin", is_root=True, lacking={"libEGL.so.1"})
    with pytest.raises(SetupError, match="libegl1"):
        debian.get_libraries(tmp_path / "system", log, said.append)
    assert "apt-get did not succeed" in said[-1]
    assert "install --no-install-recommends libegl1" in log.read_text(encoding="utf-8")


def test_unpacked_libraries_are_used_by_every_start_of_python(tmp_path: Path) -> None:
    venv = tmp_path / "it's a place" / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "pyvenv.cfg").write_text(f"home = {Path(sys.base_prefix) / 'bin'}\n", encoding="utf-8")
    libraries = venv / "system/usr/lib/x86_64-linux-gnu"
    libraries.mkdir(parents=True)
    (venv / "system/usr/share/X11/xkb").mkdir(parents=True)
    (venv / "system/complete").touch()
    setup.wrap_python(venv)
    program = "import os, sys; print(sys.prefix, sys.executable, os.environ['XKB_CONFIG_ROOT'], sep='\\n');"
    program += "print(os.environ['LD_LIBRARY_PATH'])"
    python = venv / "bin/python3"
    environment = {"PATH": "/usr/bin:/bin", "LD_LIBRARY_PATH": "/opt/lib"}
    done = subprocess.run([python, "-c", program], env=environment, capture_output=True, text=True, check=True)
    expected = [str(venv), str(python), str(venv / "system/usr/share/X11/xkb"), f"{libraries}:/opt/lib"]
    assert done.stdout.splitlines() == expected


def test_python_stays_as_it_is_when_no_library_was_unpacked(tmp_path: Path) -> None:
    setup.wrap_python(tmp_path)
    assert list(tmp_path.iterdir()) == []


def fake_pip(venv: Path, script: str) -> Path:
    """A `.venv/bin/python` that answers `-m pip install` with this shell script; $n counts its calls from 1."""
    python = venv / "bin/python"
    python.parent.mkdir(parents=True)
    count = f'n=$(($(cat "{venv}/n" 2>/dev/null || echo 0) + 1)); echo $n > "{venv}/n"'
    python.write_text(f"#!/bin/sh\n{count}\n{script}\n", encoding="utf-8")
    python.chmod(0o755)
    return venv / "n"


def test_a_broken_connection_is_tried_three_times(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    calls = fake_pip(tmp_path, "[ $n -gt 2 ] || { echo 'ERROR: Connection broken: IncompleteRead'; exit 1; }")
    setup.install_packages(tmp_path, ["alpha"], log)
    assert calls.read_text(encoding="utf-8") == "4\n", "two failures, then pip itself and the packages"
    assert capsys.readouterr().out.count("the connection broke; trying again") == 2


def test_any_other_failure_of_pip_is_told_at_once_with_its_own_words(tmp_path: Path, log: Path) -> None:
    calls = fake_pip(tmp_path, "echo 'ERROR: No matching distribution found for alpha'; echo more; exit 1")
    with pytest.raises(SetupError, match="No matching distribution found for alpha"):
        setup.install_packages(tmp_path, ["alpha"], log)
    assert calls.read_text(encoding="utf-8") == "1\n"
    assert "No matching distribution" in log.read_text(encoding="utf-8")


def test_large_downloads_are_named_and_small_ones_are_not(
    tmp_path: Path, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "  Downloading big_one-6.11.3-cp310-abi3-manylinux.whl (175.3 MB)\\n  Downloading six-1.17-py3.whl (11 kB)"
    fake_pip(tmp_path, f"[ $n -lt 2 ] || printf '{lines}\\n'")
    setup.install_packages(tmp_path, ["alpha"], log)
    out = capsys.readouterr().out
    assert "big_one 6.11.3, 175.3 MB" in out
    assert "six" not in out


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    return tmp_path


def test_packages_for_development_are_installed_too(checkout: Path) -> None:
    assert setup.requirements(checkout / "pyproject.toml") == ["alpha>=1", "beta<2"]


def test_the_second_start_does_nothing_and_refreshes_the_stamp(checkout: Path, said: list[str]) -> None:
    venv = checkout / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin/python").symlink_to(sys.executable)
    stamp = venv / ".ready"
    stamp.write_text(setup.fingerprint(venv, ["alpha>=1", "beta<2"]), encoding="utf-8")
    os.utime(stamp, (0, 0))
    setup.set_up(checkout, said.append)
    assert (said, (venv / "setup.log").exists()) == ([], False)
    assert stamp.stat().st_mtime > 0


def test_other_packages_or_another_place_need_a_new_set_up() -> None:
    first = setup.fingerprint(Path("/a/.venv"), ["alpha"])
    assert first == setup.fingerprint(Path("/a/.venv"), ["alpha"])
    assert first != setup.fingerprint(Path("/a/.venv"), ["alpha", "beta"])
    assert first != setup.fingerprint(Path("/b/.venv"), ["alpha"])


def test_a_full_disk_is_told_before_anything_is_downloaded(
    monkeypatch: pytest.MonkeyPatch, checkout: Path, said: list[str]
) -> None:
    monkeypatch.setattr(setup, "DISK_NEEDED_MB", 10**9)
    with pytest.raises(SetupError, match="the disk is too full"):
        setup.set_up(checkout, said.append)
    assert said == []


def test_qt_that_does_not_start_is_told_in_the_loaders_words(tmp_path: Path) -> None:
    fake_pip(tmp_path, "echo 'ImportError: libEGL.so.1: cannot open shared object file' >&2; exit 1")
    with pytest.raises(SetupError, match=r"libEGL\.so\.1"):
        setup.prove_qt(tmp_path / "bin/python")


def test_words_that_do_not_compile_are_told_and_stop_nothing(
    tmp_path: Path, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kiosk/words").mkdir(parents=True)
    (tmp_path / "kiosk/words/__main__.py").write_text("raise SystemExit('line 3: no msgstr')\n", encoding="utf-8")
    setup.compile_words(tmp_path, Path(sys.executable), log)
    assert "did not compile" in capsys.readouterr().out
    assert "line 3: no msgstr" in log.read_text(encoding="utf-8")


def test_an_older_python_can_read_the_set_up_far_enough_to_say_what_it_needs() -> None:
    text = Path(setup.__file__).read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 8))
    assert text.index("Pronto needs Python 3.11") < text.index("import tomllib")
