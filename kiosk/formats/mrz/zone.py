"""A machine-readable zone as a value: what stands in each field, and which check digits hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from kiosk.formats.errors import Problem
from kiosk.formats.mrz import dates, names
from kiosk.formats.mrz.countries import SPECIMEN
from kiosk.formats.mrz.layouts import Field, Format, Layout


class Sex(StrEnum):
    """As the document says. X: not specified, printed as `<`, by some issuers as X."""

    FEMALE = "F"
    MALE = "M"
    UNSPECIFIED = "X"


GOVERNED_FIELDS: Final = (Field.NUMBER, Field.BIRTH, Field.EXPIRY, Field.OPTIONAL, Field.COMPOSITE)
"""Fields with a check digit, in the order of `Checks`."""


_SEXES: Final = {"F": Sex.FEMALE, "M": Sex.MALE}


class Checks(NamedTuple):
    """Which check digits hold; None where the format has none."""

    number_ok: bool
    birth_ok: bool
    expiry_ok: bool | None
    optional_ok: bool | None
    composite_ok: bool | None

    def of(self, field: Field) -> bool | None:
        """Return the check of one of `GOVERNED_FIELDS`."""
        return self[GOVERNED_FIELDS.index(field)]


@dataclass(frozen=True, slots=True, repr=False)
class Mrz:
    """A zone as it was read; its `repr` shows nothing of the person. Never store it and never log it.

    `layout`: where its fields stand. `text`: its lines joined, capital letters. `number`: the document number without
    fillers, the rest of a long one included. `checks` are told one by one, so that one bad digit does not hide good
    fields. `problems`, in the order of the fields: CHARACTER, EMPTY, CHECK_DIGIT, DATE, COUNTRY, DOCUMENT_CODE, NAME;
    none means that all of it is right.
    """

    layout: Layout
    text: str
    number: str
    checks: Checks
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"Mrz({self.format}, {'valid' if self.is_valid else 'not valid'})"

    @property
    def format(self) -> Format:
        """Which of the six it is."""
        return self.layout.format

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong with any field."""
        return not self.problems

    @property
    def is_specimen(self) -> bool:
        """Whether Utopia issued it or its holder comes from there: it proves nothing about anybody."""
        return SPECIMEN in (self.issuer, self.nationality)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as they were read."""
        width = self.layout.width
        return tuple(self.text[at : at + width] for at in range(0, len(self.text), width))

    @property
    def document_code(self) -> str:
        """One or two letters: P passport, V visa, A, C and I other documents of travel."""
        return self.text[:2].rstrip("<")

    @property
    def issuer(self) -> str:
        """The state or body that issued it."""
        return self.text[2:5].rstrip("<")

    @property
    def nationality(self) -> str:
        """The holder's; empty where the format has no such field (FRA_ID)."""
        place = self.layout.nationality
        return "" if place is None else self.text[place].rstrip("<")

    @property
    def surname(self) -> str:
        """Parts separated by one blank; empty when the document knows no surname."""
        return names.surname_of(self.text[self.layout.surname])

    @property
    def given_names(self) -> str:
        """Parts separated by one blank; empty for a person of one name."""
        own = self.layout.given_names
        return names.given_names_of(self.text[self.layout.surname]) if own is None else names.words(self.text[own])

    @property
    def is_name_cut(self) -> bool:
        """Whether a name fills its field to the end, so that more of it may be missing."""
        layout = self.layout
        parts = (layout.surname, layout.given_names or layout.surname)
        return any(self.text[part.stop - 1] != "<" for part in parts)

    @property
    def sex(self) -> Sex:
        """X for anything that is neither M nor F."""
        letter = self.text[self.layout.sex_at]
        return _SEXES.get(letter, Sex.UNSPECIFIED)

    @property
    def birth(self) -> str:
        """Six characters YYMMDD, pairs that are not known as `<<`."""
        return self.text[self.layout.birth]

    @property
    def expiry(self) -> str:
        """Six characters as in `birth`; empty where the format has no such field (FRA_ID)."""
        place = self.layout.expiry
        return "" if place is None else self.text[place]

    @property
    def optional(self) -> tuple[str, ...]:
        """What the issuer put into each optional part, fillers at its end left out."""
        return tuple(self.text[part].rstrip("<") for part in self.layout.optional)

    def birth_date(self, today: date) -> date | None:
        """Return the day of birth, the last one that is neither after `today` nor after the document's end."""
        expiry = self.expiry_date(today)
        return dates.birth_on(self.birth, today if expiry is None else min(today, expiry))

    def expiry_date(self, today: date) -> date | None:
        """Return the last day it is valid, within 50 years of `today`."""
        return dates.expiry_on(self.expiry, today)
