"""`main.py bundle`: what the office makes, a kiosk takes; a bad call is named and leaves no file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.configuring.command import BAD_CALL, REFUSED, WELL, main
from tests.unit.configuring.given import SITE, url_problem

MAKE = ["--key-id", "office-1", "--version", "3", "--site", "Kade Markt"]


def made(folder: Path, toml: str = '[screen]\nlook = "dark"\n', more: tuple[str, ...] = ()) -> int:
    (folder / "c.toml").write_text(toml, encoding="utf-8")
    files = [str(folder / "c.toml"), "--key", str(folder / "office.key"), "--out", str(folder / "a.bundle")]
    return main(["make", *files, *MAKE, *more], url_problem)


def checked(folder: Path, public: str) -> int:
    config = folder / "kiosk.toml"
    config.write_text(f'{SITE}[service]\nbundle_keys = {{ office-1 = "{public}" }}\n', encoding="utf-8")
    files = [str(folder / "a.bundle"), "--config", str(config), "--data", str(folder)]
    return main(["check", *files], url_problem)


def test_a_kiosk_takes_what_the_office_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert made(tmp_path) == WELL
    public = capsys.readouterr().out.split('"')[1]
    assert checked(tmp_path, public) == WELL
    assert "screen.look: light -> dark" in capsys.readouterr().out
    assert (tmp_path / "office.key").stat().st_mode & 0o777 == 0o600


def test_a_kiosk_that_does_not_know_the_key_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(tmp_path)
    assert checked(tmp_path, "A" * 43) == REFUSED
    assert "is not as office-1 signed it" in capsys.readouterr().err


def test_values_that_a_kiosk_cannot_use_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(tmp_path, '[screen]\nlok = "dark"\n[store]\n')
    public = capsys.readouterr().out.split('"')[1]
    assert checked(tmp_path, public) == REFUSED
    assert "screen.lok" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--version", "0"), "version = 0"),
        (("--site", ""), "site = ''"),
        (("--key-id", "an office"), "1 to 16 letters"),
        (("--days", "0"), "--days 0"),
        (("--out", "a.zip"), "--out a.zip"),
        (("--kiosk", "x" * 21), "kiosks.0"),
    ],
)
def test_a_bad_call_is_named_and_leaves_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], said: str
) -> None:
    assert made(tmp_path, more=more) == BAD_CALL
    assert said in capsys.readouterr().err
    assert not (tmp_path / "a.bundle").exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(tmp_path / "none.toml"), "--key", str(tmp_path / "k"), "--out", str(tmp_path / "a.bundle")]
    assert main(["make", *files, *MAKE], url_problem) == BAD_CALL
    assert "none.toml" in capsys.readouterr().err
