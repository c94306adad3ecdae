"""Choosing loose goods by picture, kind or name."""

from __future__ import annotations

from typing import Final, TypeAlias

from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp, uuid7
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.checkout.events import Beep, Scanned, TypePressed
from kiosk.flows.checkout.loose.events import FindLoose, GroupPicked, LooseFound, NameTyped, NameWanted, ProductPicked
from kiosk.flows.checkout.loose.states import Choosing, Naming, Weighing
from kiosk.flows.checkout.loose.weighing import SCALE, weigh
from kiosk.flows.checkout.states import Scanning, Typing

LEAST_LETTERS: Final = 2
LONGEST_NAME: Final = 40
Stepped: TypeAlias = "tuple[Scanning | Typing | Choosing | Naming | Weighing | Scanned, tuple[Effect, ...]]"


def sells_loose(site: Site) -> bool:
    """True where goods can be weighed: the site has a scale, and it is not the one for bags."""
    return SCALE in site.devices and "tags" not in site.devices


def choose(
    sale: Sale, at: Stamp, site: Site, group: str = "", *, text: str = ""
) -> tuple[Choosing, tuple[Effect, ...]]:
    """Ask for goods, and show them when they are found."""
    ask = uuid7(at, 60)
    return Choosing(sale, ask, group, is_named=bool(text)), (FindLoose(ask, site.language, text, group),)


def choosing(state: Choosing, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event while pictures are shown; an answer to an earlier question is nobody's.

    Returns `Scanned` instead of a state for goods that the basket takes as if they had been scanned.
    """
    match event:
        case BackPressed():
            return Scanning(state.sale), ()
        case LooseFound() if event.ask == state.ask and state.goods is None:
            return replace(state, goods=event.goods, groups=event.groups, local=event.local), ()
        case EffectFailed(effect="FindLoose", key=key) if key == state.ask and state.goods is None:
            return replace(state, goods=(), is_out=True), (Beep("attention"),)
        case GroupPicked(group=group) if group in ("", *(own.name for own in state.groups)):
            found, effects = choose(state.sale, at, site, group)
            return replace(found, groups=state.groups), effects
        case NameWanted():
            return Naming(state.sale), ()
        case TypePressed():
            return Typing(state.sale), ()
        case ProductPicked(sku=sku):
            return _picked(state, sku)
        case _:
            return state, ()


def _picked(state: Choosing, sku: str) -> Stepped:
    product = next((own for own in state.goods or () if own.sku == sku), None)
    if product is None:
        return state, ()
    if product.is_weighed:
        return weigh(state.sale, product, is_chosen=True, local=state.local)
    return Scanned(product, local=state.local), ()


def naming(state: Naming, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take one event while a name is typed."""
    match event:
        case BackPressed():
            return choose(state.sale, at, site)
        case NameTyped(text=text) if sum(sign.isalnum() for sign in text) < LEAST_LETTERS:
            return replace(state, is_short=True), (Beep("error"),)
        case NameTyped(text=text):
            return choose(state.sale, at, site, text=text[:LONGEST_NAME])
        case _:
            return state, ()
