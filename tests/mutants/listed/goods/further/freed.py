"""Mutants of coupons that are freed, and of tax that is split."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

FREED: Final = (
    "tests/unit/services/benefits",
    "tests/unit/domain/benefits",
    "tests/unit/flows/checkout/benefits",
    "tests/unit/wiring",
)
TAX: Final = ("tests/unit/domain/tax", "tests/unit/domain/test_basket.py")

MUTANTS: Final = (
    Mutant(
        "left-coupons-stay-taken",
        "kiosk/services/benefits/embedded.py",
        '            connection.executemany("DELETE FROM redemption WHERE code = ? AND sale_id = ?", free)\n',
        "",
        "a coupon is lost with a basket that was given up",
        FREED,
    ),
    Mutant(
        "coupons-of-others-are-freed",
        "kiosk/services/benefits/embedded.py",
        "DELETE FROM redemption WHERE code = ? AND sale_id = ?",
        "DELETE FROM redemption WHERE code = ? OR sale_id = ?",
        "a coupon that was used is good again",
        FREED,
    ),
    Mutant(
        "the-same-sale-hears-no",
        "kiosk/services/benefits/embedded.py",
        "            if sale_id in sales:\n                return Verdict.TAKEN, coupon.use\n",
        "",
        "a coupon that is asked for again after a power cut is refused to who has it",
        FREED,
    ),
    Mutant(
        "unused-and-spent",
        "kiosk/domain/benefits/owing.py",
        "        own = tuple(use for use in own if saved & promotions_of(use))\n",
        "        own = tuple(own)\n",
        "a coupon that took nothing off is spent",
        FREED,
    ),
    Mutant(
        "nobody-tells-of-what-is-left",
        "kiosk/flows/checkout/benefits/bringing.py",
        "is_less = bool(set(was.coupons) - set(now.coupons))",
        "is_less = False",
        "a coupon stays taken until the next start",
        FREED,
    ),
    Mutant(
        "told-again-of-the-void-alone",
        "kiosk/wiring/benefits.py",
        "sale.state.in_((SaleState.VOID, SaleState.FULFILLED))",
        "sale.state.in_((SaleState.VOID,))",
        "points are lost in a power cut",
        FREED,
    ),
    Mutant(
        "told-again-of-the-given-alone",
        "kiosk/wiring/benefits.py",
        "sale.state.in_((SaleState.VOID, SaleState.FULFILLED))",
        "sale.state.in_((SaleState.FULFILLED,))",
        "a coupon is lost in a power cut",
        FREED,
    ),
    Mutant(
        "tax-is-in-the-net",
        "kiosk/domain/basket.py",
        "(gross, gross - tax, tax)",
        "(gross, gross, tax)",
        "net and tax come to more than was paid",
        TAX,
    ),
    Mutant(
        "halves-to-the-odd",
        "kiosk/domain/tax/rule.py",
        "2 * rest == denominator and whole % 2 == 1",
        "2 * rest == denominator and whole % 2 == 0",
        "halves go to the odd neighbour",
        TAX,
    ),
    Mutant(
        "a-rate-begins-a-day-late",
        "kiosk/domain/tax/rule.py",
        "for name, bp, since in self.rates if since <= day}",
        "for name, bp, since in self.rates if since < day}",
        "the first day of a rate is taxed by the old one",
        TAX,
    ),
    Mutant(
        "by-rate-is-by-line",
        "kiosk/domain/tax/rule.py",
        "        if self.is_by_line:\n",
        "        if not self.is_by_line:\n",
        "tax is rounded as another country wants it",
        TAX,
    ),
    Mutant(
        "no-rate-to-come",
        "kiosk/domain/tax/rule.py",
        "for _, bp, since in self.rates if since > day}",
        "for _, bp, since in self.rates if since < day}",
        "a catalogue with next month's rate is refused",
        TAX,
    ),
)
