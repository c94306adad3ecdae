"""GTINs and their check digits: EAN-8, EAN-13, UPC-A, UPC-E and GTIN-14.

Source: GS1 General Specifications, 2.1 (GTIN), 2.1.11 and 2.1.12 (restricted circulation), 5.2 (EAN/UPC, UPC-E),
7.9 (check digits).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.formats.aim import Symbology
from kiosk.formats.errors import Malformed, shown

_ZERO: Final = ord("0")
_SYMBOLOGY_OF_LENGTH: Final = {
    8: Symbology.EAN_8,
    12: Symbology.UPC_A,
    13: Symbology.EAN_13,
    14: Symbology.ITF_14,
}
_LENGTH_OF_SYMBOLOGY: Final = {symbology: length for length, symbology in _SYMBOLOGY_OF_LENGTH.items()}


def is_digits(text: str) -> bool:
    """Whether `text` is one or more of the ten ASCII digits; superscripts and other scripts are not digits here."""
    return text.isascii() and text.isdigit()


def check_digit(payload: str) -> int:
    """Return the GS1 check digit of a payload of ASCII digits (the number without its last digit).

    Weights 3, 1, 3, ... from the right. Source: GS1 General Specifications 7.9.1.
    """
    codes = payload.encode("ascii")
    threes, ones = codes[-1::-2], codes[-2::-2]
    total = 3 * (sum(threes) - _ZERO * len(threes)) + sum(ones) - _ZERO * len(ones)
    return -total % 10


def require_check_digit(number: str) -> None:
    """Raise `Malformed` (CHECK_DIGIT) unless the last digit of `number` is its check digit."""
    expected = check_digit(number[:-1])
    if number[-1] != str(expected):
        raise Malformed("CHECK_DIGIT", f"{number}: the check digit is {number[-1]}, it must be {expected}")


@dataclass(frozen=True, slots=True)
class Gtin:
    """A Global Trade Item Number in its 14-digit form, with a right check digit.

    Raises `Malformed` when built from anything else (NOT_DIGITS, LENGTH, CHECK_DIGIT).
    """

    digits: str

    def __post_init__(self) -> None:
        if not is_digits(self.digits):
            raise Malformed("NOT_DIGITS", f"{shown(self.digits)}: a GTIN has digits only")
        if len(self.digits) != 14:
            raise Malformed("LENGTH", f"{shown(self.digits)}: {len(self.digits)} digits, a padded GTIN has 14")
        require_check_digit(self.digits)

    def __str__(self) -> str:
        return self.digits

    @classmethod
    def parse(cls, text: str, symbology: Symbology | None = None) -> Gtin:
        """Read 8, 12, 13 or 14 digits, or the 6, 7 or 8 digits of a UPC-E when `symbology` says so.

        Raises `Malformed`: NOT_DIGITS, LENGTH, CHECK_DIGIT, NUMBER_SYSTEM (UPC-E).
        """
        if not is_digits(text):
            raise Malformed("NOT_DIGITS", f"{shown(text)}: a GTIN has digits only")
        if symbology is Symbology.UPC_E:
            return cls(expand_upc_e(text).zfill(14))
        wanted = _LENGTH_OF_SYMBOLOGY.get(symbology) if symbology else None
        if len(text) not in _SYMBOLOGY_OF_LENGTH or (wanted is not None and len(text) != wanted):
            expected = wanted if wanted is not None else "8, 12, 13 or 14"
            raise Malformed("LENGTH", f"{shown(text)}: {len(text)} digits, expected {expected}")
        require_check_digit(text)
        return cls(text.zfill(14))

    @property
    def gtin13(self) -> str | None:
        """The 13-digit form; None for a GTIN-14 with an indicator digit (an outer case)."""
        return self.digits[1:] if self.digits[0] == "0" else None

    @property
    def is_restricted(self) -> bool:
        """Whether the number means something only within one company or country (in-store numbers, RCN).

        Source: GS1 General Specifications 1.4.2 (prefixes 02, 04, 20-29; RCN-8 starting 0 or 2).
        """
        if self.digits.startswith("000000"):
            return self.digits[6] in "02"
        return self.digits[0] == "0" and (self.digits[1] == "2" or self.digits[1:3] in {"02", "04"})


def symbology_of(text: str) -> Symbology | None:
    """Return the symbology that digits of this length are printed in, when the scanner did not say; None if none."""
    return _SYMBOLOGY_OF_LENGTH.get(len(text))


def expand_upc_e(text: str) -> str:
    """Return the 12 digits of UPC-A that a UPC-E stands for.

    `text` is 6 digits (number system 0 understood), 7 (with number system) or 8 (with check digit too).
    Raises `Malformed`: NOT_DIGITS, LENGTH, NUMBER_SYSTEM, CHECK_DIGIT. Source: GS1 General Specifications 5.2.2.4.
    """
    if not is_digits(text):
        raise Malformed("NOT_DIGITS", f"{shown(text)}: a UPC-E has digits only")
    if len(text) not in {6, 7, 8}:
        raise Malformed("LENGTH", f"{shown(text)}: {len(text)} digits, a UPC-E has 6, 7 or 8")
    body = text.zfill(7) if len(text) == 6 else text[:7]
    if body[0] not in "01":
        raise Malformed("NUMBER_SYSTEM", f"{text}: a UPC-E starts with 0 or 1, not {body[0]}")
    payload = _unsqueezed(body[0], body[1:])
    full = f"{payload}{check_digit(payload)}"
    if len(text) == 8 and text[7] != full[11]:
        raise Malformed("CHECK_DIGIT", f"{text}: the check digit is {text[7]}, it must be {full[11]}")
    return full


def _unsqueezed(system: str, six: str) -> str:
    last = six[5]
    if last in "012":
        return f"{system}{six[:2]}{last}0000{six[2:5]}"
    if last == "3":
        return f"{system}{six[:3]}00000{six[3:5]}"
    if last == "4":
        return f"{system}{six[:4]}00000{six[4]}"
    return f"{system}{six[:5]}0000{last}"


def squeeze_upc_a(text: str) -> str | None:
    """Return the 8 digits of UPC-E for 12 digits of UPC-A, or None when it has no short form.

    Raises `Malformed`: NOT_DIGITS, LENGTH, CHECK_DIGIT. Source: GS1 General Specifications 5.2.2.4.
    """
    Gtin.parse(text, Symbology.UPC_A)
    system, maker, item, check = text[0], text[1:6], text[6:11], text[11]
    if system not in "01":
        return None
    if maker[2] in "012" and maker[3:] == "00" and item[:2] == "00":
        six = f"{maker[:2]}{item[2:]}{maker[2]}"
    elif maker[3:] == "00" and item[:3] == "000":
        six = f"{maker[:3]}{item[3:]}3"
    elif maker[4] == "0" and item[:4] == "0000":
        six = f"{maker[:4]}{item[4]}4"
    elif item[:4] == "0000" and item[4] in "56789":
        six = f"{maker}{item[4]}"
    else:
        return None
    return f"{system}{six}{check}"
