"""All articles: by id, by step, by question; and which of them are due for review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from kiosk.domain.staff.articles import HelpArticle
from kiosk.domain.text import LocalText
from kiosk.services.help.article import GENERAL, Article
from kiosk.services.help.index import Index
from kiosk.services.help.reading import ARTICLES, Read, read

MOST_TOP: Final = 6
STAFF: Final = "staff"  # the topic of what every colleague may ask


@dataclass(frozen=True, slots=True)
class Overdue:
    """An article whose facts somebody should have looked at again by `review`."""

    id: str
    languages: tuple[str, ...]
    review: date


class Shelf:
    """The articles as they were read. `language` is one of `kiosk.words.LANGUAGES`."""

    def __init__(self, articles: Read) -> None:
        self._read = articles
        self._by_id = {(own.language, own.id): own for held in articles.articles.values() for own in held}

    @cached_property
    def _indexes(self) -> Mapping[tuple[str, bool], Index]:
        """The searches by language, for customers and for staff."""
        return {
            (language, is_staff): Index(
                tuple(own for own in held if is_staff or not own.is_for_staff), self._read.plain[language]
            )
            for language, held in self._read.articles.items()
            for is_staff in (False, True)
        }

    def articles(self, language: str) -> tuple[Article, ...]:
        """Return all articles of a language, the most asked first."""
        return self._read.articles[language]

    def article(self, language: str, article_id: str) -> Article | None:
        """Return one article; None for an id that there is not."""
        return self._by_id.get((language, article_id))

    def top(self, language: str, screen: str, *, is_staff: bool = False) -> tuple[Article, ...]:
        """Return the six top questions of a screen (`checkout/Scanning`): its own, its flow's, then general ones.

        On a page of the staff those for staff come before the general ones.
        """
        flow = screen.partition("/")[0]
        held = self._read.articles[language]
        topics = (screen, flow, STAFF, GENERAL) if is_staff else (screen, flow, GENERAL)
        found = {own.id: own for topic in topics for own in held if topic in own.topics}
        return tuple(found.values())[:MOST_TOP]

    def search(self, language: str, question: str, *, is_staff: bool = False) -> tuple[Article, ...]:
        """Return up to 12 articles that answer a question, the best first; none where there is no answer.

        The question is any text that was typed, also a long, broken or hostile one; it is kept nowhere. Staff find the
        customers' articles, too.
        """
        return self._indexes[language, is_staff].search(question)

    def shown(self, ids: Iterable[str]) -> tuple[HelpArticle, ...]:
        """Return articles as the glass shows them, in all languages at once; an id that there is not is left out."""
        held = ([own for language in self._read.articles if (own := self.article(language, name))] for name in ids)
        return tuple(_shown(own) for own in held if own)

    def overdue(self, today: date) -> tuple[Overdue, ...]:
        """Return the articles past their day of review, the longest overdue first."""
        due: dict[tuple[date, str], list[str]] = {}
        for held in self._read.articles.values():
            for own in held:
                if own.review < today:
                    due.setdefault((own.review, own.id), []).append(own.language)
        return tuple(Overdue(name, tuple(due[review, name]), review) for review, name in sorted(due))


def _shown(held: Sequence[Article]) -> HelpArticle:
    first = held[0]
    titles, texts = (tuple((own.language, getattr(own, part)) for own in held) for part in ("title", "text"))
    return HelpArticle(first.id, LocalText(titles), LocalText(texts), first.art, first.deed)


def open_shelf(folder: Path = ARTICLES) -> Shelf:
    """Read and check every article. Raises `BadArticles`."""
    return Shelf(read(folder))


def report(shelf: Shelf, today: date) -> list[str]:
    """Return the lines of a report for staff: each article that is due for review, and since when."""
    late = shelf.overdue(today)
    if not late:
        return ["Every help article has been reviewed in time."]
    return [f"{own.id}: review was due {own.review.isoformat()} ({', '.join(own.languages)})" for own in late]
