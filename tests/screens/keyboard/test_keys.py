"""The keyboard on the glass: it fits, its keys are large enough, take every press on release, and say themselves."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.flows.shell import EXAMPLES
from kiosk.words import SiteFormat, Words
from screens.app import LOOKS, Glass
from screens.gallery.geometry import misfits, walk
from screens.gallery.stage import LANGUAGES, Stage
from screens.hands.keys import focusable, reading_order, scene_rect
from screens.keyboards.board import Board
from screens.keyboards.examples import keyboards
from screens.keyboards.kinds import Kind
from screens.keyboards.layouts import layout
from tests.screens.conftest import LANDSCAPE, PORTRAIT, click, find, middle

pytestmark = pytest.mark.glass
NAMES = tuple(keyboards())
SIDES = ((1080, 1920), (1920, 1080))
PANELS = list(itertools.product(SIDES, (15.6, 21.5)))
CASES = [
    (name, language, LOOKS[(number + turn) % 3], *PANELS[(number + turn) % 4])
    for number, name in enumerate(NAMES)
    for turn, language in enumerate(LANGUAGES)
]
LARGE = [(name, PANELS[number % 4], scale) for number, name in enumerate(NAMES) for scale in (1.25, 1.5, 2)]
LEFT = Qt.MouseButton.LeftButton


def show(stage: Stage, name: str, language: str = "en") -> Stage:
    stage.show(EXAMPLES["shell/Attract"])  # a new page: nothing is typed yet
    stage.show_frame(keyboards(language)[f"keyboards/{name.removeprefix('keyboards/')}"])
    stage.sent.clear()
    return stage


def keys(stage: Stage) -> list[QQuickItem]:
    """Return the keys on the glass in reading order."""
    found = [item for item in focusable(stage.view.contentItem()) if item.objectName().startswith("key:")]
    return reading_order(found, 8 * stage.glass.px_per_mm)


def board(stage: Stage) -> Board:
    found = stage.shell.property("keyboard")
    assert isinstance(found, Board)
    return found


def typed(stage: Stage) -> str:
    return str(board(stage).property("entry").property("text"))


def complaints(stage: Stage) -> list[str]:
    found = [*stage.warnings, *map(str, misfits(stage.view.contentItem(), stage.glass.px_per_mm))]
    stage.warnings.clear()
    return found


# --- looks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "language", "look", "side", "diagonal_in"), CASES)
def test_a_keyboard_fits_its_glass(
    make_stage: Callable[[Glass], Stage], name: str, language: str, look: str, side: tuple[int, int], diagonal_in: float
) -> None:
    assert complaints(show(make_stage(Glass(*side, diagonal_in, look=look)), name, language)) == []


@pytest.mark.parametrize(("name", "panel", "scale"), LARGE)
def test_a_keyboard_fits_with_large_letters(
    make_stage: Callable[[Glass], Stage], name: str, panel: tuple[tuple[int, int], float], scale: float
) -> None:
    side, diagonal_in = panel
    assert complaints(show(make_stage(Glass(*side, diagonal_in, text_scale=scale)), name, "es")) == []


@pytest.mark.parametrize(("side", "diagonal_in"), PANELS)
@pytest.mark.parametrize("kind", list(Kind))
def test_keys_are_15_mm_and_2_mm_apart_and_digits_20_mm(
    make_stage: Callable[[Glass], Stage], kind: Kind, side: tuple[int, int], diagonal_in: float
) -> None:
    stage = show(make_stage(Glass(*side, diagonal_in)), str(kind), "pt-BR")
    rects, px_per_mm = [scene_rect(item) for item in keys(stage)], stage.glass.px_per_mm
    least = 20 if kind is Kind.NUMBER else 15
    assert len(rects) == len(layout(kind, "pt-BR").keys)
    assert min(min(rect.width(), rect.height()) for rect in rects) / px_per_mm >= least - 0.2
    gaps = [
        max(
            one.left() - other.right(),
            other.left() - one.right(),
            one.top() - other.bottom(),
            other.top() - one.bottom(),
        )
        for one, other in itertools.combinations(rects, 2)
    ]
    assert min(gaps) / px_per_mm >= 1.8


@pytest.mark.parametrize("glass", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("kind", list(Kind))
def test_the_touch_fields_of_two_keys_never_overlap(
    make_stage: Callable[[Glass], Stage], kind: Kind, glass: Glass
) -> None:
    stage = show(make_stage(glass), str(kind))
    areas = [
        scene_rect(child)
        for key in keys(stage)
        for child in key.childItems()
        if child.metaObject().className() == "QQuickMouseArea"
    ]
    assert len(areas) == len(keys(stage))
    shared = [one.intersected(other) for one, other in itertools.combinations(areas, 2)]
    assert max(min(rect.width(), rect.height()) for rect in shared) <= 1


# --- touch ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.EMAIL, Kind.CODE, Kind.NUMBER])
def test_each_key_types_where_it_stands(stage: Stage, kind: Kind, language: str) -> None:
    show(stage, str(kind), language)
    for key in layout(kind, language).keys:
        if key.does != "types":
            continue
        board(stage).property("entry").clear()
        click(stage, f"key:{key.id}")
        assert typed(stage) == (key.sign.upper() if kind is Kind.CODE else key.sign)


def test_a_key_takes_every_press_without_a_wait(stage: Stage) -> None:
    show(stage, "text")
    click(stage, "clear:" + find_field(stage))
    for _ in range(5):
        click(stage, "key:o")
    assert typed(stage) == "ooooo"


def find_field(stage: Stage) -> str:
    """Return the name of the field on the glass."""
    names = [item.objectName() for item in focusable(stage.view.contentItem())]
    return next(name for name in names if name.startswith("field:")).removeprefix("field:")


def test_dragging_off_a_key_types_nothing(stage: Stage) -> None:
    show(stage, "text")
    before, start = typed(stage), middle(find(stage, "key:g"))
    QTest.mousePress(stage.view, LEFT, pos=start)
    QTest.mouseMove(stage.view, start - QPoint(0, 700))
    QTest.mouseRelease(stage.view, LEFT, pos=start - QPoint(0, 700))
    assert typed(stage) == before


def test_a_finger_that_slides_to_another_key_types_neither(stage: Stage) -> None:
    show(stage, "text")
    before, finger = typed(stage), QTest.createTouchDevice()
    start, end = middle(find(stage, "key:q")), middle(find(stage, "key:p"))
    QTest.touchEvent(stage.view, finger).press(0, start, stage.view).commit()
    QTest.touchEvent(stage.view, finger).move(0, end, stage.view).commit()
    QTest.touchEvent(stage.view, finger).release(0, end, stage.view).commit()
    assert typed(stage) == before
    QTest.touchEvent(stage.view, finger).press(0, start, stage.view).commit()
    assert typed(stage) == before  # not before it is let go
    QTest.touchEvent(stage.view, finger).release(0, start, stage.view).commit()
    assert typed(stage) == before + "q"


def test_accents_and_shift_are_pressed_before_their_letter(stage: Stage) -> None:
    show(stage, "text", "pt-BR")
    click(stage, "clear:" + find_field(stage))
    for key in ("shift", "tilde", "a", "ç", "tilde", "o"):
        click(stage, f"key:{key}")
    assert typed(stage) == "Ãçõ"


def test_no_key_is_made_anew_while_somebody_types(stage: Stage) -> None:
    show(stage, "text", "pt-BR")
    before = keys(stage)
    find(stage, "key:a").forceActiveFocus()
    for key in ("shift", "a", "tilde", "o", "signs", "q", "signs", "delete"):
        click(stage, f"key:{key}")
    assert keys(stage) == before


def test_a_key_press_is_no_event_of_the_flow(stage: Stage) -> None:
    show(stage, "number")
    for digit in "9520":
        click(stage, f"key:{digit}")
    assert {name for name, _ in stage.sent} <= {"Touched"}


def test_the_cross_empties_the_field_and_goes(stage: Stage) -> None:
    show(stage, "number")
    name = "clear:" + find_field(stage)
    click(stage, name)
    assert typed(stage) == ""
    assert not find_all(stage, name)


def find_all(stage: Stage, name: str) -> list[QQuickItem]:
    return [item for item in walk(stage.view.contentItem()) if item.objectName() == name]


def test_a_date_goes_on_to_its_next_field(stage: Stage) -> None:
    show(stage, "date", "nl")
    for digit in "21111984":
        click(stage, f"key:{digit}")
    shown = [str(item.property("text")) for item in walk(stage.view.contentItem()) if item.property("neverCut")]
    assert {"21", "11", "1984"} <= set(shown)
    click(stage, "field:" + Words("nl", SiteFormat()).say("hero.field.day"))
    click(stage, "key:delete")
    assert typed(stage) == "2"


def test_a_field_that_is_off_takes_no_touch(stage: Stage) -> None:
    show(stage, "off")
    assert [item for item in focusable(stage.view.contentItem()) if item.objectName().startswith("field:")] == []


# --- keys and assistive tools -----------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _assisted() -> None:
    QAccessible.setActive(True)


def told(item: QQuickItem) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(item)
    assert interface is not None
    # Qt keeps the name of a password field to itself; then it stands before its description
    assert interface.text(QAccessible.Text.Name) or "Staff code" in interface.text(QAccessible.Text.Description)
    return interface.role()


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_a_button_with_a_name_and_a_field_is_a_field(stage: Stage, name: str) -> None:
    show(stage, name)
    for item in focusable(stage.view.contentItem()):
        is_field = item.objectName().startswith("field:")
        expected = QAccessible.Role.EditableText if is_field else QAccessible.Role.Button
        assert told(item) == expected, item.objectName()


def test_shift_tells_its_state(stage: Stage) -> None:
    show(stage, "text")
    interface = QAccessible.queryAccessibleInterface(find(stage, "key:shift"))
    assert interface is not None
    seen = []
    for _ in range(3):
        seen.append((interface.text(QAccessible.Text.Name), bool(interface.state().checked)))
        click(stage, "key:shift")
    assert seen == [("Shift, off", False), ("Shift, on", True), ("Shift, locked", True)]


def test_a_masked_field_is_a_password_and_tells_no_digit(stage: Stage) -> None:
    show(stage, "masked")
    click(stage, "key:7")
    interface = QAccessible.queryAccessibleInterface(find(stage, "field:" + find_field(stage)))
    assert interface is not None
    assert interface.state().passwordEdit
    assert interface.text(QAccessible.Text.Description) == ", ".join(["Staff code", *["asterisk"] * 5])
    loose = [item for item in walk(stage.view.contentItem()) if not in_key(item)]
    interfaces = filter(None, (QAccessible.queryAccessibleInterface(item) for item in loose))
    said = " ".join(one.text(kind) for one in interfaces for kind in (QAccessible.Text.Name, QAccessible.Text.Value))
    assert "2958" not in said
    assert [item.property("text") for item in loose if "2958" in str(item.property("text"))] == []


def in_key(item: QQuickItem) -> bool:
    parent: QQuickItem | None = item
    while parent is not None:
        if parent.objectName().startswith("key:"):
            return True
        parent = parent.parentItem()
    return False


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(Kind))
def test_the_arrows_visit_the_keys_row_by_row(stage: Stage, kind: Kind, language: str) -> None:
    show(stage, str(kind), language)
    assert [item.objectName() for item in keys(stage)] == [f"key:{key.id}" for key in layout(kind, language).keys]


def test_the_select_key_types_what_has_the_focus(stage: Stage) -> None:
    show(stage, "number")
    before = typed(stage)
    stage.view.requestActivate()  # other windows of this module were shown since
    assert QTest.qWaitForWindowActive(stage.view)
    find(stage, "key:8").forceActiveFocus()
    for _ in range(2):  # no wait between two of the same
        QTest.keyClick(stage.view, Qt.Key.Key_Return)
    assert typed(stage) == before + "88"


def test_what_is_pressed_is_told_to_the_ear(stage: Stage) -> None:
    show(stage, "text", "pt-BR")
    heard: list[str] = []
    stage.shell.keyed.connect(heard.append)
    for key in ("tilde", "a", "ç", "delete"):
        click(stage, f"key:{key}")
    stage.shell.keyed.disconnect(heard.append)
    words = Words("pt-BR", SiteFormat())
    tilde = words.say("keyboard.on", key=words.say("keyboard.accent.tilde"))
    assert heard == [tilde, "ã", "ç", words.say("keyboard.delete")]
