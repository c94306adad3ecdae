"""Check digits of machine-readable zones.

Each character has a value: 0 to 9, A = 10 to Z = 35, the filler `<` 0. Values are weighed 7, 3, 1, 7, 3, 1 ... and
summed; the last digit of the sum is the check digit.

What it cannot see: a character in the place of another whose value ends in the same digit (0AKU and `<`, 1BLV, 2CMW,
3DNX, 4EOY, 5FPZ, 6GQ, 7HR, 8IS, 9JT), neighbours swapped whose values differ by 5, and two mistakes that cancel each
other, about one pair in ten. G for 6 is therefore never repaired: no check digit speaks of it.
Source: ICAO Doc 9303 part 3, 4.9.
"""

from __future__ import annotations

from string import ascii_uppercase, digits
from typing import Final

_VALUES: Final = {"<": 0} | {character: value for value, character in enumerate(digits + ascii_uppercase)}
_TABLE: Final = bytes(_VALUES.get(chr(octet), 0) % 10 for octet in range(256))
_THREE_OCTETS: Final = 0xFFFFFF


def values_of(text: str) -> bytes:
    """Return the last digit of the value of each ASCII character; one outside the alphabet counts as 0."""
    return text.encode("ascii").translate(_TABLE)


def weighed(values: bytes) -> int:
    """Return the check digit of these values, at most 84.

    As one number, modulo 2^24 - 1, they are added up three by three (as casting out nines adds digits): its octets are
    the sums of what is weighed 7, 3 and 1. None of them overflows: 28 times 9 is 252.
    """
    sums = int.from_bytes(values, "little") % _THREE_OCTETS
    return (7 * (sums & 0xFF) + 3 * (sums >> 8 & 0xFF) + (sums >> 16)) % 10


def check_digit(text: str) -> str:
    """Return the check digit of a field of ASCII characters."""
    return str(weighed(values_of(text)))
