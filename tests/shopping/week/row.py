"""One basket of the week: what is done, what the paper says, and its sums, which nothing of the product adds up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.domain.sale import Line
from tests.shopping.week.beside.acts import do
from tests.shopping.week.kiosk import AtTill, Shop

BEHAVIOURS: Final = frozenset({
    "express", "pack", "alias", "label", "batch", "expiry", "recall", "limit", "hours", "not-sold", "serial",
    "price-asked", "unknown", "misread", "typed", "hostile", "absurd", "midnight", "explained", "kinds", "typo",
    "plu", "loose", "tare", "bag", "bag-doubt", "own-bag", "bag-held", "not-bagged", "n-for-m", "nth", "mix",
    "bundle", "percent", "amount", "threshold", "window", "competing", "exclusive", "stackable", "deposit",
    "coupon", "coupon-doubt", "member", "points", "kept", "removal", "age", "staff-price", "staff-discount", "void",
    "pieces", "split", "part-approved", "given-back", "return-whole", "return-pieces", "return-refused", "declined",
    "lost", "power-cut", "gone", "tax-number", "signing-away",
    "warranty", "gift", "gift-refused", "gift-silent", "enrol", "enrol-refused", "extras", "late",
})  # fmt: skip
"""Each behaviour that some basket shows; one that is not here is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Bought:
    """One line as it is written by hand: `2 milk 200`, `505g apples 152 -76`; `~100` is what staff took off."""

    pieces: int
    weight_g: int | None
    sku: str
    gross: int
    saved: int = 0
    off: int = 0

    @classmethod
    def of(cls, written: str) -> Bought:
        """Read it."""
        count, sku, gross, *less = written.split()
        saved = sum(int(own[1:]) for own in less if own.startswith("-"))
        off = sum(int(own[1:]) for own in less if own.startswith("~"))
        grams = int(count[:-1]) if count.endswith("g") else None
        return cls(1 if grams else int(count), grams, sku, int(gross), saved, off)

    @classmethod
    def found(cls, line: Line) -> Bought:
        """Read a line of the product in the same way."""
        return cls(line.qty, line.weight_g, line.sku, line.gross.minor, line.saved_minor, line.discount_minor)


@dataclass(frozen=True, slots=True)
class Basket:
    """A customer: `steps` one after the other, divided by semicolons, then what was bought, as `lines`.

    `ends` is the state of the sale, `back` what staff gave back of it later. `logs`: what the log may hold of it.
    """

    name: str
    when: str
    language: str
    tags: str
    steps: str
    lines: str
    ends: str = "FULFILLED"
    back: int = 0
    logs: tuple[str, ...] = ()

    @property
    def bought(self) -> list[Bought]:
        """What was bought, in no order that matters."""
        written = [own.strip() for own in self.lines.split(";") if own.strip()]
        return sorted((Bought.of(own) for own in written), key=str)

    @property
    def total(self) -> int:
        """What is paid, added up."""
        return sum(own.gross - own.saved - own.off for own in self.bought)

    def played(self, shop: Shop) -> AtTill:
        """Play it from the first picture to the end."""
        day, hour = self.when.split()
        run = AtTill(shop, day, hour, self.language)
        try:
            for step in self.steps.split(";"):
                do(run, step.strip())
        finally:
            run.close()
        return run
