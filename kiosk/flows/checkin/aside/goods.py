"""Dangerous goods: what there is to ask for, and what may go where for who carries some."""

from __future__ import annotations

from typing import Final

from kiosk.domain.stamp import Stamp
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Event, Site
from kiosk.flows.checkin.events import GoodsAnswered
from kiosk.flows.checkin.onward import Stepped
from kiosk.flows.checkin.states import Goods, GoodsAdvice, Summary

TEXT_VERSION: Final = "2026-11"  # of the question and the advice, in the journal and in the order
KINDS: Final = (  # each with its sign, and where it may go: in the cabin, on the body, a little of it, nowhere
    ("power_banks", "battery-charging", "cabin"),
    ("e_cigarettes", "cigarette", "cabin"),
    ("lighters", "flame", "body"),
    ("sprays", "spray-can", "small"),
    ("fuel", "fuel", "nowhere"),
    ("fireworks", "bomb", "nowhere"),
    ("acids", "flask-conical", "nowhere"),
    ("poison", "skull", "nowhere"),
)
"""Source: ICAO Technical Instructions (Doc 9284), part 8, table 8-1."""


def goods_advice(state: GoodsAdvice, event: Event, at: Stamp, site: Site) -> Stepped:
    """Take the answer after the advice: packed as it says, or none of it after all. Going back leaves it open."""
    match event:
        case GoodsAnswered(answer=Goods.PACKED.value | Goods.NONE.value as answer):
            return Summary(replace(state.trip, goods=Goods(answer), goods_utc_ms=at.utc_ms)), ()
        case BackPressed():
            return Summary(replace(state.trip, goods=Goods.UNANSWERED, goods_utc_ms=0)), ()
        case _:
            return state, ()
