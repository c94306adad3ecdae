"""In-store number tables of the countries, read from `config/in_store`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kiosk.formats.errors import Malformed
from kiosk.formats.in_store import BadRule, InStoreTable, table_from

FOLDER = Path(__file__).resolve().parents[2] / "config" / "in_store"


class NoTable(LookupError):
    """There is no table for this country; the text names those there are."""


class BadTable(ValueError):
    """A table cannot be used; the text names its file, the line, and what is wrong there."""


def countries(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the countries that have a table, by their two letters."""
    return tuple(sorted(path.stem.upper() for path in folder.glob("*.toml")))


def in_store_table(country: str, folder: Path = FOLDER) -> InStoreTable:
    """Return the table of a country by its two letters. Raises `NoTable`, or `BadTable` when the table is wrong."""
    known = countries(folder)
    if country.upper() not in known:
        raise NoTable(f"there is no in-store table for {country!r}; there are: {', '.join(known)}")
    file = folder / f"{country.lower()}.toml"
    try:
        source = file.read_text(encoding="utf-8")
        return table_from(tomllib.loads(source))
    except BadRule as wrong:
        lines = " and ".join(str(_line_of(source, place)) for place in wrong.places)
        raise BadTable(f"{file.name}, line {lines}: {wrong.text}") from wrong
    except Malformed as wrong:
        raise BadTable(f"{file.name}: {wrong.text}") from wrong
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:  # the last names its line
        raise BadTable(f"{file.name}: {wrong}") from wrong


def _line_of(source: str, place: int) -> int:
    """Return the line, from 1, of a rule's mask; of its head when it has none."""
    lines = source.splitlines()
    heads = [n for n, line in enumerate(lines) if line.replace(" ", "").startswith("[[rule]]")]
    if place >= len(heads):  # written in another way than one head for each
        return 1
    end = heads[place + 1] if place + 1 < len(heads) else len(lines)
    own = range(heads[place], end)
    return 1 + next((n for n in own if lines[n].lstrip().startswith("mask")), heads[place])
