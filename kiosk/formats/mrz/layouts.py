"""Where what stands in a machine-readable zone, and which characters may stand there.

A zone is kept as one text, its lines joined; positions count from 0 in that text.
Source: ICAO Doc 9303, parts 3 (characters, check digits), 4 (TD3), 5 (TD1), 6 (TD2), 7 (MRVA, MRVB). The French
identity card of before 2021 is in no part of it; its layout was measured on printed specimens.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from itertools import islice
from typing import Final


class Format(StrEnum):
    """A kind of zone by its lines. FRA_ID: the French identity card of before 2021."""

    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"
    MRVA = "MRVA"
    MRVB = "MRVB"
    FRA_ID = "FRA_ID"


class Field(StrEnum):
    """A part of a zone. OPTIONAL: what the issuer puts there, in TD3 often a personal number."""

    DOCUMENT_CODE = "document_code"
    ISSUER = "issuer"
    NAME = "name"
    NUMBER = "document_number"
    NATIONALITY = "nationality"
    BIRTH = "birth_date"
    SEX = "sex"
    EXPIRY = "expiry_date"
    OPTIONAL = "optional_data"
    COMPOSITE = "composite"


class Kind(Enum):
    """Which characters a position may hold."""

    LETTER = "A-Z<"
    NUMERAL = "0-9<"
    DIGIT = "0-9"
    SEX = "MFX<"
    ANY = "A-Z0-9<"


LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
DIGITS: Final = frozenset("0123456789")
ALLOWED: Final = {
    Kind.LETTER: LETTERS | {"<"},
    Kind.NUMERAL: DIGITS | {"<"},
    Kind.DIGIT: DIGITS,
    Kind.SEX: frozenset("MFX<"),
    Kind.ANY: LETTERS | DIGITS | {"<"},
}

Run = tuple[Field, Kind, int]
"""So many positions of one kind that belong to one field."""
Bad = Mapping[int, Field]
"""Places whose character is none of their kind, and the fields they belong to."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where the fields of a format stand.

    `runs` name every position, in order. A check digit stands where the slice of its field ends. `optional` are the
    parts of the optional data; `optional_at` is the place of its check digit. `covered`: what the composite check digit
    is calculated over. A place of -1 says that the format has no such thing. `has_long_number`: a document number of
    more than nine characters goes on in the optional data.
    """

    format: Format
    lines: int
    width: int
    code_letters: str
    runs: tuple[Run, ...]
    number: slice
    birth: slice
    surname: slice
    optional: tuple[slice, ...]
    sex_at: int
    expiry: slice | None = None
    nationality: slice | None = None
    given_names: slice | None = None
    optional_at: int = -1
    composite_at: int = -1
    covered: tuple[slice, ...] = ()
    has_long_number: bool = False

    def position(self, at: int) -> tuple[Field, Kind]:
        """Say what stands at a place of the text."""
        places = ((field, kind) for field, kind, length in self.runs for _ in range(length))
        return next(islice(places, at, None))


_HEAD: Final[tuple[Run, ...]] = (
    (Field.DOCUMENT_CODE, Kind.LETTER, 1), (Field.DOCUMENT_CODE, Kind.ANY, 1), (Field.ISSUER, Kind.LETTER, 3),
)  # fmt: skip
_BIRTH: Final[tuple[Run, ...]] = (
    (Field.BIRTH, Kind.NUMERAL, 6),
    (Field.BIRTH, Kind.NUMERAL, 1),
    (Field.SEX, Kind.SEX, 1),
)
_EXPIRY: Final[tuple[Run, ...]] = ((Field.EXPIRY, Kind.NUMERAL, 6), (Field.EXPIRY, Kind.NUMERAL, 1))
_COMPOSITE: Final[Run] = (Field.COMPOSITE, Kind.DIGIT, 1)
_NATIONALITY: Final[Run] = (Field.NATIONALITY, Kind.LETTER, 3)


def _lower(number_check: Kind, *rest: Run) -> tuple[Run, ...]:
    """The second line of all formats with two lines but the French card."""
    number = ((Field.NUMBER, Kind.ANY, 9), (Field.NUMBER, number_check, 1))
    return (*number, _NATIONALITY, *_BIRTH, *_EXPIRY, *rest)


_TD1: Final = (
    *_HEAD, (Field.NUMBER, Kind.ANY, 9), (Field.NUMBER, Kind.NUMERAL, 1), (Field.OPTIONAL, Kind.ANY, 15),
    *_BIRTH, *_EXPIRY, _NATIONALITY, (Field.OPTIONAL, Kind.ANY, 11), _COMPOSITE,
    (Field.NAME, Kind.LETTER, 30),
)  # fmt: skip
_TD2: Final = (
    *_HEAD, (Field.NAME, Kind.LETTER, 31),
    *_lower(Kind.NUMERAL, (Field.OPTIONAL, Kind.ANY, 7), _COMPOSITE),
)  # fmt: skip
_TD3: Final = (
    *_HEAD, (Field.NAME, Kind.LETTER, 39),
    *_lower(Kind.DIGIT, (Field.OPTIONAL, Kind.ANY, 14), (Field.OPTIONAL, Kind.NUMERAL, 1), _COMPOSITE),
)  # fmt: skip
_MRVA: Final = (*_HEAD, (Field.NAME, Kind.LETTER, 39), *_lower(Kind.DIGIT, (Field.OPTIONAL, Kind.ANY, 16)))
_MRVB: Final = (*_HEAD, (Field.NAME, Kind.LETTER, 31), *_lower(Kind.DIGIT, (Field.OPTIONAL, Kind.ANY, 8)))
_FRA_ID: Final = (
    *_HEAD, (Field.NAME, Kind.LETTER, 25), (Field.OPTIONAL, Kind.ANY, 6),
    (Field.NUMBER, Kind.DIGIT, 4), (Field.NUMBER, Kind.ANY, 3), (Field.NUMBER, Kind.DIGIT, 5),
    (Field.NUMBER, Kind.DIGIT, 1), (Field.NAME, Kind.LETTER, 14), *_BIRTH, _COMPOSITE,
)  # fmt: skip


TD1: Final = Layout(
    Format.TD1, 3, 30, "ACI", _TD1, number=slice(5, 14), birth=slice(30, 36), surname=slice(60, 90),
    optional=(slice(15, 30), slice(48, 59)), sex_at=37, expiry=slice(38, 44), nationality=slice(45, 48),
    composite_at=59, covered=(slice(5, 37), slice(38, 45), slice(48, 59)), has_long_number=True,
)  # fmt: skip
TD2: Final = Layout(
    Format.TD2, 2, 36, "ACIP", _TD2, number=slice(36, 45), birth=slice(49, 55), surname=slice(5, 36),
    optional=(slice(64, 71),), sex_at=56, expiry=slice(57, 63), nationality=slice(46, 49),
    composite_at=71, covered=(slice(36, 46), slice(49, 56), slice(57, 71)), has_long_number=True,
)  # fmt: skip
TD3: Final = Layout(
    Format.TD3, 2, 44, "P", _TD3, number=slice(44, 53), birth=slice(57, 63), surname=slice(5, 44),
    optional=(slice(72, 86),), sex_at=64, expiry=slice(65, 71), nationality=slice(54, 57), optional_at=86,
    composite_at=87, covered=(slice(44, 54), slice(57, 64), slice(65, 87)),
)  # fmt: skip
MRVA: Final = Layout(
    Format.MRVA, 2, 44, "V", _MRVA, number=slice(44, 53), birth=slice(57, 63), surname=slice(5, 44),
    optional=(slice(72, 88),), sex_at=64, expiry=slice(65, 71), nationality=slice(54, 57),
)  # fmt: skip
MRVB: Final = Layout(
    Format.MRVB, 2, 36, "V", _MRVB, number=slice(36, 45), birth=slice(49, 55), surname=slice(5, 36),
    optional=(slice(64, 72),), sex_at=56, expiry=slice(57, 63), nationality=slice(46, 49),
)  # fmt: skip
FRA_ID: Final = Layout(
    Format.FRA_ID, 2, 36, "I", _FRA_ID, number=slice(36, 48), birth=slice(63, 69), surname=slice(5, 30),
    optional=(slice(30, 36),), sex_at=70, given_names=slice(49, 63), composite_at=71, covered=(slice(71),),
)  # fmt: skip

LAYOUTS: Final = {layout.format: layout for layout in (TD1, TD2, TD3, MRVA, MRVB, FRA_ID)}


def _pattern(layout: Layout) -> re.Pattern[str]:
    parts, at = [], 0
    for _, kind, length in layout.runs:
        parts.append(f"{BREAK}?" if at and at % layout.width == 0 else "")
        parts.append(f"[{kind.value}]{{{length}}}")
        at += length
    return re.compile("".join(parts))


BREAK: Final = "\n"
PATTERNS: Final = {layout: _pattern(layout) for layout in LAYOUTS.values()}
"""What a zone of each format matches when every position holds a character of its kind; its lines may be divided."""
