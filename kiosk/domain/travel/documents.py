"""Travel documents as a traveller shows them. Nothing of one is stored or logged: not even as ciphertext."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.private import MASK, NOT_KEPT


class DocumentKind(StrEnum):
    """What a document is accepted as."""

    PASSPORT = "passport"
    IDENTITY_CARD = "identity_card"
    VISA = "visa"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TravelDocument:
    """A travel document as it was read or typed. Its `repr` shows nothing, and the journal keeps none of its texts.

    `format`: `TD1` ... `FRA_ID`, empty when typed. `kind`: a `DocumentKind`. `issuer`, `nationality`: three letters as
    in the machine-readable zone (`NLD`; `D` for Germany). `surname`, `given_names`: A-Z and blanks. `birth_date`,
    `expiry_date`: ISO 8601, shorter where parts are unknown (`1980-05`, `1980`), empty when unknown. `sex`: F, M or
    empty. `is_truncated`: the zone had no room for the whole name.

    Source: ICAO Doc 9303, part 3, 4.
    """

    format: str = field(default="", metadata=NOT_KEPT)
    kind: str = field(default="", metadata=NOT_KEPT)
    issuer: str = field(default="", metadata=NOT_KEPT)
    nationality: str = field(default="", metadata=NOT_KEPT)
    number: str = field(default="", metadata=NOT_KEPT)
    surname: str = field(default="", metadata=NOT_KEPT)
    given_names: str = field(default="", metadata=NOT_KEPT)
    birth_date: str = field(default="", metadata=NOT_KEPT)
    expiry_date: str = field(default="", metadata=NOT_KEPT)
    sex: str = field(default="", metadata=NOT_KEPT)
    is_typed: bool = False
    is_truncated: bool = False

    def __repr__(self) -> str:
        return "TravelDocument(...)"

    @property
    def is_forgotten(self) -> bool:
        """True when it comes back from the journal, which kept none of its texts: it must be shown again."""
        return self.number == MASK


@dataclass(frozen=True, slots=True)
class Doubt:
    """A character of a machine-readable zone that may be several: what stands before it, its letters, what follows."""

    before: str = field(default="", metadata=NOT_KEPT)
    letters: str = field(default="", metadata=NOT_KEPT)
    after: str = field(default="", metadata=NOT_KEPT)

    def __repr__(self) -> str:
        return "Doubt(...)"


def kind_of(code: str) -> DocumentKind:
    """Return what the document code of a machine-readable zone (`P`, `PD`, `ID`, `I`, `AC`, `V`) stands for.

    Source: ICAO Doc 9303, part 4 (P), part 5 (A, C, I; not AC, the crew member's certificate), part 7 (V).
    """
    if code == "AC":
        return DocumentKind.OTHER
    match code[:1]:
        case "P":
            return DocumentKind.PASSPORT
        case "I" | "A" | "C":
            return DocumentKind.IDENTITY_CARD
        case "V":
            return DocumentKind.VISA
        case _:
            return DocumentKind.OTHER


LETTERS_OF_STATES = {"D": "DEU"}
"""Codes of a machine-readable zone that are not the three letters of ISO 3166-1. Source: ICAO Doc 9303, part 3, 5."""


def country_of(code: str) -> str:
    """Return ISO 3166-1 alpha-3 of a code in a machine-readable zone, fillers off (`D<<`); others stay as they are."""
    bare = code.replace("<", "").strip().upper()
    return LETTERS_OF_STATES.get(bare, bare)


ADULT_YEARS, CARD_YEARS, MINORS_CARD_YEARS = 18, 15, 10


def french_card_expiry(number: str, birth_date: str) -> str:
    """Return the month in which a French identity card of before 2021 expires; its zone does not say.

    `number`: twelve characters that begin with year and month of issue. Empty when they do not. A card of an adult
    holds fifteen years, one of a child ten. Source: décret 2013-1188 of 18 December 2013.
    """
    begin = number[:4]
    if not (begin.isascii() and begin.isdigit() and 1 <= int(begin[2:]) <= 12):
        return ""
    year = 2000 + int(begin[:2]) if int(begin[:2]) < 50 else 1900 + int(begin[:2])
    is_adult = f"{year - ADULT_YEARS:04d}-{begin[2:]}" >= birth_date[:7]
    return f"{year + (CARD_YEARS if is_adult else MINORS_CARD_YEARS):04d}-{begin[2:]}"
