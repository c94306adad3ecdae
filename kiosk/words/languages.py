"""The languages there are words in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LANGUAGES: Final = ("pt-BR", "pt-PT", "nl", "es", "en")
BABEL_LOCALE: Final[Mapping[str, str]] = {
    "pt-BR": "pt_BR",
    "pt-PT": "pt_PT",
    "nl": "nl_NL",
    "es": "es_419",
    "en": "en_GB",
}


def resolve_language(tag: str) -> str:
    """Return the catalogue for a language tag (``pt`` is ``pt-BR``); ValueError names what there is."""
    wanted = {"pt": "pt-BR"}.get(tag, tag)
    if wanted not in LANGUAGES:
        raise ValueError(f"there are no words in {tag!r}; there are: {', '.join(LANGUAGES)}")
    return wanted
