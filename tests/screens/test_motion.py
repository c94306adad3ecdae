"""Motion: what moves comes to rest; a page takes touches from its first frame; in calm everything stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain import basket
from kiosk.flows.checkout.examples import product
from kiosk.flows.checkout.states import Scanning
from kiosk.flows.shell import Session, frame
from kiosk.flows.shell.session import InFlow
from screens.app import Glass, theme_of
from screens.gallery.geometry import walk
from screens.gallery.stage import Stage, examples
from screens.pictures import MissingPicture, Stills
from tests.screens.conftest import find, middle

SCREENS = Path(__file__).resolve().parents[2] / "screens"
MOST_MS = 5000  # of anything that goes on by itself: WCAG 2.2, 2.2.2
PATIENCE_MS = 40_000  # with a machine that has more to do; how long things move stands in the theme
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def moving(qapp: QGuiApplication) -> Iterator[Stage]:
    """A window on which things move."""
    stage = Stage(Glass())
    theme_of(stage.view).setProperty("isCalm", False)
    yield stage
    complaints = stage.warnings[:]
    stage.close()
    assert complaints == []


@pytest.fixture
def rested(moving: Stage, qtbot: QtBot) -> Stage:
    """The same window, with nothing moving any more."""
    show(moving, "checkout/ThankYou")
    wait_for_rest(qtbot, moving)
    moving.sent.clear()
    return moving


def show(stage: Stage, name: str) -> None:
    """Show an example; no frame of it has been painted yet."""
    stage.shell.show_now(frame(examples()[name]))


def running(stage: Stage) -> list[QObject]:
    """Return the animations that run now."""
    own = stage.view.rootObject().findChildren(QObject)
    return [one for one in own if one.inherits("QQuickAbstractAnimation") and one.property("running")]


def wait_for_rest(qtbot: QtBot, stage: Stage) -> None:
    """Wait until nothing moves; frames are asked for, so that no animation waits for one that nobody wants."""

    def is_at_rest() -> bool:
        stage.view.update()
        return not running(stage)

    qtbot.waitUntil(is_at_rest, timeout=PATIENCE_MS)


def still(stage: Stage) -> QQuickItem:
    (found,) = [item for item in stage.view.rootObject().findChildren(QQuickItem) if item.objectName() == "still"]
    return found


def source(item: QQuickItem) -> str:
    url = item.property("source")
    assert isinstance(url, QUrl)
    return url.toString()


def touch(stage: Stage, place: QPointF) -> None:
    QTest.mouseClick(stage.view, LEFT, pos=place.toPoint())


def events(stage: Stage) -> list[str]:
    return [name for name, _ in stage.sent if name != "Touched"]


# --- pages ----------------------------------------------------------------------------------------------------------


def test_a_touch_in_the_first_frame_of_a_page_acts_on_that_page(rested: Stage) -> None:
    show(rested, "checkout/Scanning")
    assert source(still(rested)) != ""
    QTest.mouseClick(rested.view, LEFT, pos=middle(find(rested, "primary")))
    assert events(rested) == ["PayPressed"]


def test_what_a_page_had_where_it_stood_is_not_there_any_more(rested: Stage, qtbot: QtBot) -> None:
    show(rested, "checkout/Scanning")
    rested.settle()
    stepper = QPointF(middle(find(rested, "more")))
    rested.sent.clear()
    show(rested, "checkout/Paying")
    touch(rested, stepper)
    assert "MorePressed" not in events(rested)
    qtbot.waitUntil(lambda: source(still(rested)) == "", timeout=60_000)


def test_pages_that_follow_at_once_leave_nothing_over_the_last_one(rested: Stage, qtbot: QtBot) -> None:
    for _ in range(10):
        for name in ("shell/Home", "checkout/Scanning", "checkout/Paying", "shell/Attract"):
            show(rested, name)
            QGuiApplication.processEvents()
    wait_for_rest(qtbot, rested)
    assert source(still(rested)) == ""
    assert not still(rested).isVisible()
    pages = [item for item in walk(rested.view.contentItem()) if item.property("usesFrame") is not None]
    assert len(pages) == 1
    moved = rested.grab()
    rested.show(examples()["shell/Attract"])  # without motion
    theme_of(rested.view).setProperty("isCalm", False)
    assert rested.grab() == moved


def test_a_picture_that_was_asked_for_is_kept_no_longer() -> None:
    stills = Stills()
    first, second = QImage(2, 2, QImage.Format.Format_RGB32), QImage(3, 3, QImage.Format.Format_RGB32)
    one, other = stills.keep(first), stills.keep(second)
    assert stills.take(other) == second
    for number in (one, other, 0):
        with pytest.raises(MissingPicture):
            stills.take(number)


def test_the_page_that_has_gone_is_a_picture_that_fades(rested: Stage, qtbot: QtBot) -> None:
    before = rested.grab()
    show(rested, "shell/Home")
    assert source(still(rested)).startswith("image://still/")
    assert still(rested).opacity() == 1
    assert rested.grab() == before  # it lies over the page that is live
    qtbot.waitUntil(lambda: source(still(rested)) == "", timeout=60_000)


# --- sheets and toasts ----------------------------------------------------------------------------------------------


def test_a_sheet_takes_a_touch_while_it_rises_and_lets_go_at_once(rested: Stage, qtbot: QtBot) -> None:
    show(rested, "checkout/Scanning")
    rested.settle()
    rested.sent.clear()
    show(rested, "sheet/Cancel")
    rested.settle()
    touch(rested, QPointF(middle(find(rested, "sheet0"))))
    assert events(rested) == ["SheetClosed"]
    wait_for_rest(qtbot, rested)
    show(rested, "checkout/Scanning")
    assert source(still(rested)) != ""
    rested.sent.clear()
    qtbot.waitUntil(lambda: not find(rested, "primary").property("isGuarded"), timeout=60_000)
    QTest.mouseClick(rested.view, LEFT, pos=middle(find(rested, "primary")))
    assert events(rested) == ["PayPressed"]


def test_a_toast_that_goes_keeps_its_words_and_takes_no_touch(rested: Stage, qtbot: QtBot) -> None:
    show(rested, "checkout/Scanning-undo")
    wait_for_rest(qtbot, rested)
    undo = find(rested, "undo")
    place = QPointF(middle(undo))
    rested.sent.clear()
    show(rested, "checkout/Scanning")
    assert undo.isVisible()
    assert undo.property("name") != ""
    touch(rested, place)
    assert "UndoPressed" not in events(rested)
    qtbot.waitUntil(lambda: not undo.isVisible(), timeout=60_000)


# --- rows -----------------------------------------------------------------------------------------------------------


def scanned(session: Session, number: int) -> Session:
    """Return the session after one more product."""
    assert isinstance(session.screen, InFlow)
    state = session.screen.state
    assert isinstance(state, Scanning)
    sale = basket.add(state.sale, product(1, number=number))
    return replace(session, screen=replace(session.screen, state=replace(state, sale=sale, newest_n=sale.lines[-1].n)))


def newest(stage: Stage) -> QQuickItem:
    (row,) = [item for item in walk(stage.view.contentItem()) if item.property("isNewest") and item.property("row")]
    return row


def marks(stage: Stage) -> list[QQuickItem]:
    """Return the bars beside rows that say: this has just come."""
    return [item for item in walk(stage.view.contentItem()) if item.objectName() == "mark"]


def test_a_row_that_comes_stands_whole_in_its_first_frame_and_is_marked(rested: Stage, qtbot: QtBot) -> None:
    session = examples()["checkout/Scanning"]
    show(rested, "checkout/Scanning")
    wait_for_rest(qtbot, rested)
    qtbot.waitUntil(lambda: not marks(rested), timeout=PATIENCE_MS)
    rested.shell.show_now(frame(scanned(session, 910)))
    rested.grab()  # the first frame
    row = newest(rested)
    assert (row.y(), row.opacity()) == (find(rested, "rows").property("originY"), 1)
    assert len(marks(rested)) == 1
    qtbot.waitUntil(lambda: not marks(rested), timeout=PATIENCE_MS)
    assert newest(rested).isVisible()  # the tint and the words stay


def test_rows_stand_where_they_belong_from_the_first_frame_and_none_is_left_over(rested: Stage) -> None:
    session = examples()["checkout/Scanning"]
    show(rested, "checkout/Scanning-no-terminal")
    rested.grab()
    show(rested, "checkout/Scanning")
    for number in range(920, 924):
        session = scanned(session, number)
        rested.shell.show_now(frame(session))
        rested.grab()
    rows = [item for item in walk(rested.view.contentItem()) if item.property("artLane")]
    tops = sorted((row.y(), row.height()) for row in rows)
    assert all(above[0] + above[1] == below[0] for above, below in pairwise(tops))


# --- what goes on by itself -----------------------------------------------------------------------------------------


def test_nothing_moves_without_an_end() -> None:
    endless = [path.name for path in SCREENS.rglob("*.qml") if "Animation.Infinite" in path.read_text(encoding="utf-8")]
    assert endless == []


@pytest.mark.parametrize(
    "name", ["shell/Attract", "checkout/Scanning-empty", "checkout/Paying", "checkout/Receipt-printing"]
)
def test_every_picture_comes_to_rest(moving: Stage, qtbot: QtBot, name: str) -> None:
    show(moving, "shell/Home")
    show(moving, name)
    wait_for_rest(qtbot, moving)
    assert moving.grab() == moving.grab()


def test_no_loop_is_longer_than_five_seconds_or_faster_than_once_a_second(moving: Stage) -> None:
    theme = theme_of(moving.view)
    there_and_back = 2 * theme.property("nudgeMs")
    assert there_and_back >= 1000
    assert theme.property("nudges") * there_and_back <= MOST_MS
    assert theme.property("newestMs") <= MOST_MS


def test_durations_are_those_of_the_design_and_nothing_in_calm(moving: Stage) -> None:
    theme = theme_of(moving.view)
    wanted = {"pressMs": 90, "appearMs": 180, "pageMs": 220, "sheetMs": 240, "exitMs": 150, "tickMs": 320}
    assert {token: theme.property(token) for token in wanted} == wanted
    theme.setProperty("isCalm", True)
    assert {token: theme.property(token) for token in (*wanted, "nudgeMs")} == dict.fromkeys((*wanted, "nudgeMs"), 0)
    theme.setProperty("isCalm", False)


@pytest.mark.parametrize("name", sorted(examples()))
def test_in_calm_nothing_moves_and_no_picture_is_taken(stage: Stage, name: str) -> None:
    for one in ("shell/Language" if name != "shell/Language" else "shell/Home", name):
        shown = frame(examples()[one])
        stage.shell.show_now(replace(shown, access=replace(shown.access, motion="calm")))
    assert stage.shell.property("still") == 0
    assert source(still(stage)) == ""
    QGuiApplication.processEvents()
    assert running(stage) == []


# --- the first picture ------------------------------------------------------------------------------------------------


def attract(stage: Stage) -> QQuickItem:
    (page,) = [item for item in walk(stage.view.contentItem()) if item.property("turn") is not None]
    return page


def test_one_line_turns_through_four_languages_in_its_place(rested: Stage) -> None:
    show(rested, "shell/Attract")
    rested.settle()
    page = attract(rested)
    seen = []
    for turn in range(4):
        page.setProperty("turn", turn)
        labels = [item for item in walk(rested.view.contentItem()) if item.objectName() == "foreign"]
        seen.append(labels[0].property("text") if labels else "")
    assert seen == ["", *(rested.shell.said_in("lead", tag) for tag in ("nl", "es", "pt-BR"))]
    assert len(set(seen)) == 4
    page.setProperty("turn", 0)


def test_the_picture_drifts_by_a_pixel_at_a_time_and_stays_near(rested: Stage) -> None:
    show(rested, "shell/Attract")
    page = attract(rested)
    places = []
    for minute in range(17):
        page.setProperty("minute", minute)
        place = page.mapToScene(QPointF(0, 0))
        places.append((place.x(), page.property("drift").x(), page.property("drift").y()))
    page.setProperty("minute", 0)
    steps = [(b[1] - a[1], b[2] - a[2]) for a, b in pairwise(places)]
    assert max(abs(value) for step in steps for value in step) <= 1
    assert max(abs(value) for place in places for value in place[1:]) <= 2
    assert {place[0] for place in places} == {-2, -1, 0, 1, 2}


def test_the_line_rests_under_a_sheet_and_in_calm(moving: Stage) -> None:
    show(moving, "shell/Attract")
    assert attract(moving).property("isTurning")
    theme_of(moving.view).setProperty("isCalm", True)
    assert not attract(moving).property("isTurning")
    theme_of(moving.view).setProperty("isCalm", False)
    session = examples()["shell/Attract"]
    moving.shell.show_now(frame(replace(session, sheet=examples()["sheet/Access"].sheet)))
    assert not attract(moving).property("isTurning")
