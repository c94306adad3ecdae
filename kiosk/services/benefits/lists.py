"""Coupons and members from CSV files: all of a file, or every fault with file and line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar

from babel.numbers import get_currency_precision
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.domain.benefits.coupons import Coupon
from kiosk.domain.text import LocalText

TEXT: Final = "text_"
MOST_BYTES: Final = 8_000_000
MINOR_PER_POINT: Final = 100  # one whole unit of a currency with two decimals
Day = Annotated[str, Field(pattern=r"^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$")]
Minor = Annotated[int, Field(ge=0, le=100_000_000)]
T = TypeVar("T")


class BenefitsUnusable(RuntimeError):
    """Coupons and points cannot be kept; the text says what is wrong with which file."""


class CouponRow(BaseModel):
    """The columns of a coupon; texts come beside it, one per language."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{4,40}$")]
    opens: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{0,40}$")] = ""
    percent: Annotated[int, Field(ge=1, le=100)] | None = None
    amount_minor: Minor = 0
    from_minor: Minor = 0
    currency: str = ""
    first_day: Day = ""
    last_day: Day = ""
    uses: Annotated[int, Field(ge=0, le=1_000_000)] = 1
    shop: Annotated[str, Field(max_length=80)] = ""
    alone: Literal["yes", "no"] = "no"


class MemberRow(BaseModel):
    """The columns of a member: the number on the card, the number in the ledger, and the points to begin with."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    card: Annotated[str, Field(pattern=r"^[A-Za-z0-9]{4,40}$")]
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,40}$")]
    points: Annotated[int, Field(ge=0, le=100_000_000)] = 0


class PointsRow(BaseModel):
    """The columns of a currency: what one point costs, 0: sales in it earn none."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    minor_per_point: Minor


@dataclass(frozen=True, slots=True)
class Lists:
    """The coupons by code, by the number of their card the members, and what a point costs in the shop's currency."""

    coupons: Mapping[str, Coupon]
    members: Mapping[str, MemberRow]
    minor_per_point: int = MINOR_PER_POINT


@dataclass(frozen=True, slots=True)
class Files:
    """Where the lists stand."""

    coupons: Path
    members: Path
    points: Path


def read_lists(files: Files, currency: str) -> Lists:
    """Read the files; one that is not there is empty, and a point then costs one whole unit. Raises `BenefitsUnusable`.

    A file of points that says nothing of the shop's currency gives no points.
    """
    own = _read(files.coupons, lambda fields: _coupon(fields, currency))
    known = _read(files.members, lambda fields: MemberRow.model_validate(fields))
    coupons = _keyed(files.coupons, own, lambda one: one.code)
    return Lists(coupons, _keyed(files.members, known, lambda one: one.card), _minor_per_point(files.points, currency))


def _minor_per_point(file: Path, currency: str) -> int:
    rows = _keyed(file, _read(file, lambda fields: PointsRow.model_validate(fields)), lambda one: one.currency)
    if not file.exists():
        return int(10 ** get_currency_precision(currency))
    return rows[currency].minor_per_point if currency in rows else 0


def _keyed(file: Path, rows: list[T], key: Callable[[T], str]) -> Mapping[str, T]:
    found = {key(row): row for row in rows}
    if len(found) != len(rows):
        raise BenefitsUnusable(f"{file.name}: a code, a card or a currency is there twice")
    return found


def _read(file: Path, made: Callable[[Mapping[str, str]], T]) -> list[T]:
    if not file.exists():
        return []
    try:
        content = file.read_bytes()
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BenefitsUnusable(f"{file.name}: {error}") from error
    if len(content) > MOST_BYTES:
        raise BenefitsUnusable(f"{file.name}: {len(content)} bytes; {MOST_BYTES} is the most")
    found: list[T] = []
    faults: list[str] = []
    for line, fields in _fields(file, text):
        try:
            found.append(made(fields))
        except ValueError as error:
            faults += [f"{file.name}, line {line}: {words}" for words in _words(error)]
    if faults:
        raise BenefitsUnusable("\n".join(faults))
    return found


def _fields(file: Path, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the number of each line and its fields that are given; lines that begin with # are remarks."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    names: list[str] = []
    try:
        for fields in reader:
            if not any(own.strip() for own in fields) or fields[0].startswith("#"):
                continue
            if not names:
                names = [own.strip() for own in fields]
            elif len(fields) != len(names):
                raise BenefitsUnusable(
                    f"{file.name}, line {reader.line_num}: {len(fields)} fields; {len(names)} are wanted"
                )
            else:
                yield reader.line_num, {name: own for name, own in zip(names, fields, strict=True) if own.strip()}
    except csv.Error as error:
        raise BenefitsUnusable(f"{file.name}, line {reader.line_num}: {error}") from error


def _coupon(fields: Mapping[str, str], currency: str) -> Coupon:
    row = CouponRow.model_validate({name: own for name, own in fields.items() if not name.startswith(TEXT)})
    if (row.amount_minor or row.from_minor) and row.currency != currency:
        raise ValueError(f"its amounts are in {row.currency or 'no currency'}, the shop sells in {currency}")
    texts = tuple((name.removeprefix(TEXT), own.strip()) for name, own in fields.items() if name.startswith(TEXT))
    return Coupon(
        row.code, row.opens, (row.percent or 0) * 100, row.amount_minor, row.from_minor, row.first_day, row.last_day,
        row.uses, row.shop, row.alone == "yes", LocalText(texts),
    )  # fmt: skip


def _words(error: ValueError) -> list[str]:
    if isinstance(error, ValidationError):
        return [f"{'.'.join(map(str, own['loc'])) or 'line'}: {own['msg']}" for own in error.errors()]
    return [str(error)]
