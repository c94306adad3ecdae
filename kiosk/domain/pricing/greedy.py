"""One promotion after the other, the one that alone gains most first: the floor for baskets too big to search."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain.pricing.lots import Lot, Option
from kiosk.domain.pricing.promotions import Bundle, Promotion

Piece = tuple[int, Lot, Option]  # its place among all pieces, its line, and what the promotion makes of it


def greedy(lots: Sequence[Lot]) -> tuple[list[Promotion | None], int]:
    """Return for each piece of `lots` in order the promotion that takes it, and the gain."""
    pieces = [lot for lot in lots for _ in range(lot.goods.qty)]
    of_promotion: dict[str, list[Piece]] = {}
    for place, lot in enumerate(pieces):
        for own in lot.options:
            of_promotion.setdefault(own.promotion.id, []).append((place, lot, own))
    takers: list[Promotion | None] = [None] * len(pieces)
    gain = sum(lot.alone_minor for lot in pieces)
    first_gain = {name: sum(more for _, more in _groups(own)) for name, own in of_promotion.items()}
    for name in sorted(of_promotion, key=lambda name: (-first_gain[name], name)):
        for group, more in _groups([own for own in of_promotion[name] if takers[own[0]] is None]):
            gain += more
            for place, _lot, option in group:
                takers[place] = option.promotion
    return takers, gain


def _groups(pieces: list[Piece]) -> list[tuple[list[Piece], int]]:
    """Return the groups of these pieces that gain something over leaving them alone, as many as the limit allows."""
    if not pieces:
        return []
    promotion, size = pieces[0][2].promotion, pieces[0][2].size
    made = _bundles(pieces, promotion.kind) if isinstance(promotion.kind, Bundle) else _in_turn(pieces, size)
    gaining = [(group, more) for group, more in made if more > 0]
    return gaining[: promotion.limit] if promotion.limit else gaining


def _in_turn(pieces: list[Piece], size: int) -> list[tuple[list[Piece], int]]:
    made = []
    for begin in range(0, len(pieces) - size + 1, size):
        group = pieces[begin : begin + size]
        made.append((group, sum(own[2].gains[place] - own[1].alone_minor for place, own in enumerate(group))))
    return made


def _bundles(pieces: list[Piece], kind: Bundle) -> list[tuple[list[Piece], int]]:
    waiting = [[own for own in pieces if own[2].slot == slot] for slot in range(len(kind.slots))]
    made = []
    while all(len(own) >= slot.count for own, slot in zip(waiting, kind.slots, strict=True)):
        group = [own for mine, slot in zip(waiting, kind.slots, strict=True) for own in mine[: slot.count]]
        waiting = [mine[slot.count :] for mine, slot in zip(waiting, kind.slots, strict=True)]
        made.append((group, sum(own[2].gains[0] - own[1].alone_minor for own in group) - kind.price_minor))
    return made
