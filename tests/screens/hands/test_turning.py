"""Pages of blocks: with the largest letters every word still comes into sight, also of a block higher than a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from screens.app import Glass
from screens.gallery.geometry import clip_of, is_label, walk
from screens.gallery.stage import Stage, examples, in_language
from screens.hands.keys import scene_rect
from tests.screens.conftest import click, find

LARGE = Glass(1080, 1920, look="contrast", text_scale=2)


def whole(stage: Stage) -> set[str]:
    """Return the words of the labels that stand on the glass from their first line to their last."""
    found = set()
    for item in walk(stage.view.contentItem()):
        clip = clip_of(item) if is_label(item) else None
        if clip is not None and clip.adjusted(-1, -1, 1, 1).contains(scene_rect(item)):
            found.add(str(item.property("text")))
    return found


@pytest.mark.glass
@pytest.mark.parametrize(
    ("example", "asked"),
    [
        ("checkin/Summary-alone", {"Power banks", "E-cigarettes", "Fireworks", "Acids", "Poison", "D12", "18:35"}),
        ("checkin/Summary-late", {"Poison", "20:05", "NB 1702"}),
        ("checkin/CheckedIn-changed", {"19:15", "21:10", "D12", "18:15", "18:35"}),
    ],
)
def test_every_word_of_a_trip_comes_into_sight_by_turning(
    make_stage: Callable[[Glass], Stage], qtbot: QtBot, example: str, asked: set[str]
) -> None:
    stage = make_stage(LARGE)
    stage.show(in_language(examples()[example], "en"))
    seen = whole(stage)
    while find(stage, "later").isEnabled():
        qtbot.waitUntil(lambda: not find(stage, "later").property("isGuarded"), timeout=60_000)
        click(stage, "later")
        stage.settle()
        seen |= whole(stage)
    assert asked <= seen
