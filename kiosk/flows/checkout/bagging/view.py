"""What is said of a doubt, in unfinished words: gently, beside the basket."""

from __future__ import annotations

from typing import Final

from kiosk.domain.bagging import Costs, Doubt, Level, Why, can_carry
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
    if own_bag_is_believed(sale.bag, site.bagging or Costs()):
        return OWN
    return (not_bagged(sale, doubt.n) if _is_too_light(doubt) else None) or INSIDE


def _is_too_light(doubt: Doubt) -> bool:
    """True when what lies there cannot be the piece in doubt: who scanned it has it in the hand."""
    return doubt.why is Why.OTHER and 2 * doubt.rest_g < doubt.expected_g


def not_bagged(sale: Sale, n: int | None) -> Action | None:
    """Return the answer that a piece of line `n` is not bagged; None where no scale waits for one."""
    if n is None or not can_carry(sale.bag, n):
        return None
    return Action(text("checkout.bag.elsewhere"), "NotBaggedPressed", (("n", n),), "hand")


def elsewhere(sale: Sale) -> frozenset[int]:
    """Return the lines with a piece that is not bagged."""
    return frozenset(piece.n for piece in sale.bag.elsewhere)
