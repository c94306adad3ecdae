"""Reading a CSV of products: every cell checked, every fault with its line, column, value and what is allowed.

The format is described in docs/how-to/import-catalogue.md.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.domain.goods.terms import NO_TERMS, Terms
from kiosk.services.catalogue import cells
from kiosk.services.catalogue.cells import ALWAYS, IN_STORE, Wrong
from kiosk.services.catalogue.lines import BrokenRow, numbered
from kiosk.services.catalogue.mapping import OURS, Layout

MAX_PROBLEMS: Final = 200
_ENCODED: Final = "the file must be in UTF-8: save or export it again as CSV UTF-8"

_REQUIRED: Final[Mapping[str, Callable[[str], str]]] = {
    "gtin": cells.code,
    "sku": cells.sku,
    "price_minor": cells.price,
    "currency": cells.currency,
    "vat_bp": cells.vat,
    "unit": cells.unit,
}
_LOCAL: Final = re.compile(r"(name|detail|keywords)_([a-z]{2,3}(?:-[A-Z]{2})?)")
_OPTIONAL: Final[Mapping[str, Callable[[str], str]]] = {
    "art": cells.art,
    "category": cells.words,
    "pack_gtins": cells.packs,
    "deposit_minor": cells.whole(0, cells.MAX_DEPOSIT_MINOR, "minor units (cents)"),
    "expected_g": cells.whole(1, cells.MAX_WEIGHT_G, "grams"),
    "tare_g": cells.whole(0, cells.MAX_TARE_G, "grams"),
    "plu": cells.plu,
    "season": cells.season,
    "valid_from": cells.day,
    "valid_to": cells.day,
    "min_age": cells.whole(0, 99, "years"),
    "max_qty": cells.whole(1, 99, "pieces"),
    "needs_serial": cells.truth,
    "warranty_months": cells.whole(0, 240, "months"),
    "not_sold": cells.not_sold,
    "hours": cells.hours,
    "recalled": cells.batches,
}


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
    """One row that is right. `gtin` is 14 digits, or empty: goods with an in-store `item` number, loose ones.

    `packs` are other GTINs with the pieces they stand for; `days` the first and last day of this price as yyyymmdd.
    """

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
    keywords: tuple[tuple[str, str], ...] = ()
    packs: tuple[tuple[str, int], ...] = ()
    days: tuple[int, int] = ALWAYS
    deposit_minor: int = 0
    expected_g: int | None = None
    tare_g: int = 0
    plu: str = ""
    season: str = ""
    terms: Terms = NO_TERMS


def read_goods(
    path: Path, problems: list[Problem], places: dict[str, str] | None = None, layout: Layout = OURS,
    rates: Collection[int] = (),
) -> Iterator[Goods]:  # fmt: skip
    """Read the rows that are right; the others are added to `problems`. Raises `OSError`.

    `layout`: what their columns are called. `places` is told of each character beyond ASCII in a name or detail, and
    where it stands first. `rates`: the rates of tax there are, in basis points; none: any.
    """
    try:
        with path.open(encoding=layout.encoding, newline="") as file:
            reader = csv.reader(file, strict=True, delimiter=layout.delimiter)
            rows = numbered(reader)
            yield from _Reading(problems, {} if places is None else places, layout, rates).rows(rows)
    except UnicodeDecodeError:
        problems.append(_wrong_encoding(path, layout))
    except BrokenRow as broken:
        problems.append(Problem(broken.line, "", "", f"the line cannot be read as CSV: {broken}"))


def _wrong_encoding(path: Path, layout: Layout) -> Problem:
    allowed = _ENCODED
    if layout is not OURS:
        allowed = f"the file must be in {layout.encoding}, as the mapping says"
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode(layout.encoding)
            except UnicodeDecodeError as error:
                near = line[max(0, error.start - 10) : error.start + 10].decode("latin-1").strip()
                return Problem(number, "", near, f"byte {error.start + 1} of the line: {allowed}")
    return Problem(0, "", str(path), allowed)


class _Reading:
    """What must be remembered while a file is read: its columns, its currency, and where each number stood."""

    def __init__(
        self, problems: list[Problem], places: dict[str, str], layout: Layout, rates: Collection[int] = ()
    ) -> None:
        self._rates = rates
        self.problems = problems
        self._layout = layout
        self.places = places
        self.currency = ""
        self._seen: dict[str, dict[str, list[tuple[int, int, int]]]] = {"gtin": {}, "sku": {}, "plu": {}}
        self._languages: dict[str, tuple[str, ...]] = {}
        self._checks: tuple[tuple[str, Callable[[str], str]], ...] = ()

    def rows(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Goods]:
        line, header = next(rows, (1, []))
        theirs = [name.strip() for name in header]
        columns = self._layout.named(theirs)
        self.problems += self._of_header(line, theirs, columns)
        if self.problems:
            return
        self._languages = {kind: _languages(columns, kind) for kind in ("name", "detail", "keywords")}
        known = {**_REQUIRED, **_OPTIONAL, "currency": self._same_currency, "vat_bp": self._known_rate}
        self._checks = tuple((own, check) for own, check in known.items() if own in columns)
        for line, row in rows:
            if len(row) == len(theirs):
                goods = self._goods(line, self._layout.row(theirs, row))
                if goods is not None:
                    yield goods
            else:
                self.problems.append(Problem(line, "", f"{len(row)} cells", f"a row has {len(theirs)} cells"))
            if len(self.problems) >= MAX_PROBLEMS:
                self.problems.append(Problem(line, "", "too many problems", "reading stopped here"))
                return

    def _of_header(self, line: int, theirs: Sequence[str], columns: Sequence[str]) -> Iterator[Problem]:
        missing = list(self._layout.lacking(theirs))
        for their in missing:
            yield Problem(line, their, ",".join(theirs), "the mapping names this column: it must be there, once")
        if not missing:
            yield from _header_problems(line, columns)

    def _goods(self, line: int, row: Mapping[str, str]) -> Goods | None:
        count, is_ours = len(self.problems), self._layout.is_ours

        def checked(column: str, check: Callable[[str], str]) -> str:
            value = row.get(column, "").strip()
            try:
                return check(value if is_ours else self._layout.converted(column, value))
            except Wrong as wrong:
                self.problems.append(Problem(line, self._layout.label(column), value, str(wrong)))
                return ""

        own = {column: checked(column, check) for column, check in self._checks}
        texts = {kind: self._texts(line, kind, checked) for kind in ("name", "detail", "keywords")}
        if len(self.problems) == count:
            self._check_whole(line, row, own, texts["name"])
        return _goods_of(own, texts) if len(self.problems) == count else None

    def _texts(
        self, line: int, kind: str, checked: Callable[[str, Callable[[str], str]], str]
    ) -> tuple[tuple[str, str], ...]:
        check = cells.keywords if kind == "keywords" else cells.words
        texts = tuple((own, text) for own in self._languages[kind] if (text := checked(f"{kind}_{own}", check)))
        self._remember(line, kind, texts)
        return texts

    def _check_whole(
        self, line: int, row: Mapping[str, str], own: Mapping[str, str], names: Sequence[tuple[str, str]]
    ) -> None:
        """Look at what only several cells together tell."""
        if not names:
            self.problems.append(Problem(line, "name_*", "", "a name in at least one language"))
        days = _days(own)
        if days[0] > days[1]:
            self.problems.append(
                Problem(line, "valid_to", row["valid_to"].strip(), "the last day is not before the first")
            )
        if not (own["gtin"] or own["unit"] == "kg" or own.get("plu")):  # nobody could ever scan or choose it
            self.problems.append(Problem(line, self._layout.label("gtin"), "", cells.NO_CODE))
        told = (("gtin", own["gtin"]), ("sku", own["sku"]), ("plu", own.get("plu", "")))
        codes = [(column, column, value) for column, value in told if value]
        codes += [("pack_gtins", "gtin", pack.partition("x")[0]) for pack in own.get("pack_gtins", "").split()]
        for column, kind, value in codes:
            if (first := self._first(line, kind, value, days)) is not None:
                allowed = f"each {kind} once" + ("" if days == ALWAYS else " on one day")
                self.problems.append(
                    Problem(line, column, row[column].strip(), f"{allowed}; it is on line {first} already")
                )

    def _remember(self, line: int, kind: str, texts: Sequence[tuple[str, str]]) -> None:
        for own, text in texts:
            new = set() if text.isascii() else {one for one in set(text) - self.places.keys() if not one.isascii()}
            self.places.update(dict.fromkeys(new, f"line {line}, {kind}_{own}"))

    def _first(self, line: int, kind: str, value: str, days: tuple[int, int]) -> int | None:
        """Take note of a code; on one day it stands for one product. Return the line that has it on these days."""
        seen = self._seen[kind].setdefault(value, [])
        for first, begin, end in seen:
            if days[0] <= end and begin <= days[1]:
                return first
        seen.append((line, *days))
        return None

    def _same_currency(self, value: str) -> str:
        self.currency = self.currency or cells.currency(value)
        if cells.currency(value) != self.currency:
            raise Wrong(f"one currency in a file; the lines before have {self.currency}")
        return value

    def _known_rate(self, value: str) -> str:
        own = cells.vat(value)
        if self._rates and int(own) not in self._rates:
            raise Wrong(f"a rate of the site's tax table: {', '.join(map(str, sorted(self._rates)))}")
        return own


def _days(own: Mapping[str, str]) -> tuple[int, int]:
    return int(own.get("valid_from") or ALWAYS[0]), int(own.get("valid_to") or ALWAYS[1])


def _goods_of(own: Mapping[str, str], texts: Mapping[str, tuple[tuple[str, str], ...]]) -> Goods:
    code = own["gtin"]
    item = code.removeprefix(IN_STORE) if code.startswith(IN_STORE) else ""
    packs = (pack.partition("x") for pack in own.get("pack_gtins", "").split())
    return Goods(
        own["sku"], "" if item else code, item, texts["name"], texts["detail"], own.get("art", ""),
        own.get("category", ""), own["currency"], int(own["price_minor"]), int(own["vat_bp"]), own["unit"] == "kg",
        texts["keywords"], tuple((gtin, int(pieces)) for gtin, _, pieces in packs), _days(own),
        int(own.get("deposit_minor") or 0), int(own["expected_g"]) if own.get("expected_g") else None,
        int(own.get("tare_g") or 0), own.get("plu", ""), own.get("season", ""), _terms(own),
    )  # fmt: skip


def _terms(own: Mapping[str, str]) -> Terms:
    terms = Terms(
        min_age=int(own.get("min_age") or 0),
        max_qty=int(own.get("max_qty") or 0),
        needs_serial=bool(own.get("needs_serial")),
        warranty_months=int(own.get("warranty_months") or 0),
        is_price_asked=own["price_minor"].strip("0") == "",
        not_sold=own.get("not_sold", ""),
        hours=tuple(_times(part) for part in own.get("hours", "").split()),
        recalled=tuple(own.get("recalled", "").split()),
    )
    return NO_TERMS if terms == NO_TERMS else terms


def _times(part: str) -> tuple[str, str]:
    opens, _, closes = part.partition("-")
    return opens, closes


def _header_problems(line: int, columns: Sequence[str]) -> Iterator[Problem]:
    if not columns:
        yield Problem(line, "", "", f"the first line must name the columns: {', '.join(_REQUIRED)}, name_en, ...")
        return
    if "\0" in columns[0]:  # every second byte of it: UTF-16 without a byte order mark is valid UTF-8
        yield Problem(line, "", columns[0].replace("\0", ""), _ENCODED)
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


def _languages(columns: Sequence[str], kind: str) -> tuple[str, ...]:
    """Return the languages of a kind of column, English first: a language without its own text gets the first."""
    found = [match[2] for column in columns if (match := _LOCAL.fullmatch(column)) and match[1] == kind]
    return tuple(sorted(found, key=lambda language: language.partition("-")[0] != "en"))
