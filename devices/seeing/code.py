"""One code that was read, and how far a single read of its symbology can be believed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """What one symbol says.

    `symbology` is the name that the reading program gives it, `aim` its identifier (`]E0`), `data` its bytes without
    the identifier, and `text` these bytes as the symbol says they are to be read.
    """

    symbology: str
    aim: str
    text: str
    data: bytes

    @property
    def is_retail(self) -> bool:
        """True for EAN and UPC: their one check digit lets a misread in ten through."""
        return self.aim.startswith("]E")

    @property
    def is_linear(self) -> bool:
        """True for codes of bars alone: one check digit or character, or none, and no error correction."""
        return self.aim[1:2] in tuple("ABCEFGIPe")

    @property
    def is_weak(self) -> bool:
        """True for linear codes without a check character of their own: ITF, Code 39, Codabar."""
        return self.aim[1:2] in tuple("AFI")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A code and where it was seen: centre and half its longest side, in pixels of the picture that was looked at.

    `weight` says how many scan lines agree where the reading program counts them, else 0. `is_sure` is false when the
    symbol's error correction was used up: then what came out may be nothing that was ever printed.
    """

    code: Code
    x: float
    y: float
    reach: float
    weight: int = 0
    is_sure: bool = True

    def covers(self, x: float, y: float) -> bool:
        """True when a point lies within the symbol, or within a tenth of it around."""
        return max(abs(self.x - x), abs(self.y - y)) < self.reach * 1.2

    def is_part_of(self, other: Sighting) -> bool:
        """True when bars of one code were read as another: it lies within `other` and says less of itself."""
        is_lesser = (not self.code.is_weak, self.reach) < (not other.code.is_weak, other.reach)
        return self.code != other.code and self.code.is_linear and is_lesser and other.covers(self.x, self.y)

    def is_at(self, other: Sighting) -> bool:
        """True when the centre of one lies within the other."""
        return max(abs(self.x - other.x), abs(self.y - other.y)) < max(self.reach, other.reach)
