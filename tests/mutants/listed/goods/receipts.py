"""Mutants of what is signed, of what comes back by its receipt, and of files of promotions."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

RETURNING: Final = ("tests/unit/domain/fiscal",)
SIGNING: Final = ("tests/unit/domain/fiscal", "tests/unit/flows/shell/signing", "tests/unit/services/fiscal")
OFFERS: Final = ("tests/unit/services/offers",)

MUTANTS: Final = (
    Mutant(
        "any-code-gives-back",
        "kiosk/domain/fiscal/returning.py",
        "if len(told) != _TOLD or not self.key.is_own(MARK.encode() + told, signature):",
        "if len(told) != _TOLD:",
        "who writes a code of their own is paid",
        RETURNING,
    ),
    Mutant(
        "late-on-the-last-day",
        "kiosk/domain/fiscal/returning.py",
        "sold + self.days_for(own.facts.category) < today",
        "sold + self.days_for(own.facts.category) <= today",
        "goods are refused on the day that their receipt names",
        RETURNING,
    ),
    Mutant(
        "one-time-for-all-goods",
        "kiosk/domain/fiscal/returning.py",
        "return self.days_of.get(category, self.days)",
        "return self.days",
        "fresh fish comes back after a month",
        RETURNING,
    ),
    Mutant(
        "services-come-back",
        "kiosk/domain/fiscal/returning.py",
        "if not days or sale.is_service:",
        "if not days:",
        "a receipt promises that a flight comes back as goods do",
        RETURNING,
    ),
    Mutant(
        "given-back-is-sold",
        "kiosk/domain/fiscal/signing.py",
        "return ToSign(*told, -back, book=paper.book)",
        "return ToSign(*told, back, book=paper.book)",
        "money that went back is signed as turnover",
        SIGNING,
    ),
    Mutant(
        "all-that-went-back-each-time",
        "kiosk/domain/fiscal/signing.py",
        "for own in given_back(sale, paper.about) if own.id == paper.about)",
        "for own in given_back(sale, paper.about))",
        "the second refund is signed with the first in it",
        SIGNING,
    ),
    Mutant(
        "unsigned-goods-are-sold",
        "kiosk/domain/fiscal/profile.py",
        "        if is_demo or not self.is_for_demo_only:",
        "        if is_demo or self.is_for_demo_only:",
        "real goods are sold where nothing signs that is certified",
        SIGNING,
    ),
    Mutant(
        "a-file-with-faults-is-used",
        "kiosk/services/offers/reading.py",
        "    if faults:\n        raise BadOffers(faults)\n    edition",
        "    edition",
        "half a file of promotions is in force",
        OFFERS,
    ),
    Mutant(
        "amounts-of-another-currency",
        "kiosk/services/offers/reading.py",
        "    if row.has_money and row.currency != currency:",
        "    if False:",
        "pounds go off as euros",
        OFFERS,
    ),
    Mutant(
        "ten-percent-is-one",
        "kiosk/services/offers/rows.py",
        'return int(whole) * 100 + int(part.ljust(2, "0"))',
        'return int(whole) * 100 + int(part or "0")',
        "half a percent is five hundredths of it",
        OFFERS,
    ),
    Mutant(
        "dearer-than-without",
        "kiosk/services/offers/checks.py",
        "if kind.price_minor >= most else",
        "if kind.price_minor > 2 * most else",
        "an offer that saves nothing is told",
        OFFERS,
    ),
    Mutant(
        "read-once-for-ever",
        "kiosk/services/offers/telling.py",
        "        if seen == self._seen:\n            return\n",
        "        if self._seen is not None:\n            return\n",
        "yesterday's promotions hold after their file is another one",
        OFFERS,
    ),
)
