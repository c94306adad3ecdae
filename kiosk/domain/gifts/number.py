"""The number of a gift card: 18 digits, of which the last checks the others.

It spends money without a signature, so it is treated as a bank card's number is: only its last four digits are shown
or kept. Its length is that of no GTIN, and its check digit that of bank cards, by which logs know what to mask.
Source: ISO/IEC 7812-1, annex B (check digit); the prefix 9900 is this product's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

PREFIX: Final = "9900"
LENGTH: Final = 18


class NotAGiftCard(ValueError):
    """What was read or typed has not the shape of a gift card's number, or its check digit is wrong."""


def check_digit(payload: str) -> int:
    """Return the check digit of ASCII digits: each second from the right counts double, its digits added up."""
    doubled = (sum(divmod(2 * int(own), 10)) for own in payload[::-2])
    return -(sum(doubled) + sum(int(own) for own in payload[-2::-2])) % 10


def looks_like_one(text: str) -> bool:
    """Tell whether a text has the shape of a gift card's number, be its check digit right or wrong."""
    return len(text) == LENGTH and text.startswith(PREFIX) and text.isascii() and text.isdigit()


@dataclass(frozen=True, slots=True)
class GiftNumber:
    """A gift card's number with a right check digit. Raises `NotAGiftCard`, whose text does not hold the number."""

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        if not looks_like_one(self.digits):
            raise NotAGiftCard(f"a gift card's number has {LENGTH} digits and begins with {PREFIX}")
        if int(self.digits[-1]) != check_digit(self.digits[:-1]):
            raise NotAGiftCard("the check digit is wrong")

    @property
    def last4(self) -> str:
        """What may be shown and kept of it."""
        return self.digits[-4:]
