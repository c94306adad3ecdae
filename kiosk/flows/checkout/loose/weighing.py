"""Weighing one product: its container first, then a weight that stands still, once."""

from __future__ import annotations

from typing import Final, TypeAlias

from kiosk.domain.basket import Product
from kiosk.domain.goods.facts import LineFacts
from kiosk.domain.loose import Load, Rest, container_of, net_of, taken_of, why_not
from kiosk.domain.sale import Sale
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, Site, StartTimer, StopTimer, TimedOut
from kiosk.flows.checkout.events import Beep, Scanned
from kiosk.flows.checkout.loose.events import LoadSeen, TakeWeight, TarePicked, UnwatchScale, WatchScale, WeightAccepted
from kiosk.flows.checkout.loose.states import Tare, Weighing

SCALE: Final = "scale"
SETTLE_TIMER: Final = "checkout.settle"
SETTLE_S: Final = 10  # of a load that moves all the time
LEAVING: Final[tuple[Effect, ...]] = (UnwatchScale(), StopTimer(SETTLE_TIMER))
Stepped: TypeAlias = "tuple[Weighing | Scanned, tuple[Effect, ...]]"


def weigh(sale: Sale, product: Product, *, is_chosen: bool, local: str = "") -> tuple[Weighing, tuple[Effect, ...]]:
    """Show what the scale says. The container that the goods before stood in is the customer's still."""
    own_g = container_of(sale, product.tare_g or None)
    last = next((line.facts.tare_g for line in reversed(sale.lines) if line.facts.tare_g is not None), None)
    tare = Tare.OWN if own_g and last == own_g else Tare.BAG if product.tare_g else Tare.NONE
    begun = Weighing(sale, product, tare=tare, own_g=own_g, is_chosen=is_chosen, local=local)
    return begun, (WatchScale(taken_of(sale)),)


def is_away(site: Site) -> bool:
    """True when the scale of this site cannot be used now."""
    return SCALE in site.devices and not site.is_usable(SCALE)


def weighing(state: Weighing, event: Event, site: Site) -> Stepped:
    """Take one event while something is weighed. Returns `Scanned` instead of a state for what the basket takes."""
    match event:
        case LoadSeen(load=load) if load != state.load:
            timer = StartTimer(SETTLE_TIMER, SETTLE_S) if load.rest is Rest.MOVING else StopTimer(SETTLE_TIMER)
            return replace(state, load=load, is_slow=False), (timer,)
        case TimedOut(timer=timer) if timer == SETTLE_TIMER and state.load.rest is Rest.MOVING:
            return replace(state, is_slow=True), ()
        case EffectFailed(effect="WatchScale"):
            return replace(state, load=Load(Rest.AWAY)), (Beep("attention"),)
        case BackPressed() if state.is_taring:
            return replace(state, is_taring=False), ()
        case TarePicked(tare=tare) if tare in tuple(Tare):
            return _in(state, Tare(tare)), ()
        case WeightAccepted(n=n) if n == state.load.n and not is_away(site):
            return _accepted(state)
        case _:
            return state, ()


def _in(state: Weighing, tare: Tare) -> Weighing:
    """Take what the goods stand in; the customer's own container is weighed first, or anew."""
    if tare is Tare.BAG and not state.product.tare_g:
        return state
    if tare is Tare.OWN and (not state.own_g or state.tare is Tare.OWN):
        return replace(state, is_taring=True)
    return replace(state, tare=tare, is_taring=False)


def _accepted(state: Weighing) -> Stepped:
    load = state.load
    if state.is_taring:
        if not load.is_weight:
            return state, ()
        return replace(state, tare=Tare.OWN, own_g=load.gross_g, is_taring=False), (Beep("ok"),)
    if why_not(load, state.tare_g) is not None:
        return state, ()
    tare_g = state.tare_g
    weighed = Scanned(
        state.product, net_of(load, tare_g), facts=LineFacts(tare_g=tare_g), local=state.local
    )  # fmt: skip
    return weighed, (TakeWeight(load.n, load.gross_g),)
