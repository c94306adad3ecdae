"""What a table of in-store numbers makes of one number, and why it makes nothing of it: for who tries its masks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.formats.ean import Gtin, check_digit, is_digits
from kiosk.formats.in_store import InStoreNumber, InStoreTable

LENGTHS: Final = (12, 13)  # a UPC-A is an EAN-13 that begins with 0


class Fault(StrEnum):
    """Why a number is not read."""

    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    CHECK_DIGIT = "check_digit"
    NO_MASK = "no_mask"


@dataclass(frozen=True, slots=True)
class Trial:
    """One number by one table. `number` and `mask` are there when a mask knows it; else `fault` says why not.

    `wanted`: the right check digit, where it is wrong. `minor_digits`: decimals of the table's currency.
    """

    country: str
    fault: Fault | None = None
    wanted: str = ""
    mask: str = ""
    number: InStoreNumber | None = None
    minor_digits: int = 0


def tried(table: InStoreTable, text: str) -> Trial:
    """Read the digits below a barcode, any text, by a table."""
    country = table.country
    if not is_digits(text):
        return Trial(country, Fault.NOT_DIGITS)
    if len(text) not in LENGTHS:
        return Trial(country, Fault.LENGTH)
    if text[-1] != str(wanted := check_digit(text[:-1])):
        return Trial(country, Fault.CHECK_DIGIT, str(wanted))
    gtin = Gtin(text.zfill(14))
    rule = table.rule_of(gtin)
    if rule is None:
        return Trial(country, Fault.NO_MASK)
    return Trial(country, mask=rule.mask, number=table.read(gtin), minor_digits=table.minor_digits)
