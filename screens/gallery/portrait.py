"""The picture of a window, with the parts that are named so shown pressed or with the focus."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QMouseEvent, QPainter
from PySide6.QtQuick import QQuickItem

from screens.app import theme_of
from screens.gallery.geometry import walk
from screens.gallery.stage import Stage
from screens.hands.keys import scene_rect

RING_MM = 2.8  # how far a focus ring stands out


def portrait(stage: Stage) -> QImage:
    """Return the picture of what is shown: a part called `pressed:...` is pressed, `focus:...` has the focus.

    One finger and one focus show one part at a time; so each is taken by itself and set into the picture of all.
    """
    picture = stage.grab()
    painter = QPainter(picture)
    for item in _named(stage, "pressed:"):
        _touch(stage, item, QEvent.Type.MouseButtonPress)
        _set_in(painter, stage, item)
        _touch(stage, item, QEvent.Type.MouseMove, is_off=True)
        _touch(stage, item, QEvent.Type.MouseButtonRelease, is_off=True)
    stage.view.requestActivate()  # only an active window shows who has the focus
    stage.settle()
    for item in _named(stage, "focus:"):
        theme_of(stage.view).setProperty("showsFocus", True)
        item.forceActiveFocus()
        _set_in(painter, stage, item)
    painter.end()
    theme_of(stage.view).setProperty("showsFocus", False)
    return picture


def _named(stage: Stage, start: str) -> Iterator[QQuickItem]:
    yield from (item for item in walk(stage.view.contentItem()) if item.objectName().startswith(start))


def _set_in(painter: QPainter, stage: Stage, item: QQuickItem) -> None:
    stage.settle()
    margin = RING_MM * stage.glass.px_per_mm
    place: QRect = scene_rect(item).adjusted(-margin, -margin, margin, margin).toRect()
    painter.drawImage(place.topLeft(), stage.grab(), place)


def _touch(stage: Stage, item: QQuickItem, kind: QEvent.Type, *, is_off: bool = False) -> None:
    at = QPointF(0, 0) if is_off else scene_rect(item).center()
    is_down = kind is not QEvent.Type.MouseButtonRelease
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    held = Qt.MouseButton.LeftButton if is_down else Qt.MouseButton.NoButton
    event = QMouseEvent(kind, at, at, button, held, Qt.KeyboardModifier.NoModifier)
    QGuiApplication.sendEvent(stage.view, event)
