"""The command `report day` prints the figures that the glass shows, of now and of each day that was closed."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from kiosk.domain.settling.day import SchemeSum
from kiosk.domain.settling.figures import DayFigures
from kiosk.settings import DEFAULT_FILE
from kiosk.upkeep.days.report import BAD_CALL, DONE, NOT_FOUND, day, lines
from tests.unit.backroom.test_days import Desk, on_desk


def report(folder: Path, z: int | None = None) -> int:
    return day(Namespace(config=DEFAULT_FILE, profile=None, data=folder, z=z))


def test_the_command_and_the_glass_agree_to_the_cent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[DayFigures] = []

    async def story(desk: Desk) -> None:
        for n in range(3):
            await desk.sold(f"sale-{n}", n + 1)
        seen.append((await desk.closed()).figures)
        await desk.sold("sale-4")
        seen.append(await desk.x())

    on_desk(tmp_path, story)
    closed, now = seen
    assert report(tmp_path, 1) == DONE
    assert capsys.readouterr().out.splitlines() == [*lines("Z 1 by sofia", closed, None)]
    assert report(tmp_path) == DONE
    numbers = ["receipt numbers missing, sale: 0", "receipts to be signed: 0"]
    assert capsys.readouterr().out.splitlines() == [*lines("X", now, None), *numbers]


def test_a_number_that_is_none_and_a_folder_without_a_kiosk_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(tmp_path) == BAD_CALL

    async def story(desk: Desk) -> None:
        await desk.sold("sale-1")

    on_desk(tmp_path, story)
    assert report(tmp_path, 7) == NOT_FOUND
    assert "no Z 7" in capsys.readouterr().err


def test_a_damaged_file_is_an_error_and_no_trace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kiosk.db").write_bytes(b"no database" * 100)
    assert report(tmp_path) == BAD_CALL
    assert "cannot be read" in capsys.readouterr().err


def test_gift_cards_are_a_line_of_the_day_and_no_part_of_what_the_terminal_names() -> None:
    own = DayFigures("EUR", 1, 2, 0, 0, schemes=(SchemeSum("Demo", 1, 300, 0, 0), SchemeSum("gift", 1, 500, 0, 0)))
    told = list(lines("X", own, 300))
    assert "held: 800" in told
    assert "terminal: 300, difference: 0" in told
