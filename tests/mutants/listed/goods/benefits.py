"""Mutants of coupons, members and points."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

COUPONS: Final = ("tests/unit/domain/benefits", "tests/unit/services/benefits", "tests/unit/flows/checkout/benefits")
POINTS: Final = ("tests/unit/domain/benefits",)

MUTANTS: Final = (
    Mutant(
        "used-and-used-again",
        "kiosk/domain/benefits/coupons.py",
        "return Verdict.USED if self.uses and used >= self.uses else Verdict.TAKEN",
        "return Verdict.USED if self.uses and used > self.uses else Verdict.TAKEN",
        "a coupon counts once more than it should",
        COUPONS,
    ),
    Mutant(
        "no-use-at-all",
        "kiosk/domain/benefits/coupons.py",
        "return Verdict.USED if self.uses and used >= self.uses else Verdict.TAKEN",
        "return Verdict.USED if used >= self.uses else Verdict.TAKEN",
        "a coupon for all is used up before anybody comes",
        COUPONS,
    ),
    Mutant(
        "expired-on-its-last-day",
        "kiosk/domain/benefits/coupons.py",
        "day > self.last_day",
        "day >= self.last_day",
        "a coupon is refused on its last day",
        COUPONS,
    ),
    Mutant(
        "not-yet-on-its-first-day",
        "kiosk/domain/benefits/coupons.py",
        "day < self.first_day",
        "day <= self.first_day",
        "a coupon is refused on its first day",
        COUPONS,
    ),
    Mutant(
        "coupons-of-other-shops",
        "kiosk/domain/benefits/coupons.py",
        "        if self.shop and self.shop != shop:",
        "        if False:",
        "one shop pays for what another gave",
        COUPONS,
    ),
    Mutant(
        "what-is-asked-counts-against",
        "kiosk/domain/benefits/changing.py",
        "if own.code != use.code and own.state is CouponState.TAKEN]",
        "if own.code != use.code]",
        "a coupon that nobody took refuses another one",
        COUPONS,
    ),
    Mutant(
        "alone-beside-others",
        "kiosk/domain/benefits/changing.py",
        "(use.is_alone or any(own.is_alone for own in others))",
        "use.is_alone",
        "a coupon that counts alone is joined by others",
        COUPONS,
    ),
    Mutant(
        "a-void-sale-keeps-its-coupons",
        "kiosk/domain/benefits/owing.py",
        "if sale.facts is NOTHING_MORE or sale.state is SaleState.VOID:",
        "if sale.facts is NOTHING_MORE:",
        "a coupon is lost with a basket that was given up",
        COUPONS,
    ),
    Mutant(
        "points-before-the-goods",
        "kiosk/domain/benefits/owing.py",
        "if sale.state is not SaleState.FULFILLED or not facts.member",
        "if not facts.member",
        "points are earned by a basket that nobody paid",
        POINTS,
    ),
    Mutant(
        "refunds-keep-their-points",
        "kiosk/domain/benefits/owing.py",
        "            left -= attempt.held.minor\n",
        "",
        "goods go back, their points stay",
        POINTS,
    ),
    Mutant(
        "points-are-rounded-up",
        "kiosk/domain/benefits/points.py",
        "return max(0, minor) // minor_per_point if minor_per_point else 0",
        "return -(-max(0, minor) // minor_per_point) if minor_per_point else 0",
        "a cent earns a point",
        POINTS,
    ),
    Mutant(
        "points-each-time-it-is-told",
        "kiosk/domain/benefits/points.py",
        "new = [own for own in due if own.id not in known]",
        "new = [*due]",
        "a sale that is told twice earns twice",
        POINTS,
    ),
    Mutant(
        "who-knows-less-takes-away",
        "kiosk/domain/benefits/points.py",
        "    if not known <= {own.id for own in due}:",
        "    if False:",
        "an old word of a sale changes what is booked",
        POINTS,
    ),
)
