"""The gift cards that were issued, from a CSV file: all of it, or every fault with its line."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.domain.gifts.number import GiftNumber, NotAGiftCard
from kiosk.domain.money import Money

COLUMNS: Final = ("number", "id", "minor", "currency", "last_day")
_DAY: Final = re.compile(r"(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?")
_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,40}")
_MINOR: Final = re.compile(r"\d{1,9}")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


class GiftCardsUnusable(RuntimeError):
    """Gift cards cannot be kept; the text says what is wrong with which file, and holds no number of a card."""


@dataclass(frozen=True, slots=True)
class Issued:
    """One card as it was sold. `id` stands for it in the ledger; `last_day` is an ISO date, empty: it never ends."""

    number: GiftNumber
    id: str
    loaded: Money
    last_day: str = ""


def read_cards(file: Path) -> Mapping[str, Issued]:
    """Return the cards by number; a file that is not there has none. Raises `GiftCardsUnusable`."""
    if not file.exists():
        return {}
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GiftCardsUnusable(f"{file.name}: {type(error).__name__}") from error
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    rows = list(csv.reader(line for _, line in lines))
    if rows and tuple(rows[0]) != COLUMNS:
        raise GiftCardsUnusable(f"{file.name}: the columns are {', '.join(COLUMNS)}")
    found: dict[str, Issued] = {}
    faults: list[str] = []
    for (n, _), row in zip(lines[1:], rows[1:], strict=True):
        try:
            own = _issued(row)
            if own.number.digits in found or any(own.id == other.id for other in found.values()):
                raise ValueError("a number or an id is there twice")
            found[own.number.digits] = own
        except ValueError as error:
            faults.append(f"{file.name}, line {n}: {error}")
    if faults:
        raise GiftCardsUnusable("\n".join(faults))
    return found


def _issued(row: list[str]) -> Issued:
    if len(row) != len(COLUMNS):
        raise ValueError(f"{len(row)} fields; {len(COLUMNS)} are wanted")
    digits, own_id, minor, currency, last_day = (own.strip() for own in row)
    shapes = ((_ID, own_id, "id"), (_MINOR, minor, "minor"), (_CURRENCY, currency, "currency"))
    for shape, own, name in (*shapes, (_DAY, last_day, "last_day")):
        if shape.fullmatch(own) is None:
            raise NotAGiftCard(f"{name} is not as it must be")
    return Issued(GiftNumber(digits), own_id, Money(int(minor), currency), last_day)
