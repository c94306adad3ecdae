"""What is shown once the order is given: being done, papers one after another, and the way to the gate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.moves import PrintState
from kiosk.domain.text import Text, text
from kiosk.domain.travel.booking import CouponState
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.checkin.printing import PASS, TAG, is_held, on_phone
from kiosk.flows.checkin.shown.telling import BACK, FINISH, flight_card, route, step_of
from kiosk.flows.checkin.shown.trip import row_spoken
from kiosk.flows.checkin.states import Completing, Paper, Printing, ThankYou, Trip
from kiosk.flows.checkout.receipt import is_printing

BANNERS: Final = {
    "silent": ("warning", "wifi-off"),
    "promise": ("here", "shield-check"),
    "failed": ("warning", "triangle-alert"),
    "failed_tag": ("warning", "triangle-alert"),
    "away": ("warning", "triangle-alert"),
    "unknown": ("warning", "triangle-alert"),
    "held": ("warning", "book-user"),
    "left": ("warning", "smartphone"),
    "cancelled": ("info", "info"),
}


def note(name: str) -> Mapping[str, Viewable]:
    """Return one of the messages about an order and its papers."""
    kind, icon = BANNERS[name]
    key = f"checkin.note.{name}"
    return {"kind": kind, "icon": icon, "title": text(f"{key}.title"), "text": text(f"{key}.text")}


def completing_view(state: Completing) -> View:
    """Return that it is being done; with its money confirmed and no answer, that nothing is lost."""
    again = Action(text("action.try_again"), "PrintPassesPressed", icon="refresh-cw")
    name = "silent" if state.is_silent else "promise"
    return View(
        title=text("checkin.completing.silent_title" if state.is_silent else "checkin.completing.title"),
        instruction=text("checkin.completing.instruction"),
        step=step_of(2),
        primary=again if state.is_silent else None,
        secondary=FINISH if state.is_silent else None,
        parts={"banner": note(name), "icon": "wifi-off" if state.is_silent else "plane"},
        timeout_s=120,
    )


# --- papers -----------------------------------------------------------------------------------------------------------


def printing_view(state: Printing, site: Site) -> View:
    """Return which paper comes out now; where one did not, the ways on."""
    is_busy = is_printing(state.trip.sale) or bool(state.renewing)
    phone = state.is_on_phone
    return View(
        title=text("checkin.printing.phone_title" if phone else "checkin.printing.title"),
        instruction=text("checkin.printing.phone" if phone else "checkin.printing.instruction"),
        step=step_of(3),
        primary=_phone_next(state) if phone else _again(state, site, is_busy=is_busy),
        secondary=None if phone or is_busy else _other(state, site),
        back=BACK if phone else None,
        parts={
            "steps": tuple(_step(state, own) for own in state.papers),
            "now_label": text("checkin.printing.now"),
            "banner": _note(state, site, is_busy=is_busy),
            **_code(state),
        },
        spoken=_said(state),
        timeout_s=None if is_busy else 120,
    )


def _next_paper(state: Printing) -> Paper | None:
    return next((own for own in state.papers if not own.is_done), None)


def _said(state: Printing) -> tuple[Text, ...]:
    paper = on_phone(state) if state.is_on_phone else _next_paper(state)
    return (_name(state, paper),) if paper is not None else ()


def _again(state: Printing, site: Site, *, is_busy: bool) -> Action | None:
    """Return the way to print on; where the printer is away, the phone or the end is the obvious one."""
    paper = _next_paper(state)
    device = "tags" if paper is not None and paper.kind == TAG else "printer"
    if not is_busy and not site.is_usable(device):
        return _phone(state) or FINISH
    is_first = paper is not None and paper.job_id is None
    label = text(
        "checkin.printing.now" if is_busy else "checkin.printing.print" if is_first else "checkin.printing.again"
    )
    return Action(label, "PassesAgainPressed", icon="printer", is_busy=is_busy)


def _phone(state: Printing) -> Action | None:
    if on_phone(state) is None:
        return None
    return Action(text("checkin.printing.on_phone"), "OnPhonePressed", icon="smartphone")


def _other(state: Printing, site: Site) -> Action | None:
    phone = _phone(state)
    return FINISH if phone is None or phone == _again(state, site, is_busy=False) else phone


def _phone_next(state: Printing) -> Action:
    return Action(text("checkin.printing.have_it"), "GoOnPressed", icon="check", is_busy=not state.code)


def _step(state: Printing, paper: Paper) -> Mapping[str, Viewable]:
    is_now = paper is (on_phone(state) if state.is_on_phone else _next_paper(state))
    return {
        "text": _name(state, paper),
        "detail": _detail(state.trip, paper),
        "state": "done" if paper.is_done else "now" if is_now else "next",
    }


def _name(state: Printing, paper: Paper) -> Text:
    """Say a paper with its place among those of its kind: "Boarding pass 1 of 2"."""
    alike = [own for own in state.papers if own.kind == paper.kind]
    kind = "pass" if paper.kind == PASS else "tag" if paper.kind == TAG else "slip"
    return text(f"checkin.printing.{kind}", index=str(alike.index(paper) + 1), count=str(len(alike)))


def _detail(trip: Trip, paper: Paper) -> Text | str:
    person = trip.booking.passenger(paper.passenger_id)
    name = person.name if person is not None else ""
    segment = trip.booking.segment(paper.segment_n)
    return f"{name}, {segment.flight.name}" if segment is not None else name


def _note(state: Printing, site: Site, *, is_busy: bool) -> Mapping[str, Viewable] | None:
    paper = _next_paper(state)
    if is_busy or state.is_on_phone or paper is None:
        return None
    jobs = state.trip.sale.jobs  # a tag that jammed waits under a new number, without a job of its own
    job = state.trip.sale.job(paper.job_id) if paper.job_id is not None else jobs[-1] if jobs else None
    if job is not None and job.state is PrintState.FAILED and paper.kind == TAG:
        return note("failed_tag")  # no phone carries it
    if job is not None and job.state in (PrintState.FAILED, PrintState.UNKNOWN):
        return note(job.state.lower())
    return note("away") if not site.is_usable("tags" if paper.kind == TAG else "printer") else None


def _code(state: Printing) -> Mapping[str, Viewable]:
    if not state.is_on_phone:
        return {}
    paper = on_phone(state)
    whose = _detail(state.trip, paper) if paper is not None else ""
    return {
        "qr": state.code,
        "qr_chip": text("checkin.printing.qr_chip"),
        "qr_title": whose,
        "qr_text": text("checkin.printing.qr_text" if state.code else "checkin.printing.qr_busy"),
    }


# --- the way to the gate ----------------------------------------------------------------------------------------------


def thank_you_view(state: ThankYou) -> View:
    """Return where to be and when; what has to be fetched at the desk is said first."""
    trip = state.trip
    is_going = any(own.state in (CouponState.CHECKED_IN, CouponState.BOARDED) for own in trip.booking.coupons)
    return View(
        title=text("checkin.thank_you.title" if is_going else "checkin.thank_you.cancelled"),
        instruction=text("checkin.thank_you.instruction") if is_going else None,
        step=step_of(3, is_done=True),
        primary=FINISH,
        parts={
            "banner": _last_note(state, is_going=is_going),
            "flights": tuple(flight_card(own) for own in trip.booking.segments) if is_going else (),
            "closes_label": text("checkout.thank_you.closes"),
            "seconds": state.closes_s,
        },
        spoken=_ways(trip) if is_going else (),
        timeout_s=None,
        takes_scans=True,
    )


def _ways(trip: Trip) -> tuple[Text, ...]:
    flight = trip.booking.segments[0].flight
    told = [route(flight)]
    if flight.gate:
        told.append(text("checkin.thank_you.spoken", gate=flight.gate, time=flight.boards.clock))
    going = (own for own in trip.booking.passengers if own.id in trip.chosen)
    return (*told, *(row_spoken(trip, own) for own in going))


def _last_note(state: ThankYou, *, is_going: bool) -> Mapping[str, Viewable] | None:
    if not is_going:
        return note("cancelled")
    if any(is_held(state.trip, own) for own in state.trip.chosen):
        return note("held")
    return None if state.is_printed else note("left")
