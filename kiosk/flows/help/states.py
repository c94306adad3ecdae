"""What help holds while it is on the glass."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from kiosk.domain.staff.articles import HelpArticle


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known while somebody looks for help. `screen` is what it is about: the page that help lies over.

    `held` are the articles that came, `top` and `found` the ids of those to choose from; None: they are awaited.
    `question` is what was typed last. `is_out`: the articles cannot be read.
    """

    screen: str
    is_staff: bool = False
    held: tuple[HelpArticle, ...] = ()
    top: tuple[str, ...] | None = None
    question: str = field(default="", repr=False)
    found: tuple[str, ...] | None = None
    is_out: bool = False

    def article(self, name: str) -> HelpArticle | None:
        """Return an article that came."""
        return next((own for own in self.held if own.id == name), None)

    def articles(self, names: tuple[str, ...] | None) -> tuple[HelpArticle, ...]:
        """Return those that came, in the order of their names."""
        return tuple(own for name in names or () if (own := self.article(name)) is not None)


@dataclass(frozen=True, slots=True)
class Topics:
    """The top questions of the step, a search, and where a person is."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class Searching:
    """A question is typed; `is_empty`: nothing was, when the search was asked for."""

    visit: Visit
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The answers to a question, or that there is none."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class Article:
    """One answer; it may still be on its way. `is_found`: it was chosen among the answers to a question."""

    visit: Visit
    id: str
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class Unhelped:
    """An article or the search did not help, and nobody can be called from here: where a person is."""

    visit: Visit


State: TypeAlias = "Topics | Searching | Found | Article | Unhelped"
