"""What all parts of the settings share."""

from __future__ import annotations

import unicodedata

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """One table of the settings: no key that is not known, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def seen(text: str) -> str:
    """A text that stands on the glass: a character that is not seen could turn a line round or break it."""
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") and character != "\u200d":  # joins emoji
            raise ValueError(f"characters that are seen; U+{ord(character):04X} is not")
    return text
