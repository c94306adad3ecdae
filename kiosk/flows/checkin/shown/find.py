"""What is shown while a booking is found: four ways on one screen, a field, or why it cannot be finished here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.blockers import Blocker
from kiosk.domain.moves import PrintState
from kiosk.domain.text import Text, text
from kiosk.domain.travel.asking import Fact
from kiosk.domain.travel.blockers import refusal
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.checkin.identify import TICKET_DIGITS
from kiosk.flows.checkin.shown.telling import BACK, CANCEL, FINISH, banner, flight_card, step_of
from kiosk.flows.checkin.states import Identify, OneMore, Refused, Typing
from kiosk.flows.checkout.receipt import is_printing

WAYS: Final = {"barcode": "scan-barcode", "passport": "book-user", "card": "credit-card", "code": "keyboard"}
READERS: Final = {"barcode": "scanner", "passport": "documents", "card": "scanner"}
HOW: Final = "how_"
SENDING: Final = "sending"  # one that waits for the printer is on its way
CODE: Final = ("code", "code", 6)  # kind of keys, look of the field, most signs
NAME: Final = ("name", "entry", 64)
SHAPE: Final = "shape"
FIELDS: Final = {
    Fact.SURNAME: NAME,
    Fact.REFERENCE: CODE,
    Fact.DATE: ("number", "date", 8),
    Fact.DESTINATION: ("code", "code", 3),
}


def identify_view(state: Identify, site: Site) -> View:
    """Return all ways at once; what did not help is said above them."""
    return View(
        title=text("checkin.identify.title"),
        instruction=_instruction(state),
        step=step_of(1),
        back=None,
        secondary=Action(text("checkin.identify.ticket"), "WayChosen", (("way", "ticket"),), icon="ticket"),
        cancel=CANCEL,
        parts={
            "ways": tuple(_way(way, site) for way in WAYS),
            "banner": _problem(state.problem),
            "people": _people(site),
        },
        heard=text(f"{_key(state.problem)}.title") if state.problem else None,
        spoken=(*((text(f"{_key(state.problem)}.text"),) if state.problem else ()), *_away(site)),
        takes_scans=True,
        timeout_s=60,
    )


def _people(site: Site) -> Mapping[str, Viewable]:
    place = site.place
    return {
        "title": text("people.title"),
        "text": text("checkin.identify.desk"),
        "desk": place.desk,
        "phone": place.phone,
        "hours": text("people.hours", opens=place.opens, closes=place.closes),
    }


def _instruction(state: Identify) -> Text:
    if state.lookup:
        return text("checkin.looking_up")
    return text(f"{_key(state.problem)}.text" if state.problem else "checkin.identify.instruction")


def _away(site: Site) -> tuple[Text, ...]:
    """Say which readers are not there; it stands on their pictures."""
    gone = (way for way, device in READERS.items() if not site.is_usable(device))
    away = text("checkin.identify.away")
    return tuple(
        text("checkin.documents.fact", label=text(f"checkin.identify.{own}.title"), value=away) for own in gone
    )


def _key(problem: str) -> str:
    is_how = problem.startswith(HOW)
    return f"checkin.how.{problem.removeprefix(HOW)}" if is_how else f"checkin.problem.{problem}"


def _problem(problem: str) -> Mapping[str, Viewable] | None:
    if not problem:
        return None
    is_how = problem.startswith(HOW)
    icon = WAYS[problem.removeprefix(HOW)] if is_how else "triangle-alert"
    key = _key(problem)
    kind = "here" if is_how else "warning"
    return {"kind": kind, "icon": icon, "title": text(f"{key}.title"), "text": ""}


def _way(way: str, site: Site) -> Mapping[str, Viewable]:
    is_typed = way == "code"
    is_ready = not is_typed and site.is_usable(READERS[way])
    state = "touch" if is_typed else "ready" if is_ready else "away"
    icons = {"touch": "keyboard", "ready": "circle-check", "away": "triangle-alert"}
    kinds = {"touch": "here", "ready": "success", "away": "warning"}
    return {
        "way": way,
        "title": text(f"checkin.identify.{way}.title"),
        "text": text(f"checkin.identify.{way}.text"),
        "icon": WAYS[way],
        "picture": "" if is_typed else f"scenes/travel-{way}",
        "boxes": ("", "7", "K", "2", "P", "M") if is_typed else (),
        "field": text("checkin.identify.last_name"),
        "state": text(f"checkin.identify.{state}"),
        "state_icon": icons[state],
        "state_kind": kinds[state],
        "is_on": is_ready,
        "event": "WayChosen",
        "args": {"way": way},
    }


# --- typed ------------------------------------------------------------------------------------------------------------


def typing_view(state: Typing) -> View:
    """Return the field of a booking code, of a ticket number, or of a surname."""
    is_ticket = state.is_ticket and state.asks is Fact.REFERENCE
    name = "ticket" if is_ticket else state.asks.value
    kind, look, longest = ("number", "entry", TICKET_DIGITS) if is_ticket else FIELDS[state.asks]
    return View(
        title=text(f"checkin.field.{name}"),
        instruction=text(f"checkin.typing.{name}.instruction") if state.asks is not Fact.SURNAME else None,
        step=step_of(1),
        primary=_look_up(state),
        back=BACK,
        cancel=CANCEL,
        parts=_field(name, kind, look, longest, state.problem),
        spoken=_told(look, state.problem),
        takes_scans=True,
    )


def one_more_view(state: OneMore) -> View:
    """Return the field of the one fact that is asked; nothing of any booking stands here."""
    kind, look, longest = FIELDS[state.asks]
    return View(
        title=text("checkin.one_more.title"),
        instruction=text(f"checkin.one_more.{state.asks.value}"),
        step=step_of(1),
        primary=_look_up(state),
        back=BACK,
        cancel=CANCEL,
        parts=_field(state.asks.value, kind, look, longest, state.problem),
        spoken=_told(look, state.problem),
        takes_scans=True,
    )


def _look_up(state: Typing | OneMore) -> Action:
    is_last = isinstance(state, OneMore) or state.asks is Fact.SURNAME
    label = text("checkin.typing.find" if is_last else "checkin.typing.next")
    return Action(label, "FactTyped", (("text", ""),), is_busy=bool(state.lookup))


def _field(name: str, kind: str, look: str, longest: int, problem: str) -> Mapping[str, Viewable]:
    days = (("day", 2), ("month", 2), ("year", 4))
    return {
        "field": {
            "name": name,
            "kind": kind,
            "look": look,
            "longest": longest,
            "label": text(f"checkin.field.{name}"),
            "hint": text("checkin.field.code_signs") if look == "code" else None,
            "problem": _wrong(look, problem) if problem else None,
            "days": tuple({"name": text(f"checkin.field.{day}"), "longest": places} for day, places in days),
        }
    }


def _wrong(look: str, problem: str) -> Text:
    """Say what is wrong with what was typed; of a day, that it is none."""
    is_day = look == "date" and problem == SHAPE
    return text("checkin.problem.shape_day" if is_day else f"checkin.problem.{problem}.text")


def _told(look: str, problem: str) -> tuple[Text, ...]:
    """Say what is wrong with what was typed, else which signs the field takes."""
    if problem:
        return (_wrong(look, problem),)
    return (text("checkin.field.code_signs"),) if look == "code" else ()


# --- not here ---------------------------------------------------------------------------------------------------------


def refused_view(state: Refused, site: Site) -> View:
    """Return all reasons together, each with what helps; on paper too."""
    sale = state.trip.sale
    job = sale.job(state.job_id) if state.job_id is not None else None
    can_print = site.is_usable("printer")
    slip = Action(text("checkin.refused.slip"), "SlipPressed", icon="printer", is_busy=is_printing(sale))
    finish = Action(FINISH.label, FINISH.event, icon=FINISH.icon, is_enabled=not is_printing(sale))
    reasons = shown_reasons(state.trip.blockers)
    return View(
        title=text("checkin.refused.title"),
        instruction=text("checkin.refused.instruction"),
        step=step_of(1),
        primary=slip if can_print else finish,
        secondary=finish if can_print else None,
        parts={
            "reasons": tuple({**banner(own), "do": refusal(own)[2]} for own in reasons),
            "flights": tuple(flight_card(own) for own in state.trip.booking.segments),
            "paper": _slip_note(job.state if job is not None else None),
            "people": _people(site),
        },
        spoken=tuple(words for own in reasons for words in refusal(own)),
        takes_scans=True,
        timeout_s=None if is_printing(sale) else 90,
    )


def shown_reasons(blockers: tuple[Blocker, ...]) -> tuple[Blocker, ...]:
    """Return the blockers a traveller reads: the same one of several people or flights once."""
    seen: dict[tuple[object, ...], Blocker] = {}
    for own in blockers:
        seen.setdefault((own.code, own.args), own)
    return tuple(seen.values())


def _slip_note(state: PrintState | None) -> Mapping[str, Viewable] | None:
    if state is None:
        return None
    kind, icon = {
        PrintState.SENDING: ("info", "printer"),
        PrintState.DONE: ("success", "circle-check"),
    }.get(state, ("warning", "triangle-alert"))
    key = f"checkin.refused.paper.{SENDING if state is PrintState.QUEUED else state.lower()}"
    return {"kind": kind, "icon": icon, "title": text(f"{key}.title"), "text": text(f"{key}.text")}
