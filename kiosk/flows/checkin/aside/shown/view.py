"""What each state beside the straight way shows, in unfinished words."""

from __future__ import annotations

from typing import assert_never

from kiosk.flows.base import Site, View
from kiosk.flows.checkin.aside.shown.after import checked_in_view
from kiosk.flows.checkin.aside.shown.bags import bags_view
from kiosk.flows.checkin.aside.shown.documents import details_view, documents_view
from kiosk.flows.checkin.aside.shown.extras import extras_view
from kiosk.flows.checkin.aside.shown.goods import goods_advice_view
from kiosk.flows.checkin.aside.shown.seats import seats_view
from kiosk.flows.checkin.states import Bags, CheckedIn, Details, Documents, Extras, GoodsAdvice, Seats

Aside = Documents | Details | Seats | Bags | Extras | GoodsAdvice | CheckedIn


def view(state: Aside, site: Site) -> View:
    """Return the view of a state."""
    match state:
        case Documents():
            return documents_view(state, site)
        case Details():
            return details_view(state)
        case Seats():
            return seats_view(state, site)
        case Bags():
            return bags_view(state, site)
        case Extras():
            return extras_view(state, site)
        case GoodsAdvice():
            return goods_advice_view(state)
        case CheckedIn():
            return checked_in_view(state, site)
        case _:
            assert_never(state)
