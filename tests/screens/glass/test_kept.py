"""What has left the glass is kept by nobody."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from kiosk.flows.shell import EXAMPLES
from screens.app import Glass, theme_of
from screens.gallery.stage import Stage
from screens.hands.keys import KeyPath, focused
from screens.keyboards.entry import Entry

pytestmark = pytest.mark.glass
ROUNDS = 4


@pytest.fixture
def stage(qapp: QGuiApplication) -> Iterator[Stage]:
    shown = Stage(Glass(540, 960))
    yield shown
    shown.close()


def gone() -> int:
    """Count Python objects of items that the glass has deleted."""
    gc.collect()
    items = [one for one in gc.get_objects() if isinstance(one, QQuickItem)]
    return sum(not shiboken6.isValid(item) for item in items)


def test_the_controls_that_had_the_focus_are_not_kept_when_their_page_has_gone(stage: Stage) -> None:
    path = KeyPath(stage.view, theme_of(stage.view))
    before = gone()
    for _ in range(ROUNDS):
        for name in ("checkout/Scanning", "shell/Attract"):
            stage.show(EXAMPLES[name])
            assert path.move(1) is not None
            assert focused(stage.view) is not None
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone() - before <= 1  # the last page's, until something asks again


def test_what_was_typed_is_kept_by_nobody_when_its_page_has_gone(stage: Stage) -> None:
    stage.show(EXAMPLES["checkout/Typing"])
    gc.collect()
    typed = [one for one in gc.get_objects() if isinstance(one, Entry) and shiboken6.isValid(one)]
    assert len(typed) == 1
    typed[0].put("4711")
    assert "4711" in vars(typed[0]).values()
    stage.show(EXAMPLES["shell/Attract"])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(typed[0])
    assert vars(typed[0]) == {}
