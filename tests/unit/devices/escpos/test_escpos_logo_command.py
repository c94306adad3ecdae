"""The technician's command that gives a printer a logo, with the simulator as a process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from devices.drivers.escpos.__main__ import main
from tests.unit.sim.processes import running


def picture(folder: Path, size: tuple[int, int] = (120, 60)) -> Path:
    file = folder / "logo.png"
    Image.new("L", size, 0).save(file)
    return file


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("escpos+tcp://h:1?profile=none", "there is no none.toml"),
        ("escpos+tcp://h:1?colour=red", "unknown"),
        ("escpos+tcp://h:1?prints=passes", "prints=receipts"),
        ("escpos+folder:///tmp", "does not work over folder"),
    ],
)
def test_a_url_that_cannot_be_is_named(url: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([url, "--logo", str(picture(tmp_path))]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.wire
@pytest.mark.parametrize(
    ("fault", "size", "said"),
    [
        ("paper out", (120, 60), "not usable"),
        ("no process id; drop link at byte 300", (120, 60), "UNKNOWN"),
        ("", (120, 900), "900 rows"),
    ],
)
def test_a_logo_that_is_not_proven_to_be_kept_is_not_noted(
    fault: str, size: tuple[int, int], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.json"
    with running("escpos", "--width-dots", "512", "--fault", fault) as (process, _):
        host, port = process.address
        arguments = [f"escpos+tcp://{host}:{port}", "--logo", str(picture(tmp_path, size)), "--note", str(note)]
        assert main([*arguments, "--seconds", "1"]) == 1
    heard = capsys.readouterr()
    assert said in heard.out + heard.err
    assert not note.exists()


@pytest.mark.wire
def test_a_logo_is_kept_printed_once_and_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "var" / "note.json"
    with running("escpos", "--width-dots", "512") as (process, control):
        host, port = process.address
        arguments = [f"escpos+tcp://{host}:{port}", "--logo", str(picture(tmp_path)), "--number", "3"]
        assert main([*arguments, "--note", str(note)]) == 0
        assert control.do(do="state")["kept_pictures"] == ["03"]
        assert len(control.do(do="receipts")["receipts"]) == 1
    assert "logo 3: DONE" in capsys.readouterr().out
    noted = json.loads(note.read_text())
    assert (noted["number"], noted["width_dots"], noted["height_dots"], len(noted["sha256"])) == (3, 120, 64, 64)
