"""Makes `.venv` ready to run, from nothing but a python3: what the first `make` on a fresh machine does.

Steps: system libraries, virtual environment, pip, packages from pyproject.toml, the catalogues of words, and one start
of Qt as proof. An interrupted set-up goes on where it stopped; when nothing changed it needs no network. Details go to
`.venv/setup.log`.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - pyproject.toml promises 3.11, but this runs before anything checks it
    found = ".".join(map(str, sys.version_info[:2]))
    sys.exit(f"Pronto needs Python 3.11 or newer; this is {found}. Name another one: make PYTHON=python3.12 ...")

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import debian
from debian import SetupError

ROOT = Path(__file__).resolve().parents[2]
DISK_NEEDED_MB = 2_000
PIP_ATTEMPTS = 3
_BROKEN_LINE = re.compile(r"timed out|Connection|IncompleteRead|Temporary failure|HTTP error 5\d\d|ProtocolError", re.I)
_PROOF = (
    "from PySide6 import QtCore, QtGui, QtNetwork, QtQml, QtQuick, QtStateMachine, QtTest, QtWidgets\n"
    "QtGui.QGuiApplication(['pronto', '-platform', 'offscreen'])\n"
)


def say(text: str) -> None:
    """One line of progress for the person who waits."""
    print(f"set-up: {text}", flush=True)


def requirements(pyproject: Path) -> list[str]:
    """The packages pyproject.toml asks for, those for development included."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["dev"]]


def fingerprint(venv: Path, wanted: list[str]) -> str:
    """Changes whenever the set-up has something to do: other packages, another Python, another place."""
    facts = [str(venv), sys.version, *sorted(wanted)]
    for script in sorted(Path(__file__).parent.glob("*.py")):
        if script.name != "lint_qml.py":
            facts.append(script.read_text(encoding="utf-8"))
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Makes a second set-up in the same checkout wait for the first."""
    folder.mkdir(exist_ok=True)
    with (folder / ".lock").open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another set-up is running in this checkout; waiting for it")
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def make_environment(venv: Path, log: Path) -> None:
    """Makes the virtual environment with pip in it, also where Python came without ensurepip."""
    python = venv / "bin/python"
    if not (_works(python, "-c", "pass") and _works(python, "-m", "pip", "--version")):
        say(f"making the virtual environment in {venv.name}")
        _remove_interpreters(venv)
        command = [sys.executable, "-m", "venv", str(venv)]
        if not _works(Path(sys.executable), "-c", "import ensurepip") or not _succeeds(command, log):
            if not _succeeds([*command, "--without-pip"], log):
                raise SetupError(f"python3 cannot make a virtual environment; see {log}.")
            get_pip(venv, python, log)
    wrap_python(venv)


def get_pip(venv: Path, python: Path, log: Path) -> None:
    """Installs pip from Debian's wheel package, or with the pip of the Python that runs this."""
    say("Python came without ensurepip: getting pip")
    source = venv / "pip-source"
    if debian.is_debian():
        with contextlib.suppress(OSError, subprocess.CalledProcessError):  # logged; the next way is tried below
            debian.unpack(["python3-pip-whl"], source, log, debian.private_apt(source, log))
    wheels = [str(wheel) for wheel in source.glob("usr/share/python-wheels/pip-*.whl")]
    offline = ["install", "--no-index", "--disable-pip-version-check"]
    ways = [[str(python), f"{wheel}/pip", *offline, wheel] for wheel in wheels]
    ways.append([sys.executable, "-m", "pip", "--python", str(python), "install", "pip"])
    succeeded = any(_succeeds(way, log) for way in ways)
    shutil.rmtree(source, ignore_errors=True)
    if not succeeded:
        raise SetupError(f"Python has neither ensurepip nor pip; install python3-venv and start again (see {log}).")


def wrap_python(venv: Path) -> None:
    """Where libraries were unpacked, makes `python` a script that sets their path and then becomes Python."""
    variables = debian.private_environment(venv / "system")
    if not variables:
        return
    real = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    lines = ["#!/bin/bash", "# Written by the set-up: uses the system libraries unpacked in .venv/system."]
    for name, value in variables.items():
        rest = f"${{{name}:+:${name}}}" if name == "LD_LIBRARY_PATH" else ""
        lines.append(f'export {name}={_quoted(value)}"{rest}"')
    lines += [f'exec -a "$0" {_quoted(str(real))} "$@"', ""]
    for name in ("python", "python3", f"python3.{sys.version_info.minor}"):
        script = venv / "bin" / name
        script.unlink(missing_ok=True)
        script.write_text("\n".join(lines), encoding="utf-8")
        script.chmod(0o755)


