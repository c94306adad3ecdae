"""What the page of a member shows, in unfinished words. Who it is stands nowhere: others may read it too."""

from __future__ import annotations

from typing import Final

from kiosk.domain.benefits.owing import earning
from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, View
from kiosk.flows.checkout.aside.keeping import code_left
from kiosk.flows.checkout.paid_view import step_of
from kiosk.flows.checkout.shopping.explained import DONE
from kiosk.flows.checkout.shopping.view import CANCEL
from kiosk.flows.checkout.states import Membership

LEAVE_OUT: Final = Action(text("checkout.member.leave_out"), "MemberLeftOut", icon="x")


def membership_view(state: Membership) -> View:
    """Show the points so far, those of this purchase as the basket stands, and the balance that follows."""
    sale = state.sale
    before, earned = sale.facts.points_before, earning(sale)
    earns = bool(sale.facts.minor_per_point)
    return View(
        title=text("checkout.member.title"),
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
            "after_label": text("checkout.member.after") if earns else "",
            "after": _points(before + earned) if earns else "",
            "total_label": text("checkout.to_pay"),
            "total": sale.total,
        },
        kept_as=code_left(sale),
        takes_scans=True,
    )


def _points(number: int) -> Text:
    return text("checkout.member.points", n=number)
