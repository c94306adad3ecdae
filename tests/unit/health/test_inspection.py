"""The command `devices`: it names what is wrong, waits no longer than it says, and leaves a running kiosk alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from devices.sim.fleet import ROOT
from kiosk.store.database import FILE_NAME, open_database
from kiosk.upkeep.keeping import JSON_NAME, TEXT_NAME
from tests.unit.sim.processes import running

SETTINGS = (ROOT / "config" / "kiosk.toml").read_text(encoding="utf-8")


def ask(folder: Path, *arguments: str, **urls: str) -> subprocess.CompletedProcess[str]:
    """Run the command with settings of its own in `folder`."""
    text = SETTINGS
    for role, url in urls.items():
        assert f'\n{role} = ""' in text or role == "required"
        text = text.replace(f'\n{role} = ""', f'\n{role} = "{url}"')
    if "required" in urls:
        text = text.replace("# required = [", f'required = ["{urls["required"]}"] # [')
    file = folder / "kiosk.toml"
    file.write_text(text, encoding="utf-8")
    data = folder / "data"
    data.mkdir(exist_ok=True)
    command = [sys.executable, "main.py", "devices", "--config", str(file), "--data", str(data), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)


def test_a_device_of_another_kind_is_named_and_none_is_opened(tmp_path: Path) -> None:
    done = ask(tmp_path, scanner="toledo8217+serial:///dev/ttyS9")
    assert (done.returncode, done.stdout) == (2, "")
    assert "toledo8217 is a scale; devices.scanner wants a barcode scanner" in done.stderr


def test_a_device_that_is_not_there_is_shown_with_cause_and_cure_and_a_required_one_is_an_exit_status(
    tmp_path: Path,
) -> None:
    away = str(tmp_path / "no-such-line")
    done = ask(tmp_path, scanner=f"linescan+serial://{away}")
    assert (done.returncode, done.stderr) == (0, "")
    assert "scanner: ABSENT since" in done.stdout
    assert "NOT_REACHABLE: There is no such port" in done.stdout
    assert ask(tmp_path, scanner=f"linescan+serial://{away}", required="scanner").returncode == 1


def test_settings_without_a_device_say_so(tmp_path: Path) -> None:
    done = ask(tmp_path)
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'kiosk.toml'}: names no device\n")


def test_a_required_role_without_a_url_is_shown(tmp_path: Path) -> None:
    done = ask(tmp_path, required="scale")
    assert done.returncode == 1
    assert "NOT_FITTED" in done.stdout


@pytest.mark.wire
def test_a_device_on_its_real_wire_is_shown_as_json(tmp_path: Path) -> None:
    link = tmp_path / "scanner"
    with running("linescan", "--link", str(link)):
        done = ask(tmp_path, "--json", scanner=f"linescan+serial://{link}")
    (scanner,) = json.loads(done.stdout)["devices"]
    assert (scanner["state"], scanner["remark"]) == ("READY", "bronze: never met hardware")
    assert (scanner["cuss"]["component_state"], scanner["xfs4iot"]["device"]) == ("READY", "online")


def test_a_running_kiosk_tells_what_it_sees_itself_and_no_device_is_touched(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    database = open_database(tmp_path / "data")
    try:
        early = ask(tmp_path, scanner="linescan+serial:///no/such/line")
        assert early.returncode == 1
        assert "it has written nothing yet" in early.stderr
        (tmp_path / "data" / JSON_NAME).write_text('{"devices": []}\n')
        (tmp_path / "data" / TEXT_NAME).write_text("as the kiosk wrote it\n")
        done = ask(tmp_path, scanner="linescan+serial:///no/such/line")
        assert (done.returncode, done.stdout) == (0, "as the kiosk wrote it\n")
        assert "no device was touched" in done.stderr
        assert ask(tmp_path, "--json").stdout == '{"devices": []}\n'
    finally:
        database.close()


def test_counters_that_cannot_be_read_are_said_and_the_devices_are_shown_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / FILE_NAME).write_bytes(b"no database at all, but as long as one would be" * 30)
    done = ask(tmp_path, scanner="linescan+serial:///no/such/line")
    assert done.returncode == 0
    assert "no counters: file is not a database" in done.stderr
    assert "scanner: ABSENT" in done.stdout