def install_packages(venv: Path, wanted: list[str], log: Path) -> None:
    """Installs the packages with pip, trying again when the line breaks; pip keeps what it already downloaded."""
    python = str(venv / "bin/python")
    pip = [python, "-m", "pip", "install", "--disable-pip-version-check", "--retries", "5", "--no-input"]
    environment = {**os.environ, "PIP_RESUME_RETRIES": "5", "PIP_PROGRESS_BAR": "off", "PYTHONWARNINGS": "default"}
    environment.setdefault("PIP_DEFAULT_TIMEOUT", "60")
    say(f"installing {len(wanted)} packages and what they need (about 400 MB the first time)")
    for attempt in range(1, PIP_ATTEMPTS + 1):
        broken = _pip([*pip, "pip>=25.1"], log, environment) or _pip([*pip, *wanted], log, environment)
        if not broken:
            return
        if attempt == PIP_ATTEMPTS or not _BROKEN_LINE.search(broken):
            raise SetupError(f"pip did not succeed: {_last_line(broken)} (all of it: {log})")
        say(f"the connection broke; trying again ({attempt + 1} of {PIP_ATTEMPTS})")
        time.sleep(2 * attempt)


def _pip(command: list[str], log: Path, environment: dict[str, str]) -> str:
    """Runs pip, names large downloads as they begin, and returns its last words, or nothing when it succeeded."""
    lines: list[str] = []
    pip = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    with pip, log.open("a", encoding="utf-8") as stream:
        for line in pip.stdout or ():
            stream.write(line)
            lines = [*lines[-19:], line]
            large = re.match(r"\s*Downloading (?:\S*/)?([\w.]+?)-(\d[\w.]*)-\S+ \(([\d.]+) MB\)", line)
            if large and float(large[3]) >= 5:
                say(f"  {large[1]} {large[2]}, {large[3]} MB")
            elif line.startswith("Installing collected packages") and line.count(",") > 3:
                say("  unpacking")
    return "".join(lines) if pip.returncode else ""


def compile_words(root: Path, python: Path, log: Path) -> None:
    """Compiles the catalogues of words, so that the first frame need not; on failure the kiosk tries again."""
    if (root / "kiosk/words").exists() and not _succeeds([str(python), "-m", "kiosk.words", "compile"], log, root):
        say(f"the catalogues of words did not compile (see {log}); the kiosk will try again when it starts")


def prove_qt(python: Path) -> None:
    """Starts Qt once without a display; raises SetupError with the loader's own words when it cannot."""
    done = subprocess.run([str(python), "-c", _PROOF], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(f"Qt does not start: {_last_line(done.stderr) or f'exit {done.returncode}'}")


def set_up(root: Path, loudly: Callable[[str], None] = say) -> None:
    """Brings `.venv` below `root` to what pyproject.toml asks for, and stamps it as ready."""
    venv, started = root / ".venv", time.monotonic()
    with only_one(venv):
        stamp, log = venv / ".ready", venv / "setup.log"
        wanted = requirements(root / "pyproject.toml")
        mark = fingerprint(venv, wanted)
        if stamp.exists() and stamp.read_text(encoding="utf-8").strip() == mark and _works(venv / "bin/python", "-V"):
            stamp.touch()
            return
        if not stamp.exists() and shutil.disk_usage(root).free < DISK_NEEDED_MB * 1_000_000:
            raise SetupError(f"the disk is too full: the set-up needs {DISK_NEEDED_MB} MB below {root.name}.")
        stamp.unlink(missing_ok=True)
        debian.get_libraries(venv / "system", log, loudly)
        make_environment(venv, log)
        install_packages(venv, wanted, log)
        prove_qt(venv / "bin/python")
        compile_words(root, venv / "bin/python", log)
        stamp.write_text(mark + "\n", encoding="utf-8")
    loudly(f"ready after {time.monotonic() - started:.0f} s; the next start needs no network")


def _remove_interpreters(venv: Path) -> None:
    for pattern in ("python", "python3", "python3.*"):
        for path in (venv / "bin").glob(pattern):
            path.unlink()  # a script of ours, or a link to a Python that has gone


def _works(program: Path, *arguments: str) -> bool:
    try:
        done = subprocess.run([str(program), *arguments], capture_output=True, check=False, env=_plain_environment())
    except OSError:
        return False
    return done.returncode == 0


def _succeeds(command: list[str], log: Path, folder: Path | None = None) -> bool:
    with log.open("a", encoding="utf-8") as stream:
        stream.write(f"$ {' '.join(command)}\n")
        stream.flush()
        done = subprocess.run(command, cwd=folder, stdout=stream, stderr=subprocess.STDOUT, check=False)
    return done.returncode == 0


def _plain_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors or lines or [""])[-1]


def main() -> int:
    """Runs the set-up for this checkout; every failure is one line and exit code 1."""
    try:
        set_up(ROOT)
    except SetupError as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("set-up: stopped. The next start goes on from here.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
