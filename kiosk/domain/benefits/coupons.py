"""A coupon as the shop issues it, and why it does not count here and now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.benefits.using import CouponState, CouponUse
from kiosk.domain.text import LocalText

MARK = "PRONTO-COUPON:"  # before the code in a symbol
MEMBER_MARK = "PRONTO-MEMBER:"  # before the number of a card in a symbol
LONGEST_CODE = 40
_NO_WORDS = LocalText(())


class Verdict(StrEnum):
    """What who keeps the coupons says of one."""

    TAKEN = "taken"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    USED = "used"
    OTHER_SHOP = "other_shop"


@dataclass(frozen=True, slots=True)
class Coupon:
    """One coupon. Days are ISO dates of the site, both included; empty: always. `uses` 0: as often as one likes.

    It opens the promotions that ask for `opens`, or gives one of `percent_bp` and `minor` off the whole basket.
    `shop` names the one shop that takes it, empty: all of them.
    """

    code: str
    opens: str = ""
    percent_bp: int = 0
    minor: int = 0
    from_minor: int = 0
    first_day: str = ""
    last_day: str = ""
    uses: int = 1
    shop: str = ""
    is_alone: bool = False
    text: LocalText = _NO_WORDS

    def __post_init__(self) -> None:
        given = bool(self.opens) + (self.percent_bp != 0) + (self.minor != 0)
        if given != 1 or not 0 <= self.percent_bp <= 10_000 or self.minor < 0:
            raise ValueError(f"coupon {self.code}: it gives one thing: promotions, a percentage or an amount")
        if self.uses < 0 or self.from_minor < 0 or not 0 < len(self.code) <= LONGEST_CODE:
            raise ValueError(f"coupon {self.code}: uses and amounts are not below 0, and it has a code")

    def verdict(self, day: str, shop: str, used: int) -> Verdict:
        """Judge on an ISO day in a shop, when so many other sales have used it."""
        if self.shop and self.shop != shop:
            return Verdict.OTHER_SHOP
        if self.last_day and day > self.last_day:
            return Verdict.EXPIRED
        if self.first_day and day < self.first_day:
            return Verdict.NOT_YET
        return Verdict.USED if self.uses and used >= self.uses else Verdict.TAKEN

    @property
    def use(self) -> CouponUse:
        """Return it as a sale uses it."""
        return CouponUse(
            self.code, CouponState.TAKEN, self.opens, self.percent_bp, self.minor, self.from_minor, self.is_alone,
            self.text,
        )  # fmt: skip
