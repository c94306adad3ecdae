"""Whether a code that no product has is a coupon, or the card of a member."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, TypeAlias

from kiosk.domain.benefits.coupons import LONGEST_CODE, MARK, MEMBER_MARK
from kiosk.effects.benefits.asking import Benefits
from kiosk.flows.base import Event
from kiosk.flows.checkout.benefits.events import CouponRead, MemberRead

OfBenefit: TypeAlias = Callable[[str, bool], Event | None]
log: Final = logging.getLogger(__name__)


def nothing_kept(_code: str, _is_typed: bool) -> Event | None:
    """Stand in where the shop has neither coupons nor members."""
    return None


class Reading:
    """Tells coupons and cards by asking who keeps them; while that fails, a marked coupon is one all the same."""

    def __init__(self, benefits: Benefits) -> None:
        self._benefits = benefits

    def event_of(self, content: str, is_typed: bool) -> Event | None:
        """Return what a code is about; None for nothing that is kept here."""
        if not content:
            return None
        if content.startswith(MARK):
            return CouponRead(_code(content.removeprefix(MARK)), is_typed)
        try:
            if not content.startswith(MEMBER_MARK) and self._benefits.is_coupon(content):
                return CouponRead(content, is_typed)
            member = self._benefits.member(content.removeprefix(MEMBER_MARK))
        except Exception:  # who keeps them must stop neither the scanner nor the customer
            log.exception("asking about a code of %d characters raised", len(content))
            return None
        return None if member is None else MemberRead(member, is_typed)


def _code(content: str) -> str:
    """Return a code as it may be kept; empty: it is none."""
    is_code = 0 < len(content) <= LONGEST_CODE and all(own.isalnum() or own in "._-" for own in content)
    return content if is_code and content.isascii() else ""
