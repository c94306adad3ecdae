"""What the page of a member shows, in unfinished words. Who it is stands nowhere: others may read it too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.benefits.coupons import MEMBER_MARK
from kiosk.domain.benefits.owing import earning
from kiosk.domain.text import Scaled, Text, text
from kiosk.flows.base import Action, View, Viewable
from kiosk.flows.checkout.aside.keeping import code_left
from kiosk.flows.checkout.paid_view import step_of
from kiosk.flows.checkout.shopping.explained import DONE
from kiosk.flows.checkout.shopping.view import CANCEL
from kiosk.flows.checkout.states import Membership

_NO_CARD: Final[Mapping[str, Viewable]] = {"card": "", "qr": ""}
_GROUPED: Final = 1000  # from here on digits stand in groups, and one is never meant
LEAVE_OUT: Final = Action(text("checkout.member.leave_out"), "MemberLeftOut", icon="x")


def membership_view(state: Membership) -> View:
    """Show the points so far, those of this purchase as the basket stands, and the balance that follows."""
    sale = state.sale
    before, earned = sale.facts.points_before, earning(sale)
    earns, is_new = bool(sale.facts.minor_per_point), sale.facts.is_new_member
    tells_sum = earns and not is_new  # to nothing it is the same number
    return View(
        title=text("checkout.enrol.done" if is_new else "checkout.member.title"),
        instruction=text("checkout.member.instruction" if earns else "checkout.member.no_points"),
        step=step_of(1),
        primary=DONE,
        secondary=LEAVE_OUT,
        cancel=CANCEL,
        parts={
            "before_label": text("checkout.member.before"),
            "before": _points(before),
            "earned_label": text("checkout.member.earned") if earns else "",
            "earned": _points(earned) if earns else "",
            "after_label": text("checkout.member.after") if tells_sum else "",
            "after": _points(before + earned) if tells_sum else "",
            "total_label": text("checkout.to_pay"),
            "total": sale.total,
            **(_card(sale.facts.member) if is_new else _NO_CARD),
        },
        kept_as=code_left(sale),
        takes_scans=True,
    )


def _card(number: str) -> Mapping[str, Viewable]:
    """Return the card of who became a member here: only they have seen no number of it yet."""
    return {
        "card_label": text("checkout.enrol.number"),
        "card": " ".join((number[:4], number[4:8], number[8:])),
        "qr": MEMBER_MARK + number,
        "qr_title": text("checkout.enrol.qr_title"),
        "qr_text": text("checkout.enrol.qr_text"),
        "qr_chip": text("checkout.enrol.chip"),
    }


def _points(number: int) -> Text:
    if number < _GROUPED:
        return text("checkout.member.points", n=number)
    return text("checkout.member.points_many", points=Scaled(number, 0))
