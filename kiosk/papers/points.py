"""What a member's receipt says of points."""

from __future__ import annotations

from kiosk.domain.benefits.owing import balance
from kiosk.domain.sale import Sale
from kiosk.domain.text import text
from kiosk.papers.document import Block, Pair, Rule


def points(sale: Sale) -> list[Block]:
    """Return the points of a purchase, less those of what went back, and the balance; nothing for who has no card."""
    if not sale.facts.member or not sale.facts.minor_per_point:
        return []
    after = balance(sale)
    earned = after - sale.facts.points_before
    return [Rule(), Pair(text("paper.points.earned"), str(earned)), Pair(text("paper.points.balance"), str(after))]
