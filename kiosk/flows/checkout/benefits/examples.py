"""Examples of a basket with a coupon or a card, for the gallery."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.domain.benefits.blockers import SALE_COUPON_IN, SALE_COUPON_USED, SALE_MEMBER_IN, SALE_MEMBER_OUT
from kiosk.domain.benefits.changing import Member, with_coupon, with_member
from kiosk.domain.benefits.coupons import Coupon
from kiosk.domain.benefits.using import CouponState, CouponUse
from kiosk.domain.blockers import raised
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import LocalText, Scaled
from kiosk.flows.checkout.states import Membership, Scanning, Typing

_WORDS = LocalText(
    (
        ("nl", "5 euro vanaf 30"),
        ("pt-BR", "5 euros a partir de 30"),
        ("pt-PT", "5 euros a partir de 30"),
        ("es", "5 euros desde 30"),
        ("en", "5 euros off from 30"),
    )
)


def benefit_examples(sale_of: Callable[[int], Sale], at: Stamp) -> dict[str, Scanning | Typing | Membership]:
    """Return them by their names."""
    about = ("sale", "1")
    coupon = Coupon("9990000000036", minor=500, text=_WORDS)
    carried = with_member(sale_of(4), Member("m-1", 2480, 100))
    in_doubt = CouponUse("9990000000036", CouponState.DOUBTFUL)
    return {
        "Scanning-coupon": Scanning(
            with_coupon(sale_of(3), coupon.use), notice=raised(SALE_COUPON_IN, at, about, coupon=coupon.text)
        ),
        "Scanning-coupon-used": Scanning(sale_of(3), notice=raised(SALE_COUPON_USED, at, about)),
        "Scanning-coupon-doubt": Scanning(with_coupon(sale_of(3), in_doubt)),
        "Scanning-member": Scanning(
            with_member(sale_of(2), Member("m-1", 2480, 100)),
            notice=raised(SALE_MEMBER_IN, at, about, points=Scaled(2480, 0)),
        ),
        "Scanning-member-out": Scanning(sale_of(2), notice=raised(SALE_MEMBER_OUT, at, about)),
        "Typing-member": Typing(carried),
        "Membership": Membership(carried),
        "Membership-many": Membership(with_member(sale_of(200), Member("m-1", 12_345_678, 100))),
        "Membership-no-points": Membership(with_member(sale_of(1), Member("m-1"))),
    }
