"""What is shown of a trip: who travels, and everything on one page before it is printed."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.blockers import Blocker
from kiosk.domain.text import Text, text
from kiosk.domain.travel.booking import Passenger, PassengerKind
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.checkin.aside.bags import hindrance
from kiosk.flows.checkin.aside.extras import offers_of
from kiosk.flows.checkin.aside.goods import KINDS, TEXT_VERSION
from kiosk.flows.checkin.dues import total_of
from kiosk.flows.checkin.onward import (
    is_about,
    is_accompanied,
    is_checked_in,
    may_travel,
    open_of,
    rules_of,
    waiting_of,
)
from kiosk.flows.checkin.printing import is_held, tagged
from kiosk.flows.checkin.shown.telling import BACK, CANCEL, banner, flight_card, kind_of, route, step_of
from kiosk.flows.checkin.states import Goods, Passengers, Summary, Trip

NONE_YET = "\N{EN DASH}"


def passengers_view(state: Passengers) -> View:
    """Return a tile for each; who cannot go on here says why, and the others go on."""
    trip = state.trip
    flights = tuple(flight_card(own) for own in trip.booking.segments)
    on = Action(
        text("checkin.passengers.go_on", n=len(trip.chosen)),
        "GoOnPressed",
        icon="arrow-right",
        is_enabled=is_accompanied(trip),
    )
    return View(
        title=text("checkin.passengers.title"),
        instruction=text("checkin.passengers.instruction"),
        step=step_of(2),
        primary=on,
        back=BACK,
        cancel=CANCEL,
        parts={
            "people": tuple(_tile(trip, own) for own in trip.booking.passengers),
            "flights": flights,
            "banner": _alone(trip),
        },
        spoken=(*(route(own.flight) for own in trip.booking.segments), *_who_cannot(trip)),
        heard=text("checkin.passengers.heard"),
    )


def _who_cannot(trip: Trip) -> tuple[Text, ...]:
    """Say who cannot go on here and why; no key comes to their tiles."""
    left = (own for own in trip.booking.passengers if not may_travel(trip, own.id))
    return tuple(text("checkin.documents.fact", label=own.name, value=_why(trip, own.id)) for own in left)


def _alone(trip: Trip) -> Mapping[str, Viewable] | None:
    if is_accompanied(trip):
        return None
    key = "checkin.passengers.nobody" if not trip.chosen else "checkin.passengers.alone"
    return {"kind": "warning", "icon": "triangle-alert", "title": text(f"{key}.title"), "text": text(f"{key}.text")}


def _tile(trip: Trip, person: Passenger) -> Mapping[str, Viewable]:
    is_chosen, is_able = person.id in trip.chosen, may_travel(trip, person.id)
    flight = trip.booking.segments[0].flight
    return {
        "id": person.id,
        "name": person.name,
        "kind": kind_of(person, flight),
        "why": _why(trip, person.id) if not is_able else None,
        "is_chosen": is_chosen,
        "is_able": is_able,
        "event": "PassengerToggled",
        "args": {"passenger": person.id},
    }


def _why(trip: Trip, passenger_id: str) -> Text:
    """Return the first reason why a passenger cannot go on here, or that they are checked in already."""
    if is_checked_in(trip, passenger_id):
        return text("checkin.passengers.done")
    own = next((one for one in trip.blockers if is_about(one, passenger_id)), None)
    return own.words("title") if own is not None else text("checkin.passengers.desk")


# --- one page ---------------------------------------------------------------------------------------------------------


def summary_view(state: Summary, site: Site) -> View:
    """Return flights, people and the question about dangerous goods; print waits for its answer."""
    trip = state.trip
    people = [own for own in (trip.booking.passenger(one) for one in trip.chosen) if own is not None]
    return View(
        title=text("checkin.summary.title"),
        instruction=_instruction(trip, len(people)),
        step=step_of(2),
        primary=_primary(trip, site),
        back=BACK,
        cancel=CANCEL,
        parts={
            "banner": banner(state.notice) if state.notice is not None else _told(trip),
            "flights": tuple(flight_card(own) for own in trip.booking.segments),
            "people": tuple(person_row(trip, own, site) for own in people),
            "change_label": text("checkin.summary.change"),
            "changes": _changes(trip, site),
            "goods_label": text("checkin.goods.question"),
            "goods": tuple({"icon": icon, "text": text(f"checkin.goods.{name}")} for name, icon, _ in KINDS),
            "answers": tuple(_answer(trip, own) for own in (Goods.NONE, Goods.SOME)),
        },
        spoken=_spoken(trip, people),
    )


def _instruction(trip: Trip, count: int) -> Text:
    """Return why printing waits, while it does; then what becomes of the seats."""
    if not trip.goods.is_settled:
        return text("checkin.summary.answer_first")
    return text(f"checkin.summary.seats_{'new' if trip.seats else 'kept'}", n=count)


def _spoken(trip: Trip, people: list[Passenger]) -> tuple[Text, ...]:
    """Say the flights, each traveller's seat and luggage, and the question in full while it is open."""
    asked = (text("checkin.goods.question"), *(text(f"checkin.goods.{name}") for name, *_ in KINDS))
    told = (*(route(own.flight) for own in trip.booking.segments), *(row_spoken(trip, own) for own in people))
    return told if trip.goods.is_settled else (*told, *asked)


