"""Characters that no bundled face can draw: found before a customer sees an empty box."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final

HasGlyph = Callable[[str], bool]
_UNDRAWN: Final = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def lacking(texts: Iterable[tuple[str, str]], has_glyph: HasGlyph) -> Iterator[str]:
    """Yield one sentence for each character without a glyph: where it stands first, its code point and its name.

    `texts` are pairs of a place and a text. Text is composed (NFC) first, as the screen does.
    """
    known: set[str] = set()
    for place, text in texts:
        if text.isascii():
            continue
        for character in unicodedata.normalize("NFC", text):
            if character not in known:
                known.add(character)
                if _is_drawn(character) and not has_glyph(character):
                    yield f"{place}: {described(character)}: no bundled face has this character"


def described(character: str) -> str:
    """Return a character with its code point and its name."""
    name = unicodedata.name(character, "a character without a name")
    shown = f"{character!r} " if character.isprintable() else ""
    return f"{shown}U+{ord(character):04X} {name}"


def _is_drawn(character: str) -> bool:
    is_selector = "\ufe00" <= character <= "\ufe0f"
    return not is_selector and unicodedata.category(character) not in _UNDRAWN
