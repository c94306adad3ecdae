"""Walks what stands on a glass and tells what does not fit: cut text, targets too small, targets too close."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from screens.hands.keys import focusable, scene_rect

MIN_TARGET_MM = 15.0  # WCAG 2.5.5 is smaller
MIN_GAP_MM = 3.0
MIN_KEY_GAP_MM = 2.0  # keys of one keyboard, whose pitch is held instead
ROUNDING_MM = 0.4  # two edges, each rounded to a pixel
ROUNDING_PX = 1.5
AIR = 0.2  # of the size of letters: what a line is higher than what stands in it


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit: which rule, where, and the figures."""

    rule: str
    item: str
    figures: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.item}: {self.figures}"


def walk(root: QQuickItem) -> Iterator[QQuickItem]:
    """Yield an item and all that is visible in it."""
    pending = [root]
    while pending:
        item = pending.pop()
        if item.isVisible() and item.opacity() > 0:
            yield item
            pending.extend(item.childItems())


def is_label(item: QQuickItem) -> bool:
    """True for text on the glass."""
    return item.inherits("QQuickText") and bool(item.property("text"))


def clip_of(item: QQuickItem) -> QRectF | None:
    """Return the part of the glass in which an item can be seen; None when no ancestor clips."""
    found: QRectF | None = None
    parent = item.parentItem()
    while parent is not None:
        if parent.clip():
            rect = scene_rect(parent)
            found = rect if found is None else found.intersected(rect)
        parent = parent.parentItem()
    return found


def _number(item: QQuickItem, name: str) -> float:
    return float(item.property(name))


def _painted(item: QQuickItem) -> QRectF:
    """Return where the words of a label stand, as far as it is known: its box in width, its words in height."""
    rect = scene_rect(item)
    spare = rect.height() - _number(item, "contentHeight")
    return rect.adjusted(0, spare / 2, 0, -spare / 2)


def cut_labels(root: QQuickItem) -> list[Misfit]:
    """Return the labels whose words are cut, run over their box, or leave the glass or a clipping ancestor.

    A label that may elide says its whole text to assistive tools, so its own dots are no misfit. Rows of a list that
    are scrolled half out of sight are none either.
    """
    glass = scene_rect(root)
    found: list[Misfit] = []
    for item in walk(root):
        if not is_label(item):
            continue
        name = str(item.property("text"))[:40]
        clip = clip_of(item)
        painted = _painted(item)
        if clip is not None and not clip.adjusted(0, -ROUNDING_PX, 0, ROUNDING_PX).contains(painted):
            continue
        if item.property("truncated") and not item.property("mayElide"):
            found.append(Misfit("truncated", name, "elided without leave"))
        letters = _number(item, "contentHeight") - AIR * item.property("font").pixelSize()
        if letters > item.height() + ROUNDING_PX and item.property("mayElide"):
            found.append(Misfit("tall", name, f"{_number(item, 'contentHeight'):.0f} in {item.height():.0f} px"))
        if _number(item, "contentWidth") > item.width() + ROUNDING_PX:
            found.append(Misfit("wide", name, f"{_number(item, 'contentWidth'):.0f} in {item.width():.0f} px"))
        if not glass.adjusted(-1, -1, 1, 1).contains(painted):
            found.append(Misfit("off the glass", name, f"{painted.x():.0f},{painted.y():.0f}"))
    return found


def overlapping_labels(root: QQuickItem) -> list[Misfit]:
    """Return pairs of labels whose words cover each other; what lies below a sheet is not looked at."""
    labels = [(item, _inked(item, _painted(item))) for item in walk(root) if is_label(item) and item.isEnabled()]
    found: list[Misfit] = []
    for (one, first), (other, second) in itertools.combinations(labels, 2):
        shared = first.intersected(second)
        if shared.width() > ROUNDING_PX and shared.height() > _number(one, "contentHeight") * 0.25:
            names = f"{str(one.property('text'))[:30]} / {str(other.property('text'))[:30]}"
            found.append(Misfit("overlap", names, f"{shared.width():.0f}x{shared.height():.0f} px"))
    return found


def _inked(item: QQuickItem, painted: QRectF) -> QRectF:
    """Return the box of the words themselves, by their alignment, cut by what clips them."""
    spare = max(0.0, painted.width() - _number(item, "contentWidth"))
    alignment = int(item.property("placed") or 1)
    left = 0.0 if alignment == 1 else spare if alignment == 2 else spare / 2
    inked = QRectF(painted.x() + left, painted.y(), painted.width() - spare, painted.height())
    clip = clip_of(item)
    return inked if clip is None else inked.intersected(clip)


def small_targets(root: QQuickItem, px_per_mm: float) -> list[Misfit]:
    """Return the controls below 15 mm in a direction."""
    return [
        Misfit(
            "small target", item.objectName(), f"{rect.width() / px_per_mm:.1f} x {rect.height() / px_per_mm:.1f} mm"
        )
        for item in focusable(root)
        if min((rect := scene_rect(item)).width(), rect.height()) / px_per_mm < MIN_TARGET_MM - ROUNDING_MM
    ]


def close_targets(root: QQuickItem, px_per_mm: float) -> list[Misfit]:
    """Return the pairs of controls less than 3 mm apart; keys of the keyboard may stand 2 mm apart (A23)."""
    found: list[Misfit] = []
    targets = [(item, scene_rect(item)) for item in focusable(root)]
    for (one, first), (other, second) in itertools.combinations(targets, 2):
        across = max(second.left() - first.right(), first.left() - second.right())
        down = max(second.top() - first.bottom(), first.top() - second.bottom())
        gap_mm = max(across, down) / px_per_mm
        are_keys = one.objectName().startswith("key:") and other.objectName().startswith("key:")
        if gap_mm < (MIN_KEY_GAP_MM if are_keys else MIN_GAP_MM) - ROUNDING_MM:
            found.append(Misfit("close targets", f"{one.objectName()} / {other.objectName()}", f"{gap_mm:.1f} mm"))
    return found


def misfits(root: QQuickItem, px_per_mm: float) -> list[Misfit]:
    """Return everything on the glass that does not fit."""
    return [
        *cut_labels(root),
        *overlapping_labels(root),
        *small_targets(root, px_per_mm),
        *close_targets(root, px_per_mm),
    ]
