"""A real window for the screens, offscreen, and hands to touch it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.flows.base import Access
from screens.app import Glass
from screens.gallery.geometry import walk
from screens.gallery.stage import Stage

PORTRAIT = Glass()
LANDSCAPE = Glass(1920, 1080)


@pytest.fixture(scope="module")
def make_stage(qapp: QGuiApplication) -> Iterator[Callable[[Glass], Stage]]:
    """Return what gives the window of a glass; windows live as long as the module, for a window costs 0.1 s."""
    yield from windows(paints=True)


@pytest.fixture(scope="module")
def make_measured(qapp: QGuiApplication) -> Iterator[Callable[[Glass], Stage]]:
    """Return the same for who measures what is laid out and looks at no pixel."""
    yield from windows(paints=False)


def windows(*, paints: bool) -> Iterator[Callable[[Glass], Stage]]:
    """Yield what gives the window of a glass, and close all of them behind."""
    made: dict[Glass, Stage] = {}

    def make(glass: Glass = PORTRAIT) -> Stage:
        if glass not in made:
            made[glass] = Stage(glass, paints=paints)
        return made[glass]

    yield make
    for stage in made.values():
        stage.close()


@pytest.fixture(scope="module")
def dressed_stage(qapp: QGuiApplication) -> Iterator[Callable[[Glass], Stage]]:
    """Return what gives the one window of a panel, dressed as a glass asks: a dozen windows instead of a hundred.

    A window of its own for each look and text size spends most of its time on making all screens' types anew.
    """
    made: dict[tuple[int, int, float], Stage] = {}

    def dress(glass: Glass) -> Stage:
        panel = (glass.width, glass.height, glass.diagonal_in)
        if panel not in made:
            made[panel] = Stage(Glass(*panel), paints=False)
        shown = made[panel]
        shown.dress(Access(text=str(round(glass.text_scale * 100)), look=glass.look, motion="calm"))
        assert shown.glass == replace(glass, is_calm=True)
        shown.warnings.clear()
        return shown

    yield dress
    for stage in made.values():
        stage.close()


@pytest.fixture
def stage(make_stage: Callable[[Glass], Stage]) -> Iterator[Stage]:
    """A portrait window; whatever its engine complains about is a failure."""
    shown = make_stage(PORTRAIT)
    shown.sent.clear()
    yield shown
    complaints = shown.warnings[:]
    shown.warnings.clear()
    assert complaints == []


def find(stage: Stage, name: str) -> QQuickItem:
    """Return the one visible item of a name, the topmost where there are several."""
    found = [item for item in walk(stage.view.contentItem()) if item.objectName() == name]
    assert found, f"nothing called {name} is on the glass"
    return min(found, key=lambda item: item.mapToScene(QPointF(0, 0)).y())


def middle(item: QQuickItem) -> QPoint:
    """Return the middle of an item on the glass."""
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def click(stage: Stage, name: str) -> None:
    """Press and let go in the middle of a control."""
    QTest.mouseClick(stage.view, Qt.MouseButton.LeftButton, pos=middle(find(stage, name)))
