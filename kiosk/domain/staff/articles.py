"""An article of help as the glass shows it: in every language at once, with what can be done from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.domain.text import LocalText

EVERYWHERE: Final = "*"  # a deed of the strip, which is on every screen


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
        return screen in self.at or self.is_of_strip

    @property
    def is_of_strip(self) -> bool:
        """True when the strip offers it, on every screen."""
        return EVERYWHERE in self.at


@dataclass(frozen=True, slots=True)
class HelpArticle:
    """One article; `art` names an icon. A change of language changes the words and not the article."""

    id: str
    title: LocalText
    text: LocalText
    art: str = ""
    deed: Deed | None = None
