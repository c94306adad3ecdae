"""The technician's look at one device: what it shows, and what it never shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices import trial
from devices.api import BadDocument, DocumentLines, Reading, Settling
from tests.unit.sim.processes import Control, running


def test_a_url_that_cannot_be_is_told_with_what_is_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    assert trial.main(["zpl+tcp://127.0.0.1:9100?profile=best"]) == trial.BAD_URL
    assert "there is no best.toml" in capsys.readouterr().err


def test_a_device_that_is_not_there_is_shown_as_absent(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert trial.main([f"cas+serial://{tmp_path}/none", "--seconds", "0.2"]) == trial.NOT_USABLE
    assert "health: ABSENT NOT_REACHABLE" in capsys.readouterr().out
    assert trial.main([f"cas+serial://{tmp_path}/none", "--seconds", "0.2", "--print"]) == trial.NOT_USABLE
    assert "prints no tags" in capsys.readouterr().out


def test_nothing_of_a_document_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    trial._show_document(DocumentLines(("SECRETA<", "SECRETB<"), 0.0))  # noqa: SLF001 - what a listener is called with
    trial._show_document(BadDocument("incomplete", 0.0))  # noqa: SLF001 - the same
    assert capsys.readouterr().out == "document: 2 lines\ndocument: incomplete\n"


def test_a_weight_is_shown_when_it_changes(capsys: pytest.CaptureFixture[str]) -> None:
    shown: list[tuple[str, int | None]] = []
    for weight_g in (0, 0, 1235, 1235, None):
        settling = Settling.MOVING if weight_g is None else Settling.STABLE
        trial._show_reading(Reading(settling, weight_g, 0, 1, 0.0), shown)  # noqa: SLF001 - the same
    assert capsys.readouterr().out.splitlines() == [
        "scale: stable, 0 g, tare 0 g",
        "scale: stable, 1235 g, tare 0 g",
        "scale: moving, no weight, tare 0 g",
    ]


@pytest.mark.wire
def test_the_test_tag_comes_out_of_the_simulated_printer(capsys: pytest.CaptureFixture[str]) -> None:
    with running("zpl") as (process, control):
        assert trial.main([f"zpl+{process.line['address']}", "--print"]) == 0
        assert [tag["whole"] for tag in control.do(do="tags")["tags"]] == [True]
    assert "tag: DONE" in capsys.readouterr().out


@pytest.mark.wire
def test_each_pattern_is_shown_on_the_simulated_lights_and_the_bell_rings(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(trial, "PATTERN_S", 0.0)
    link = tmp_path / "lights"
    with running("lights", "--link", str(link)) as (process, control):
        watcher = Control(process.line["control"])
        watcher.do(do="watch")
        assert trial.main([f"lights+{process.line['address']}", "--show"]) == 0
        switched: list[tuple[int, bool]] = []
        while len(switched) < 12:
            event = watcher.next()
            switched.append((event["relay"], event["on"]))
        watcher.close()
        control.do(do="unplug")
        assert trial.main([f"lights+serial://{link}", "--show", "--seconds", "0.2"]) == trial.NOT_USABLE
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if line.startswith("lights: ")] == [
        f"lights: {pattern}" for pattern in ("free", "busy", "call", "fault", "off")
    ]
    assert "nothing was shown" in said
    assert [relay for relay, is_on in switched if is_on] == [1, 2, 3, 4]
    assert switched[-1] == (3, False)


def test_what_has_no_lights_shows_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert trial.main([f"cas+serial://{tmp_path}/none", "--seconds", "0.2", "--show"]) == trial.NOT_USABLE
    assert "has no lights" in capsys.readouterr().out


@pytest.mark.wire
def test_the_test_receipt_shows_width_letters_and_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with running("escpos", "--width-dots", "512") as (process, control):
        assert trial.main([f"escpos+{process.line['address']}", "--print"]) == 0
        (receipt,) = control.do(do="receipts")["receipts"]
    assert "receipt: DONE" in capsys.readouterr().out
    assert len(receipt["lines"][1]) == 42
    assert any("€" in line for line in receipt["lines"])
    assert [code["kind"] for code in receipt["codes"]] == ["Code128", "QRCode", "PDF417"]
