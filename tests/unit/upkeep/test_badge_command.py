"""The command `badge`: a picture for a printer of cards, and a badge that opens; or plain words, and nothing made."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

import main
from kiosk.domain.access.roles import Person, Role
from kiosk.people.audit import Audited
from kiosk.people.badges import Badge, BadgeFault, read
from kiosk.people.door import Admitted, Clocks, Refused
from kiosk.people.lockout import Now
from kiosk.people.opening import opened
from kiosk.people.secret import KEY_NAME
from kiosk.store.database import open_database
from kiosk.store.journal import SqliteJournal
from kiosk.upkeep import badge as command

UTC_MS = 1_790_000_000_000
PIN, WHO = "482913", "sofia"


async def _nowhere(_event: Audited) -> None:
    """What a test does itself stands in no journal."""


async def _with_people(folder: Path, text: str = "") -> Admitted | Refused | None:
    """Enrol `sofia` where nobody is; with `text`, show a badge to the kiosk and return what the door says."""
    database = open_database(folder)
    journal = SqliteJournal(database, "test")
    clocks = Clocks(lambda: Now("boot", 1_000_000), lambda: UTC_MS, lambda: True)
    people = await opened(journal, folder, _nowhere, clocks, "Site", lambda _cost: 200.0)
    told: Admitted | Refused | None = None
    if text:
        issuer = people.badges.issuer
        known = read(text, {issuer.key_id: issuer.public}, UTC_MS, is_clock_believed=True)
        told = await people.door.log_in_by_badge(known, PIN)
    else:
        hashed = await people.pins.hashed(WHO, PIN)
        await people.store.enrol(Person(WHO, frozenset({Role.ADMIN})), (hashed, people.pins.pepper.id))
    people.pins.close()
    await journal.close()
    database.close()
    return told


def shown(folder: Path, text: str) -> Admitted | Refused | None:
    return asyncio.run(_with_people(folder, text))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(command, "_utc_ms", lambda: UTC_MS)
    data = tmp_path / "kiosk"
    data.mkdir()
    asyncio.run(_with_people(data))
    return data


def make(folder: Path, out: Path, who: str = WHO) -> int:
    return main.main(["badge", who, "--data", str(folder), "--out", str(out)])


def code_in(picture: Path) -> str:
    (code,) = zxingcpp.read_barcodes(Image.open(picture))
    return code.text


# --- faults first ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["badge.pdf", "badge", "badge.png.txt"])
def test_another_kind_of_file_is_a_bad_call(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert make(folder, folder / name) == command.BAD_CALL
    assert "allowed is a file that ends with .png or .svg" in capsys.readouterr().err
    assert not (folder / name).exists()


@pytest.mark.parametrize("who", ["nobody", "", "x" * 10_000, "../../etc/passwd", "é"])
def test_for_nobody_nothing_is_made(folder: Path, who: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert make(folder, folder / "b.png", who) == command.REFUSED
    assert "nobody who may sign in has this staff ID" in capsys.readouterr().err
    assert not (folder / "b.png").exists()


def test_where_no_kiosk_is_nothing_is_made_and_no_file_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(tmp_path, tmp_path / "b.png") == command.BAD_CALL
    assert "no kiosk has kept anything here" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_beside_a_kiosk_that_runs_nothing_is_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = open_database(folder)
    try:
        assert make(folder, folder / "b.png") == command.REFUSED
    finally:
        database.close()
    assert "a kiosk is running on this data folder" in capsys.readouterr().err
    assert not (folder / "b.png").exists()


def test_another_user_makes_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert make(folder, folder / "b.png") == command.BAD_CALL
    assert "only the user that owns it" in capsys.readouterr().err


def test_without_the_key_file_none_is_made_and_no_new_key_either(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / KEY_NAME).unlink()
    assert make(folder, folder / "b.png") == command.REFUSED
    assert "restore it from a copy" in capsys.readouterr().err
    assert not (folder / KEY_NAME).exists()


def test_by_a_clock_that_cannot_be_believed_none_is_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "_utc_ms", lambda: 0)
    assert make(folder, folder / "b.png") == command.REFUSED
    assert "the clock of this machine is wrong" in capsys.readouterr().err


def test_a_picture_that_cannot_be_written_leaves_the_older_badge(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(folder, folder / "old.png") == command.MADE
    assert make(folder, folder / "missing" / "new.png") == command.REFUSED
    assert "nothing was made" in capsys.readouterr().err
    assert isinstance(shown(folder, code_in(folder / "old.png")), Admitted)


# --- how it is meant ------------------------------------------------------------------------------------------------


def test_the_picture_is_read_and_opens_the_newest_replaces_the_one_before_and_only_the_owner_reads_the_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(folder, folder / "one.png") == command.MADE
    assert make(folder, folder / "two.png") == command.MADE
    one, two = code_in(folder / "one.png"), code_in(folder / "two.png")
    assert isinstance(shown(folder, two), Admitted)
    assert isinstance(shown(folder, one), Refused)
    assert (folder / "two.png").stat().st_mode & 0o777 == 0o600
    said = capsys.readouterr()
    assert two not in said.out + said.err
    assert two.split(".")[3] in said.out
    assert two.split(".")[1] in said.out


def test_the_journal_says_that_the_command_made_it(folder: Path) -> None:
    assert make(folder, folder / "b.svg") == command.MADE
    database = open_database(folder)
    with database.reader.connect() as connection:
        rows = connection.exec_driver_sql("SELECT payload FROM journal WHERE kind = 'Audited'").scalars().all()
    database.close()
    (told,) = [json.loads(row) for row in rows]
    assert (told["what"], told["who"], told["subject"], told["why"]) == ("badge-made", "", WHO, "command")


def test_a_drawing_holds_the_code_as_lines_and_not_as_text(folder: Path) -> None:
    assert make(folder, folder / "b.SVG") == command.MADE
    drawn = (folder / "b.SVG").read_text()
    assert drawn.startswith("<?xml")
    assert "PB1." not in drawn


def test_the_key_that_is_told_reads_the_badge_at_another_kiosk(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from kiosk.people.settings import PeopleSettings

    assert make(folder, folder / "b.png") == command.MADE
    line = capsys.readouterr().out.splitlines()[-1]
    name, _, key = line.partition(" with ")[2].partition(" in ")[0].partition(" = ")
    keys = PeopleSettings(badge_keys={name: key.strip('"')}).public_keys
    known = read(code_in(folder / "b.png"), keys, UTC_MS, is_clock_believed=True)
    assert isinstance(known, Badge)
    assert known.person_id == WHO
    assert read(code_in(folder / "b.png"), {}, UTC_MS, is_clock_believed=True) is BadgeFault.UNKNOWN_KEY
