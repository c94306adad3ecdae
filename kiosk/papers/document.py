"""The blocks every paper is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from kiosk.domain.money import Money
from kiosk.domain.text import LocalText, Text


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, printed as date and time of the site."""

    utc_ms: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date in days since 1970-01-01, printed as the site writes days, whatever zone the site is in."""

    number: int


@dataclass(frozen=True, slots=True)
class Legal:
    """A text that the law wants, printed in the language it wants it in."""

    text: Text


Printable: TypeAlias = Text | LocalText | Money | Moment | Day | Legal | str


@dataclass(frozen=True, slots=True)
class Line:
    """One text; `align` is `left` or `centre`."""

    text: Printable
    align: str = "left"
    is_bold: bool = False
    is_double: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A text at the left and one at the right edge."""

    left: Printable
    right: Printable
    is_bold: bool = False
    is_double: bool = False


@dataclass(frozen=True, slots=True)
class Logo:
    """The shop's picture, where the printer keeps one; else nothing stands there."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A dividing line."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Empty lines."""

    lines: int = 1


Block: TypeAlias = Line | Pair | Logo | Rule | Feed
Paper: TypeAlias = tuple[Block, ...]
