"""Reading a CSV of products: every cell checked, every fault with its line, column, value and what is allowed.

The format is described in docs/how-to/import-catalogue.md.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.formats.ean import Gtin, is_digits
from kiosk.formats.errors import Malformed

MAX_PROBLEMS: Final = 200
MAX_NAME: Final = 64
MAX_PRICE_MINOR: Final = 999_999_999
IN_STORE: Final = "instore:"

_REQUIRED: Final = ("gtin", "sku", "price_minor", "currency", "vat_bp", "unit")
_OPTIONAL: Final = ("art", "category")
_LOCAL: Final = re.compile(r"(name|detail)_([a-z]{2,3}(?:-[A-Z]{2})?)")
_ART: Final = re.compile(r"[A-Za-z0-9_-]{0,64}")
_ITEM: Final = re.compile(r"[0-9]{1,10}")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
MAX_MARKS: Final = 4  # on one letter: more would be painted over the rows above and below
_UNPRINTABLE: Final = frozenset({"Cc", "Zl", "Zp", "Co"})
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # overrides and isolates
# not seen and without a use in a name: they come from word processors and web pages. The joiners of emoji and of
# Persian (U+200C, U+200D) are not among them.
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"))


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file. `line` counts from 1, 0 is the file as a whole; `allowed` says what would be right."""

    line: int
    column: str
    value: str
    allowed: str

    def __str__(self) -> str:
        place = [f"line {self.line}"] if self.line else []
        place += [self.column] if self.column else []
        shown = ascii(self.value if len(self.value) <= 60 else f"{self.value[:60]}...") if self.value else "empty"
        return f"{', '.join(place) or 'file'}: {shown}; {self.allowed}"


