"""A7: the focus is a ring of two tones around the control, seen on all sides.

What changes by 3:1 is at least as much as a line of 1 mm round the control. Source: WCAG 2.2, 2.4.13.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from screens.app import LOOKS, Glass, theme_of
from screens.gallery.geometry import walk
from screens.gallery.stage import Stage
from screens.hands.keys import focusable, scene_rect
from tests.screens.checklist.looking import Colour, contrast, picture, show

pytestmark = pytest.mark.glass

SHOWN = (
    "shell/Attract", "shell/Home", "shell/Language", "checkout/Scanning", "checkout/Scanning-200", "checkout/Receipt",
    "sheet/Language", "sheet/Access", "sheet/Cancel", "heroes/Identify", "heroes/Seats", "heroes/Dashboard",
    "keyboards/name",
)  # fmt: skip
LEAST_MM = 1.0
ROUNDING_MM = 0.3  # an edge on half a pixel
LEAST_SEEN = 0.97  # of the points along the ring


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", SHOWN)
def test_every_control_shows_the_focus_on_all_sides(make_stage: Callable[[Glass], Stage], name: str, look: str) -> None:
    stage = show(make_stage(Glass(look=look)), name)
    before = picture(stage)
    missing: list[str] = []
    for _ in focusable(stage.view.contentItem()):
        QTest.keyClick(stage.view, Qt.Key.Key_Tab)
        missing += problems(stage, before)
    theme_of(stage.view).setProperty("showsFocus", False)
    assert missing == []


def problems(stage: Stage, before: Image.Image) -> Iterator[str]:
    """Yield what is wrong with the ring of the control that has the focus."""
    item = stage.view.activeFocusItem()
    assert item is not None
    ring = next(one for one in walk(stage.view.contentItem()) if is_ring(one))
    outer = ring_tone(stage, "focusOuter")
    after = picture(stage)
    along = list(points(ring, stage))
    seen = [at for at in along if is_near(pixel(after, at), outer)]
    if len(seen) < LEAST_SEEN * len(along):
        yield f"{item.objectName()}: the ring is seen at {len(seen)} of {len(along)} points"
    thick_mm = (ring.property("inner") + ring.property("outer")) / stage.glass.px_per_mm
    if thick_mm < LEAST_MM - ROUNDING_MM:
        yield f"{item.objectName()}: {thick_mm:.2f} mm thick"
    changed = ImageChops.difference(before, after).getbbox()
    if changed is None:
        yield f"{item.objectName()}: the picture is the same"
    told_apart = [contrast(pixel(after, at), pixel(before, at)) >= 3 for at in along]
    changed_mm = ring.property("outer") / stage.glass.px_per_mm * sum(told_apart) / len(along)
    inner = contrast(outer, ring_tone(stage, "focusInner"))
    if inner < 3 or changed_mm < LEAST_MM:
        yield f"{item.objectName()}: {changed_mm:.2f} mm round it stand out from before; inner to outer {inner:.1f}"


def is_ring(item: QQuickItem) -> bool:
    return item.metaObject().className().startswith("FocusRing")


def ring_tone(stage: Stage, token: str) -> Colour:
    tone: QColor = theme_of(stage.view).property(token)
    return tone.red(), tone.green(), tone.blue()


def points(ring: QQuickItem, stage: Stage) -> Iterator[tuple[int, int]]:
    """Yield points in the middle of the outer ring along its straight sides."""
    rect = scene_rect(ring)
    out = ring.property("inner") + ring.property("outer") / 2
    corner = min(ring.property("radius"), rect.width() / 2, rect.height() / 2)
    count = 12
    for at in range(count + 1):
        x = rect.left() + corner + (rect.width() - 2 * corner) * at / count
        y = rect.top() + corner + (rect.height() - 2 * corner) * at / count
        for point in (
            QPointF(x, rect.top() - out), QPointF(x, rect.bottom() + out),
            QPointF(rect.left() - out, y), QPointF(rect.right() + out, y),
        ):  # fmt: skip
            yield int(point.x()), int(point.y())


def pixel(image: Image.Image, at: tuple[int, int]) -> Colour:
    if not (0 <= at[0] < image.width and 0 <= at[1] < image.height):
        return (-1000, -1000, -1000)  # off the glass
    found = image.getpixel(at)
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def is_near(one: Colour, other: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 24
