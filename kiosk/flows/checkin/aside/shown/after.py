"""What is shown to who is checked in already: what can still be done, and how the flight goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.blockers import Blocker
from kiosk.domain.text import Text, text
from kiosk.domain.travel.asking import SEAT, GivenUp
from kiosk.domain.travel.blockers import CKIN_CANCELLED, CKIN_DELAYED
from kiosk.domain.travel.selling.paid import kept, sums
from kiosk.flows.base import Action, Site, Step, View, Viewable
from kiosk.flows.checkin.aside.after import has_wishes, held_of, may_change, papers_again
from kiosk.flows.checkin.aside.bags import hindrance
from kiosk.flows.checkin.aside.called import called
from kiosk.flows.checkin.dues import total_of
from kiosk.flows.checkin.onward import gone_with, holds_papers
from kiosk.flows.checkin.shown.telling import BACK, CANCEL, FINISH, banner, flight_card, route
from kiosk.flows.checkin.shown.trip import person_row, row_spoken
from kiosk.flows.checkin.states import CheckedIn, Trip

STEP: Final = Step(text("checkin.step.after"), 2, 3)
TOLD: Final = (CKIN_CANCELLED, CKIN_DELAYED)


def checked_in_view(state: CheckedIn, site: Site) -> View:
    """Return what can be done after check-in; what was changed is printed by the primary."""
    if state.asks_to_cancel:
        return _asks(state, site)
    trip = state.trip
    return View(
        title=text("checkin.after.title_new" if has_wishes(trip) else "checkin.after.title"),
        instruction=text("checkin.after.instruction_new" if has_wishes(trip) else "checkin.after.instruction"),
        step=STEP,
        primary=_primary(trip, site),
        secondary=None if has_wishes(trip) else FINISH,
        back=BACK if has_wishes(trip) else None,
        cancel=CANCEL,
        parts={
            "flights": tuple(flight_card(own) for own in trip.booking.segments),
            "people": _people(trip, site),
            "banner": _told(state),
            "ways": () if has_wishes(trip) else _ways(trip, site),
            "ways_label": text("checkin.summary.change"),
            "question": None,
        },
        spoken=_spoken(trip),
    )


def _asks(state: CheckedIn, site: Site) -> View:
    going = tuple(own.key for own in held_of(state.trip))
    gone = gone_with(state.trip.booking, going, site)
    stays = kept(state.trip.booking, going, gone)
    told = text("checkin.after.cancel_text_kept" if SEAT in stays else "checkin.after.cancel_text")
    money = _money(gone, stays)
    names = [called(state.trip.booking.passenger(own)) for own in _going(state.trip)]
    return View(
        title=text("checkin.after.cancel_title"),
        instruction=text("checkin.after.cancel_instruction"),
        step=STEP,
        primary=Action(text("checkin.after.cancel_no"), "BackPressed", icon="arrow-left"),
        secondary=Action(text("checkin.after.cancel_yes"), "NotTravellingConfirmed", icon="x"),
        cancel=CANCEL,
        parts={
            "flights": (),
            "people": (),
            "banner": None,
            "ways": (),
            "ways_label": text("checkin.summary.change"),
            "question": {
                "kind": "warning",
                "icon": "triangle-alert",
                "title": text("checkin.after.cancel_who", names=", ".join(names)),
                "text": told,
                **({"do": money} if money is not None else {}),
            },
        },
        spoken=(money,) if money is not None else (),
    )


def _money(gone: tuple[GivenUp, ...], stays: tuple[str, ...]) -> Text | None:
    """Say what goes back before it is given up; None where nothing was paid for."""
    amounts = sums(gone)
    if len(amounts) > 1:
        both = text("checkin.after.amounts", one=amounts[0], other=amounts[1])
        return text("checkin.after.cancel_back", amount=both)
    if amounts:
        return text("checkin.after.cancel_back", amount=amounts[0])
    return text("checkin.after.cancel_nothing") if stays else None


def _spoken(trip: Trip) -> tuple[Text, ...]:
    """Say the flights, and who sits where with which luggage."""
    people = (trip.booking.passenger(own) for own in _going(trip))
    return (
        *(route(own.flight) for own in trip.booking.segments),
        *(row_spoken(trip, own) for own in people if own is not None),
    )


def _going(trip: Trip) -> tuple[str, ...]:
    return tuple(dict.fromkeys(own.passenger_id for own in held_of(trip)))


def _primary(trip: Trip, site: Site) -> Action:
    due = total_of(trip, site)
    if has_wishes(trip):
        label = text("action.pay", amount=due) if due.minor else text("checkin.after.print_new")
        return Action(label, "PrintPassesPressed", icon="credit-card" if due.minor else "printer")
    is_able = bool(papers_again(trip)) and site.is_usable("printer")
    return Action(text("checkin.after.print"), "PassesAgainPressed", icon="printer", is_enabled=is_able)


def _ways(trip: Trip, site: Site) -> tuple[Action, ...]:
    """Return what else can be changed; what cannot be done here is absent."""
    if not may_change(trip):
        return ()
    seats = Action(text("checkin.after.seats"), "SeatsPressed", icon="armchair")
    bags = Action(text("checkin.after.bags"), "BagsPressed", icon="luggage")
    away = Action(text("checkin.after.cancel"), "NotTravellingPressed", icon="log-out")
    return (seats, away) if hindrance(trip, site) is not None else (seats, bags, away)


def _people(trip: Trip, site: Site) -> tuple[Mapping[str, Viewable], ...]:
    """Return who is checked in, with seats and luggage as they are wished now."""
    people = (trip.booking.passenger(own) for own in _going(trip))
    return tuple(person_row(trip, own, site) for own in people if own is not None)


def _told(state: CheckedIn) -> Mapping[str, Viewable] | None:
    """Return why the last order was refused, else how the flight goes where that matters, or what a pass waits for."""
    told: Blocker | None = state.notice or next((own for own in state.trip.blockers if _is_told(own)), None)
    if told is not None:
        return banner(told)
    if may_change(state.trip):
        return None
    return {"kind": "info", "icon": "info", "title": _closed("title"), "text": _closed("text")}


def _is_told(blocker: Blocker) -> bool:
    return blocker.code in TOLD or holds_papers(blocker)


def _closed(part: str) -> Text:
    return text(f"checkin.after.closed.{part}")