class ImportRefused(Exception):
    """Nothing was imported; `problems` says why, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Goods:
    """One row that is right. `gtin` is 14 digits, or empty for goods with an in-store `item` number."""

    sku: str
    gtin: str
    item: str
    names: tuple[tuple[str, str], ...]
    details: tuple[tuple[str, str], ...]
    art: str
    category: str
    currency: str
    price_minor: int
    vat_bp: int
    is_weighed: bool


class _Wrong(ValueError):
    """A cell is not what it must be; the text says what is allowed."""


def read_goods(path: Path, problems: list[Problem], places: dict[str, str] | None = None) -> Iterator[Goods]:
    """Read the rows that are right; the others are added to `problems`. Raises `OSError`.

    `places` is told of each character beyond ASCII in a name or detail, and where it stands first.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            yield from _Reading(problems, {} if places is None else places).rows(_numbered(reader))
    except UnicodeDecodeError:
        problems.append(_wrong_encoding(path))
    except csv.Error as error:
        problems.append(Problem(reader.line_num, "", "", f"the line cannot be read as CSV: {error}"))


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Number rows by the line they start on: a quoted cell may hold line ends. Empty lines are no rows."""
    line = 1
    for row in reader:
        if row:
            yield line, row
        line = reader.line_num + 1  # type: ignore[attr-defined] # a csv reader, whose type has no public name


def _wrong_encoding(path: Path) -> Problem:
    allowed = "the file must be in UTF-8: save or export it again as CSV UTF-8"
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                return Problem(number, "", repr(line[max(0, error.start - 10) : error.start + 10]), allowed)
    return Problem(0, "", str(path), allowed)


class _Reading:
    """What must be remembered while a file is read: its columns, its currency, and where each number stood."""

    def __init__(self, problems: list[Problem], places: dict[str, str]) -> None:
        self.problems = problems
        self.places = places
        self.currency = ""
        self._seen: dict[str, dict[str, int]] = {"gtin": {}, "sku": {}}
        self._languages: dict[str, tuple[str, ...]] = {}

    def rows(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Goods]:
        line, header = next(rows, (1, []))
        columns = [name.strip() for name in header]
        self.problems += _header_problems(line, columns)
        if self.problems:
            return
        self._languages = {kind: _languages(columns, kind) for kind in ("name", "detail")}
        for line, row in rows:
            if len(row) == len(columns):
                goods = self._goods(line, dict(zip(columns, row, strict=True)))
                if goods is not None:
                    yield goods
            else:
                self.problems.append(Problem(line, "", f"{len(row)} cells", f"a row has {len(columns)} cells"))
            if len(self.problems) >= MAX_PROBLEMS:
                self.problems.append(Problem(line, "", "too many problems", "reading stopped here"))
                return

    def _goods(self, line: int, cells: Mapping[str, str]) -> Goods | None:
        count = len(self.problems)

        def checked(column: str, check: Callable[[str], str]) -> str:
            value = cells.get(column, "").strip()
            try:
                return check(value)
            except _Wrong as wrong:
                self.problems.append(Problem(line, column, value, str(wrong)))
                return ""

        code = checked("gtin", lambda value: self._once("gtin", _code(value), line))
        sku = checked("sku", lambda value: self._once("sku", _sku(value), line))
        price = checked("price_minor", _price)
        currency = checked("currency", self._same_currency)
        vat = checked("vat_bp", _vat)
        unit = checked("unit", _unit)
        art = checked("art", _art)
        category = checked("category", _words)
        names, details = (
            tuple((own, text) for own in self._languages[kind] if (text := checked(f"{kind}_{own}", _words)))
            for kind in ("name", "detail")
        )
        for kind, texts in (("name", names), ("detail", details)):
            self._remember(line, kind, texts)
        if len(self.problems) == count and not names:
            self.problems.append(Problem(line, "name_*", "", "a name in at least one language"))
        if len(self.problems) != count:
            return None
        item = code.removeprefix(IN_STORE) if code.startswith(IN_STORE) else ""
        return Goods(
            sku, "" if item else code, item, names, details, art, category, currency, int(price), int(vat), unit == "kg"
        )  # fmt: skip

    def _remember(self, line: int, kind: str, texts: Sequence[tuple[str, str]]) -> None:
        for own, text in texts:
            new = set() if text.isascii() else {one for one in set(text) - self.places.keys() if not one.isascii()}
            self.places.update(dict.fromkeys(new, f"line {line}, {kind}_{own}"))

    def _once(self, column: str, value: str, line: int) -> str:
        first = self._seen[column].setdefault(value, line)
        if first != line:
            raise _Wrong(f"each {column} once; it is on line {first} already")
        return value

    def _same_currency(self, value: str) -> str:
        if not _CURRENCY.fullmatch(value):
            raise _Wrong("three capital letters of ISO 4217, such as EUR")
        self.currency = self.currency or value
        if value != self.currency:
            raise _Wrong(f"one currency in a file; the lines before have {self.currency}")
        return value


def _header_problems(line: int, columns: Sequence[str]) -> Iterator[Problem]:
    if not columns:
        yield Problem(line, "", "", f"the first line must name the columns: {', '.join(_REQUIRED)}, name_en, ...")
        return
    if len(columns) == 1 and (";" in columns[0] or "\t" in columns[0]):
        yield Problem(line, "", columns[0], "columns are separated by commas")
        return
    if not set(_REQUIRED) & set(columns):
        yield Problem(line, "", ",".join(columns), f"the first line must name the columns: {', '.join(_REQUIRED)}, ...")
        return
    for column in _REQUIRED:
        if column not in columns:
            yield Problem(line, column, "", "this column is needed")
    if not any(column.startswith("name_") for column in columns):
        yield Problem(line, "name_en", "", "a column with names is needed, such as name_en")
    for index, column in enumerate(columns):
        if column in columns[:index]:
            yield Problem(line, column, column, "each column once")
        elif column not in (*_REQUIRED, *_OPTIONAL) and not _LOCAL.fullmatch(column):
            known = ", ".join((*_REQUIRED, *_OPTIONAL, "name_<language>", "detail_<language>"))
            yield Problem(line, column, column, f"unknown column; known are {known}")


def _code(value: str) -> str:
    if value.startswith(IN_STORE):
        if not _ITEM.fullmatch(value.removeprefix(IN_STORE)):
            raise _Wrong(f"{IN_STORE} and 1 to 10 digits, as the labels of the shop have them")
        return value
    try:
        gtin = Gtin.parse(value)
    except Malformed as malformed:
        raise _Wrong(f"a GTIN of 8, 12, 13 or 14 digits, or {IN_STORE}<item>: {malformed.text}") from malformed
    if not value.strip("0"):
        raise _Wrong("a GTIN is not all zeros")
    return gtin.digits


def _sku(value: str) -> str:
    if not value:
        raise _Wrong("the shop's own number of the product is needed")
    if len(value) == 14 and is_digits(value):
        raise _Wrong("14 digits would be taken for a GTIN: use another form")
    return _words(value)


def _price(value: str) -> str:
    if not _WHOLE.fullmatch(value):
        raise _Wrong(f"a whole number of minor units (cents), 0 to {MAX_PRICE_MINOR}, without point, comma or sign")
    return value


def _vat(value: str) -> str:
    if not _WHOLE.fullmatch(value) or int(value) > 10_000:
        raise _Wrong("a whole number of basis points, 0 to 10000: 900 is 9 %")
    return value


def _unit(value: str) -> str:
    if value not in ("each", "kg"):
        raise _Wrong("each or kg")
    return value


def _art(value: str) -> str:
    if not _ART.fullmatch(value):
        raise _Wrong("the name of a picture without folder and ending: letters, digits, - and _, at most 64")
    return value


def _words(value: str) -> str:
    if value.isascii() and value.isprintable() and len(value) <= MAX_NAME:
        return value
    text = unicodedata.normalize("NFC", value).translate(_UNSEEN).strip()
    marks = [unicodedata.category(own) in ("Mn", "Me") for own in text]
    if (letters := len(text) - sum(marks)) > MAX_NAME:
        raise _Wrong(f"at most {MAX_NAME} letters; these are {letters}")
    if any(all(marks[at : at + MAX_MARKS + 1]) for at in range(len(marks) - MAX_MARKS)):
        raise _Wrong(f"at most {MAX_MARKS} marks on one letter")
    if any(own in _TURNING for own in text):
        raise _Wrong("text without control characters that turn the direction of writing (U+202A-202E, U+2066-2069)")
    if any(unicodedata.category(own) in _UNPRINTABLE or _is_no_character(own) for own in text):
        raise _Wrong("printable text: no line ends, tabs or other control characters")
    return text


def _is_no_character(character: str) -> bool:
    """True for what Unicode never assigns; a character newer than this Python's tables may well be an emoji."""
    return ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"


def _languages(columns: Sequence[str], kind: str) -> tuple[str, ...]:
    """Return the languages of a kind of column, English first: a language without its own text gets the first."""
    found = [match[2] for column in columns if (match := _LOCAL.fullmatch(column)) and match[1] == kind]
    return tuple(sorted(found, key=lambda language: language.partition("-")[0] != "en"))
