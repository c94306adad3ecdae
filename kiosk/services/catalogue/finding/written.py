"""What an import writes so that goods are found by their words.

Source of the shape: performance.md 5, a full-text table with prefixes; the terms that exist stand in a table of
trigrams beside it, so that a misspelt word finds its neighbours without a vocabulary in memory.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from sqlalchemy import Connection

from kiosk.services.help.plain import words_of

ABOUT: Final = "about"  # the column of what is no word of a language
LOOSE: Final = "isloose"
SHORTEST_TERM: Final = 3
_BATCH: Final = 10_000
_READ: Final = (
    "SELECT id, names, keywords, category, is_weighed OR plu <> '' AS is_loose, season, valid_from, valid_to "
    "FROM product ORDER BY id"
)
_LANGUAGES: Final = "SELECT DISTINCT json_extract(own.value, '$[0]') FROM product, json_each(product.names) AS own"
_TABLES: Final = (
    "CREATE VIRTUAL TABLE words USING fts5({columns}, content='', detail=column, columnsize=0, "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "CREATE VIRTUAL TABLE words_terms USING fts5vocab(words, col)",
    "CREATE VIRTUAL TABLE term USING fts5(word, language UNINDEXED, tokenize='trigram')",
    "CREATE TABLE loose (product_id INTEGER PRIMARY KEY REFERENCES product (id), category TEXT NOT NULL, "
    "season_from INTEGER NOT NULL, season_to INTEGER NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL)",
)
_TERMS: Final = (
    f"INSERT INTO term (word, language) SELECT '  ' || term || ' ', col FROM words_terms "  # noqa: S608  # constants of ours
    f"WHERE col <> '{ABOUT}' AND length(term) >= {SHORTEST_TERM} AND term NOT GLOB '*[0-9]*'"  # a number is right
)
_SHELF: Final = "INSERT INTO loose VALUES (?, ?, ?, ?, ?, ?)"


def group_token(category: str) -> str:
    """Return a category as one term, whatever it is called."""
    return f"c{category.encode().hex()}"


def column_of(language: str) -> str:
    """Return the column of a language: letters and `_` alone, so that it needs no quoting anywhere."""
    return "l_" + "".join(sign if sign.isalnum() else "_" for sign in language.lower())


def write_words(connection: Connection) -> None:
    """Write what searches read, from the products of this edition; part of its one transaction."""
    languages = [str(own) for (own,) in connection.exec_driver_sql(_LANGUAGES)]
    columns = (ABOUT, *map(column_of, languages))
    for sql in _TABLES:
        connection.exec_driver_sql(sql.format(columns=", ".join(columns)))
    insert = f"INSERT INTO words (rowid, {', '.join(columns)}) VALUES (?{', ?' * len(columns)})"  # noqa: S608  # by `column_of`
    found = iter(connection.exec_driver_sql(_READ))
    while batch := [_Own(*row) for row in islice(found, _BATCH)]:
        connection.exec_driver_sql(insert, [_words_row(own, languages) for own in batch])
        if shelf := [_shelf_row(own) for own in batch if own.is_loose]:
            connection.exec_driver_sql(_SHELF, shelf)
    connection.exec_driver_sql(_TERMS)


class _Own(NamedTuple):
    """What of a product is searched."""

    number: int
    names: str
    keywords: str
    category: str
    is_loose: int
    season: str
    valid_from: int
    valid_to: int


def _words_row(own: _Own, languages: Sequence[str]) -> tuple[int | str, ...]:
    names = dict(json.loads(own.names))
    more = dict(json.loads(own.keywords)) if own.keywords else {}
    about = [LOOSE] * own.is_loose + [group_token(own.category)] * bool(own.category)
    said = [f"{names.get(language, '')} {more.get(language, '')}" for language in languages]
    plain = {text: " ".join(words_of(text)) for text in set(said)}  # many names are the same in several languages
    return own.number, " ".join(about), *(plain[text] for text in said)


def _shelf_row(own: _Own) -> tuple[int | str, ...]:
    first, _, last = own.season.partition("-")
    months = (int(first), int(last or first)) if first else (0, 0)
    return own.number, own.category, *months, own.valid_from, own.valid_to
