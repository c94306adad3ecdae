"""The search among the articles of one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import log
from typing import Final

from kiosk.services.help.article import Article
from kiosk.services.help.likeness import BENT, ONE_OFF, SAME, likeness
from kiosk.services.help.plain import trigrams, words_asked, words_of

MOST_FOUND: Final = 12
TITLE, WORDS, TEXT = 5.0, 4.0, 1.5
ENOUGH_KNOWN: Final = 0.5  # of what the question is about; with less an answer would be a guess
ENOUGH_LIKE: Final = 0.3  # of the best: what is further away is about something else
SURE_LETTERS: Final = 5  # a shorter word that is only nearly one of ours may be quite another
SURE_LETTERS_TWO_OFF: Final = 9
GUESSED_KNOWN: Final = 0.8  # a word that only a mistake makes one of ours is not quite known
GUESSED: Final = 0.9  # of a word that is not ours, what is nearest is most likely meant


class Index:
    """Answers questions of one language; the same question gives the same answer."""

    def __init__(self, articles: tuple[Article, ...], plain: str) -> None:
        self._articles = articles
        self._plain = frozenset(words_of(plain))
        self._held: dict[str, dict[int, float]] = defaultdict(dict)
        for n, article in enumerate(articles):
            for weight, text in ((TEXT, article.text), (WORDS, " ".join(article.words)), (TITLE, article.title)):
                for word in words_of(text):
                    if word not in self._plain:
                        self._held[word][n] = max(weight, self._held[word].get(n, 0.0))
        self._rare = {word: log(1 + len(articles) / len(held)) for word, held in self._held.items()}
        self._parts: dict[str, set[str]] = defaultdict(set)
        for word in self._held:
            for part in trigrams(word):
                self._parts[part].add(word)

    def search(self, question: str) -> tuple[Article, ...]:
        """Return up to 12 articles, the best first; none where too little of the question is known here."""
        asked = [word for word in words_asked(question) if word not in self._plain and len(word) > 1]
        likes = {word: self._likes(word) for word in asked}
        found = [self._met(like) for like in likes.values()]
        known = sum(GUESSED_KNOWN if max(like.values()) < BENT else 1.0 for like in likes.values() if like)
        if not known or known < ENOUGH_KNOWN * len(asked) or not any(map(_is_sure, likes, likes.values())):
            return ()
        points: dict[int, float] = defaultdict(float)
        for met in found:
            for n, worth in met.items():
                points[n] += worth
        return self._ranked(points)

    def _likes(self, typed: str) -> Mapping[str, float]:
        """Return our words that a typed one may stand for, and how near each is."""
        return {own: like for own in self._near(typed) if (like := likeness(typed, own))}

    def _met(self, likes: Mapping[str, float]) -> Mapping[int, float]:
        """Return what a typed word is worth to each article."""
        best: dict[int, float] = {}
        nearest = max(likes.values(), default=SAME)
        trust = 1.0 if nearest == SAME else GUESSED
        for own, like in likes.items():
            worth = trust * (like / nearest) ** 2 * self._rare[own]
            for n, weight in self._held[own].items():
                best[n] = max(best.get(n, 0.0), worth * weight)
        return best

    def _near(self, typed: str) -> Iterable[str]:
        """Return the words that share enough letters in a row to be worth a look."""
        if typed in self._held:
            return (own for own in self._held if own == typed or own.startswith(typed[:4]))
        shared: dict[str, int] = defaultdict(int)
        for part in trigrams(typed):
            for own in self._parts.get(part, ()):
                shared[own] += 1
        return shared

    def _ranked(self, points: Mapping[int, float]) -> tuple[Article, ...]:
        if not points:
            return ()
        least = ENOUGH_LIKE * max(points.values())
        order = sorted((n for n, worth in points.items() if worth >= least), key=lambda n: (-points[n], n))
        return tuple(self._articles[n] for n in order[:MOST_FOUND])


def _is_sure(typed: str, likes: Mapping[str, float]) -> bool:
    """Tell whether a typed word alone stands for ours: the more letters are wrong, the longer it must be.

    A short word that is near two of ours may be neither.
    """
    nearest = max(likes.values(), default=0.0)
    if nearest >= ONE_OFF:
        return nearest >= BENT or len(typed) >= SURE_LETTERS or len(likes) == 1
    return nearest > 0 and len(typed) >= SURE_LETTERS_TWO_OFF
