"""Hero screens whose flow is to come, as finished frames: yardsticks that only the gallery and the tests show.

All that stands on them is invented. A flow that is built takes its screen over and its frame leaves this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, DeviceChanged, Step, View, Viewable
from kiosk.flows.checkin import view
from kiosk.flows.checkin.examples import EXAMPLES as EXAMPLE
from kiosk.flows.shell import EXAMPLES, Frame, Session, frame

STEPS = 3
SEAT = "14C"
COMPANION = "Davi"
PRICE = "\N{EURO SIGN}\N{NO-BREAK SPACE}12"  # as the site of the examples writes it, in whole euros
PRICE_EUROS = 12
LETTERS = "ABCDEF"
AISLE_AFTER = 3
EXIT_ROWS = (12, 13)
CABIN = {  # x taken, . free, $ free for a price, o own, c companion
    10: "x.xxx.",
    11: "xx..xx",
    12: "$x$$$x",
    13: "$$xx$$",
    14: "xco..x",
    15: ".xxx..",
    16: "x..xxx",
    17: "..x.x.",
}
KINDS = {"x": "taken", ".": "free", "$": "paid", "o": "own", "c": "companion"}
PLACES = ("window", "between", "aisle", "aisle", "between", "window")


def heroes(language: str = "en") -> dict[str, Frame]:
    """Return the hero frames by name, with the strip and the site of the other examples, in a language."""
    session = EXAMPLES["shell/Home"]
    site = replace(session.site, language=language)
    home = frame(replace(session, site=site))
    return {
        "heroes/Home": frame(replace(session, site=replace(site, journeys=("checkout", "checkin")))),
        "heroes/Identify": replace(home, screen="checkin/Identify", view=_identify(session)),
        "heroes/Identify-no-passport": replace(
            home, screen="checkin/Identify", view=_identify(session, away=("documents",))
        ),
        "heroes/Seats": replace(home, screen="checkin/Seats", view=_seats()),
        "heroes/Dashboard": replace(home, screen="maintenance/Dashboard", view=_dashboard()),
    }


# --- check-in ---------------------------------------------------------------------------------------------------------

_BACK = Action(text("action.back"), "BackPressed", icon="arrow-left")
_CANCEL = Action(text("action.cancel"), "CancelPressed", icon="x")


def _identify(session: Session, away: tuple[str, ...] = ()) -> View:
    devices = {name: DeviceChanged(name, "READY", name not in away) for name in ("scanner", "documents")}
    return view(EXAMPLE["Identify"], replace(session.site, devices=devices))


def _seats() -> View:
    rows = tuple(CABIN)
    return View(
        title=text("hero.seats.title", seat=SEAT),
        instruction=text("hero.seats.instruction", seat=SEAT),
        step=Step(text("hero.step.seat"), 2, STEPS),
        primary=Action(text("hero.seats.keep", seat=SEAT), "SeatKept", icon="check"),
        back=_BACK,
        cancel=_CANCEL,
        parts={
            "now_label": text("hero.seats.now"),
            "now": SEAT,
            "now_text": text("hero.seats.beside", place=text("hero.seats.here"), name=COMPANION),
            "zones": (_zone("front", 1, 9), _zone("middle", rows[0], rows[-1], is_chosen=True), _zone("back", 18, 26)),
            "letters": tuple(LETTERS),
            "aisles": (AISLE_AFTER,),
            "rows": tuple({"row": str(row), "seats": _row(row)} for row in rows),
            "exits": ({"first": rows.index(EXIT_ROWS[0]), "count": len(EXIT_ROWS)},),
            "exit_label": text("hero.seats.exit"),
            "legend": tuple(_legend(kind) for kind in ("own", "free", "paid", "companion", "exit", "taken")),
            "note": None,
        },
    )


def _zone(zone: str, first: int, last: int, *, is_chosen: bool = False) -> Mapping[str, Viewable]:
    label = text(f"hero.seats.{zone}")
    return {
        "label": label,
        "rows": f"{first}\N{EN DASH}{last}",
        "name": text("hero.seats.rows", zone=label, first=str(first), last=str(last)),
        "is_chosen": is_chosen,
        "event": "ZoneChosen",
        "args": {"zone": zone},
    }


def _row(row: int) -> tuple[Mapping[str, Viewable], ...]:
    return tuple(_seat(row, column, KINDS[mark]) for column, mark in enumerate(CABIN[row]))


def _seat(row: int, column: int, kind: str) -> Mapping[str, Viewable]:
    letter = LETTERS[column]
    seat = f"{row}{letter}"
    return {
        "seat": seat,
        "kind": kind,
        "letter": letter,
        "detail": {"paid": PRICE, "own": seat, "companion": COMPANION}.get(kind, ""),
        "where": _place(row, column),
        "name": _seat_name(seat, kind, _place(row, column)),
        "event": "SeatChosen",
        "args": {"seat": seat},
    }


def _place(row: int, column: int) -> Text:
    place = text(f"hero.seats.{PLACES[column]}")
    return text("hero.seats.at_exit", place=place) if row in EXIT_ROWS else place


def _seat_name(seat: str, kind: str, place: Text) -> Text:
    key = f"hero.seats.name.{kind}"
    match kind:
        case "paid":
            return text(key, seat=seat, place=place, amount=text("money.EUR.major", n=PRICE_EUROS))
        case "companion":
            return text(key, seat=seat, place=place, name=COMPANION)
        case _:
            return text(key, seat=seat, place=place)


def _legend(kind: str) -> Mapping[str, Viewable]:
    key = f"hero.seats.legend.{kind}"
    words = text(key, amount=PRICE) if kind == "paid" else text(key)
    short = {"free": text("hero.seats.open"), "exit": text("hero.seats.exit")}.get(kind, words)
    return {"kind": kind, "sign": PRICE[0] if kind == "paid" else "", "text": words, "short": short}


# --- maintenance ------------------------------------------------------------------------------------------------------


def _dashboard() -> View:
    return View(
        title=text("hero.desk.title"),
        instruction=text("hero.desk.instruction"),
        primary=Action(text("hero.desk.check"), "DevicesChecked", icon="refresh-cw"),
        back=Action(text("hero.desk.log_out"), "LoggedOut", icon="log-out"),
        parts={
            "fault": {
                "icon": "hand",
                "title": text("hero.desk.fault.title"),
                "code": "COVER_OPEN, MEDIA_PRESENT",
                "since": text("hero.desk.since", time="14:21"),
                "steps": (text("hero.desk.fault.first"), text("hero.desk.fault.second")),
                "test": Action(text("hero.desk.fault.test"), "DeviceTested", (("device", "boarding"),), "printer"),
            },
            "devices": _devices(),
            "sections": tuple(_section(part, icon) for part, icon in _SECTIONS.items()),
            "tests_label": text("hero.desk.tests"),
            "tools": _tools(),
        },
    )


_SECTIONS = {"fault": "hand", "devices": "plug", "checks": "wrench"}


def _section(part: str, icon: str) -> Mapping[str, Viewable]:
    """Return a part of the dashboard, for a glass that shows one at a time."""
    label = text(f"hero.desk.part.{part}")
    return {"label": label, "rows": "", "name": label, "icon": icon}


_HEALTH = {  # icon and kind of each health word on the example
    "ready": ("circle-check", "success"),
    "hand": ("hand", "warning"),
    "soon": ("triangle-alert", "warning"),
    "absent": ("unplug", "muted"),
}


def _devices() -> tuple[Mapping[str, Viewable], ...]:
    cuts = text("hero.counter.cuts", count="940")
    low = text("hero.counter.left", share="9", count="60")
    tags = text("hero.counter.left", share="78", count="390")
    never, no_port = text("hero.counter.never"), text("hero.desk.since", time="12:07")
    return (
        _device("terminal", "credit-card", "ready", "payments", "212"),
        _device("boarding", "ticket", "hand", text("hero.counter.share", share="64"), cuts),
        _device("receipts", "receipt", "soon", "paper", low),
        _device("scanner", "scan-barcode", "ready", "scans", "418"),
        _device("passport", "book-user", "ready", "read", "96"),
        _device("luggage", "luggage", "ready", "tags", tags),
        _device("scale", "scale", "ready", "bronze", never),
        _device("keypad", "keyboard", "absent", "no_port", no_port),
    )


def _device(device: str, icon: str, health: str, counter: Text | str, value: Text | str) -> Mapping[str, Viewable]:
    sign, kind = _HEALTH[health]
    return {
        "device": device,
        "icon": icon,
        "name": text(f"hero.device.{device}"),
        "state": text(f"hero.health.{health}"),
        "state_icon": sign,
        "kind": kind,
        "label": text(f"hero.counter.{counter}") if isinstance(counter, str) else counter,
        "value": value,
        "event": "DeviceChosen",
        "args": {"device": device},
    }


def _tools() -> tuple[Action, ...]:
    icons = {
        "touch": "grid-3x3",
        "screen": "palette",
        "sound": "volume-2",
        "keypad": "keyboard",
        "logs": "scroll-text",
        "settings": "settings",
        "audit": "file-text",
        "trace": "activity",
    }
    return tuple(
        Action(text(f"hero.tool.{tool}"), "ToolChosen", (("tool", tool),), icon) for tool, icon in icons.items()
    )
