"""Holds the articles to the rules: lengths, sentences, words of the house, deeds that exist."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kiosk.flows.intents import NotAnEvent, event_of, kinds
from kiosk.services.help.article import Article
from kiosk.services.help.reading import ARTICLES, BadArticles, read
from kiosk.words.catalogue import Entry, entries
from kiosk.words.compiled import CATALOGUES
from kiosk.words.rules import MODEL, RULES
from kiosk.words.texts import address_problems, glossary_problems, text_problems

MOST_WORDS: Final = 60
MOST_SENTENCES: Final = 4
LEAST_SENTENCES: Final = 2
LEAST_ARTICLES: Final = 30
_SENTENCE: Final = re.compile(r"(?<=[.?])\s+")
_LONG: Final = "help_article"


def check(folder: Path = ARTICLES) -> list[str]:
    """Return what is wrong with the articles of a folder, one sentence each; nothing when they may be shipped."""
    try:
        held = read(folder).articles
    except BadArticles as bad:
        return bad.problems
    rules = tomllib.loads((CATALOGUES / RULES).read_text(encoding="utf-8"))
    keys = entries(CATALOGUES / "en.po", "en").keys()
    problems = [f"en: has {len(held['en'])} articles of {LEAST_ARTICLES}"] if len(held[MODEL]) < LEAST_ARTICLES else []
    for article in held[MODEL]:
        problems += [f"{article.id}: {problem}" for problem in _deed_problems(article, keys)]
    for language, articles in held.items():
        problems += [f"{language}/{own.id}: {problem}" for own in articles for problem in _problems(own, rules)]
        said = {f"{own.id}": Entry((own.title, own.text), False, False) for own in articles}
        address = rules.get("address", {}).get(language, {})
        problems += [f"{language}/{problem}" for problem in address_problems(said, address, is_house=True)]
        problems += _glossary(articles, held[MODEL], rules, language)
        titles = [own.title for own in articles]
        problems += [f"{language}: two articles are called {name!r}" for name in set(titles) if titles.count(name) > 1]
    return problems


def _problems(article: Article, rules: dict[str, Any]) -> Iterator[str]:
    sentences = _SENTENCE.split(article.text)
    if len(article.text.split()) > MOST_WORDS:
        yield f"has more than {MOST_WORDS} words"
    if not LEAST_SENTENCES <= len(sentences) <= MOST_SENTENCES:
        yield f"has {len(sentences)} sentences; {LEAST_SENTENCES} to {MOST_SENTENCES} are allowed"
    if article.text[-1:] not in ".?":
        yield "does not end with a stop"
    if not article.words:
        yield "has no words to find it by"
    for sentence in sentences:
        yield from text_problems(_LONG, Entry((sentence,), False, False), _longer(rules), article.language)
    yield from text_problems(
        "help_title.other", Entry((article.title,), False, False), _longer(rules), article.language
    )


def _glossary(
    articles: tuple[Article, ...], model: tuple[Article, ...], rules: dict[str, Any], language: str
) -> Iterator[str]:
    """Yield where a thing that the English article names is not called by its agreed word."""
    if language == MODEL:
        return
    for own, english in zip(articles, model, strict=True):
        for problem in glossary_problems(_whole(own), _whole(english), rules["glossary"], language):
            yield f"{language}/{own.id}: {problem}"


def _whole(article: Article) -> Entry:
    return Entry((f"{article.title} {article.text}",), False, False)


def _longer(rules: dict[str, Any]) -> dict[str, Any]:
    """Return the rules with room for a sentence of 15 long words."""
    return {**rules, "characters": {**rules["characters"], _LONG: 130, "help_title": 60}}


def _deed_problems(article: Article, keys: object) -> Iterator[str]:
    deed = article.deed
    if deed is None:
        return
    if deed.event not in kinds():
        yield f"{deed.event} is no event of the glass"
        return
    try:
        event_of(deed.event, dict(deed.args))
    except NotAnEvent as problem:
        yield str(problem)
    if deed.label not in keys:  # type: ignore[operator] # the keys of a mapping
        yield f"{deed.label} is no key of words"
