"""Each kind of field with its keyboard, as finished frames: for the gallery and the tests, until flows show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, View, Viewable
from kiosk.flows.shell import EXAMPLES, Frame, frame

NAMES = {  # names as they are written where the language is spoken: each needs an accent or a letter of its own
    "en": "Zoë O'Connor-Byrne",
    "nl": "Anaïs van 't Hof",
    "es": "Íñigo Muñoz",
    "pt-BR": "João Gonçalves",
    "pt-PT": "Inês Conceição",
}
SOUGHT = {"en": "oat milk", "nl": "boerenkaas", "es": "piña", "pt-BR": "pão de queijo", "pt-PT": "pastéis de nata"}


def keyboards(language: str = "en") -> dict[str, Frame]:
    """Return the keyboard's frames by name, in a language."""
    fields = {
        "text": _field("text", "search", text("hero.field.search"), SOUGHT[language]),
        "name": _field("name", "entry", text("checkin.identify.last_name"), NAMES[language]),
        "email": _field("email", "entry", text("hero.field.email"), "sofia.lima"),
        "email-wrong": _field(
            "email", "entry", text("hero.field.email"), "sofia.lima", problem=text("hero.field.email_wrong")
        ),
        "code": _field("code", "code", text("hero.field.code"), "7K2P", longest=6, hint=text("hero.field.code_signs")),
        "number": _field("number", "entry", text("hero.field.number"), "31520", longest=14),
        "masked": _field("number", "entry", text("hero.field.pin"), "2958", longest=8, is_masked=True),
        "document": _field("document", "entry", text("checkin.details.number.label"), "SPECI2014"),
        "date": _field("number", "date", text("hero.field.birth"), ""),
        "off": _field(
            "name", "entry", text("checkin.identify.last_name"), "", is_off=True, hint=text("hero.field.off")
        ),
    }
    session = EXAMPLES["shell/Home"]
    home = frame(replace(session, site=replace(session.site, language=language)))
    return {
        f"keyboards/{name}": replace(home, screen="gallery/sheets/Keyboard", view=_view(label, field))
        for name, (label, field) in fields.items()
    }


def _view(label: Text, field: Mapping[str, Viewable]) -> View:
    return View(
        title=label,
        primary=Action(text("hero.field.done"), "FinishPressed", icon="check"),
        cancel=Action(text("action.cancel"), "CancelPressed", icon="x"),
        parts={"field": field},
    )


def _field(
    kind: str, look: str, label: Text, typed: str, *, longest: int = 64, hint: Text | None = None,
    problem: Text | None = None, is_masked: bool = False, is_off: bool = False,
) -> tuple[Text, Mapping[str, Viewable]]:  # fmt: skip
    days = (("day", 2), ("month", 2), ("year", 4))
    return label, {
        "kind": kind,
        "look": look,
        "label": label,
        "text": typed,
        "longest": longest,
        "hint": hint,
        "problem": problem,
        "is_masked": is_masked,
        "is_off": is_off,
        "days": tuple({"name": text(f"hero.field.{name}"), "longest": places} for name, places in days),
    }
