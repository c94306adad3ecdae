"""Offering bags and rounding up: asked once before paying, and never in the way of it."""

from __future__ import annotations

from typing import TypeAlias

from kiosk.domain.goods.extras import (
    can_be_taken,
    missing_minor,
    most_bags,
    with_bags,
    with_donation,
    without_donation,
)
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.checkout.events import PayPressed
from kiosk.flows.checkout.extras.events import (
    CarrierBagsPressed,
    ExtrasFound,
    FindExtras,
    RoundUpDropped,
    RoundUpPressed,
)
from kiosk.flows.checkout.extras.states import Extras
from kiosk.flows.checkout.states import Scanning, State

Stepped: TypeAlias = "tuple[Extras | Scanning, tuple[Effect, ...]]"


def opened(sale: Sale, site: Site) -> Stepped | None:
    """Return the page where the site offers something; None for a single piece, and where nothing is to be paid."""
    if not site.has_extras or sale.pieces < 2 or not sale.total.minor:
        return None
    return Extras(sale), (FindExtras(sale.id),)


def offering(state: Extras, event: Event) -> Stepped:
    """Take one event of the page; `is_over` tells when paying begins."""
    match event:
        case BackPressed():
            return Scanning(state.sale), ()
        case ExtrasFound(sale_id=of) if of == state.sale.id and not state.is_found:
            return _found(state, event), ()
        case EffectFailed(effect="FindExtras", key=of) if of == state.sale.id and not state.is_found:
            return replace(state, is_found=True), ()
        case CarrierBagsPressed(count=count) if state.bag is not None and 0 <= count <= most_bags(state.bag):
            return replace(state, bags=count), ()
        case RoundUpPressed() | RoundUpDropped() if state.cause is not None:
            return replace(state, is_rounded=isinstance(event, RoundUpPressed)), ()
        case _:
            return state, ()


def is_over(state: Extras, event: Event) -> bool:
    """True when paying begins: the customer wants it, or nothing can be offered after all."""
    if isinstance(event, PayPressed):
        return True
    return state.is_found and state.bag is None and state.cause is None


def _found(state: Extras, found: ExtrasFound) -> Extras:
    sale = state.sale
    bag = found.bag if found.bag is not None and can_be_taken(sale, found.bag) else None
    cause = found.cause if found.cause is not None and found.cause.unit.currency == sale.currency else None
    if bag is None and not missing_minor(sale, found.unit_minor):
        cause = None
    unit = found.unit_minor if cause is not None else 0
    return replace(state, bag=bag, cause=cause, unit_minor=unit, is_found=True)


def bagged(state: Extras) -> Sale:
    """Return the basket with the bags that are wanted, before it is rounded up."""
    return state.sale if state.bag is None else with_bags(state.sale, state.bag, state.bags)


def chosen(state: Extras) -> Sale:
    """Return the basket with all that is wanted."""
    sale = bagged(state)
    if state.cause is None or not state.is_rounded:
        return sale
    return with_donation(sale, state.cause, state.unit_minor)


def settled(after: State) -> State:
    """Take out of an open basket what was rounded up: what it is rounded to changes with every piece."""
    if not isinstance(after, Scanning) or after.sale.state is not SaleState.OPEN:
        return after
    sale = without_donation(after.sale)
    return after if sale is after.sale else replace(after, sale=sale)
