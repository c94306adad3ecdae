"""What a key shows and is called in each state of the keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screens.keyboards.layouts import SIGN_WORDS, Does, Key

if TYPE_CHECKING:
    from kiosk.phrases import Speaker

_SHIFTS = {"off": ("abc", "off", "arrow-big-up"), "once": ("Abc", "on", "arrow-big-up"),
           "locked": ("ABC", "locked", "arrow-big-up-dash")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    """A key as it is seen and heard."""

    label: str
    name: str
    icon: str = ""
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What the keyboard is in: the sign the key types now, shift, the accent that waits, signs in place of letters."""

    sign: str
    shift: str
    accent: str
    is_signs: bool
    is_code: bool


def face(key: Key, state: State, words: Speaker) -> Face:
    """Return the face of a key."""
    match key.does:
        case Does.SHIFT:
            label, told, icon = _SHIFTS[state.shift]
            return Face(label, _toggled("keyboard.shift", told, words), icon, state.shift != "off")
        case Does.SIGNS:
            told = "on" if state.is_signs else "off"
            label = "abc" if state.is_signs else "123"
            return Face(label, _toggled("keyboard.signs", told, words), "", state.is_signs)
        case Does.ACCENT:
            is_on = state.accent == key.id
            name = _toggled(f"keyboard.accent.{key.id}", "on" if is_on else "off", words)
            return Face(key.sign, name, "", is_on)
        case Does.DELETE:
            return Face("", words.say("keyboard.delete"), "delete")
        case Does.DOMAIN:
            return Face(key.sign, key.sign)
        case Does.TYPES:
            name = sign_name(state.sign, words, is_code=state.is_code)
            return Face(name if state.sign == " " else state.sign, name)


def sign_name(sign: str, words: Speaker, *, is_code: bool = False) -> str:
    """Return what one character is called; capitals are told apart where they differ from small letters."""
    if sign == " ":
        return words.say("keyboard.space")
    if sign in SIGN_WORDS:
        return words.say(f"keyboard.sign.{SIGN_WORDS[sign]}")
    if sign.isupper() and not is_code:
        return words.say("keyboard.capital", letter=sign)
    return sign


def _toggled(key: str, told: str, words: Speaker) -> str:
    return words.say(f"keyboard.{told}", key=words.say(key))
