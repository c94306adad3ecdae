"""What an article is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from kiosk.domain.staff.articles import EVERYWHERE as EVERYWHERE
from kiosk.domain.staff.articles import Deed as Deed

GENERAL: Final = "general"


@dataclass(frozen=True, slots=True)
class Article:
    """An answer in one language. `topics` are screens (`checkout/Scanning`), flows (`checkout`) or `general`.

    `text` is plain, two to four sentences; `words` are what else a customer may call the matter; `art` names an icon.
    `is_for_staff`: customers do not find it.
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
    is_for_staff: bool = False
