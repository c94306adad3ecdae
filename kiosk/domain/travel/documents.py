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
