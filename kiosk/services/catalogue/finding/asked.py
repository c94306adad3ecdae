"""What a customer asked for, found in one edition of the catalogue. Any text is taken: none raises, none is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.domain.text import LocalText
from kiosk.services.catalogue.finding.written import ABOUT, LOOSE, SHORTEST_TERM, column_of, group_token
from kiosk.services.help.likeness import BEGUN, likeness
from kiosk.services.help.plain import trigrams, words_asked, words_of

MOST_FOUND: Final = 12
LEAST_LETTERS: Final = 2
_CANDIDATES: Final = 60  # looked at in Python; a common word has more, and what sells first stands first
_NEAREST: Final = 3  # terms that a misspelt word may stand for
_NEIGHBOURS: Final = 200
_MATCH: Final = f"SELECT rowid FROM words WHERE words MATCH ? LIMIT {_CANDIDATES}"  # noqa: S608  # constants of ours
_LONGEST_PREFIX: Final = 3  # of the table's own prefixes
_MOST_BEGUN: Final = 40
_BEGUN: Final = f"SELECT word FROM term WHERE word MATCH ? AND language = ? LIMIT {_MOST_BEGUN + 1}"  # noqa: S608  # a constant of ours
_NEAR: Final = f"SELECT word FROM term WHERE word MATCH ? AND language = ? ORDER BY rank LIMIT {_NEIGHBOURS}"  # noqa: S608  # constants, too
_HOLDS: Final = ":day BETWEEN valid_from AND valid_to"
_SEASON: Final = (  # 0 in season, 1 all year, 2 out of season; a season may go over the end of the year
    "CASE WHEN season_from = 0 THEN 1 WHEN season_from <= season_to "
    "THEN 2 * (:month NOT BETWEEN season_from AND season_to) "
    "ELSE 2 * (:month < season_from AND :month > season_to) END"
)
_SHELF: Final = (
    "SELECT product_id FROM loose WHERE :category IN ('', category) "  # noqa: S608  # constants of ours
    f"AND {_HOLDS} ORDER BY {_SEASON}, product_id LIMIT :limit"
)
_GROUPS: Final = (
    f"SELECT category, count(*) FROM loose WHERE category <> '' AND {_HOLDS} "  # noqa: S608  # constants of ours
    "GROUP BY category ORDER BY min(product_id)"
)
_NAMES: Final = (  # one question for all candidates: a question for each costs more than finding them
    f"SELECT id, names FROM product WHERE id IN (SELECT value FROM json_each(:numbers)) AND {_HOLDS}"  # noqa: S608  # constants of ours
)
_COLUMNS: Final = "SELECT name FROM pragma_table_info('words')"


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of goods, by the catalogue's own name, and how many loose goods are of it."""

    name: str
    count: int


def groups(connection: sqlite3.Connection, day: int) -> tuple[Group, ...]:
    """Return the categories of the loose goods of a day, in the order of the catalogue."""
    return tuple(Group(*row) for row in connection.execute(_GROUPS, {"day": day}))


