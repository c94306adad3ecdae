"""What is said of a doubt, in unfinished words: gently, beside the basket."""

from __future__ import annotations

from typing import Final

from kiosk.domain.bagging import Costs, Level, Why
from kiosk.domain.blockers import Blocker
from kiosk.domain.goods.weighed import weight_note
from kiosk.domain.sale import Sale
from kiosk.domain.text import text
from kiosk.flows.base import Action, Site, Toast
from kiosk.flows.checkout.bagging.watching import is_told, own_bag_is_believed

_FITS: Final = text("checkout.bag.fits")
INSIDE: Final = Toast(_FITS, Action(text("checkout.bag.inside"), "InBagPressed", icon="check"))
OWN: Final = Toast(_FITS, Action(text("checkout.bag.own"), "OwnBagPressed", icon="shopping-bag"))


def doubt_note(sale: Sale) -> Blocker | None:
    """Return the doubt that the customer is told of and that holds nothing; None without one."""
    return weight_note(sale) if is_told(sale.bag) else None


def answer(sale: Sale, site: Site) -> Toast | None:
    """Return the one answer to a doubt that can be given here."""
    doubt = sale.bag.doubt
    if doubt is None or not doubt.is_told or doubt.level is Level.HOLD or doubt.why is Why.STILL_THERE:
        return None
    return OWN if own_bag_is_believed(sale.bag, site.bagging or Costs()) else INSIDE
