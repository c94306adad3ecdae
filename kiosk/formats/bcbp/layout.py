"""Fixed-width fields: how values become the printed blocks of a boarding pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from kiosk.formats.errors import Malformed

DAY: Final = "(?:00[1-9]|0[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-6])"
"""A day of the year, 001 to 366, as a regular expression."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its name, its width in characters and what it may hold beside blanks to its right."""

    name: str
    width: int
    form: str = r"[ -`{-~]*"

    def printed(self, value: str) -> str:
        """Return the value padded with blanks. Raises `Malformed` (FIELD); the sentence never quotes the value."""
        if len(value) > self.width:
            raise Malformed("FIELD", f"{self.name}: {len(value)} characters, there is room for {self.width}")
        if value != value.strip() or not re.fullmatch(self.form, value):
            raise Malformed("FIELD", f"{self.name}: not in the form of the standard")
        return value.ljust(self.width)


def ends(fields: Sequence[Field]) -> frozenset[int]:
    """Return how long a block of these fields may be: it ends after any of them."""
    return frozenset(accumulate((field.width for field in fields), initial=0))


def printed(fields: Sequence[Field], values: Sequence[str]) -> str:
    """Return the values side by side, each as wide as its field. Raises `Malformed` (FIELD)."""
    return "".join(field.printed(value) for field, value in zip(fields, values, strict=True))
