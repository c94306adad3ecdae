"""What the gift card in hand does to a sale: what it pays, and when it is put away."""

from __future__ import annotations

from kiosk.domain.gifts.hand import GiftInHand
from kiosk.domain.money import Money
from kiosk.domain.payment import is_undecided
from kiosk.domain.sale import Sale
from kiosk.domain.values import replace


def with_gift(sale: Sale, gift: GiftInHand) -> Sale:
    """Take a gift card in hand; it takes the place of the one before."""
    return replace(sale, facts=replace(sale.facts, gift=gift))


def without_gift(sale: Sale) -> Sale:
    """Put the gift card away; a sale without one is returned as it is."""
    return sale if sale.facts.gift is None else replace(sale, facts=replace(sale.facts, gift=None))


def pays(sale: Sale) -> Money:
    """Return what the gift card in hand pays of what is not paid yet."""
    gift = sale.facts.gift
    rest = sale.total - sale.confirmed
    return Money(0 if gift is None else max(0, min(gift.minor, rest.minor)), sale.currency)


def pays_all(sale: Sale) -> bool:
    """True when no other card is needed."""
    return sale.facts.gift is not None and pays(sale) == sale.total - sale.confirmed


def next_taken(sale: Sale) -> Money:
    """Return what the next payment takes: what the gift card in hand pays, else all that is left."""
    part = pays(sale)
    return part if part.minor else sale.total - sale.confirmed


def is_over(sale: Sale) -> bool:
    """True when the payment of the gift card in hand has ended, either way: it pays nothing more by itself."""
    gift = sale.facts.gift
    attempt = sale.attempt(gift.attempt_id) if gift is not None and gift.attempt_id else None
    return attempt is not None and not is_undecided(attempt)
