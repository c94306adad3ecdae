"""A control acts on release inside, once; dragging off cancels; a bin that slides under the finger waits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain import basket
from kiosk.flows.checkout.states import Scanning
from kiosk.flows.shell import Session, frame
from kiosk.flows.shell.session import InFlow
from screens.gallery.geometry import walk
from screens.gallery.stage import Stage, examples
from screens.hands.keys import scene_rect
from tests.screens.conftest import click, find, middle

pytestmark = pytest.mark.glass
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def scanning(stage: Stage) -> Stage:
    """The window with a basket of six lines, one of them twice."""
    show_basket(stage)
    return stage


def show_basket(stage: Stage) -> None:
    stage.show(examples()["shell/Attract"])  # a new page: no control of it has been pressed yet
    stage.show(examples()["checkout/Scanning"])
    stage.sent.clear()


def events(stage: Stage) -> list[str]:
    """Return what was sent, but for signs of life."""
    return [name for name, _ in stage.sent if name != "Touched"]


def test_a_press_sends_the_actions_event_once(scanning: Stage) -> None:
    click(scanning, "primary")
    assert scanning.sent == [("PayPressed", {})]


def test_a_double_press_pays_once(scanning: Stage, qtbot: QtBot) -> None:
    wait_for_debounce(qtbot, scanning, "primary")
    QTest.mouseDClick(scanning.view, LEFT, pos=middle(find(scanning, "primary")))
    click(scanning, "primary")
    assert events(scanning) == ["PayPressed"]


def test_a_press_half_a_second_later_is_a_new_one(scanning: Stage, qtbot: QtBot) -> None:
    wait_for_debounce(qtbot, scanning, "primary")
    click(scanning, "primary")
    wait_for_debounce(qtbot, scanning, "primary")
    click(scanning, "primary")
    assert events(scanning) == ["PayPressed", "PayPressed"]


def wait_for_debounce(qtbot: QtBot, stage: Stage, name: str) -> None:
    """Wait until a control takes presses again; it says so itself."""
    qtbot.waitUntil(lambda: not find(stage, name).property("isGuarded"), timeout=60_000)


def test_dragging_off_sends_nothing(scanning: Stage, qtbot: QtBot) -> None:
    wait_for_debounce(qtbot, scanning, "primary")
    start = middle(find(scanning, "primary"))
    QTest.mousePress(scanning.view, LEFT, pos=start)
    QTest.mouseMove(scanning.view, start - QPoint(0, 400))
    QTest.mouseRelease(scanning.view, LEFT, pos=start - QPoint(0, 400))
    assert "PayPressed" not in events(scanning)


def test_a_finger_does_what_a_mouse_does_and_sliding_off_cancels(scanning: Stage, qtbot: QtBot) -> None:
    wait_for_debounce(qtbot, scanning, "primary")
    finger, at = QTest.createTouchDevice(), middle(find(scanning, "primary"))
    QTest.touchEvent(scanning.view, finger).press(0, at, scanning.view).commit()
    QTest.touchEvent(scanning.view, finger).move(0, at - QPoint(0, 300), scanning.view).commit()
    QTest.touchEvent(scanning.view, finger).release(0, at - QPoint(0, 300), scanning.view).commit()
    assert "PayPressed" not in events(scanning)
    QTest.touchEvent(scanning.view, finger).press(0, at, scanning.view).commit()
    QTest.touchEvent(scanning.view, finger).release(0, at, scanning.view).commit()
    assert "PayPressed" in events(scanning)


def test_a_touch_just_below_a_control_still_means_it(scanning: Stage, qtbot: QtBot) -> None:
    wait_for_debounce(qtbot, scanning, "primary")
    rect = scene_rect(find(scanning, "primary"))
    below = QPointF(rect.center().x(), rect.bottom() + 2.5 * scanning.glass.px_per_mm).toPoint()
    QTest.mouseClick(scanning.view, LEFT, pos=below)
    assert events(scanning) == ["PayPressed"]


def test_a_stepper_takes_every_press(scanning: Stage) -> None:
    for _ in range(4):
        click(scanning, "more")
    assert [args for name, args in scanning.sent if name == "MorePressed"] == [{"n": 6}] * 4


def bins(stage: Stage) -> list[QQuickItem]:
    """Return the bins on the glass, topmost first."""
    found = [item for item in walk(stage.view.contentItem()) if item.property("icon") == "trash-2"]
    return sorted(found, key=lambda item: scene_rect(item).y())


def test_a_bin_that_slides_under_the_finger_is_not_pressed_by_the_same_tapping(scanning: Stage) -> None:
    session = examples()["checkout/Scanning"]
    top = middle(bins(scanning)[0])
    QTest.mouseClick(scanning.view, LEFT, pos=top)
    assert stage_shows(scanning, without_newest(session))
    QTest.mouseClick(scanning.view, LEFT, pos=top)  # the next line stands there now
    assert [args for name, args in scanning.sent if name == "FewerPressed"] == [{"n": 6}]


def stage_shows(stage: Stage, session: Session) -> bool:
    """Show a session on the same page."""
    return stage.show(session).screen == "checkout/Scanning"


def without_newest(session: Session) -> Session:
    """Return the session after its newest line was taken out."""
    assert isinstance(session.screen, InFlow)
    state = session.screen.state
    assert isinstance(state, Scanning)
    left = basket.fewer(state.sale, 6)
    return replace(session, screen=replace(session.screen, state=replace(state, sale=left, newest_n=None)))


def test_a_control_that_is_off_or_busy_sends_nothing(stage: Stage) -> None:
    stage.show(examples()["checkout/Scanning-empty"])
    stage.sent.clear()
    click(stage, "primary")
    assert "PayPressed" not in events(stage)
    stage.show(examples()["checkout/Receipt-printing"])
    click(stage, "primary")
    click(stage, "secondary")
    assert {"PrintPressed", "NoReceiptPressed"} & set(events(stage)) == set()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select])
def test_a_key_on_the_focused_control_does_what_a_touch_does(stage: Stage, qtbot: QtBot, key: Qt.Key) -> None:
    show_basket(stage)
    wait_for_debounce(qtbot, stage, "primary")
    find(stage, "primary").forceActiveFocus()
    QTest.keyClick(stage.view, key)
    assert events(stage) == ["PayPressed"]


def test_a_touch_anywhere_above_the_line_starts(stage: Stage) -> None:
    stage.show(examples()["shell/Language"])
    stage.show(examples()["shell/Attract"])
    stage.sent.clear()
    QTest.mouseClick(stage.view, LEFT, pos=QPoint(100, 700))
    assert events(stage) == ["StartPressed"]


def test_a_touch_that_no_control_takes_is_told_as_a_sign_of_life(stage: Stage, qtbot: QtBot) -> None:
    show_basket(stage)

    def is_told() -> bool:
        QTest.mouseClick(stage.view, LEFT, pos=QPoint(540, 200))
        return ("Touched", {}) in stage.sent

    qtbot.waitUntil(is_told, timeout=60_000)  # at most once in two seconds, and others touched before
    assert events(stage) == []


def test_touching_beside_a_sheet_reaches_nothing_below_it(stage: Stage) -> None:
    stage.show(examples()["sheet/Cancel"])
    stage.sent.clear()
    QTest.mouseClick(stage.view, LEFT, pos=QPoint(540, 500))
    assert events(stage) == []


def test_long_lists_turn_by_keys_without_a_swipe(stage: Stage, qtbot: QtBot) -> None:
    stage.show(examples()["checkout/Scanning-200"])
    rows = find(stage, "rows")
    assert not find(stage, "earlier").isEnabled()
    seen = []
    while find(stage, "later").isEnabled():
        seen.append(rows.property("contentY"))
        wait_for_debounce(qtbot, stage, "later")
        click(stage, "later")
        stage.settle()
        if len(seen) == 3:
            break
    assert seen == sorted(set(seen))
    wait_for_debounce(qtbot, stage, "earlier")
    click(stage, "earlier")
    stage.settle()
    assert rows.property("contentY") < seen[-1] + rows.height()


def test_a_scan_shows_the_newest_line_at_the_top_of_a_list_that_was_turned(stage: Stage) -> None:
    session = examples()["checkout/Scanning-200"]
    stage.show(session)
    click(stage, "later")
    assert isinstance(session.screen, InFlow)
    state = session.screen.state
    from kiosk.flows.checkout.examples import product

    sale = basket.add(state.sale, product(0, number=900))
    newest = replace(
        session, screen=replace(session.screen, state=replace(state, sale=sale, newest_n=sale.lines[-1].n))
    )
    stage.show(newest)
    assert frame(newest).view.rows is not None
    rows = find(stage, "rows")
    assert rows.property("contentY") == rows.property("originY")
