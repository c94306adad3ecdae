"""Bag tags: the ten-digit licence plate of a checked bag, carried by an ITF symbol.

The number has no check digit. A reader must see it twice alike before it believes it, and the airline must be one that
flies; both are the caller's, `is_plausible` answers the second. Who issues a number reserves it for good before the tag
is printed. Source: IATA Resolution 740, attachment B; Resolution 769 (leading digit).
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from kiosk.formats.ean import is_digits
from kiosk.formats.errors import Malformed, shown

LAST_SERIAL: Final = 999_999


@dataclass(frozen=True, slots=True)
class LicencePlate:
    """The ten digits of a bag tag. Raises `Malformed` when built from anything else (NOT_DIGITS, LENGTH)."""

    digits: str

    def __post_init__(self) -> None:
        if not is_digits(self.digits):
            raise Malformed("NOT_DIGITS", f"{shown(self.digits)}: a licence plate has digits only")
        if len(self.digits) != 10:
            raise Malformed("LENGTH", f"{shown(self.digits)}: {len(self.digits)} digits, a licence plate has 10")

    def __str__(self) -> str:
        return self.digits

    @classmethod
    def of(cls, airline: str, serial: int, leading: int = 0) -> LicencePlate:
        """Put a number together: `airline` its three digits, `serial` 0 to 999999, `leading` 0 to 9.

        Raises `Malformed`: NOT_DIGITS, LENGTH.
        """
        if not (0 <= serial <= LAST_SERIAL and 0 <= leading <= 9 and len(airline) == 3):
            raise Malformed("LENGTH", "a licence plate: 1 leading digit, 3 of the airline, 6 of the serial")
        return cls(f"{leading}{airline}{serial:06}")

    @property
    def leading(self) -> str:
        """`0` interline and online tags, `1` fallback tags, `2` rush tags, `3` to `9` the airline's own."""
        return self.digits[0]

    @property
    def airline(self) -> str:
        """The airline's accounting code, three digits (`047`)."""
        return self.digits[1:4]

    @property
    def serial(self) -> str:
        """The airline's own running number, six digits."""
        return self.digits[4:]

    def human_form(self, carrier: str) -> str:
        """Return what people read off the tag: the airline's two characters and the serial (`TP123456`)."""
        return f"{carrier}{self.serial}"

    def is_plausible(self, airlines: Container[str] | None = None) -> bool:
        """Whether the airline can be: one of `airlines` (three digits each) when given, else any but `000`."""
        return self.airline != "000" if airlines is None else self.airline in airlines
