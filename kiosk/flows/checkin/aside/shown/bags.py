"""What the luggage page shows: each traveller's pieces and allowance, and the price of one more before it is added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.money import Money
from kiosk.domain.text import Scaled, Text, text
from kiosk.domain.travel.asking import BagWish
from kiosk.domain.travel.baggage import HEAVY_G, REFUSED_G, Bar
from kiosk.domain.travel.booking import Concept, Passenger
from kiosk.flows.base import Action, Site, Step, View, Viewable
from kiosk.flows.checkin.aside.bags import (
    DECLARED_G,
    LIMIT,
    SCALE,
    TOO_HEAVY,
    hindrance,
    may_add,
    people_of,
    tagged_of,
    wishes_of,
    with_bag,
)
from kiosk.flows.checkin.aside.called import called
from kiosk.flows.checkin.dues import quote_of
from kiosk.flows.checkin.shown.telling import BACK, CANCEL, banner
from kiosk.flows.checkin.states import Bags, Trip

STEP: Final = Step(text("checkin.step.luggage"), 2, 3)


def bags_view(state: Bags, site: Site) -> View:
    """Return the stepper and the allowance of each traveller, or the scale while a piece is weighed."""
    if state.weighing:
        return _weighing(state, site)
    count, due = len(state.trip.bags), _due(state.trip, site)
    return View(
        title=text("checkin.bags.title"),
        instruction=text("checkin.bags.instruction" if site.is_usable(SCALE) else "checkin.bags.instruction_declared"),
        step=STEP,
        primary=Action(text("checkin.bags.go_on", n=count) if count else text("checkin.bags.none"), "GoOnPressed"),
        back=BACK,
        cancel=CANCEL,
        parts={
            "weighing": None,
            "banner": _banner(state, site),
            "people": tuple(_row(state, own, site) for own in people_of(state.trip)),
            "total_label": text("checkin.bags.total"),
            "total": due,
        },
        spoken=tuple(_row_spoken(state, own, site) for own in people_of(state.trip)),
    )


def _weighing(state: Bags, site: Site) -> View:
    name = called(state.trip.booking.passenger(state.weighs_for))
    return View(
        title=text("checkin.bags.weigh_title", name=name),
        instruction=text("checkin.bags.weigh_instruction"),
        step=STEP,
        back=BACK,
        cancel=CANCEL,
        parts={
            "stage": "weighing",
            "weighing": {"title": text("checkin.bags.weigh_wait"), "text": text("checkin.bags.weigh_limit")},
            "banner": None,
            "people": (),
            "total_label": text("checkin.bags.total"),
            "total": _due(state.trip, site),
        },
        spoken=(text("checkin.bags.weigh_limit"),),
    )


def weight(weight_g: int) -> Text:
    """Say a weight in kilograms, to a tenth."""
    return text("checkin.bags.kg", mass=Scaled((weight_g + 50) // 100, 1))


def _due(trip: Trip, site: Site) -> Money:
    found = quote_of(trip, site)
    return found.total if found is not None else Money(0, trip.booking.currency)


# --- each traveller ---------------------------------------------------------------------------------------------------


def _row(state: Bags, person: Passenger, site: Site) -> Mapping[str, Viewable]:
    trip = state.trip
    name, count = called(person), len(wishes_of(trip, person.id))
    more, fewer = ("passenger", person.id), ("passenger", person.id)
    return {
        "id": person.id,
        "name": person.name,
        "quantity": str(count),
        "pieces": _pieces(trip, person.id),
        **_allowance(trip, person.id, site),
        "next": _next(trip, person.id, site),
        "can_more": may_add(trip, person.id, site),
        "can_fewer": count > 0,
        "fewer_is_bin": False,
        "more": Action(text("checkin.bags.more", name=name), "BagAdded", (more,), "plus"),
        "fewer": Action(text("checkin.bags.fewer", name=name), "BagRemoved", (fewer,), "minus"),
    }


def _row_spoken(state: Bags, person: Passenger, site: Site) -> Text:
    """Say what of a traveller's allowance is used, and what one more piece costs."""
    row, more = _allowance(state.trip, person.id, site)["bar"], _next(state.trip, person.id, site)
    if not isinstance(row, Text):
        raise TypeError(type(row).__name__)
    return text("checkin.bags.spoken", name=called(person), bar=row, next=more)


def _pieces(trip: Trip, passenger_id: str) -> Viewable:
    """Return the weights of a traveller's pieces; one that stands still on no scale is declared."""
    tagged = len(tagged_of(trip, passenger_id))
    said: list[Text] = [text("checkin.bags.tagged", n=tagged)] if tagged else []
    said += [_piece(own.weight_g) for own in wishes_of(trip, passenger_id)]
    return tuple(said)


def _piece(weight_g: int) -> Text:
    if weight_g == DECLARED_G:
        return text("checkin.bags.declared", weight=weight(weight_g))
    return text("checkin.bags.heavy", weight=weight(weight_g)) if weight_g > HEAVY_G else weight(weight_g)


def _allowance(trip: Trip, passenger_id: str, site: Site) -> Mapping[str, Viewable]:
    """Return how much of what the fare includes is used: in words, and in thousandths of it for the bar."""
    found = quote_of(trip, site)
    bar = found.bar_of(passenger_id) if found is not None else None
    if bar is None or not bar.free:
        return {"bar": text("checkin.bags.none_free"), "share": 0, "is_over": False, "is_pooled": False}
    share = min(1000, bar.used * 1000 // bar.free)
    is_pooled = len(bar.owners) > 1
    return {"bar": _bar_text(bar, is_pooled=is_pooled), "share": share, "is_over": bar.used > bar.free,
            "is_pooled": is_pooled}  # fmt: skip


def _bar_text(bar: Bar, *, is_pooled: bool) -> Text:
    key = "checkin.bags.free_together" if is_pooled else "checkin.bags.free"
    if bar.concept is Concept.PIECE:
        return text(key, used=str(bar.used), free=str(bar.free))
    return text(f"{key}_weight", used=weight(bar.used), free=weight(bar.free))


def _next(trip: Trip, passenger_id: str, site: Site) -> Text:
    """Say what one more piece costs, before it is added."""
    if not may_add(trip, passenger_id, site):
        return text("checkin.bags.no_more")
    more = _due(with_bag(trip, BagWish(passenger_id, DECLARED_G)), site) - _due(trip, site)
    return text("checkin.bags.next", amount=more) if more.minor else text("checkin.bags.next_free")


def _banner(state: Bags, site: Site) -> Mapping[str, Viewable] | None:
    hinders = hindrance(state.trip, site)
    if hinders is not None:
        return banner(hinders)
    if not state.problem:
        return None if site.is_usable(SCALE) else _unweighed()
    key = f"checkin.bags.problem.{state.problem}"
    is_heavy = state.problem == TOO_HEAVY
    return {
        "kind": "info" if state.problem == LIMIT else "warning",
        "icon": "luggage" if state.problem == LIMIT else "triangle-alert",
        "title": text(f"{key}.title", weight=weight(state.weight_g)) if is_heavy else text(f"{key}.title"),
        "text": text(f"{key}.text", limit=REFUSED_G // 1000) if is_heavy else text(f"{key}.text"),
    }


def _unweighed() -> Mapping[str, Viewable]:
    """Say what a piece counts as where nothing weighs it, and where it is weighed."""
    return {
        "kind": "info",
        "icon": "scale",
        "title": text("checkin.bags.no_scale.title"),
        "text": text("checkin.bags.no_scale.text", limit=DECLARED_G // 1000),
    }
