"""Asking for the one thing that a member needs: what is wrong with it is said beside it, and it stays."""

from __future__ import annotations

from typing import Final, TypeAlias

from kiosk.domain.benefits import changing
from kiosk.domain.private import Private
from kiosk.domain.values import replace
from kiosk.flows.base import BackPressed, Effect, EffectFailed, Event, Site
from kiosk.flows.checkout.enrolling.events import Enrol, EnrolPressed, EnrolTold, EnrolTyped
from kiosk.flows.checkout.enrolling.states import Enrolling
from kiosk.flows.checkout.events import Beep
from kiosk.flows.checkout.states import Membership, Scanning, Typing

CONTACT, ALREADY, FAILED = "contact", "already", "failed"
PROBLEMS: Final = (CONTACT, ALREADY)
Stepped: TypeAlias = "tuple[Enrolling | Membership | Scanning, tuple[Effect, ...]]"


def opened(state: Typing, event: Event, site: Site) -> Enrolling | None:
    """Return the page where it is asked for, the shop enrols members, and nobody's card counts yet."""
    is_asked = isinstance(event, EnrolPressed) and site.enrols and not state.sale.facts.member
    return Enrolling(state.sale) if is_asked and not state.is_looking_up else None


def asking(state: Enrolling, event: Event) -> Stepped:
    """Take one event while a member is made; one is asked about at a time."""
    sale = state.sale
    match event:
        case BackPressed():
            return Scanning(sale), ()
        case EnrolTyped(text=text) if not state.is_asking:
            return replace(state, problem="", is_asking=True), (Enrol(sale.id, Private(text)),)
        case EnrolTold(sale_id=of, member=None, problem=problem) if state.is_asking and of == sale.id:
            return _refused(state, problem if problem in PROBLEMS else FAILED)
        case EnrolTold(sale_id=of, member=member) if member is not None and state.is_asking and of == sale.id:
            return Membership(changing.with_member(sale, member, is_new=True)), (Beep("ok"),)
        case EffectFailed(effect="Enrol", key=of) if state.is_asking and of == sale.id:
            return _refused(state, FAILED)
        case _:
            return state, ()


def _refused(state: Enrolling, problem: str) -> Stepped:
    return replace(state, problem=problem, is_asking=False), (Beep("error"),)
