"""What the seat map shows: one part of the cabin, each seat with its whole state in its name."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import Final

from kiosk.domain.money import Money
from kiosk.domain.text import Text, text
from kiosk.domain.travel.asking import SeatWish
from kiosk.domain.travel.booking import Passenger
from kiosk.domain.travel.cabin.layout import Layout, Row, SeatPlace
from kiosk.domain.travel.cabin.places import zones
from kiosk.domain.travel.cabin.rules import Cabin
from kiosk.domain.travel.selling.paid import counted, paid_for_seat
from kiosk.flows.base import Action, Site, Step, View, Viewable
from kiosk.flows.checkin.aside.called import called
from kiosk.flows.checkin.aside.seats import (
    SILENT,
    cabin_of,
    companions,
    layout_of,
    party_of,
    place_of,
    seat_of,
    seated,
)
from kiosk.flows.checkin.dues import seat_price
from kiosk.flows.checkin.shown.telling import BACK, CANCEL
from kiosk.flows.checkin.states import Seats

STEP: Final = Step(text("checkin.step.seat"), 2, 3)
NO_SEAT: Final = "\N{EN DASH}"


def seats_view(state: Seats, site: Site) -> View:
    """Return the map of the part of the cabin that is looked at; the own seat is kept by the primary."""
    layout = layout_of(state, site)
    own = seat_of(state.trip, state.passenger_id, state.segment_n)
    person = state.trip.booking.passenger(state.passenger_id)
    told = layout if state.taken is not None else None
    return View(
        title=_title(state, own, person),
        instruction=_instruction(state, layout, own),
        step=STEP,
        primary=_primary(state, layout, own, site),
        secondary=_secondary(state, told, own),
        back=BACK,
        cancel=CANCEL,
        parts={
            "now_label": text("checkin.seats.now_of", name=called(person)),
            "now": state.chosen or own or NO_SEAT,
            "now_text": _now_text(state, layout, own, site),
            **(_nothing(state) if told is None else _map(state, told, site)),
        },
        heard=_heard(state, layout, own),
        spoken=(_now_text(state, layout, own, site),),
    )


# --- words round the map ----------------------------------------------------------------------------------------------


def _title(state: Seats, own: str, person: Passenger | None) -> Text:
    seat = state.chosen or own
    is_party = len(party_of(state)) > 1
    if not seat:
        return (
            text("checkin.seats.title_none_of", name=called(person)) if is_party else text("checkin.seats.title_none")
        )
    if is_party:
        return text("checkin.seats.title_of", name=called(person), seat=seat)
    return text("checkin.seats.title", seat=seat)


def _instruction(state: Seats, layout: Layout | None, own: str) -> Text:
    if state.refusal and state.refusal != SILENT:
        return text(f"checkin.seat.why.{state.refusal}")
    place = layout.seat(state.chosen) if layout is not None and state.chosen else None
    if place is not None and state.chosen in companions(state.trip, state.passenger_id, state.segment_n):
        return text("checkin.seats.swap_told")
    if place is not None and place.is_exit:
        return text("checkin.seats.exit_duty")
    if state.taken is None:
        return text("checkin.seats.silent_told" if state.refusal == SILENT else "checkin.seats.asking")
    return text("checkin.seats.instruction", seat=own) if own else text("checkin.seats.instruction_none")


def _heard(state: Seats, layout: Layout | None, own: str) -> Text:
    """Return the instruction without a word of touching."""
    match _instruction(state, layout, own):
        case Text("checkin.seats.instruction", args):
            return Text("checkin.seats.heard", args)
        case Text("checkin.seats.instruction_none"):
            return text("checkin.seats.heard_none")
        case told:
            return told


def _primary(state: Seats, layout: Layout | None, own: str, site: Site) -> Action:
    seat = state.chosen
    if not seat:
        label = text("checkin.seats.keep", seat=own) if own else text("checkin.seats.any")
        return Action(label, "SeatKept", icon="check")
    other = companions(state.trip, state.passenger_id, state.segment_n).get(seat)
    if other is not None:
        return Action(text("checkin.seats.swap", name=called(other)), "SeatKept", icon="arrow-left-right")
    place = layout.seat(seat) if layout is not None else None
    if place is not None and place.is_exit:
        return Action(text("checkin.seats.take_exit", seat=seat), "SeatKept", icon="check")
    price = seat_price(state.trip.booking, SeatWish(state.passenger_id, state.segment_n, seat), site)
    label = (
        text("checkin.seats.take_for", seat=seat, amount=price)
        if price.minor
        else text("checkin.seats.take", seat=seat)
    )
    return Action(label, "SeatKept", icon="check")


def _secondary(state: Seats, told: Layout | None, own: str) -> Action | None:
    if told is not None and _is_apart(state) and not state.chosen:
        return Action(text("checkin.seats.together"), "TogetherPressed", icon="users")
    if place_of(state) + 1 < len(seated(state.trip)) and not state.chosen:
        return Action(text("checkin.seats.keep_all"), "GoOnPressed")
    return None


def _is_apart(state: Seats) -> bool:
    """True when the party does not sit in one row."""
    seats = [seat_of(state.trip, own, state.segment_n) for own in party_of(state)]
    return len({seat[:-1] for seat in seats}) > 1 or (len(seats) > 1 and "" in seats)


def _now_text(state: Seats, layout: Layout | None, own: str, site: Site) -> Text:
    seat = state.chosen or own
    place = layout.seat(seat) if layout is not None else None
    if place is None:
        return text("checkin.seats.here.none")
    return text(
        "checkin.seats.here.both", place=text(f"checkin.seats.here.{_where(place)}"), cost=_cost(state, seat, site)
    )


def _cost(state: Seats, seat: str, site: Site) -> Text:
    """Say what a seat costs, beyond what was paid; and that nothing goes back for a cheaper one."""
    booking = state.trip.booking
    price = seat_price(booking, SeatWish(state.passenger_id, state.segment_n, seat), site)
    coupon = booking.coupon(state.passenger_id, state.segment_n)
    if coupon is None or not counted(booking, coupon, site.currency):
        return text("checkin.seats.costs", amount=price) if price.minor else text("checkin.seats.free_of_charge")
    if price.minor:
        return text("checkin.seats.costs_more", amount=price)
    key = "checkin.seats.is_paid" if coupon.seat == seat else "checkin.seats.cheaper"
    return text(key, amount=paid_for_seat(booking, coupon))


# --- the map ----------------------------------------------------------------------------------------------------------


def _nothing(state: Seats) -> Mapping[str, Viewable]:
    is_silent = state.refusal == SILENT
    return {
        "zones": (),
        "letters": (),
        "aisles": (),
        "rows": (),
        "exits": (),
        "exit_label": text("checkin.seats.exit"),
        "legend": (),
        "note": {
            "kind": "warning" if is_silent else "info",
            "icon": "wifi-off" if is_silent else "loader",
            "title": text("checkin.seats.silent_title" if is_silent else "checkin.seats.asking"),
            "text": text("checkin.seats.silent_text" if is_silent else "checkin.seats.asking_text"),
        },
    }


def _map(state: Seats, layout: Layout, site: Site) -> Mapping[str, Viewable]:
    coupon = state.trip.booking.coupon(state.passenger_id, state.segment_n)
    rows = layout.rows_of(coupon.cabin) if coupon is not None else layout.rows
    parts = {own.name.value: own.rows for own in zones(layout, coupon.cabin if coupon is not None else "")}
    name = _zone_of(state, layout, parts)
    shown = parts.get(name, rows)
    widest = max(rows, key=lambda row: sum(map(len, row.columns))) if rows else None
    blocks = widest.columns if widest is not None else ()
    seats = _Seats(state, cabin_of(state, layout, site), site)
    views = tuple(seats.row(row, "".join(blocks)) for row in shown)
    kinds = {seat["kind"] for row in views for seat in row}
    return {
        "zones": tuple(_zone(zone, own, is_chosen=zone == name) for zone, own in parts.items()),
        "letters": tuple("".join(blocks)),
        "aisles": tuple(accumulate(len(block) for block in blocks[:-1])),
        "rows": tuple({"row": str(row.n), "seats": seat} for row, seat in zip(shown, views, strict=True)),
        "exits": _exits(shown),
        "exit_label": text("checkin.seats.exit"),
        "legend": tuple(_legend(kind) for kind in LEGEND if kind in kinds or (kind == "exit" and _exits(shown))),
        "note": None,
    }


LEGEND: Final = ("own", "free", "paid", "companion", "exit", "taken")


def _zone_of(state: Seats, layout: Layout, parts: Mapping[str, tuple[Row, ...]]) -> str:
    """Return the part that is looked at: the chosen one, else where the passenger sits, else the first."""
    if state.zone in parts:
        return state.zone
    seat = layout.seat(state.chosen or seat_of(state.trip, state.passenger_id, state.segment_n))
    n = seat.row if seat is not None else 0
    return next((name for name, rows in parts.items() if any(row.n == n for row in rows)), next(iter(parts), ""))


def _zone(zone: str, rows: tuple[Row, ...], *, is_chosen: bool) -> Mapping[str, Viewable]:
    label, first, last = text(f"checkin.seats.{zone}"), str(rows[0].n), str(rows[-1].n)
    return {
        "label": label,
        "rows": f"{first}\N{EN DASH}{last}",
        "name": text("checkin.seats.rows", zone=label, first=first, last=last),
        "is_chosen": is_chosen,
        "event": "ZoneChosen",
        "args": {"zone": zone},
    }


def _exits(rows: tuple[Row, ...]) -> tuple[Mapping[str, Viewable], ...]:
    """Return the bands of exit rows, each by its first row on the page and how many they are."""
    bands: list[tuple[int, int]] = []
    for n, row in enumerate(rows):
        if not row.is_exit:
            continue
        if bands and bands[-1][0] + bands[-1][1] == n:
            bands[-1] = (bands[-1][0], bands[-1][1] + 1)
        else:
            bands.append((n, 1))
    return tuple({"first": first, "count": count} for first, count in bands)


class _Seats:
    """Gives the view of each seat; what is the same for all is found once."""

    def __init__(self, state: Seats, cabin: Cabin, site: Site) -> None:
        self._state, self._cabin, self._site = state, cabin, site
        self._own = state.chosen or seat_of(state.trip, state.passenger_id, state.segment_n)
        self._others = companions(state.trip, state.passenger_id, state.segment_n)

    def row(self, row: Row, letters: str) -> tuple[Mapping[str, Viewable], ...]:
        """Return the seats of a row below the letters of the cabin; where there is none, a gap."""
        seats = {seat.column: seat for seat in row.seats}
        return tuple(self._seat(seats[one]) if one in seats else _gap(row, one) for one in letters)

    def _seat(self, seat: SeatPlace) -> Mapping[str, Viewable]:
        price = self._price(seat)
        kind = self._kind(seat, price)
        other = called(self._others.get(seat.name))
        detail: Viewable = {"own": seat.name, "companion": other}.get(kind, "")
        return {
            "seat": seat.name,
            "kind": kind,
            "letter": seat.column,
            "detail": text("checkin.seats.price", amount=price) if kind == "paid" else detail,
            "where": _where_text(seat),
            "name": _name(seat, kind, price, other),
            "event": "SeatChosen",
            "args": {"seat": seat.name},
        }

    def _price(self, seat: SeatPlace) -> Money:
        state = self._state
        return seat_price(state.trip.booking, SeatWish(state.passenger_id, state.segment_n, seat.name), self._site)

    def _kind(self, seat: SeatPlace, price: Money) -> str:
        if seat.name == self._own:
            return "own"
        if seat.name in self._others:
            return "companion"
        if seat.name in self._cabin.taken or seat.name in self._cabin.blocked:
            return "taken"
        return "paid" if price.minor else "free"


def _gap(row: Row, letter: str) -> Mapping[str, Viewable]:
    """Return the place of a seat that is missing; nothing to see or touch."""
    return {"seat": f"{row.n}{letter}", "kind": "gap", "letter": "", "detail": "", "where": "", "name": ""}


def _where(seat: SeatPlace) -> str:
    return "window" if seat.is_window else "aisle" if seat.is_aisle else "between"


def _where_text(seat: SeatPlace) -> Text:
    place = text(f"checkin.seats.{_where(seat)}")
    return text("checkin.seats.at_exit", place=place) if seat.is_exit else place


def _name(seat: SeatPlace, kind: str, price: Money, other: str) -> Text:
    key, place = f"checkin.seats.name.{kind}", _where_text(seat)
    match kind:
        case "paid":
            return text(key, seat=seat.name, place=place, amount=price)
        case "companion":
            return text(key, seat=seat.name, place=place, name=other)
        case _:
            return text(key, seat=seat.name, place=place)


def _legend(kind: str) -> Mapping[str, Viewable]:
    words = text(f"checkin.seats.legend.{kind}")
    short = {"free": text("checkin.seats.open"), "exit": text("checkin.seats.exit")}.get(kind, words)
    return {"kind": kind, "sign": "+" if kind == "paid" else "", "text": words, "short": short}
