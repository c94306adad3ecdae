"""A whole file of promotions: all of it, or every fault with file and line."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from kiosk.domain.pricing.book import Book, Terms, closed, holding
from kiosk.domain.pricing.promotions import Promotion
from kiosk.services.catalogue.lines import BrokenRow, numbered
from kiosk.services.offers.checks import PriceOf, against_each_other, never_meant, never_opens, no_gain
from kiosk.services.offers.rows import ALLOWED, OfferRow, promotion_of

TEXT: Final = "text_"
MOST_BYTES: Final = 8_000_000
_ENCODED: Final = "the file must be in UTF-8: save or export it again as CSV UTF-8"


class BadOffers(ValueError):
    """A file that cannot be used; `faults` has one line for each, with file and line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Offers:
    """The promotions of one file and the line of each; `edition` begins its SHA-256 in hexadecimal digits."""

    promotions: tuple[Promotion, ...] = ()
    edition: str = ""
    lines: tuple[int, ...] = ()

    def book(self, terms: Terms) -> Book:
        """Return those that hold for a sale of these terms, and those that a card or a coupon would open."""
        return Book(holding(self.promotions, terms), self.edition, closed(self.promotions, terms))


def _sold_anywhere(_sku: str) -> int | None:
    return None


def read_offers(file: Path, currency: str, price_of: PriceOf = _sold_anywhere) -> Offers:
    """Read a file. Raises `BadOffers`; `price_of` finds prices that are no offer, where a catalogue is at hand."""
    try:
        if (size := file.stat().st_size) > MOST_BYTES:
            raise BadOffers([f"{file.name}: {size} bytes; {MOST_BYTES} is the most"])
        content = file.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise BadOffers([f"{file.name}: {error}"]) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadOffers([f"{file.name}, line {line}: {_ENCODED}"]) from error
    faults: list[str] = []
    found: list[tuple[int, Promotion]] = []
    for line, fields in _fields(file, text):
        try:
            found.append((line, _promotion(fields, currency, price_of)))
        except ValueError as error:
            faults += [f"{file.name}, line {line}: {words}" for words in _words(error)]
    faults += [f"{file.name}, line {line}: {words}" for line, words in against_each_other(found)]
    if faults:
        raise BadOffers(faults)
    edition = hashlib.sha256(content).hexdigest()[:12]
    return Offers(tuple(own for _, own in found), edition, tuple(line for line, _ in found))


def _fields(file: Path, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the number of each line and its fields by column; lines that begin with # are remarks."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    names: list[str] = []
    try:
        for line, fields in numbered(reader):
            if not any(own.strip() for own in fields) or fields[0].startswith("#"):
                continue
            if not names:
                names = _columns(file, line, [own.strip() for own in fields])
            elif len(fields) != len(names):
                raise BadOffers([f"{file.name}, line {line}: {len(fields)} fields; {len(names)} are wanted"])
            else:
                yield line, dict(zip(names, fields, strict=True))
    except BrokenRow as broken:
        raise BadOffers([f"{file.name}, line {broken.line}: {broken}"]) from broken
    if not names:
        raise BadOffers([f"{file.name}, line 1: a line with the names of the columns is wanted"])


def _columns(file: Path, line: int, names: list[str]) -> list[str]:
    if "\0" in names[0]:  # UTF-16 without a byte order mark is valid UTF-8
        raise BadOffers([f"{file.name}, line {line}: {_ENCODED}"])
    if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        raise BadOffers([f"{file.name}, line {line}: columns are separated by commas"])
    strange = [own for own in names if own not in OfferRow.model_fields and not own.startswith(TEXT)]
    twice = sorted({own for own in names if names.count(own) > 1})
    missing = [own for own in ("id", "kind") if own not in names]
    words = {"unknown columns": strange, "columns twice": twice, "missing columns": missing}
    faults = [f"{file.name}, line {line}: {what}: {', '.join(own)}" for what, own in words.items() if own]
    if faults:
        raise BadOffers(faults)
    return names


def _promotion(fields: Mapping[str, str], currency: str, price_of: PriceOf) -> Promotion:
    given = {name: own for name, own in fields.items() if not name.startswith(TEXT) and own.strip()}
    row = OfferRow.model_validate(given)
    if row.has_money and row.currency != currency:
        raise ValueError(f"its amounts are in {row.currency or 'no currency'}, the shop sells in {currency}")
    texts = {name.removeprefix(TEXT): own for name, own in fields.items() if name.startswith(TEXT)}
    found = promotion_of(row, texts)
    if never_opens(found.window):
        raise ValueError("there is no day on which it holds")
    if why := never_meant(found) or no_gain(found, price_of):
        raise ValueError(why)
    return found


def _words(error: ValueError) -> list[str]:
    if isinstance(error, ValidationError):
        return [_plain(".".join(map(str, own["loc"])) or "line", own["input"], own["msg"]) for own in error.errors()]
    return [str(error)]


def _plain(column: str, value: object, told: str) -> str:
    """Say what a column may hold, where only a programmer would understand what the check says."""
    return f"{column}: {ascii(value)[:60]}; {allowed}" if (allowed := ALLOWED.get(column)) else f"{column}: {told}"
