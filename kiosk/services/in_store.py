"""In-store number tables of the countries, read from `config/in_store`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kiosk.formats.in_store import InStoreTable, table_from

FOLDER = Path(__file__).resolve().parents[2] / "config" / "in_store"


class NoTable(LookupError):
    """There is no table for this country; the text names those there are."""


def in_store_table(country: str) -> InStoreTable:
    """Return the table of a country by its two letters. Raises `NoTable`, or `ValueError` when the table is wrong."""
    file = FOLDER / f"{country.lower()}.toml"
    known = sorted(path.stem.upper() for path in FOLDER.glob("*.toml"))
    if country.upper() not in known:
        raise NoTable(f"there is no in-store table for {country!r}; there are: {', '.join(known)}")
    with file.open("rb") as stream:
        return table_from(tomllib.load(stream))
