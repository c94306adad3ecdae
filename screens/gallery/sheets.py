"""Sheets of parts: every part of the screens in all its states on one page, for the eye and for the pictures kept.

A control whose name begins with `pressed:` or `focus:` is shown in that state (see `portrait`). The words beside the
parts are for those who build; what stands on the parts comes from the catalogues and the examples.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.domain.money import Money
from kiosk.domain.text import text
from kiosk.flows.base import Action, View, Viewable
from kiosk.flows.shell import EXAMPLES, Frame, frame
from screens.gallery.heroes import heroes
from screens.gallery.stage import in_language

Parts = Mapping[str, Viewable]

STATES = ("rest", "pressed", "focus", "off", "busy")
KINDS = ("primary", "secondary", "quiet", "danger")  # in the order of BigButton.Kind


def sheets(language: str = "en") -> dict[str, Frame]:
    """Return the sheets by name, in a language."""
    made = {
        "Buttons": _buttons(),
        "Tiles": _tiles(),
        "Rows": _rows(language),
        "Messages": _messages(language),
        "Dialogs": _dialogs(),
        "Progress": _progress(language),
        "Chips": _chips(language),
        "Amounts": _amounts(language),
        "Travel": _travel(language),
        "Desk": _desk(language),
    }
    base = _example("checkout/Scanning-hard", language)
    return {
        f"sheets/{name}": replace(
            base,
            screen=f"gallery/sheets/{name}",
            view=View(text("demo.mark"), parts=parts, rows=base.view.rows if name == "Rows" else None),
        )
        for name, parts in made.items()
    }


def _example(name: str, language: str) -> Frame:
    return frame(in_language(EXAMPLES[name], language))


def _hero(name: str, language: str) -> Parts:
    return heroes(language)[f"heroes/{name}"].view.parts


def _sheet(name: str) -> Parts:
    sheet = frame(EXAMPLES[f"sheet/{name}"]).sheet
    if sheet is None:
        raise LookupError(f"the example sheet/{name} shows no sheet")
    parts = sheet.parts or {}
    return {
        "kind": sheet.kind,
        "title": sheet.title,
        "text": sheet.text if sheet.text is not None else "",
        "lines": sheet.lines,
        "actions": sheet.actions,
        "languages": parts.get("languages", ()),
        "groups": parts.get("groups", ()),
        "people": None,
    }


# --- controls ---------------------------------------------------------------------------------------------------------


def _buttons() -> Parts:
    finish = Action(text("action.finish"), "FinishPressed", icon="check")
    call = Action(text("action.call_person"), "PersonCalled", icon="concierge-bell")
    shown = [(kind, number, finish, False) for number, kind in enumerate(KINDS)] + [("stacked", 1, call, True)]
    return {
        "states": STATES,
        "buttons": tuple(
            {
                "name": f"{state}:{name}",
                "kind": kind,
                "action": replace(action, is_enabled=state != "off", is_busy=state == "busy"),
                "is_stacked": is_stacked,
            }
            for name, kind, action, is_stacked in shown
            for state in STATES
        ),
        "keys": tuple(
            {"name": f"{state}:{icon}", "label": text("action.undo"), "icon": icon, "is_off": state == "off"}
            for icon in ("plus", "minus", "trash-2", "chevron-down")
            for state in STATES
        ),
        "strip": tuple(
            {"name": f"{state}:{action.icon}", "action": action, "is_tinted": action is call}
            for action in (Action(text("action.help"), "HelpPressed", icon="circle-help"), call)
            for state in STATES
        ),
    }


def _tiles() -> Parts:
    home = frame(EXAMPLES["shell/Home"]).view.parts["tiles"]
    away = frame(EXAMPLES["shell/Home-no-card"]).view.parts["tiles"]
    tiles = {"rest": home, "pressed": home, "focus": home, "off": away}
    small: Parts = {"title": text("action.help"), "text": text("shell.home.help"), "icon": "circle-help"}
    return {
        "tiles": tuple(
            {"name": f"{state}:tile", "tile": found[0]} for state, found in tiles.items() if isinstance(found, tuple)
        ),
        "small": tuple({"name": f"{state}:small", "tile": small} for state in STATES[:3]),
    }


def _chips(language: str) -> Parts:
    languages = _sheet("Language")["languages"]
    own = languages if isinstance(languages, tuple) else ()
    first: Parts = own[0] if own and isinstance(own[0], Mapping) else {}
    kinds = {"here": "loader", "success": "circle-check", "warning": "triangle-alert", "error": "circle-x"}
    words = {"here": "checkin.identify.touch", "success": "checkin.identify.ready", "warning": "checkin.identify.away"}
    chips: list[Viewable] = [
        {"kind": kind, "icon": icon, "text": text(words.get(kind, "shell.attract.not_ready"))}
        for kind, icon in kinds.items()
    ]
    return {
        "chips": (*chips, {"kind": "info", "icon": "info", "text": text("shell.attract.ready")}),
        "states": tuple(
            {"name": f"{state}:language", "language": _maybe_chosen(first, state == "chosen")}
            for state in (*STATES[:3], "chosen")
        ),
        "languages": own,
        "groups": _sheet("Access")["groups"],
    }


def _maybe_chosen(language: Parts, is_chosen: bool) -> Parts:
    return {**language, "is_chosen": is_chosen}


def _rows(language: str) -> Parts:
    rows = _example("checkout/Scanning", language).view.rows
    return {"steppers": tuple(rows.row(item) for item in rows.items[-3:]) if rows is not None else ()}


# --- what is said -----------------------------------------------------------------------------------------------------


def _messages(language: str) -> Parts:
    removed = _example("checkout/Scanning-undo", language).view.toast
    if removed is None:
        raise LookupError("the example checkout/Scanning-undo shows no toast")
    kinds = {"success": "done", "info": "sending", "warning": "failed", "here": "queued", "error": "unknown"}
    icons = {
        "success": "circle-check",
        "info": "info",
        "warning": "triangle-alert",
        "here": "loader",
        "error": "circle-x",
    }
    return {
        "caption": text("blocker.ITEM.UNKNOWN.what"),
        "banners": tuple(
            {
                "kind": kind,
                "icon": icons[kind],
                "title": text(f"checkout.paper.{word}.title"),
                "text": text(f"checkout.paper.{word}.text"),
            }
            for kind, word in kinds.items()
        ),
        "toasts": (
            {"text": removed.text, "action": removed.action},
            {"text": text("shell.attract.no_paper"), "action": None},
        ),
    }


def _dialogs() -> Parts:
    return {
        "sheets": (_sheet("StillThere"), _sheet("Cancel")),
        "countdown": {"label": "", "text": "30 s", "share": 1},
    }


def _progress(language: str) -> Parts:
    unclear = _example("checkout/PaymentUnclear", language).view.parts
    rails = tuple({"count": 3, "index": index, "is_done": False} for index in (1, 2, 3))
    closes = text("checkout.thank_you.closes")
    return {
        "rails": ({"count": 0, "index": 1, "is_done": False}, *rails, {"count": 3, "index": 3, "is_done": True}),
        "steps": unclear["steps"],
        "now": text("checkout.now"),
        "rings": tuple({"label": closes, "text": f"{part * 10} s", "percent": 100 * part // 3} for part in (3, 2, 1)),
        "discs": ("check", "pointer", "credit-card", "circle-help"),
    }


def _amounts(language: str) -> Parts:
    thanks = _example("checkout/ThankYou", language).view.parts
    return {
        "amounts": tuple(Money(minor, "EUR") for minor in (5, 1672, -350, 9_999_999)),
        "totals": _example("checkout/Scanning", language).view.parts,
        "facts": _example("checkout/PaymentUnclear", language).view.parts,
        "paid": thanks,
        "qr": "https://kiosk.example/receipt",
    }


# --- travel and the desk ----------------------------------------------------------------------------------------------


def _travel(language: str) -> Parts:
    seats, ways = _hero("Seats", language), _hero("Identify", language)
    kinds = {seat["kind"]: seat for row in _maps(seats["rows"]) for seat in _maps(row["seats"])}
    shown = [("rest", seat) for seat in kinds.values()]
    shown += [(state, kinds[kind]) for kind in ("free", "paid", "own") for state in ("pressed", "focus")]
    chosen = [way for way in _maps(ways["ways"]) if way["way"] in ("passport", "code")]
    return {
        "seats": tuple({"name": f"{state}:{seat['seat']}", "seat": seat} for state, seat in shown),
        "legend": seats["legend"],
        "sample": "A",
        "zones": seats["zones"],
        "ways": tuple(chosen),
    }


def _maps(value: Viewable) -> list[Parts]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, tuple) else []


def _desk(language: str) -> Parts:
    desk = _hero("Dashboard", language)
    kinds = {device["state"]: device for device in _maps(desk["devices"])}
    shown = [("rest", device) for device in kinds.values()]
    shown += [(state, shown[0][1]) for state in ("pressed", "focus")]
    return {
        "fault": desk["fault"],
        "devices": tuple({"name": f"{state}:{device['device']}", "device": device} for state, device in shown),
        "tools": desk["tools"],
    }
