"""What a customer does not bag: believed within limits, and looked at by staff beyond them."""

from __future__ import annotations

from kiosk.domain.bagging.costs import Costs
from kiosk.domain.bagging.state import Bagging
from kiosk.domain.values import replace


def can_carry(bag: Bagging, n: int) -> bool:
    """True when a piece of line `n` was scanned and not seen in the bag."""
    inside = () if bag.doubt is None else bag.doubt.inside
    return any(piece.n == n for piece in (*bag.waiting, *inside))


def checked(bag: Bagging, costs: Costs) -> Bagging:
    """Return the bag with `is_much` as it is now: too many pieces elsewhere, or too dear ones, that nobody saw."""
    unseen = tuple(piece for piece in bag.elsewhere if not piece.is_seen)
    is_more = len(unseen) > costs.carried or sum(piece.price_minor for piece in unseen) > costs.carried_minor
    is_much = is_more and costs.can_hold
    return bag if is_much == bag.is_much else replace(bag, is_much=is_much)


def carrying_seen(bag: Bagging) -> Bagging:
    """Take note that staff saw what is not bagged."""
    return replace(bag, is_much=False, elsewhere=tuple(replace(piece, is_seen=True) for piece in bag.elsewhere))
