"""What several screens of a check-in say: a day, a flight, a traveller, where the journey stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

from kiosk.domain.blockers import Blocker, Severity
from kiosk.domain.text import Text, text
from kiosk.domain.travel.blockers import duration
from kiosk.domain.travel.booking import Passenger, PassengerKind, Segment
from kiosk.domain.travel.flight import Flight, FlightState, LocalTime
from kiosk.flows.base import Action, Step, Viewable

BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")
CANCEL: Final = Action(text("action.cancel"), "CancelPressed", icon="x")
FINISH: Final = Action(text("action.finish"), "FinishPressed", icon="check")
EPOCH: Final = date(1970, 1, 1)
STEPS: Final = ("find", "check", "take")
KINDS: Final = {Severity.STOP: "error", Severity.HOLD: "warning", Severity.WARN: "warning", Severity.INFO: "info"}
ICONS: Final = {Severity.STOP: "circle-x", Severity.INFO: "info"}
STATES: Final = {  # of a flight: kind and icon of its chip
    FlightState.ON_TIME: ("success", "circle-check"),
    FlightState.DELAYED: ("warning", "clock"),
    FlightState.CANCELLED: ("error", "circle-x"),
    FlightState.CLOSED: ("warning", "lock"),
    FlightState.DEPARTED: ("info", "plane"),
}


@cache
def step_of(index: int, *, is_done: bool = False) -> Step:
    """Return one of the three steps of a check-in."""
    return Step(text(f"checkin.step.{STEPS[index - 1]}"), index, len(STEPS), is_done)


def day_text(at: LocalTime) -> Text:
    """Return the date on the clocks of the place: weekday, day and month."""
    there = EPOCH + timedelta(at.day)
    return text(
        "checkin.day",
        weekday=text(f"checkin.weekday.{there.isoweekday()}"),
        day=str(there.day),
        month=text(f"checkin.month.{there.month}"),
    )


def banner(blocker: Blocker) -> Mapping[str, Viewable]:
    """Return a blocker as a banner in place: what, why, and what to do."""
    severity = blocker.kind.severity
    return {
        "kind": KINDS[severity],
        "icon": ICONS.get(severity, "triangle-alert"),
        "id": blocker.id,
        "title": blocker.words("title"),
        "text": blocker.words("what"),
        "do": blocker.words("do"),
    }


def flight_card(segment: Segment) -> Mapping[str, Viewable]:
    """Return a flight as its card shows it: times as the clocks of both places show them."""
    flight = segment.flight
    kind, icon = STATES[flight.state]
    return {
        "n": segment.n,
        "name": flight.name,
        "day": day_text(flight.departs),
        "state": text(f"checkin.flight.{flight.state.lower()}"),
        "state_kind": kind,
        "state_icon": icon,
        "departs": flight.leaves.clock,
        "arrives": _arrives(flight).clock,
        "origin": flight.origin.city,
        "destination": flight.destination.city,
        "takes": duration(flight.minutes),
        "facts": facts_of(flight),
        "spoken": route(flight),
    }


def _arrives(flight: Flight) -> LocalTime:
    return flight.arrives.shifted(flight.late_min)


def route(flight: Flight) -> Text:
    """Say a flight in one sentence."""
    return text(
        "checkin.flight.spoken",
        flight=flight.name,
        origin=flight.origin.city,
        destination=flight.destination.city,
        time=flight.leaves.clock,
    )


def gate(flight: Flight) -> Text | str:
    """Return the gate, or that the screens will tell it."""
    return flight.gate or text("checkin.gate.later")


def facts_of(flight: Flight) -> tuple[Mapping[str, Viewable], ...]:
    """Return where to be, and when: gate, luggage until, boarding."""
    return (
        {"label": text("checkin.gate"), "value": gate(flight)},
        {"label": text("checkin.luggage_until"), "value": flight.bags_until.clock},
        {"label": text("checkin.boarding"), "value": flight.boards.clock},
    )


def kind_of(passenger: Passenger, flight: Flight) -> Text:
    """Return how an airline counts a passenger; of a child with its age on the day of the flight, where it is known."""
    if passenger.kind is PassengerKind.CHILD and len(passenger.birth_date) == len(flight.date):
        return text("checkin.kind.child_aged", n=_years(passenger.birth_date, flight.date))
    return text(f"checkin.kind.{passenger.kind.lower()}")


def _years(birth: str, day: str) -> int:
    """Count whole years between two ISO dates."""
    return int(day[:4]) - int(birth[:4]) - (day[5:] < birth[5:])
