"""The picture of a window, with parts shown pressed or with the focus, and small copies of many on one sheet."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QMouseEvent, QPainter
from PySide6.QtQuick import QQuickItem

from screens.app import theme_of
from screens.gallery.geometry import walk
from screens.gallery.stage import Stage
from screens.hands.keys import scene_rect

THUMB_WIDTH = 270
MOST_COLUMNS = {True: 9, False: 6}  # portrait, landscape
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


# --- many pictures ----------------------------------------------------------------------------------------------------


def thumb(picture: QImage) -> QImage:
    """Return a small copy."""
    return picture.scaledToWidth(THUMB_WIDTH, Qt.TransformationMode.SmoothTransformation)


def contact_sheet(thumbs: Sequence[QImage], together: int = 1) -> QImage:
    """Put small copies on one picture in rows; `together` of them never part: the looks of one example."""
    if not thumbs:
        raise ValueError("no picture to put on a sheet")
    most = MOST_COLUMNS[thumbs[0].height() > THUMB_WIDTH]
    columns = min(len(thumbs), most - most % together)
    height = max(one.height() for one in thumbs)
    gap = THUMB_WIDTH // 15
    rows = math.ceil(len(thumbs) / columns)
    sheet = QImage(columns * (THUMB_WIDTH + gap) + gap, rows * (height + gap) + gap, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    painter = QPainter(sheet)
    for index, one in enumerate(thumbs):
        row, column = divmod(index, columns)
        painter.drawImage(QPoint(gap + column * (THUMB_WIDTH + gap), gap + row * (height + gap)), one)
    painter.end()
    return sheet
