"""What is known about one application identifier, and the notation the table writes it in.

A component is a letter for its characters, a length or range, an optional `?` (it may be left out) and its checks:
`n18/csum/gcppos2` is 18 digits with a check digit and a company prefix from the second digit; `x1-20` is 1 to 20
characters of set 82; `n4?/hhmi` is nothing or four digits that are a time. Letters: n digits, x character set 82,
y character set 39, z base64url. Checks bear the names of the GS1 Barcode Syntax Tests.
Source: GS1 General Specifications 3.2 to 3.9, 7.11.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kiosk.formats.gs1.checks import CHECKS
from kiosk.formats.gs1.checks.characters import cset39, cset64, cset82, csetnumeric
from kiosk.formats.gs1.checks.finding import Check, Finding

Pattern = str
"""An application identifier whose trailing `n` stand for any digit: `01`, `310n`, `35nn`."""

PREDEFINED_TOTAL: Final = {
    "00": 20, "01": 16, "02": 16, "03": 16, "04": 18, "11": 8, "12": 8, "13": 8, "14": 8, "15": 8, "16": 8, "17": 8,
    "18": 8, "19": 8, "20": 4, "31": 10, "32": 10, "33": 10, "34": 10, "35": 10, "36": 10, "41": 16,
}  # fmt: skip
"""Characters of identifier and value for identifiers that need no separator, by their first two digits.

Source: GS1 General Specifications 7.8.5, predefined lengths.
"""

_CHARACTERS: Final[dict[str, Check]] = {"n": csetnumeric, "x": cset82, "y": cset39, "z": cset64}
_NOTATION: Final = re.compile(r"([nxyz])(\d+)(?:-(\d+))?(\?)?((?:/\w+)*)")


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a value: what characters, how many, and what they must fulfil."""

    letter: str
    shortest: int
    longest: int
    is_optional: bool
    check_names: tuple[str, ...]
    checks: tuple[Check, ...]

    @classmethod
    def parse(cls, notation: str) -> Component:
        """Read one component of the notation above. Raises `ValueError`: a mistake in the table."""
        match = _NOTATION.fullmatch(notation)
        if match is None:
            raise ValueError(f"not a component: {notation}")
        letter, first, last, optional, checks = match.groups()
        names = tuple(checks.split("/")[1:])
        functions = (_CHARACTERS[letter], *(CHECKS[name] for name in names))
        return cls(letter, int(first), int(last or first), optional is not None, names, functions)


@dataclass(frozen=True, slots=True)
class Identifier:
    """One application identifier.

    `needs`: every entry must be met by one of its alternatives, an alternative by all of its patterns.
    `excludes`: none of these may stand beside it. `paths`: for a primary key of GS1 Digital Link, the ordered
    qualifiers that may follow it, one tuple for each alternative; None when it is no key. `is_attribute`: may stand
    in the query of a Digital Link.
    """

    ai: str
    title: str
    components: tuple[Component, ...]
    needs: tuple[tuple[tuple[Pattern, ...], ...], ...] = ()
    excludes: tuple[Pattern, ...] = ()
    paths: tuple[tuple[str, ...], ...] | None = None
    is_attribute: bool = True

    @property
    def predefined_length(self) -> int | None:
        """Length of the value when its end needs no separator, else None."""
        total = PREDEFINED_TOTAL.get(self.ai[:2])
        return None if total is None else total - len(self.ai)

    @property
    def shortest(self) -> int:
        """Fewest characters of a value."""
        return sum(part.shortest for part in self.components if not part.is_optional)

    @property
    def longest(self) -> int:
        """Most characters of a value."""
        return sum(part.longest for part in self.components)

    def find(self, value: str) -> Finding | None:
        """Return what is wrong with `value`, or None."""
        at, end = 0, len(value)
        for part in self.components:
            if part.is_optional and at == end:
                break
            piece = value[at : at + part.longest]
            if len(piece) < part.shortest:
                return Finding("LENGTH", at, len(piece))
            for check in part.checks:
                finding = check(piece)
                if finding is not None:
                    return Finding(finding.code, at + finding.start, finding.length)
            at += len(piece)
        return Finding("LENGTH", at, end - at) if at < end else None


def matches(pattern: Pattern, ai: str) -> bool:
    """Whether `ai` is one of those `pattern` stands for."""
    return len(ai) == len(pattern) and ai.startswith(pattern.rstrip("n"))
