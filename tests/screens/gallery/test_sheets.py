"""Sheets of parts show every state, contact sheets keep the looks of an example together, heroes come first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage

from kiosk.flows.shell import EXAMPLES
from screens.app import LOOKS, Glass, theme_of
from screens.gallery.examples import HEROES, frame_of, names, screen_names
from screens.gallery.geometry import misfits
from screens.gallery.heroes import heroes
from screens.gallery.portrait import THUMB_WIDTH, contact_sheet, portrait
from screens.gallery.sheets import sheets
from screens.gallery.stage import LANGUAGES, Stage
from screens.hands.keys import scene_rect
from screens.keyboards.examples import keyboards
from tests.screens.conftest import PORTRAIT, find


@pytest.mark.glass
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", sheets())
def test_a_sheet_of_parts_fits_and_nothing_complains(
    make_stage: Callable[[Glass], Stage], name: str, look: str
) -> None:
    stage = make_stage(Glass(look=look))
    stage.show_frame(frame_of(name, LANGUAGES[LOOKS.index(look)]))
    found = [*stage.warnings, *map(str, misfits(stage.view.contentItem(), stage.glass.px_per_mm))]
    stage.warnings.clear()
    assert found == []


def cell(stage: Stage, picture: QImage, name: str) -> QImage:
    rect = scene_rect(find(stage, name)).toRect()
    margin = int(2 * stage.glass.px_per_mm)
    return picture.copy(rect.adjusted(-margin, -margin, margin, margin))


@pytest.mark.glass
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("part", ["primary", "secondary", "quiet", "danger", "stacked"])
def test_each_state_of_a_button_looks_another_way(make_stage: Callable[[Glass], Stage], part: str, look: str) -> None:
    stage = make_stage(Glass(look=look))
    stage.show_frame(frame_of("sheets/Buttons", "en"))
    picture = portrait(stage)
    cells = {state: cell(stage, picture, f"{state}:{part}") for state in ("rest", "pressed", "focus", "off")}
    states = list(cells)
    same = [(a, b) for at, a in enumerate(states) for b in states[at + 1 :] if cells[a] == cells[b]]
    assert same == []


@pytest.mark.glass
def test_showing_the_states_leaves_the_window_as_it_was(make_stage: Callable[[Glass], Stage]) -> None:
    stage = make_stage(PORTRAIT)
    stage.show_frame(frame_of("sheets/Buttons", "en"))
    before = stage.grab()
    stage.sent.clear()
    portrait(stage)
    stage.settle()
    assert not theme_of(stage.view).property("showsFocus")
    assert stage.grab() == before
    assert [event for event, _ in stage.sent if event != "Touched"] == []


def test_the_heroes_come_first_then_every_other_example_then_the_parts() -> None:
    shown = names()
    assert tuple(shown[: len(HEROES)]) == HEROES
    assert set(screen_names()) == {*EXAMPLES, *heroes(), *keyboards()}
    assert shown == [*screen_names(), *sheets()]
    assert len(shown) == len(set(shown))


def thumb_of(colour: str, height: int) -> QImage:
    image = QImage(THUMB_WIDTH, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


@pytest.mark.parametrize(("height", "columns"), [(480, 9), (152, 6)])
def test_the_three_looks_of_an_example_stand_in_one_row(qapp: QGuiApplication, height: int, columns: int) -> None:
    thumbs = [thumb_of(colour, height) for _ in range(5) for colour in ("red", "green", "blue")]
    sheet = contact_sheet(thumbs, 3)
    gap = THUMB_WIDTH // 15
    assert sheet.width() == columns * (THUMB_WIDTH + gap) + gap
    row = [sheet.pixelColor(gap + 9 + at * (THUMB_WIDTH + gap), gap + 9).name() for at in range(columns)]
    assert row == ["#ff0000", "#008000", "#0000ff"] * (columns // 3)


def test_a_sheet_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no picture"):
        contact_sheet([])
