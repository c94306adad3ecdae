"""What an import writes so that goods are found by their words.

Source of the shape: performance.md 5, a full-text table with prefixes; the terms that exist stand in a table of
trigrams beside it, so that a misspelt word finds its neighbours without a vocabulary in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from kiosk.services.help.plain import words_of

ABOUT: Final = "about"  # the column of what is no word of a language
LOOSE: Final = "isloose"
SHORTEST_TERM: Final = 3
_BATCH: Final = 10_000
_READ: Final = "SELECT id, names, category, is_weighed FROM product ORDER BY id"
_LANGUAGES: Final = "SELECT DISTINCT json_extract(own.value, '$[0]') FROM product, json_each(product.names) AS own"
_TABLES: Final = (
    "CREATE VIRTUAL TABLE words USING fts5({columns}, content='', detail=column, columnsize=0, "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "CREATE VIRTUAL TABLE words_terms USING fts5vocab(words, col)",
    "CREATE VIRTUAL TABLE term USING fts5(word, language UNINDEXED, tokenize='trigram')",
    "CREATE TABLE loose (product_id INTEGER PRIMARY KEY REFERENCES product (id), category TEXT NOT NULL)",
)
_TERMS: Final = (
    f"INSERT INTO term (word, language) SELECT '  ' || term || ' ', col FROM words_terms "  # noqa: S608  # constants of this module
    f"WHERE col <> '{ABOUT}' AND length(term) >= {SHORTEST_TERM}"
)
_SHELF: Final = "INSERT INTO loose SELECT id, category FROM product WHERE is_weighed"


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
    insert = f"INSERT INTO words (rowid, {', '.join(columns)}) VALUES (?{', ?' * len(columns)})"  # noqa: S608  # names by `column_of`
    rows = _rows(connection.exec_driver_sql(_READ), languages)
    while batch := list(islice(rows, _BATCH)):
        connection.exec_driver_sql(insert, batch)
    connection.exec_driver_sql(_TERMS)
    connection.exec_driver_sql(_SHELF)


def _rows(found: Iterable[Sequence[object]], languages: Sequence[str]) -> Iterator[tuple[object, ...]]:
    for number, names, category, is_weighed in found:
        texts = dict(json.loads(str(names)))
        about = [LOOSE] * bool(is_weighed) + [group_token(str(category))] * bool(category)
        yield number, " ".join(about), *(" ".join(words_of(texts.get(own, ""))) for own in languages)
