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
_TABLE: Final = bytes(_VALUES.get(chr(octet), 0) for octet in range(256))


def values_of(text: str) -> bytes:
    """Return the value of each ASCII character; one outside the alphabet counts as 0."""
    return text.encode("ascii").translate(_TABLE)


def weighed(values: bytes) -> int:
    """Return the check digit of these values."""
    return (7 * sum(values[::3]) + 3 * sum(values[1::3]) + sum(values[2::3])) % 10


def check_digit(text: str) -> str:
    """Return the check digit of a field of ASCII characters."""
    return str(weighed(values_of(text)))
