"""The heroes whose flow is to come: they fit, every seat says itself, no state is told by colour alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.flows.shell import EXAMPLES, frame
from kiosk.session import screens
from screens.app import LOOKS, Glass
from screens.gallery.geometry import is_label, misfits, walk
from screens.gallery.heroes import heroes
from screens.gallery.stage import LANGUAGES, Stage
from screens.hands.keys import focusable, reading_order, scene_rect
from tests.screens.conftest import LANDSCAPE, PORTRAIT, click, find

pytestmark = pytest.mark.glass

NAMES = tuple(heroes())
SIDES = ((1080, 1920), (1920, 1080))
TAKEN = "14A"


def show(stage: Stage, name: str, language: str = "en") -> Stage:
    stage.show_frame(heroes(language)[name])
    return stage


def told(item: QQuickItem) -> tuple[str, QAccessible.Role]:
    """Return what assistive tools are told of an item."""
    interface = QAccessible.queryAccessibleInterface(item)
    assert interface is not None, item.objectName()
    return interface.text(QAccessible.Text.Name), interface.role()


def named(stage: Stage, start: str) -> dict[str, QQuickItem]:
    """Return the visible items whose object name begins so."""
    shown = walk(stage.view.contentItem())
    return {item.objectName(): item for item in shown if item.objectName().startswith(start)}


PANELS = (
    *((width, height, inches) for inches in (15.6, 21.5, 27, 32) for width, height in SIDES),
    (1280, 1024, 19),
    (768, 1366, 15.6),
)
TO_COME = tuple(name for name in NAMES if name != "heroes/Home")
GLASSES = [
    (Glass(width, height, inches, look=LOOKS[number % 3], text_scale=scale), LANGUAGES[number % 5])
    for number, ((width, height, inches), scale) in enumerate(itertools.product(PANELS, (1, 1.25, 1.5, 2)))
]


def glass_id(value: Glass | str) -> str:
    if isinstance(value, str):
        return value
    return f"{value.width}x{value.height}-{value.diagonal_in:g}in-x{value.text_scale:g}"


@pytest.mark.parametrize(("glass", "language"), GLASSES, ids=glass_id)
def test_the_heroes_to_come_fit_every_panel_at_every_text_size(
    make_stage: Callable[[Glass], Stage], glass: Glass, language: str
) -> None:
    stage = make_stage(glass)
    found = [f"{name}: {problem}" for name in TO_COME for problem in faults(show(stage, name, language))]
    assert found == []


def faults(stage: Stage) -> list[str]:
    """Return what the engine complains about and what does not fit on the page itself, which ends above the dock."""
    found = [*stage.warnings, *map(str, misfits(page_of(stage), stage.glass.px_per_mm))]
    stage.warnings.clear()
    return found


def page_of(stage: Stage) -> QQuickItem:
    """Return the page between title and dock: what stands round it is the same on every screen and held elsewhere."""
    return next(item for item in walk(stage.view.contentItem()) if item.property("usesFrame") is not None)


@pytest.mark.parametrize("glass", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_hero_ends_in_dots(
    make_stage: Callable[[Glass], Stage], name: str, language: str, glass: Glass
) -> None:
    stage = show(make_stage(glass), name, language)
    strip = scene_rect(find(stage, "help")).top()  # the strip is the same on every screen and held elsewhere
    labels = [item for item in walk(stage.view.contentItem()) if is_label(item) and scene_rect(item).top() < strip]
    assert labels
    assert [item.property("text") for item in labels if is_cut(item)] == []


def is_cut(item: QQuickItem) -> bool:
    return bool(item.property("truncated")) or float(item.property("contentHeight")) > item.height() + 2


@pytest.mark.parametrize("glass", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_hero_stands_under_a_control(
    make_stage: Callable[[Glass], Stage], name: str, glass: Glass
) -> None:
    stage = show(make_stage(glass), name, "pt-PT")
    controls = focusable(stage.view.contentItem())
    loose = [item for item in walk(stage.view.contentItem()) if is_label(item) and not is_inside(item, controls)]
    covered = [item.property("text") for item in loose for other in controls if covers(other, item)]
    assert covered == []


def is_inside(item: QQuickItem, controls: list[QQuickItem]) -> bool:
    parent = item.parentItem()
    return parent is not None and (parent in controls or is_inside(parent, controls))


def covers(control: QQuickItem, label: QQuickItem) -> bool:
    inked = QRectF(scene_rect(label).topLeft(), scene_rect(label).size())
    inked.setWidth(label.property("contentWidth"))
    shared = inked.intersected(scene_rect(control))
    return shared.width() > 2 and shared.height() > 2


# --- seats ------------------------------------------------------------------------------------------------------------


def cabin(stage: Stage) -> dict[str, QQuickItem]:
    return {name.removeprefix("seat:"): item for name, item in named(stage, "seat:").items() if ":" in name}


def kind_of(seat: QQuickItem) -> str:
    value = seat.property("seat")
    found = value.toVariant() if hasattr(value, "toVariant") else value
    return str(found["kind"])


@pytest.mark.parametrize("glass", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("scale", [1, 1.25])
def test_every_seat_is_15_mm_and_3_mm_from_its_neighbours(
    make_stage: Callable[[Glass], Stage], glass: Glass, scale: float
) -> None:
    stage = show(make_stage(Glass(glass.width, glass.height, text_scale=scale)), "heroes/Seats", "nl")
    rects = [scene_rect(item) for item in cabin(stage).values()]
    assert len(rects) == 48
    assert min(min(rect.width(), rect.height()) for rect in rects) / stage.glass.px_per_mm >= 15
    assert min(gap(*pair) for pair in itertools.combinations(rects, 2)) / stage.glass.px_per_mm >= 2.97


def gap(one: QRectF, other: QRectF) -> float:
    across = max(other.left() - one.right(), one.left() - other.right())
    return max(across, other.top() - one.bottom(), one.top() - other.bottom())


def test_a_seat_says_where_it_is_whether_it_is_free_and_what_it_costs(stage: Stage) -> None:
    seats = cabin(show(stage, "heroes/Seats"))
    names = {seat: told(item)[0] for seat, item in seats.items()}
    assert [names[seat] for seat in ("14C", "14B", "14A", "15F", "12A")] == [
        "14C, aisle, your seat",
        "14B, middle, Davi, travels with you",
        "14A, window, taken",
        "15F, window, free",
        "12A, window, exit row, free, 12 euros",
    ]
    assert {told(item)[1] for item in seats.values()} == {QAccessible.Role.Button}


def test_only_the_own_seat_is_marked_and_solid(stage: Stage) -> None:
    seats = cabin(show(stage, "heroes/Seats"))
    checked = [
        seat
        for seat, item in seats.items()
        if (interface := QAccessible.queryAccessibleInterface(item)) is not None and interface.state().checked
    ]
    assert checked == ["14C"]


def test_each_kind_of_seat_differs_by_sign_and_not_by_colour_alone(stage: Stage) -> None:
    seats = cabin(show(stage, "heroes/Seats"))
    signs = {kind_of(item): sign_of(item) for item in seats.values()}
    assert len(signs) == 5
    assert len(set(signs.values())) == 5


def sign_of(seat: QQuickItem) -> tuple[str, int]:
    """Return the icon of a seat and how many words stand on it."""
    shown = list(walk(seat))
    icons = [str(item.property("name")) for item in shown if str(item.property("source")).find("image://icon") >= 0]
    return "".join(icons), sum(1 for item in shown if is_label(item))


def test_at_the_usual_size_a_seat_is_as_large_as_it_is_drawn(make_stage: Callable[[Glass], Stage]) -> None:
    for glass in (PORTRAIT, LANDSCAPE):
        stage = show(make_stage(glass), "heroes/Seats", "nl")
        sides = [side for item in cabin(stage).values() for side in (item.width(), item.height())]
        assert min(sides) / stage.glass.px_per_mm >= 16.9


def fresh(stage: Stage, name: str) -> Stage:
    """Show a hero as one comes to it: no page of it turned yet."""
    stage.show(EXAMPLES["shell/Home"])
    return show(stage, name)


SMALL = Glass(1080, 1920, 15.6)
PAGED = Glass(1080, 1920, 15.6, text_scale=1.25)
LISTED = Glass(1080, 1920, 15.6, text_scale=1.5)
LISTED_WIDE = Glass(1920, 1080, 15.6)
TINY = Glass(1920, 1080, 15.6, text_scale=2)


def turned(stage: Stage, start: str) -> list[str]:
    """Return the names that begin so on each page, from the first page to the last."""
    while find(stage, "page:earlier").isEnabled():
        turn(stage, "page:earlier")
    found = list(named(stage, start))
    while find(stage, "page:later").isEnabled():
        turn(stage, "page:later")
        found += named(stage, start)
    return found


def turn(stage: Stage, name: str) -> None:
    click(stage, name)
    stage.settle()


@pytest.mark.parametrize("glass", [SMALL, PAGED, LISTED, LISTED_WIDE, TINY], ids=glass_id)
def test_the_pages_of_a_zone_hold_every_seat_that_can_be_had(
    make_stage: Callable[[Glass], Stage], glass: Glass
) -> None:
    stage = fresh(make_stage(glass), "heroes/Seats")
    assert "seat:14C" in named(stage, "seat:")  # the page that opens is the one of the own seat
    names = [name.removeprefix("seat:") for name in turned(stage, "seat:")]
    assert len(names) == len(set(names))
    assert set(names) >= {"10B", "12A", "13F", "14C", "15F", "17F"}
    assert {"10A", "10C"}.isdisjoint(names) or len(names) == 48  # a list leaves out what cannot be had


@pytest.mark.parametrize("glass", [LISTED, LISTED_WIDE], ids=glass_id)
def test_a_seat_of_a_list_says_the_same_as_on_the_map(make_stage: Callable[[Glass], Stage], glass: Glass) -> None:
    stage = fresh(make_stage(glass), "heroes/Seats")
    own = find(stage, "seat:14C")
    assert told(own) == ("14C, aisle, your seat", QAccessible.Role.Button)
    interface = QAccessible.queryAccessibleInterface(own)
    assert interface is not None
    assert interface.state().checked
    stage.sent.clear()
    click(stage, "seat:14D")
    assert [one for one in stage.sent if one[0] != "Touched"] == [("SeatChosen", {"seat": "14D"})]


@pytest.mark.parametrize("glass", [SMALL, LISTED, LISTED_WIDE, TINY], ids=glass_id)
def test_one_part_at_a_time_the_desk_still_shows_every_device_and_test(
    make_stage: Callable[[Glass], Stage], glass: Glass
) -> None:
    stage = fresh(make_stage(glass), "heroes/Dashboard")
    assert parts_of(stage, 1, "device:") == {f"device:{name}" for name in DEVICES}
    assert parts_of(stage, 2, "tool:") == {f"tool:{name}" for name in TOOLS}
    assert "fault:test" in parts_of(stage, 0, "fault:")


DEVICES = ("terminal", "boarding", "receipts", "scanner", "passport", "luggage", "scale", "keypad")
TOOLS = ("touch", "screen", "sound", "keypad", "logs", "settings", "audit", "trace")


def parts_of(stage: Stage, section: int, start: str) -> set[str]:
    turn(stage, f"section:{section}")
    if not named(stage, "page:"):
        return set(named(stage, start))
    return set(turned(stage, start))


def test_at_the_largest_letters_every_way_to_be_known_is_a_page_away(make_stage: Callable[[Glass], Stage]) -> None:
    stage = fresh(make_stage(TINY), "heroes/Identify")
    assert "Reader ready" in description(find(stage, "way:barcode"))
    assert turned(stage, "way:") == ["way:barcode", "way:passport", "way:card", "way:code"]


def test_a_free_seat_can_be_chosen_and_a_taken_one_cannot(stage: Stage) -> None:
    show(stage, "heroes/Seats").sent.clear()
    click(stage, "seat:15F")
    click(stage, f"seat:{TAKEN}")
    assert [one for one in stage.sent if one[0] != "Touched"] == [("SeatChosen", {"seat": "15F"})]


# --- all of them ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_control_of_a_hero_has_a_name_of_its_own(stage: Stage, name: str) -> None:
    controls = focusable(show(stage, name).view.contentItem())
    assert len({item.objectName() for item in controls}) == len(controls)
    roles = {QAccessible.Role.Button, QAccessible.Role.RadioButton}
    assert [item.objectName() for item in controls if not told(item)[0] or told(item)[1] not in roles] == []


@pytest.mark.parametrize("glass", [PORTRAIT, LANDSCAPE, LISTED, LISTED_WIDE], ids=glass_id)
@pytest.mark.parametrize("name", NAMES)
def test_the_keys_visit_every_control_of_a_hero_in_reading_order(
    make_stage: Callable[[Glass], Stage], name: str, glass: Glass
) -> None:
    stage = show(make_stage(glass), name)
    controls = reading_order(focusable(stage.view.contentItem()), 8 * stage.glass.px_per_mm)
    visited = list(visit(stage, len(controls)))
    start = controls.index(visited[0])
    assert visited == controls[start:] + controls[:start]


def visit(stage: Stage, count: int) -> Iterator[QQuickItem]:
    stage.view.requestActivate()  # other windows of this module were shown since
    assert QTest.qWaitForWindowActive(stage.view)
    for _ in range(count):
        QTest.keyClick(stage.view, Qt.Key.Key_Tab)
        item = stage.view.activeFocusItem()
        assert item is not None
        yield item


def test_a_reader_that_is_away_has_a_grey_line_another_sign_and_other_words(stage: Stage) -> None:
    way = find(show(stage, "heroes/Identify"), "way:passport")
    ready = (line_colour(way), description(way))
    away = find(show(stage, "heroes/Identify-no-passport"), "way:passport")
    assert line_colour(away) == line_colour(find(stage, "way:code")) != ready[0]
    assert "Reader ready" in ready[1]
    assert "Not available now" in description(away)


def line_colour(way: QQuickItem) -> str:
    """Return the colour of the line under the picture: the one bar as wide as the tile and under 2 mm high."""
    bars = [item for item in walk(way) if item.width() == way.width() and 0 < item.height() < 2 * Glass().px_per_mm]
    assert len(bars) == 1
    return str(bars[0].property("color").name())


def description(item: QQuickItem) -> str:
    interface = QAccessible.queryAccessibleInterface(item)
    assert interface is not None
    return interface.text(QAccessible.Text.Description)


def test_a_driver_that_never_met_hardware_is_said_to_be_bronze(stage: Stage) -> None:
    scale = find(show(stage, "heroes/Dashboard"), "device:scale")
    assert told(scale)[0] == "Scale"
    assert description(scale) == "Ready. Bronze never met hardware"


def test_the_fault_stands_above_every_device(stage: Stage) -> None:
    test = find(show(stage, "heroes/Dashboard"), "fault:test").mapToScene(QPointF(0, 0)).y()
    devices = named(stage, "device:")
    assert len(devices) == 8
    assert all(item.mapToScene(QPointF(0, 0)).y() > test for item in devices.values())


def test_the_kiosk_itself_never_shows_a_hero_whose_flow_is_to_come() -> None:
    assert [screen for screen in screens() if screen.startswith("heroes/")] == []
    assert [name for name, session in EXAMPLES.items() if frame(session).screen.startswith("heroes/")] == []


def test_home_offers_both_journeys(stage: Stage) -> None:
    show(stage, "heroes/Home").sent.clear()
    click(stage, "tile:checkin")
    assert [one for one in stage.sent if one[0] != "Touched"] == [("FlowChosen", {"flow": "checkin"})]
    assert {"tile:checkout", "tile:checkin"} <= set(named(stage, "tile:"))
