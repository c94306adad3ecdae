"""`python main.py wire`, as a technician types it, at simulators of their own processes."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from devices.recording import command
from tests.unit.sim.processes import Control, running

ROOT = Path(__file__).parents[4]
CARD = "4111111111111111"
PATIENCE_S = 90.0


def no_urls(_config: Path | None) -> dict[str, str]:
    return {}


def no_secret(_name: str) -> str | None:
    return None


def wire(*argv: str) -> int:
    return command.main(argv, no_urls, no_secret)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("record", "--device", "scanner", "x.wire"), "no device 'scanner' in the settings; there is none"),
        (("record", "--device", "tape+serial:///dev/x", "x.wire"), "tape is not known"),
        (("record", "--device", "linescan+serial:///dev/x?pin=1", "x.wire"), "secrets never stand in a URL"),
        (("record", "--device", "camera+folder:///tmp", "x.wire"), "pictures are never recorded"),
        (("replay", "nowhere.wire"), "nowhere.wire"),
        (("show", "nowhere.wire"), "nowhere.wire"),
    ],
)
def test_a_call_that_cannot_be_is_a_sentence_and_leaves_no_file(
    argv: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert wire(*argv[:-1], str(tmp_path / argv[-1])) == command.BAD_CALL
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("> 05\n", "the first line names no source"),
        ("# source: made up\n> 05\n", "names no device in its head"),
        ("# source: made up\n# device: linescan+serial:///x\n> 0G\n", "x.wire:3: not hexadecimal"),
        ("# source: made up\n# device: tape+serial:///x\n> 05\n", "tape is not known"),
    ],
)
def test_a_file_that_is_none_is_told_with_its_place(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.wire").write_text(text)
    assert wire("replay", str(tmp_path / "x.wire")) == command.BAD_CALL
    assert said in capsys.readouterr().err


def test_a_divergence_is_told_with_line_and_byte(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.wire"
    file.write_text("# source: made up\n# device: zvt+tcp://127.0.0.1:1\n> 06 00 12\n")
    assert wire("replay", str(file)) == command.DIVERGED
    assert "diverged: x.wire: line 3, byte 3: expected 12, got" in capsys.readouterr().err


def test_a_device_that_was_never_there_is_a_status_of_its_own(tmp_path: Path) -> None:
    url = f"cas+serial://{tmp_path}/none"
    assert wire("record", "--device", url, "--seconds", "0.1", str(tmp_path / "x.wire")) == command.DIVERGED


def scan_until_recorded(control: Control, file: Path, *texts: str) -> threading.Thread:
    """Scan until each text stands in the file, then interrupt who records, as a hand does."""
    due = time.monotonic() + PATIENCE_S
    look = threading.Event()

    def recorded() -> int:
        return file.read_text().count("\n< ") if file.exists() else 0

    def scan() -> None:
        for count, text in enumerate(texts, 1):
            while time.monotonic() < due and recorded() < count:
                control.do(do="scan", text=text)  # who opens a line drops what came before
                look.wait(0.3)  # the line is opened and the file written elsewhere: there is no signal to wait for
        if time.monotonic() < due:
            os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=scan)
    thread.start()
    return thread


@pytest.mark.wire
def test_a_scanner_is_recorded_shown_and_played(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "scanner.wire"
    with running("linescan") as (process, control):
        scanning = scan_until_recorded(control, file, "9520001000010", CARD)
        url = f"linescan+{process.line['address']}?prefix=aim"
        assert wire("record", "--device", url, "--seconds", str(PATIENCE_S + 5), str(file)) == command.DONE
        scanning.join()
    assert CARD not in file.read_text()
    assert str(process.line["address"]) not in file.read_text()
    assert wire("show", str(file)) == command.DONE
    assert "]E09520001000010." in capsys.readouterr().out
    assert wire("replay", "--pace", "20", str(file)) == command.DONE
    assert "played to the end" in capsys.readouterr().out


@pytest.mark.wire
def test_the_recorder_stands_between_a_host_and_a_terminal(tmp_path: Path) -> None:
    file = tmp_path / "terminal.wire"
    main = [sys.executable, "main.py", "wire", "record", "--through", "0", "--seconds", "600", "--device"]
    with running("zvt") as (process, _control):
        terminal = f"zvt+{process.line['address']}"
        with subprocess.Popen([*main, terminal, str(file)], cwd=ROOT, stdout=subprocess.PIPE) as recorder:
            assert recorder.stdout is not None
            assert select.select([recorder.stdout], [], [], PATIENCE_S)[0]
            told = re.search(r"zvt\+tcp://\S+", recorder.stdout.readline().decode())
            assert told is not None
            host = [sys.executable, "-m", "devices.trial", told[0], "--seconds", "3"]
            assert subprocess.run(host, cwd=ROOT, timeout=300, check=False).returncode == 0
            recorder.send_signal(signal.SIGINT)
            assert recorder.wait(PATIENCE_S) == 0
    lines = file.read_text().splitlines()
    assert any(line.startswith("> 06 00 11 00 00 00 BE 09 78") for line in lines)
    assert any(line.startswith("< 80 00 00") for line in lines)
