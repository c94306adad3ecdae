"""Which keys stand where: one layout for each kind of text and language, as plain values.

A row is `COLUMNS` units wide or is centred. The letters stand as on the keyboards people know (QWERTY in all five
languages); what a language adds is its accents, its own letter and its signs.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from screens.keyboards.kinds import Kind

COLUMNS = 10
NUMBER_COLUMNS = 3
LATIN_EXTENDED_END = "\u0180"  # letters beyond it (a tilde on v) are of no language a visitor's name is written in
COMBINING = {"acute": "\u0301", "grave": "\u0300", "circumflex": "\u0302", "tilde": "\u0303", "diaeresis": "\u0308"}
ACCENT_SIGNS = {"acute": "´", "grave": "`", "circumflex": "^", "tilde": "~", "diaeresis": "¨"}
SIGN_WORDS = {
    ".": "dot", ",": "comma", "?": "question", "¿": "question_opening", "!": "exclamation", "¡": "exclamation_opening",
    "-": "hyphen", "'": "apostrophe", "@": "at", "#": "hash", "&": "ampersand", "/": "slash", ":": "colon",
    ";": "semicolon", "(": "bracket_open", ")": "bracket_close", "+": "plus", "*": "asterisk", "_": "underscore",
    '"': "quote", "%": "percent", "=": "equals", "€": "euro", "$": "dollar", "£": "pound",
}  # fmt: skip


class Does(StrEnum):
    """What a key does."""

    TYPES = "types"
    ACCENT = "accent"
    SHIFT = "shift"
    SIGNS = "signs"
    DELETE = "delete"
    DOMAIN = "domain"


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `id` is its name on its layout, `sign` what it types, `other` what it types among the signs."""

    id: str
    sign: str = ""
    other: str = ""
    does: Does = Does.TYPES
    units: float = 1

    def face(self, *, is_capital: bool, is_signs: bool, accent: str) -> str:
        """Return what the key types now."""
        sign = self.other if is_signs and self.other else self.sign
        sign = sign.upper() if is_capital else sign
        return accented(sign, accent) if accent else sign


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows of keys from the top; `columns` units wide."""

    rows: tuple[tuple[Key, ...], ...]
    columns: int = COLUMNS

    @property
    def keys(self) -> tuple[Key, ...]:
        """All keys in reading order."""
        return tuple(key for row in self.rows for key in row)


@dataclass(frozen=True, slots=True)
class _Tongue:
    """What a language adds to the letters."""

    accents: tuple[str, ...]
    letter: str
    signs: str


DOMAINS = ("@gmail.com", "@hotmail.com")
"""What most addresses end with, whole at twice the size beside the signs that addresses and phone numbers need."""
_TONGUES = {
    "pt-BR": _Tongue(("acute", "grave", "circumflex", "tilde"), "ç", "'.,?!-"),
    "pt-PT": _Tongue(("acute", "grave", "circumflex", "tilde"), "ç", "'.,?!-"),
    "es": _Tongue(("acute", "diaeresis"), "ñ", "¿?¡!.,-'"),
    "nl": _Tongue(("acute", "grave", "diaeresis", "circumflex", "tilde"), "'", ".,?!-"),
    "en": _Tongue(("acute", "grave", "diaeresis", "circumflex", "tilde"), "'", ".,?!-"),
}


def accented(sign: str, accent: str) -> str:
    """Return a letter with an accent as one composed character; as it is where no alphabet has such a letter."""
    composed = unicodedata.normalize("NFC", sign + COMBINING[accent]) if sign.isalpha() else sign
    return composed if len(composed) == 1 and composed < LATIN_EXTENDED_END else sign


@functools.cache
def layout(kind: Kind, language: str) -> Layout:
    """Return the keys for a kind of text in a language (a tag of a catalogue; KeyError for any other)."""
    tongue = _TONGUES[language]
    match kind:
        case Kind.TEXT:
            return Layout(_text_rows(tongue))
        case Kind.NAME:
            return Layout(_name_rows(tongue))
        case Kind.EMAIL:
            return Layout(_email_rows())
        case Kind.CODE:
            return Layout((_keys("23456789"), *_letters("asdfghjkl"), (*_keys("zxcvbnm"), _delete(2))))
        case Kind.DOCUMENT:
            lowest = (*_keys("zxcvbnm"), Key("space", " ", units=1.5), _delete(1.5))
            return Layout((_keys("1234567890"), *_letters("asdfghjkl"), lowest))
        case Kind.NUMBER:
            last = (Key("0", "0", units=2), _delete(1))
            return Layout((_keys("123"), _keys("456"), _keys("789"), last), NUMBER_COLUMNS)


def _keys(signs: str, others: str = "") -> tuple[Key, ...]:
    padded = others.ljust(len(signs))
    return tuple(Key(sign, sign, other.strip()) for sign, other in zip(signs, padded, strict=True))


def _letters(home: str, *, has_signs: bool = False) -> tuple[tuple[Key, ...], ...]:
    """Return the upper two rows of letters; the home row ends with the language's own."""
    upper, lower = ("1234567890", "@#&/:;()+*") if has_signs else ("", "")
    return _keys("qwertyuiop", upper), _keys(home, lower[: len(home)])


def _delete(units: float) -> Key:
    return Key("delete", does=Does.DELETE, units=units)


def _accents(tongue: _Tongue) -> tuple[Key, ...]:
    return tuple(Key(accent, ACCENT_SIGNS[accent], does=Does.ACCENT) for accent in tongue.accents)


def _lowest(others: str = "") -> tuple[Key, ...]:
    return (Key("shift", does=Does.SHIFT, units=1.5), *_keys("zxcvbnm", others), _delete(1.5))


def _text_rows(tongue: _Tongue) -> tuple[tuple[Key, ...], ...]:
    top = (*_accents(tongue), *_keys(tongue.signs))
    foot = (Key("signs", does=Does.SIGNS, units=1.5), Key("space", " ", units=COLUMNS - 1.5))
    return top, *_letters(f"asdfghjkl{tongue.letter}", has_signs=True), _lowest('_"%=€$£'), foot


def _name_rows(tongue: _Tongue) -> tuple[tuple[Key, ...], ...]:
    top = (*_accents(tongue), *_keys("'-."))
    own = tongue.letter if tongue.letter.isalpha() else ""
    return top, *_letters(f"asdfghjkl{own}"), _lowest(), (Key("space", " ", units=COLUMNS - 3),)


def _email_rows() -> tuple[tuple[Key, ...], ...]:
    domains = tuple(Key(domain, domain, does=Does.DOMAIN, units=4) for domain in DOMAINS)
    return (
        _keys("1234567890"),
        *_letters("asdfghjkl@"),
        (*_keys("zxcvbnm.-"), _delete(1)),
        (*_keys("_+"), *domains),
    )
