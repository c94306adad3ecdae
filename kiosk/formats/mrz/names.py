"""Names as they stand in machine-readable zones: A to Z, `<` between parts, `<<` between surname and given names."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LETTERS: Final = str.maketrans(
    {
        "Ä": "AE", "Æ": "AE", "Å": "AA", "Ö": "OE", "Ø": "OE", "Œ": "OE", "Ü": "UE", "ß": "SS", "ẞ": "SS", "Þ": "TH",
        "Ð": "D", "Đ": "D", "Ħ": "H", "Ł": "L", "Ŧ": "T", "Ŋ": "N", "ı": "I", "Ĳ": "IJ", "ĸ": "Q",
        "'": "", "’": "", "ʼ": "", "`": "", ".": "", "-": " ", "‐": " ", "–": " ", ",": " ",
    }
)  # fmt: skip


END: Final = "<<<"
"""Three fillers end a name."""
BEHIND_THE_END: Final = re.compile("[A-Z]<<<+[A-Z]")
"""A letter behind three fillers: nobody's name goes on there, a filler was misread."""


def surname_of(field: str) -> str:
    """Return the surname of a name field; without `<<` all of it, none when it begins with `<<`."""
    return field.partition("<<")[0].replace("<", " ").strip()


def given_names_of(field: str) -> str:
    """Return the given names of a name field, parts separated by one blank.

    `<<` between them is read over, as some issuers print it; three fillers end the name.
    """
    return words(field.partition("<<")[2])


def words(field: str) -> str:
    """Return names of one kind, parts separated by one blank."""
    return " ".join(field.partition(END)[0].replace("<", " ").split())


def transliterated(name: str) -> str:
    """Return a name as a zone prints it, with blanks for fillers: `Müller-Lüdenscheidt` is `MUELLER LUEDENSCHEIDT`.

    Apostrophes and full stops go, hyphens and commas divide; what has no Latin letter is left out. An issuer may have
    chosen otherwise (Ä as A, Ñ as NXX): compare tolerantly. Source: ICAO Doc 9303 part 3, 4.6 and section 6 table A.
    """
    composed = unicodedata.normalize("NFC", name).replace("ß", "SS").upper()
    plain = unicodedata.normalize("NFKD", composed.translate(_LETTERS))
    kept = "".join(character for character in plain if "A" <= character <= "Z" or character.isspace())
    return " ".join(kept.split())
