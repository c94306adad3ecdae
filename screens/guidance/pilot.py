"""What the keys of the keypad do: move, choose, explain, and steer the voice."""

from __future__ import annotations

from typing import Any

from kiosk.flows.base import CHOICES, PLAIN
from kiosk.keypad import Pad
from screens.bridge import HELP, Shell
from screens.guidance.guide import Guide
from screens.guidance.voice import VoiceOver
from screens.hands.keys import KeyPath

_BY = {Pad.UP: -1, Pad.LEFT: -1, Pad.DOWN: 1, Pad.RIGHT: 1}
_SECTIONS = frozenset({Pad.LEFT, Pad.RIGHT})
_LOUDER = {Pad.VOLUME_UP: 1, Pad.VOLUME_DOWN: -1}
_HEADSET = {Pad.HEADSET_IN: True, Pad.HEADSET_OUT: False}


class Pilot:
    """Takes one key after the other. Without a voice the keys move and choose in silence."""

    def __init__(self, shell: Shell, keys: KeyPath, guide: Guide | None, voice: VoiceOver | None) -> None:
        self._shell = shell
        self._keys = keys
        self._guide = guide
        self._voice = voice

    def heed(self, pad: Pad) -> bool:
        """Do what a key means. False: it is a Select that the control with the focus shall take."""
        if pad is Pad.SERVICE:  # staff, and no sign of a customer who wants to hear
            self._shell.send("StaffPressed", {})
            return True
        if self._voice is not None:
            if pad in _HEADSET:
                self._plug(self._voice, has_headset=_HEADSET[pad])
                return True
            if self._shell.is_voice_unasked:  # the first key asks for the voice, and does nothing unheard
                self._shell.send("KeypadUsed", {})
                return True
            if pad is Pad.PAUSE:
                self._voice.pause()
                return True
            if self._shell.speaks:
                self._voice.interrupt()
        return self._act(pad)

    def _act(self, pad: Pad) -> bool:
        sheet: Any = self._shell.property("sheet")
        kind = sheet["kind"] if sheet is not None else ""
        is_asked = kind == "still_there" and self._shell.speaks  # who sees it moves, which is an answer too
        if is_asked:
            self._shell.send("MoreTimePressed", {})
        elif pad in _BY:
            item = self._keys.move(_BY[pad], by_section=pad in _SECTIONS)
            if self._guide is not None and item is not None:
                self._guide.name(item)
        elif pad is Pad.HELP:
            is_helped = kind == "guidance" or str(self._shell.property("screen")).startswith(HELP)
            self._shell.send("ReadAgainPressed" if is_helped else "HelpPressed", {})
        elif pad is Pad.REPEAT and self._guide is not None:
            self._guide.repeat()
        elif pad in _LOUDER:
            self._louder(_LOUDER[pad])
        return pad is not Pad.SELECT or is_asked

    def _louder(self, by: int) -> None:
        """Ask for the next step; at the end of the scale the same one is asked for, and heard, again."""
        levels, access = CHOICES["volume"], self._shell.access or PLAIN
        at = min(len(levels) - 1, max(0, levels.index(access.volume) + by))
        self._shell.send("AccessChosen", {"setting": "volume", "value": levels[at]})

    def _plug(self, voice: VoiceOver, *, has_headset: bool) -> None:
        voice.plug(has_headset=has_headset)
        if has_headset and not self._shell.speaks:
            self._shell.send("AccessChosen", {"setting": "speech", "value": "on"})
