"""Says the glass: a new screen whole, a changed one by what is new, and the control that has the focus."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickItem, QQuickView
from shiboken6 import isValid

from screens.bridge import Shell
from screens.guidance.lines import Lines, news, screen_lines, sheet_lines
from screens.hands.keys import KeyPath
from screens.rows import ROW_ROLE

FIRST_FOCUS = ("sheet0", "primary", "start")
_log = logging.getLogger(__name__)


class Guide(QObject):
    """Watches the glass and speaks while the customer has speech on. `say` gets lines and their language."""

    def __init__(
        self, view: QQuickView, shell: Shell, keys: KeyPath, say: Callable[[Sequence[str], str], None],
        hush: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(view)
        self._view = view
        self._shell = shell
        self._keys = keys
        self._say = say
        self._hush = hush
        self._place = ("", "", "")
        self._said: Lines = ()
        self._is_on = False
        self._is_placing = False
        shell.presented.connect(self._presented)
        view.activeFocusItemChanged.connect(self._focused)

    def _presented(self) -> None:
        try:
            self._tell()
        except Exception:  # a fault of the voice must not stop the picture
            _log.exception("composing what is said")

    def _tell(self) -> None:
        was_on, self._is_on = self._is_on, self._shell.speaks
        if not self._is_on:
            if was_on:
                self._hush()
            self._said, self._place = (), ("", "", "")
            return
        sheet = self._shown("sheet")
        place = (str(self._shown("screen")), sheet["kind"] if sheet is not None else "", self._shell.language)
        lines = sheet_lines(sheet) if sheet is not None else self._screen()
        new = lines if place != self._place else news(self._said, lines)
        is_new_place = place != self._place
        self._place, self._said = place, lines
        if is_new_place:
            new = (*new, *self._put_focus())
        if not was_on:
            new = (*new, self._shell.say("speech.keys"))
        if new:
            self._say(new, self._shell.language)

    def _shown(self, name: str) -> Any:  # what QML reads; the type of a property is its own
        return self._shell.property(name)

    def _screen(self) -> Lines:
        rows = self._shown("rows")
        newest = rows.data(rows.index(0, 0), ROW_ROLE) if rows.rowCount() else None
        toast = self._shown("toast")
        lines = screen_lines(self._shown("view"), newest)
        return (*lines, str(toast["text"])) if toast is not None else lines

    def _put_focus(self) -> Lines:
        """Begin a new screen at what most people want, and name it."""
        order = self._keys.order()
        names = {item.objectName(): item for item in reversed(order)}
        item = next((names[name] for name in FIRST_FOCUS if name in names), order[0] if order else None)
        if item is None:
            return ()
        self._is_placing = True
        item.forceActiveFocus()
        self._is_placing = False
        return (self._named(item),)

    def _focused(self) -> None:
        if not self._is_on or not isValid(self._view):  # a window that is taken apart gives its focus up
            return
        item = self._view.activeFocusItem()
        if not self._is_placing and item is not None and item.property("name"):
            self._say((self._named(item),), self._shell.language)

    def _named(self, item: QQuickItem) -> str:
        """Return name, role and state of a control."""
        marked = item.property("isMarked")
        role = self._shell.say("speech.role.button" if marked is None else "speech.role.choice")
        words = [str(item.property("name")), role]
        if marked:
            words.append(self._shell.say("speech.chosen"))
        return ", ".join(words)
