"""Words that are not yet words: a key with arguments, and names that come in several languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from kiosk.domain.money import Money


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text of the site's data in several languages, as `(language, text)` pairs; the first is the fallback."""

    texts: tuple[tuple[str, str], ...]

    def in_language(self, language: str) -> str:
        """Return the text of `language`, else of the same language elsewhere (pt-PT for pt-BR), else the first."""
        for own, text in self.texts:
            if own == language:
                return text
        for own, text in self.texts:
            if own.partition("-")[0] == language.partition("-")[0]:
                return text
        return self.texts[0][1] if self.texts else ""


@dataclass(frozen=True, slots=True)
class Text:
    """A key of the catalogue of words with its arguments."""

    key: str
    args: tuple[tuple[str, Arg], ...] = ()


@dataclass(frozen=True, slots=True)
class Scaled:
    """A number with decimals, kept as an integer: `Scaled(842, 3)` is 0.842; `least` decimals are always written."""

    value: int
    decimals: int
    least: int = 0


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A moment of which the time of day is written, in the site's zone and as the site writes it."""

    utc_ms: int


Arg: TypeAlias = str | int | Money | LocalText | Text | Scaled | TimeOfDay


@dataclass(frozen=True, slots=True)
class IsoDay:
    """A day of the calendar as ISO 8601 has it, `2026-05-31`; it is written as the site writes days."""

    iso: str


def text(key: str, /, **args: Arg) -> Text:
    """Make a `Text`; argument order does not matter for equality. Without arguments the same key is the same object."""
    if not args:
        return _plain(key)
    return Text(key, tuple(args.items() if len(args) == 1 else sorted(args.items())))


@lru_cache(maxsize=4096)  # forty of them are in one picture, and they are always the same
def _plain(key: str) -> Text:
    return Text(key)