def search(
    connection: sqlite3.Connection, asked: str, language: str, category: str = "",
    limit: int = MOST_FOUND, *, day: int, is_loose: bool = True,
) -> tuple[int, ...]:  # fmt: skip
    """Return the numbers of products, the best first, by their names in the customer's language.

    Nothing asked: the loose goods of the category on `day` (yyyymmdd), those in season first, else as the catalogue
    has them in order. Fewer than two letters: none.
    """
    words = words_asked(asked)
    if not asked.strip():
        wanted = {"category": category, "day": day, "month": day // 100 % 100, "limit": limit}
        return tuple(number for (number,) in connection.execute(_SHELF, wanted))
    if sum(map(len, words)) < LEAST_LETTERS:
        return ()
    column = _column(connection, language)
    about = [LOOSE] * is_loose + [group_token(category)] * bool(category)
    bound = "".join(f' AND {ABOUT}:"{own}"' for own in about)
    for ways in _ways(connection, column, words):
        match = " AND ".join(f"{{{column}}}:({' OR '.join(way)})" for way in ways)
        found = [number for (number,) in connection.execute(_MATCH, (f"({match}){bound}",))]
        if names := _names(connection, found, language, day):
            return _ranked(names, words)[:limit]
    return ()


def _column(connection: sqlite3.Connection, language: str) -> str:
    """Return the column of a language, else of the same language elsewhere, else the first."""
    known = [name for (name,) in connection.execute(_COLUMNS) if name != ABOUT]
    wanted = column_of(language)
    near = next((own for own in known if own.split("_")[1] == wanted.split("_")[1]), known[0])
    return wanted if wanted in known else near


def _ways(connection: sqlite3.Connection, column: str, words: Sequence[str]) -> Iterator[Sequence[Sequence[str]]]:
    """Yield what may be meant, the likeliest first: the words as they are, their neighbours, any of these alone."""
    plain = [_begun(connection, column, word) for word in words]
    yield plain
    pairs = zip(plain, words, strict=True)
    near = [[*way, *(f'"{own}"' for own in _near(connection, column, word))] for way, word in pairs]
    yield near
    yield [[one for way in near for one in way]]


def _begun(connection: sqlite3.Connection, column: str, word: str) -> Sequence[str]:
    """Return the terms that begin with a word, or its prefix.

    A prefix that the table does not hold is made of all goods of all its terms, of a million before the first is found;
    of whole terms only what is wanted is read.
    """
    prefix = f'"{word}"*'
    if len(word) <= _LONGEST_PREFIX or not word.isalpha():  # terms with digits are not among `term`
        return [prefix]
    terms = [term.strip() for (term,) in connection.execute(_BEGUN, (f'"  {word}"', column))]
    return [f'"{own}"' for own in terms] if 0 < len(terms) <= _MOST_BEGUN else [prefix]


def _near(connection: sqlite3.Connection, column: str, word: str) -> tuple[str, ...]:
    """Return the terms of a language that a word may stand for."""
    if len(word) < SHORTEST_TERM:
        return ()
    match = " OR ".join(f'"{own}"' for own in sorted(trigrams(word)))  # terms are stored with the same room around
    known = (term.strip() for (term,) in connection.execute(_NEAR, (match, column)))
    likes = sorted(((_like(word, term), term) for term in known), reverse=True)
    return tuple(term for like, term in likes[:_NEAREST] if like)


def _like(typed: str, own: str) -> float:
    """Return how near a typed word is to one of ours, or to its beginning: hardly anybody types a name to its end."""
    if own.isdigit() and typed.isalpha():
        return 0.0
    begun = (likeness(typed, own[: len(typed) + more]) for more in (-1, 0, 1) if len(typed) < len(own))
    return max(likeness(typed, own), *(BEGUN * like for like in begun), 0.0)


def _names(connection: sqlite3.Connection, found: Sequence[int], language: str, day: int) -> Mapping[int, str]:
    """Return the names of products in a language, by their numbers; those that do not hold on the day are left out."""
    rows = connection.execute(_NAMES, {"numbers": json.dumps(found), "day": day}) if found else ()
    return {number: LocalText(tuple(map(tuple, json.loads(names)))).in_language(language) for number, names in rows}


def _ranked(names: Mapping[int, str], words: Sequence[str]) -> tuple[int, ...]:
    """Order by how much of what was asked a name holds, then the shorter name, then as the catalogue has them."""
    likes: dict[tuple[str, str], float] = {}  # goods of one kind share their words

    def like(word: str, own: str) -> float:
        known = likes.get((word, own))
        if known is None:
            known = likes[word, own] = _like(word, own)
        return known

    def place(number: int) -> tuple[float, int, int]:
        own = words_of(names[number])
        held = sum(max((like(word, one) for one in own), default=0.0) for word in words)
        return -held, len(own), number

    return tuple(sorted(names, key=place))
