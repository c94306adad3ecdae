"""A site's own words: a whole catalogue in place of a language's, never mixed with the house's.

Only a catalogue without a fault is used, else the house's words are. What was found good is kept compiled, named by
the content of both files, so that the next start need not look again.
"""

from __future__ import annotations

import gettext
import hashlib
import io
import logging
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.words import compiled as house
from kiosk.words.compiled import CATALOGUES, COMPILED
from kiosk.words.languages import LANGUAGES

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The site's messages by language, and why others that the settings name are not used."""

    messages: Mapping[str, gettext.GNUTranslations] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def own_files(values: Mapping[str, Any], settings: Path) -> dict[str, Path]:
    """Return the files that the settings name, by language; a relative path starts in the folder of the settings.

    `values` has the shape of the settings file; what is no language or no path is left to the check of the settings.
    """
    named = values["site"].get("catalogues", {})
    pairs = named.items() if isinstance(named, Mapping) else ()
    return {name: settings.parent / file for name, file in pairs if name in LANGUAGES and isinstance(file, str)}


def own_words(
    values: Mapping[str, Any], settings: Path, *, catalogues: Path = CATALOGUES, compiled: Path = COMPILED
) -> OwnWords:
    """Return the site's own words, as far as they may be used; raises nothing about the files."""
    messages: dict[str, gettext.GNUTranslations] = {}
    problems: list[str] = []
    for language, file in own_files(values, settings).items():
        found = _messages(language, file, catalogues, compiled)
        if isinstance(found, list):
            problems += found
        else:
            messages[language] = house.guarded(found, language)
    return OwnWords(messages, tuple(problems))


def _messages(language: str, file: Path, catalogues: Path, compiled: Path) -> gettext.GNUTranslations | list[str]:
    from kiosk.words.catalogue import MAX_BYTES

    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        model = (catalogues / "en.po").read_bytes()
        target = compiled / "own" / f"{language}-{hashlib.sha256(content + model).hexdigest()[:32]}.mo"
        return house.read(target)
    except (OSError, ValueError, struct.error):
        pass  # not looked at yet, or not to be read: the reason is named below
    from kiosk.words.rules import faults

    if found := faults(file, language, catalogues):
        return found
    made = house.compile_one(file, language)
    try:
        house.write(target, made, file.stat().st_mtime_ns)
        for older in set(target.parent.glob(f"{language}-*.mo")) - {target}:
            older.unlink(missing_ok=True)
    except OSError as problem:
        _log.info("the site's words stay in memory: %s", problem)
    return gettext.GNUTranslations(io.BytesIO(made))
