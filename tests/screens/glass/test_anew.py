"""A page that raised is made again while its customer stays: another object, the same words, and not for ever."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk.flows.shell import EXAMPLES, frame
from screens.app import Glass
from screens.bridge import MOST_MENDS
from screens.gallery.geometry import walk
from screens.gallery.stage import Stage

pytestmark = pytest.mark.glass
STAYS = ("Paying", "PaymentUnclear", "PartPaid", "GivingBack", "Returned", "ThankYou")


def page(stage: Stage) -> QQuickItem:
    """Return the page on the glass: the one item of the file that is shown."""
    name = str(stage.shell.property("screen")).partition("/")[2]
    (found,) = (item for item in walk(stage.view.contentItem()) if item.metaObject().className().startswith(f"{name}_"))
    return found


def is_marked(stage: Stage) -> bool:
    return page(stage).objectName() == "the one that raised"


@pytest.mark.parametrize("name", STAYS)
def test_the_page_of_who_stays_is_another_object(stage: Stage, name: str) -> None:
    shown = frame(EXAMPLES[f"checkout/{name}"])
    stage.show_frame(shown)
    page(stage).setObjectName("the one that raised")
    stage.show_frame(shown)
    assert is_marked(stage), "a frame of the same screen keeps the page"
    stage.show_frame(replace(shown, is_anew=True))
    assert not is_marked(stage)
    assert stage.shell.property("screen") == f"checkout/{name}"


def test_a_page_that_raises_whenever_it_is_made_is_not_made_for_ever(
    make_stage: Callable[[Glass], Stage], stage: Stage
) -> None:
    shown = frame(EXAMPLES["checkout/Paying"])
    stage.show_frame(frame(EXAMPLES["shell/Attract"]))
    stage.show_frame(shown)
    made: list[bool] = []
    for _ in range(MOST_MENDS + 2):
        page(stage).setObjectName("the one that raised")
        stage.show_frame(replace(shown, is_anew=True))
        made.append(not is_marked(stage))
    assert made == [True] * MOST_MENDS + [False, False]
    stage.show_frame(frame(EXAMPLES["shell/Attract"]))
    stage.show_frame(shown)
    page(stage).setObjectName("the one that raised")
    stage.show_frame(replace(shown, is_anew=True))
    assert not is_marked(stage), "another visit counts anew"
