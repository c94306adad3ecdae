"""What the checks of the accessibility checklist share: what assistive tools are told, and what a picture shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from screens.gallery.examples import frame_of
from screens.gallery.geometry import walk
from screens.gallery.stage import Stage

Colour = tuple[int, int, int]


def show(stage: Stage, name: str, language: str = "en") -> Stage:
    """Show an example and return its window, the active one."""
    stage.show_frame(frame_of(name, language))
    if not stage.view.isActive():  # another window of the module was shown since
        stage.view.requestActivate()
        assert QTest.qWaitForWindowActive(stage.view)
    return stage


def told(item: QQuickItem) -> tuple[str, QAccessible.Role, QAccessible.State]:
    """Return the name, role and state that assistive tools are told of an item."""
    interface = QAccessible.queryAccessibleInterface(item)
    assert interface is not None, item.objectName()
    return interface.text(QAccessible.Text.Name), interface.role(), interface.state()


def controls(stage: Stage) -> Iterator[QQuickItem]:
    """Yield every control on the glass, those that are off among them."""
    yield from (item for item in walk(stage.view.contentItem()) if item.property("isGuarded") is not None)


def picture(stage: Stage) -> Image.Image:
    """Return what the glass shows now."""
    shot = stage.grab().convertToFormat(QImage.Format.Format_RGB888)
    size = (shot.width(), shot.height())
    return Image.frombytes("RGB", size, bytes(shot.constBits()), "raw", "RGB", shot.bytesPerLine())


def cut(whole: Image.Image, rect: QRectF) -> Image.Image:
    """Return the part of a picture in a rectangle, whole pixels, inside the picture."""
    left, top = max(0, round(rect.left())), max(0, round(rect.top()))
    return whole.crop((left, top, min(whole.width, round(rect.right())), min(whole.height, round(rect.bottom()))))


def colours(part: Image.Image) -> Counter[Colour]:
    """Count the colours of a picture."""
    found = part.convert("RGB").getcolors(part.width * part.height) or []
    return Counter({colour: count for count, colour in found if isinstance(colour, tuple) and len(colour) == 3})


def luminance(colour: Colour) -> float:
    """Return relative luminance. Source: WCAG 2.2, definition of relative luminance."""
    shares = (channel / 255 for channel in colour)
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours. Source: WCAG 2.2, definition of contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
