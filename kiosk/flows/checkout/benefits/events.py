"""What happens with coupons and cards, and what is asked of who keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.domain.benefits.changing import Member
from kiosk.domain.benefits.coupons import Verdict
from kiosk.domain.benefits.owing import Owing
from kiosk.domain.benefits.using import CouponUse
from kiosk.flows.base import Effect, Event


@dataclass(frozen=True, slots=True)
class CouponRead(Event):
    """The code of a coupon was scanned, or typed where the number of an item is typed."""

    code: str
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class MemberRead(Event):
    """The card of a member was scanned or typed, and found."""

    member: Member
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class MemberPressed(Event):
    """The customer wants to see what the card of the member brings."""


@dataclass(frozen=True, slots=True)
class MemberLeftOut(Event):
    """The customer shops without the card again."""


@dataclass(frozen=True, slots=True)
class CouponTold(Event):
    """What who keeps the coupons says of one that a sale asked for: a `Verdict` value, and what it gives if taken."""

    sale_id: str
    code: str
    verdict: Verdict
    use: CouponUse | None = None
    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class RedeemCoupon(Effect):
    """Take a coupon for a sale, which holds it already; answers `CouponTold`. Asked again it is the same answer."""

    sale_id: str
    code: str

    @property
    def key(self) -> str:
        """The coupon and the sale that wait for the answer."""
        return f"{self.sale_id}:{self.code}"


@dataclass(frozen=True, slots=True)
class SettleBenefits(Effect):
    """Tell what a sale owes now. What is not told for lack of power or an answer is told later, from the store."""

    owing: Owing

    @property
    def key(self) -> str:
        """The sale it is about."""
        return self.owing.sale_id
