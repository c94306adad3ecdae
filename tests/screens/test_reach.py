"""Reach mode: everything to touch is low enough for who sits, on every panel; above it nothing is to be touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain.stamp import Stamp
from kiosk.flows.base import PLAIN, SLOW_FACTOR, AccessChosen, StartTimer, TimedOut, Touched
from kiosk.flows.shell import EXAMPLES, Session, frame, step
from kiosk.flows.shell.waiting import IDLE_TIMER, LEAVE_TIMER
from kiosk.reach import HIGHEST_MM, LOWEST_MM
from screens.app import Glass, theme_of
from screens.gallery.geometry import is_label, misfits, walk
from screens.gallery.stage import Stage, examples
from screens.hands.keys import focusable, scene_rect
from tests.screens.conftest import click, find

AT = Stamp(1_790_000_000_000, 1_000, 7)
PANELS = [
    Glass(*size, diagonal_in, is_reach=True)
    for diagonal_in in (15.6, 21.5, 27, 32)
    for size in ((1080, 1920), (1920, 1080))
]
TALL = Glass(1080, 1920, 32)
NAMES = sorted(examples())
FRAMES = [name for name in NAMES if name.startswith(("shell/", "sheet/"))]
ROUNDING_MM = 0.4


def heights_mm(stage: Stage) -> list[tuple[float, float]]:
    """Return for every control how high its lower and upper edge stand above the floor."""
    glass = stage.glass
    rects = [scene_rect(item) for item in focusable(stage.view.contentItem())]

    def above(y: float) -> float:
        return glass.bottom_edge_mm + (glass.height - y) / glass.px_per_mm

    return [(above(rect.bottom()), above(rect.top())) for rect in rects]


@pytest.mark.parametrize(("obstruction", "highest_mm"), HIGHEST_MM.items())
def test_the_line_of_reach_follows_the_panel_its_height_and_what_stands_before_it(
    obstruction: str, highest_mm: float
) -> None:
    glass = Glass(1080, 1920, 32, bottom_edge_mm=850, obstruction=obstruction, is_reach=True)
    assert glass.reach_top_px == pytest.approx(1920 - (highest_mm - 850) * glass.px_per_mm, abs=1)
    assert replace(glass, is_reach=False).reach_top_px == 0
    assert replace(glass, bottom_edge_mm=highest_mm - 800).reach_top_px == 0  # all of it is in reach


@pytest.mark.glass
@pytest.mark.parametrize("panel", PANELS, ids=lambda one: f"{one.diagonal_in:g}in-{one.width}")
def test_every_control_of_every_screen_stands_between_the_knee_and_the_reach(
    make_measured: Callable[[Glass], Stage], panel: Glass
) -> None:
    stage = make_measured(panel)
    too_far = []
    for name in NAMES:
        stage.show(examples()[name])
        too_far += [
            (name, low, high)
            for low, high in heights_mm(stage)
            if low < LOWEST_MM or high > HIGHEST_MM["none"] + ROUNDING_MM
        ]
    stage.warnings.clear()
    assert too_far == []


@pytest.mark.glass
@pytest.mark.parametrize("obstruction", ["forward", "side"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("diagonal_in", [21.5, 32])
def test_before_a_shelf_the_frame_still_fits_below_the_lower_line(
    make_measured: Callable[[Glass], Stage], diagonal_in: float, scale: float, obstruction: str
) -> None:
    panel = Glass(1080, 1920, diagonal_in, text_scale=scale, obstruction=obstruction, is_reach=True)
    stage = make_measured(panel)
    for index, name in enumerate(FRAMES):
        stage.show(examples()[name], ("nl", "pt-PT", "es")[index % 3])
        found = [*stage.warnings, *map(str, misfits(stage.view.contentItem(), panel.px_per_mm))]
        assert found == [], name
        assert max(high for _, high in heights_mm(stage)) <= HIGHEST_MM[obstruction] + ROUNDING_MM, name


@pytest.mark.glass
def test_without_it_a_tall_panel_has_controls_that_who_sits_cannot_reach(
    make_stage: Callable[[Glass], Stage],
) -> None:
    stage = make_stage(TALL)
    stage.show(examples()["shell/Home"])
    assert max(high for _, high in heights_mm(stage)) > HIGHEST_MM["none"]


@pytest.mark.glass
def test_the_wheelchair_of_the_strip_lowers_every_screen_and_raises_it_again(
    make_stage: Callable[[Glass], Stage], qtbot: QtBot
) -> None:
    stage = make_stage(Glass(1080, 1920, 27))
    session = EXAMPLES["shell/Home"]
    tops = []
    for _ in range(2):
        stage.sent.clear()
        stage.shell.show_now(frame(session))
        stage.settle()
        tops.append(scene_rect(find(stage, "language")).y())
        button = find(stage, "reach")
        qtbot.waitUntil(lambda: not button.property("isGuarded"), timeout=60_000)  # noqa: B023  # called here, at once
        click(stage, "reach")
        ((event, args),) = stage.sent
        assert event == "AccessChosen"
        session = step(session, AccessChosen(str(args["setting"]), str(args["value"])), AT)[0]
        stage.shell.show_now(frame(session))
        stage.settle()
        is_low = session.access.reach == "on"
        assert (theme_of(stage.view).property("reachTop") > 0) is is_low
        assert find(stage, "reach").property("isMarked") is is_low
    assert tops[0] == tops[1] == scene_rect(find(stage, "language")).y()
    assert session.access == PLAIN
    stage.warnings.clear()


@pytest.mark.glass
def test_above_the_line_stands_the_house_and_a_touch_there_does_nothing(
    make_stage: Callable[[Glass], Stage],
) -> None:
    stage = make_stage(replace(TALL, is_reach=True))
    for name in ("shell/Attract", "checkout/Scanning", "sheet/Person"):
        stage.show(examples()[name])
        stage.sent.clear()
        for y in range(20, stage.glass.reach_top_px - 20, 60):
            QTest.mouseClick(stage.view, Qt.MouseButton.LeftButton, pos=QPoint(stage.glass.width // 2, y))
        assert [event for event, _ in stage.sent if event != "Touched"] == []
    line = stage.glass.reach_top_px
    above = [item for item in walk(stage.view.contentItem()) if is_label(item) and scene_rect(item).bottom() <= line]
    assert [item.property("text") for item in above] == ["Kade Markt"]


@pytest.mark.glass
def test_the_strip_stands_in_the_same_place_on_every_screen(make_measured: Callable[[Glass], Stage]) -> None:
    stage = make_measured(replace(TALL, is_reach=True, text_scale=1.5))
    parts = ("language", "access", "reach", "help", "call")
    places: dict[str, set[tuple[float, float, float, float]]] = {part: set() for part in parts}
    for name in NAMES:
        stage.show(examples()[name])
        for part in parts:
            rect = scene_rect(find(stage, part))
            places[part].add((rect.x(), rect.y(), rect.width(), rect.height()))
    assert {part: found for part, found in places.items() if len(found) != 1} == {}
    stage.warnings.clear()


# --- the session --------------------------------------------------------------------------------------------------


def idle_s(session: Session) -> float:
    _, effects = step(session, Touched(), AT)
    return next(e.seconds for e in effects if isinstance(e, StartTimer) and e.timer == IDLE_TIMER)


def test_who_sits_has_three_times_as_long() -> None:
    scanning = EXAMPLES["checkout/Scanning"]
    lowered = step(scanning, AccessChosen("reach", "on"), AT)[0]
    assert idle_s(lowered) == SLOW_FACTOR * idle_s(scanning)


@pytest.mark.parametrize("name", ["shell/Home", "shell/Language"])
def test_nothing_of_it_is_left_when_nobody_is_there_any_more(name: str) -> None:
    lowered = step(EXAMPLES[name], AccessChosen("reach", "on"), AT)[0]
    warned = step(lowered, TimedOut(IDLE_TIMER), AT)[0]
    assert warned.access.reach == "on"
    assert step(warned, TimedOut(LEAVE_TIMER), AT)[0].access == PLAIN


def test_on_attract_it_goes_when_nobody_follows_it() -> None:
    lowered, effects = step(EXAMPLES["shell/Attract"], AccessChosen("reach", "on"), AT)
    assert any(isinstance(effect, StartTimer) and effect.timer == IDLE_TIMER for effect in effects)
    assert step(lowered, TimedOut(IDLE_TIMER), AT)[0].access == PLAIN
