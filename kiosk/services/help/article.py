"""What an article is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

EVERYWHERE: Final = "*"  # a deed of the strip, which is on every screen
GENERAL: Final = "general"


@dataclass(frozen=True, slots=True)
class Deed:
    """What can be done from an article: an event of the glass with its arguments.

    `label` is a key of words. `at` names the screens (`checkout/Scanning`) whose own button sends the same event, or is
    `*`. Whether it can be done at this moment is for the view to say: it holds that button, enabled or not.
    """

    event: str
    args: tuple[tuple[str, str], ...]
    label: str
    at: tuple[str, ...]

    def is_for(self, screen: str) -> bool:
        """Tell whether a screen may offer it."""
        return screen in self.at or EVERYWHERE in self.at


@dataclass(frozen=True, slots=True)
class Article:
    """An answer in one language. `topics` are screens (`checkout/Scanning`), flows (`checkout`) or `general`.

    `text` is plain, two to four sentences; `words` are what else a customer may call the matter; `art` names an icon.
    """

    id: str
    language: str
    title: str
    text: str
    words: tuple[str, ...]
    topics: tuple[str, ...]
    review: date
    deed: Deed | None = None
    art: str = ""
