"""What a member's receipt says of points."""

from __future__ import annotations

from kiosk.domain.benefits.owing import balance
from kiosk.domain.sale import Sale
from kiosk.domain.text import Scaled, Text, text
from kiosk.papers.document import Block, Pair, Rule


def points(sale: Sale) -> list[Block]:
    """Return the points of a purchase, less those of what went back, and the balance; nothing for who has no card."""
    facts = sale.facts
    if not facts.member:
        return []
    card: list[Block] = [Pair(text("paper.points.member"), facts.member)] if facts.is_new_member else []
    if not facts.minor_per_point:
        return [Rule(), *card] if card else []
    after = balance(sale)
    earned = _number(after - facts.points_before)
    told = [Pair(text("paper.points.earned"), earned), Pair(text("paper.points.balance"), _number(after))]
    return [Rule(), *card, *told]


def _number(points: int) -> Text:
    return text("paper.points.number", number=Scaled(points, 0))
