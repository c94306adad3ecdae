"""Reads articles: `articles.toml` for what is the same in every language, and one file of words for each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.services.help.article import Article, Deed
from kiosk.words.languages import LANGUAGES

ARTICLES: Final = Path(__file__).resolve().parents[3] / "assets" / "help"
COMMON: Final = "articles.toml"
MAX_BYTES: Final = 100_000  # of one file; an article has about 600
_FRONT: Final = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n(.*)\Z", re.DOTALL)
_Name = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)]
_Step = Annotated[str, Field(pattern=r"^(\*|[a-z]+(/[A-Z][A-Za-z]+)?)$")]
_Line = Annotated[str, Field(min_length=1, max_length=400, pattern=r"^[^\x00-\x1f]+$")]


class BadArticles(ValueError):
    """What is wrong with the articles; `problems` has one sentence each, with file and cure."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Deed(_Strict):
    event: Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]+$")]
    args: dict[str, str] = {}
    label: Annotated[str, Field(pattern=r"^[a-z_.]+$")]
    at: Annotated[list[_Step], Field(min_length=1)]


class _Common(_Strict):
    topics: Annotated[list[_Step], Field(min_length=1)]
    deed: _Deed | None = None
    art: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] | None = None
    for_staff: bool = False


class _Plain(_Strict):
    plain: dict[str, str]
    article: dict[_Name, _Common]


class _Front(_Strict):
    title: _Line
    words: _Line
    review: date


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: articles by language in the order of `articles.toml`, and words that say nothing of the matter."""

    articles: Mapping[str, tuple[Article, ...]]
    plain: Mapping[str, str]


def read(folder: Path = ARTICLES) -> Read:
    """Read every article in every language. Raises `BadArticles` when one is missing, left over or malformed."""
    common = _common(folder / COMMON)
    problems = list(_misfits(folder, common))
    articles: dict[str, tuple[Article, ...]] = {}
    for language in LANGUAGES:
        found: list[Article] = []
        for name, same in common.article.items():
            file = folder / language / f"{name}.md"
            if file.is_file():
                try:
                    found.append(_article(file, language, same))
                except BadArticles as bad:
                    problems += bad.problems
        articles[language] = tuple(found)
    if problems:
        raise BadArticles(problems)
    return Read(articles, common.plain)


def _misfits(folder: Path, common: _Plain) -> Iterator[str]:
    """Yield each article that a language lacks, or that no language is meant to have."""
    for language in LANGUAGES:
        there = {file.stem for file in (folder / language).glob("*.md")}
        for name in common.article:
            if name not in there:
                yield f"{folder / language / name}.md: is missing; every article is there in every language"
        for name in sorted(there - common.article.keys()):
            yield f"{folder / language / name}.md: is not named in {COMMON}"
        if language not in common.plain:
            yield f"{folder / COMMON}: plain.{language}: is missing"


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise BadArticles([f"{file}: is longer than {MAX_BYTES} bytes"])
        return content.decode("utf-8")
    except OSError as error:
        raise BadArticles([f"{file}: cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise BadArticles([f"{file}: is not UTF-8: {error}"]) from error


def _common(file: Path) -> _Plain:
    try:
        return _Plain.model_validate(tomllib.loads(_text(file)))
    except tomllib.TOMLDecodeError as error:
        raise BadArticles([f"{file}: is not TOML: {error}"]) from error
    except ValidationError as error:
        raise BadArticles(_told(file, error)) from error


def _article(file: Path, language: str, same: _Common) -> Article:
    parts = _FRONT.match(_text(file))
    if parts is None:
        raise BadArticles([f"{file}: begins with +++, its title, words and review, then +++ and the text"])
    try:
        front = _Front.model_validate(tomllib.loads(parts[1]))
    except tomllib.TOMLDecodeError as error:
        raise BadArticles([f"{file}: between +++ is not TOML: {error}"]) from error
    except ValidationError as error:
        raise BadArticles(_told(file, error)) from error
    text = " ".join(parts[2].split())
    words = tuple(word for part in front.words.split(",") if (word := part.strip()))
    deed = _deed(same.deed)
    return Article(
        file.stem, language, front.title, text, words, tuple(same.topics), front.review, deed, same.art or "",
        same.for_staff,
    )  # fmt: skip


def _deed(deed: _Deed | None) -> Deed | None:
    return None if deed is None else Deed(deed.event, tuple(deed.args.items()), deed.label, tuple(deed.at))


def _told(file: Path, error: ValidationError) -> list[str]:
    return [f"{file}: {'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()]
