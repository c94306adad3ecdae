"""A language made by machine to see what 40 % longer words do: `[Tôüçh tô śtäärt]`. Never one a customer is offered."""

from __future__ import annotations

import math
import os
import re
import tempfile
from pathlib import Path

from kiosk.words import CATALOGUES, SiteFormat, Words

PSEUDO = "en-XA"  # what CLDR calls accented English
LONGER = 1.4
_PLACE = re.compile(r"(\{[^}]*\})")
_ACCENTS = str.maketrans("aeiounsczyAEIOUNSCZY", "äéîôüñšçžýÄÉÎÔÜÑŠÇŽÝ")
_VOWELS = "aeiouy"


def lengthen(text: str) -> str:
    """Return a text 40 % longer, accented, in brackets; its `{places}` stay as they are and do not count.

    Words grow inside, so that the longest word of a label grows with it.
    """
    parts = _PLACE.split(text)
    length = sum(len(part) for part in parts[::2])
    missing = math.ceil(length * LONGER) - length - 2  # the brackets count
    letters = [list(part) if at % 2 == 0 else [part] for at, part in enumerate(parts)]
    growing = [(part, at) for part in range(0, len(parts), 2) for at, one in enumerate(letters[part]) if _grows(one)]
    for turn in range(missing if growing else 0):
        part, at = growing[turn * len(growing) // missing if missing < len(growing) else turn % len(growing)]
        letters[part][at] += letters[part][at][0].lower()
    accented = ("".join(one) if at % 2 else "".join(one).translate(_ACCENTS) for at, one in enumerate(letters))
    return f"[{''.join(accented)}]"


def _grows(letter: str) -> bool:
    return letter.lower() in _VOWELS


def pseudo_words(folder: Path, site: SiteFormat | None = None) -> Words:
    """Return the words of the pseudo-language, made anew from the English catalogue; files are kept in `folder`."""
    from babel.messages import pofile

    with (CATALOGUES / "en.po").open("rb") as stream:
        catalogue = pofile.read_po(stream, locale="en", abort_invalid=True)
    for message in catalogue:
        if message.id:
            forms = message.string or ""
            message.string = lengthen(forms) if isinstance(forms, str) else tuple(lengthen(form) for form in forms)
    folder.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "wb") as stream:
        pofile.write_po(stream, catalogue)
    os.replace(draft, folder / "en.po")
    return Words("en", site or SiteFormat(), catalogues=folder, compiled=folder / "compiled")
