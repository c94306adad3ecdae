"""Pictures drawn when they are asked for: tinted icons, shadows, rings and codes, kept by size."""

from __future__ import annotations

import functools
import logging
import math
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QLinearGradient, QPainter, QPen, QRadialGradient
from PySide6.QtQuick import QQuickImageProvider

from kiosk.brand.colour import Oklch, hex_of, oklch

ASSETS = Path(__file__).resolve().parents[1] / "assets"
ICONS = ASSETS / "icons"
SCENES = ASSETS / "images" / "scenes"
# The tones of the house in drawings: its mark, and the light and the shade of what is painted in its colour.
HOUSE_TONE = "#1747C6"
SHADED_TONES = ("#0F3290", "#1B50DC", "#3B66D9")
STATE_SIGNS = ("check",)
QUIET_MODULES = 4  # ISO/IEC 18004, 6.3.8
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_log = logging.getLogger(__name__)


class MissingPicture(LookupError):
    """There is no such icon among the assets."""


def blank(width: int = 1, height: int = 1) -> QImage:
    """Return a transparent picture."""
    image = QImage(max(1, width), max(1, height), _FORMAT)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _fitted_svg(source: bytes, width: int, height: int) -> QImage:
    """Draw an SVG as large as it fits into a box."""
    buffer = QBuffer()
    buffer.setData(QByteArray(source))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(reader.size().scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise MissingPicture(reader.errorString())
    return image


def _draw_svg(source: bytes, size: int) -> QImage:
    """Draw an SVG to fit a square of `size` px, at twice the size and scaled down: thin strokes stay even."""
    image = _fitted_svg(source, 2 * size, 2 * size)
    kept = Qt.AspectRatioMode.IgnoreAspectRatio
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.convertToFormat(_FORMAT).scaled(image.width() // 2, image.height() // 2, kept, smooth)


@functools.lru_cache(maxsize=256)
def icon_image(name: str, colour: str, size: int) -> QImage:
    """Draw an icon in `colour` (hex without #), `size` px; small ones get a heavier stroke."""
    path = ICONS / f"{name}.svg"
    if path.parent != ICONS or not path.is_file():
        raise MissingPicture(f"no icon {name!r} in assets/icons")
    stroke = "1.8" if size >= 44 else "2" if size >= 36 else "2.2"
    if name in STATE_SIGNS:
        stroke = "2.6"  # alone they carry a state, often in white on a small disc
    source = path.read_bytes().replace(b"currentColor", b"#" + colour.encode("ascii"))
    source = source.replace(b'stroke-width="2"', f'stroke-width="{stroke}"'.encode("ascii"))
    return _draw_svg(source, size)


@functools.lru_cache(maxsize=24)
def scene_image(name: str, look: str, tone: str, width: int, height: int) -> QImage:
    """Draw a scene for a look, to fit a box in px; what is painted in the house's colour is painted in `tone`.

    A scene that would glare or vanish in a look has a drawing of its own for it: `bank-contrast.svg`.
    """
    file = next((path for path in (SCENES / f"{name}-{look}.svg", SCENES / f"{name}.svg") if path.is_file()), None)
    if file is None or file.parent != SCENES:
        raise MissingPicture(f"no scene {name!r} in assets/images/scenes")
    return _fitted_svg(painted(file.read_text(encoding="utf-8"), f"#{tone}").encode(), width, height)


def painted(drawing: str, tone: str) -> str:
    """Return a drawing with the tones of the house replaced by `tone`, with the same light and shade."""
    if tone.upper() == HOUSE_TONE:
        return drawing
    house, own = oklch(HOUSE_TONE), oklch(tone)
    for shaded in SHADED_TONES:
        other = oklch(shaded)
        share = other.chroma / house.chroma
        mixed = Oklch(own.lightness + other.lightness - house.lightness, own.chroma * share, own.hue)
        drawing = drawing.replace(shaded, hex_of(mixed))
    return drawing.replace(HOUSE_TONE, tone)


@functools.lru_cache(maxsize=32)
def shadow_image(radius: int, blur: int, percent: int) -> QImage:
    """Draw the shadow of a rounded rectangle as a nine-patch with corners of `radius + blur + 20` px."""
    inset = radius + blur  # from the outside edge of the blur to the centre of the corner
    corner = inset + 20
    side = 2 * corner + 2
    image = blank(side, side)
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    far = side - inset
    middle = float(far - inset)
    painter.fillRect(QRectF(inset, inset, middle, middle), QColor(0, 0, 0, _fall(1.0, percent)))
    for x, y in ((0, 0), (far, 0), (0, far), (far, far)):
        corner_fade = QRadialGradient(QPointF(x or inset, y or inset), inset)
        _fade(corner_fade, radius - blur, inset, percent)
        painter.fillRect(QRectF(x, y, inset, inset), corner_fade)
    for box, start, end in (
        (QRectF(inset, 0, middle, inset), QPointF(0, inset), QPointF(0, 0)),
        (QRectF(inset, far, middle, inset), QPointF(0, far), QPointF(0, side)),
        (QRectF(0, inset, inset, middle), QPointF(inset, 0), QPointF(0, 0)),
        (QRectF(far, inset, inset, middle), QPointF(far, 0), QPointF(side, 0)),
    ):
        edge_fade = QLinearGradient(start, end)
        _fade(edge_fade, radius - blur, inset, percent)
        painter.fillRect(box, edge_fade)
    painter.end()
    return image


def _fall(depth: float, percent: int) -> int:
    return round(255 * percent / 100 * depth * depth * (3 - 2 * depth))


def _fade(gradient: QRadialGradient | QLinearGradient, start: int, end: int, percent: int) -> None:
    """Fade from full at `start` px from the gradient's origin to nothing at `end`, by a smooth step."""
    start = max(0, start)
    for step in range(17):
        share = step / 16
        at = (start + share * (end - start)) / end
        gradient.setColorAt(at, QColor(0, 0, 0, _fall(1 - share, percent)))


@functools.lru_cache(maxsize=128)
def ring_image(sixtieths: int, full: str, empty: str, size: int) -> QImage:
    """Draw a ring of `size` px, the `sixtieths` that are left in `full`, clockwise from the top."""
    image = blank(size, size)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = size * 0.13
    box = QRectF(width / 2 + 1, width / 2 + 1, size - width - 2, size - width - 2)
    painter.setPen(QPen(QColor(f"#{empty}"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawEllipse(box)
    if sixtieths > 0:
        painter.setPen(QPen(QColor(f"#{full}"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(box, 90 * 16, -round(sixtieths / 60 * 360 * 16))
    painter.end()
    return image


class Codes:
    """The texts of the QR codes on the glass, kept under ids: a text never stands in an address or a log."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def keep(self, text: str) -> str:
        """Keep a text and return its id; the empty text has the empty id. Only the last code is kept."""
        if not text:
            self._texts.clear()
            return ""
        import hashlib

        code = hashlib.sha256(text.encode()).hexdigest()[:16]
        self._texts = {code: text}
        return code

    def text(self, code: str) -> str:
        """Return the text of an id, empty when it is not kept any more: a page that goes may ask once more."""
        return self._texts.get(code, "")


def qr_image(text: str, size: int) -> QImage:
    """Draw a QR code with its quiet zone into `size` px, black on white, each module a whole number of pixels.

    The empty text is a white picture.
    ASCII only: readers guess the character set of anything else, and guess differently. Raises ValueError for other
    text and `MissingPicture` where a module would be less than a pixel.
    """
    import zxingcpp

    text.encode("ascii")
    if not text:
        blank = QImage(size, size, QImage.Format.Format_RGB32)
        blank.fill(Qt.GlobalColor.white)
        return blank
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="L")
    raster = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    modules = memoryview(raster)  # type: ignore[arg-type]  # a buffer of one byte per module; the stub does not say so
    count = math.isqrt(modules.nbytes)
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    module = size // (count + 2 * QUIET_MODULES)
    if module < 1:
        raise MissingPicture(f"{count} modules do not fit into {size} px")
    start = (size - module * count) // 2
    painter = QPainter(image)
    for y in range(count):
        for x in range(count):
            if modules[y, x] == 0:
                painter.fillRect(start + x * module, start + y * module, module, module, Qt.GlobalColor.black)
    painter.end()
    return image


class Stills:
    """The picture of what was on the glass, until it is asked for: one at a time, for it is as large as the glass."""

    def __init__(self) -> None:
        self._number = 0
        self._image: QImage | None = None

    def keep(self, image: QImage) -> int:
        """Keep a picture in place of the one before, and return its number, from 1."""
        self._number += 1
        self._image = image
        return self._number

    def take(self, number: int) -> QImage:
        """Return a picture and forget it. Raises `MissingPicture` for one that is not kept any more."""
        image, self._image = self._image, None
        if image is None or number != self._number:
            raise MissingPicture(f"still {number} is not kept")
        return image


class Pictures(QQuickImageProvider):
    """One kind of picture for QML. A picture that cannot be drawn is logged and left out; nothing is raised.

    Never asynchronous: Qt's reader thread asks for the interpreter's lock while it holds its own, and the UI thread,
    called from Python, waits for that one with the interpreter's lock held (seen, in one of six runs). A scene takes
    0.3 to 3 ms; pictures of goods and of the site are loaded by Qt itself, from their files.
    """

    def __init__(self, kind: str, codes: Codes, stills: Stills | None = None) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._kind = kind
        self._codes = codes
        self._stills = stills if stills is not None else Stills()

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: N802, N803  # Qt's names
        """Draw the picture `id` at the size QML asks for."""
        try:
            image = self._draw(id, max(1, requestedSize.width()), max(1, requestedSize.height()))
            size.setWidth(image.width())
            size.setHeight(image.height())
            return image
        except Exception:
            _log.exception("picture %s/%s", self._kind, id)
            return blank()

    def _draw(self, name: str, width: int, height: int) -> QImage:
        fields = name.split("/")
        match self._kind:
            case "icon":
                return icon_image(fields[0], fields[1], width)
            case "scene":
                return scene_image(fields[0], fields[1], fields[2], width, height)
            case "shadow":
                return shadow_image(*(int(field) for field in fields))
            case "ring":
                return ring_image(int(fields[0]), fields[1], fields[2], width)
            case "qr":
                return qr_image(self._codes.text(name), width)
            case "still":
                return self._stills.take(int(name))
            case _:
                raise MissingPicture(f"no kind of picture is called {self._kind!r}")


KINDS = ("icon", "scene", "shadow", "ring", "qr", "still")
