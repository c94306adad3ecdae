"""Small copies of many pictures on one, to be looked at in full."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter

THUMB_WIDTH = 270
MOST_COLUMNS = {True: 9, False: 6}  # portrait, landscape


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
