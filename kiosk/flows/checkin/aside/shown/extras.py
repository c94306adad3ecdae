"""What the page of extras shows: the price first, what it is, whether it goes back, and for whom it may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.money import Money
from kiosk.domain.text import Text, text
from kiosk.domain.travel.selling.extras import CouponKey, Offered
from kiosk.flows.base import Action, Site, Step, View, Viewable
from kiosk.flows.checkin.aside.called import called
from kiosk.flows.checkin.aside.extras import is_wished, offers_of
from kiosk.flows.checkin.shown.telling import BACK, CANCEL, route
from kiosk.flows.checkin.states import Extras

STEP: Final = Step(text("checkin.step.extras"), 2, 3)
ICONS: Final = {"PRIORITY": "plane", "FAST": "shield-check", "LOUNGE": "armchair"}


def extras_view(state: Extras, site: Site) -> View:
    """Return the offers; with nothing chosen the one way on is No thanks, and it stays as large as the other."""
    offers = offers_of(state.trip, site)
    due = Money(sum(_due(state, own) for own in offers), site.currency)
    thanks = Action(text("checkin.extras.none"), "NoExtrasPressed")
    taken = Action(text("checkin.extras.take", amount=due), "GoOnPressed", icon="check")
    has_some = bool(state.trip.extras)
    instruction = text("checkin.extras.instruction_some" if has_some else "checkin.extras.instruction")
    return View(
        title=text("checkin.extras.title"),
        instruction=instruction,
        step=STEP,
        primary=taken if has_some else thanks,
        secondary=thanks if has_some else None,
        back=BACK,
        cancel=CANCEL,
        parts={
            "offers": tuple(_offer(state, own) for own in offers),
            "total_label": text("checkin.extras.total"),
            "total": due,
        },
        spoken=tuple(_spoken(own) for own in offers),
    )


def _due(state: Extras, own: Offered) -> int:
    return own.price.minor * sum(one.code == own.code for one in state.trip.extras)


def _spoken(own: Offered) -> Text:
    """Say an offer: name and price, what it is, whether the price goes back."""
    return text(
        "checkin.extras.spoken",
        offer=text(f"checkin.extras.{own.code}.name"),
        amount=own.price,
        what=text(f"checkin.extras.{own.code}.text"),
        back=_back(own),
    )


def _back(own: Offered) -> Text:
    return text("checkin.extras.goes_back" if own.goes_back else "checkin.extras.stays")


def _offer(state: Extras, own: Offered) -> Mapping[str, Viewable]:
    segment = state.trip.booking.segment(own.who[0][1])
    is_one_of_many = len(state.trip.booking.segments) > 1 and segment is not None
    return {
        "code": own.code,
        "icon": ICONS.get(own.code, "ticket"),
        "title": text(f"checkin.extras.{own.code}.name"),
        "text": text(f"checkin.extras.{own.code}.text"),
        "price": text("checkin.extras.each" if len(own.who) > 1 else "checkin.extras.once", amount=own.price),
        "back": _back(own),
        "goes_back": own.goes_back,
        "flight": route(segment.flight) if is_one_of_many and segment is not None else "",
        "people": tuple(_person(state, own, key) for key in own.who),
    }


def _person(state: Extras, own: Offered, key: CouponKey) -> Mapping[str, Viewable]:
    """Return a tick for one traveller; alone, it says what it does instead of a name."""
    name, is_chosen = called(state.trip.booking.passenger(key[0])), is_wished(state.trip, own.code, key[0])
    alone = text("checkin.extras.chosen" if is_chosen else "checkin.extras.choose")
    return {
        "label": name if len(own.who) > 1 else alone,
        "name": text(
            "checkin.extras.name", offer=text(f"checkin.extras.{own.code}.name"), amount=own.price, person=name
        ),
        "is_chosen": is_chosen,
        "event": "ExtraToggled",
        "args": {"code": own.code, "passenger": key[0]},
    }
