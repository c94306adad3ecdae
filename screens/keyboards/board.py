"""The keyboard's state: which keys stand where, what each types now and is called, and the field it types into."""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from shiboken6 import isValid

from screens.keyboards.entry import Entry
from screens.keyboards.faces import Face, State, face
from screens.keyboards.kinds import Kind
from screens.keyboards.layouts import Does, Key, Layout, layout

if TYPE_CHECKING:
    from kiosk.phrases import Speaker

NAME_BREAKS = " -'"  # after these a name goes on with a capital
CAPITALS = frozenset({Kind.CODE, Kind.DOCUMENT})
SPELLED = CAPITALS | {Kind.NUMBER}  # said sign by sign, unless it is words
_log = logging.getLogger(__name__)


class Shift(StrEnum):
    """Small letters, one capital, or capitals until it is pressed again."""

    OFF = "off"
    ONCE = "once"
    LOCKED = "locked"


_NEXT = {Shift.OFF: Shift.ONCE, Shift.ONCE: Shift.LOCKED, Shift.LOCKED: Shift.OFF}


class Board(QObject):
    """The one keyboard of a glass. `pressed` tells the name of what a key did, for the ear."""

    laid = Signal()
    faced = Signal()
    pressed = Signal(str)

    def __init__(self, words_for: Callable[[str], Speaker], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words_for = words_for
        self._language = ""
        self._entry: Entry | None = None
        self._shift = Shift.OFF
        self._accent = ""
        self._is_signs = False
        self._screen = ""
        self._aside: tuple[str, str, str] | None = None  # screen, kind and text of the field that help covers

    def at(self, screen: str, *, is_help: bool) -> None:
        """Be told of the screen that comes: what was typed where help was asked for stands there again after it."""
        was, self._screen = self._screen, self._screen if is_help else screen
        if not is_help:
            self._aside = self._aside if self._aside is not None and self._aside[0] == screen else None
        elif self._aside is None and (entry := self.typed) is not None and not entry.property("isMasked"):
            self._aside = was, str(entry.property("kind")), str(entry.property("text"))

    def _bring_back(self, entry: Entry) -> None:
        screen, kind, text = self._aside or ("", "", "")
        if screen and (screen, kind) == (self._screen, entry.property("kind")):
            self._aside = None
            entry.setProperty("text", text)

    def use(self, language: str) -> None:
        """Be named in a language, and have its letters; what is typed stays."""
        if language != self._language:
            self._language = language
            self._accent = ""
            self.laid.emit()
            self.faced.emit()

    # --- the field it types into ------------------------------------------------------------------------------------

    @property
    def typed(self) -> Entry | None:
        """The entry that gets what is typed; None when its page has gone."""
        return self._entry if self._entry is not None and isValid(self._entry) else None

    def _get_entry(self) -> QObject | None:
        return self.typed

    def _set_entry(self, entry: QObject | None) -> None:
        if entry is self._entry or not isinstance(entry, Entry | None):
            return
        was = self.typed
        if was is not None:
            was.changed.disconnect(self._settle)
            was.ruled.disconnect(self._begin)
        self._entry = entry
        if entry is not None:
            entry.changed.connect(self._settle)
            entry.ruled.connect(self._begin)
            self._bring_back(entry)
        self._begin()

    entry = Property(QObject, _get_entry, _set_entry, notify=laid)

    @Slot()
    def _begin(self) -> None:
        """Show the keys of another field."""
        self._shift, self._accent, self._is_signs = Shift.OFF, "", False
        self.laid.emit()
        self._settle()
        self.faced.emit()

    @Slot()
    def _settle(self) -> None:
        """Give a name its capitals."""
        entry = self.typed
        if entry is None or self._kind is not Kind.NAME or self._shift is Shift.LOCKED:
            return
        text = str(entry.property("text"))
        self._to(shift=Shift.ONCE if not text or text[-1] in NAME_BREAKS else Shift.OFF)

    def _to(self, *, shift: Shift | None = None, accent: str | None = None, is_signs: bool | None = None) -> None:
        was = (self._shift, self._accent, self._is_signs)
        self._shift = self._shift if shift is None else shift
        self._accent = self._accent if accent is None else accent
        self._is_signs = self._is_signs if is_signs is None else is_signs
        if was != (self._shift, self._accent, self._is_signs):
            self.faced.emit()

    # --- keys ---------------------------------------------------------------------------------------------------------

    @Slot(str)
    def press(self, key_id: str) -> None:
        """Do what a key does; a name that no key has is a fault of a screen, logged."""
        key = next((one for one in self._layout.keys if one.id == key_id), None)
        if key is None or self.typed is None:
            _log.error("there is no key %r, or nothing to type into", key_id)
            return
        if key.does in (Does.SHIFT, Does.SIGNS, Does.ACCENT):
            self._toggle(key)
            self.pressed.emit(self._face(key).name)
        else:
            said = self._said(key)
            self._type(key, self.typed)
            self.pressed.emit(said)

    @Slot(str)
    def put(self, typed: str) -> None:
        """Take what a keyboard with real keys typed: signs, or a backspace."""
        entry = self.typed
        if entry is None:
            return
        if typed in ("\b", "\x7f"):
            entry.remove()
        else:
            entry.put(typed)

    def _toggle(self, key: Key) -> None:
        match key.does:
            case Does.SHIFT:
                self._to(shift=_NEXT[self._shift])
            case Does.SIGNS:
                self._to(is_signs=not self._is_signs, accent="")
            case _:
                self._to(accent="" if self._accent == key.id else key.id)

    def _type(self, key: Key, entry: Entry) -> None:
        if key.does is Does.DELETE:
            entry.remove()
        elif key.does is Does.DOMAIN:
            entry.setProperty("text", str(entry.property("text")).partition("@")[0] + key.sign)
        else:
            entry.put(self._sign(key))
            self._to(shift=Shift.OFF if self._shift is Shift.ONCE else None, accent="")
            self._settle()

    def _sign(self, key: Key) -> str:
        is_capital = self._shift is not Shift.OFF or self._kind in CAPITALS
        return key.face(is_capital=is_capital, is_signs=self._is_signs, accent=self._accent)

    def _said(self, key: Key) -> str:
        entry = self.typed
        if key.does is not Does.DELETE and entry is not None and entry.property("isMasked"):
            return self._words.say("keyboard.sign.asterisk")
        return self._face(key).name

    # --- what QML reads ---------------------------------------------------------------------------------------------

    @property
    def _words(self) -> Speaker:
        return self._words_for(self._language)

    @property
    def _kind(self) -> Kind:
        entry = self.typed
        return Kind(entry.property("kind")) if entry is not None else Kind.TEXT

    @property
    def _layout(self) -> Layout:
        return layout(self._kind, self._language)

    def _face(self, key: Key) -> Face:
        is_code = self._kind in CAPITALS
        return face(key, State(self._sign(key), str(self._shift), self._accent, self._is_signs, is_code), self._words)

    @Property("QVariantList", notify=laid)  # type: ignore[arg-type]  # the stub forgets names of C++ types
    def rows(self) -> list[list[dict[str, str | float]]]:
        """Rows of keys: `{id, units, does}`."""
        return [[{"id": key.id, "units": key.units, "does": str(key.does)} for key in row] for row in self._layout.rows]

    @Property(int, notify=laid)
    def columns(self) -> int:
        """How many units the widest row has."""
        return self._layout.columns

    @Property("QVariant", notify=faced)  # type: ignore[arg-type]  # the stub forgets names of C++ types
    def faces(self) -> dict[str, dict[str, str | bool]]:
        """What each key shows and is called, by its id: `{label, name, icon, isOn}`."""
        return {
            key.id: {"label": own.label, "name": own.name, "icon": own.icon, "isOn": own.is_on}
            for key in self._layout.keys
            for own in (self._face(key),)
        }

    @Slot(QObject, int, result=str)
    def spell(self, entry: QObject, _length: int) -> str:
        """Return how the text of a field is said: sign by sign where it is a number or a code, never a masked one.

        `_length` is what a binding in QML hangs on, to ask again when the text is another.
        """
        text = str(entry.property("text"))
        if not text:
            return self._words.say("keyboard.empty")
        if entry.property("isMasked"):
            return ", ".join([self._words.say("keyboard.sign.asterisk")] * len(text))
        is_spelled = Kind(str(entry.property("kind"))) in SPELLED and " " not in text
        return ", ".join(text) if is_spelled else text

    @Property(str, notify=faced)
    def clearName(self) -> str:  # noqa: N802  # as QML names properties
        """What the control that empties a field is called."""
        return self._words.say("keyboard.clear")
