"""One session's bag: what waits, what is in it, and what is in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.bagging.expected import Expected


class Why(StrEnum):
    """Why a weight is doubted; each has its own words."""

    ONE_MORE = "one_more"  # the weight fits two of this item, and one was scanned
    OTHER = "other"  # the weight does not fit this item
    UNSCANNED = "unscanned"  # something was put in that was not scanned
    STILL_THERE = "still_there"  # this item was taken off the list, and not out of the bag


class Level(StrEnum):
    """What a doubt does: WARN tells and lets go, HOLD is settled before payment. Neither stops scanning."""

    WARN = "warn"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece that was scanned: line `n` of the sale, what it is expected to weigh, and its price.

    `is_seen`: it is not bagged, and staff saw it.
    """

    n: int
    sku: str
    expected: Expected
    price_minor: int
    is_seen: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """A weight that honest explanations fit too badly. `rest_g` is the weight nobody accounts for; may be negative.

    `n` is the line in doubt, None when it is none of them. `expected_g`: what was expected instead. `stake_minor`: what
    is lost if the doubt is right. `score_e3`: 1000 x ln of expected loss over nuisance, above zero. `is_told`: it stood
    for so long that the customer was told. `inside` was taken to have come in with it.
    """

    why: Why
    n: int | None
    rest_g: int
    expected_g: int
    stake_minor: int
    score_e3: int
    level: Level = Level.WARN
    is_told: bool = False
    inside: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """One piece that was put in alone, and what it weighed: learned when the sale is paid."""

    sku: str
    weight_g: int


@dataclass(frozen=True, slots=True)
class Bagging:
    """The bag of one session, in grams as the scale tells them.

    `base_g` is the weight that is accounted for, `last_g` the newest weight (None before the first). `waiting` was
    scanned and not seen in the bag; `placed` was; `lifted_g` was in the bag, is out of it, and may come back.
    `elsewhere` is what the customer does not bag; `is_much` when that is more than is believed unseen.
    `known` is what pieces of this basket are expected to weigh, by SKU; `heard_n` the number of the newest weight.
    `doubts` counts doubts that did not resolve themselves, `told` those that the customer was told.
    """

    base_g: int = 0
    last_g: int | None = None
    waiting: tuple[Piece, ...] = ()
    placed: tuple[Piece, ...] = ()
    lifted_g: int = 0
    samples: tuple[Sample, ...] = ()
    doubt: Doubt | None = None
    doubts: int = 0
    told: int = 0
    bags: int = 0
    is_begun: bool = False
    known: tuple[tuple[str, Expected], ...] = ()
    heard_n: int = 0
    elsewhere: tuple[Piece, ...] = ()
    is_much: bool = False

    @property
    def rest_g(self) -> int:
        """The weight that is in doubt; 0 while nothing is."""
        return 0 if self.doubt is None or self.last_g is None else self.last_g - self.base_g


EMPTY = Bagging()
