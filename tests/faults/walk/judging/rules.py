"""What must hold on the glass after every step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickView

from screens.bridge import Shell
from screens.gallery.geometry import walk

MARK = "Qzx"  # in the name of every article of the walk's shop, and in nothing else
MONEY = re.compile(r"\d[.,]\d\d(?!\d)")
STRIP = ("help", "call")


def live_screen(view: QQuickView, shell: Shell, windows: int, items: Sequence[QQuickItem] = ()) -> list[str]:
    """I8: one window that is seen, with one page on it, which is the page of the screen that is shown.

    `items` are all that are seen, where somebody has walked over them already.
    """
    found = []
    seen = [window for window in QGuiApplication.topLevelWindows() if window.isVisible()]
    if len(seen) != windows or view not in seen:
        found.append(f"I8: {len(seen)} windows are seen, {windows} expected")
    seen_items = items or list(walk(view.contentItem()))
    holder = next((item for item in seen_items if item.inherits("QQuickLoader") and _screen(item)), None)
    page = next(iter(holder.childItems()), None) if holder is not None else None
    if holder is None or page is None:
        return [*found, "I8: there is no page on the glass"]
    if not page.isVisible() or page.width() <= 0 or page.height() <= 0:
        found.append(f"I8: the page of {shell.property('screen')} is not seen")
    if _screen(holder) != shell.property("screen"):
        found.append(f"I8: the glass shows another page than {shell.property('screen')}")
    return found


def _screen(item: QQuickItem) -> str:
    """Return which screen an item holds; empty for one that holds none."""
    return str(item.property("screen") or "")


def way_to_a_person(view: QQuickView, shell: Shell, items: Sequence[QQuickItem] = ()) -> list[str]:
    """I10: help and a person are one touch away, under a sheet one touch more: a sheet always has a way out."""
    named = [(item.objectName(), item) for item in items or walk(view.contentItem())]
    strip = {name: item for name, item in named if name in STRIP}
    found = [f"I10: {name} is not on {shell.property('screen')}" for name in STRIP if name not in strip]
    if shell.property("sheet"):
        ways = [item for name, item in named if name == "sheet0" and item.isEnabled()]
        return found if ways else [*found, "I10: a sheet without a way out"]
    return found + [f"I10: {name} cannot be pressed" for name, item in strip.items() if not item.isEnabled()]


def left_behind(view: QQuickView, shell: Shell, typed: set[str]) -> list[str]:
    """I7: nothing of a customer in any item, picture, model, view or name for assistive tools, once it has left."""
    found = []
    for where, words in _words(view, shell):
        if MARK in words or MONEY.search(words) or any(number in words for number in typed):
            found.append(f"I7: {where} still holds {words[:60]!r}")
    if shell.property("rows").rowCount():
        found.append("I7: the list still has rows")
    return found


def _words(view: QQuickView, shell: Shell) -> Iterator[tuple[str, str]]:
    for item in _everything(view.contentItem()):
        for name in ("text", "source", "name", "description"):
            value = item.property(name)
            value = value.toString() if isinstance(value, QUrl) else value
            if isinstance(value, str) and value:
                yield f"{name} of {item.metaObject().className()}", value
                if name == "source" and "image://still" in value:
                    yield "a picture of a page that went", MARK
        interface = QAccessible.queryAccessibleInterface(item)
        if interface is not None:
            for part in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
                yield f"what assistive tools hear ({part.name})", interface.text(part)
    for name, held in vars(shell).items():
        yield from ((f"Shell.{name}", words) for words in _strings(held))


def _strings(held: Any) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping):
        for one in held.values():
            yield from _strings(one)
    elif isinstance(held, list | tuple):
        for one in held:
            yield from _strings(one)


def _everything(root: QQuickItem) -> Iterator[QQuickItem]:
    """Yield every item, those that are not seen among them."""
    pending = [root]
    while pending:
        item = pending.pop()
        yield item
        pending.extend(item.childItems())
