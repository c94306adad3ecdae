"""A coupon as one sale uses it: what it gives, and whether who keeps the coupons has said yes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.text import LocalText

_NO_WORDS = LocalText(())


class CouponState(StrEnum):
    """ASKED is committed before anybody is asked; TAKEN is this sale's own; of a DOUBTFUL one nothing was heard."""

    ASKED = "asked"
    TAKEN = "taken"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class CouponUse:
    """One coupon of a sale. It opens the promotions that ask for `opens`, or gives `percent_bp` or `minor` off itself.

    It counts from `from_minor` of goods before savings. `is_alone`: no other coupon counts beside it. `promotions` are
    the ids of those it opened here, for what is told afterwards.
    """

    code: str
    state: CouponState = CouponState.ASKED
    opens: str = ""
    percent_bp: int = 0
    minor: int = 0
    from_minor: int = 0
    is_alone: bool = False
    text: LocalText = _NO_WORDS
    promotions: tuple[str, ...] = ()