def row_spoken(trip: Trip, person: Passenger) -> Text:
    """Say the row of a traveller in a sentence."""
    name, seats, bags = person.name, _seats(trip, person), _suitcases(_count(trip, person))
    if not seats:
        return text("checkin.summary.spoken_later", name=name, bags=bags)
    return text("checkin.summary.spoken", name=name, seat=seats, bags=bags)


def _told(trip: Trip) -> Mapping[str, Viewable] | None:
    """Return what stops one of the flights, why and where it goes on; else what is known and hinders nobody."""
    told = next((own for own in trip.blockers if _is_told(trip, own)), None)
    return banner(told) if told is not None else None


def _is_told(trip: Trip, blocker: Blocker) -> bool:
    """True for what stops a flight of who goes on with another one, for a late flight, a printer that is away."""
    if blocker.kind.severity in ("info", "warn"):
        return True
    is_of_flight = blocker.subject[0] == "segment" or any(is_about(blocker, own) for own in trip.chosen)
    return blocker.kind.severity == "stop" and is_of_flight


def _primary(trip: Trip, site: Site) -> Action:
    due = total_of(trip, site)
    going = (*open_of(trip), *((own, 0) for own in waiting_of(trip)))
    passes = [own for own in going if not is_held(trip, own[0])]
    if due.minor:
        label, icon = text("action.pay", amount=due), "credit-card"
    elif passes and site.is_usable("printer"):
        label, icon = text("checkin.summary.print", n=len(passes)), "printer"
    else:
        label, icon = text("checkin.summary.check_in"), "check"
    return Action(label, "PrintPassesPressed", icon=icon, is_enabled=trip.goods.is_settled)


def _changes(trip: Trip, site: Site) -> tuple[Action, ...]:
    seats = Action(text("checkin.summary.seats"), "SeatsPressed", icon="armchair")
    bags = Action(text("checkin.summary.bags"), "BagsPressed", icon="luggage")
    count = len(trip.extras)
    label = text("checkin.summary.extras_some", count=str(count)) if count else text("checkin.summary.extras")
    more = Action(label, "ExtrasPressed", icon="plus")
    offered = (more,) if offers_of(trip, site) else ()
    return (seats, bags, *offered) if hindrance(trip, site) is None else (seats, *offered)


def _answer(trip: Trip, answer: Goods) -> Mapping[str, Viewable]:
    is_none = answer is Goods.NONE
    is_chosen = trip.goods is answer or (not is_none and trip.goods is Goods.PACKED)
    return {
        "name": text(f"checkin.goods.{answer.value}"),
        "is_chosen": is_chosen,
        "event": "GoodsAnswered",
        "args": {"answer": answer.value, "words": TEXT_VERSION},
    }


def person_row(trip: Trip, person: Passenger, site: Site) -> Mapping[str, Viewable]:
    """Return a traveller on one line: who, seat, luggage, each with a small word below it."""
    place, count = _place(trip, person, site), _count(trip, person)
    return {
        "name": person.name,
        "kind": kind_of(person, trip.booking.segments[0].flight),
        "seat": _seats(trip, person) or NONE_YET,
        "seat_text": place,
        "bags": _suitcases(count),
        "bags_text": text("checkin.summary.checked" if count else "checkin.summary.hand_only"),
    }


def _seats(trip: Trip, person: Passenger) -> str:
    return ", ".join(own for own in (_seat(trip, person, one.n) for one in trip.booking.segments) if own)


def _count(trip: Trip, person: Passenger) -> int:
    wished = [own.passenger_id for own in trip.bags]
    return (wished + [own.passenger_id for own in tagged(trip.booking)]).count(person.id)


def _suitcases(count: int) -> Text:
    return text("checkin.summary.suitcases", n=count) if count else text("checkin.summary.no_suitcase")


def _seat(trip: Trip, person: Passenger, segment_n: int) -> str:
    wish = next((own for own in trip.seats if (own.passenger_id, own.segment_n) == (person.id, segment_n)), None)
    coupon = trip.booking.coupon(person.id, segment_n)
    return wish.seat if wish is not None else coupon.seat if coupon is not None else ""


def _place(trip: Trip, person: Passenger, site: Site) -> Text:
    if person.kind is PassengerKind.INFANT:
        return text("checkin.place.lap")
    first = trip.booking.segments[0]
    layout = rules_of(site).layouts.get(first.flight.layout)
    seat = _seat(trip, person, first.n)
    place = layout.seat(seat) if layout is not None else None
    if place is None:
        return text("checkin.place.seat" if seat else "checkin.place.given")
    kind = "window" if place.is_window else "aisle" if place.is_aisle else "between"
    return text(f"checkin.place.{kind}")
