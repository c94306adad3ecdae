"""Checks of character sets. Source: GS1 General Specifications 7.11."""

from __future__ import annotations

import string
from typing import Final

from kiosk.formats.gs1.checks.finding import Finding, first_outside, whole

DIGITS: Final = frozenset(string.digits)
SET_82: Final = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""Character set 82 in the order that numbers its characters (figure 7.11-1; 7.9.5 counts in it)."""
_82: Final = frozenset(SET_82)
_39: Final = frozenset("#-/" + string.digits + string.ascii_uppercase)
_64: Final = frozenset("-_" + string.digits + string.ascii_letters)
_HEXADECIMAL: Final = frozenset(string.hexdigits)


def csetnumeric(text: str) -> Finding | None:
    """Digits only."""
    return first_outside(text, DIGITS, "NOT_DIGITS")


def cset82(text: str) -> Finding | None:
    """Characters of set 82 only."""
    return first_outside(text, _82, "INVALID_CSET82_CHARACTER")


def cset39(text: str) -> Finding | None:
    """Characters of set 39 only."""
    return first_outside(text, _39, "INVALID_CSET39_CHARACTER")


def cset64(text: str) -> Finding | None:
    """Characters of the file-safe base64 set, filled with one or two `=` to a multiple of three if at all."""
    body = text.rstrip("=")
    padding = len(text) - len(body)
    found = first_outside(body, _64, "INVALID_CSET64_CHARACTER")
    if found is None and padding and (padding > 2 or len(text) % 3):
        return Finding("INVALID_CSET64_PADDING", len(body), padding)
    return found


def hasnondigit(text: str) -> Finding | None:
    """At least one character that is no digit."""
    return whole("REQUIRES_NON_DIGIT_CHARACTER", text) if DIGITS.issuperset(text) else None


def hyphen(text: str) -> Finding | None:
    """One hyphen or more, nothing else."""
    return None if text and not text.strip("-") else whole("NOT_HYPHEN", text)


def importeridx(text: str) -> Finding | None:
    """The importer index: exactly one character of the file-safe base64 set."""
    if len(text) != 1:
        return whole("IMPORTER_IDX_MUST_BE_ONE_CHARACTER", text)
    return first_outside(text, _64, "INVALID_IMPORT_IDX_CHARACTER")


def pcenc(text: str) -> Finding | None:
    """Every percent sign starts two hexadecimal digits."""
    at = text.find("%")
    while at >= 0:
        two = text[at + 1 : at + 3]
        if len(two) < 2 or not _HEXADECIMAL.issuperset(two):
            return Finding("INVALID_PERCENT_SEQUENCE", at, 1 + len(two))
        at = text.find("%", at + 1)
    return None
