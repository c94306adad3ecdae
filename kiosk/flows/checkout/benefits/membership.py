"""What a member's card brings to a basket: a page that is read, and the way to shop without the card."""

from __future__ import annotations

from typing import TypeAlias

from kiosk.domain.benefits import changing
from kiosk.domain.benefits.blockers import SALE_MEMBER_OUT
from kiosk.domain.blockers import raised
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import BackPressed, Effect, Event
from kiosk.flows.checkout.benefits.events import MemberLeftOut, MemberPressed
from kiosk.flows.checkout.events import Beep
from kiosk.flows.checkout.states import Membership, Scanning, Typing

Stepped: TypeAlias = tuple[Membership | Scanning, tuple[Effect, ...]]


def opened(state: Typing, event: Event) -> Membership | None:
    """Return the page where it is asked for and somebody's card was read; None otherwise."""
    is_asked = isinstance(event, MemberPressed) and bool(state.sale.facts.member)
    return Membership(state.sale) if is_asked else None


def membership(state: Membership, event: Event, at: Stamp) -> Stepped:
    """Take one event while the page is read. Points that were earned before are not touched."""
    match event:
        case BackPressed():
            return Scanning(state.sale), ()
        case MemberLeftOut():
            sale = changing.without_member(state.sale)
            return Scanning(sale, notice=raised(SALE_MEMBER_OUT, at, ("sale", sale.id))), (Beep("ok"),)
        case _:
            return state, ()
