"""By which rule a sale's tax is reckoned and what its rates are called: kept with the sale, for every copy of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.domain.money import rounded


@dataclass(frozen=True, slots=True)
class TaxRule:
    """`classes`: the rates that hold, in basis points, each with its name. Without any the rates stand for themselves.

    `is_by_line`: tax is rounded line by line, else once for each rate on its sum. `is_half_even`: halves go to the even
    neighbour, else away from zero. `language` is that of what the law wants on paper; empty: the customer's.
    """

    classes: tuple[tuple[int, str], ...] = ()
    is_by_line: bool = False
    is_half_even: bool = False
    language: str = ""

    def name_of(self, vat_bp: int) -> str:
        """Return the name of a rate; empty where it has none."""
        return dict(self.classes).get(vat_bp, "")

    def tax_of(self, gross_minor: int, vat_bp: int) -> int:
        """Return the tax contained in an amount."""
        divide = half_even if self.is_half_even else rounded
        return divide(gross_minor * vat_bp, 10_000 + vat_bp)

    def tax_in(self, gross_minors: Iterable[int], vat_bp: int) -> int:
        """Return the tax contained in the amounts of lines of one rate."""
        if self.is_by_line:
            return sum(self.tax_of(minor, vat_bp) for minor in gross_minors)
        return self.tax_of(sum(gross_minors), vat_bp)


PLAIN_RULE = TaxRule()
_DAY_MS = 86_400_000
_EPOCH = 719_163  # 1970-01-01, as `date.toordinal` counts


@dataclass(frozen=True, slots=True)
class TaxTable:
    """A country's rates, as name, basis points and first day, oldest first; and how its tax is rounded."""

    country: str = ""
    rates: tuple[tuple[str, int, date], ...] = ()
    is_by_line: bool = False
    is_half_even: bool = False
    language: str = ""

    def rule_on(self, day: date) -> TaxRule:
        """Return the rule that holds on a day: of each name the newest rate."""
        now = {name: bp for name, bp, since in self.rates if since <= day}
        classes = tuple(sorted((bp, name) for name, bp in now.items()))
        return TaxRule(classes, self.is_by_line, self.is_half_even, self.language)

    def rule_at(self, utc_ms: int) -> TaxRule:
        """Return the rule that holds at a time; the night of a change goes by UTC."""
        return self.rule_on(date.fromordinal(_EPOCH + utc_ms // _DAY_MS))

    def rates_from(self, day: date) -> frozenset[int]:
        """Return the rates, in basis points, that hold on a day or will."""
        later = {bp for _, bp, since in self.rates if since > day}
        return frozenset(later | {bp for bp, _ in self.rule_on(day).classes})


NO_TABLE = TaxTable()


def half_even(numerator: int, denominator: int) -> int:
    """Return numerator / denominator to the nearest integer, halves to the even one. `denominator` is above zero."""
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1))
