"""Words as they are compared: small letters without signs above them, nothing else. Bounded for any text."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MOST_CHARACTERS: Final = 200  # of a question; whoever types more has said it before
MOST_WORDS: Final = 12
LONGEST_WORD: Final = 24
_WORD: Final = re.compile(r"[^\W_]+")
_APOSTROPHE: Final = re.compile(r"(?<=\w)['\u2019](?=\w)")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text of our own, in order: `Ação, 2x` gives `acao`, `2x`."""
    letters = text.casefold()
    if not letters.isascii():  # what is plain already costs nothing
        marks_apart = unicodedata.normalize("NFKD", letters)
        letters = "".join(sign for sign in marks_apart if not unicodedata.combining(sign))
    return tuple(_WORD.findall(_APOSTROPHE.sub("", letters)))


def words_asked(question: str) -> tuple[str, ...]:
    """Return the words of a question that somebody typed, each once: no more than 12, none beyond 24 letters."""
    words = words_of(question.strip()[:MOST_CHARACTERS])
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in words))[:MOST_WORDS]


def trigrams(word: str) -> frozenset[str]:
    """Return the groups of three letters of a word, with its beginning and its end."""
    padded = f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
