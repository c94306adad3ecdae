"""Line icons in any colour: `image://icon/<name>/<RRGGBB>`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

USUAL_SIZE = 48


class IconProvider(QQuickImageProvider):
    """Draws the SVG files of a folder with their `currentColor` replaced. A missing file gives an empty picture."""

    def __init__(self, folder: Path) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = folder

    def requestImage(self, ident: str, size: QSize, requested: QSize) -> QImage:  # noqa: N802 - Qt names it
        """The picture of `<name>/<RRGGBB>`."""
        name, _, colour = ident.partition("/")
        side = max(requested.width(), requested.height()) if requested.isValid() else USUAL_SIZE
        size.setWidth(side)
        size.setHeight(side)
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        file = self._folder / f"{Path(name).name}.svg"
        if file.is_file():
            drawing = file.read_text(encoding="utf-8").replace("currentColor", f"#{colour}")
            painter = QPainter(image)
            QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
            painter.end()
        return image
