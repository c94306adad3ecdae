"""Mutants of promotions: who gets them, when, and how much goes off which line."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

OF_PIECES: Final = ("tests/shopping/week", "tests/unit/domain/pricing")
OF_LOTS: Final = ("tests/shopping/week", "tests/unit/domain/pricing")
OF_OUTCOME: Final = ("tests/shopping/week", "tests/unit/domain/pricing")
OF_SHARES: Final = ("tests/shopping/week", "tests/unit/domain/pricing")
OF_TOTALS: Final = ("tests/shopping/week", "tests/unit/domain/pricing")
OF_LINES: Final = ("tests/shopping/week", "tests/unit/domain/pricing")
OF_BOOK: Final = ("tests/shopping/week", "tests/unit/domain/pricing", "tests/unit/domain/benefits")
OF_PROMOTIONS: Final = ("tests/shopping/week", "tests/unit/domain/pricing", "tests/unit/services/offers")

MUTANTS: Final = (
    Mutant(
        "labels-take-part",
        "kiosk/domain/pricing/pieces.py",
        "return goods.is_counted or isinstance(promotion.kind, PercentOff | AmountOff)",
        "return True",
        "a label with its own price is counted as pieces",
        OF_PIECES,
    ),
    Mutant(
        "more-off-than-it-costs",
        "kiosk/domain/pricing/pieces.py",
        "case AmountOff(minor=minor) if goods.is_counted:\n            return min(minor, price_minor)",
        "case AmountOff(minor=minor) if goods.is_counted:\n            return minor",
        "the shop pays the customer",
        OF_PIECES,
    ),
    Mutant(
        "weighed-off-without-weight",
        "kiosk/domain/pricing/pieces.py",
        "rounded(minor * (goods.weight_g or 0), 1000)",
        "rounded(minor * 1000, 1000)",
        "100 g save what a kilogram saves",
        OF_PIECES,
    ),
    Mutant(
        "nth-of-many-by-piece",
        "kiosk/domain/pricing/pieces.py",
        "(isinstance(kind, NthAt) and kind.n == 1)",
        "isinstance(kind, NthAt)",
        "each piece is cheaper, not every second",
        OF_PIECES,
    ),
    Mutant(
        "cheapest-first",
        "kiosk/domain/pricing/lots.py",
        "return (-self.goods.piece_minor, self.goods.sku, self.goods.n)",
        "return (self.goods.piece_minor, self.goods.sku, self.goods.n)",
        "the dearest piece is free",
        OF_LOTS,
    ),
    Mutant(
        "stacks-on-the-full-price",
        "kiosk/domain/pricing/lots.py",
        "            net -= off\n",
        "",
        "stacked percentages sum up",
        OF_LOTS,
    ),
    Mutant(
        "worst-alone",
        "kiosk/domain/pricing/lots.py",
        "            if gain > alone_minor:",
        "            if gain and not alone_minor:",
        "the customer gets the first offer, not the best",
        OF_LOTS,
    ),
    Mutant(
        "one-more-is-paid",
        "kiosk/domain/pricing/lots.py",
        "(-lost,) * pay + (base - lost,) * (n - pay)",
        "(-lost,) * (n - pay) + (base - lost,) * pay",
        "two of three are free",
        OF_LOTS,
    ),
    Mutant(
        "nth-counts-all",
        "kiosk/domain/pricing/lots.py",
        "return Option(own, n, (-lost,) * (n - 1) + (last - lost,))",
        "return Option(own, n, (last - lost,) * n)",
        "every piece is cheaper, not the nth",
        OF_LOTS,
    ),
    Mutant(
        "mix-keeps-the-price",
        "kiosk/domain/pricing/lots.py",
        "(base - lost - together,)",
        "(base - lost,)",
        "a mix is given away",
        OF_LOTS,
    ),
    Mutant(
        "bundle-for-nothing",
        "kiosk/domain/pricing/outcome.py",
        "return sum(option.gains[0] for _, option in group) - promotion.kind.price_minor",
        "return sum(option.gains[0] for _, option in group)",
        "a bundle is free",
        OF_OUTCOME,
    ),
    Mutant(
        "twice-off-one-piece",
        "kiosk/domain/pricing/outcome.py",
        "left, stacking = lot.goods.qty - tally.grouped, lot.goods.qty - tally.exclusive",
        "left, stacking = lot.goods.qty, lot.goods.qty - tally.exclusive",
        "a piece saves in a group and alone",
        OF_OUTCOME,
    ),
    Mutant(
        "a-cent-is-lost",
        "kiosk/domain/pricing/shares.py",
        "return [whole + (place in extra) for",
        "return [whole for",
        "lines do not sum to the total",
        OF_SHARES,
    ),
    Mutant(
        "smallest-remainder",
        "kiosk/domain/pricing/shares.py",
        "key=lambda place: (-parts[place][1], place)",
        "key=lambda place: (parts[place][1], place)",
        "a share is above its amount",
        OF_SHARES,
    ),
    Mutant(
        "worst-way",
        "kiosk/domain/pricing/thresholds.py",
        "max(ways, key=lambda way: way[0])",
        "min(ways, key=lambda way: way[0])",
        "the customer gets the worst of the offers",
        OF_TOTALS,
    ),
    Mutant(
        "staff-prices-are-on-offer",
        "kiosk/domain/pricing/lines.py",
        "return line.kind is not LineKind.SERVICE and line.list_unit is None",
        "return line.kind is not LineKind.SERVICE",
        "an offer comes on top of a price of staff",
        OF_LINES,
    ),
    Mutant(
        "savings-not-off",
        "kiosk/domain/pricing/lines.py",
        "    total = Money(left - off, line.total.currency)",
        "    total = Money(line.gross.minor - off, line.total.currency)",
        "what is said to be saved is paid",
        OF_LINES,
    ),
    Mutant(
        "category-forgotten",
        "kiosk/domain/pricing/book.py",
        "            self._of_category.setdefault(category, []).append(place)",
        "            pass",
        "offers of a category do not hold",
        OF_BOOK,
    ),
    Mutant(
        "last-day-is-over",
        "kiosk/domain/pricing/promotions.py",
        "at.day > self.last",
        "at.day >= self.last",
        "the last day is none",
        OF_PROMOTIONS,
    ),
    Mutant(
        "scope-turned",
        "kiosk/domain/pricing/promotions.py",
        "!= self.is_all_but",
        "== self.is_all_but",
        "all but those goods are on offer",
        OF_PROMOTIONS,
    ),
    Mutant(
        "any-weekday",
        "kiosk/domain/pricing/promotions.py",
        "return is_in_hours and at.day.isoweekday() in self.weekdays",
        "return is_in_hours",
        "Tuesday's offer holds every day",
        OF_PROMOTIONS,
    ),
)
