"""Checks against registers: countries, currencies, package and media types, and bank account numbers.

Source: ISO 3166-1, ISO 4217, ISO/IEC 5218, ISO 13616 (IBAN), UN/CEFACT Recommendation 21; GS1 General Specifications
3.6 to 3.8.
"""

from __future__ import annotations

import string
from typing import Final

from kiosk.formats.gs1.checks.finding import Finding, first_outside, whole
from kiosk.formats.gs1.checks.registers import COUNTRIES, CURRENCIES, PACKAGE_TYPES, PACKAGE_TYPES_OF_GS1

_COUNTRY_NUMBERS: Final = frozenset(COUNTRIES.values())
_PACKAGES: Final = PACKAGE_TYPES | PACKAGE_TYPES_OF_GS1
_MEDIA: Final = frozenset(f"{number:02}" for number in (*range(1, 11), *range(80, 100)))
_IBAN_CHARACTERS: Final = frozenset(string.digits + string.ascii_uppercase)
_IBAN_COUNTRIES: Final = frozenset(COUNTRIES) | {"XK"}  # Kosovo is in the IBAN register, not in ISO 3166-1
_IBAN_SHORTEST, _IBAN_LONGEST = 5, 34


def iso3166(text: str) -> Finding | None:
    """A country as three digits."""
    return None if text in _COUNTRY_NUMBERS else whole("NOT_ISO3166", text)


def iso3166999(text: str) -> Finding | None:
    """A country as three digits, or 999 for more than one."""
    return None if text == "999" or text in _COUNTRY_NUMBERS else whole("NOT_ISO3166_OR_999", text)


def iso3166alpha2(text: str) -> Finding | None:
    """A country as two letters."""
    return None if text in COUNTRIES else whole("NOT_ISO3166_ALPHA2", text)


def iso4217(text: str) -> Finding | None:
    """A currency as three digits."""
    return None if text in CURRENCIES else whole("NOT_ISO4217", text)


def iso5218(text: str) -> Finding | None:
    """Sex as a digit: 0 not known, 1 male, 2 female, 9 not applicable."""
    return None if text in {"0", "1", "2", "9"} else whole("INVALID_BIOLOGICAL_SEX_CODE", text)


def mediatype(text: str) -> Finding | None:
    """An AIDC media type: 01 to 10 by GS1, 80 to 99 by ICCBBA (AI 7241)."""
    return None if text in _MEDIA else whole("INVALID_MEDIA_TYPE", text)


def packagetype(text: str) -> Finding | None:
    """A package type (AI 7041)."""
    return None if text in _PACKAGES else whole("INVALID_PACKAGE_TYPE", text)


def iban(text: str) -> Finding | None:
    """A bank account number with a right checksum (AI 8007)."""
    if len(text) < _IBAN_SHORTEST:
        return whole("IBAN_TOO_SHORT", text)
    if len(text) > _IBAN_LONGEST:
        return whole("IBAN_TOO_LONG", text)
    found = first_outside(text, _IBAN_CHARACTERS, "INVALID_IBAN_CHARACTER")
    if found is not None:
        return found
    if text[:2] not in _IBAN_COUNTRIES:
        return Finding("ILLEGAL_IBAN_COUNTRY_CODE", 0, 2)
    number = "".join(str(int(character, 36)) for character in text[4:] + text[:4])
    return None if int(number) % 97 == 1 else Finding("INCORRECT_IBAN_CHECKSUM", 2, 2)
