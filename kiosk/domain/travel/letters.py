"""Names in the letters A to Z, as machine-readable zones, boarding passes and bag tags write them.

Source: ICAO Doc 9303-3, section 6 A (Latin letters); IATA Resolution 792 knows the same letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_OWN: Final = str.maketrans(
    {
        "Ä": "AE", "Å": "AA", "Æ": "AE", "Ö": "OE", "Ø": "OE", "Œ": "OE", "Ü": "UE", "ẞ": "SS", "ß": "SS", "Þ": "TH",
        "Ð": "D", "Đ": "D", "Ħ": "H", "ı": "I", "Ĳ": "IJ", "ĸ": "K", "Ł": "L", "Ŀ": "L", "Ŋ": "N", "Ŧ": "T",
    }
)  # fmt: skip
_APART: Final = re.compile(r"[\s\-‐-–/.,]+")


@lru_cache(maxsize=1024)
def plain_letters(name: str) -> str:
    """Return a name in A to Z, its parts divided by one blank: `Núñez-O'Brien` is `NUNEZ OBRIEN`, `Müller` `MUELLER`.

    Apostrophes go, hyphens become blanks, letters of other scripts go.
    """
    capitals = unicodedata.normalize("NFC", name).translate(_OWN).upper().translate(_OWN)
    bare = unicodedata.normalize("NFKD", _APART.sub(" ", capitals)).translate(_OWN)
    return " ".join("".join(sign for sign in bare if "A" <= sign <= "Z" or sign == " ").split())
