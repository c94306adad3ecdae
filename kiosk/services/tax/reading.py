"""Reading a country's tax table. The format is described in config/tax/README.md."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from kiosk.domain.tax.rule import TaxTable
from kiosk.words import LANGUAGES

FOLDER: Final = Path(__file__).resolve().parents[3] / "config" / "tax"


class NoTable(LookupError):
    """There is no table for this country; the text names those there are."""


class BadTable(ValueError):
    """A table cannot be used; the text names its file, the line, and what is wrong there."""


def _is_shipped(language: str) -> str:
    if language not in ("", *LANGUAGES):
        raise ValueError(f"empty, or one of {', '.join(LANGUAGES)}")
    return language


class _Rate(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,4}$")]
    bp: Annotated[int, Field(ge=0, le=10_000)]
    since: Annotated[date, Field(alias="from")]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    source: Annotated[tuple[str, ...], Field(min_length=1)]
    round: Literal["total", "line"] = "total"
    halves: Literal["up", "even"] = "up"
    language: Annotated[str, AfterValidator(_is_shipped)] = ""
    rate: Annotated[tuple[_Rate, ...], Field(min_length=1)]


def countries(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the countries that have a table, by their two letters."""
    return tuple(sorted(path.stem.upper() for path in folder.glob("*.toml")))


def tax_table(country: str, folder: Path = FOLDER) -> TaxTable:
    """Return the table of a country by its two letters. Raises `NoTable`, or `BadTable` when the table is wrong."""
    if country not in countries(folder):
        raise NoTable(f"empty, or one of {', '.join(countries(folder))}")
    file = folder / f"{country.lower()}.toml"
    try:
        source = file.read_text(encoding="utf-8")
        read = _File.model_validate(tomllib.loads(source))
    except ValidationError as wrong:
        first = wrong.errors()[0]
        line = _line_of(source, first["loc"])
        where = ".".join(str(part) for part in first["loc"])
        raise BadTable(f"{file.name}, line {line}: {where}: {first['msg']}") from wrong
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:  # the last names its line
        raise BadTable(f"{file.name}: {wrong}") from wrong
    _check_once(file, source, read)
    rates = sorted(((own.name, own.bp, own.since) for own in read.rate), key=lambda own: own[2])
    return TaxTable(read.country, tuple(rates), read.round == "line", read.halves == "even", read.language)


def _check_once(file: Path, source: str, read: _File) -> None:
    """Refuse a class that begins twice on one day, and a rate of two classes: a product names its rate alone."""
    begun: set[tuple[str, date]] = set()
    names: dict[int, str] = {}
    for place, own in enumerate(read.rate):
        line = _line_of(source, ("rate", place, "name"))
        if (own.name, own.since) in begun:
            raise BadTable(f"{file.name}, line {line}: {own.name} begins twice on {own.since}")
        if names.setdefault(own.bp, own.name) != own.name:
            raise BadTable(f"{file.name}, line {line}: {own.bp} is the rate of {names[own.bp]} already")
        begun.add((own.name, own.since))


def _line_of(source: str, loc: tuple[int | str, ...]) -> int:
    """Return the line, from 1, of a key; of the head of its rate, or the first, when it has none."""
    lines = source.splitlines()
    heads = [n for n, line in enumerate(lines) if line.replace(" ", "").startswith("[[rate]]")]
    begin, end = 0, heads[0] if heads else len(lines)
    if len(loc) > 1 and isinstance(loc[1], int) and loc[1] < len(heads):
        begin = heads[loc[1]]
        end = heads[loc[1] + 1] if loc[1] + 1 < len(heads) else len(lines)
    key = str(loc[-1])
    return 1 + next((n for n in range(begin, end) if lines[n].split("=")[0].strip() == key), begin)


def _has_a_table(country: str) -> str:
    if country:
        try:
            tax_table(country)
        except NoTable as missing:
            raise ValueError(str(missing)) from missing
    return country


Country = Annotated[str, Field(pattern=r"^([A-Z]{2})?$"), AfterValidator(_has_a_table)]
"""A setting: the country whose table holds, empty for none."""
