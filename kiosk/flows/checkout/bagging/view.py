"""What is said of a doubt, in unfinished words: gently, beside the basket."""

from __future__ import annotations

from typing import Final

from kiosk.domain.bagging import Costs, Level, Why
from kiosk.domain.blockers import Blocker
from kiosk.domain.goods.weighed import weight_note
from kiosk.domain.sale import Sale
from kiosk.domain.text import text
from kiosk.flows.base import Action, Site
from kiosk.flows.checkout.bagging.watching import own_bag_is_believed

INSIDE: Final = Action(text("checkout.bag.inside"), "InBagPressed", icon="check")
OWN: Final = Action(text("checkout.bag.own"), "OwnBagPressed", icon="shopping-bag")


def doubt_note(sale: Sale) -> Blocker | None:
    """Return the doubt that the customer is told of and that holds nothing; None without one."""
    doubt = sale.bag.doubt
    return weight_note(sale) if doubt is not None and doubt.is_told else None


def answer(sale: Sale, site: Site) -> Action | None:
    """Return the one answer to the doubt that is told; None where only deeds or staff end it."""
    doubt = sale.bag.doubt
    if doubt is None or not doubt.is_told or doubt.level is Level.HOLD or doubt.why is Why.STILL_THERE:
        return None
    return OWN if own_bag_is_believed(sale.bag, site.bagging or Costs()) else INSIDE
