"""What is pressed in help, what was found, and what is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final

from kiosk.domain.staff.articles import HelpArticle
from kiosk.flows.base import NOT_KEPT, Effect, Event

TOP: Final = "top"
SEARCH: Final = "search"
ONE: Final = "one"


@dataclass(frozen=True, slots=True)
class SearchPressed(Event):
    """A question shall be typed."""


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """The question as it was typed."""

    text: str = field(repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class ArticleChosen(Event):
    """An article was chosen, by its id."""

    article: str


@dataclass(frozen=True, slots=True)
class ArticleWanted(Event):
    """An article was asked for from a page outside help: help opens at it."""

    article: str


@dataclass(frozen=True, slots=True)
class ArticleHelped(Event):
    """The customer says that an article helped."""

    article: str


@dataclass(frozen=True, slots=True)
class ArticleUnhelped(Event):
    """The customer says that an article did not help."""

    article: str


@dataclass(frozen=True, slots=True)
class PersonWanted(Event):
    """The search gave no answer, or none that helps: a person shall have the question."""


@dataclass(frozen=True, slots=True)
class ArticleDeedChosen(Event):
    """What an article is about shall be done: an event that the covered screen sends, with one argument or none."""

    deed: str
    argument: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class HelpClosed(Event):
    """Help is not wanted any more."""


@dataclass(frozen=True, slots=True)
class HelpFound(Event):
    """Articles, the best first; `kind`, `screen` and `question` say to what. `is_out`: they cannot be read."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    kind: str
    screen: str
    articles: tuple[HelpArticle, ...] = ()
    question: str = field(default="", repr=False)
    is_out: bool = False


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Event):
    """A question in `language` at `screen` found so many articles. The journal counts it; the question is not there."""

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    language: str
    screen: str
    n_found: int


@dataclass(frozen=True, slots=True)
class FindHelp(Effect):
    """Find articles: the top ones of a screen, those that answer a question, or one. Answered by `HelpFound`.

    `article` is the id with `ONE`. A search is answered by `QuestionAnswered`, too. `is_staff`: what is for
    staff is found besides.
    """

    is_for_the_moment: ClassVar[bool] = True
    kind: str
    screen: str
    language: str
    question: str = field(default="", repr=False)
    article: str = ""
    is_staff: bool = False
